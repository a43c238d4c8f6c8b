"""Judgements kept by content: the same bytes, under the same rules, policy and registers, are not judged twice.

A cache holds places, digests, and what a file says of its owner; no other words, and nothing that is run. It lies in the user's own folder for caches, so
that no change to the repository can bring one along; where publishing is decided (``CI`` is set) there is none. What
cannot be read in it is judged afresh.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from policy_checks.documents.source import Source
from policy_checks.judge import Judged
from policy_checks.model import Document, Finding, Rights

OFF = ("CI", "POLICY_CHECKS_NO_CACHE")
MOST = 100_000  # judgements; beyond them the oldest go
MALFORMED = (KeyError, TypeError, ValueError)  # what comes of an entry that is none
CLEAN: Mapping[str, Any] = {"clean": True}
TABLE = (
    "CREATE TABLE IF NOT EXISTS judged "
    "(key TEXT PRIMARY KEY, context TEXT NOT NULL, body TEXT NOT NULL, said BLOB NOT NULL, told BLOB NOT NULL)"
)


@dataclass(frozen=True)
class Cache:
    """What was judged of one project. ``context`` stands for all that a judgement depends on besides its files."""

    connection: sqlite3.Connection
    context: str

    def key(self, *parts: str) -> str:
        """Return the name of a judgement: the SHA-256 of the context and of these parts."""
        return hashlib.sha256("\0".join((self.context, *parts)).encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, source: Source) -> Judged | None:
        """Return what was judged of these very bytes at this very path, if it was."""
        for body, said, told in self._row(self._key(source)):
            with suppress(*MALFORMED):
                judged = judged_of(body)
                judged.said, judged.told = bytearray(said), bytearray(told)
                judged.pages.unread |= {source.page: (source, head_of(body["head"], source))} if body["head"] else {}
                return judged
        return None

    def put(self, source: Source, judged: Judged) -> None:
        """Keep what was judged of a file. Only what was decided is kept."""
        if not judged.undecided:
            head = judged.pages.head(source.page)
            kept = head and {
                "kind": head.kind,
                "rights": asdict(head.rights),
                "fingerprint": head.fingerprint,
                "people": head.people,
            }
            self._keep(self._key(source), {**body_of(judged), "head": kept}, judged.said, judged.told)

    def get_site(self, key: str) -> tuple[Judged, dict[str, str]] | None:
        """Return what judging a built site added to its written pages, and the SHA-256 of each of its files."""
        for body, _, _ in self._row(key):
            with suppress(*MALFORMED):
                judged = judged_of(body)
                judged.origins = dict(body["origins"])
                return judged, judged.files
        return None

    def put_site(self, key: str, added: Judged) -> None:
        """Keep what judging a built site added; its ``files`` are the site's."""
        if not added.undecided:
            self._keep(key, {**body_of(added), "origins": added.origins}, b"", b"")

    def is_clean(self, key: str) -> bool:
        """Say whether the checks found nothing at all in a file of a built site."""
        return any(body == CLEAN for body, _, _ in self._row(key))

    def put_clean(self, key: str) -> None:
        """Keep that the checks found nothing at all in a file of a built site."""
        self._keep(key, CLEAN, b"", b"")

    def save(self) -> None:
        """Write what was kept, and drop what other rules judged, or what there is too much of."""
        with suppress(sqlite3.Error):
            self.connection.execute("DELETE FROM judged WHERE context != ?", (self.context,))
            self.connection.execute("DELETE FROM judged WHERE rowid <= (SELECT MAX(rowid) FROM judged) - ?", (MOST,))
            self.connection.commit()

    def _key(self, source: Source) -> str:
        return self.key(source.path, source.page, source.surface, source.sha256)

    def _row(self, key: str) -> Iterator[tuple[dict[str, Any], bytes, bytes]]:
        query = "SELECT body, said, told FROM judged WHERE key = ? AND context = ?"
        with suppress(sqlite3.Error, ValueError):
            for body, said, told in self.connection.execute(query, (key, self.context)):
                yield json.loads(body), said, told

    def _keep(self, key: str, body: Mapping[str, Any], said: bytes | bytearray, told: bytes | bytearray) -> None:
        row = (key, self.context, json.dumps(body, separators=(",", ":")), said, told)
        with suppress(sqlite3.Error):
            self.connection.execute("INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?)", row)


def cache_file(root: Path, kind: str, environment: Mapping[str, str]) -> Path | None:
    """Return where a cache of the project at ``root`` lies, of a kind that ends its name; nothing where there may be none."""
    if any(environment.get(name) for name in OFF):
        return None
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return user_cache_path("policy-checks", ensure_exists=False) / f"{name}.{kind}"


def open_cache(root: Path, context: Callable[[], str], environment: Mapping[str, str]) -> Cache | None:
    """Return the cache of the project at ``root``, or nothing where there may be none, or it cannot be had."""
    file = cache_file(root, "sqlite", environment)
    if file is None:
        return None
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(file)
        connection.execute(TABLE)
    except sqlite3.DatabaseError:
        file.unlink(missing_ok=True)  # damaged: the next run begins a new one
        return None
    except OSError:
        return None
    return Cache(connection, context())


def head_of(body: Mapping[str, Any], source: Source) -> Document:
    """Return the document of a file without its words."""
    return Document(
        path=source.path,
        page=source.page,
        surface=source.surface,
        kind=str(body["kind"]),
        text="",
        sha256=source.sha256,
        rights=revive(Rights, body["rights"]),
        fingerprint=body["fingerprint"],
        people=body["people"],
    )


def body_of(judged: Judged) -> dict[str, Any]:
    """Return a judgement as plain values. Its words, pages and origins are not part of it."""
    return {
        "documents": judged.documents,
        "findings": [asdict(finding) for finding in judged.findings],
        "texts": judged.texts,
        "files": judged.files,
    }


def judged_of(body: Mapping[str, Any]) -> Judged:
    """Return the judgement that ``body_of`` made plain; raise KeyError, TypeError or ValueError for anything else."""
    return Judged(
        documents=int(body["documents"]),
        findings=[revive(Finding, each) for each in body["findings"]],
        texts=dict(body["texts"]),
        files=dict(body["files"]),
    )


def revive(kind: Any, value: Any) -> Any:
    """Return plain JSON values as a value of the model's; raise KeyError, TypeError or ValueError when they are none."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{each.name: revive(hints[each.name], value[each.name]) for each in fields(kind)})
    if get_origin(kind) is tuple:
        return tuple(revive(get_args(kind)[0], each) for each in value)
    if issubclass(kind, StrEnum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
