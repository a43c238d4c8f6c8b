"""Messages saved as files (RFC 5322, MIME): headings, words in every form, and what is attached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from policy_checks.documents.passage import Passage, within
from policy_checks.model import UnreadableError

Inner = Callable[[str, bytes], Iterable[Passage]]
PARTS = 500


def read(data: bytes, inner: Inner) -> Iterator[Passage]:
    """Yield the passages of a message; raise UnreadableError when it has no headings, or a part cannot be judged."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        headings = "\n".join(f"{name}: {value}" for name, value in message.items())
        contents = list(_contents(message))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreadableError("it is damaged, or not a message") from None
    if not headings or len(contents) > PARTS:
        raise UnreadableError("it is damaged, or not a message")
    yield Passage("its headings", headings)
    for number, (name, body) in enumerate(contents, 1):
        place = f"the file “{name}” attached to it" if name else f"part {number}"
        yield from within(place, inner(name or f"part.{_suffix(body)}", body))


def _contents(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Yield the name (empty for the message's own words) and the bytes of each part."""
    for part in message.walk():
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        data = body if isinstance(body, bytes) else b""
        name = part.get_filename() or ""
        if not name and part.get_content_maintype() == "text":
            words = data.decode(part.get_content_charset() or "utf-8", "replace").replace("\0", "")
            yield "", words.encode()
        elif data:
            yield name or f"unnamed.{part.get_content_subtype()}", data


def _suffix(body: bytes) -> str:
    return "html" if b"<" in body and b"</" in body else "txt"
