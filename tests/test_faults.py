"""Injected faults: whatever fails, leaves, is killed or is tampered with, nothing can be published afterwards.

Publishable is a folder ``site`` with a receipt of which ``verify`` says 0: the publish workflow asks for nothing less.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from policy_checks import gate as gates
from policy_checks.__main__ import main
from policy_checks.build import Build
from policy_checks.model import UnreadableError
from tests.project import EMAIL, PHONE, buildable, mkdocs, project, run, write

Inject = Callable[[Path, pytest.MonkeyPatch], None]
LEAK = f"# Fete\n\nThe key is {PHONE}.\n"
HTML = "<!doctype html>\n<html><head><title>Home</title></head><body><p>{}</p></body></html>\n"
SITE: dict[str, str | bytes] = {
    "site/index.html": HTML.format("Welcome."),
    "site/hall/index.html": HTML.format("The hall is open."),
    "site/search/search_index.json": '{"docs": [{"location": "", "title": "Home", "text": "Welcome."}]}',
}


def publishable(root: Path) -> bool:
    """Say whether the publish workflow would publish what lies here."""
    if not (root / "site").exists() or not (root / "receipt.json").exists():
        return False
    return main(["verify", str(root / "site"), "--receipt", str(root / "receipt.json")]) == 0


def village(root: Path) -> Path:
    """Return a clean project with a page or two."""
    return project(root, {"docs/index.md": "# Home\n\nWelcome.\n", "docs/hall.md": "# Hall\n\nThe hall is open.\n"})


def build(root: Path) -> None:
    """Build a website in-process: written pages, then the files of SITE, then the built pass."""
    begun = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False)
    write(root, SITE)
    begun.finish()


def crash(target: str, fault: BaseException) -> Inject:
    """Return what makes a function of the gate raise."""

    def fail(*_arguments: object, **_named: object) -> NoReturn:
        raise fault

    return lambda _root, patch: patch.setattr(target, fail)


def crash_at(target: str, name: str, fault: BaseException) -> Inject:
    """Return what makes a method of paths raise for one file."""

    def inject(_root: Path, patch: pytest.MonkeyPatch) -> None:
        real = getattr(Path, target)

        def fail(self: Path, *arguments: object, **named: object) -> object:
            if self.name == name:
                raise fault
            return real(self, *arguments, **named)

        patch.setattr(Path, target, fail)

    return inject


def add(files: dict[str, str | bytes]) -> Inject:
    """Return what puts files into the project before it is built."""

    def inject(root: Path, _patch: pytest.MonkeyPatch) -> None:
        write(root, files)

    return inject


def also(*faults: Inject) -> Inject:
    """Return several faults at once."""

    def inject(root: Path, patch: pytest.MonkeyPatch) -> None:
        for fault in faults:
            fault(root, patch)

    return inject


def swapped(name: str, data: str) -> Inject:
    """Return what replaces a file between the written pass and the built one."""

    def inject(root: Path, patch: pytest.MonkeyPatch) -> None:
        real = gates.check_site

        def swap(*arguments: object) -> object:
            write(root, {name: data})
            return real(*arguments)  # type: ignore[arg-type]

        patch.setattr("policy_checks.build.check_site", swap)

    return inject


FULL = OSError(errno.ENOSPC, "No space left on device")
READ_ONLY = PermissionError(errno.EROFS, "Read-only file system")
GATE, SITES = "policy_checks.gate.", "policy_checks.site."
STAGES: dict[str, Inject] = {
    "the gate cannot be opened": crash("policy_checks.build.open_gate", RuntimeError("x")),
    "the policy cannot be read": crash(GATE + "read_policy", UnreadableError("x")),
    "reading the policy fails": crash(GATE + "read_policy", KeyError("x")),
    "reading the registers fails": crash(GATE + "read_registers", TypeError("x")),
    "compiling the checks fails": crash(GATE + "compile_checks", MemoryError()),
    "the written pass fails": crash("policy_checks.build.check_written", RuntimeError("x")),
    "the written pass leaves": crash("policy_checks.build.check_written", SystemExit(0)),
    "reading a page fails": crash("policy_checks.judge.read", ValueError("x")),
    "reading a page leaves": crash("policy_checks.judge.read", SystemExit(0)),
    "reading a page nests too deeply": crash("policy_checks.judge.read", RecursionError()),
    "the checks of a page fail": crash("policy_checks.judge.hits_of", RuntimeError("x")),
    "the checks of a page use up the memory": crash("policy_checks.judge.hits_of", MemoryError()),
    "the digest of a page fails": crash("policy_checks.judge.text_digest", ValueError("x")),
    "the decision fails": crash(GATE + "decide", ZeroDivisionError()),
    "the decision leaves": crash(GATE + "decide", SystemExit(0)),
    "the digest of the rules fails": crash(GATE + "rules_digest", OSError("x")),
    "the clock cannot be read": crash("policy_checks.build.london_today", OverflowError()),
    "the built pass fails": crash("policy_checks.build.check_site", RuntimeError("x")),
    "the built pass leaves": crash("policy_checks.build.check_site", SystemExit(0)),
    "the built pass is interrupted": crash("policy_checks.build.check_site", KeyboardInterrupt()),
    "walking the site fails": crash(SITES + "site_files", PermissionError()),
    "parsing a built page fails": crash(SITES + "parse", RuntimeError("x")),
    "parsing a built page leaves": crash(SITES + "parse", SystemExit(0)),
    "reading the search index fails": crash(SITES + "read_search_index", ValueError("x")),
    "the checks of a built page fail": crash(SITES + "hits_of", RuntimeError("x")),
    "comparing lines fails": crash("policy_checks.chrome.Chrome.fresh", IndexError()),
    "a file of the site cannot be opened": crash_at("read_bytes", "search_index.json", READ_ONLY),
    "a page cannot be opened": crash_at("read_bytes", "hall.md", READ_ONLY),
    "settling fails": crash("policy_checks.build.settle", RuntimeError("x")),
    "writing the receipt fails": crash(GATE + "write_receipt", RuntimeError("x")),
    "the disk is full when the receipt is written": crash_at("write_text", "receipt.part", FULL),
    "the receipt cannot be put in its place": crash_at("replace", "receipt.part", READ_ONLY),
    "the site cannot be removed after a refusal": also(
        add({"docs/fete.md": LEAK, **SITE}), crash("policy_checks.build.shutil.rmtree", READ_ONLY)
    ),
    "the report of a refusal fails": also(
        add({"docs/fete.md": LEAK, **SITE}), crash("policy_checks.build.terminal.plain", UnicodeError())
    ),
    "an old receipt cannot be removed": also(
        add({"receipt.json": '{"schema": 1, "publishable": true, "files": {}}', **SITE}),
        crash_at("unlink", "receipt.json", READ_ONLY),
    ),
    "the policy is malformed": add({"policy.yml": "council: ["}),
    "a register is malformed": add({"registers/waivers.yml": "- key: 1\n"}),
    "a page of the site is swapped before the built pass": swapped("site/hall/index.html", HTML.format(PHONE)),
    "a file is put into the site before the built pass": swapped("site/mo.csv", f"Mo,{EMAIL}\n"),
    "a file that nobody can read is put into the site": swapped("site/mo.bin", "x"),
    "a file of the site is emptied before the built pass": swapped("site/search/search_index.json", ""),
}


def test_without_a_fault_a_clean_website_is_publishable(tmp_path: Path) -> None:
    """Or all the others would say nothing."""
    root = village(tmp_path)
    build(root)
    assert publishable(root)


@pytest.mark.parametrize("inject", STAGES.values(), ids=STAGES.keys())
def test_a_stage_that_fails_leaves_nothing_to_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inject: Inject
) -> None:
    """The pages are clean but for what the fault brings."""
    root = village(tmp_path)
    with monkeypatch.context() as patch:
        inject(root, patch)
        with pytest.raises(BaseException):  # noqa: B017, PT011 - any way of not finishing will do
            build(root)
    assert not publishable(root)


def link(root: Path, target: Path, name: str) -> None:
    """Put a link into the site."""
    (root / "site" / name).symlink_to(target)


def edit(root: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Edit the receipt by hand."""
    body = json.loads((root / "receipt.json").read_text(encoding="utf-8"))
    change(body)
    write(root, {"receipt.json": json.dumps(body)})


