"""Personal e-mail addresses. The form is RFC 5321's, as people write it and disguise it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from policy_checks.context import has, hits, line, scan
from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names.lexicon import common, given, surnames

DOT = r"(?:\.|\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)"
AT = r"(?:%40|\s?@{1,3}\]?\s?|\s?\|\s?@\s?|\s?[\[({<\"']\s?(?:at|a|@)\s?[\])}>\"']\s?)"
LOCAL = rf"[\pL\pN_](?:[\pL\pN_%+'-]|{DOT}[\pL\pN_%+'-])*"
HOST = rf"[\pL\pN](?:[\pL\pN-])*(?:{DOT}[\pL\pN][\pL\pN-]*)*{DOT}[a-z]{{2,24}}"
ADDRESS = rf"(?i)({LOCAL}){AT}({HOST})\b"
SPOKEN = rf"(?i)\b({LOCAL}) at ([\pL\pN-]+(?: dot [\pL\pN-]+)+)\b"
DOTTED = r"(?i)\b([a-z][a-z0-9]*(?:[._][a-z0-9]+)+) at ((?:[a-z0-9-]+\.)+[a-z]{2,24})\b"
TRIGGER = r"(?i)@|%40|[a-z0-9][._][a-z0-9]+ at [a-z0-9-]+\.|[\[({<\"']\s?(?:at|a)\s?[\])}>\"']|[\[({<]\s?at\s?[\])}>]|\sat\s[\pL\pN-]+ dot "
ROLES = words("role_mailboxes")
JOINERS = words("emails_joiners")
# Services and placeholder hosts that give a mailbox to anybody: no body's own address is there.
FREE_MAIL = words("free_mail")
EXAMPLES = frozenset({"example.com", "example.net", "example.org"})  # nobody's own host: a word there says no service
KIN = words("emails_kin")
COUNCILLOR = frozenset({"cllr", "councillor", "cllrs", "mayor", "mp"})
SUBJECT = 4  # a word of fewer letters is too short to say what a mailbox is for
LONGEST = 40  # a longer local part is nobody's role written as one word


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield each address that is not the mailbox of a post or a service at an organisation."""
    if not has(TRIGGER, text):
        return
    for pattern in (ADDRESS, SPOKEN, DOTTED):
        for found in scan(pattern, text):
            local, host = (plain_address(group) for group in found.groups)
            if not is_role(local, host) and not _is_member(text, found.start, found.end, local, host):
                yield found.start, found.end


def plain_address(written: str) -> str:
    """Return a local part or a host with its disguise undone."""
    folded = written.casefold()
    for sign in ("[dot]", "(dot)", "{dot}", " dot ", "[.]", "(.)"):
        folded = folded.replace(sign, ".")
    return folded.replace(" ", "").strip("[](){}")


def is_role(local: str, host: str) -> bool:
    """Say whether a mailbox is a post's or a service's (clerk@, hall.bookings@), and not at a free mail service."""
    if host in FREE_MAIL:
        return False
    parts = "".join(each if each.isalpha() else " " for each in local).split()
    if any(part in COUNCILLOR for part in parts) or local[:4] == "cllr":
        return True
    if host.split(".")[0] in {local, "www" + local}:
        return True
    if any(part in KIN or (part in given() and part not in ROLES) for part in parts):
        return False
    if any(part in ROLES or _joined(part) for part in parts) and all(
        part in ROLES or part in common() or _joined(part) for part in parts
    ):
        return True
    return (
        host not in EXAMPLES
        and bool(parts)
        and all(part in common() and part not in given() for part in parts)
        and not any(map(str.isdigit, local))
    )


def _joined(word: str) -> bool:
    """Say whether a word is made of role words alone, as ``hallbookings`` is."""
    if len(word) > LONGEST:
        return False
    reach = {0: False}
    for end in range(1, len(word) + 1):
        for begin in [each for each in reach if each < end]:
            part = word[begin:end]
            if part in ROLES or part in JOINERS:
                reach[end] = reach.get(end, False) or reach[begin] or part in ROLES
    return reach.get(len(word), False)


