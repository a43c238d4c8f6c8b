"""registers/credits.yml: every picture and attachment has a right, and the file's own word agrees with it."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import yaml

from policy_checks.credits import ASKED, quoted
from policy_checks.model import Finding, Rights, UnreadableError
from policy_checks.ownership import claim, is_body, names_another, owner
from policy_checks.registers import Index, Site, read_registers
from policy_checks.works import explained
from tests.attachments.pdfs import line, new_pdf
from tests.pictures import exif, saved, scene, with_iptc, xmp
from tests.project import TODAY, gate, policy, project, run, verdict, write

GREEN = saved(scene(1, (320, 240)))
AGENCY = saved(scene(2, (320, 240)), exif=exif(notice="© 2025 Getty Images".encode()))
PRIVATE = saved(scene(3, (320, 240)), exif=exif(notice="© 2025 Jo Bloggs".encode()))
COUNCIL = "Bassingbourn-cum-Kneesworth Parish Council"
RIGHTS: dict[str, dict[str, object]] = {
    "ours": {"evidence": "taken by the Clerk"},
    "permission": {"who": "the Royston Crow", "when": date(2026, 5, 13), "evidence": "file note 12"},
    "licence": {"licence": "CC BY 4.0", "link": "https://licence.example/by/4.0/"},
    "ogl": {"source": "https://www.gov.example/pictures"},
    "os-map": {"year": 2026, "licence_number": "100012345"},
    "out-of-copyright": {"why": "the maker died in 1911"},
    "quotation": {"source": "The Royston Crow, 2 May 2026"},
}


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def entry(file: str = "images/green.jpg", data: bytes | None = GREEN, basis: str = "ours", **fields: object) -> str:
    """Return an entry that is complete for its basis, with these fields changed (None: left out)."""
    full: dict[str, object] = {"file": file, "what": "The green in May", "by": "Parish Council", "basis": basis}
    full |= {"people": "none", **RIGHTS[basis], **({"sha256": sha256(data)} if data else {}), **fields}
    lines = [f"{name}: {json.dumps(value, default=str, ensure_ascii=False)}" for name, value in full.items()]
    dates = [line.replace('"', "") if isinstance(full[line.split(":")[0]], date) else line for line in lines]
    return "- " + "\n  ".join(line for line in dates if not line.endswith(": null")) + "\n"


def council(root: Path, *entries: str, **files: bytes) -> Path:
    """Make a project whose home page shows the green, with these entries and further pictures."""
    pictures = {f"docs/images/{name}.jpg": data for name, data in {"green": GREEN, **files}.items()}
    pages = {"mkdocs.yml": "site_name: V\n", "docs/index.md": "# Home\n\n![The green](images/green.jpg)\n"}
    return write(project(root, {**pages, **pictures}), {"registers/credits.yml": "".join(entries)})


def findings(root: Path, today: date = TODAY) -> list[Finding]:
    """Return what is found on the whole website."""
    return list(verdict(root, today, whole=True).findings)


def ids(root: Path, today: date = TODAY) -> list[str]:
    """Return the checks that found something."""
    return [finding.check for finding in findings(root, today)]


@pytest.mark.parametrize("basis", ASKED)
def test_an_entry_with_all_that_its_basis_asks_lets_its_file_through(tmp_path: Path, basis: str) -> None:
    """Whatever the basis; the finding is kept as excused."""
    judged = verdict(council(tmp_path, entry(basis=basis)), whole=True)
    assert judged.findings == ()
    assert [each.finding.check for each in judged.excused] == ["copyright-credit"]


@pytest.mark.parametrize(("basis", "name"), [(basis, name) for basis in ASKED for name in ASKED[basis]])
def test_a_basis_without_what_shows_it_is_no_right(tmp_path: Path, basis: str, name: str) -> None:
    """The finding gives the line to paste for what is missing, and for nothing else."""
    fields: dict[str, object] = {name: None}
    (found,) = findings(council(tmp_path, entry("images/green.jpg", GREEN, basis, **fields)))
    assert (found.check, found.level, found.path) == ("copyright-credit", "reject", "docs/images/green.jpg")
    assert [line.split(":")[0].strip() for line in found.paste.splitlines()] == [name]
    assert "credits.yml, line 1" in found.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('what: "The green in May"', "what: …"),
        ('  by: "Parish Council"\n', ""),
        ('  basis: "ours"\n', ""),
        ("taken by the Clerk", "… # where"),
    ],
)
def test_a_credit_without_a_right_and_a_right_without_a_credit_stop(tmp_path: Path, old: str, new: str) -> None:
    """An empty field, and a pasted line that was not filled in, are missing."""
    assert old in entry()
    assert ids(council(tmp_path, entry().replace(old, new))) == ["copyright-credit"]


def test_a_file_without_an_entry_is_stopped_with_the_entry_to_paste(tmp_path: Path) -> None:
    """Filled in, the pasted lines let the file through; as they are, they are refused."""
    root = council(tmp_path)
    (found,) = findings(root)
    filled = {"what": "The green", "by": "Parish Council", "basis": "ours", "evidence": "note 1", "people": "none"}
    pasted = found.paste
    for name, value in filled.items():
        pasted = "\n".join(
            f"  {name}: {value}" if line.startswith(f"  {name}: …") else line for line in pasted.split("\n")
        )
    assert ids(write(root, {"registers/credits.yml": f"# Our pictures\n{pasted}\n"})) == []
    write(root, {"registers/credits.yml": found.paste})
    with pytest.raises(UnreadableError, match="“basis” must be one of"):
        verdict(root)


def test_a_changed_picture_needs_a_new_look(tmp_path: Path) -> None:
    """The entry is of the very bytes; the line to paste has the new ones."""
    root = council(tmp_path, entry(data=AGENCY))
    (found,) = findings(root)
    assert "not the one" in found.message
    assert found.paste == f"  sha256: {sha256(GREEN)}"
    (found,) = findings(council(tmp_path, entry(data=None)))
    assert found.stops
    assert found.paste == f"  sha256: {sha256(GREEN)}"


def test_a_folder_may_be_one_entry_and_list_its_files(tmp_path: Path) -> None:
    """Without a list it covers whatever lies there; with one, what is new needs a look. A file's own entry goes first."""
    assert ids(council(tmp_path, entry("images/", None))) == []
    root = council(tmp_path, entry("images/", None, sha256=[sha256(GREEN)]), other=PRIVATE)
    assert [(f.path, f.paste) for f in findings(root)] == [("docs/images/other.jpg", f"  - {sha256(PRIVATE)}")]
    assert ids(council(tmp_path, entry("images/", None), entry(by=None), other=GREEN)) == ["copyright-credit"]


