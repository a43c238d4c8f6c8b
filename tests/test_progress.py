"""The bar of a long run."""

from __future__ import annotations

import sys

import pytest

from policy_checks.progress import FEW, shown


@pytest.mark.parametrize(
    ("terminal", "count", "drawn"), [(True, FEW + 1, True), (True, FEW, False), (False, FEW + 1, False)]
)
def test_a_bar_is_drawn_on_a_terminal_where_there_is_much_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], count: int, *, terminal: bool, drawn: bool
) -> None:
    """It is gone at the end, and everything is yielded in order."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert list(shown(iter(range(count)))) == list(range(count))
    told = capsys.readouterr().err
    assert (f"] {count - 1} of {count}" in told) is drawn
    assert not told or told.endswith(" \r")
