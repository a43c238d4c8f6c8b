"""Conduct: profanity, slurs and threats, plain or disguised, and the many harmless lines that look like them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from policy_checks.checks import CHECKS, conduct_profanity, conduct_slur, conduct_threat
from policy_checks.conduct import find_profanity, find_slur
from policy_checks.data import words
from policy_checks.disguise import _is_mask
from policy_checks.model import Area, Check
from policy_checks.threats import find_threat
from tests.project import findings

CERTAIN = (conduct_profanity.CHECK, conduct_slur.CHECK, conduct_threat.CHECK)
FINDERS = (find_profanity, find_slur, find_threat)
PLACES = [
    "Scunthorpe",
    "Penistone",
    "Clitheroe",
    "Cockermouth",
    "Cockfosters",
    "Lightwater",
    "Shitterton",
    "Twatt",
    "Cockshutt",
    "Cockington",
    "Wankford",
    "Titty",
    "Titsey",
    "Pratt's",
    "Bottomley",
    "Wetwang",
    "Thong",
    "Crapstone",
    "Cocking",
    "Fanny",
    "Sandy",
    "Balls",
    "Dykehead",
    "Middlesex",
    "Sussex",
    "Essex",
    "Arsenal",
    "Horncastle",
    "Assington",
    "Bitchfield",
    "Slaggyford",
    "Great",
    "Cockup",
    "Cumnor",
    "Bassingbourn-cum-Kneesworth",
    "Burton-cum-Walden",
    "Dickleburgh",
    "Dick's",
    "Dickens",
    "Hancock",
    "Hitchcock",
    "Babcock",
    "Glasscock",
    "Titterington",
    "Shufflebottom",
    "Longbottom",
]
FRAMES = (
    "The bus from {} leaves at ten.",
    "Cllr {} seconded the motion.",
    "The {} Road drains were cleared on Monday.",
    "A new bench for {}, near the church.",
)
LINES = (
    "Great tits and blue tits nested in the box.",
    "A cock pheasant crossed the lane.",
    "Best bitch in show went to a whippet.",
    "Spotted dick and custard, £2.",
    "Dick Whittington runs for three nights.",
    "Cllr A. Dick took the chair.",
    "Bloody cranesbill is in flower.",
    "The half-round bastard file is missing.",
    "Sods of turf are free to plot holders.",
    "Prick out the seedlings in April.",
    "The door knob has come off again.",
    "Cockles, mussels and faggots with mash.",
    "A shag was seen on the reservoir.",
    "Pussy willow by the pond.",
    "The ass is called Jubilee.",
    "Screw the lid down tightly.",
    "The Cock Inn is under new management.",
    "Fanny Price is the heroine of the book.",
    "The A55 and the B00 road are closed.",
    "Offa's Dyke path is open; the dyke was cleaned.",
    "Coal tits, marsh tits and a nuthatch.",
    "Gypsy and Traveller accommodation assessment.",
    "Hereditary spastic paraplegia support group.",
    "Fire-retardant paint was used.",
    "A cigarette bin and a shuttlecock were found.",
    "Analysis of the assessment class: passed.",
    "Shiitake mushrooms on the market stall.",
    "The Maine Coon cat is safe.",
    "Chink of light through the curtain.",
    "Balls for the tennis club, £14.",
    "**A** and **S** are the two plots; see **B**.",
    "Q & A, s. 106, 5*3, p.m., e.g. this one.",
    "C. U. Next, Clerk, and A. S. S. Owner, Chair.",
    "It is 4 x 4 and a b c d e f g.",
    "Grid ref. TL 5H1 0AS, ref 25/01234/FUL.",
    "Cumulative documents: circumstances, cucumbers.",
    "The Scunthorpe coach: Cock Robin Lane and Slack Bottom.",
    "Arsenic and Old Lace, at the hall.",
    "Sussex, Essex and Middlesex all replied.",
    "Swansea's swanky cockatoo; Pissarro's prints.",
    "Mishits and near misses: the golf society.",
    "Saltwater, floodwater, heatwave and lightweight.",
    "Titmice, titles, titans and constitution.",
    "The clerk's analysis of the canal's classes.",
    "We kill weeds with a flame gun.",
    "The closure will kill the high street.",
    "Burn the brash in February.",
    "Beat the bounds on Sunday.",
    "We will fight this and we will shoot the film in May.",
    "Hit the target and break the ice.",
)


def harmless() -> list[str]:
    """Return 200 lines: place names, surnames, birds, plants, a parish of our own."""
    return [*LINES, *(frame.format(place) for place in PLACES for frame in FRAMES)][:200]


def found(find: Callable[[str], Iterator[tuple[int, int]]], text: str) -> list[str]:
    """Return the words that a finder marks in a text."""
    return [text[start:end] for start, end in find(text)]


def marked(check: Check, line: str) -> list[str]:
    """Return the words that a check marks on a page of one line."""
    places = [each.place for each in findings(line, checks=[check])]
    return [line[place.column - 1 : place.end_column - 1] for place in places]


def test_two_hundred_harmless_lines_give_no_finding() -> None:
    """Each alone, by the finders themselves, whatever signs of a disguise it shows."""
    assert len(set(harmless())) == 200
    assert any("Bassingbourn-cum-Kneesworth" in line for line in harmless())
    assert [line for line in harmless() if any(list(find(line)) for find in FINDERS)] == []


def test_a_page_of_harmless_lines_gives_no_finding() -> None:
    """All of them together, through the gate."""
    assert findings("\n\n".join(harmless()), checks=CERTAIN) == []


PARISHES = [
    "Abbots Langley",
    "Abington Pigotts",
    "Ashby-de-la-Zouch",
    "Assington",
    "Barton Bendish",
    "Bassingbourn-cum-Kneesworth",
    "Bishop's Itchington",
    "Bitchfield and Bassingthorpe",
    "Blubberhouses",
    "Bottesford",
    "Brown Candover",
    "Broadbottom",
    "Buttermere",
    "Cockayne Hatley",
    "Cockfield",
    "Cocking",
    "Cockington",
    "Cockley Cley",
    "Cold Ashton",
    "Crackington Haven",
    "Crapstone",
    "Cumnor",
    "Dicker",
    "Dunton Bassett",
    "East Cocker",
    "Fingringhoe",
    "Great Snoring",
    "Great Tew",
    "Guilden Morden",
    "Hose",
    "Hogsthorpe",
    "Horsey",
    "Kingston Bagpuize with Southmoor",
    "Kirby Bellars",
    "Lickey End",
    "Litlington",
    "Little Hucklow",
    "Loose",
    "Lower Slaughter",
    "Marsh Gibbon",
    "Maids Moreton",
    "Matching",
    "Meldreth",
    "Melbourn",
    "Mucking",
    "Much Hadham",
    "Nasty",
    "Nether Wallop",
    "Nempnett Thrubwell",
    "Over",
    "Oving",
    "Papworth Everard",
    "Penistone",
    "Pity Me",
    "Pratts Bottom",
    "Prickwillow",
    "Queen Camel",
    "Ryme Intrinseca",
    "Sandy",
    "Scratby",
    "Shingay cum Wendy",
    "Shellow Bowells",
    "Six Mile Bottom",
    "Slapton",
    "Steeple Morden",
    "Stoke Poges",
    "Swaffham Bulbeck",
    "Thong",
    "Titchwell",
    "Tittleshall",
    "Titsey",
    "Toller Porcorum",
    "Ugley",
    "Upper Slaughter",
    "Upper Dicker",
    "Wadlow",
    "Wetwang",
    "Whaddon",
    "Wimpole",
    "Wyre Piddle",
    "Wormwood Hill",
]
FAMILY = [check for check in CHECKS if check.area in {Area.CONDUCT, Area.COMMERCIAL, Area.POLITICAL}]


def surnames() -> list[str]:
    """Return every surname that the gate has a list of."""
    return sorted({name.title() for name in words("surnames")})


SAID_OF = {
    "parish": (PARISHES, "The {} meeting is on Monday."),
    "surname": (surnames(), "Cllr {} seconded the motion."),
}


@pytest.mark.parametrize(("names", "line"), SAID_OF.values(), ids=SAID_OF.keys())
def test_nobody_is_stopped_for_a_name(names: list[str], line: str) -> None:
    """No parish and no surname, by any check of conduct, commerce and politics."""
    assert len(names) > 80
    lines = [line.format(name) for name in names]
    stopped = [each.place.line for each in findings("\n\n".join(lines), checks=FAMILY)]
    assert [lines[(line - 1) // 2] for line in stopped] == []


DISGUISES = {
    "plain": "fuck",
    "a figure for a letter": "sh1t",
    "figures for two letters": "b0ll0cks",
    "a figure that may be either of two": "b011ocks",
    "a sign for a letter": "w@nk",
    "a sign at its end": "sh!t's",
    "a star for a letter": "f*ck",
    "stars for most letters": "f***ing",
    "stars for all letters but the first": "f***",
    "stars and a sign after": "f**k!",
    "emphasis within": "*f*ck*",
    "a line within": "f_ck",
    "a full stop after each letter": "s.h.i.t.",
    "a hyphen within": "fu-ck",
    "one letter many times": "fuuuuck",
    "one letter many times, in a word that doubles it": "arrrrssse",
    "an element within": "fu<b>c</b>k",
    "an entity within": "cr&#97;p",
    "unseen characters within": "f\u200bu\u200bck",
    "letters of another script": "\u0455h\u0456t",
    "an accent": "f\u00fcck",
    "a space after each letter": "b o l l o c k s",
    "capitals with spaces": "S H I T",
    "a compound that is in no list": "shitehawk",
    "a compound with a capital": "Fuckwittery",
    "a compound that begins with another word": "omnifuckery",
    "a short form": "f-ing",
    "quotation marks": "'shit'",
    "letters changed about": "\u201cfcuks\u201d",
}


@pytest.mark.parametrize("word", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_swear_word_is_found_in_any_disguise(word: str) -> None:
    """One finding, that touches the word and nothing beside it."""
    (written,) = marked(conduct_profanity.CHECK, f"What a {word} mess")
    assert written in word


@pytest.mark.parametrize("word", ["p*key", "G*ppos", "m0ng", "Ch*nky", "sp*z", "P@kis", "pikeys", "n***er"])
def test_a_slur_is_found_in_any_disguise(word: str) -> None:
    """Figures, signs and stars; a list of its own."""
    assert found(find_slur, f"those {word} again") == [word]


NO_DISGUISE = (
    "*** Important ***",
    "See note* and note** below.",
    "a-b-c and x/y/z",
    "The d--n of a new day",
    "f u c is no word",
    "A a a a a a a a",
    "d a m n e d is spelt so",
    "Wankfest is a surname here",
    "The ******* was left out",
    "Room 4b0 and plot 7c2, ref 25/01234",
    "Aaaaand now the raffle",
    "Ring the Clerk\u2019s office\u2026",
    "x" * 60 + "* y",
    "Press F5-F8, or Ctrl-F.",
    "(\u2018*\u2019)",
    "\u2026 and so on",
    "w!ne and b3er",
)


@pytest.mark.parametrize("text", NO_DISGUISE)
def test_marks_and_figures_alone_are_no_disguise(text: str) -> None:
    """Stars, notes, codes and references hide no word."""
    assert [found(find, text) for find in FINDERS] == [[], [], []]


COMPANY = {
    "near a word that makes it harmless": ("The Maine coons won.", "The coons won."),
    "before a word that makes it harmless": ("Sow bloody cranesbill now.", "Sow the bloody lot now."),
    "as the name of a drink": ("A bloody mary each.", "A bloody mess each."),
    "after a word that makes it an insult": ("The prick of a needle.", "He is a prick and no more."),
    "as a name": ("Mr Git spoke.", "The git spoke."),
    "as a name that begins a line": ("Prick out the seedlings.", "You prick."),
    "within another word": ("Scraps, scraper, crapaud.", "Crap, that is all."),
    "with its own suffix": ("The arsenal's gate.", "The arse's gate."),
    "on another line": ("Blue\n\nwhatever, great\ntit", "You total tit"),
}


@pytest.mark.parametrize(("harmless", "insult"), COMPANY.values(), ids=COMPANY.keys())
def test_a_word_of_two_meanings_is_judged_by_its_company(harmless: str, insult: str) -> None:
    """The same letters, twice."""
    assert not any(found(find, harmless) for find in FINDERS)
    assert any(found(find, insult) for find in FINDERS)


def test_a_phrase_is_found_whole_and_a_part_of_it_is_not() -> None:
    """The longest phrase first; its words in their order, and nothing between."""
    assert found(find_slur, "They called him a bog trotter again.") == ["bog trotter"]
    assert found(find_slur, "A trotter from the bog won at York.") == []
    assert found(find_slur, "The bog, said the trotter") == []


def test_a_word_is_marked_once_however_it_is_read() -> None:
    """Plainly and as a disguise: one finding, and the next begins after it."""
    assert found(find_profanity, "shit *shit* shit") == ["shit", "*shit*", "shit"]


def test_letters_that_grow_when_they_are_made_small_move_nothing() -> None:
    """A capital I with a dot is two characters in small letters; places stay the text's own."""
    assert found(find_profanity, "\u0130\u0130 shit") == ["shit"]
    assert found(find_threat, "\u0130\u0130 I'll break your legs") == ["I'll break your legs"]


