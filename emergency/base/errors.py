"""What can go wrong in the domain, each with the Chinese sentence that a person reads."""


class DomainError(Exception):
    """Ends the act; nothing of it stays. `sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refusal(DomainError):
    """The act breaks a rule of the domain; shown on the form (422), beside `field` when it is named."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refusal):
    """Somebody changed the same thing meanwhile (409); the form keeps what was typed.

    `version` is the state as it is now, where the sentence says what it became: who read that may send again.
    """

    def __init__(self, sentence: str, field: str | None = None, version: int = 0) -> None:
        super().__init__(sentence, field)
        self.version = version


class NotFound(DomainError):
    """Not there, or not within the viewer's scope: the two read alike (404)."""

    def __init__(self, sentence: str = "没有找到这一项，或者它不在您的管辖范围内。") -> None:
        super().__init__(sentence)


class Forbidden(DomainError):
    """The viewer may see the thing and not do this to it (403)."""

    def __init__(self, sentence: str = "您的角色不能进行这项操作。") -> None:
        super().__init__(sentence)


class TooMany(DomainError):
    """The same thing was tried too often (429)."""


class NoSpace(DomainError):
    """The disk is full (507); nothing was written."""

    def __init__(self, sentence: str = "服务器磁盘空间不足，本次内容没有保存。") -> None:
        super().__init__(sentence)


class Repeated(Exception):
    """The same form was sent twice; `location` is where the first sending went."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location
