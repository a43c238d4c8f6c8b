"""Personal information: each kind in the forms that people write it in, and what only looks like it.

``⟦…⟧`` marks what must be found. Numbers are those reserved for fiction; the people are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from policy_checks.checks import (
    personal_address,
    personal_bank,
    personal_birth,
    personal_code,
    personal_confidential,
    personal_email,
    personal_identifier,
    personal_name,
    personal_online,
    personal_phone,
    personal_special,
    personal_trail,
    personal_video,
)
from policy_checks.context import after, before, header, line, sentence, table_head
from policy_checks.model import Check
from policy_checks.names import bare_name, find_names
from tests.project import documents, findings, policy
from tests.test_checks import marks, offset

Find = Callable[[str], Iterator[tuple[int, int]]]

FOUND: dict[str, tuple[Check, tuple[str, ...]]] = {
    "address": (
        personal_address.CHECK,
        (
            "Mrs Orr has moved to ⟦14 Mill Row⟧.",
            "Leave jumble with the family at ⟦Flat 3, 9 Mill Row⟧.",
            "She lives at ⟦Rose Cottage⟧, as does he.",
            "| Name | Address |\n|---|---|\n| Orr | ⟦14 Mill Row⟧ |",
        ),
    ),
    "bank": (
        personal_bank.CHECK,
        (
            "IBAN: ⟦GB82 WEST 1234 5698 7654 32⟧",
            "IBAN ⟦GB82WEST12345698765432⟧ EXTRA",
            "His IBAN is ⟦ZZ99 1234 1234 123⟧.",
            "His IBAN is ⟦GB82 WEST 1234 5698 765⟧.",
            "Visa card ⟦4111 1111 1111 1111⟧, expires soon.",
            "Sort code ⟦12-34-56⟧, account ⟦12345678⟧.",
        ),
    ),
    "birth": (
        personal_birth.CHECK,
        (
            "Jo Orr, born ⟦4 May 1961⟧, asked to speak.",
            "Jo Orr's 40th birthday is on ⟦4 May⟧.",
            "Jo Orr (b. ⟦4 May 1961⟧) asked to speak.",
            "Mabel, ⟦100 on 4 May⟧, asked to speak.",
            "The winner was ⟦Sophie Orr, aged 9⟧, of the village.",
        ),
    ),
    "confidential": (
        personal_confidential.CHECK,
        ("⟦CONFIDENTIAL⟧\n\nThe figures.", "He ⟦told us in confidence⟧ what it cost."),
    ),
    "email": (
        personal_email.CHECK,
        (
            "Write to ⟦jo.tapley@example.com⟧.",
            "Write to <mailto:⟦jo.tapley@example.com⟧>, or ring.",
            "Write to ⟦jo dot tapley at example dot com⟧.",
            "Write to ⟦mum.of.three@example.com⟧.",
            "Write to ⟦" + "x" * 41 + "@example.com⟧.",
        ),
    ),
    "identifier": (
        personal_identifier.CHECK,
        (
            "National Insurance number ⟦QQ 12 34 56 C⟧.",
            "Her NHS number is ⟦999 123 4560⟧.",
            "Passport: ⟦123456789⟧.",
            "The van's plate ⟦started AB12⟧.",
            "Driving licence ⟦TAPLE 612345 J99AB⟧ was shown.",
            "Her driving licence number is ⟦12345678⟧.",
            "The van, reg ⟦AB12 CDE⟧, was parked there.",
            "A car, registration ⟦A123 BCD⟧, was abandoned.",
        ),
    ),
    "name": (
        personal_name.CHECK,
        (
            "Thanks to Mr ⟦Tapley⟧ and Mrs ⟦Orrick⟧ for the teas.",
            "Warm thanks to ⟦jean ollerton⟧ for the teas.",
            "Poster by ⟦G i l l i a n⟧ at the hall.",
            "The band was led by ⟦\u201cNobby\u201d Tapleyson⟧ again.",
            "See ⟦#GillianThrelkeld⟧ for more.",
            "See ⟦gillian-threlkeld⟧-letter.pdf for more.",
            "[Letter](⟦letter-from-gillian-threlkeld.pdf⟧)",
        ),
    ),
    "online": (
        personal_online.CHECK,
        (
            "The visitor's IP address was ⟦203.0.113.7⟧.",
            "The log shows ⟦2001:db8::7⟧ again.",
            "Cookie ⟦_ga=GA1.2.1234567890⟧ was set.",
            "Her handle is ⟦@jo_tapley⟧.",
            "He posted as ⟦jo_tapley7⟧ on the page.",
            "Seen at instagram.com/⟦jotapley7⟧ last week.",
        ),
    ),
    "phone": (
        personal_phone.CHECK,
        (
            "Ring Jo on ⟦07700 900123⟧.",
            "Ring Jo on ⟦+44 (0) 7700 900123⟧.",
            "Text Jo on ⟦7700 900123⟧ now.",
            "Whom to ring for the keys of the reading room:\nJo, of Mill Row, ⟦7700 900123⟧",
            "Ring Mrs Orr on ⟦960123⟧.",
            "| Name | Number |\n|---|---|\n| Jo | ⟦07700 900123⟧ |",
            "Ring ⟦oh double seven double oh nine double oh one two three⟧.",
        ),
    ),
    "special": (
        personal_special.CHECK,
        ("Gillian Threlkeld is having ⟦chemotherapy⟧.", "⟦I'm gay⟧, she wrote.", "The caretaker is ⟦off sick⟧."),
    ),
    "trail": (
        personal_trail.CHECK,
        (
            "⟦From: Jo\nSent: Monday\nTo: All⟧",
            "⟦-----Original Message-----⟧",
            "⟦On Monday 4 May, Jo Orr wrote:⟧ yes",
            "⟦jo@example.com; al@example.com; di@example.com⟧",
        ),
    ),
}
PASSED: dict[str, tuple[Check, tuple[str, ...]]] = {
    "address": (
        personal_address.CHECK,
        (
            "No capitals nor figures here.",
            "The hall is at 14 Mill Row.",
            "Plot 7 Mill",
            "Potholes outside 14 Mill Row.",
            "Erection of a dwelling at 14 Mill Row.",
            "Land at the Village Hall, Mill Row.",
            "14 May Street Party",
            "She lives at Rose Gablesides.",
            "The lady from Manor House School spoke.",
        ),
    ),
    "bank": (
        personal_bank.CHECK,
        (
            "Nothing of the sort.",
            "The IBAN is on the invoice, GB12.",
            "The bank has asset AB12 3456 7890 1234.",
            "UPRN 4111 1111 1111 1111 and the bank.",
            "The meter reads 4111 1111 1111 1112.",
        ),
    ),
    "birth": (
        personal_birth.CHECK,
        (
            "Nothing of the sort.",
            "The poet was born on 4 May 1861.",
            "The King's birthday is on 4 May.",
            "The film Sophie (12) is at the cinema.",
            "Section Sophie (12) applies.",
            "Reading (9) won.",
            "In 1861 Sophie Orr, aged 9, came to the school.",
        ),
    ),
    "confidential": (
        personal_confidential.CHECK,
        (
            "Nothing of the sort.",
            "CONFIDENTIAL waste must be shredded.",
            "Papers marked not for publication are kept by the Clerk.",
        ),
    ),
    "email": (
        personal_email.CHECK,
        (
            "Nothing of the sort.",
            "Write to hall.bookings@example.com.",
            "Write to hallbookings@example.com.",
            "Write to tapleycare@tapleycare.example.net.",
            "Write to cllr.orr@fenbury-pc.gov.uk.",
            "Write to potholes@fixit.example.net.",
            "Cllr Jo Tapley: jo.tapley@fenbury-pc.gov.uk",
        ),
    ),
    "identifier": (
        personal_identifier.CHECK,
        (
            "Nothing of the sort.",
            "Serial no AB 12 34 56 C.",
            "The pallet is marked GB 12 34 56 C.",
            "Meeting ID 999 123 4560.",
            "A passport:20261124.",
            "The route AB12 CDE bus service.",
            "The van is at grid ref TL 123.",
            "A car in May 12",
        ),
    ),
    "name": (
        personal_name.CHECK,
        (
            "Cllr Tapley proposed, Cllr Orr seconded.",
            "Meet at Tapley Close.",
            "A i r and w a t e r.",
            "The poet \u201cDusty\u201d Tapleyson died in 1861.",
            "See #BigVillageLunch for more.",
            "See cllr-gillian-threlkeld-report.pdf for more.",
            "Councillors present: Tapley, Orr.\nRecorded vote. For: Tapley. Against: Orr.",
        ),
    ),
    "online": (
        personal_online.CHECK,
        (
            "Nothing of the sort.",
            "Version 1.2.3.4 is out.",
            "Log 300.1.2.3 has no address.",
            "The log closes at 10:30:00 today.",
            "The log shows 1:2:3:4:x again.",
            "The visitor id shows consistently.",
            "The log shows ab::cd again.",
            "Asset 01234567-89ab-cdef-0123-456789abcdef.",
            "Follow @FenburyParishCouncil today.",
            "Follow facebook.com/groups today.",
            "Use @media and @import.",
        ),
    ),
    "phone": (
        personal_phone.CHECK,
        (
            "Nothing of the sort.",
            "Ring the Clerk on 01632 960123.",
            "Ring the library on 01632 960124.",
            "ISBN 07700 900123.",
            "| 016 | 32960123 |",
            "Fenbury Water, 01632 960126",
        ),
    ),
    "special": (
        personal_special.CHECK,
        ("Nothing of the sort.", "The dementia support group meets on Monday.", "A talk on cancer."),
    ),
    "trail": (
        personal_trail.CHECK,
        (
            "Nothing of the sort.",
            "Sent: Monday\nTo: all",
            "clerk@example.com; bookings@example.com; hall@example.com",
        ),
    ),
    "video": (personal_video.CHECK, ("Nothing of the sort.",)),
}


def cases(table: dict[str, tuple[Check, tuple[str, ...]]]) -> list[object]:
    """Return the rows of a table as parameters."""
    return [pytest.param(check, text, id=f"{n}: {text[:50]}") for n, (check, each) in table.items() for text in each]


@pytest.mark.parametrize(("check", "text"), cases(FOUND))
def test_each_form_of_it_is_found_at_its_place(check: Check, text: str) -> None:
    """By the check of its kind, at the mark and nowhere else."""
    plain, spans = marks(text)
    places = [f.place for f in findings(plain, checks=[check])]
    found = [
        (offset(plain, place.line, place.column), offset(plain, place.end_line, place.end_column)) for place in places
    ]
    assert found == spans


@pytest.mark.parametrize(("check", "text"), cases(PASSED))
def test_what_only_looks_like_it_passes(check: Check, text: str) -> None:
    """Public, long ago, or nobody's."""
    assert findings(text, checks=[check]) == []


