"""Readers of files that are not text: what each thing in them is called, and what is refused."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL.PngImagePlugin import PngInfo

from policy_checks.documents import isolated, pdf_beside, pdf_pages, worker
from policy_checks.documents.image import ending
from policy_checks.documents.passage import Passage, joined
from policy_checks.documents.source import Source
from policy_checks.model import Rights, Surface, UnreadableError
from tests.attachments.make import leaks
from tests.attachments.opendocument import ODF, odf
from tests.attachments.package import relations, zipped
from tests.attachments.pdfs import line, new_pdf, note, saved
from tests.attachments.photos import exif, photo, xmp
from tests.attachments.sheets import SHEET, cell, row, xlsx
from tests.attachments.slides import SLIDE, pptx, shape
from tests.attachments.word import WORD, docx, paragraph, run
from tests.pictures import with_iptc
from tests.project import documents

HEIC = "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAABuwABAAAAAAAAAb0AAgAAAAADeAABAAAAAAAAAJwAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAWvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAWroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwBaoAZCAJZZbqSSmubgIaDAgAAADIAAAAMAhGIAAQAHRAHBcrBiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAAMgAAACWAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAACYW1kYXQAAAG5KAGvExRtpZI4YIIH4OUzwJ//4wqP/2BtX+h1K1Q9FXd0m7vxyPBuKgAAPMAAYoADCAAAAwAAAwAAAwAAAwAAAwAAWsCi5Hg3FQAAIQAAMUABhAAAAwAAAwAAAwAAAwAAAwAAAwAAAwAC9pMAALYABFgAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAwoCHAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAdsAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAA5YAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAOuAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADADFgAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAOqAAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAi4Ai1TAAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAGRAAAAABkV4aWYAAE1NACoAAAAIAAIBDwACAAAABgAAACaIJQAEAAAAAQAAACwAAAAAUGhvbmUAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAGIAAwACAAAAAlcAAAAABAAFAAAAAwAAAHoAAAAAAAAANAAAAAEAAAAEAAAAAQAAAB4AAAABAAAAAAAAAAEAAAADAAAAAQAAAAwAAAAB"  # a field of one colour, with a position


def held(name: str, data: bytes) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return words and problems of a file by place, the file as a whole under an empty one."""
    return {each.place: (each.text, each.problems) for each in worker.passages(name, data)}


def problems(name: str, data: bytes) -> set[str]:
    """Return every problem of a file."""
    return {problem for _, found in held(name, data).values() for problem in found}


def words(name: str, data: bytes) -> str:
    """Return all that a file says."""
    return "\n".join(text for text, _ in held(name, data).values())


# Pictures


def test_a_telephones_picture_is_read_and_can_be_cleaned() -> None:
    """HEIC, with its position."""
    data = b64decode(HEIC)
    assert problems("a.heic", data) == {"gps"}
    head, body = worker.answer({"task": "clean", "name": "a.heic"}, data)
    assert (head, problems("a.heic", body), len(body)) == ({}, set(), len(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (photo(exif=exif(comment=b"UNICODE\0" + "The fête".encode("utf-16-le"))), "The fête"),
        (photo(exif=exif(comment=b"UNICODE\0" + "The fête".encode("utf-16-be"))), "The fête"),
        (photo(exif=exif(words={0x9C9C: "The fête".encode("utf-16-le")})), "The fête"),
        (photo(comment="The fête".encode("latin-1")), "The fête"),
        (with_iptc(photo(), {25: b"fete", 120: "The fête".encode()}), "The fête"),
        (with_iptc(photo(), {25: b"one", 110: b"two"}), "one"),
        (photo(xmp=xmp('photoshop:Headline="The fair"')), "The fair"),
    ],
)
def test_what_a_picture_says_is_read_in_every_writing(data: bytes, said: str) -> None:
    """EXIF, Windows' fields, comments, IPTC, XMP."""
    assert said in words("a.jpg", data)


def test_numbers_that_are_no_place_and_no_number_are_let_through() -> None:
    """A camera without reception writes noughts."""
    made = exif()
    made.get_ifd(0x8825).update({2: (0.0, 0.0, 0.0), 4: 7})
    assert problems("a.jpg", photo(exif=made)) == set()
    assert problems("a.jpg", photo(xmp=xmp('exif:GPSVersionID="2.2.0.0" exif:GPSLatitude="0,0.0N"'))) == set()
    assert problems("a.jpg", photo(xmp=xmp('aux:SerialNumber="7"'))) == {"serial"}
    assert problems("a.jpg", photo(exif=exif(words={0x013C: "Jo's telephone"}))) == {"serial"}
    assert problems("a.jpg", photo(exif=exif(words={0x013C: "Telephone 13"}))) == set()


def test_a_thumbnail_that_is_damaged_shows_nothing() -> None:
    """It is no small picture."""
    leak = next(each for each in leaks() if each.name == "picture-thumbnail.jpg").leak
    at = leak.index(b"\xff\xd8\xff", 4)
    assert problems("a.jpg", leak[:at] + b"\0" * 8 + leak[at + 8 :]) == set()


