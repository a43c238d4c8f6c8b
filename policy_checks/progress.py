"""How far a long run has got: a line on standard error, where that is a terminal and there is much to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

FEW = 50  # things that are done before anybody wonders
WIDTH = 30  # characters of the bar
T = TypeVar("T")


def shown(things: Iterable[T]) -> Iterator[T]:
    """Yield things, drawing a bar of how many were yielded; it is gone when the last one was."""
    if not sys.stderr.isatty():
        yield from things
        return
    every = list(things)
    for number, thing in enumerate(every):
        if len(every) > FEW:
            done = WIDTH * number // len(every)
            sys.stderr.write(f"\r[{'#' * done}{'.' * (WIDTH - done)}] {number} of {len(every)}")
        yield thing
    sys.stderr.write("\r" + " " * (WIDTH + 30) + "\r")