FINDERS = (
    personal_address.find_addresses,
    personal_bank.find_bank,
    personal_birth.find_births,
    personal_code.find_codes,
    personal_confidential.find_confidential,
    personal_email.find_emails,
    personal_identifier.find_identifiers,
    find_names,
    personal_online.find_online,
    personal_phone.find_phones,
    personal_special.find_special,
    personal_trail.find_trails,
    personal_video.find_entries,
    personal_video.find_video,
)


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
@pytest.mark.parametrize("text", ["", "\n", "nothing of the sort"])
def test_a_text_without_a_sign_of_it_is_left_alone(find: Find, text: str) -> None:
    """Whatever reading it is."""
    assert list(find(text)) == []


NAMES = {
    "two people in one run of capitals": (
        "Apologies from Gillian Threlkeld Mr Orrick.",
        ["Gillian Threlkeld", "Orrick"],
    ),
    "whose a thing is": ("It was Mrs Threlkeld's Ollerton cake.", ["Threlkeld"]),
    "a title that comes after": ("Wanted: Threlkeld Mr", ["Threlkeld"]),
    "a title in brackets": ("Ask (Mr Threlkeld) for it.", ["Threlkeld"]),
    "a title that begins a text": ("Mr Threlkeld", ["Threlkeld"]),
    "a run with a figure": ("Ask Gillian Threlkeld9 now.", []),
    "a run too long for a name": ("Ask Gillian Anne Mary Jane Joan Threlkeld now.", []),
    "capitals of English words": ("Meet at The Village Hall today.", []),
    "a duke": ("Ask Duke Threlkeld for it.", []),
    "a soldier of long ago": ("Pte Threlkeld came home in 1918.", []),
    "a family": ("Thanks to the Threlkelds for cakes.", ["Threlkelds"]),
    "a name in quotation marks": ("It is called \u201cGillian Threlkeld\u201d by all.", ["Gillian Threlkeld"]),
    "somebody with a year of long ago": ("Gillian Threlkeld (1861) lived here.", []),
    "somebody with a year of our time": ("Gillian Threlkeld (1961) lived here.", ["Gillian Threlkeld"]),
    "the surname first": ("Threlkeld, Gillian", ["Threlkeld", "Gillian"]),
    "the surname first, with an initial": ("Threlkeld, G.\nOrrick, J.", ["Threlkeld", "Orrick"]),
    "a couple": ("Thanks to Brian and Sheila for tea.", ["Brian", "Sheila"]),
    "the end of a text": ("Ask Gillian Threlkeld", ["Gillian Threlkeld"]),
    "a trust called after somebody": ("Gillian Threlkeld Trust met.", []),
    "a farm called after somebody": ("Gillian Threlkeld Farm opens.", []),
    "a firm called after somebody": ("Gillian Threlkeld plc", []),
    "a councillor, called so once": ("Cllr Threlkeld and Mr Threlkeld spoke.", []),
    "a councillor's namesake": ("Cllr Threlkeld and Prof Threlkeld spoke.", ["Threlkeld"]),
    "a table of people": ("| Name | Phone |\n|---|---|\n| Gillian Threlkeld | x |", ["Gillian Threlkeld"]),
    "a table of councillors": ("| Councillor | Road |\n|---|---|\n| Gillian Threlkeld | x |", []),
    "the word of a place in small letters after it": (
        "Ask Gillian Threlkeld close to the hall.",
        ["Gillian Threlkeld"],
    ),
    "a number beside it": ("Ask Gillian Threlkeld 01632 960123", ["Gillian Threlkeld"]),
    "a role before it": ("The treasurer of the club, Gillian Threlkeld, spoke.", ["Gillian Threlkeld"]),
    "a list with a councillor elsewhere": (
        "The Councillor wrote. Present: Gillian Threlkeld",
        ["Gillian Threlkeld"],
    ),
    "spaced letters of no name": ("A Q W Z X V K J", []),
    "a file called after somebody, surname first": ("See threlkeld-gillian-letter.pdf", ["threlkeld-gillian"]),
    "a file called after somebody who bears a word": ("See rose-threlkeld-2.pdf", ["rose-threlkeld"]),
    "a file called after a place": ("See letter_gillian_hall.pdf", []),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES.keys())