def test_pictures_that_move_and_progressive_ones_end_where_they_end() -> None:
    """GIF, ICO, JPEG in several scans, with marks inside and without an end."""
    data = photo(progressive=True)
    assert problems("a.jpg", data) == set()
    assert problems("a.jpg", data + b"and more of it than that") == {"after"}
    assert problems("a.jpg", photo(restart_marker_rows=1) + b"and more of it than that") == {"after"}
    assert problems("a.gif", photo("GIF", size=(40, 40))) == set()
    assert problems("a.ico", photo("ICO", size=(32, 32))) == set()
    with pytest.raises(UnreadableError, match="damaged"):
        worker.passages("a.jpg", data[:900])
    assert ending("JPEG", b"\xff\xd8\xff\xe0\0\4xx") == 0
    text = PngInfo()
    text.add_text("Author", "Oxley Camera Club")
    assert held("a.png", photo("PNG", pnginfo=text))["its credit"] == ("Oxley Camera Club", ())


def png(wide: int, high: int) -> bytes:
    """Return a PNG that says it has this many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


# What is refused


def bomb(size: int) -> bytes:
    """Return a ZIP with one file of so many noughts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 20):
            member.write(b"\0" * (1 << 20))
    return stream.getvalue()


def pdf_bomb(*, twice: bool = False) -> bytes:
    """Return a PDF with a page of 300 MB of spaces."""
    pdf = new_pdf()
    packed = zlib.compress(b" " * (300 << 20), 9)
    stream = pdf.make_stream(b"")
    stream.write(
        zlib.compress(packed) if twice else packed, filter=Array([Name.FlateDecode] * 2) if twice else Name.FlateDecode
    )
    pdf.pages[0].obj.Contents = stream
    return saved(pdf)


def locked_zip() -> bytes:
    """Return a ZIP whose member says that it is locked with a password."""
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def locked_pdf() -> bytes:
    """Return a PDF that opens with a password alone."""
    stream = io.BytesIO()
    new_pdf().save(stream, encryption=pikepdf.Encryption(user="a", owner="b"))
    return stream.getvalue()


def nested(depth: int) -> bytes:
    """Return a ZIP in a ZIP, so deep."""
    data = zipped({"a.txt": "x"})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


