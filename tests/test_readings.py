"""The laws of readings: offsets map back, disguises are undone, time is linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_checks.model import Reading, place_of
from policy_checks.reading import (
    carried,
    digest,
    fold_character,
    hosts,
    key_digest,
    line_digests,
    located,
    normalised,
    plain_text,
    scan,
    spelled,
    telephone,
)
from tests.project import EMAIL, PHONE, documents, findings, linear

MARKUP = st.text(alphabet=st.sampled_from("ab 0*_`~[]()<>!&#;\\\n|-={}\"'é\u200b\u00ad０Аo:/."), max_size=120)
WORDS = st.text(alphabet="abcdefgh XYZ.,\n", max_size=40)


@given(MARKUP)
@settings(max_examples=400, deadline=None)
def test_every_offset_lies_inside_the_file(text: str) -> None:
    """Any span of any reading maps to a span of the text, begin before end."""
    document = documents(text.replace("\r", ""))[0]
    for name in ("plain", "spelled", "addresses", "written"):
        reading = document.readings[name]
        for start in range(len(reading.text)):
            begin, end = reading.source(start, start + 1)
            assert 0 <= begin <= end <= len(document.text)


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_literal_characters_map_to_themselves(text: str) -> None:
    """A letter that no mark-up touched maps back to that very letter."""
    document = documents(text)[0]
    for at, character in enumerate(document.plain.text):
        if character in "ab":
            begin, end = document.plain.source(at, at + 1)
            assert character in document.text[begin:end].casefold() or "А" in document.text[begin:end]


@given(WORDS, WORDS)
@settings(max_examples=100, deadline=None)
def test_a_planted_number_is_found_at_its_place(before: str, after: str) -> None:
    """Whatever the words round it, the finding covers the number and nothing else."""
    text = f"{before}\n\nRing {PHONE} now\n\n{after}"
    found = [f for f in findings(text) if f.check == "personal-phone"]
    lines = text.split("\n")
    assert [lines[f.place.line - 1][f.place.column - 1 : f.place.end_column - 1] for f in found] == [PHONE]


@pytest.mark.parametrize(
    "disguise",
    [
        "077**00** 900123",
        "07700\u200b 900\u00ad123",
        "&#48;7700 900&#x31;23",
        "07700\\-900\\-123",
        "07700&nbsp;900123",
        "０７７００ 900123",
        "07700 9O0123".replace("O", "0"),
        "07700<b> 900</b>123",
        "07700<!-- x --> 900123",
        "oh seven seven double oh nine double oh one two three",
        "0 7 7 0 0 9 0 0 1 2 3",
        "07700 | 900123",
        "07700\n900123",
        "+44 7700 900123",
    ],
)
def test_a_disguised_number_is_found(disguise: str) -> None:
    """Mark-up, entities, invisible characters and words do not hide a number."""
    assert [f.check for f in findings(f"Ring {disguise} now.") if f.check == "personal-phone"]


@pytest.mark.parametrize(
    "disguise",
    ["jo.bloggs&#64;example.com", "jo.bloggs [at] example [dot] com", "jo.bloggs(at)example.com", "jo.bl**ogg**s@example.com",
     "jo.bloggs at example dot com", "[write](mailto:jo.bloggs%40example.com)", "jo.bloggs＠example.com", f"<{EMAIL}>"],
)  # fmt: skip
def test_a_disguised_address_is_found(disguise: str) -> None:
    """So with e-mail addresses."""
    assert [f.check for f in findings(f"Write to {disguise} now.") if f.check == "personal-email"]


def test_scan_gives_character_offsets_past_other_alphabets() -> None:
    """RE2 matches bytes; what comes out counts characters."""
    reading = Reading("café é 12 … 34")
    assert [(found.start, found.end, found.text) for found in scan("[0-9]+", reading)] == [(7, 9, "12"), (12, 14, "34")]
    assert next(scan("(x)?é", reading)).groups == (None,)


def test_folding() -> None:
    """NFKC, look-alikes, white space and invisible characters."""
    assert [fold_character(c) for c in ("А", "ｑ", "\u00a0", "\u200d", "\n", "’", "ﬁ")] == [
        "A",
        "q",
        " ",
        "",
        "\n",
        "'",
        "fi",
    ]
    assert plain_text("e\u0301").text == "é"
    assert plain_text("&bogus; &amp; &#x41;").text == "&bogus; & A"


def test_too_few_number_words_stay_words() -> None:
    """“One two three” is not a telephone number."""
    assert spelled(Reading("one, two, three jumps")).text == "one, two, three jumps"
    assert spelled(Reading("one two three four, five")).text == "12345"
    assert spelled(Reading("one two. Nobody three four five six")).text == "one two. Nobody 3456"


def test_located_finds_strings_again_or_says_where_it_was() -> None:
    """Strings from a parser map to where they stand."""
    reading = located(
        "<p>one &amp; two</p><i title='t'>x", [("one & two", False), ("t", True), (" x", False), ("gone", True)]
    )
    assert reading.text == "one & two x\n\nt\n\ngone"
    assert reading.source(10, 11) == (33, 34)


def test_words_are_compared_without_case_or_spacing() -> None:
    """So that a line break changes no key."""
    assert normalised(" A\n b ") == "a b"
    assert digest("A b", "salt") == digest("a  B", "salt") != digest("a b", "other")
    assert telephone("+44 (0)7700 900123") == telephone("07700 900 123") == telephone("00447700900123")


def test_lines_and_cells_have_keys() -> None:
    """Letters and digits alone, so that mark-up between them makes no difference."""
    keys = [b"Ab", b"c12", b"", b"c", b"12", b""]
    assert list(line_digests(Reading("- A b\n| c | 1.2 |"))) == list(map(key_digest, keys))


def test_hosts() -> None:
    """Hosts are read however the address is written."""
    assert hosts("HTTPS://A.Example/x //b.example \\\\c.example") == ["a.example", "b.example", "c.example"]
    assert hosts("images/x.png") == []
    assert hosts("https://user:pw@d.example/") == ["d.example"]


def test_lines_end_at_each_kind_of_line_end() -> None:
    """CR LF is one line end, and so is a lone CR."""
    document = documents("a\r\nb\rc\nd")[0]
    assert place_of(document, 7, 8).line == 4
    assert document.line_starts == [0, 3, 5, 7]


HOSTILE = {
    "spaces": " ", "brackets": "[", "images": "![", "tags": "<a ", "comments": "<!--", "links": "](a", "stars": "*_",
    "entities": "&#", "digits": "0", "at": "@", "words": "one ", "title": '](a "', "backticks": "`", "marks": "e\u0301",
    "pipes": "|", "attributes": "{: a=", "ends": "a@b.", "quotes": '<a b="', "quoted": "<a b='x'>", "letters": "a",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_no_faster_than_the_page(unit: str) -> None:
    """A hostile page that grows may not take its square."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        findings(text)
        return time.process_time() - started

    seconds(1000)
    assert linear(seconds, 20_000, least=0.05)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("bW8=", "mo"),
        ("bW8", "mo"),
        ("b W\n8=", "mo"),
        ("bW8*", "mo"),
        ("*b=W8", "mo"),
        ("bW8x", "mo1"),
        ("b", ""),
        ("", ""),
    ],
)
def test_whatever_stands_for_base64_is_read_as_far_as_it_goes(body: str, words: str) -> None:
    """A browser is as forgiving, and nothing is raised."""
    assert carried(f"data:;base64,{body}") == words