def test_an_entry_without_its_file_is_shown_with_the_new_name_of_the_file(tmp_path: Path) -> None:
    """When its very bytes lie elsewhere, and have no entry there; else it is only said that they are gone."""
    (stopped, found) = findings(council(tmp_path, entry("images/old.jpg")))
    assert (stopped.check, found.check, found.level) == ("copyright-credit", "register-unused", "advise")
    assert found.paste == "- file: images/green.jpg"
    (found,) = findings(council(tmp_path, entry(), entry("images/old.jpg")))
    assert (found.check, found.paste) == ("register-unused", "")
    assert "no picture or file" in found.message


def test_children_need_a_permission_and_a_review(tmp_path: Path) -> None:
    """A reference, no names; after the day of review the picture stops until somebody has looked again."""
    (found,) = findings(council(tmp_path, entry(people="children")))
    assert [line.split(":")[0].strip() for line in found.paste.splitlines()] == ["permission", "review"]
    root = council(tmp_path, entry(people="children", permission="form 12", review=date(2026, 12, 1)))
    assert ids(root) == []
    assert ids(root, date(2026, 12, 2)) == ["copyright-credit", "register-expired"]
    (found, _) = findings(root, date(2026, 12, 2))
    assert "run out" in found.message


def test_an_entry_that_does_not_say_who_is_in_the_picture_is_advised_of(tmp_path: Path) -> None:
    """With the line to paste; a document shows nobody."""
    (found,) = findings(council(tmp_path, entry(people=None)))
    assert (found.check, found.level, found.path) == ("copyright-people", "advise", "registers/credits.yml")
    assert found.paste.startswith("  people: ")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("  colour: green", "line 8: there is no setting of this name"),
        ("  year: soon", "line 8: “year” must be a whole number"),
        ("  year: true", "line 8: “year” must be a whole number"),
        ("  licence_number: 100012345", "line 8: “licence_number” must be words"),
        ("  when: May", "line 8: “when” must be a date"),
        ("  link: www.licence.example", "“link” must begin with https://"),
        ("  permission: the mother of the girl", "“permission” must be a reference"),
    ],
)
def test_what_is_malformed_is_undecided_with_the_line_and_the_mend(tmp_path: Path, line: str, complaint: str) -> None:
    """Nobody guesses what was meant."""
    done = run(council(tmp_path, entry() + line + "\n"), "check")
    assert done.returncode == 2
    assert "registers/credits.yml, line" in done.stderr
    assert complaint in done.stderr


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (entry(basis="ours").replace('"ours"', "found-it"), "“basis” must be one of"),
        (entry() + entry(), "this entry is there twice"),
        (entry("/images/green.jpg"), "from docs on"),
        (entry("../images/green.jpg"), "from docs on"),
        (entry("images\\green.jpg"), "from docs on"),
        (entry(sha256=["a" * 64]), "only where “file” is a folder"),
        (entry("images/", None, sha256=["short"]), "64 digits"),
        (entry(link="licence.example"), "“link” must begin with https://"),
        (entry(permission="her mother"), "“permission” must be a reference"),
        (entry(people="everybody"), "“people” must be one of"),
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """Unknown bases, doubles, paths from elsewhere, lists where none may be."""
    with pytest.raises(UnreadableError, match=complaint):
        read_registers(write(tmp_path, {"credits.yml": text}))


