"""Cleaning: the published copy, and the clerk's own, without what files say of their makers. Credits stay."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from policy_checks.__main__ import main
from policy_checks.build import Build, RefusedError
from policy_checks.checks.attachment_metadata import MESSAGES
from policy_checks.documents import worker
from policy_checks.documents.asset import ATTACHMENTS, PICTURES
from policy_checks.documents.cleaning import GOES, cleaned
from policy_checks.documents.metadata import rights_of
from tests.attachments.leak import Leak
from tests.attachments.make import leaks
from tests.attachments.pdfs import line, new_pdf, saved
from tests.attachments.photos import exif, photo, xmp
from tests.attachments.word import docx
from tests.project import Done, buildable, mkdocs, project, run, write

CREDIT = {0x013B: "Oxley Camera Club", 0x8298: "Oxley Parish Council"}
CAMERA = photo(exif=exif(gps=True, serial="D3-100234", words=CREDIT), xmp=xmp('photoshop:Credit="Oxley News"'))
PAPER = docx(author="Jo Tapley")
PLAN = saved(new_pdf(line("The plan of the green"), author="Jo Tapley"))
RIGHT = "basis: permission, who: Oxley News, when: 2026-05-01, evidence: note 3"
CREDITS = f"- {{file: files/, what: papers, by: Oxley News, {RIGHT}}}\n"


def gives_away(name: str, data: bytes) -> set[str]:
    """Return what a file says of its maker and place."""
    return set(worker.passages(name, data)[0].problems) & GOES


def once(name: str, data: bytes) -> bytes:
    """Return a file cleaned, as the other process does it."""
    head, body = worker.answer({"task": "clean", "name": name}, data)
    assert head == {}
    return body


UNCLEAN = [
    each
    for each in leaks()
    if each.guidance != "wrong endings"
    and each.name.endswith((*PICTURES, *ATTACHMENTS))
    and gives_away(each.name, each.leak)
]


@pytest.mark.parametrize("each", UNCLEAN, ids=lambda each: each.name)
def test_what_a_file_gives_away_is_taken_out_the_same_way_every_time(each: Leak) -> None:
    """Of every kind that can be cleaned; TIFF and rich text stay as they are, and stop."""
    made = once(each.name, each.leak)
    assert made == once(each.name, each.leak)
    if each.name.endswith((".tif", ".rtf", ".gif")):
        assert made == each.leak
    else:
        assert not gives_away(each.name, made)
        assert once(each.name, made) == made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_picture_and_its_credit_stay(kind: str) -> None:
    """Pixel for pixel, upright as it was, with artist, notice and credit."""
    words: dict[int, str | bytes | int] = {**CREDIT, 0x0112: 6}
    before = photo(kind, exif=exif(gps=True, words=words), xmp=xmp('photoshop:Credit="Oxley News" dc:rights="Ours"'))
    after = once(f"a.{kind.lower()}".replace("jpeg", "jpg"), before)
    pair = [Image.open(io.BytesIO(data)) for data in (before, after)]
    assert pair[0].tobytes() == pair[1].tobytes()
    assert pair[1].getexif()[0x0112] == 6
    rights = rights_of(after)
    assert rights.creator == ("Oxley Camera Club",)
    assert "Oxley Parish Council" in "; ".join(rights.notice)


def test_a_signed_file_stays_as_it_is() -> None:
    """Any change would spoil the signature, so its author is judged instead."""
    pdf = new_pdf(line("Signed"), author="Jo Tapley")
    pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([]))
    data = saved(pdf)
    assert gives_away("a.pdf", data) == {"author"}
    assert once("a.pdf", data) == data


def test_what_cannot_be_cleaned_is_given_back() -> None:
    """A HEIC whose metadata do not stand in it as they were read, say."""
    found = worker.passages("a.jpg", CAMERA)
    assert cleaned(CAMERA, ".gif", found) == CAMERA


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Return a village whose files give something away, built by MkDocs, and what was said."""
    root = buildable(
        tmp_path_factory.mktemp("clean"),
        {
            "docs/index.md": "# Home\n\n[Plan](files/plan.pdf), [paper](files/paper.docx), ![The green](files/green.jpg)\n",
            "docs/files/green.jpg": CAMERA,
            "docs/files/plan.pdf": PLAN,
            "docs/files/paper.docx": PAPER,
            "registers/credits.yml": CREDITS,
        },
    )
    return root, mkdocs(root)


