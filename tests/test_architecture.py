"""The shape of the code: which file may import what, and where patterns may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.project import ROOT

PACKAGE = ROOT / "policy_checks"
FILES = sorted(PACKAGE.rglob("*.py"))
LINEAR = {  # their patterns are reviewed and timed
    "policy_checks/reading.py",
    "policy_checks/documents/markdown.py",
    "policy_checks/names/tokens.py",
}
SHARED = {
    "model",
    "ownership",
    "shingles",
    "reading",
    "context",
    "cues",
    "meetings",
    "data",
    "flow",
    "links",
    "conduct",
    "expenditure",
    "expiry",
    "threats",
    "prose",
    "statutory",
    "checks",
    "names",
}  # what a check may use


def imports(file: Path) -> set[str]:
    """Return the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def functions() -> Iterator[ast.FunctionDef]:
    """Yield every function of the package."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield node


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_go_one_way(file: Path) -> None:
    """No builder anywhere; checks know the model, readings and data only; ``re`` where it was reviewed."""
    used = imports(file)
    name = file.relative_to(ROOT).as_posix()
    assert not any(module.split(".")[0] == "mkdocs" for module in used)
    if "re" in used:
        assert name in LINEAR
    if file.parent.name == "checks" and file.name != "__init__.py":
        own = {module.split(".")[1] for module in used if module.startswith("policy_checks.")}
        assert own <= SHARED


def test_functions_are_short() -> None:
    """The median is under twelve lines."""
    lengths = [(node.end_lineno or 0) - node.body[0].lineno + 1 for node in functions()]
    assert median(lengths) < 12


def test_the_hook_is_thin_and_holds_no_rule() -> None:
    """Under eighty lines, and no pattern."""
    hook = ROOT / "hooks" / "policy_gate.py"
    assert len(hook.read_text(encoding="utf-8").splitlines()) < 80
    assert not {"re", "re2"} & imports(hook)
