"""Pages kept from an earlier build: the same website with them as without, to the byte, and none where there may be none."""

from __future__ import annotations

import json
import logging
import random
import shutil
from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.project import PHONE, ROOT, buildable, mkdocs, write

PARTS = [
    "# Tea", "## Cake & jam", "## Dates {#dates}", "Tea[^1] on the *green*.\n\n[^1]: Or in the hall.", "| A | B |\n| --- | --- |\n| 1 | 2 |",
    "See [one](page-1.md#dates).", "See [two](page-2.md).", "![A bench](bench.png)", "See [home](index.md#cake-jam).", "See [this](#dates).",
    "Buns\n:   are round.", '!!! note "Mind"\n    The step.', "```\ncode\n```", "[Nowhere](lost.md)", "<p id='dates'>Raw</p>",
]  # fmt: skip
SETTINGS = "site_name: V\nsite_url: https://www.example.com/\ntheme: mkdocs\nplugins: []\nhooks: [hooks/kept_pages.py]\nmarkdown_extensions: [footnotes, def_list, admonition, attr_list{more}]\n"
PERMALINKS = ", toc: {permalink: true}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let pages be kept, in a folder of the test's own, which is returned."""
    for name in ("POLICY_CHECKS_NO_CACHE", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # the second of the build stands on MkDocs' own front page
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small website."""
    hook = (ROOT / "hooks" / "kept_pages.py").read_bytes()
    pages: dict[str, str | bytes] = {f"docs/page-{n}.md": "\n\n".join(PARTS[n : n + 9]) for n in range(1, 4)}
    home: dict[str, str | bytes] = {"docs/index.md": "# Home\n\n## Cake & jam\n", "docs/bench.png": b"x"}
    return write(tmp_path / "council", {"mkdocs.yml": SETTINGS.format(more=""), "hooks/kept_pages.py": hook, **pages, **home})  # fmt: skip


def built(root: Path, caplog: pytest.LogCaptureFixture) -> tuple[dict[str, bytes], list[str]]:
    """Build a website; return its files and what MkDocs warned of."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    site = root / "site"
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    return files, [record.getMessage() for record in caplog.records]


def edit(root: Path, dice: random.Random) -> None:
    """Change, add or remove a page or a picture, or change the settings."""
    name = f"docs/page-{dice.randrange(5)}.md"
    match dice.randrange(8):
        case 0:
            (root / name).unlink(missing_ok=True)
        case 1:
            write(root, {"mkdocs.yml": SETTINGS.format(more=dice.choice(["", PERMALINKS]))})
        case 2:
            (root / "docs/bench.png").rename(root / "docs" / f"{dice.random()}.png")
            write(root, {"docs/bench.png": b"x"} if dice.random() < 0.5 else {})
        case 3:
            write(root, {name: f"---\ntitle: A title\n---\n\n{dice.choice(PARTS)}\n"})
        case _:
            write(root, {name: "\n\n".join(dice.choices(PARTS, k=6))})
    write(root, {"docs/bench.png": b"x"})


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_changes_no_byte_and_no_warning(
    root: Path, seed: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is edited, in whatever order."""
    dice = random.Random(seed)  # noqa: S311 - the same edits every time
    for _ in range(8):
        edit(root, dice)
        kept = [built(root, caplog) for _ in range(2)]
        with monkeypatch.context() as afresh:
            afresh.setenv("POLICY_CHECKS_NO_CACHE", "1")
            assert kept == [built(root, caplog)] * 2


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list in which each page that is turned into HTML is noted."""
    noted: list[str] = []
    convert = markdown.Markdown.convert

    def noting(self: markdown.Markdown, source: str) -> str:
        noted.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", noting)
    return noted


@pytest.mark.usefixtures("folder")
def test_only_what_changed_is_drawn_again(root: Path, converted: list[str], caplog: pytest.LogCaptureFixture) -> None:
    """And a page of which MkDocs has something to say, so that it is said again."""
    write(root, {"docs/page-1.md": "# One\n\n## Dates {#dates}\n", "docs/page-2.md": "# Two\n", "docs/page-3.md": "[x](lost.md)"})  # fmt: skip
    _, warned = built(root, caplog)
    assert any("lost.md" in each for each in warned)
    converted.clear()
    write(root, {"docs/page-2.md": "# Two\n\nMore.\n"})
    assert built(root, caplog)[1] == warned
    assert converted == ["# Two\n\nMore.\n", "[x](lost.md)"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("changed", ["mkdocs.yml", "hooks/kept_pages.py", "docs/new.png"])
def test_in_other_surroundings_every_page_is_drawn_again(
    root: Path, changed: str, converted: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Other settings, other hooks, other files to link to."""
    built(root, caplog)
    converted.clear()
    file = root / changed
    file.write_bytes((file.read_bytes() if file.exists() else b"") + b"\n# More.\n")
    built(root, caplog)
    assert len(converted) == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"{",
        lambda _: b"[1]",
        lambda _: b"\xff",
        lambda rows: json.dumps(dict.fromkeys(rows)).encode(),
        lambda rows: json.dumps({key: {} for key in rows}).encode(),
        lambda rows: json.dumps({key: {**row, "toc": [1]} for key, row in rows.items()}).encode(),
        lambda rows: json.dumps({key: {**row, "links": {"gone.md": {}}} for key, row in rows.items()}).encode(),
    ],
)
def test_an_entry_that_cannot_be_read_is_drawn_afresh(
    folder: Path, root: Path, damage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is in the file, the file only ever saves work."""
    first = built(root, caplog)
    (file,) = folder.iterdir()
    file.write_bytes(damage(json.loads(file.read_bytes())))
    assert built(root, caplog) == first


@pytest.mark.parametrize("name", ["CI", "POLICY_CHECKS_NO_CACHE"])
def test_where_publishing_is_decided_nothing_is_kept(
    folder: Path, root: Path, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """``CI`` says so; so can the Clerk."""
    monkeypatch.setenv(name, "true")
    built(root, caplog)
    assert not folder.exists()


def test_of_a_preview_nothing_is_kept(folder: Path, root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It shows pages that the gate would refuse."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    assert not folder.exists()
    built(root, caplog)
    assert list(folder.iterdir())


def test_with_an_extension_that_may_look_elsewhere_nothing_is_kept(
    folder: Path, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A page might then change though its words do not."""
    write(root, {"mkdocs.yml": SETTINGS.format(more=", pymdownx.snippets")})
    built(root, caplog)
    assert not folder.exists()


def test_no_folder_for_it_stops_nothing(folder: Path, root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A home that cannot be written to keeps nothing."""
    folder.write_bytes(b"")
    assert built(root, caplog)[0]


def test_only_a_website_that_passed_is_kept(folder: Path, tmp_path: Path) -> None:
    """By a real build through the gate: no words of a page that was refused, nor of one that is there no more."""
    settings = "site_name: V\ntheme: {name: material, font: false}\nplugins: []\nhooks: [hooks/kept_pages.py, hooks/other.py, hooks/policy_gate.py]\n"
    late = "def on_page_content(html, **_):\n    from pathlib import Path\n    return html + Path('more.txt').read_text()\n"
    root = buildable(tmp_path / "council", {"docs/index.md": "# Home\n\nSaffron buns.\n", "mkdocs.yml": settings, "hooks/other.py": late})  # fmt: skip
    shutil.copy(ROOT / "hooks" / "kept_pages.py", root / "hooks")
    env = {"POLICY_CHECKS_NO_CACHE": "", "CI": "", "XDG_CACHE_HOME": str(folder), "LOCALAPPDATA": str(folder)}

    write(root, {"more.txt": f"<p>Ring {PHONE}.</p>"})
    assert mkdocs(root, env=env).returncode == 1
    assert not list(folder.rglob("*.json"))

    write(root, {"more.txt": ""})
    assert mkdocs(root, env=env).returncode == 0
    (file,) = folder.rglob("*.json")
    assert b"Saffron" in file.read_bytes()

    write(root, {"docs/index.md": "# Home\n\nPlain buns.\n"})
    assert mkdocs(root, env=env).returncode == 0
    assert b"Saffron" not in file.read_bytes()