@pytest.mark.parametrize("value", ["Getty Images", "yes", "a: b", "12", "# 4", "", "O'Neil", "2026-01-01", "green.jpg"])
def test_what_is_written_into_a_register_is_read_back_the_same(value: str) -> None:
    """Quoted where YAML would take it for something else."""
    assert yaml.safe_load(quoted(value)) == value


def test_the_owner_that_a_file_names_is_told_when_it_is_a_firm_and_never_when_it_is_a_person(tmp_path: Path) -> None:
    """In the message, and filled into the lines to paste."""
    root = council(tmp_path, entry(), agency=AGENCY, private=PRIVATE)
    agency, private = findings(root)
    assert "“Getty Images”" in agency.message
    assert "  by: Getty Images\n" in agency.paste
    assert "Bloggs" not in private.message + private.remedy + private.paste
    for found in (agency, private):
        assert len(f"{found.message} {found.remedy}".split()) < 40
    for style in ("terminal", "json", "github", "sarif"):
        done = run(root, "check", "--format", style)
        assert "Getty Images" in done.stdout
        assert "Bloggs" not in done.stdout
        assert sha256(AGENCY) in done.stdout


def test_somebody_elses_notice_in_a_file_that_is_called_ours_stops(tmp_path: Path) -> None:
    """The entry is mended by the right that there is; a waiver lets a wrong notice through."""
    root = council(tmp_path, entry(), entry("images/agency.jpg", AGENCY), agency=AGENCY)
    (found,) = findings(root)
    assert (found.check, found.level, found.path) == ("copyright-owner", "reject", "docs/images/agency.jpg")
    assert "“Getty Images”" in found.message
    licensed = entry("images/agency.jpg", AGENCY, "permission", by="Getty Images")
    assert ids(council(tmp_path, entry(), licensed, agency=AGENCY)) == []
    waived = f"- key: {found.key}\n  check: copyright-owner\n  page: {found.page}\n  reason: r\n  by: Clerk\n  until: 2027-01-01\n"
    council(tmp_path, entry(), entry("images/agency.jpg", AGENCY), agency=AGENCY)
    assert ids(write(root, {"registers/waivers.yml": waived})) == []