LONG = random.Random(1).randbytes(13 << 20).hex().encode()  # noqa: S311 - hardly to be compressed
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
REFUSED = [
    ("gigapixel.png", png(60_000, 60_000), "million pixels"),
    ("large.png", png(12_000, 9_000), "million pixels"),
    ("words.png", b"words", "not of the kind"),
    ("photo.png", photo(), "not of the kind"),
    ("cut.png", photo("PNG")[:900], "damaged"),
    ("bomb.zip", bomb(260 << 20), "unpacks to more"),
    ("ratio.zip", bomb(8 << 20), "unpacks to more"),
    ("many.zip", zipped({f"{n}.txt": "" for n in range(5_001)}), "more than 5000 files"),
    ("twice.zip", zipped({"a.txt": "1", "A.TXT": "2"}), "two files of one name"),
    ("before.zip", b"x" * 9 + zipped({"a.txt": "1"}), "stands before"),
    ("locked.zip", locked_zip(), "locked with a password"),
    ("cut.zip", zipped({"a.txt": "1"})[:-9], "damaged"),
    ("spoilt.zip", zipped({"a.txt": "words " * 50}).replace(b"a.txt", b"a.txt", 1)[:40] + b"\xff" * 5 + zipped({"a.txt": "words " * 50})[45:], "damaged"),
    ("deep.zip", nested(6), "more than 4 deep"),
    ("program.zip", zipped({"run.exe": b"MZ"}), "cannot be read here"),
    ("laughs.docx", docx(parts={"word/comments.xml": LAUGHS}), "not well-formed XML"),
    ("deep.docx", docx(parts={"word/comments.xml": "<a>" * 400 + "</a>" * 400}), "nested more than"),
    ("large.docx", docx(parts={"word/comments.xml": b"<a>" + LONG + b"</a>"}), "larger than"),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
    ("sheet.docx", xlsx(), "not of the kind"),
    ("none.odt", zipped({"content.xml": "<a/>"}), "not of the kind"),
    ("locked.odt", odf("text", "", parts={"META-INF/manifest.xml": f"<manifest:manifest {ODF}><manifest:encryption-data/></manifest:manifest>"}), "locked with a password"),
    ("words.pdf", b"%PDF-words", "damaged"),
    ("locked.pdf", locked_pdf(), "locked with a password"),
    ("bomb.pdf", pdf_bomb(), "unpacks to more"),
    ("twice.pdf", pdf_bomb(twice=True), "compressed twice"),
    ("pages.pdf", saved(new_pdf(*[""] * 401)), "more than 400 pages"),
    ("words.rtf", b"words", "not of the kind"),
    ("open.rtf", b"{\\rtf1 words", "ends too soon"),
    ("after.rtf", b"{\\rtf1 words}}", "after its end"),
    ("deep.rtf", b"{\\rtf1" + b"{" * 400 + b"}" * 401, "nested more than"),
    ("words.eml", b"\n\nwords", "not a message"),
    ("charset.eml", b"Content-Type: text/plain; charset=none\n\nwords", "not a message"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_cannot_be_judged_is_refused_with_a_reason(name: str, data: bytes, reason: str) -> None:
    """By a stated limit, or because it is locked, damaged or of another kind."""
    with pytest.raises(UnreadableError, match=reason):
        worker.passages(name, data)


def test_a_file_may_not_say_more_than_can_be_judged() -> None:
    """Eight million characters."""
    with pytest.raises(UnreadableError, match="million characters"):
        joined([Passage("page 1", "x" * (9 << 20))])


def test_damaged_files_are_judged_or_refused_and_never_hold_up_the_gate() -> None:
    """Two hundred, cut short or with bytes changed, each within the limits of the other process."""
    corpus = [each for each in leaks() if not each.name.endswith((".csv", ".ics"))]
    for number in range(200):
        dice = random.Random(number)  # noqa: S311 - the same damage every time
        each = dice.choice(corpus)
        data = bytearray(each.leak)
        if number % 2:
            del data[dice.randrange(len(data)) :]
        else:
            for _ in range(20):
                data[dice.randrange(len(data))] = dice.randrange(256)
        before = time.process_time()
        head, _ = worker.answer({"task": "read", "name": each.name}, bytes(data))
        assert time.process_time() - before < worker.SECONDS
        assert ("error" in head) != ("passages" in head)


# The other process


def test_a_file_that_hangs_or_ends_the_other_process_is_undecided_and_the_next_is_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed after a while, or gone by itself; a process that writes nonsense is no better."""
    for program in ("import time; time.sleep(60)", "", "print('nonsense', flush=True); input()"):
        fresh = isolated.Worker()
        monkeypatch.setattr(isolated, "PATIENCE", 1)
        monkeypatch.setattr(isolated, "WORKER", (sys.executable, "-c", program))
        with pytest.raises(UnreadableError, match="too much time or memory"):
            fresh.ask("read", "a.rtf", b"{\\rtf1 x}" * 99)
        monkeypatch.undo()
        assert "passages" in fresh.ask("read", "a.rtf", b"{\\rtf1 x}")[0]
        fresh.stop()
        fresh.stop()


def test_requests_are_answered_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """With passages, the reason of a refusal, or the name of a fault."""
    asked = [("a.rtf", b"{\\rtf1 x}"), ("a.png", b"x"), ("fault.rtf", b""), ("memory.rtf", b"")]
    faults = {"fault.rtf": ZeroDivisionError(), "memory.rtf": MemoryError()}
    real = worker.passages

    def passages(name: str, data: bytes) -> list[Passage]:
        if name in faults:
            raise faults[name]
        return real(name, data)

    monkeypatch.setattr(worker, "passages", passages)
    monkeypatch.setattr(worker, "restart_clock", lambda: None)
    source = b"".join(
        json.dumps({"task": "read", "name": name, "size": len(data)}).encode() + b"\n" + data for name, data in asked
    )
    sink = io.BytesIO()
    worker.serve(io.BytesIO(source), sink)
    said = [json.loads(each) for each in sink.getvalue().splitlines()]
    assert [each.get("error", "") for each in said] == [
        "",
        "its contents are not of the kind that its name says",
        "reading it failed (ZeroDivisionError)",
        "it needs too much memory",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_other_process_has_little_memory_and_time() -> None:
    """It ends by itself."""
    code = "from policy_checks.documents import worker; worker.limit_memory(); worker.restart_clock()\n{}"
    for rest in ("x = bytearray(2 << 30)", "worker.SECONDS = 0.2; worker.restart_clock()\nwhile True: pass"):
        done = subprocess.run([sys.executable, "-c", code.format(rest)], check=False, capture_output=True, timeout=60)  # noqa: S603
        assert done.returncode


def test_where_the_system_has_no_such_limits_the_clock_on_the_wall_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows."""
    import signal

    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.delattr(signal, "setitimer", raising=False)
    worker.limit_memory()
    worker.restart_clock()


def test_limits_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of memory and of processor time."""
    import resource
    import signal

    asked: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.append((kind, limits)))
    monkeypatch.setattr(signal, "setitimer", lambda kind, seconds: asked.append((kind, seconds)))
    worker.limit_memory()
    worker.restart_clock()
    assert asked == [(resource.RLIMIT_DATA, (worker.MEMORY, worker.MEMORY)), (signal.ITIMER_PROF, worker.SECONDS)]


# What is in papers


def word(body: str, **parts: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return what a Word document with this body holds."""
    return held("a.docx", docx(body, {name.replace("__", "/") + ".xml": text for name, text in parts.items()}))


def test_words_of_word_stand_as_they_are_printed() -> None:
    """Cells with bars, tabs, line breaks, each alternative once, fields apart."""
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Item'))}</w:tc><w:tc>{paragraph(run('Cost'))}</w:tc></w:tr></w:tbl>"
    broken = "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>"
    twice = f"<w:AlternateContent><w:Choice>{paragraph(run('once'))}</w:Choice><w:Fallback>{paragraph(run('once'))}</w:Fallback></w:AlternateContent>"
    found = word(table + broken + twice)
    assert found["the text"][0].splitlines()[1:] == ["Item  | Cost  | ", "one\ttwo", "three", "once"]
    assert found["the text, a field"] == ("PAGE ", ())


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (paragraph(run("x", '<w:color w:val="FFFFFF"/>'), manner='<w:shd w:fill="FFFFFF"/>'), True),
        (paragraph(run("x", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')), False),
        (f'<w:tbl><w:tblPr><w:tblStyle w:val="G"/></w:tblPr><w:tr><w:tc>{paragraph(run("x", "<w:color w:val=" + chr(34) + "FFFFFF" + chr(34) + "/>"))}</w:tc></w:tr></w:tbl>', False),
        (f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>{paragraph(run("x", "<w:color w:val=" + chr(34) + "1F3864" + chr(34) + "/>"))}</w:tc></w:tr></w:tbl>', True),
        (f'<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph(run("x"))}</w:tc></w:tr></w:tbl>', True),
        ("<w:p><w:r><w:t>x</w:t></w:r></w:p>", False),
        (paragraph(run("x", '<w:rStyle w:val="Ghost"/>')), True),
        (paragraph(run("x", '<w:rStyle w:val="Other"/>')), False),
    ],
)  # fmt: skip
def test_letters_of_the_colour_of_what_they_stand_on_are_hidden(body: str, *, hidden: bool) -> None:
    """Paper, paragraph, cell or marker; where a style decides it, nothing is said."""
    styles = f'<w:styles {WORD}><w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    found = word(body, word__styles=styles)
    assert any("hidden" in each for _, each in found.values()) is hidden


def test_what_stands_in_settings_comments_and_lists_of_people_is_told() -> None:
    """Empty comments are none; a list of those who commented outlives the comments."""
    empty = f'<w:comments {WORD}><w:comment w:author="Jo"/></w:comments>'
    assert problems("a.docx", docx(parts={"word/comments.xml": empty})) == set()
    people = f'<w:people {WORD}><w:person w:author="Jo Tapley"/></w:people>'
    data = docx(parts={"word/people.xml": people, "customXml/item1.xml": "<a>words</a>"})
    assert problems("a.docx", data) == {"author"}
    assert "words" in words("a.docx", data)
    body = worker.answer({"task": "clean", "name": "a.docx"}, data)[1]
    assert problems("a.docx", body) == set()


def test_pictures_in_papers_have_words_and_are_whole() -> None:
    """A picture that is only decoration says so."""
    drawing = '<w:p><w:drawing><wp:docPr id="1" {}>{}</wp:docPr><a:srcRect l="{}"/></w:drawing></w:p>'
    assert problems("a.docx", docx(drawing.format("", "", 0))) == {"no words for a picture"}
    assert problems("a.docx", docx(drawing.format('descr="The green"', "", 30_000))) == {"cropped"}
    assert problems("a.docx", docx(drawing.format("", '<a:decorative val="1"/>', 0))) == set()


def test_what_is_packed_beside_the_words_is_told() -> None:
    """Signatures, a small picture of the first page, printers' settings, objects that nobody can read."""
    parts: dict[str, str | bytes] = {
        "_xmlsignatures/sig1.xml": "<a/>",
        "docProps/thumbnail.jpeg": photo(),
        "word/printerSettings/embeddings/p.bin": b"x",
        "word/printerSettings/printerSettings1.bin": b"x",
        "word/embeddings/o.bin": b"x",
        "word/media/image1.png": photo("PNG", exif=exif(gps=True)),
    }
    assert problems("a.docx", docx(parts=parts)) == {"signed", "preview", "embedded", "gps"}


def test_sheets_are_read_cell_by_cell() -> None:
    """Numbers, dates, formulas, cells without a name, and references to nothing."""
    rows = row(
        3,
        "<c><v>7</v></c>",
        '<c r="B3" s="4"><v>45000</v></c>',
        '<c r="C3" s="4"><v>no date</v></c>',
        '<c r="D3" s="4"><v>0</v></c>',
    )
    rows += row(
        4,
        '<c r="A4" t="s"><v>9</v></c>',
        '<c r="B4" t="s"/>',
        '<c r="C4" s="99"><v>1</v></c>',
        '<c r="-1"><v>5</v></c>',
    )
    found = held("a.xlsx", xlsx(rows))["the sheet “Totals”"][0]
    assert found.splitlines()[2:] == ["7 | 15/03/2023 | no date | 0", "1 | 5"]


def test_rows_that_are_flat_unless_said_otherwise_are_hidden() -> None:
    """The sheet's own height."""
    flat = xlsx(row(3, cell("A3", "x"), manner='ht="15"'), before='<sheetFormatPr zeroHeight="1"/>')
    found = held("a.xlsx", flat)
    assert found["the sheet “Totals”, a hidden row"][0].splitlines()[0] == "Budget | Total"
    assert found["the sheet “Totals”"][0].strip() == "x"


@pytest.mark.parametrize(
    ("font", "fill", "unseen"),
    [
        ("<color theme='0'/>", "", True),
        ("<color theme='0' tint='-0.5'/>", "", False),
        ("<color rgb='FFFFFFFF'/>", "<fgColor theme='4'/>", False),
        ("<color rgb='FFFFFFFF'/>", "<fgColor indexed='8'/>", False),
        ("<color rgb='FFFFFFFF'/>", "<fgColor indexed='64'/>", True),
        ("", "<fgColor rgb='FF000000'/>", False),
    ],
)
def test_cells_of_the_colour_of_the_paper(font: str, fill: str, *, unseen: bool) -> None:
    """As far as a colour can be told: a theme's cannot, but for its white."""
    styles = (
        f"<styleSheet {SHEET}><fonts><font>{font}</font></fonts><fills><fill><patternFill>{fill}</patternFill></fill></fills>"
        "<cellXfs><xf fontId='0' fillId='0' numFmtId='0'/><xf fontId='9' fillId='x' numFmtId='0'/></cellXfs></styleSheet>"
    )
    found = problems("a.xlsx", xlsx(parts={"xl/styles.xml": styles}))
    assert found == ({"hidden"} if unseen else set())


def test_a_sheet_may_not_have_more_cells_than_can_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a million."""
    from policy_checks.documents import sheets

    monkeypatch.setattr(sheets, "CELLS", 3)
    with pytest.raises(UnreadableError, match="more than 3 cells"):
        worker.passages("a.xlsx", xlsx())


def test_a_workbook_keeps_more_than_its_sheets() -> None:
    """Threads of comments, those who wrote them, shared changes, sheets that are not there, hidden sheets without cells."""
    parts: dict[str, str | bytes] = {
        "xl/threadedComments/threadedComment1.xml": f"<ThreadedComments {SHEET}><x>Is it?</x></ThreadedComments>",
        "xl/persons/person.xml": f'<personList {SHEET}><person displayName="Jo Tapley"/></personList>',
        "xl/revisions/revisionLog1.xml": f"<revisions {SHEET}/>",
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "/xl/worksheets/sheet1.xml")),
    }
    assert problems("a.xlsx", xlsx(parts=parts)) == {"comment", "author", "tracked"}
    loose = {
        "xl/worksheets/sheet9.xml": f"<worksheet {SHEET}><sheetData>{row(1, cell('A1', 'x'))}</sheetData></worksheet>"
    }
    assert held("a.xlsx", xlsx(parts=loose))["a sheet left over in the file, which is hidden"] == ("x", ("hidden",))
    wide = xlsx(
        before='<cols><col min="1" max="2" width="20"/></cols>',
        book="<definedNames><definedName name='_xlnm.Print_Area'>x</definedName></definedNames>",
    )
    assert problems("a.xlsx", wide) == set()
    assert (
        problems(
            "a.xlsx", xlsx(sheets=[("Empty", "hidden", ""), ("Long", "visible", row(90_000, cell("A90000", "x")))])
        )
        == set()
    )
    gone = {"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"))}
    assert problems("a.xlsx", xlsx(sheets=[("Gone", "visible", "")], parts=gone)) == set()
    assert held("a.xlsx", xlsx(sheets=[("Long", "visible", row(90_000, cell("A90000", "x")))]))["the sheet “Long”"] == (
        "x",
        (),
    )


def test_slides_keep_more_than_they_show() -> None:
    """Those who commented, patterns, charts; shapes without a place, pictures without words."""
    parts: dict[str, str | bytes] = {
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {SLIDE}><p:cmAuthor name="Jo Tapley"/></p:cmAuthorLst>',
        "ppt/slideMasters/slideMaster1.xml": f'<p:sldMaster {SLIDE}><p:cSld><p:bg><p:bgRef><a:schemeClr val="bg1"/></p:bgRef></p:bg></p:cSld></p:sldMaster>',
        "ppt/charts/chart1.xml": f"<c:chartSpace xmlns:c='c' {SLIDE}><c:v>Mowing</c:v></c:chartSpace>",
    }
    bare = "<p:sp><p:Fallback><a:t>Twice</a:t></p:Fallback></p:sp><p:sp><p:txBody><a:p><a:r><a:t>No place</a:t></a:r></a:p></p:txBody></p:sp>"
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="3" name="P"/></p:nvPicPr></p:pic>'
    found = held("a.pptx", pptx(bare + picture, parts=parts))
    assert found[""][1] == ("no words for a picture", "author")
    assert found["the pattern behind the slides"][0].strip() == "Mowing"
    white = pptx(shape("x", (0, 0, 9, 9), ink='<a:schemeClr val="bg1"/>'), parts=parts)
    assert problems("a.pptx", white) == {"hidden", "author"}
    mixed = shape("x", (0, 0, 9, 9), ink='<a:srgbClr val="FFFFFF"/>').replace("</a:r>", "</a:r><a:r><a:t>y</a:t></a:r>")
    assert problems("a.pptx", pptx(mixed)) == set()


def test_open_documents_keep_more_than_they_show() -> None:
    """Versions, links, pictures without words, letters of the colour of the paper, columns that are filtered."""
    body = (
        '<text:p>See <text:a xmlns:xlink="x" xlink:href="https://www.gov.uk/">this</text:a> page</text:p>'
        "<draw:frame><draw:image/></draw:frame><draw:frame><draw:image/><svg:desc>The green</svg:desc></draw:frame>\n"
        '<text:p text:display="none">no</text:p><text:hidden-text/><presentation:notes><text:p/></presentation:notes>'
    )
    data = odf("text", body, parts={"Versions/Version1": b"x", "Pictures/1.png": photo("PNG")})
    found = held("a.odt", data)
    assert {each for _, some in found.values() for each in some} == {"earlier", "no words for a picture", "hidden"}
    assert found["the text"][0] == "See this page\nThe green"
    styles = '<style:style style:name="B" style:family="table-cell"><style:text-properties fo:color="#123456" fo:background-color="#123456"/></style:style>'
    styles += '<style:style style:name="V" style:family="table-column"><style:table-column-properties table:visibility="hidden"/></style:style>'
    rows = (
        '<table:table><table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="V"/><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>'
        '<table:table-cell table:style-name="B"><text:p>c</text:p></table:table-cell></table:table-row></table:table>'
    )
    found = held("a.ods", odf("spreadsheet", rows, styles=styles))
    assert found["the text, a hidden part"][0].startswith("b")
    assert found["the text, cells of the colour of the paper"][0].startswith("c")


def test_rich_text_is_read_as_it_is_printed() -> None:
    """Letters by number, in either way, with what stands in for them; breaks, marks, and groups that say nothing."""
    data = rb"{\rtf1\ansi{\fonttbl Arial;}{\*\generator Writer;}{\*\unknown words}\uc2\u233 ??caf\'e9\~x\_y\-z\{ {\v no\v0 yes}{\v no\plain yes}\par end\u-10179 ??{\field{\*\fldinst HYPERLINK}{\fldrslt link}}}"
    found = held("a.rtf", data)
    assert found["the text"][0] == "écafé x-yz{ yesyes\nend\ufffdlink"
    assert found["hidden words"] == ("nono", ("hidden",))
    assert found["a field"][0].strip() == "HYPERLINK"
    assert held("a.rtf", b"{\\rtf1 x{\\title }}")["the text"][0] == "x"


def test_mail_is_read_part_by_part() -> None:
    """HTML, unnamed attachments, and parts without a body."""
    data = (
        b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>One <a href="https://www.gov.uk/">two</a></p>\n'
        b"--b\nContent-Type: image/png\n\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n"
        + b64encode(photo())
        + b"\n--b--\n"
    )
    assert "One two" in words("a.eml", data)


# PDF


def test_notes_links_and_boxes_of_a_pdf() -> None:
    """A text box is words; a mark without words is none; a link says where it goes."""
    pdf = note(new_pdf(line("The hall")), "FreeText", Contents=String("Open on Monday"))
    note(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://www.gov.uk/")))
    note(pdf, "Popup")
    note(pdf, "Sound")
    found = {each.place: each for each in worker.passages("a.pdf", saved(pdf))}
    assert found["page 1, a text box"].text == "Open on Monday"
    assert found["page 1, a link"].links == ("https://www.gov.uk/",)
    assert problems("a.pdf", saved(pdf)) == set()


def test_forms_of_a_pdf() -> None:
    """Hidden fields, fields in fields, signatures, and programs that only format."""
    pdf = new_pdf()
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("inner"), V=String("value"), F=2))
    signature = pdf.make_indirect(Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig)))
    action = Dictionary(S=Name.JavaScript, JS=String('AFDate_FormatEx("dd/mm/yyyy");'))
    outer = pdf.make_indirect(Dictionary(T=String("outer"), Kids=Array([field]), AA=Dictionary(F=action)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([outer, signature]))
    assert problems("a.pdf", saved(pdf)) == {"hidden", "signed"}


@pytest.mark.parametrize("script", [None, "stream"])
def test_commands_of_a_pdf(script: str | None) -> None:
    """One that starts a program, and a script that is an object of its own."""
    pdf = new_pdf()
    action = (
        Dictionary(S=Name.Launch)
        if script is None
        else Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))
    )
    pdf.Root.Names = Dictionary(JavaScript=pdf.make_indirect(action))
    assert problems("a.pdf", saved(pdf)) == {"code"}


def test_what_a_pdf_lacks_for_those_who_do_not_see_it() -> None:
    """Tags, title, language, words for a figure."""
    bare = new_pdf(title="")
    del bare.Root.Lang, bare.Root.MarkInfo
    assert problems("a.pdf", saved(bare)) == {"untagged", "untitled", "no language"}
    figure = new_pdf()
    figure.Root.StructTreeRoot.K = figure.make_indirect(Dictionary(S=Name.Figure))
    assert problems("a.pdf", saved(figure)) == {"no words for a picture"}


def test_pages_that_say_nothing() -> None:
    """Letters of private use, and shapes that were words."""
    odd = new_pdf(line("x"))
    odd.pages[0].obj.Contents = odd.make_stream(b"0 0 m 9 9 l s\n" * 500)
    assert held("a.pdf", saved(odd))["page 1"][1] == ("unread page",)
    empty = new_pdf(line("x"), line("y"))
    empty.pages[1].obj.Contents = empty.make_stream(b"")
    assert problems("a.pdf", saved(empty)) == set()


def test_an_xmp_author_goes_with_the_other() -> None:
    """And a body's stays."""
    pdf = new_pdf(author="Jo Tapley")
    with pdf.open_metadata() as packet:
        packet["dc:creator"] = ["Jo Tapley"]
        packet["pdf:Author"] = "Oxley Parish Council"
        packet["dc:title"] = "Minutes"
    body = worker.answer({"task": "clean", "name": "a.pdf"}, saved(pdf))[1]
    assert problems("a.pdf", body) == set()
    assert b"Oxley Parish Council" in body


def test_a_scan_with_its_words_behind_it_is_read() -> None:
    """The words are laid, unseen, under the picture of them."""
    pdf = new_pdf("3 Tr " + line("The minutes of the meeting") + "q 595 0 0 842 0 0 cm /P Do Q\n")
    stream = pdf.make_stream(b"")
    stream.write(photo(), filter=Name.DCTDecode)
    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": 640,
        "/Height": 480,
        "/ColorSpace": Name.DeviceRGB,
        "/BitsPerComponent": 8,
    }.items():
        stream[key] = value
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=stream)
    found = held("a.pdf", saved(pdf))
    assert "The minutes of the meeting" in found["page 1"][0]
    assert not [place for place in found if "," in place]


def test_an_earlier_version_that_cannot_be_read_is_no_version() -> None:
    """The mark of an end may stand anywhere; a file made for the web has two."""
    data = saved(new_pdf(line("The hall")))
    assert problems("a.pdf", data.replace(b"%PDF-1.3\n", b"%PDF-1.3\n%%EOF\n", 1)) == set()
    stream = io.BytesIO()
    new_pdf(line("The hall")).save(stream, linearize=True)
    assert problems("a.pdf", stream.getvalue()) == set()


def test_a_file_behind_a_pdf_and_one_before_it() -> None:
    """It is two kinds at once."""
    data = saved(new_pdf(line("The hall")))
    assert problems("a.pdf", data + b"PK\x05\x06") == problems("a.pdf", b"<html>" + data) == {"mixed"}


def test_words_on_a_page_are_hidden_one_by_one() -> None:
    """A box, letters like the paper elsewhere, letters without size, accents, drawings in drawings, and a dot that is nothing."""
    drawing = line("Shut. The hall") + "0 g 60 690 500 30 re f /F Do\n" + "1 g " + line("white words", 500)
    pdf = new_pdf(drawing + "0 g BT /F1 0 Tf 72 300 Td (none) Tj ET " + line("Shown", 200))
    form = pdf.make_stream(b"0 0 m 9 9 l S\n")
    for key, value in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9])}.items():
        form[key] = value
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    found = held("a.pdf", saved(pdf))
    assert found["page 1, under a box"] == ("Shut. The hall", ("covered",))
    assert found["page 1, written so that nobody sees it"][0].startswith("white words")
    assert "Shown" in found["page 1"][0]
    lone = held("a.pdf", saved(new_pdf("1 g " + line("."))))
    assert set(lone) == {"", "page 1", "its properties"}


