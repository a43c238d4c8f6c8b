"""Other people's work: texts and pictures that are known, maps, quotations; and how well copied words are found."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from policy_checks.checks import copyright_notice, copyright_quotation
from policy_checks.data import rows
from policy_checks.known import read_known
from policy_checks.model import Surface, UnreadableError
from policy_checks.reading import plain_text
from policy_checks.shingles import Text, common, formulae, index
from tests.pictures import saved, scene
from tests.project import ROOT, documents, gate, policy, project, run, verdict, write
from tests.test_credits import GREEN, council, entry, findings, ids, sha256

CROW = """Title: The pump
Source: The Royston Crow, 2 May 2026

The old pump on the green has been mended after three years of waiting. "It works again, and the water is as cold as ever,"
said a man who had walked over to see it. The parts came from a foundry in Leeds.
"""


def copied(root: Path, page: str, **files: str | bytes) -> Path:
    """Make a project with one page and the Crow's text for comparison."""
    reference = {f"registers/reference/{name}": data for name, data in {"crow.txt": CROW, **files}.items()}
    return project(root, {"docs/index.md": page, "mkdocs.yml": "site_name: V\n", **reference})


def test_words_of_a_known_text_are_held_and_its_file_is_named(tmp_path: Path) -> None:
    """At their place, without a word of them; a right recorded for the page lets them through."""
    root = copied(tmp_path, "# Home\n\nWe hear: the old pump on the green has been mended after three years.\n")
    (found,) = findings(root)
    assert (found.check, found.level, found.place.line, found.place.column) == ("copyright-copied", "hold", 3, 10)
    assert "crow.txt" in found.message
    assert found.paste.startswith("- file: index.md\n")
    page = (root / "docs/index.md").read_bytes()
    write(root, {"registers/credits.yml": entry("index.md", page, "permission", by="The Royston Crow")})
    assert ids(root) == []


def test_words_that_everybody_writes_are_not(tmp_path: Path) -> None:
    """Seven in a row, the same words in other places, and the text's own head."""
    page = "# Home\n\nThe old pump on the green has rusted. Source: The Royston Crow, 2 May 2026.\n"
    assert ids(copied(tmp_path, page)) == []


def test_a_formula_in_a_known_text_is_nobodys(tmp_path: Path) -> None:
    """Not counted, wherever it stands; the words beside it are."""
    formula = "Notice is hereby given that a meeting of the Council will be held at"
    crow = f"Source: The Crow\n\nReaders, attend! {formula} the hall.\n"
    root = copied(tmp_path, f"# Home\n\nReaders, attend! {formula} the hall.\n", **{"crow.txt": crow})
    assert ids(root) == []


@pytest.mark.parametrize("formula", rows("formulae"), ids=lambda formula: formula[:50])
def test_no_formula_is_found_in_a_text_that_is_made_of_formulae(formula: str) -> None:
    """Nor with a word before or after it that both have."""
    known = index([Text("all.txt", "\n".join(f"Agenda {each} today" for each in rows("formulae")))])
    assert list(common(plain_text(f"Agenda {formula} today"), known, formulae())) == []


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.txt", "The old pump", "begin with a line “Source: ”"),
        ("a.txt", "Source: The Crow\n", "begin with a line “Source: ”"),
        ("a.txt", b"\xff\xfeS", "not UTF-8"),
        ("a.pdf", b"%PDF-1.7", "neither a .txt file nor a picture"),
        ("a.jpg", b"no picture", "cannot be opened as a picture"),
    ],
)
def test_what_cannot_be_compared_with_is_refused(tmp_path: Path, name: str, data: str | bytes, complaint: str) -> None:
    """Exit status 2, with the file and the mend."""
    done = run(copied(tmp_path, "# Home\n", **{name: data}), "check")
    assert done.returncode == 2
    assert f"registers/reference/{name}" in done.stderr
    with pytest.raises(UnreadableError, match=complaint):
        read_known(tmp_path / "registers" / "reference")


def test_a_picture_kept_for_comparison_is_known_again(tmp_path: Path) -> None:
    """Under any name, in any size; README.md beside it is for people."""
    root = council(tmp_path, entry())
    write(
        root,
        {"registers/reference/agency.png": saved(scene(1, (640, 480)), "PNG"), "registers/reference/README.md": "Ours"},
    )
    (found,) = findings(root)
    assert (found.check, found.path) == ("copyright-same-picture", "docs/images/green.jpg")
    assert "registers/reference/agency.png" in found.message


