"""Input of a withdrawal: why an entry of a held drill is taken back."""

from emergency.base.forms import text_field
from emergency.drills.forms import VersionForm
from emergency.plans.forms_acts import one_of
from emergency.plans.secret_words import WITHDRAWALS


class WithdrawEntryForm(VersionForm):
    """Why an entry is withdrawn."""

    reason = text_field("撤销原因", description="误登、重复登记的才撤销；原登记保留在操作日志。")


class SecretWithdrawEntryForm(VersionForm):
    """Why an entry of a secret plan's drill is withdrawn: one of the fixed reasons."""

    reason = one_of("撤销原因", WITHDRAWALS, description="涉密和工作秘密预案的演练只能选择原因，不写文字。")


def withdraw_form(seen: int, *, secret: bool) -> WithdrawEntryForm | SecretWithdrawEntryForm:
    """The form, remembering which state its sender saw."""
    return (SecretWithdrawEntryForm if secret else WithdrawEntryForm)(data={"seen": str(seen)})