def test_letters_that_mean_nothing_are_unread() -> None:
    """A font whose letters are of private use."""
    pdf = new_pdf(line("x"))
    table = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <E000> endbfrange"
    pdf.pages[0].obj.Resources.Font.F1.ToUnicode = pdf.make_stream(table)
    assert held("a.pdf", saved(pdf))["page 1"][1] == ("unread page",)


def test_a_page_that_cannot_be_shown_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pdfium and qpdf do not agree on every damaged file."""

    def fails(*_: object, **__: object) -> object:
        raise pypdfium2.PdfiumError("no page")

    monkeypatch.setattr(pdf_pages, "_page", fails)
    with pytest.raises(UnreadableError, match="page 1 of it cannot be shown"):
        list(pdf_pages.pages(saved(new_pdf()), (), layers=False))
    monkeypatch.undo()
    with pytest.raises(UnreadableError, match="more than 400 pages"):
        list(pdf_pages.pages(saved(new_pdf(*[""] * 401)), (), layers=False))
    with pytest.raises(UnreadableError, match="damaged"):
        list(pdf_pages.pages(b"words", (), layers=False))


# What few programs show


def test_a_page_that_belongs_to_no_page_shown_says_nothing_new_or_cannot_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only words that the others do not have are told."""

    def with_page(words: str) -> bytes:
        pdf, old = new_pdf(line("The hall")), new_pdf(line(words))
        pdf.Root.Templates = Dictionary(Old=pdf.copy_foreign(old.pages[0].obj))
        return saved(pdf)

    assert "earlier" in problems("a.pdf", with_page("The rent"))
    assert "earlier" not in problems("a.pdf", with_page("hall"))

    def fails(*_: object, **__: object) -> object:
        raise RuntimeError

    monkeypatch.setattr(pdf_beside, "pages", fails)
    assert "earlier" not in problems("a.pdf", with_page("The rent"))


