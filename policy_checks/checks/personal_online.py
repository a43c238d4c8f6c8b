"""Traces of somebody on line: a visitor's IP address, cookie and device identifiers, a person's handle."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from policy_checks.context import after, before, has, header, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names.lexicon import common

DOT = r"(?: ?[\[(] ?(?:\.|dot) ?[\])] ?|\.)"
IPV4 = rf"(?:^|[^0-9A-Za-z.])([0-9]{{1,3}}(?:{DOT}[0-9]{{1,3}}){{3}})(?:$|[^0-9A-Za-z.]|\.(?:$|[^0-9]))"
IPV6 = r"(?i)(?:^|[^0-9a-z:.])([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})"
MAC = r"(?i)\b([0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})\b"
IMEI = r"(?i)\bimei(?: (?:no|number|is|on the \w+))?\.?\s?[:=|]?\s?([0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{6}[ -]?[0-9])\b"
UUID = r"(?i)\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b"
COOKIE = (
    r"(?i)\b((?:_ga(?:_[a-z0-9]+)?|_gid|_fbp|_fbc|phpsessid|jsessionid|asp\.net_sessionid|sessionid|session_id|sid|"
    r"connect\.sid|uid|visitor_?id|client_?id|cid|deviceid|device_id|idfa|gaid|aaid|fbclid|gclid|msclkid|mc_eid|"
    r"__utma|_hjid|nid|datr|sess|session|token)\s?[=:]\s?[a-z0-9._%-]{8,})|\b(GA1\.[0-9]\.[0-9]+\.[0-9]+)|\b(fb\.[0-9]\.[0-9]+\.[0-9]+)"
)
CALLED = (
    r"(?i)\b(?:cookie|visitor|browser|device|advertising|client|session|tracking)[ -]?(?:id|identifier|number|cookie|string|value)s?"
    r"[^\n]{0,20}?[ :=]([0-9a-z][0-9a-z._-]{7,})"
)
VERSION = (
    r"(?i)(?:\b(?:version|v|ver|release[d]?|draft|build|package|updated?(?: to)?|upgraded?(?: to)?|firmware|edition|"
    r"section|sections|clause|paragraph|para|rule|policy|item|minute|appendix|software|adopted|revision|rev|wcag|to|"
    r"standing order|table|figure|ios|android|windows|plugin|template|schedule)[ .:]{0,2}(?:[0-9.]+ (?:to|and) )?)$"
)
IP_CUE = (
    r"(?i)\b(?:ip|ips|visitor|from|log|logs|blocked?|htaccess|address|hosting|host|traced?|server|submitted|posted|reader|"
    r"household|browser|user|login|session|request|attempts?|spam|get|router|sender|connection)\b"
)
HANDLE = r"(?:^|[^\w@/.])(@[A-Za-z0-9_][A-Za-z0-9_.]{2,29})\b"
PROFILE = (
    r"(?i)\b(?:(?:facebook|fb|instagram|tiktok|twitter|threads|youtube)\.[a-z]{2,8}|x\.com|linkedin\.com/in|"
    r"snapchat\.com/add|strava\.com/athletes)/(@?[a-z0-9_.-]{3,40})"
)
NAMED = (
    r"(?i)\b(?:insta(?:gram)?|ig|nextdoor|tripadvisor|twitter|tiktok|snapchat|snap|discord|reddit|xbox|psn|gamertag|steam|vinted|ebay|strava|"
    r"telegram|skype|threads|bluesky|mastodon|youtube|flickr|user ?name|user|screen ?name|handle|nickname|login|profile|"
    r"ravelry|etsy|linkedin|facebook|calling (?:him|her|them)sel(?:f|ves))\b(?: (?:name|account|user|handle|id|is|as|page|by|on|at|the|under|name of))*\s?[:=,(–-]?\s?[\"'“]?"
    r"([A-Za-z][A-Za-z0-9.-]*[0-9_][A-Za-z0-9_.-]*|@?[a-z]+(?:[_.][a-z0-9]+)+|[a-z]*(?-i:[A-Z][a-z]+){2,}[a-z]*)\b"
)
QUOTED = r"[\"'“‘(]([A-Za-z]+[A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+[0-9_]*|[A-Za-z]{3,}[0-9]{1,4})[\"'”’)]"
# One word of small letters that is none of English, after a place where people trade or play.
TRADED = r"(?i)\b(?:e-?bay|vinted|etsy|depop|psn|xbox|gamertag|steam|discord|snap(?:chat)?)\b(?: (?:name|user|id|is|as|seller))*\s?[:=,(–-]?\s?((?-i:[a-z]{8,24}))\b"
TAGGED = r"\b([A-Za-z][A-Za-z0-9_.]{1,30}#[0-9]{4})\b"
BESIDE = (
    r"\b([A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z0-9]+)+|[A-Za-z]{3,}[0-9]{2,}) on (?i:facebook|insta(?:gram)?|tiktok|discord|snap(?:chat)?|twitter|x|"
    r"telegram|nextdoor|strava|vinted|ebay|reddit|xbox|steam|threads|bluesky)\b"
)
REDDIT = r"(?:^|[\s(])(/?u/[A-Za-z0-9_-]{3,20})\b"
# Whom one is told to look up, by a name that no word has; and one that is said aloud.
SOUGHT = r"(?i)\b(?:add|follow|message|dm|friend|tag|challenge|invite) [\"'“]?([a-z]+[a-z0-9]*(?:[_.][a-z0-9]+)+)\b"
ALOUD = r"(?i)\b(?:as|is|called|at|under|name|handle|follow|add)[: ] ?([a-z0-9]+(?: dot [a-z0-9]+)? underscore [a-z0-9]+(?: (?:dot|underscore) [a-z0-9]+)*)\b"
LOOSE = r"\b(?:as|by|from|user|called|name|handle|is|account) [\"'“]?([A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+[0-9]{2,4})\b"
SOCIAL = (
    r"(?i)\b(?:facebook|instagram|insta|twitter|tiktok|reddit|youtube|social media|on-?line|posted|posts?|comment\w*|"
    r"screenshot|account|profile|user ?name|tweet\w*|troll\w*|follow|followers|group|page|whatsapp|nextdoor|screen name|"
    r"forum|reviewer|reviews?|tripadvisor|telegram|ebay|vinted|strava|discord|xbox|playstation|gamer\w*|blog|vlog|messag\w+|handle|streams?|dm)\b"
)
# A body's own account: its words in the handle.
BODY = [
    "council",
    "parish",
    "police",
    "fire",
    "ambulance",
    "hospital",
    "school",
    "academy",
    "church",
    "hall",
    "museum",
    "librar",
    "club",
    "society",
    "trust",
    "group",
    "county",
    "district",
    "gov",
    "uk",
    "pc",
    "tc",
    "cc",
    "news",
    "radio",
    "bbc",
    "nhs",
    "highways",
    "water",
    "rail",
    "trains",
    "buses",
    "team",
    "fc",
    "rfc",
    "cc",
    "official",
    "town",
    "village",
    "community",
    "volunteers",
    "scouts",
    "guides",
    "theatre",
    "festival",
    "flood",
    "environment",
    "agency",
    "neighbourhood",
    "watch",
    "ltd",
    "shop",
    "pub",
    "inn",
    "cafe",
    "farm",
    "gardens",
    "parks",
    "centre",
    "association",
    "charity",
    "clerk",
    "traffic",
    "travel",
    "weather",
    "help",
    "army",
    "rescue",
    "coastguard",
    "twinning",
    "harriers",
    "ferry",
    "reserve",
    "choir",
    "players",
    "singers",
    "runners",
    "rovers",
]
# A body that the account right after it is said to be of: "the arts centre's page, @…", "the athletics club, @…".
OWNER = (
    r"(?i)\b(?:centre|trust|club|society|association|schools?|nursery|reserve|museum|theatre|charity|service|band|choir|library|church|"
    r"gritters|recorder|company|festival|council|district|county|project|caf[eé]|gallery|farm|scheme|league|shop|pub|station)(?:['’]s?)?"
    r"(?:,? (?:own|new|social|media|public|class|page|account|feed|handle|channel|profile|is|are|on|at|as|instagram|facebook|twitter|x|tiktok|youtube))*"
    r"[ ,:(–-]{1,3}@?$"
)
# What a file or a host ends in; a handle may end in anything else.
ENDINGS = frozenset(
    {
        "md",
        "html",
        "htm",
        "pdf",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "svg",
        "docx",
        "doc",
        "xlsx",
        "csv",
        "txt",
        "js",
        "css",
        "php",
        "py",
        "yml",
    }
    | {
        "com",
        "org",
        "net",
        "uk",
        "gov",
        "example",
        "co",
        "info",
        "eu",
        "scot",
        "wales",
        "io",
        "zip",
        "mp4",
        "mp3",
        "webp",
        "json",
        "xml",
    }
)
TRIGGER = (
    r"(?i)[0-9] ?[\[(]? ?\.|:[0-9a-f]{0,4}:|[0-9a-f]{8}-[0-9a-f]{4}-|cookie|sess|_ga|\bsid|@|\bu/|insta|facebook|tiktok|"
    r"twitter|_|[0-9a-f]{2}-[0-9a-f]{2}-[0-9a-f]{2}-|snapchat|discord|xbox|screen|handle|profile|x\.com/|user|post(?:ed|s)|device|visitor|clid|imei|nextdoor|e-?bay|vinted|"
    r"\bpsn|gamertag|strava|linkedin|telegram|tripadvisor|youtube|etsy|ravelry|#[0-9]{4}\b|review|underscore|\b(?:add|follow|message|dm|friend|tag|challenge|invite) [a-z0-9]+\."
)


def find_online(text: str) -> Iterator[tuple[int, int]]:
    """Yield a visitor's addresses and identifiers, and handles of people."""
    if not has(TRIGGER, text):
        return
    for find in (_addresses, _identifiers, _handles):
        yield from find(text)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(IPV4, text):
        group = found.groups[0]
        start = text.find(group, found.start)
        if _is_ipv4(group) and _is_visitor(text, start, start + len(group), group):
            yield start, start + len(group)
    for found in scan(IPV6, text):
        group = found.groups[0]
        start = text.find(group, found.start)
        if is_ipv6(group):
            yield start, start + len(group)


