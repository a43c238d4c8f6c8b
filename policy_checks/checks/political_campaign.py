"""Campaigning in prose: for or against a party, a candidate or a side of a referendum. Holds.

Party words, results, notices, minutes and neutral information pass. Between the notice of election
and the poll ``election_period`` asks for less: a party or a candidate with a good word is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from policy_checks.context import hits
from policy_checks.cues import Cues, compile_cues, read_families, weighty
from policy_checks.flow import alternatives, read_list
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.prose.judge import likely
from policy_checks.prose.words import sentences

PAPERS = ("agenda", "minutes")  # record what was done, whoever stands
ENOUGH = 3
ENOUGH_BEFORE_A_POLL = 2

_LOCAL = (
    r"(?-i:\b(?:[A-Z][a-z]+\s+(?:First|Together|Residents'?|Independents'?|Alliance|Forward)\b"
    r"|(?:[A-Z][a-z]+\s+)?Residents'?\s+(?:Alliance|Association|Group|Party|list|slate)))"
)
_SLATE = (  # a local group that stands for election, as Churches Together does not
    r"(?-i:\b(?:[A-Z][a-z]+\s+(?:First|Together|Independents'?|Alliance|Forward)(?:'s)?\s+(?:\S+\s+)?"
    r"(?:slate|list|candidates?|team|launch|petition|campaign|ticket)|Residents'?\s+(?:Alliance|Party"
    r"|[Ll]ist|slate|candidates?)))\b|\b(?-i:[A-Z][a-z]+\s+Independents)\b"
)
_PARTIES = read_list("parties.txt")
_AMBIGUOUS = read_list("parties_ambiguous.txt")
WORDS = {
    "AMBIGUOUS": r"(?-i:\b" + alternatives(_AMBIGUOUS) + r"\b)",
    "ANYPARTY": r"(?-i:\b" + alternatives(_PARTIES + _AMBIGUOUS) + r"\b)",
    "PARTY": r"(?-i:\b" + alternatives(_PARTIES) + r"\b)",
    "LOCAL": _LOCAL,
    "SLATE": _SLATE,
    "SLOGAN": r"\b" + alternatives(read_list("slogans.txt")) + r"\b",
    "CAP": r"(?-i:[A-Z][\w'-]+)",
}


@cache
def _cues() -> Cues:
    """Return the cues, made when first asked for."""
    return compile_cues(read_families("political_cues.txt"), WORDS)


@cache
def _period_cues() -> Cues:
    """Return the cues for the weeks before a poll, made when first asked for."""
    more = read_families("political_period_cues.txt")
    return compile_cues(read_families("political_cues.txt") | more, WORDS)


def find_campaigning(text: str, *, election_period: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the sentences that campaign; stricter between the notice of election and the poll."""
    if election_period:
        return weighty(_period_cues(), text, ENOUGH_BEFORE_A_POLL, range(len(sentences(text)[1])))
    return weighty(_cues(), text, ENOUGH, likely(text)["political"])


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield what campaigns; publicity dated between the notice of an election and its poll is judged more strictly."""
    day = document.settings.get("date")
    near = isinstance(day, date) and any(notice <= day <= poll for notice, poll in policy.elections)
    publicity = document.settings.get("kind") not in PAPERS
    yield from hits(document.plain, partial(find_campaigning, election_period=near and publicity))


CHECK = Check(
    id="political-campaign",
    area=Area.POLITICAL,
    clause="C11",
    level=Level.HOLD,
    message="This reads like campaigning for or against a party, a candidate or a side.",
    remedy="Take it out, or tell the fact alone: who stands, when the poll is, what was decided.",
    why="Section 2 of the Local Government Act 1986 bars a council from publishing what seems designed to affect support for a party. Notices, results and minutes pass.",
    find=find,
    on=("plain",),
    fails=(
        "The hall opens at seven. ⟦Vote Labour on 1 May and save our buses.⟧",
        "Bins go out on Tuesday. ⟦Only the Conservatives will protect the green belt.⟧",
        "⟦The Lib Dems have wasted your money for twelve years.⟧ Bring a chair.",
        "⟦Our Reform councillor is a champion for farmers.⟧",
        "⟦Join the Green Party today, membership is £5.⟧",
        "The poll is on 12 June. ⟦Your council urges every elector to vote Yes.⟧",
    ),
    passes=(
        "Labour held the Saltmere division with a majority of 58.",
        "Vote for your favourite scarecrow at the fete.",
        "Cllr Moyle (Lib Dem) gave the county report; council tax would rise by 4.99%.",
        "The estimate is £3,100: £1,250 materials and £1,850 labour.",
        "All five candidates have been invited to the hustings on Tuesday.",
        "The council resolved to tell the Government that it opposes the new method.",
    ),
)