def test_words_that_are_cut_to_a_shape_are_seen_where_they_meet_it() -> None:
    """Clipping of any shape, and of none."""
    round_shape = "q 0 600 m 0 800 600 800 600 600 c h W n\n"
    assert problems("a.pdf", saved(new_pdf(round_shape + line("The hall") + "Q\n"))) == set()
    far = "q 0 0 1 1 re W n\n" + line("The rent is due") + "Q\n"
    assert problems("a.pdf", saved(new_pdf(far))) == {"hidden"}


def test_a_recording_is_of_the_kind_that_its_name_says() -> None:
    """MP3 with and without tags, at both ends; MP4 with long boxes, and one that goes on to the end."""
    from policy_checks.documents.recording import read

    def said(name: str, data: bytes) -> str:
        return "\n".join(each.text for each in read(Source(name, name, Surface.WRITTEN, data))).strip()

    assert said("a.mp3", b"\xff\xfb\x90\0" * 40) == ""
    assert said("a.mp3", b"\xff\xfb\x90\0" * 40 + b"TAG" + b"The fair".ljust(125, b"\0")) == "The fair"
    long = (1).to_bytes(4, "big") + b"free" + (28).to_bytes(8, "big") + b"At the green"
    assert said("a.mp4", b"\0\0\0\x0cftyp\0\0\0\0" + long + b"\0\0\0\0mdatxxxx The hall") == "At the green"
    with pytest.raises(UnreadableError, match="not of the kind"):
        read(Source("a.mp3", "a.mp3", Surface.WRITTEN, b"words"))


