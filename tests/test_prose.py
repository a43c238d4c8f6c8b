"""The small models: what is cut into sentences, what is judged, how well, how fast, and always alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

import pytest

from policy_checks.checks import commercial_prose, conduct_prose, personal_private, political_prose
from policy_checks.checks.commercial_advert import find_adverts
from policy_checks.checks.commercial_discount import find_discounts
from policy_checks.checks.commercial_structure import find_paid_links
from policy_checks.checks.political_campaign import find_campaigning
from policy_checks.checks.political_imprint import find_imprints
from policy_checks.conduct import find_profanity, find_slur
from policy_checks.links import find_links
from policy_checks.matching import Matcher, compile_checks
from policy_checks.model import Area, Level
from policy_checks.prose.features import SIZE as BUCKETS
from policy_checks.prose.features import families
from policy_checks.prose.judge import MOST, judge, likely
from policy_checks.prose.linear import AREAS, damping, measure, model_of, score
from policy_checks.prose.senses import LONGEST as PHRASE
from policy_checks.prose.senses import bases, classify, listed, phrases_from
from policy_checks.prose.words import LONGEST, sentences, words
from policy_checks.threats import find_threat
from tests.project import ROOT, findings, linear
from training import corpus

CHECKS = (conduct_prose.CHECK, commercial_prose.CHECK, political_prose.CHECK, personal_private.CHECK)
ATTACK = "The treasurer is a liar and a cheat and has been helping himself to the takings."
HARMLESS = "The Council met on Tuesday in the hall and thanked the band."
STOPS = frozenset({Level.REJECT, Level.HOLD})


def cut(text: str) -> list[str]:
    """Return the sentences that a text is cut into."""
    return [text[begin:end].strip() for begin, end, _ in sentences(text)[1]]


CUT = {
    "at a full stop": ("We met. We left.", ["We met.", "We left."]),
    "at a question and at a call": ("Why? Go! Now", ["Why?", "Go!", "Now"]),
    "after closing marks": ('He said "no." Then (he left.) *Ah.* End', ["He said \"no.\"", "Then (he left.)", "*Ah.*", "End"]),
    "at the end of a line": ("Bins\nTuesday", ["Bins", "Tuesday"]),
    "not after a title": ("Ask Mr. Orr or Cllr. Vane now.", ["Ask Mr. Orr or Cllr. Vane now."]),
    "not after an initial": ("A. B. Orr spoke. We left.", ["A. B. Orr spoke.", "We left."]),
    "not within a figure": ("It is 4.50 now", ["It is 4.50 now"]),
    "one word": ("Bins", ["Bins"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CUT.values(), ids=CUT.keys())
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    """At stops and line ends; not at abbreviations."""
    assert cut(text) == expected


def test_a_wall_of_words_is_cut_and_judged() -> None:
    """Nothing hides in a sentence that never ends."""
    text = "word " * LONGEST * 3 + ATTACK
    assert max(len(said) for _, _, said in sentences(text)[1]) == LONGEST
    assert "".join(text[begin:end] for begin, end, _ in sentences(text)[1]) == text
    assert judge(text, "conduct")


def test_words_are_the_same_whatever_their_accents() -> None:
    """Accents and curly quotation marks are folded; figures are alike; signs come after the words."""
    raw = sentences("Caf\u00e9 Orr\u2019s 42 and 17?")[0]
    assert words(raw) == [b"Cafe", b"Orr's", b"00", b"and", b"00", b"?"]


def test_a_word_is_known_by_its_sense_however_it_is_inflected() -> None:
    """Endings are taken off where a class says so; a phrase is known at each of its words."""
    assert {b"steal", b"grab", b"carry"} <= {*bases(b"steals"), *bases(b"grabbing"), *bases(b"carried")}
    assert classify([b"stealing"]) == classify([b"steal"]) != [()]
    own, phrase = classify([b"funny", b"how"]), classify([b"funny", b"that"])
    assert set(own[0]) & set(own[1])
    assert set(phrase[0]) & set(phrase[1])


def test_features_are_of_the_sentence_and_of_those_beside_it() -> None:
    """Families by name; what stands beside counts apart."""
    alone, beside = families([b"He", b"lied"], (), ()), families([b"He", b"lied"], [b"Thieves"], [b"Mr", b"Orr"])
    assert alone["p"] == beside["p"] == [b"he lied"]
    assert alone["n"] == alone["r"] == []
    assert beside["n"] == [b"thieves", b"mr", b"orr"]
    assert {each[-1:] for each in beside["r"]} == {b"<", b">"}


def test_measures_and_scores_are_whole_numbers() -> None:
    """From end to end: no machine rounds them another way."""
    measured = measure([b"He", b"lied"], (), ())
    assert all(0 <= bucket < BUCKETS for buckets, _ in measured for bucket in buckets)
    assert all(type(damped) is int for _, damped in measured)
    assert type(score(model_of("conduct"), measured)) is int
    assert [damping(count, 0) for count in (1, 4, 16)] == [1 << 16, 1 << 15, 1 << 14]


def test_most_sentences_are_never_measured() -> None:
    """Their words alone make a breach too unlikely."""
    text = "\n".join([HARMLESS] * 20 + [ATTACK])
    assert {20} <= set(likely(text)["conduct"]) < set(range(21))


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
    assert {text[start:end] for start, end in found.words} <= {
        "treasurer",
        "liar",
        "cheat",
        "helping",
        "himself",
        "takings",
    }


def test_a_finding_holds_and_carries_its_words_as_parts() -> None:
    """A model may hold, and never reject."""
    (found,) = findings(f"{HARMLESS} {ATTACK}", checks=[conduct_prose.CHECK])
    assert found.level is Level.HOLD
    assert found.parts
    assert {check.level for check in CHECKS} == {Level.HOLD}


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


FINDERS: tuple[Callable[[str], Iterable[tuple[int, int]]], ...] = (
    find_profanity, find_slur, find_threat, find_adverts, find_discounts, find_campaigning, find_imprints, find_links, find_paid_links,
    partial(find_campaigning, election_period=True),
)  # fmt: skip


def seconds(text: str) -> float:
    """Return how long the three models and every rule take over a text, what they share read once."""
    begun = time.process_time()
    marked = [place for find in FINDERS for place in find(text)]
    marked += [place for area in AREAS for place in judged_places(text, area)]
    assert all(0 <= start < end <= len(text) for start, end in marked)
    return time.process_time() - begun


def judged_places(text: str, area: str) -> list[tuple[int, int]]:
    """Return the places that a model marks in a text."""
    return [(found.start, found.end) for found in judge(text, area)]


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_megabyte_is_judged_in_linear_time(piece: str) -> None:
    """Nothing is raised, and four times the text takes about four times as long."""
    seconds(f"{HARMLESS} {ATTACK}")  # patterns and weights are made ready
    assert linear(lambda size: seconds(many(piece, size)), SIZE // 4, least=0.1)


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE.keys())
def test_strange_pages_are_read_to_their_end_without_false_certainty(piece: str) -> None:
    """The same texts as pages, shortened, by every check of the three areas: nothing is rejected."""
    assert all(found.level is not Level.REJECT for found in findings(many(piece, 20_000), checks=stopping().checks))


def test_half_a_character_is_no_word_and_no_fault() -> None:
    """A text that no file can hold is still judged."""
    assert [judge("\ud800 a " * 100, area) for area in AREAS] == [[]] * len(AREAS)


# Recall and false stops over the passages that no training reads, by everything that stops in the area.
FLOORS = {"conduct": (0.78, 0.88), "commercial": (0.86, 0.96), "political": (0.80, 1.0)}


@cache
def held_out() -> list[dict[str, Any]]:
    """Return the passages that are kept from training."""
    kept = corpus.held_out()
    return [item for _, item in corpus.lines(corpus.DEV) if item["id"] in kept]


@cache
def stopping() -> Matcher:
    """Return the compiled checks of the three areas."""
    from policy_checks.checks import CHECKS as EVERY

    return compile_checks([check for check in EVERY if check.area in FLOORS])


def stops(item: dict[str, Any], area: str) -> bool:
    """Say whether something of an area stops a passage."""
    checks = stopping().checks
    return any(f.level in STOPS and f.area == Area(area) for f in findings(item["text"], checks=checks))


@pytest.mark.parametrize("area", FLOORS)
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


def test_a_page_of_nothing_else_is_explained_for_its_first_sentences_only() -> None:
    """Each is held all the same; explaining them all would take longer than judging them."""
    dig = "Our vice-chair is a useless liar, and day {} of it is no better."
    text = "\n\n".join(dig.format(number) for number in range(100, 130))
    found = judge(text, "conduct")
    assert len(found) > MOST
    assert found[0].words
    assert not found[-1].words


def test_weights_are_the_same_numbers_whichever_byte_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are written the smaller byte first."""
    plain = model_of("conduct").weights
    monkeypatch.setattr("sys.byteorder", "big")
    swapped = model_of.__wrapped__("conduct").weights
    swapped.byteswap()
    assert swapped == plain


def test_senses_are_listed_once_and_a_phrase_is_found_by_its_first_two_words() -> None:
    """No class holds the same twice; nothing is empty; the lines after a class's name go on with it."""
    every = [each for found in listed().values() for each in found]
    assert len(every) == len(set(every)) > 20_000
    assert all(0 < len(item.split()) <= PHRASE for item, _ in every)
    parts = (b"couldn't", b"run", b"a", b"bath")
    assert parts in phrases_from(parts[0])[parts[1]]
    assert all(set(each) & set(classify(parts)[0]) for each in classify(parts))