def test_the_published_copy_is_clean_and_the_source_untouched(village: tuple[Path, Done]) -> None:
    """The build passes, and says what it took out."""
    root, done = village
    assert done.returncode == 0, done.stdout + done.stderr
    for name, data in (("green.jpg", CAMERA), ("plan.pdf", PLAN), ("paper.docx", PAPER)):
        assert (root / "docs" / "files" / name).read_bytes() == data
        assert not gives_away(name, (root / "site" / "files" / name).read_bytes())
    assert "taken out of the published copy" in done.stdout + done.stderr
    assert run(root, "verify", "site", "--receipt", "receipt.json").returncode == 0
    assert run(root, "check", "--site", "site").returncode == 0


def test_a_published_copy_that_was_not_cleaned_is_refused(village: tuple[Path, Done], tmp_path: Path) -> None:
    """By another builder, say; so is one that is not the copy of what was judged."""
    root = Path(shutil.copytree(village[0], tmp_path / "copy"))
    write(root, {"site/files/green.jpg": CAMERA, "site/files/plan.pdf": PLAN})
    done = run(root, "check", "--site", "site", "--format", "json")
    assert done.returncode == 1
    stopped = {(f["path"], f["message"]) for f in json.loads(done.stdout)["findings"] if f["level"] == "reject"}
    assert stopped == {
        ("site/files/green.jpg", MESSAGES["gps"]),
        ("site/files/green.jpg", MESSAGES["serial"]),
        ("site/files/plan.pdf", MESSAGES["author"]),
    }


def test_outside_a_website_nothing_will_clean_it_so_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The remedy is a command, which mends it."""
    monkeypatch.chdir(project(tmp_path, {"docs/index.md": "# Home\n", "docs/green.jpg": CAMERA}))

    def told(*arguments: str) -> str:
        assert main(arguments) in {0, 1}
        return capsys.readouterr().out

    assert "Run `policy-checks clean`" in told("check", "docs/green.jpg")
    assert told("clean", "docs/green.jpg") == "green.jpg: cleaned; what credits its maker stays.\n"
    assert "there is nothing to take out" in told("clean", "docs/green.jpg")
    assert "where the photograph was taken" not in told("check", "docs/green.jpg")


def test_a_cleaned_picture_keeps_its_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the same picture: the entry has the digest of what it is now, and another entry stays to the letter."""
    before = hashlib.sha256(CAMERA).hexdigest()
    entries = f"- file: green.jpg\n  what: The green\n  sha256: {before}\n# {'0' * 64}\n"
    root = write(project(tmp_path, {"docs/green.jpg": CAMERA}), {"registers/credits.yml": entries})
    assert main(["clean", str(root / "docs/green.jpg")]) == 0
    assert "registers/credits.yml has its new sha256" in capsys.readouterr().out
    after = hashlib.sha256((root / "docs/green.jpg").read_bytes()).hexdigest()
    assert (root / "registers/credits.yml").read_text(encoding="utf-8") == entries.replace(before, after)
    alone = write(tmp_path / "elsewhere", {"green.jpg": CAMERA})
    assert main(["clean", str(alone / "green.jpg")]) == 0
    assert "sha256" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("none.jpg", "no file called"), ("index.md", "cannot be cleaned"), ("bad.jpg", "not of the kind")],
)
def test_what_is_no_file_or_of_another_kind_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    """With exit status 2."""
    root = project(tmp_path, {"docs/index.md": "# Home\n", "docs/bad.jpg": "words"})
    assert main(["clean", str(root / "docs" / name)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_built_site_is_cleaned_before_it_is_judged(tmp_path: Path) -> None:
    """What was not built, or is a link, is left alone; a copy that is not that of its source is judged anew."""
    files: dict[str, str | bytes] = {
        "docs/index.md": "# Home\n",
        "docs/files/green.jpg": CAMERA,
        "docs/files/gone.jpg": CAMERA,
    }
    root = buildable(tmp_path, {**files, "registers/credits.yml": CREDITS})
    begun = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False)
    write(root, {"site/index.html": "<p>Home</p>", "site/files/green.jpg": CAMERA})
    assert "Can be published" in begun.finish()
    assert not gives_away("green.jpg", (root / "site" / "files" / "green.jpg").read_bytes())
    again = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False)
    (root / "site" / "files" / "green.jpg").write_bytes(photo(exif=exif(serial="D3-100234"), size=(64, 64)))
    with pytest.raises(RefusedError, match="copyright-credit"):
        again.finish()