def test_a_card_with_a_picture_packed_into_it_is_refused() -> None:
    """It could not be judged there."""
    card = b"BEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=JPEG:" + b64encode(photo(size=(8, 8))) + b"\nEND:VCARD\n"
    with pytest.raises(UnreadableError, match="packed into it"):
        worker.passages("a.vcf", card)


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        (b"{\\cf1 The rent}", True),
        (b"{\\cf1\\highlight2 The rent}", False),
        (b"{\\cf1\\plain The rent}", False),
        (b"{\\cf2 The rent}", False),
        (b"{\\cf1 The rent}\\clcbpat2", False),
    ],
)
def test_white_letters_of_rich_text_are_hidden_unless_they_stand_on_a_colour(words: bytes, *, hidden: bool) -> None:
    """As far as it can be told."""
    data = (
        b"{\\rtf1{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue9;}The hall{\\*\\datastore 0105}"
        + words
        + b"}"
    )
    assert problems("a.rtf", data) == ({"hidden"} if hidden else set())


def test_parts_of_a_picture_that_a_program_keeps_are_read_as_words() -> None:
    """Those that every viewer knows are not."""
    info = PngInfo()
    info.add(b"prVt", b"\0\1The rent is due\0")
    info.add(b"tIME", bytes(7))
    assert "The rent is due" in words("a.png", photo("PNG", pnginfo=info))


