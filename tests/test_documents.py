"""Readers: what each kind of file says, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from policy_checks import documents as readers
from policy_checks.documents.markdown import front_matter
from policy_checks.documents.source import Source
from policy_checks.documents.text import read_search_index
from policy_checks.model import Element, Surface, UnreadableError
from policy_checks.strict_yaml import MalformedError
from tests.project import PHONE, documents, findings


def plain(text: str, name: str = "docs/page.md") -> str:
    """Return the plain reading of one file, white space run together."""
    return " ".join(documents(text, name)[0].plain.text.split())


def elements(text: str, name: str = "docs/page.md") -> list[tuple[str, str]]:
    """Return name and address of each element of one file."""
    found: tuple[Element, ...] = documents(text, name)[0].elements
    return [(each.name, each.attributes.get("src") or each.attributes.get("href") or "") for each in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Bold** *it* ~~no~~ `code` ==m==", "Bold it no code m"),
        ("f**k snake_case 2 * 3 * 4", "f**k snake_case 2 3 4"),
        ("un\\*starred\\_ and \\7", "un*starred_ and \\7"),
        ("[words *here*](a.md 'Title') end", "words here end Title"),
        ('[a](<b c.md> "T \'q\'") [b](c_(d).md)', "a b T 'q'"),
        ("[see][one] and [one] and [none] and ![pic][one]\n\n[one]: x.md 'Named'", "see and [one] and [none] and pic Named"),
        ("![alt](a.png) {: .wide title=\"Wide\" } {not a list}", "alt {not a list} Wide"),
        ("note[^1] here\n\n[^1]: the note", "note here : the note"),
        ("<p title='T'>in<b>line</b> <br>x<td>y", "inline x | y T"),
        ("<a href='x > y'>z</a> 1 < 2 <a", "z 1 < 2 <a"),
        ("<a title=unclosed\nwords", "<a title=unclosed words"),
        ("a<!-- note -->b <!-- open", "ab <!-- open note"),
        ("x <!-- a\n\nb <!-- c", "x <!-- a b <!-- c"),
        ("<https://a.example/> &amp; &lt &nosuch; & &#12;", "https://a.example/ & < &nosuch; &"),
        ("*[HTML]: Hyper\n\n]()", "*[HTML]: Hyper ]()"),
        ("[a]: \n\n[b]:x", "[a]:"),
        ("[Note]: some words follow", "[Note]: some words follow"),
        ("one\r\ntwo", "one two"),
        ("para *open\n\nnext* one", "para *open next* one"),
        ("________ and **** and ***x***", "________ and **** and x"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_a_resident_would(text: str, words: str) -> None:
    """Mark-up goes, words stay, asides come last."""
    assert plain(text) == words


def test_elements_of_markdown() -> None:
    """Links and pictures, however they are written."""
    text = "![a](p.png) [b](q.md) <img src=r.png> <c:d> <https://s.example> ![e][f]\n\n[f]: t.png\n"
    assert elements(text) == [
        ("img", "p.png"), ("a", "q.md"), ("img", "r.png"), ("c:d", ""), ("a", "https://s.example"), ("a", "t.png"), ("img", "t.png"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "settings", "body"),
    [
        ("---\ntitle: A\n---\nx", {"title": "A"}, 17),
        ("---\ntitle: A\n---", {"title": "A"}, 16),
        ("---\n---\nx", {}, 8),
        ("---\r\ntitle: A\r\n---\r\nx", {"title": "A"}, 20),
        ("--- x\ntitle: A\n---\n", {}, 0),
        ("---\nno end", {}, 0),
        ("---\nno end\n", {}, 0),
        ("---", {}, 0),
        ("x", {}, 0),
    ],
)
def test_front_matter(text: str, settings: dict[str, object], body: int) -> None:
    """Settings stand between two lines of three hyphens at the very top."""
    assert front_matter(text) == (settings, body)


@pytest.mark.parametrize(
    "text", ["---\n- a\n---\n", "---\na: b: c\n---\n", "---\na: 1\n...\nx", "---\na: 1\na: 2\n---\n"]
)
def test_front_matter_that_cannot_be_relied_on(text: str) -> None:
    """Lists, malformed YAML, another end, duplicates."""
    with pytest.raises(MalformedError):
        front_matter(text)


def test_html_is_read_by_a_browsers_parser() -> None:
    """Text, attributes, comments, templates, scripts and their data; offsets point at the words."""
    text = (
        "<html><title>T</title><body data-x='d'><p>one &amp; two<!-- c --><script>var s;</script>"
        "<template><i>q</i></template><table><tr><td>a<td>b</table><IMG SRC=x.png alt='Alt'>"
    )
    document = documents(text, "docs/p.html")[0]
    assert " ".join(document.plain.text.split()) == "T one & two | a | b d c <template><i>q</i></template> Alt"
    assert ("img", "x.png") in elements(text, "docs/p.html")
    at = document.plain.text.index("Alt")
    begin, end = document.plain.source(at, at + 3)
    assert text[begin:end] == "Alt"
    assert "var s;" in document.addresses.text
    assert next(each for each in document.elements if each.name == "img").start == text.index("<IMG")
    assert documents("", "docs/p.html")[0].plain.text.strip() == ""


@pytest.mark.parametrize("words", ["jo<at>example.com", "jo<at>example<dot>com", "<e:mail>jo@example.com"])
def test_what_a_browser_takes_for_a_tag_is_read_where_it_was_meant_as_words(words: str) -> None:
    """“<at>” is written for “@”, and an address in angle brackets is a tag with a colon."""
    assert words in documents(f"<p>Write to {words}</p>", "docs/p.html")[0].plain.text


def test_a_content_security_policy_has_no_words() -> None:
    """Only when it is nothing else: what is added to it is read."""
    meta = '<meta http-equiv="Content-Security-Policy" content="{}">'
    policy = "default-src 'none'; img-src 'self' data:; base-uri 'none'"
    [plain] = documents(meta.format(policy), "site/a.html", Surface.BUILT)
    assert plain.plain.text.strip() == ""
    [added] = documents(meta.format(f"{policy}; {PHONE}"), "site/a.html", Surface.BUILT)
    assert PHONE in added.plain.text


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("docs/a.txt", "caf&eacute; x", "café x"),
        ("docs/a.csv", "a,b\n1,2", "a,b 1,2"),
        ("docs/a.js", "var a", "var a"),
        ("docs/a.yml", "a: b", "a: b"),
        ("docs/a.json", '{"a": ["\\u0062", 1, null], "a": "c"}', "a b a c"),
        ("docs/a.svg", "<svg><text>words</text></svg>", "words"),
        ("docs/a.xml", "<feed><title>T</title></feed>", "T"),
        ("docs/a.css", "a{content:'x'}", "a{content:'x'}"),
        ("mkdocs.yml", "x: !!python/name:a.b", "x: !!python/name:a.b"),
        ("site/CNAME", "www.example.org", "www.example.org"),
    ],
)  # fmt: skip
def test_each_kind_of_text_is_read(name: str, text: str, words: str) -> None:
    """By the ending of its name, or the whole of it."""
    assert plain(text, name) == words


def test_a_style_sheet_loads_what_it_names() -> None:
    """url() and @import, at their place."""
    document = documents("é{background:url( 'a.png')}\n@import \"b.css\"", "docs/a.css")[0]
    assert [(each.attributes["src"], each.start) for each in document.elements] == [("a.png", 13), ("b.css", 28)]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("docs/a.mp3", b"ID3", "attachment"), ("docs/a.WOFF2", b"wOF2", "font")],
)
def test_files_without_text_are_known_by_their_first_bytes(name: str, data: bytes, kind: str) -> None:
    """Recordings and fonts."""
    assert documents(data, name)[0].kind == kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("docs/a.png", b"%PDF-", "not of the kind that its name says"),
        ("docs/a.exe", b"MZ", "a kind of file that cannot be read"),
        ("docs/nothing", b"", "a kind of file that cannot be read"),
        ("docs/a.md", b"\xff\xfe", "not UTF-8"),
        ("docs/a.md", b"a\0b", "NUL"),
        ("docs/a.txt", b"\xed\xa0\x80", "not UTF-8"),
        ("docs/a.json", b"{", "not well-formed JSON"),
        ("docs/a.json", b"[" * 100_000, "not well-formed JSON"),
        ("docs/a.yml", b"a: b: c", "not well-formed YAML"),
        ("docs/a.svg", b"<svg>", "not well-formed XML"),
        ("docs/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "not well-formed XML"),
        ("docs/a.xml.gz", b"no", "cannot be decompressed"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, reason: str) -> None:
    """With a clause that says why and quotes nothing."""
    with pytest.raises(UnreadableError, match=reason):
        documents(data, name)


def test_compressed_files_are_read_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what unpacks to too much is refused."""
    assert plain_bytes(gzip.compress(b"hello")) == "hello"
    monkeypatch.setattr(readers, "MAX_BYTES", 100)
    with pytest.raises(UnreadableError, match="holds more than"):
        documents(gzip.compress(b"x" * 101), "site/a.txt.gz")
    with pytest.raises(UnreadableError, match="larger than"):
        documents(b"x" * 101, "docs/a.txt")


