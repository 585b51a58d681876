"""The form piece by which files come in, and the form that purges one."""

from collections.abc import Set
from typing import Any

from flask import g, request
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Field, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, StopValidation
from wtforms.widgets import FileInput

from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.base.forms import Form, cleaned
from emergency.evidence import queries
from emergency.evidence.actions import drop_unnamed
from emergency.evidence.actions_receive import receive, receive_joined
from emergency.evidence.facts import (
    FILES_ALLOWED,
    GROUND_LABELS,
    NOTICED,
    SECRECY_LABELS,
    PurgeGround,
    Received,
    Secrecy,
)
from emergency.evidence.kinds import LARGEST_FILE, PICTURES, PLAN_TEXTS, Kind, extension_kind, names_of
from emergency.evidence.tokens import read_slip, slip_for

ASK_FIRST = "请先回答“公开属性”，再选择文件。文件没有收存，请重新选择。"
NO_SECRETS = (
    "涉密和工作秘密材料不得上传到本系统，文件没有收存。只登记代号和日期，文件请按保密渠道报送；"
    "如已误传，请联系本单位保密工作负责人（保密员）。"
)


def secrecy_field(
    label: str = "公开属性", *, allowed: Set[Secrecy] = frozenset(Secrecy), refused: str = "", **kwargs: Any
) -> RadioField:
    """A field that asks 公开、内部、工作秘密 or 涉密 before a file can be chosen; `refused` is said of the others."""
    choices = [SelectChoice(str(value), word) for value, word in SECRECY_LABELS.items()]
    fits = AnyOf([str(value) for value in allowed], message=refused)
    return RadioField(label, [InputRequired("请选择公开属性。"), fits], choices=choices, **kwargs)


class PapersField(Field):  # type: ignore[misc]
    """Files that come with a form; `data` is the list of Received, each looked into and kept.

    `secrecy` names the sibling field that asks about secrecy: without 公开 or 内部 nothing is taken. Good files of a
    form that comes back with errors stay as slips beside the chooser. `join` makes several pictures one PDF.
    """

    widget = FileInput(multiple=True)

    def __init__(
        self, label: str = "", validators: Any = None, *, accept: Set[Kind] = PLAN_TEXTS, join: bool = False,
        multiple: bool = True, secrecy: str = "secrecy", needed: str = "", allowed: Set[Secrecy] = FILES_ALLOWED,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(label, validators, **kwargs)
        self.accept, self.join, self.multiple, self.secrecy, self.needed = accept, join, multiple, secrecy, needed
        self.allowed = allowed
        self.widget = FileInput(multiple=multiple)
        self.data: list[Received] = []
        self.slips: list[tuple[str, Received]] = []
        self.notices: list[str] = []

    def process(self, formdata: MultiDict[str, str] | None, data: Any = None, extra_filters: Any = None) -> None:
        """Take nothing yet: what comes is looked into only when the form is checked."""
        self.process_errors: list[str] = []
        self.errors: list[str] = []
        self.data = []

    def pre_validate(self, form: Any) -> None:
        """Take the files of this request in. Raises StopValidation with the sentences of those refused."""
        scope: Scope = g.scope
        uploads = [file for file in request.files.getlist(self.name) if file.filename]
        kept = [read_slip(scope, slip) for slip in request.form.getlist(f"{self.name}-kept")]
        self.data = [file for file in kept if file is not None]
        wrong = self._refused(form, uploads) if uploads or self.data else []
        if not wrong:
            wrong = self._take(scope, uploads)
        self.data = list({file.sha256: file for file in self.data}.values())
        if not self.multiple and len(self.data) > 1:
            self.data = self.data[-1:]
        self.slips = [(slip_for(scope, file), file) for file in self.data]
        self.notices = queries.duplicate_notices(scope, self.data)
        if not wrong and self.needed and not self.data and self._files_allowed(form):
            wrong = [self.needed]
        if wrong:
            self.errors = list(wrong)
            raise StopValidation

    def _files_allowed(self, form: Any) -> bool:
        return not self.secrecy or form[self.secrecy].data in self.allowed

    def _refused(self, form: Any, uploads: list[FileStorage]) -> list[str]:
        if self._files_allowed(form):
            return []
        return self._dropped(form[self.secrecy].data)

    def _dropped(self, answer: str | None) -> list[str]:
        """Keep none of the files, for this answer does not allow them; those of a secret plan go at once."""
        given, self.data = self.data, []
        if answer in set(Secrecy) - FILES_ALLOWED:
            drop_unnamed(given)
            return [NO_SECRETS]
        return [(answer and self.description) or ASK_FIRST]

    def _take(self, scope: Scope, uploads: list[FileStorage]) -> list[str]:
        """Take each file in by itself, so that a bad one does not cost the good ones."""
        pictures = [file for file in uploads if extension_kind(file.filename or "") in PICTURES & self.accept]
        together = pictures if self.join and len(pictures) > 1 else []
        wrong = []
        for file in uploads:
            if file not in together:
                try:
                    self.data.append(receive(scope, file.filename, file.stream, self.accept))
                except Refusal as refusal:
                    wrong.append(refusal.sentence)
        if together:
            try:
                self.data.append(receive_joined(scope, together))
            except Refusal as refusal:
                wrong.append(refusal.sentence)
        return wrong

    @property
    def accepted(self) -> str:
        """The extensions as a person reads them."""
        return names_of(self.accept)

    @property
    def chooser(self) -> str:
        """The extensions for the browser's own chooser."""
        both = [*names_of(self.accept).split(), *([".jpeg"] if Kind.JPG in self.accept else [])]
        return ",".join(both)

    @property
    def largest(self) -> int:
        """The largest size of one file, in bytes."""
        return LARGEST_FILE


class PurgeForm(Form):
    """Why the bytes of a paper must go."""

    ground = SelectField("事由", choices=[SelectChoice(ground.value, GROUND_LABELS[ground]) for ground in PurgeGround])
    noticed = SelectField(
        "发现的途径", default="",
        choices=[SelectChoice("", "请选择"), *(SelectChoice(word, word) for word in NOTICED)],
        description="事由为涉密或工作秘密时选择，不写文字说明。",
    )  # fmt: skip
    reason = TextAreaField(
        "说明", [Length(max=300, message="最多 300 个字，请缩短。")], filters=[cleaned],
        description="其他事由填写清除的经过和依据，记入日志，永久保留。",
    )  # fmt: skip

    @property
    def why(self) -> str:
        """What is told of the purge: a fixed word, a text, or both where only one may be."""
        return "".join(part for part in (self.noticed.data, self.reason.data) if part)