def _is_ipv4(written: str) -> bool:
    octets = "".join(each if each.isdigit() else " " for each in written).split()
    return len(octets) == 4 and all(int(each) <= 255 for each in octets)


def _is_visitor(text: str, start: int, end: int, written: str) -> bool:
    """Say whether four numbers are an address: not called a version, and one is large or the sentence speaks of one."""
    near = before(text, start, 60)
    if has(r"(?i)\bip\b|\btrac(?:ed|ing) (?:it )?(?:back )?to\s$", near + header(text, start)):
        return True
    if has(VERSION, near) or has(r"(?i)\b(?:version|draft|release|firmware|edition|software|wcag)\b", near):
        return False
    octets = [int(each) for each in "".join(c if c.isdigit() else " " for c in written).split()]
    return max(octets) > 60 or has(IP_CUE, line(text, start, end))


def is_ipv6(written: str) -> bool:
    """Say whether a text is an IPv6 address (RFC 4291), and no time of day."""
    if not any(each.isdigit() for each in written) or written.count(":") < 2 or len(written) < 6:
        return False
    try:
        IPv6Address(written)
    except AddressValueError:
        return False
    return True


def _identifiers(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (COOKIE, CALLED, MAC, IMEI):
        for found in scan(pattern, text):
            group = next(filter(None, found.groups))
            if pattern != CALLED or any(map(str.isdigit, group)):
                start = text.find(group, found.start)
                yield start, start + len(group)
    for found in scan(UUID, text):
        around = line(text, found.start, found.end) + header(text, found.start)
        if has(
            r"(?i)\b(?:visitor|browser|device|cookie|user|respondent|client|session|resident|phone|tracking|advertising)\b",
            around,
        ):
            yield found.start, found.end


def _handles(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (HANDLE, PROFILE, NAMED, BESIDE, REDDIT, TAGGED, TRADED, SOUGHT, ALOUD, QUOTED, LOOSE):
        for found in scan(pattern, text):
            group = found.groups[0]
            start = text.find(group, found.start)
            around = before(text, start, 120) + after(text, start + len(group), 80)
            shown = pattern == PROFILE or _is_handle(text, start, group)
            owned = _of_body(group) or has(OWNER, before(text, start, 80))
            if shown and not owned and (pattern not in (ALOUD, QUOTED, LOOSE) or has(SOCIAL, around)):
                yield start, start + len(group)


def _is_handle(text: str, start: int, written: str) -> bool:
    """Say whether a word is a handle: no file, no e-mail address, no CSS rule, no page path."""
    end = start + len(written)
    bare = written.lstrip("@")
    if bare.casefold() in {
        "media",
        "import",
        "page",
        "pages",
        "groups",
        "group",
        "sharer",
        "share",
        "watch",
        "home",
        "example",
    }:
        return False
    return (
        bare.rpartition(".")[2].casefold() not in ENDINGS
        and not (bare.islower() and bare.isalpha() and bare in common())
        and text[end : end + 1] not in {"@", "/"}
        and not has(r"(?i)https?://\S*$", text[max(0, start - 60) : start])
    )


def _of_body(handle: str) -> bool:
    """Say whether a handle carries the words of a council, a service or a club."""
    folded = handle.casefold().lstrip("@").replace("u/", "")
    parts = "".join(each if each.isalpha() else " " for each in folded).split()
    return (
        any(part in BODY for part in parts)
        or any(len(word) > 3 and word in folded.replace("_", "") for word in BODY)
        or folded.endswith(("pc", "tc", "cc", "fc", "uk"))
    )


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_online` finds in the words that are read."""
    yield from hits(document.plain, find_online)


CHECK = Check(
    id="personal-online",
    area=Area.PERSONAL,
    clause="C41",
    level=Level.REJECT,
    message="This leads to somebody on the internet: the address of a visitor's computer, a cookie's number, or a private account's name.",
    remedy="Take it out.",
    why="The policy names internet addresses and cookie identifiers among what is not passed on. The Council's own and other bodies' accounts may be named.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "The entry was made from ⟦203.0.113.77⟧ at 23:14.",
        "| 17 | 12 May | ⟦2001:db8:4f2:9::c1⟧ |",
        "Top visitor: ⟦_ga=GA1.2.1184920357.1712839921.⟧",
        "See facebook.com/⟦rosie.tapley.3⟧ for the kitten.",
        "The double entry was made by user ⟦j.orrell71⟧ at 21:07.",
        "Add ⟦knightrider_ned2014⟧ and he will let you in.",
        "She is on Instagram as ⟦inkblots underscore meg⟧, and shy.",
        "Most were from ⟦@stevo_of_millbrook⟧ on Facebook.",
        "She plays as ⟦u/knightmare_gran⟧ on Reddit.",
        "Her browser id, ⟦7c1e0b52-93d4-4f6a-8a27-5be1c9d0f364⟧, appears twice.",
    ),
    passes=(
        "The accounts package has been updated to 10.4.2.1.",
        "Document history: draft 0.9.8.2, adopted 1.1.0.4.",
        "This site sets no cookies and does not log IP addresses.",
        "Follow the Council at @ThrupleyParishCouncil on Facebook.",
        "The drawings are on the arts centre's page, @wendale_arts.",
        "The athletics club, @fenrunning, ran the bounds.",
        "The name has an underscore before the year, and follow the path.",
        "Standing orders v3.1.0, section 4.2.1.3.",
        "Entry is £2 @ the door, 10:30:00 sharp.",
    ),
)
