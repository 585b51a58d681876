"""统一社会信用代码: its alphabet, its check character, what is wrong with one."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_character(first17: str) -> str:
    """The 18th character for the first seventeen: (31 - Σ weight·value mod 31) mod 31."""
    total = sum(weight * ALPHABET.index(char) for weight, char in zip(WEIGHTS, first17, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def tidy(text: str) -> str:
    """The code as stored: upper case, without blanks and hyphens."""
    return "".join(text.split()).replace("-", "").upper()


def complaint(code: str) -> str | None:
    """The Chinese sentence for a wrong code, or None; letters among the first eight are legal."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，这里是{len(code)}位，请核对后重新填写。"
    strange = sorted({char for char in code if char not in ALPHABET})
    if strange:
        return f"统一社会信用代码不会出现“{'、'.join(strange)}”（不用字母 I、O、S、V、Z），请核对。"
    if check_character(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不对，多半是抄错了一位，请对照证照核对。"
    return None