def test_the_maker_whom_the_entry_names_may_be_named_in_the_file(tmp_path: Path) -> None:
    """A photograph by the Clerk bears the Clerk's name."""
    own = entry("images/private.jpg", PRIVATE, by="Jo Bloggs, the Clerk")
    assert ids(council(tmp_path, entry(), own, private=PRIVATE)) == []
    other = entry("images/private.jpg", PRIVATE)
    (found,) = findings(council(tmp_path, entry(), other, private=PRIVATE))
    assert found.check == "copyright-owner"
    assert "Bloggs" not in found.message


@pytest.mark.parametrize(
    "notice",
    [
        "© 2025 Getty Images",
        "Copyright Jo Bloggs. All rights reserved.",
        "(c) The Royston Crow",
        "Photo by Sam Doe / Alamy Stock Photo",
        "Royston Town Council",
        "SWNS",
    ],
)
def test_notices_of_others_are_told(notice: str) -> None:
    """Persons, firms, newspapers, another council."""
    assert names_another(notice, COUNCIL)


@pytest.mark.parametrize(
    "notice",
    [
        "RDC-5300 User",
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "KONICA MINOLTA DIGITAL CAMERA",
        "DSC-W55 user",
        "SAMSUNG CAMERA PICTURES",
        "Canon EOS 350D",
        "Picasa 3.0",
        "Copyright 2004",
        "© 2019 All rights reserved",
        "unknown",
        "Your Name Here",
        "...",
        "",
        "© Bassingbourn-cum-Kneesworth Parish Council 2026",
        "Bassingbourn Parish Council",
        "The Clerk to the Council",
        "Parish Council",
    ],
)
def test_placeholders_and_the_councils_own_name_are_not(notice: str) -> None:
    """A third of all owner fields are what a camera wrote."""
    assert not names_another(notice, COUNCIL)


def test_every_field_in_which_a_file_may_say_whose_it_is_is_read(tmp_path: Path) -> None:
    """EXIF, IPTC, XMP; a creator alone only where it is a firm."""
    plain = saved(scene(4, (320, 240)))
    for data in (
        with_iptc(plain, {110: b"Press Association"}),
        with_iptc(plain, {115: b"Reuters"}),
        saved(scene(4), xmp=xmp(creator="Alamy Ltd")),
        saved(scene(4), xmp=xmp(notice="Sam Doe")),
    ):
        root = council(tmp_path, entry(), entry("images/x.jpg", data), x=data)
        assert ids(root) == ["copyright-owner"]
    person = saved(scene(4), xmp=xmp(creator="Jo Bloggs"))
    assert ids(council(tmp_path, entry(), entry("images/x.jpg", person), x=person)) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"/Copyright": "© 2025 Crow Press"}, True),
        ({"/Rights": "Sam Doe"}, True),
        ({"/Copyright_Notice": "Sam Doe. All rights reserved."}, True),
        ({"/Author": "Oxley Associates Ltd"}, True),
        ({"/Publisher": "Crow Magazine"}, True),
        ({"/Author": "Jo Bloggs"}, False),
        ({"/Author": "Bassingbourn Parish Council", "/Copyright": "2026"}, False),
        ({"/Company": "Crow Press"}, False),
        ({}, False),
    ],
)
def test_a_papers_own_list_of_properties_is_held_against_its_entry(
    tmp_path: Path, said: dict[str, str], *, told: bool
) -> None:
    """Its copyright, its publisher, an author that is a firm; the company whose computer it was says nothing."""
    assert ("copyright-owner" in ids(with_paper(tmp_path, said))) is told