def test_a_notice_in_a_file_is_not_excused_by_calling_the_file_ours(tmp_path: Path) -> None:
    """A paper that bears a newspaper's notice needs the newspaper's permission; a credit that was made from it is no notice."""
    notice = b"The fete\n\n(c) 2025 Crow Media Ltd. All rights reserved.\n"
    root = council(tmp_path, entry(), entry("fete.txt", notice))
    write(root, {"docs/fete.txt": notice})
    (found,) = findings(root)
    assert (found.check, found.level, found.path) == ("copyright-notice", "hold", "docs/fete.txt")
    write(root, {"registers/credits.yml": entry() + entry("fete.txt", notice, "permission", by="Crow Media Ltd")})
    assert ids(root) == []
    (built,) = documents("# The fete\n\nCredit: Getty Images.\n", surface=Surface.BUILT)
    assert list(copyright_notice.CHECK.find(built, policy())) == []


def test_a_quotation_is_judged_where_it_was_written() -> None:
    """A built page holds the same, and only the lines that are new in it are read."""
    long = "> " + "the old pump stood on the green for many years and was loved by all " * 2
    (page,) = documents(long, surface=Surface.BUILT)
    assert list(copyright_quotation.CHECK.find(page, policy())) == []
    (page,) = documents(long)
    assert len(list(copyright_quotation.CHECK.find(page, policy()))) == 1


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, True),
        ({"evidence": "own drawing by the Clerk"}, False),
        ({"basis": "os-map"}, False),
        ({"basis": "licence", "licence": "ODbL"}, False),
    ],
)
def test_a_map_needs_its_line_or_an_entry_that_says_whose_it_is(
    tmp_path: Path,
    fields: dict[str, str],
    held: bool,  # noqa: FBT001
) -> None:
    """With the basis os-map the line is shown by itself; a map of the Council's own drawing needs none."""
    basis = fields.pop("basis", "ours")
    root = write(
        council(tmp_path, entry("images/green.jpg", GREEN, basis, **fields)),
        {"docs/index.md": "# Home\n\n![Map of the parish](images/green.jpg)\n"},
    )
    assert ids(root) == (["copyright-map"] if held else [])


def test_a_map_without_an_entry_is_stopped_twice_over(tmp_path: Path) -> None:
    """No right, and no line; a map that is not there is the builder's to tell."""
    root = write(
        council(tmp_path), {"docs/index.md": "# Home\n\n![Map](images/green.jpg)\n\n![Map](images/none.jpg)\n"}
    )
    assert sorted(ids(root)) == ["copyright-credit", "copyright-map", "copyright-map"]


LONG = "the old pump stood on the green for many years and was loved by all who lived near it and drew water there every day"
GUISES = {
    "style.css": ("a { background: url(https://cdn.example/a.png) }", "copyright-hotlink"),
    "import.css": ("@import 'https://cdn.example/a.css';", "copyright-hotlink"),
    "set.css": ("a { background: image-set('a.png' 1x, 'https://cdn.example/a.png' 2x) }", "copyright-hotlink"),
    "reference.md": ("![a][r]\n\n[r]: <https://p.example/a.jpg> 'T'", "copyright-hotlink"),
    "collapsed.md": ("![r]\n\n[r]: https://p.example/a.jpg", "copyright-hotlink"),
    "linked.md": ("[![a](//p.example/a.jpg)](x.md)", "copyright-hotlink"),
    "nested.md": ("- item\n\n    ![a](HTTPS://P.example/a.jpg)", "copyright-hotlink"),
    "cell.md": ("| a |\n|---|\n| ![a](https://p.example/a.jpg) |", "copyright-hotlink"),
    "entity.md": ("![a](https&#58;//p.example/a.jpg)", "copyright-hotlink"),
    "bare.md": ("<IMG SRC=https://p.example/a.jpg>", "copyright-hotlink"),
    "slashes.md": ("<img src='\\\\p.example\\a.jpg'>", "copyright-hotlink"),
    "page.html": ("<picture><source srcset='https://p.example/a.webp'></picture>", "copyright-hotlink"),
    "drawing.svg": (
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://p.example/a.png'/></svg>",
        "copyright-hotlink",
    ),
    "frame.md": ("<iframe src=https://video.example/x></iframe>", "integrity-third-party"),
    "post.md": ("<div class='fb-post' data-href='x'></div>", "integrity-third-party"),
    "sound.md": ("<audio src='https://x.example/a.mp3'></audio>", "integrity-third-party"),
    "sign.md": ("&copy; 2025 Crow Media", "copyright-notice"),
    "bracket.md": ("(C) 2023 Crow Community Media Ltd", "copyright-notice"),
    "book.md": ("Reproduced from *A History of the Village* (1987).", "copyright-notice"),
    "reserved.md": ("All rights reserved. No part of this publication may be reproduced.", "copyright-notice"),
    "paper.txt": ("Copyright The Royston Crow 2025", "copyright-notice"),
    "curly.md": (f"# N\n\n“{LONG}”", "copyright-quotation"),
    "single.md": (f"# N\n\n‘{LONG}’", "copyright-quotation"),
    "angled.md": (f"# N\n\n«{LONG}»", "copyright-quotation"),
    "written.md": (f"# N\n\n&ldquo;{LONG}&rdquo;", "copyright-quotation"),
    "block.md": (f"# N\n\n> “{LONG}”\n\nMore.", "copyright-quotation"),
    "tag.md": (f"# N\n\n<blockquote><p>{LONG}</p></blockquote>", "copyright-quotation"),
    "open.md": (f"# N\n\n“{LONG}\n\n“{LONG}”\n", "copyright-quotation"),
}