THREATS = {
    "I'll break your legs.": ["I'll break your legs"],
    "I\u2019ll break your legs.": ["I\u2019ll break your legs"],
    "I will soon kill you.": ["I will soon kill you"],
    "I'll break your legs. I'll break your arms.": ["I'll break your legs", "I'll break your arms"],
    "We know where you live.": ["We know where you live"],
    "Watch your back, mate.": ["Watch your back, mate"],
    "Somebody ought to be shot.": ["ought to be shot"],
    "She\u2019ll end up in a ditch.": ["She\u2019ll end up in a ditch"],
}


@pytest.mark.parametrize(("text", "spans"), THREATS.items())
def test_a_threat_is_found_from_its_first_word_to_its_last(text: str, spans: list[str]) -> None:
    """Whoever is meant; words between that soften nothing."""
    assert found(find_threat, text) == spans


NO_THREATS = (
    "Examples of abuse include: I'll break your legs.",
    "I'll break",
    "I'll break your record for marrows.",
    "We know where you can park.",
    "Weed killer will kill them, the dandelions.",
    "He kicked the ball into the river.",
)


@pytest.mark.parametrize("text", NO_THREATS)
def test_what_is_no_threat_passes(text: str) -> None:
    """A quotation in a policy, a beginning without an end, a weed."""
    assert found(find_threat, text) == []


def test_threats_far_apart_and_close_together_are_each_found_once() -> None:
    """However the text is cut up to be looked at."""
    threat = "I'll break your legs"
    gap = "The Council met in the hall. "
    for count in (0, 1, 4, 40):
        assert found(find_threat, (threat + ". " + gap * count) * 3) == [threat] * 3


HEAVY = {
    "letters without a space": "fuckshit" * 25_000,
    "marks": "f*" * 100_000,
    "single letters": "f u c " * 33_000,
    "threats begun": "I'll break your " * 12_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_a_wall_of_suspicious_text_is_read_to_its_end(text: str) -> None:
    """200 kB of what looks like a disguise is judged; nothing in it can make a pattern go back."""
    for find in FINDERS:
        assert all(0 <= start < end <= len(text) for start, end in find(text))


def test_a_short_word_with_a_dash_in_it_is_no_mask() -> None:
    """Re-do and co-op are words."""
    assert not _is_mask(b"r-d", {b"rod": "strong"})
