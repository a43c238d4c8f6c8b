"""The documents behind the pages and files of docs/, read again only where their words are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policy_checks.documents import read
from policy_checks.documents.markdown import front_matter
from policy_checks.documents.source import Source, decode
from policy_checks.model import Document, UnreadableError


@dataclass
class Pages(Mapping[str, Document]):
    """Each page's document by the page (relative to docs/); one that was judged before is read when it is asked for.

    ``unread`` holds its bytes, and its head: the document without its words.
    """

    read: dict[str, Document] = field(default_factory=dict)
    unread: dict[str, tuple[Source, Document]] = field(default_factory=dict)

    def __getitem__(self, page: str) -> Document:
        """Return a document with its words; raise KeyError where there is no such page."""
        if page not in self.read:
            self.read[page] = read(self.unread[page][0])[0]
        return self.read[page]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.unread, **self.read})

    def __len__(self) -> int:
        return len(self.unread.keys() | self.read.keys())

    def __contains__(self, page: object) -> bool:
        return page in self.read or page in self.unread

    def head(self, page: str) -> Document | None:
        """Return what is known of a page without reading it again; its words may be left out."""
        unread = self.unread.get(page)
        return self.read.get(page) or (unread[1] if unread else None)

    def heads(self) -> list[Document]:
        """Return the head of each page."""
        return [head for page in self if (head := self.head(page))]

    def settings(self, page: str) -> Mapping[str, object]:
        """Return the settings at the top of a page, without reading its words again; none where they are malformed."""
        if page in self.read:
            return self.read[page].settings
        try:
            return front_matter(decode(self.unread[page][0].data))[0]
        except UnreadableError:
            return {}

    def saying(self, mark: bytes) -> list[str]:
        """Return the pages whose files hold these bytes of ASCII."""
        words = mark.decode()
        again = (page for page, (source, _) in self.unread.items() if page not in self.read and mark in source.data)
        return [page for page, document in self.read.items() if words in document.text] + list(again)

    def add(self, others: Pages) -> None:
        """Add the pages of others."""
        self.read |= others.read
        self.unread |= others.unread