def test_a_run_of_capitals_is_a_name_by_its_words_and_its_company(text: str, expected: list[str]) -> None:
    """Offices, places, bodies and the long dead pass; whoever else is named is found without the title."""
    assert [text[start:end] for start, end in find_names(text)] == expected


BARE = {
    "Mrs Orrick's": "Orrick",
    "Mr": "Mr",
    "Dr. Gillian Threlkeld": "Gillian Threlkeld",
    "the Orricks'": "the Orricks",
}


@pytest.mark.parametrize(("written", "name"), BARE.items())
def test_a_name_is_registered_without_its_title_and_possessive(written: str, name: str) -> None:
    """As people.yml gives it."""
    assert bare_name(written) == name


SPOKEN = {
    "Ring oh double seven double oh nine double oh one two three, now.": True,
    "Ring oh treble seven.": False,
    "Ring 0044 7700 900123.": True,
}


@pytest.mark.parametrize(("text", "found"), SPOKEN.items())
def test_a_number_in_words_is_counted_out(text: str, found: bool) -> None:  # noqa: FBT001
    """Doubles and trebles, and no comma after it."""
    spans = [text[start:end] for start, end in personal_phone.find_phones(text)]
    assert bool(spans) is found
    assert all(span[-1].isalnum() for span in spans)