def with_paper(root: Path, said: Mapping[str, str], packet: bytes = b"") -> Path:
    """Make a project with a PDF, called ours, whose Info says this and whose XMP, compressed, is this packet."""
    pdf = new_pdf(line("The hall is open on Monday mornings"))
    for key, value in said.items():
        pdf.docinfo[key] = value
    if packet:
        pdf.Root.Metadata = pdf.make_stream(packet)
    stream = io.BytesIO()
    pdf.save(stream, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    write(council(root, entry(), entry("plan.pdf", stream.getvalue())), {"docs/plan.pdf": stream.getvalue()})
    return write(root, {"docs/index.md": "# Home\n\n![The green](images/green.jpg)\n\n[The plan](plan.pdf)\n"})


def test_the_owner_is_read_where_a_paper_packs_it(tmp_path: Path) -> None:
    """XMP in a PDF may be compressed; the message names the firm, and the entry may then name it too."""
    root = with_paper(tmp_path, {}, xmp(notice="© 2025 Crow Press Ltd"))
    (found,) = (each for each in findings(root) if each.check == "copyright-owner")
    assert "“Crow Press Ltd”" in found.message
    register = root / "registers/credits.yml"
    register.write_text(register.read_text(encoding="utf-8").replace("Parish Council", "Crow Press Ltd"))
    assert "copyright-owner" not in ids(root)


def test_a_picture_written_into_a_page_is_told_with_the_lines_for_its_page(tmp_path: Path) -> None:
    """Its page is the file that needs an entry; one that only the built site has is told as it is."""
    root = write(council(tmp_path, entry()), {"docs/other.md": "# Other\n\n![A](data:image/png;base64,iVBORw0KGgo=)\n"})
    (found,) = findings(root)
    assert (found.check, found.path) == ("copyright-credit", "docs/other.md")
    assert found.paste.startswith("- file: other.md\n")
    opened = gate(root)
    index = Index(opened.registers, opened.policy, Site({}, TODAY), lambda _: None, lambda *_: True)
    assert explained(replace(found, page="", paste=""), index).paste == ""


def test_only_names_that_can_be_no_persons_are_repeated() -> None:
    """A surname may be that of a firm too."""
    assert is_body("Getty Images")
    assert not is_body("Jo Church")
    assert owner(Rights(notice=("© Jo Bloggs",), credit=("Alamy Stock Photo",))) == "Alamy Stock Photo"
    assert owner(Rights(creator=("Jo Bloggs",))) == ""
    assert claim(Rights(terms=("For news only",)), policy().council, "Clerk") == ""


def test_the_same_picture_under_another_name_is_held(tmp_path: Path) -> None:
    """Smaller and saved again, with an entry that calls it ours or with none; never compared with itself."""
    smaller = saved(scene(1, (320, 240)).resize((200, 150)), quality=60)
    theirs = entry(basis="permission", by="The Royston Crow")
    root = council(tmp_path, theirs, entry("images/copy.jpg", smaller), copy=smaller)
    (found,) = findings(root)
    assert (found.check, found.level, found.path) == ("copyright-same-picture", "hold", "docs/images/copy.jpg")
    assert "images/green.jpg" in found.message
    assert ids(council(tmp_path, theirs, copy=smaller)) == ["copyright-credit", "copyright-same-picture"]
    shared = entry("images/copy.jpg", smaller, "permission")
    assert ids(council(tmp_path, theirs, shared, copy=smaller)) == []
    assert ids(
        council(tmp_path, theirs, entry("images/other.jpg", PRIVATE, by="Jo Bloggs"), other=PRIVATE, copy=GREEN)
    ) == [
        "copyright-credit",
        "copyright-same-picture",
    ]