def _is_member(text: str, start: int, end: int, local: str, host: str) -> bool:
    """Say whether an address at a council is that of a councillor or member named on the line."""
    body = any(each in host for each in ("-pc.", "-tc.", "-cc.", "council", "gov.uk", "parliament", "-dc.", "-bc."))
    around = line(text, start, end).casefold()
    named = any(len(part) > 2 and part in around[: max(0, around.find("@") - len(local))] for part in local.split("."))
    return (body or named) and has(r"(?i)\b(?:cllrs?|councillors?|MP|ward member|division member|mayor)\b", around)


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each address that is neither the Clerk's nor a role's at an organisation."""
    shown = plain_address(document.spelled.text) if document.addresses.text else ""
    for source in (document.spelled, document.addresses):
        for each in hits(source, find_emails):
            address = plain_address(each.words)
            judged = source is document.addresses and address in shown  # where it is shown
            if address != policy.clerk_email and not judged and not _is_subjects(document, each, address):
                yield replace(each, words=address)


def _is_subjects(document: Document, found: Hit, address: str) -> bool:
    """Say whether a mailbox is called as what its line is about: "Kayak club" and kayaks@, "Duck race" and duckrace@."""
    local, _, host = address.partition("@")
    if not local.isalpha() or len(local) < SUBJECT or host in FREE_MAIL:
        return False
    around = unquote(line(document.text, found.start, found.end)).casefold().replace(address, " ")
    words = "".join(each if each.isalpha() else " " for each in around).split()
    runs = (words[at : at + length] for at in range(len(words)) for length in (1, 2))
    return any("".join(run).rstrip("s") == local.rstrip("s") and _says_what(run) for run in runs)


def _says_what(run: list[str]) -> bool:
    """Say whether words are ones of the language, none of them somebody's name or what somebody is called."""
    return all(word in common() and word not in given() | surnames() | KIN for word in run)


CHECK = Check(
    id="personal-email",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like somebody's own e-mail address.",
    remedy="Take it out, or give the Clerk's address or a role's, such as info@. If it may lawfully be published, enter it in registers/people.yml, with the basis.",
    why="An e-mail address with a person's name in it is personal information, and once published it is collected for spam. The mailbox of a post (clerk@, bookings@) at an organisation's own domain is not.",
    find=find,
    triggers=(TRIGGER,),
    on=("spelled", "addresses"),
    excused_by="email",
    fails=(
        "Ring or write to ⟦jo.bloggs@example.com⟧ for tickets.",
        "Entries to ⟦p.sidhu@mail.example⟧ by Friday.",
        "Family trees: ⟦amos.yelland%40example.com⟧ will help.",
        "Write to ⟦jo.bloggs [at] example (dot) org⟧.",
        "Jars are wanted: ⟦ron dot tapley at example dot com⟧ will fetch them.",
        "| Gardeners | ⟦bill.the.dahlia | @example.net⟧ |",
        "The walks are led from ⟦purl.one.jane@homebox.example⟧.",
        "Book a pitch for dolls: ⟦dawnsdolls@example.org⟧",
    ),
    passes=(
        "Write to the Clerk at clerk@oxley-pc.example.",
        "Book the hall through hallbookings@oxley-hall.example.",
        "Meet @ the green at 7.30 pm.",
        "Faults go to street.lighting.enquiries@county.example.",
        "[Kayak club](mailto:kayaks@example.net) and [Duck race](mailto:duckrace@example.org)",
        "Coach trip: the day centre's desk, trips@example.org",
        "| Cllr Judith Ames | cllr.ames@oxley-pc.example |",
        "Cllr Diane Rook is at diane.rook@wessmoor.example.",
    ),
)