def test_a_post_at_a_free_mail_service_is_somebodys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may open a mailbox there under any word; the Clerk's passes when policy.yml says so."""
    text = "Write to clerk@example.com or to bookings@example.com."
    assert list(personal_email.find_emails(text)) == []
    monkeypatch.setattr(personal_email, "FREE_MAIL", frozenset({"example.com"}))
    clerk = replace(policy(), clerk_email="clerk@example.com")
    assert [hit.words for hit in personal_email.find(documents(text)[0], clerk)] == ["bookings@example.com"]


def test_a_sentence_ends_at_a_stop_and_not_at_a_title() -> None:
    """What stands around a place: its sentence, cut where people would cut it."""
    text = "Bins! Ask Mr. Orr or A. Bell at x now. Then go? Yes."
    at = text.index(" x ") + 1
    assert sentence(text, at, at + 1) == " Ask Mr. Orr or A. Bell at x now."
    assert before(text, len(text) - 4) == " "
    assert after("x and on", 1) == " and on"
    assert line("a\nb x c\nd", 4, 5) == "b x c"


@pytest.mark.parametrize("rows", [1, 50, 2_000])
def test_the_heading_of_a_column_is_found_from_any_row(rows: int) -> None:
    """However far above."""
    table = "| Name | Home |\n|---|---|\n" + "| a | b |\n" * rows
    at = table.rindex("b")
    assert header(table, at) == "Home"
    assert table_head(table, at) == "| Name | Home |"


