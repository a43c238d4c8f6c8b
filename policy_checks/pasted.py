"""An e-mail as somebody saved or pasted it, taken apart: what it says, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

from policy_checks.model import Reading, UnreadableError
from policy_checks.reading import scan

NAME = "standard-input"
HEADED = r"(?i)^\s*(?:[a-z][a-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|to|subject|date|received|mime-version):"


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of each part of an e-mail: its subject and words, then what is attached.

    Who sent it to whom is left out: that is no publication. Text without headings is words alone. Raises UnreadableError when
    an e-mail holds no words that can be read.
    """
    if not next(scan(HEADED, Reading(data[:20_000].decode("utf-8", "replace").replace("\r\n", "\n"))), None):
        yield f"{NAME}.txt", data
        return
    message = message_from_bytes(data.lstrip(), policy=default)
    try:
        body = message.get_body(("plain", "html"))
        words = body.get_content() if body else None
        attached = [
            (part.get_filename() or "attachment.bin", part.get_content()) for part in message.iter_attachments()
        ]
    except (LookupError, ValueError, TypeError, AttributeError):
        words = None
    if not isinstance(words, str):
        raise UnreadableError("it is an e-mail whose words cannot be read")
    ending = "html" if body and body.get_content_subtype() == "html" else "txt"
    subject = str(message["subject"] or "")
    yield f"{NAME}.{ending}", f"{subject}\n\n{words}".encode()
    for number, (name, content) in enumerate(attached, start=1):
        suffix = name.rpartition(".")[2].casefold()
        yield f"{NAME}.eml!{number}.{suffix}", content.encode() if isinstance(content, str) else bytes(content)
