"""The process in which files that are not text are taken apart, so that none of them can take the gate with it.

It gets requests on standard input and gives answers on standard output, each a line of JSON and then bytes. A file that needs
too much time or memory ends this process; isolated.py then says so, and starts another for the next file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO

from policy_checks.documents import sight
from policy_checks.documents.passage import DEPTH, Passage, joined
from policy_checks.model import Surface, UnreadableError

MEMORY = 448 << 20  # bytes of data that the process may hold; with its code it stays under 512 MB
SECONDS = 5  # of processor time for one file
# A process that looks at pictures (sight.py) is started with sight.SEEING, and holds a model: it needs more for each picture.
MEMORY_TO_SEE, SECONDS_TO_SEE = 2 << 30, 60

PassageReader = Callable[[bytes, str], Iterator[Passage]]


def reader(suffix: str, depth: int) -> PassageReader | None:
    """Return the reader of a kind of file, which loads what it needs when it is first used."""
    from policy_checks.documents import archive, image, mail, office, opendocument, pdf, rtf

    inner = partial(passages, depth=depth + 1)
    if suffix in image.FORMATS:
        return image.read
    if suffix in office.MAIN or suffix in opendocument.KINDS:
        return partial(office.read, inner=inner)
    others: dict[str, PassageReader] = {
        ".pdf": lambda data, _: pdf.read(data, inner),
        ".zip": lambda data, _: archive.read(data, inner),
        ".eml": lambda data, _: mail.read(data, inner),
        ".rtf": rtf.read,
    }
    return others.get(suffix)


def passages(name: str, data: bytes, depth: int = 0) -> list[Passage]:
    """Return what a file holds, ``depth`` files deep inside another; raise UnreadableError when it cannot be judged."""
    if depth > DEPTH:
        raise UnreadableError(f"it holds files inside files, more than {DEPTH} deep")
    suffix = "." + name.casefold().rpartition(".")[2]
    read = reader(suffix, depth)
    if read is not None:
        return joined(read(data, suffix))
    return joined(_texts(name, data))


def _texts(name: str, data: bytes) -> Iterator[Passage]:
    """Yield the words of a file of text that lies inside another."""
    from policy_checks.documents import read
    from policy_checks.documents.source import Source

    for each in read(Source(name, "", Surface.WRITTEN, data)):
        links = tuple(element.attributes["href"] for element in each.elements if element.attributes.get("href"))
        yield Passage("its words", each.plain.text, links=links)


def answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, object], bytes]:
    """Return the answer to one request: passages, the cleaned bytes, what is seen, or why the file cannot be judged."""
    try:
        if request["task"] == sight.SEEING:
            return sight.seen(request["name"], data, request["page"], request["looks"]), b""
        found = passages(request["name"], data)
        if request["task"] == "clean":
            return {}, _cleaned(request["name"], data, found)
        return {"passages": [asdict(each) for each in found], **_work(request["name"], data)}, b""
    except UnreadableError as error:
        return {"error": str(error)}, b""
    except MemoryError:
        return {"error": "it needs too much memory"}, b""
    except Exception as error:  # noqa: BLE001 - whatever a file does to its reader, it was not judged
        return {"error": f"reading it failed ({type(error).__name__})"}, b""


def _work(name: str, data: bytes) -> dict[str, object]:
    """Return what a file says of its rights, and what a picture looks like."""
    from policy_checks.documents.fingerprint import fingerprint_of
    from policy_checks.documents.image import FORMATS
    from policy_checks.documents.metadata import packet_rights, rights_of
    from policy_checks.documents.pdf import rights

    suffix = "." + name.casefold().rpartition(".")[2]
    if suffix not in FORMATS:
        own = rights if suffix == ".pdf" else packet_rights
        return {"rights": asdict(own(data)), "fingerprint": None}
    return {"rights": asdict(rights_of(data)), "fingerprint": fingerprint_of(data)}


def _cleaned(name: str, data: bytes, found: list[Passage]) -> bytes:
    """Return a file cleaned; the file itself where it still says what it should not, or there is nothing to take out."""
    from policy_checks.documents.cleaning import GOES, cleaned

    made = cleaned(data, "." + name.casefold().rpartition(".")[2], found)
    return data if made != data and set(passages(name, made)[0].problems) & GOES else made


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := source.readline():
        request = json.loads(line)
        data = source.read(request["size"])
        restart_clock()
        head, body = answer(request, data)
        sink.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
        sink.flush()


def limit_memory() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the limits of passage.py and the clock remain
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def restart_clock() -> None:
    """Give this process SECONDS of processor time from now, where the system can; then it ends."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if sight.SEEING in sys.argv:
        MEMORY, SECONDS = MEMORY_TO_SEE, SECONDS_TO_SEE
    limit_memory()
    serve(sys.stdin.buffer, answers)