def test_what_stands_in_no_column_has_no_heading() -> None:
    """No table, a row of its own, or one cell more than there are headings."""
    assert header("no table", 3) == header("no row\n| a |\n| b |", 3) == ""
    assert header("| a |\n| a | b | c |", 14) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillors met. Elected unopposed: Jean Orme, Paul Vane. Cllr Vane then spoke.", []),
        ("Thorley's disease was found in the ash.", []),
        ("Orme's law of drains was read out.", []),
        ("The tug Enid is moored at the basin.", []),
        ("The bust of Bertram Threlkeld was cleaned.", []),
        ("Two of the shops, Fortnum & Mason and another, have left.", []),
        ("Mount Gillian Threlkeld is steep.", []),
        ("Ysgol Sheila Orme is full.", []),
        ("thanks to mrs threlkeld for the cakes", ["threlkeld"]),
        ("a film with mr bean in it", []),
        ("The lease of Holland and Barrett ends.", []),
        ("ask mr wodehouse about the key", ["wodehouse"]),
        ("please ring sheila thompson about it", ["sheila thompson"]),
        ("nobody has seen gillian threlkeld's cat", ["gillian threlkeld"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_tells_whose_it_is(text: str, expected: list[str]) -> None:
    """Things named after people pass; a name in small letters is a name."""
    assert sorted({text[start:end] for start, end in find_names(text)}) == expected
