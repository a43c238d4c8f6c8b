"""Asking the process that takes files apart (worker.py). A file that ends it, or hangs, is undecided; the rest goes on."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import Any, BinaryIO, cast

from policy_checks.documents.looking import looked
from policy_checks.documents.passage import Passage, documents
from policy_checks.documents.sight import SEEING
from policy_checks.documents.source import Source
from policy_checks.model import Document, Rights, UnreadableError

PATIENCE = 30  # seconds by the clock; worker.py bounds processor time more closely where the system can
PATIENCE_TO_SEE = 180
WORKER = (sys.executable, "-P", "-m", "policy_checks.documents.worker")


class Worker:
    """The other process, started when it is first asked, and again after it ended; one that ``sees`` looks at pictures."""

    def __init__(self, *, sees: bool = False) -> None:
        self._sees = sees
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, task: str, name: str, data: bytes, **details: object) -> tuple[dict[str, Any], bytes]:
        """Return the answer to a request; raise UnreadableError when there is none."""
        with self._lock:
            process = self._running()
            clock = threading.Timer(PATIENCE_TO_SEE if self._sees else PATIENCE, process.kill)
            clock.start()
            try:
                return _exchange(process, {"task": task, "name": name, "size": len(data), **details}, data)
            except (OSError, ValueError, EOFError):
                self.stop()
                raise UnreadableError("reading it takes too much time or memory") from None
            finally:
                clock.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = (*WORKER, SEEING) if self._sees else WORKER
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        return self._process

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
            self._process = None


def _exchange(process: subprocess.Popen[bytes], head: dict[str, object], data: bytes) -> tuple[dict[str, Any], bytes]:
    source, sink = cast("tuple[BinaryIO, BinaryIO]", (process.stdout, process.stdin))
    sink.write(json.dumps(head).encode() + b"\n")
    sink.write(data)
    sink.flush()
    line = source.readline()
    if not line:
        raise EOFError
    found: dict[str, Any] = json.loads(line)
    return found, source.read(found["size"])


worker, looker = Worker(), Worker(sees=True)
atexit.register(worker.stop)
atexit.register(looker.stop)


def ask(task: str, name: str, data: bytes, **details: object) -> tuple[dict[str, Any], bytes]:
    """Return what another process makes of a file; raise UnreadableError when it can make nothing of it."""
    asked = looker if task == SEEING else worker
    found, body = asked.ask(task, name.rpartition("/")[2], data, **details)
    if "error" in found:
        raise UnreadableError(found["error"])
    return found, body


def _see(name: str, data: bytes, page: int, looks: list[str]) -> dict[str, Any]:
    return ask(SEEING, name, data, page=page, looks=looks)[0]


def read(source: Source, kind: str) -> list[Document]:
    """Read a picture or an attachment; raise UnreadableError when it cannot be judged."""
    found, _ = ask("read", source.path, source.data)
    told, people = looked(source, kind, [_passage(each) for each in found["passages"]], _see)
    first, *rest = documents(source, kind, told)
    rights = Rights(**{name: tuple(values) for name, values in found["rights"].items()})
    return [replace(first, rights=rights, fingerprint=found["fingerprint"], people=people), *rest]


def passages(name: str, data: bytes) -> list[Passage]:
    """Return what a file holds that lies inside another; raise UnreadableError when it cannot be judged."""
    return [_passage(each) for each in ask("read", name, data)[0]["passages"]]


def _passage(fields: dict[str, Any]) -> Passage:
    return Passage(fields["place"], fields["text"], tuple(fields["problems"]), tuple(fields["links"]), fields["prose"])