def files_of(body: dict[str, object]) -> dict[str, object]:
    """Return the files of a receipt."""
    files = body["files"]
    assert isinstance(files, dict)
    return files


def swap(root: Path, files: dict[str, str | bytes]) -> None:
    """Put another site in the place of the one that passed."""
    shutil.rmtree(root / "site")
    (root / "site").mkdir()
    write(root, files)


def replaced_by_link(root: Path) -> None:
    """Put the site elsewhere, and a link in its place."""
    (root / "site").rename(root / "elsewhere")
    (root / "site").symlink_to(root / "elsewhere")


AFTER: dict[str, Callable[[Path], object]] = {
    "a page is changed": lambda root: write(root, {"site/hall/index.html": HTML.format(PHONE)}),
    "one byte is added": lambda root: write(root, {"site/index.html": f"{SITE['site/index.html']!s} "}),
    "a file is added": lambda root: write(root, {"site/mo.csv": PHONE}),
    "a hidden file is added": lambda root: write(root, {"site/.well-known/mo.txt": PHONE}),
    "a file is removed": lambda root: (root / "site" / "index.html").unlink(),
    "a file is renamed": lambda root: (root / "site" / "index.html").rename(root / "site" / "Index.html"),
    "two files change places": lambda root: write(
        root, {"site/index.html": SITE["site/hall/index.html"], "site/hall/index.html": SITE["site/index.html"]}
    ),
    "a link to a file is added": lambda root: link(root, root / "policy.yml", "policy.yml"),
    "a link to a folder is added": lambda root: link(root, root / "docs", "docs"),
    "a link to nothing is added": lambda root: link(root, root / "nowhere", "nowhere"),
    "a pipe is added": lambda root: os.mkfifo(root / "site" / "pipe"),
    "the site is a link": replaced_by_link,
    "the site is emptied": lambda root: swap(root, {}),
    "the site is swapped for another's": lambda root: swap(root, {"site/index.html": HTML.format(EMAIL)}),
    "the receipt is deleted": lambda root: (root / "receipt.json").unlink(),
    "the receipt is empty": lambda root: write(root, {"receipt.json": ""}),
    "the receipt is cut short": lambda root: write(root, {"receipt.json": (root / "receipt.json").read_bytes()[:-9]}),
    "the receipt is a list": lambda root: write(root, {"receipt.json": "[]"}),
    "the receipt is not text": lambda root: write(root, {"receipt.json": b"\xff\xfe"}),
    "the receipt lists no file": lambda root: edit(root, lambda body: files_of(body).clear()),
    "the receipt lists one file less": lambda root: edit(root, lambda body: files_of(body).pop("index.html")),
    "the receipt holds another digest": lambda root: edit(
        root, lambda body: files_of(body).update({"index.html": "0" * 64})
    ),
    "the receipt is of a site that did not pass": lambda root: edit(root, lambda body: body.update(publishable=False)),
    "the receipt says that it passed in words": lambda root: edit(root, lambda body: body.update(publishable="true")),
    "the receipt is of another form": lambda root: edit(root, lambda body: body.update(schema=2)),
}