def test_letters_of_a_white_style_are_seen_on_a_colour() -> None:
    """Styles of paragraphs, of runs and of tables; shading beside them."""
    styles = f"<w:styles {WORD}>" + "".join(
        f'<w:style w:styleId="{name}" w:type="{kind}"><w:rPr><w:color w:val="FFFFFF"/>{more}</w:rPr></w:style>'
        for name, kind, more in (
            ("P", "paragraph", ""),
            ("T", "table", ""),
            ("S", "paragraph", '<w:shd w:fill="000000"/>'),
        )
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles + "</w:styles>"}

    def found(style: str, shade: str = "") -> set[str]:
        return problems("a.docx", docx(paragraph(run("The rent"), manner=f'<w:pStyle w:val="{style}"/>{shade}'), parts))

    assert found("P") == {"hidden"}
    assert found("P", '<w:shd w:fill="000080"/>') == found("S") == found("T") == set()


def test_files_pasted_into_a_document_are_read_as_what_they_are() -> None:
    """A web page, with its links; pictures of nothing but words are not."""
    data = docx("", {"word/afchunk1.html": '<p>The rent <a href="https://www.gov.uk/">is due</a></p>'})
    assert "The rent is due" in words("a.docx", data)
    bare = zipped({"word/document.xml": f"<w:document {WORD}/>", "word/media/image1.png": photo("PNG")})
    assert problems("a.docx", bare) == {"unread"}


