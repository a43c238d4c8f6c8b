"""An e-mail as somebody saved or pasted it, taken apart: what it says, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

from policy_checks.checks.personal_email import is_role
from policy_checks.checks.personal_trail import EACH
from policy_checks.model import Policy, Reading, UnreadableError
from policy_checks.reading import scan

NAME = "standard-input"
HEADED = r"(?i)^\s*(?:[a-z][a-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|to|subject|date|received|mime-version):"
TO = r"(?im)^(?:to|cc):[^\n]*(?:\n[ \t][^\n]*)*"
MANY = 3  # own addresses that everybody is shown


def shown_to_all(data: bytes, policy: Policy) -> int:
    """Return the line on which the recipients of an e-mail begin, where too many own addresses are shown to all; else 0."""
    text = data.lstrip().decode("utf-8", "replace").replace("\r\n", "\n")
    head = text.partition("\n\n")[0]
    fields = list(scan(TO, Reading(head))) if is_email(data) else []
    shown = (found.groups for field in fields for found in scan(EACH, Reading(head[field.start : field.end])))
    each = {(str(local).casefold(), str(host).casefold()) for local, host in shown}
    own = [1 for local, host in each if not policy.owns(host) and not is_role(local, host)]
    return head[: fields[0].start].count("\n") + 1 if len(own) >= MANY else 0


def is_email(data: bytes) -> bool:
    """Say whether a text begins as an e-mail does, with its headings."""
    return next(scan(HEADED, Reading(data[:20_000].decode("utf-8", "replace").replace("\r\n", "\n"))), None) is not None


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of each part of an e-mail: its subject and words, then what is attached.

    Who sent it to whom is left out: that is no publication. Text without headings is words alone. Raises UnreadableError when
    an e-mail holds no words that can be read.
    """
    if not is_email(data):
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
