"""Host PINs and keys of video meetings, and what lets somebody into one that is closed. The joining details of a public meeting are public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import has, hits, line, scan, sentence
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

TRIGGER = r"(?i)\b(?:host|moderator|organi[sz]er|presenter|admin|chair(?:man|person)?'?s?|co-?host|claim|leader|pass ?code|password|access code|pin)\b|[?&]zak="
HOST = (
    r"(?i)\b((?:host|moderator|organi[sz]er|presenter|admin(?:istrator)?|chair(?:man|person)?'?s?|co-?host|leader)(?:'?s)?[ -]"
    r"(?:key|pin|pass ?code|code|password|log-?in|access code|id and (?:pin|password))(?: (?:is|was|for [^.\n:]{1,40}? is))?"
    r"\s?[:=|(,–-]?\s?[\"'“]?[A-Za-z0-9][A-Za-z0-9 !#*-]{2,14}[0-9#!][A-Za-z0-9!#*]{0,8})"
)
CLAIM = r"(?i)\b(?:claim host|become (?:the )?host|host the meeting|start the meeting)\b[^.\n]{0,40}?\b([0-9]{4,10}#?|[0-9](?: [0-9]){3,9})"
AS_HOST = r"(?i)\bas (?:the )?(?:host|moderator|organi[sz]er) (?:with|using|by) (?:the )?(?:key|pin|code|pass ?code|password) ([0-9]{4,10}#?)"
ENTRY = (
    r"(?i)\b(?:pass ?code|password|access code|pin)(?: is|:| ?\|)? ?[\"'“]?([a-z0-9#*!-]{0,12}[0-9][a-z0-9#*!-]{2,12})"
)
ONLINE = r"(?i)\b(?:zoom|teams|webex|skype|google meet|dial(?:ling)?[ -]?in|video|virtual|on-?line|meeting id|bridge|conference|join)\b"
# The meetings that the public is kept out of, and the words that let it in.
CLOSED = (
    r"(?i)\b(?:staffing|personnel|hr|employment|disciplin\w+|grievance|appeals?|interviews?|panel|closed|private|exempt|in camera|confidential|"
    r"part (?:2|ii|two|b)|members only|members['’] briefing|public excluded|excluding the public)\b"
)
OPEN = (
    r"(?i)\b(?:open (?:part|session|meeting)|public (?:part|session|meeting|question\w*|gallery|participation)|full council|members of the public|"
    r"residents|parishioners|everyone|everybody|anyone|anybody|all (?:are )?welcome)\b"
)
SHUT = "This lets anybody into a meeting that is closed to the public: its passcode or PIN."
LINK = r"(?i)(https?://[^\s)]{1,200}[?&](?:zak|host|hostkey|role=1)[^\s)]*)"


def find_video(text: str) -> Iterator[tuple[int, int]]:
    """Yield what lets somebody run a meeting, not what lets them join it."""
    if not has(TRIGGER, text):
        return
    for pattern in (HOST, CLAIM, AS_HOST, LINK):
        for found in scan(pattern, text):
            yield found.start, found.end


def find_entries(text: str) -> Iterator[tuple[int, int]]:
    """Yield what lets somebody join a meeting on line that is closed to the public."""
    if not has(TRIGGER, text):
        return
    for found in scan(ENTRY, text):
        around = line(text, found.start, found.end)
        if has(ONLINE, around) and has(CLOSED, around) and not has(OPEN, sentence(text, found.start, found.end)):
            yield found.start, found.end


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_video` finds in the words that are read, and in links."""
    yield from hits(document.plain, find_video)
    yield from hits(document.addresses, find_video)
    for each in hits(document.plain, find_entries):
        yield replace(each, message=SHUT)


CHECK = Check(
    id="personal-video",
    area=Area.PERSONAL,
    clause="C43",
    level=Level.REJECT,
    message="This lets anybody take over a video meeting: the host's key or PIN.",
    remedy="Take it out, and set a new one. The public joining details may stay.",
    why="Whoever has the host's key can run the meeting, and remove its members.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain", "addresses"),
    fails=(
        "⟦Host key: 440912⟧, should the Clerk be late.",
        "Zoom ⟦moderator PIN 7719#⟧ for the chairman.",
        "| ⟦Host PIN | 118204⟧ |",
        "To ⟦claim host in the meeting use 903311⟧.",
        "The ⟦presenter passcode is Parish-2025⟧.",
        "Zoom for the staffing panel: ID 884 2219 0038, ⟦passcode 118205⟧.",
        "Dial in with ⟦PIN 7719#⟧ for the closed part.",
    ),
    passes=(
        "Meeting ID 884 2219 0037, passcode 118204.",
        "Join the webinar with conference ID 441 907 266#.",
        "Full Council on Zoom: passcode 118206. The closed part has no public line.",
        "Staffing panel, Teams: the link is sent to its members.",
        "The Rotary Club will host 12 visitors in May.",
        "The host will let you in from 7.15 pm.",
        "The Chairman's code of conduct applies.",
    ),
)
