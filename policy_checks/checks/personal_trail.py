"""Pasted e-mail trails and lists of recipients (RFC 5322 header fields as mail programs print them)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.checks.personal_email import is_role
from policy_checks.context import has, hits, scan, without
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

TRIGGER = r"(?i)\bfrom:|\bsent:|\bsent from my |\b(?:re|fwd?)\s?:\s?(?:re|fwd?)\s?:|\bwrote:|original message|forwarded message|@[^\n]{1,80}@[^\n]{1,80}@"
FIELD = r"(?im)^[>\s|*-]*(?:(?:from|sent|to|cc|bcc|date|subject|reply-to|received)\s?:[^\n]*(?:\n|$)[>\s|*-]*){2,}"
ONE_LINE = r"(?i)\bfrom:[^\n]{1,120}\b(?:sent|date):[^\n]{1,80}\bto:[^\n]{1,120}|\bsent:[^\n]{1,80}\bto:[^\n]{1,80}\bsubject:[^\n]{1,40}"
WROTE = r"(?im)^[>\s]*on [^\n]{4,60}[^\n]{0,60}\bwrote:"
MARK = r"(?i)-{2,}\s?(?:original|forwarded) (?:message|email|e-mail)\s?-{0,}|begin forwarded message:|\bsent from my (?:iphone|ipad|galaxy|samsung|android|huawei|phone|mobile|tablet)\b"
ANSWERED = (
    r"(?im)^[>\s]*(?:subject\s?:\s?)?(?:re|fwd?)\s?:\s?(?:(?:re|fwd?)\s?:\s?)+[^\n]{0,60}"  # "RE: RE: your letter"
)
# A body that wrote, or to which and from which a circular goes.
BODY = r"(?i)\bon [^\n]{4,30} (?:the|our) (?:[\pL'’]+ ){0,4}(?:team|council|county|district|department|company|office|agency|police|trust|school|surgery)\b[^\n@<]{0,20}wrote:"
PARTY = r"(?im)^[>\s|*-]*(?:from|to|cc|bcc|reply-to)\s?:[*_ ]*([^\n]*)"
ADDRESSEES = r"(?i)\b(?:the|all|our|parish|town|council|office|clerk|deputy|members|councillors|cllrs|residents|parishioners|committee|groups|staff|and)\b|[^\pL]"
ROW = r"(?i)((?:[\pL\pN\"' ._-]{0,40}<)?[\pL\pN._%+'-]+@[\pL\pN.-]+\.[a-z]{2,24}>?(?:\s?[;,]\s?|\s)){2,}(?:[\pL\pN\"' ._-]{0,40}<)?[\pL\pN._%+'-]+@[\pL\pN.-]+\.[a-z]{2,24}"
EACH = r"(?i)([\pL\pN._%+'-]+)@([\pL\pN.-]+\.[a-z]{2,24})"


def find_trails(text: str) -> Iterator[tuple[int, int]]:
    """Yield mail headers, "On … wrote:", forwarding marks, and three or more addresses in a row."""
    if not has(TRIGGER, text):
        return
    yield from _headers(text)
    for pattern in (ONE_LINE, WROTE, MARK, ANSWERED):
        for found in scan(pattern, text):
            if not has(rf"\b1[5-8][0-9]{{2}}\b|{BODY}", text[found.start : found.end]):  # no letter of long ago
                yield found.start, found.end
    for found in scan(ROW, text):
        each = list(scan(EACH, text[found.start : found.end]))
        if not all(is_role(*(group.casefold() for group in one.groups)) for one in each):
            yield found.start, found.end


def _headers(text: str) -> Iterator[tuple[int, int]]:
    """Yield blocks of mail headers: not a memo between offices, nor times of opening."""
    for found in scan(FIELD, text):
        block = text[found.start : found.end]
        sent = has(r"(?im)@|^[>\s|*-]*sent\s?:", block)
        if not sent and has(r"(?im)^[>\s|*-]*from\s?:[*_ ]{0,4}(?:the|your|our|[0-9])\b", block):
            continue
        if _is_circular(block):
            continue
        if has(r"(?im)^[>\s|*-]*from\s?:", block) and has(r"(?im)^[>\s|*-]*(?:sent|to|subject)\s?:", block):
            yield found.start, found.start + len(block.rstrip())


def _is_circular(block: str) -> bool:
    """Say whether headers are of a message from an office to all: no person, no private mailbox, and no answer to another."""
    parties = [found.groups[0].casefold() for found in scan(PARTY, block)]
    private = any(not is_role(*each.groups) for party in parties for each in scan(EACH, party))
    named = any(without(ADDRESSEES, without(EACH, party)).strip() for party in parties)
    answer = has(r"(?im)subject\s?:[*_ ]*(?:re|fwd?)\s?:", block)
    return any("@" in party for party in parties) and not private and not named and not answer


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_trails` finds in the words that are read."""
    yield from hits(document.plain, find_trails)


CHECK = Check(
    id="personal-trail",
    area=Area.PERSONAL,
    clause="C50",
    level=Level.REJECT,
    message="This looks like pasted e-mail: its headings, or a list of who received it.",
    remedy="Take the trail out, and write what matters in a sentence.",
    why="A pasted e-mail carries names, addresses and words that were meant for its readers alone.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "⟦From: Jo Tapley\nSent: 4 February\nTo: the Clerk\nSubject: drains⟧\nIt is up again.",
        "⟦On Tue 4 Feb, Jo Tapley wrote:⟧\n> the smell",
        "⟦-----Original Message-----⟧\nPlease see below.",
        "To all: ⟦jo@mail.example; mo@mail.example; flo@mail.example⟧",
        "⟦Begin forwarded message:⟧ as promised.",
        "Grit bin moved. ⟦Sent from my iPhone⟧",
        "⟦FW: RE: the fence⟧\nPlease say nothing yet.",
        "⟦Sent: 11 June 07:52 To: all members Cc: solicitor Subject: FW: the lease⟧",
    ),
    passes=(
        "From: Monday 4 March. To: Friday 8 March.",
        "A resident wrote: the bin is full.",
        "Write to clerk@oxley-pc.example, planning@oxley-pc.example, or hall@oxley-pc.example",
        "Subject: Co-option\nFrom: clerk@oxley-pc.example\nTo: all members\nForms are wanted by noon.",
        "> On 9 June the county's lighting team wrote:\n> column 14 will be replaced.",
        "RE: noise. Complaints go to the district.",
        "Subject: drains. The water company has been told.",
        "On Tuesday the Clerk wrote to the county.",
    ),
)
