"""What is said of a candidate to the model: what its words are, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from policy_checks.context import has, header, table_head
from policy_checks.data import words
from policy_checks.names import lexicon, patterns
from policy_checks.names.around import Context, groups
from policy_checks.names.candidates import Candidate
from policy_checks.names.model import Description
from policy_checks.names.public import BOTH, heard, vetoes

PLACE_ENDS = tuple(sorted(words("names_place_ends")))
FOREIGN_ENDS = tuple(sorted(words("names_foreign_ends")))
CLANS = ("mc", "mac", "o'", "fitz", "d'", "ó", "ní", "nic")
RANKS = words("names_ranks")
TITLES = {"mr": "m", "mrs": "m", "ms": "m", "miss": "m", "mx": "m", "master": "m", "dr": "d", "prof": "d"}
PRIVATE = r"(?i)\b(?:name|holder|warden|deputy|tenant|hirer|contact|volunteer|driver|winner|organi[sz]er|applicant|objector|speaker|from|who|steward|leader|secretary|treasurer|reader|helper|raised by|first|last|surname|forename|sender|deceased|grantee|owner|person|raiser|lead|visit|artist|pupil|player|marshal|runner|rota|key|donor|entrant|exhibitor|staff|employee|officer)"
COUNCIL = r"(?i)\b(?:councillors?|cllrs?|members?|proposers?|seconders?|proposed by|seconded by)\b"
PUBLIC = r"(?i)\b(?:regiment|rank|school|street|road|site|supplier|payee|firm|company|date of death|unit|council|title|book|film|variety|species|hymn|station)\b"
CLOSE = {"'": "'", '"': '"', "‘": "’", "“": "”"}
OPEN = tuple(CLOSE)
MARKS = " |-*#0123456789.)•–>_"


@lru_cache(maxsize=1 << 12)
def shape(each: Candidate) -> tuple[str, tuple[str, ...]]:
    """Return the sort of a candidate, by which its surroundings count, and what its words say."""
    kinds = "".join(word.kind for word in each.words if word.text[0].isupper())
    title = TITLES.get(each.title, "k" if each.title in RANKS else "o") if each.title else ""
    sort = f"t{title}" if title else f"1{kinds}" if len(kinds) == 1 else kinds[0] + kinds[-1]
    last = each.words[-1]
    text = " ".join(word.text for word in each.words)
    said = [f"sort:{sort}", f"kinds:{title}{kinds[:4]}", f"first:{kinds[0]}", f"last:{kinds[-1]}", f"n:{len(kinds)}"]
    said += [f"heard {where}" for where, word in (("first", each.words[0]), ("last", last)) if word.key in heard()]
    said += [f"mid:{kind}" for kind in kinds[1:-1]]
    marks = (
        ("caps", text.isupper() and len(text) > 3),
        (
            "caps first",
            len(kinds) == 2
            and each.words[0].text.isupper()
            and len(each.words[0].text) > 2
            and not last.text.isupper(),
        ),
        ("hyphen", "-" in text),
        ("accent", not text.isascii()),
        ("particle", len(kinds) < len(each.words)),
        ("both", len(kinds) > 1 and last.key in BOTH),
        ("tail", last.key in vetoes("tail")),
        ("clan", any(word.key.startswith(CLANS) and word.kind in "us" for word in each.words)),
        ("foreign", last.kind in "us" and last.key.endswith(FOREIGN_ENDS)),
        ("place-like", any(word.kind in "usbp" and word.key.endswith(PLACE_ENDS) for word in each.words)),
        (
            "family",
            last.key.endswith("s") and lexicon.kind(last.key[:-1].rpartition("-")[2]) in "sbq" and last.kind in "uws",
        ),
        ("stripped", each.stripped),
        ("possessive", lexicon.possessive(last.text) > 0),
        ("short", len(text) < 4),
    )
    said += [name for name, holds in marks if holds]
    return sort, tuple(said)


def describe(each: Candidate, at: int, context: Context, others: Iterable[str]) -> Description:
    """Return what is said of a candidate in the run that starts at ``at``; ``others`` is said of it already."""
    sort, said = shape(each)
    begin, end = at + each.begin, at + each.end
    before, after = context.beside(begin, end)
    left = [*map(_said, before), "^", "^", "^"]
    right = [*map(_said, after), "$", "$", "$"]
    (one, two), (three, four) = map(_group, left[:2]), map(_group, right[:2])
    family = ("the family",) if one == "det" and left[0] == "the" and "family" in said else ()
    beside = (f"l:{one}", f"r:{three}", f"ll:{two} {one}", f"rr:{three} {four}", f"lr:{one} {three}")
    literal = (
        f"l={left[0]}",
        f"r={right[0]}",
        f"l2={left[1]}",
        f"r2={right[1]}",
        f"ll={left[1]} {left[0]}",
        f"rr={right[0]} {right[1]}",
    )
    found = (*beside, *others, *family, *_line(context, begin, end), *context.block(begin).topics)
    return Description(sort, said, found, literal)


def _said(token: str) -> str:
    """Return a token as the model has it: words in small letters, names by what they are, numbers as one."""
    if token[0].isdigit():
        return "#"
    if token[0] == "\n":
        return "¶"
    if token.islower() or not token[0].isalpha():
        return token
    word = token.casefold()
    return word if word in lexicon.common() and lexicon.kind(token) in "wx" else f"<{lexicon.kind(token)}>"


@lru_cache(maxsize=1 << 12)
def _group(token: str) -> str:
    """Return the group of a token: of words that often stand beside names, its own sign, or any other word."""
    return groups().get(token) or ("~" if token[0].isalpha() else token)


def sides(text: str, begin: int, end: int) -> list[str]:
    """Return the names of the patterns that stand right before and right after ``text[begin:end]``."""
    result = patterns.before().match(text[max(0, begin - 90) : begin]) + patterns.after().match(text[end : end + 80])
    return [*result, "quoted"] if _is_quoted(text[max(0, begin - 40) : begin], text[end : end + 40]) else result


def _is_quoted(ahead: str, behind: str) -> bool:
    """Say whether a name stands in quotation marks that open and close on either side of it, near by."""
    opened = max(ahead.rfind(mark) for mark in OPEN)
    if (
        opened < 0
        or "\n" in ahead[opened:]
        or (opened and ahead[opened - 1].isalnum())
        or ahead[opened + 1 : opened + 2] == " "
    ):
        return False
    close = CLOSE[ahead[opened]]
    closed = behind.find(close)
    return closed >= 0 and "\n" not in behind[:closed] and not behind[closed + 1 : closed + 2].isalnum()


def _line(context: Context, begin: int, end: int) -> list[str]:
    """Return how a candidate stands on its line, and in which column."""
    ahead, behind = context.line(begin, end)
    first, last = not ahead.strip(MARKS), not behind.strip(" |.,")
    result = ["line:all" if first and last else "line:first" if first else "line:last" if last else "line:in"]
    if "|" in ahead or "|" in behind:
        column = header(context.text, begin)
        result.append(
            "col:council"
            if has(COUNCIL, column)
            else "col:name"
            if has(PRIVATE, column)
            else "col:public"
            if has(PUBLIC, column)
            else "col"
        )
        result += ["table:public"] if has(PUBLIC, table_head(context.text, begin)) else []
        result += ["cell"] if ahead.rstrip().endswith("|") and behind.lstrip().startswith("|") else []
    return result
