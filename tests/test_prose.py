"""The small models: what is cut into sentences, what is judged, how well, how fast, and always alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from policy_checks.checks import commercial_prose, conduct_prose, political_prose
from policy_checks.matching import Matcher, compile_checks
from policy_checks.model import Area, Level
from policy_checks.prose import linear, net
from policy_checks.prose.features import SENTENCE_WORDS, Sheet, fold, only, read, words_hash
from policy_checks.prose.judge import WEIGHTS, judge, model_of
from policy_checks.prose.model import load_lexicon, measured, scores
from tests.project import ROOT, findings
from training import corpus

AREAS = ("conduct", "commercial", "political")
CHECKS = (conduct_prose.CHECK, commercial_prose.CHECK, political_prose.CHECK)
ATTACK = "The treasurer is a liar and a cheat and has been helping himself to the takings."
HARMLESS = "The Council met on Tuesday in the hall and thanked the band."
STOPS = frozenset({Level.REJECT, Level.HOLD})


def sheet_of(text: str) -> Sheet:
    """Return a text cut into sentences and words."""
    sheet = read(text, load_lexicon(WEIGHTS))
    assert sheet is not None
    return sheet


def sentences(text: str) -> list[str]:
    """Return the sentences that a text is cut into."""
    sheet = sheet_of(text)
    return [text[begin:end] for begin, end in zip(sheet.begin.tolist(), sheet.end.tolist(), strict=True)]


CUT = {
    "at a full stop": ("We met. We left.", ["We met.", "We left."]),
    "at a question and at a call": ("Why? Go! Now", ["Why?", "Go!", "Now"]),
    "after closing marks": ('He said "no." Then (he left.) *Ah.* End', ["He said \"no.\"", "Then (he left.)", "Ah.*", "End"]),
    "at the end of a line": ("Bins\nTuesday", ["Bins", "Tuesday"]),
    "not after a title": ("Ask Mr. Orr or Cllr. Vane now.", ["Ask Mr. Orr or Cllr. Vane now."]),
    "not after an initial": ("A. B. Orr spoke. We left.", ["A. B. Orr spoke.", "We left."]),
    "not within a figure": ("It is 4.50 now", ["It is 4.50 now"]),
    "one word": ("Bins", ["Bins"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CUT.values(), ids=CUT.keys())
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    """At stops and line ends; not at abbreviations."""
    assert sentences(text) == expected


def test_a_wall_of_words_is_cut_so_that_nothing_hides_in_it() -> None:
    """A sentence of more than sixty words is judged by parts, each of them in full."""
    sheet = sheet_of("word " * 200)
    assert np.diff(np.append(sheet.first, sheet.word.size)).max() == SENTENCE_WORDS
    assert judge("word " * SENTENCE_WORDS * 3 + ATTACK, "conduct")


def test_words_are_the_same_whatever_their_accents_and_capitals() -> None:
    """Folding: small letters, plain apostrophes, and a mark for letters of other scripts."""
    assert words_hash(["CAF\u00c9", "Orr\u2019s"]) == words_hash(["cafe", "orr's"])
    assert len(set(words_hash(["\u0431\u0430\u043d\u044f", "orr", "orrs"]))) == 3
    assert len(fold("\U0001f600\u0431 a\ud800")) == 5


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("text", ["", " \n\n ", "\u2014 \u2026 .", "| --- |"])
def test_a_text_without_a_word_is_not_judged(area: str, text: str) -> None:
    """There is nothing to read."""
    assert judge(text, area) == []


def test_a_judgement_tells_where_and_why() -> None:
    """The sentence, how far above the bar, and at most four words of it that weighed most."""
    text = f"{HARMLESS} {ATTACK} {HARMLESS}"
    (found,) = judge(text, "conduct")
    assert text[found.start : found.end] == ATTACK
    assert found.score >= 0
    assert 0 < len(found.words) <= 4
    assert all(found.start <= start < end <= found.end for start, end in found.words)
    assert "treasurer" in {text[start:end] for start, end in found.words}


def test_a_finding_holds_and_carries_its_words_as_parts() -> None:
    """A model may hold, and never reject."""
    (found,) = findings(f"{HARMLESS} {ATTACK}", checks=[conduct_prose.CHECK])
    assert found.level is Level.HOLD
    assert found.parts
    assert {check.level for check in CHECKS} == {Level.HOLD}


def test_a_sentence_alone_measures_as_it_does_in_its_text() -> None:
    """What explains a judgement looks at the same words."""
    sheet = sheet_of(f"{HARMLESS} {ATTACK}")
    for at in (0, 1):
        alone = only(sheet, at)
        assert alone.word.tolist() == sheet.word[sheet.sentence == at].tolist()


def test_long_texts_are_judged_in_batches_with_the_same_result() -> None:
    """The net sees so many words at a time; where it is cut changes no score."""
    text = f"{HARMLESS}\n{ATTACK}\n" * 1_000
    found = {judgement.score for judgement in judge(text, "conduct")[1:-1]}
    assert len(text.split()) > net.BATCH
    assert len(found) == 1


def test_scores_are_whole_numbers_that_no_machine_rounds() -> None:
    """Integers from end to end, the floats within too small to round."""
    features = measured(f"{HARMLESS} {ATTACK}", WEIGHTS)
    assert features is not None
    model = model_of("conduct")
    assert scores(model, features).dtype == np.int64
    assert linear.scores(model.linear, features).dtype == np.int64


def mixed() -> str:
    """Return a text in which each area finds something."""
    return "\n".join(item["text"] for item in held_out()[::4])


def test_judging_is_deterministic() -> None:
    """Again, in another process with other hash seeds, and with other texts between: the same to the last figure."""
    text = mixed()
    first = [judge(text, area) for area in AREAS]
    assert all(first)
    judge(HARMLESS, "conduct")
    assert [judge(text, area) for area in AREAS] == first
    code = "import sys; from policy_checks.prose.judge import judge; text = sys.stdin.read()\n"
    code += f"print([judge(text, area) for area in {AREAS!r}])"
    for seed in ("1", "2"):
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            input=text.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            timeout=60,
        )
        assert done.stdout.decode().strip() == repr(first)


SIZE = 1_000_000  # bytes
STRANGE = {
    "one word without a space": "a",
    "a chain of words without a space": "liar,",
    "punctuation": ".!?,;:-",
    "full stops with spaces": ". ",
    "apostrophes": "a'",
    "emoji": "\U0001f600",
    "emoji with joiners": "\U0001f468\u200d\U0001f469 ",
    "right-to-left text": "\u05e9\u05dc\u05d5\u05dd \u202e\u0633\u0644\u0627\u0645\u202c. ",
    "Greek and Russian": "\u0393\u03b5\u03b9\u03b1 \u0441\u0432\u0435\u0442. ",
    "Chinese": "\u4f60\u597d\u3002",
    "one word a line": "a\n",
}


def many(piece: str, size: int) -> str:
    """Return a piece again and again, up to so many bytes."""
    return piece * (size // len(piece.encode()))


def seconds(text: str) -> float:
    """Return how long the three models take over a text, its reading shared between them."""
    begun = time.process_time()
    for area in AREAS:
        for found in judge(text, area):
            assert 0 <= found.start < found.end <= len(text)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_megabyte_is_judged_in_linear_time(piece: str) -> None:
    """Nothing is raised, and eight times the text takes about eight times as long: sixty-four would be square."""
    for area in AREAS:
        model_of(area)
    eighth = seconds(many(piece, SIZE // 8))
    assert seconds(many(piece, SIZE)) < max(24 * eighth, 1.5)


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE.keys())
def test_the_checks_of_prose_read_strange_pages(piece: str) -> None:
    """The same texts as pages, shortened: judged to the end, through the gate."""
    assert all(found.level is Level.HOLD for found in findings(many(piece, 20_000), checks=CHECKS))


def test_half_a_character_is_no_word_and_no_fault() -> None:
    """A text that no file can hold is still judged."""
    assert [judge("\ud800 a " * 100, area) for area in AREAS] == [[], [], []]


# Recall and false stops over the passages that no training reads, by everything that stops in the area.
FLOORS = {"conduct": (0.71, 0.87), "commercial": (0.83, 1.0), "political": (0.90, 1.0)}


@cache
def held_out() -> list[dict[str, Any]]:
    """Return the passages that are kept from training."""
    kept = corpus.held_out()
    return [item for _, item in corpus.lines(corpus.DEV) if item["id"] in kept]


@cache
def stopping() -> Matcher:
    """Return the compiled checks of the three areas."""
    from policy_checks.checks import CHECKS as EVERY

    return compile_checks([check for check in EVERY if check.area in AREAS])


def stops(item: dict[str, Any], area: str) -> bool:
    """Say whether something of an area stops a passage."""
    checks = stopping().checks
    return any(f.level in STOPS and f.area == Area(area) for f in findings(item["text"], checks=checks))


@pytest.mark.parametrize("area", AREAS)
def test_marks_on_passages_kept_from_training_do_not_fall(area: str) -> None:
    """Recall, and the share of lawful passages that pass: the floors are what was measured, rounded down."""
    own = [item for item in held_out() if item["area"] == area]
    breaches = [stops(item, area) for item in own if item["label"] == "stop"]
    lawful = [stops(item, area) for item in own if item["label"] == "pass"]
    recall, passed = FLOORS[area]
    assert sum(breaches) / len(breaches) >= recall
    assert 1 - sum(lawful) / len(lawful) >= passed


def test_training_refuses_the_passages_that_are_held_out() -> None:
    """No area learns from one, and each is there to be marked by."""
    kept = corpus.held_out()
    assert len(kept) == len({item["id"] for item in held_out()}) > 400
    for area in AREAS:
        learnt = {each.name for each in corpus.labelled(area) if each.dev}
        assert learnt
        assert not learnt & kept
        assert {each.name for each in corpus.labelled(area, held=True)} <= kept


def copies() -> Iterator[tuple[str, str]]:
    """Yield each passage that may be learnt from: its id and its words."""
    for folder in (corpus.DEV, corpus.OWN):
        for _, item in corpus.lines(folder):
            if folder == corpus.OWN or item["id"] not in corpus.held_out():
                yield item["id"], item["text"]


def test_no_held_out_passage_is_learnt_under_another_name() -> None:
    """Its very words are in no passage that training reads."""
    kept = {item["text"].strip() for item in held_out()}
    assert [name for name, text in copies() if text.strip() in kept] == []