def test_a_search_index_is_one_document_that_knows_its_entries() -> None:
    """Blocks are lines, mark-up inside words is gone, and each offset knows its address."""
    body = {"docs": [
        {"location": "a/", "title": "A", "text": "<p>o<b>n</b>e</p><p>two &amp; three</p>"},
        {"location": "b/#c", "title": "B", "text": "four", "tags": ["five"]},
    ]}  # fmt: skip
    index = read_search_index(Source("site/x.json", "", Surface.BUILT, json.dumps(body).encode()))
    text = index.document.text
    assert text.split() == ["A", "one", "two", "&", "three", "B", "four", "five"]
    assert [index.location(text.index(word)) for word in ("one", "four", "five")] == ["a/", "b/#c", "b/#c"]
    empty = read_search_index(Source("site/x.json", "", Surface.BUILT, b'{"docs": []}'))
    assert empty.document.text == ""
    swallowed = {"docs": [{"location": "a", "title": "<!--", "text": ""}, {"location": "b", "title": "x", "text": ""}]}
    with pytest.raises(UnreadableError, match="cannot be told apart"):
        read_search_index(Source("site/x.json", "", Surface.BUILT, json.dumps(swallowed).encode()))


def plain_bytes(data: bytes) -> str:
    """Return the plain reading of a compressed text."""
    return documents(data, "site/a.txt.gz")[0].plain.text


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"docs": [{"location": "a"}]}', b'{"docs": 1}', b"x"])
def test_a_search_index_of_another_form_is_refused(data: bytes) -> None:
    """Entries that cannot be told apart cannot be judged."""
    with pytest.raises(UnreadableError, match="search index"):
        read_search_index(Source("site/search/search_index.json", "", Surface.BUILT, data))


def test_a_page_with_unreliable_settings_is_judged_all_the_same(tmp_path: Path) -> None:
    """Its words are read, and the page is undecided."""
    assert tmp_path.exists()
    document = documents("---\na: b: c\n---\nRing 07700 900123\n")[0]
    assert document.problems
    assert "07700 900123" in document.plain.text
    assert not findings("# Fine\n")