@pytest.fixture(scope="module")
def guises(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return what stops each file, by one run of the command line."""
    root = project(tmp_path_factory.mktemp("guises"), {f"docs/{name}": text for name, (text, _) in GUISES.items()})
    found: dict[str, set[str]] = {}
    for each in json.loads(run(root, "check", "docs", "--format", "json").stdout)["findings"]:
        found.setdefault(each["path"].removeprefix("docs/"), set()).add(each["check"])
    return found


@pytest.mark.parametrize("name", GUISES)
def test_other_peoples_work_is_found_in_every_guise(guises: dict[str, set[str]], name: str) -> None:
    """However it is written, and in whichever kind of file."""
    assert GUISES[name][1] in guises[name]


# How well copied words are found: passages of councils' pages stand for somebody else's text, and are changed by degrees.
NEUTRAL = ROOT / "training" / "dev" / "neutral" / "ayton-sentences.txt"
PAGES = sorted((ROOT / "training" / "dev" / "pages").glob("*.md"))


def passages() -> Iterator[str]:
    """Yield each paragraph of prose of 40 words or more."""
    for page in PAGES:
        for paragraph in page.read_text(encoding="utf-8").split("\n\n"):
            if len(paragraph.split()) >= 40 and paragraph[0].isalpha():
                yield paragraph.replace("\n", " ")


def changed(text: str, level: int, chance: random.Random) -> str:
    """Return a copied text: 0 to the word, 1 dressed up, 2 cut short, 3 its sentences shuffled, 4 to 6 more and more words changed."""
    words = text.split()
    if level == 1:
        return " ".join(f"**{word.upper()}**" if chance.random() < 0.2 else word for word in words).replace("'", "’")
    if level == 2:
        begin = chance.randrange(len(words) - 14)
        return f"As we understand it, {' '.join(words[begin : begin + 14])}, and so it goes."
    if level == 3:
        parts = text.split(". ")
        chance.shuffle(parts)
        return ". ".join(parts)
    share = {4: 0.08, 5: 0.12, 6: 0.2}.get(level, 0)
    return " ".join("rather" if chance.random() < share else word for word in words)


def test_copied_words_are_found_and_others_left_alone() -> None:
    """Precision .98 and recall .89 over seven levels of paraphrase; what is wholly in other words cannot be found."""
    chance = random.Random(11)  # noqa: S311 - test data
    every = list(passages())
    sentences = NEUTRAL.read_text(encoding="utf-8").splitlines()
    theirs = every[::2]
    ours = every[1::2] + [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    known, allowed = index(Text("crow.txt", text) for text in theirs), formulae()

    def caught(text: str) -> bool:
        return next(common(plain_text(text), known, allowed), None) is not None

    copies = [caught(changed(text, level, chance)) for text in theirs for level in range(7)]
    false = sum(caught(text) for text in ours)
    assert len(theirs) >= 30
    assert len(ours) >= 100
    assert sum(copies) / len(copies) >= 0.89
    assert sum(copies) / (sum(copies) + false) >= 0.98


# How often a passage of each kind is to be found at least; “own” and “paraphrase” at most never.
FLOORS = {"verbatim": 1.0, "light": 0.95, "reordered": 0.9, "patchwork": 0.7}


def test_what_people_make_of_a_text_is_found_by_its_kind() -> None:
    """Ninety passages as a person writes them, in six kinds; those told in other words, and our own, are never held."""
    works = yaml.safe_load((ROOT / "tests" / "copied.yml").read_text(encoding="utf-8"))
    known, allowed = index(Text(f"{n}.txt", each["text"]) for n, each in enumerate(works)), formulae()

    def share(kind: str) -> float:
        found = [any(common(plain_text(words), known, allowed)) for each in works for words in each[kind]]
        return sum(found) / len(found)

    assert len(works) >= 10
    assert sum(len(each[kind]) for each in works for kind in each if kind != "text") >= 60
    assert {kind: share(kind) for kind in FLOORS if share(kind) < FLOORS[kind]} == {}
    assert share("paraphrase") == share("own") == 0


def test_a_page_of_the_council_is_not_compared_with_nothing(tmp_path: Path) -> None:
    """Without the folder there is nothing to find, not even the check's own example."""
    root = project(
        tmp_path, {"docs/index.md": "# Home\n\nThe old pump on the green has been mended after three years.\n"}
    )
    assert verdict(root).findings == ()
    assert gate(root).registers.texts == ()
    assert sha256(b"") != sha256(GREEN)
