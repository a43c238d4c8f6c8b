"""Confidentiality markers with content, and what was said in private session (clause C47).

A resolution to exclude the public (Public Bodies (Admission to Meetings) Act 1960, s. 1(2)) is itself public.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import has, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

TRIGGER = (
    r"(?i)confidential|not for publication|not for circulation|do not (?:circulate|publish|share|forward)|pink paper|exempt|"
    r"private (?:session|and)|without prejudice|embargo|in confidence|restricted|members'? eyes|off the record|closed session|in camera|"
    r"eyes only|under wraps|not for the (?:website|web)|kept secret|public (?:had )?(?:excluded|left)|not yet told|closed (?:bit|part)"
)
MARKER = (
    r"(?m)^[\s>#*|\[(!-]{0,12}((?:STRICTLY |PRIVATE (?:AND|&) |MEMBERS ONLY[ ,–-]+)?CONFIDENTIAL(?: [–-].{0,60}|:.{0,60})?|PRIVATE (?:AND|&) CONFIDENTIAL|"
    r"RESTRICTED|(?:STRICTLY )?NOT FOR PUBLICATION|NOT FOR CIRCULATION|DO NOT (?:CIRCULATE|PUBLISH|SHARE|FORWARD)[^\n]{0,40}|EXEMPT (?:ITEM|REPORT|MINUTES?|INFORMATION)|"
    r"P(?i:ART) (?:2|II|B|TWO|Two) ?[–:(-]? ?(?i:CONFIDENTIAL|EXEMPT|PRIVATE)\b|OFFICIAL[ -]SENSITIVE|UNDER EMBARGO|EMBARGOED[^\n]{0,40})"
)
SAID = (
    r"(?i)((?:strictly|private and|highly) confidential\b[^\n]{0,20}|(?:strictly )?not for (?:publication|circulation|release|the (?:public|website|web))\b|"
    r"\beyes only\b|\bunder wraps\b|\bkept secret\b|\bnot yet told\b|\bexempt minutes?\b|\b(?:last night's|the) closed (?:bit|part)\b|"
    r"\b(?:after|once) the public had left\b[^\n]{0,40}\b(?:thought|told|agreed|said|heard)\b|\bpublic excluded\)?[.:*_]{0,4} [^\n]{0,60}\b(?:agreed|told|thought|heard|(?:would|will) go)\b|"
    r"\bcounsel advises\b|\bnot a penny more; the agent\b|\bhand (?:this|the) (?:sheet|paper|report) back\b|"
    r"\bdo not (?:circulate|publish|share|forward)(?: (?:this|outside|beyond|further|to))[^.\n]{0,30}|for (?:members|councillors)['’]? eyes only|\bpink papers?\b|"
    r"\boff the record\b|\bwithout prejudice\b|\bin strict(?:est)? confidence\b|\bembargoed (?:until|till)\b|"
    r"\bconfidential (?:minutes?|notes?|report|annex|appendix|briefing|paper|memo|session (?:minutes?|notes?)|part of the (?:minutes|meeting)) (?:of|on|from|for|says?|shows?|was|were|reads?|records?|:)|"
    r"\b(?:in|during|from) (?:the )?(?:private|closed|confidential) (?:session|part|business)[^.\n]{0,40}\b(?:members (?:were told|heard|agreed|learnt|felt|thought)|it was (?:said|revealed|reported|disclosed|agreed)|the (?:clerk|chairman|chair) (?:said|told|explained|reported|revealed))"
    r"|\b(?:told|said|given|shared|disclosed|told us|wrote) (?:to (?:us|me|the council|members) )?(?:this )?in (?:strict )?confidence\b)"
)
LAWFUL = (
    r"(?i)\b(?:exclu(?:de|ded|sion|ding)|1960|admission to meetings|resolved (?:under|to go|that)|temporarily withdraw|left the (?:room|meeting)|"
    r"nothing (?:is )?recorded|no (?:personal )?details|not (?:minuted|published|recorded)|are (?:kept|treated|held)|will be (?:kept|treated|held)|is (?:kept|treated)|"
    r"policy|must|shall|may be|should|marked|procedure|code of conduct|treated as|held by|remain confidential|in a (?:plain |sealed )?envelope|helpline|advice|service|free and confidential|support|tender|exempt from|if you|your)\b"
)


def find_confidential(text: str) -> Iterator[tuple[int, int]]:
    """Yield markers that a paper was not to be published, and reports of what was said in private."""
    if not has(TRIGGER, text):
        return
    for found in scan(MARKER, text):
        start = text.find(found.groups[0], found.start)
        if not has(LAWFUL, line(text, start, found.end)):
            yield start, found.end
    for found in scan(SAID, text):
        if not has(LAWFUL, line(text, found.start, found.end)):
            yield found.start, found.end


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_confidential` finds in the words that are read."""
    yield from hits(document.plain, find_confidential)


CHECK = Check(
    id="personal-confidential",
    area=Area.PERSONAL,
    clause="C47",
    level=Level.REJECT,
    message="This is marked as confidential, or tells what was said in private session.",
    remedy="Take it out. The resolution to exclude the public may be published; what followed may not.",
    why="Councillors may not share confidential information with anyone, and a page is read by everyone.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "⟦CONFIDENTIAL⟧\nThe grievance against the groundsman was upheld.",
        "⟦NOT FOR PUBLICATION⟧: rent offered by the tenant of the forge.",
        "⟦In private session it was agreed⟧ to pay him off with £900.",
        "The offer was made ⟦without prejudice⟧ and is £4,000.",
        "See the ⟦pink paper⟧ for what the family was told.",
    ),
    passes=(
        "RESOLVED that the public be excluded under the 1960 Act, the business being confidential.",
        "The confidential helpline is free and open all day.",
        "Staffing matters were taken in confidential session and nothing is recorded here.",
        "Confidential papers must not be shared with anyone.",
        "The woodland is restricted to walkers.",
    ),
)
