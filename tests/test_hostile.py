"""Hostile files through the real command line and a real build: none is published, none stops the gate from judging."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_checks.documents import NAMES, READERS, read
from policy_checks.documents.source import Source
from policy_checks.documents.text import read_search_index
from policy_checks.model import Document, Surface, UnreadableError
from tests.hostile import CLEAN, corpus, docs
from tests.project import buildable, documents, findings, mkdocs, project, run

CORPUS = corpus()
SECONDS = 60  # for the whole corpus; it takes a few
STOPPING = frozenset({"reject", "hold"})
SEVERAL = 25
COPYRIGHT = "copyright"  # every picture without a credit stops, so that says nothing of what is in it


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the command line says of the whole corpus, in one run."""
    root = project(tmp_path_factory.mktemp("hostile"), docs(CORPUS))
    started = time.monotonic()
    done = run(root, "check", "docs", "--format", "json")
    assert time.monotonic() - started < SECONDS
    assert (done.returncode, done.stderr) == (2, "")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def stopped(said: dict[str, Any]) -> set[str]:
    """Return the paths of everything that is refused, or could not be judged."""
    found = {each["path"] for each in said["findings"] if each["level"] in STOPPING and each["area"] != COPYRIGHT}
    return found | {each["path"] for each in said["undecided"]}


def test_the_corpus_is_large() -> None:
    """Disguises in contexts, broken files of every kind, bombs."""
    assert len(CORPUS) >= 500
    assert {name.rpartition(".")[2] for name in CORPUS} >= {"md", "html", "yml", "svg", "xml", "json", "csv"}


def test_every_hostile_file_is_stopped_or_undecided(judged: dict[str, Any]) -> None:
    """By the place of what it holds, or by the reason why it cannot be judged."""
    assert not {f"docs/hostile/{name}" for name in CORPUS} - stopped(judged)


def test_no_reader_and_no_check_failed(judged: dict[str, Any]) -> None:
    """What is undecided is so for a reason of the file's own."""
    failed = [
        each for each in judged["undecided"] if "failed" in each["reason"] or "could not finish" in each["reason"]
    ]
    assert not failed


def test_clean_pages_beside_them_pass(judged: dict[str, Any]) -> None:
    """Entities, fences, deep quotations and other alphabets are no offence."""
    assert not {f"docs/clean/{name}.md" for name in CLEAN} & stopped(judged)


def test_a_real_build_of_some_is_refused(tmp_path: Path) -> None:
    """All are named in one refusal, no site and no receipt are left, and no traceback is shown."""
    pages = [name for name in CORPUS if name.endswith((".md", ".html", ".csv"))]
    some = {name: CORPUS[name] for name in pages[:: len(pages) // SEVERAL]}
    root = buildable(tmp_path, docs(some))
    done = mkdocs(root)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in told
    assert not [name for name in some if f"docs/hostile/{name}" not in told]
    assert not (root / "site").exists()
    assert not (root / "receipt.json").exists()


PIECES = st.sampled_from(
    ["---\n", "a: b\n", "<", ">", "<p ", "<!--", "-->", "&#48;", "&", "\\u0030", "\\", "[", "](", "]", "{: ", "}", "`", "*", "|", "\r", "\n", "\n> ",
     "\0", "\ufeff", "\u202e", "\u0301", "0", "٠", "@", " at ", " dot ", "oh ", "double ", '"', "'", "data:;base64,", "//", "<svg>", "</a>", "%40", ","]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
ENDINGS = sorted(READERS) + [f"/{name}" for name in NAMES]


def read_every_way(name: str, data: bytes) -> list[Document]:
    """Read a file, and make each of its readings; return nothing where it is refused."""
    try:
        documents = read(Source(name, name, Surface.WRITTEN, data))
    except UnreadableError:
        return []
    for document in documents:
        for kind in ("plain", "spelled", "addresses", "written"):
            reading = document.readings[kind]
            begin, end = reading.source(0, len(reading.text))
            assert 0 <= begin <= end <= len(document.text)
    return documents


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=TEXTS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_no_text_makes_a_reader_fail(ending: str, text: str) -> None:
    """Whatever it is, it is read or refused, and every offset lies inside it."""
    read_every_way(f"docs/a{ending}", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.binary(max_size=60))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_no_bytes_make_a_reader_fail(ending: str, data: bytes) -> None:
    """So with bytes, also after those that a file of its kind begins with."""
    read_every_way(f"docs/a{ending}", data)
    read_every_way(f"docs/a{ending}", b"%PDF-1.7\n" + data)
    read_every_way(f"docs/a{ending}", b"\x89PNG\r\n\x1a\n" + data)


@given(
    value=st.recursive(
        st.none() | st.integers() | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=9
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_no_json_makes_a_reader_fail(value: object) -> None:
    """Nor a search index of another form."""
    data = json.dumps(value).encode()
    read_every_way("docs/a.json", data)
    for body in (data, json.dumps({"docs": [value]}).encode()):
        try:
            read_search_index(Source("site/search/search_index.json", "", Surface.BUILT, body))
        except UnreadableError:
            continue


@pytest.mark.parametrize(
    ("text", "reason"), [("<p title='x>y", "not closed"), ("<p a='1' A='x@y'>z", "gives an attribute twice")]
)
def test_html_that_a_browser_drops_a_part_of_is_refused(text: str, reason: str) -> None:
    """What it drops is published all the same, and nobody could judge it."""
    with pytest.raises(UnreadableError, match=reason):
        read(Source("docs/a.html", "a.html", Surface.WRITTEN, text.encode()))


@pytest.mark.parametrize("end", ["\n- two of us", ". Two of us"])
def test_a_number_in_words_ends_with_its_sentence(end: str) -> None:
    """The number that the next one begins with does not make it too long."""
    assert [f.area for f in findings(f"Ring oh seven seven double oh nine double oh one two three{end}")] == [
        "personal"
    ]


def test_the_file_inside_a_compressed_one_is_found_under_the_name_that_is_published() -> None:
    """So that the clerk can find it."""
    data = gzip.compress(b"Tea")
    assert [d.path for d in read(Source("docs/a.txt.gz", "a.txt.gz", Surface.WRITTEN, data))] == ["docs/a.txt.gz"]


def test_a_photograph_in_base64_says_nothing() -> None:
    """Its letters are no words, so only its kind is read."""
    address = "data:image/png;base64,MDc3MDAgOTAwMTIz"
    assert documents(f"![The green]({address})")[0].addresses.text == "data:image/png;base64\n"
