"""ZIP archives: every file in one is read as it would be beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policy_checks.documents.passage import Passage, within
from policy_checks.documents.zipped import Zipped

Inner = Callable[[str, bytes], Iterable[Passage]]


def read(data: bytes, inner: Inner) -> Iterator[Passage]:
    """Yield what each file in an archive holds, at its name; raise UnreadableError when one of them cannot be judged."""
    archive = Zipped(data)
    yield Passage("the names of its files", "\n".join(archive.names))
    yield Passage("its comments", archive.comments)
    for name in archive.names:
        yield from within(name, inner(name, archive.read(name)))