def test_a_page_is_as_large_as_the_file_says_wherever_it_says_it() -> None:
    """The size of paper may stand above all the pages."""
    pdf = new_pdf(line("The hall", 820))
    box = pdf.pages[0].obj.MediaBox
    del pdf.pages[0].obj["/MediaBox"]
    pdf.Root.Pages.MediaBox = box
    assert problems("a.pdf", saved(pdf)) == set()


def test_a_photograph_in_a_drawing_is_judged_at_its_place() -> None:
    """Whatever a photograph gives away it gives away there too."""
    packed = b64encode(photo(size=(64, 48), exif=exif(gps=True))).decode()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,{packed}"/></svg>'
    _, *inside = documents(drawing, "docs/green.svg")
    assert [(each.path, each.problems[0].kind) for each in inside if each.problems] == [
        ("docs/green.svg!a photograph in it", "gps")
    ]


def test_what_a_paper_says_of_its_owner_goes_with_what_it_holds() -> None:
    """Info, whose keys are written in many ways, and XMP."""
    pdf = new_pdf(line("The hall"), author="Oxley Associates Ltd")
    pdf.docinfo["/Copyright_Notice"] = "© 2025 Crow Press"
    found, _ = worker.answer({"task": "read", "name": "a.pdf"}, saved(pdf))
    assert found["rights"] == asdict(
        Rights(creator=("Oxley Associates Ltd",), notice=("© 2025 Crow Press",), title=("Minutes",))
    )