@pytest.mark.parametrize("tamper", AFTER.values(), ids=AFTER.keys())
def test_what_is_tampered_with_afterwards_is_not_published(tmp_path: Path, tamper: Callable[[Path], object]) -> None:
    """The website passed, and then something was done to it or to its receipt."""
    root = village(tmp_path)
    build(root)
    assert publishable(root)
    tamper(root)
    assert not publishable(root)


SETTINGS = "site_name: Village\ntheme: {name: material, font: false}\nplugins: [search]\n"
HOOKED = SETTINGS + "hooks: [hooks/policy_gate.py, hooks/other.py]\n"
FIRST = SETTINGS + "hooks: [hooks/other.py, hooks/policy_gate.py]\n"
EARLY = "from mkdocs.plugins import event_priority\n\n\n@event_priority(500)\n"
LATE = "from mkdocs.plugins import event_priority\n\n\n@event_priority(-5000)\n"
PATCH = "import os, signal\nfrom policy_checks import build\n\n\ndef fail(*_, **__):\n    {}\n\n\nbuild.{} = fail\n"
ADD = f"    return output.replace('</body>', '<p>{PHONE}</p></body>')\n"
# Each is one real build: what lies in the project besides two clean pages, and the words of the command.
BUILDS: dict[str, tuple[dict[str, str | bytes], tuple[str, ...]]] = {
    "the process ends with 0 in the written pass": (
        {"mkdocs.yml": HOOKED, "hooks/other.py": PATCH.format("os._exit(0)", "check_written")},
        (),
    ),
    "the process ends with 0 in the built pass": (
        {"mkdocs.yml": HOOKED, "hooks/other.py": PATCH.format("os._exit(0)", "check_site")},
        (),
    ),
    "the process is killed between build and receipt": (
        {"mkdocs.yml": HOOKED, "hooks/other.py": PATCH.format("os.kill(os.getpid(), signal.SIGKILL)", "settle")},
        (),
    ),
    "the gate leaves with 0": (
        {"mkdocs.yml": HOOKED, "hooks/other.py": PATCH.format("raise SystemExit(0)", "verdict_of")},
        (),
    ),
    "another hook leaves with 0 before the gate": (
        {"mkdocs.yml": FIRST, "hooks/other.py": EARLY + "def on_post_build(config):\n    raise SystemExit(0)\n"},
        (),
    ),
    "the disk is full": (
        {"mkdocs.yml": HOOKED, "hooks/other.py": PATCH.format("raise OSError(28, 'No space left')", "settle")},
        (),
    ),
    "the order of the hooks is changed": (
        {"mkdocs.yml": FIRST, "hooks/other.py": LATE + "def on_post_page(output, page, config):\n" + ADD},
        (),
    ),
    "a second hook edits pages after the gate": (
        {
            "mkdocs.yml": HOOKED,
            "hooks/other.py": f"{LATE}def on_post_build(config):\n    from pathlib import Path\n"
            f"    Path(config.site_dir, 'index.html').write_text('{PHONE}')\n",
        },
        (),
    ),
    "the hook is removed": ({"mkdocs.yml": SETTINGS, "docs/fete.md": LEAK}, ()),
    "other settings are used": ({"docs/fete.md": LEAK, "other.yml": SETTINGS}, ("build", "-f", "other.yml")),
    "quietly": ({"docs/fete.md": LEAK}, ("build", "-q")),
    "partly": ({"docs/fete.md": LEAK}, ("build", "--dirty")),
    "not strictly": ({"docs/fete.md": LEAK}, ("build", "--no-strict")),
}


@pytest.mark.parametrize(("files", "words"), BUILDS.values(), ids=BUILDS.keys())
def test_a_real_build_that_goes_wrong_leaves_nothing_to_publish(
    tmp_path: Path, files: dict[str, str | bytes], words: tuple[str, ...]
) -> None:
    """An earlier receipt lies there too, and fits nothing any more."""
    stale = {"receipt.json": '{"schema": 1, "publishable": true, "files": {}}'}
    root = buildable(tmp_path, {"docs/index.md": "# Home\n\nWelcome.\n", **stale, **files})
    mkdocs(root, *words)
    assert not publishable(root)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Nowhere/Nowhere"])
def test_a_clock_in_another_zone_lets_nothing_through(tmp_path: Path, zone: str) -> None:
    """Registers and offices go by the date in London."""
    root = write(village(tmp_path), {**SITE, "mkdocs.yml": SETTINGS, "docs/fete.md": LEAK})
    assert run(root, "check", "--site", "site", env={"TZ": zone}).returncode == 1
    assert not publishable(root)
    (root / "docs" / "fete.md").unlink()
    assert run(root, "check", "--site", "site", env={"TZ": zone}).returncode == 0
    assert publishable(root)
