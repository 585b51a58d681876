"""A message as mail: plain values in, a MIME message out (RFC 6047 for calendars)."""

import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one mailbox; `key` names it for ever, so that one sent twice is seen to be the same."""

    key: str
    recipient: str
    subject: str
    text: str
    calendar: bytes = b""
    method: str = ""


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The message: its text, and the calendar beside it as mail programs expect an invitation."""
    message = EmailMessage()
    message["Subject"] = " ".join(letter.subject.split())
    message["From"], message["To"] = _address(sender), _address(letter.recipient)
    digest = hashlib.sha256(letter.key.encode()).hexdigest()[:40]
    message["Message-ID"] = f"<{digest}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.calendar:
        message.add_alternative(
            letter.calendar, "text", "calendar", params={"method": letter.method, "charset": "utf-8"}
        )
    return message


def _address(mail: str) -> Address:
    return Address(addr_spec=mail)
