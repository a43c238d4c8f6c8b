"""Promotion: adverts, paid links and advertising code; campaigning and imprints; and what only looks like them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policy_checks.checks import (
    commercial_advert,
    commercial_discount,
    commercial_structure,
    political_campaign,
    political_imprint,
)
from policy_checks.checks.commercial_structure import find_ad_code, find_paid_links, judge_element
from policy_checks.checks.political_campaign import find_campaigning
from policy_checks.checks.political_imprint import find_imprints
from policy_checks.flow import flow
from policy_checks.links import find_links, has_affiliate, judge_link
from policy_checks.model import Area, Check, Level
from tests.project import documents, findings, policy

LINKS = {
    # A public body's link may carry anything but a follower's mark.
    "https://www.fenbury.gov.uk/bins?partner=county": None,
    "https://www.fenbury.gov.uk/bins?utm_source=page": "tracking-parameter",
    # A page of the website's own, and a link that cannot be read.
    "/news/?page=2": None,
    "/news/?utm_source=page": "tracking-parameter",
    "http://[half/": None,
    # Hosts that are listed, and hosts that a name gives away.
    "https://ad.doubleclick.net/x": "ad-network",
    "www.bit.ly/3abc": "shortener",
    "https://www.betfred.com/sports": "gambling",
    "https://fenbury-example.casino/": "gambling",
    "https://fenbury-freebets.example/": "gambling",
    "https://fenbury-example.xxx/": "adult",
    "https://www.pornfenbury.example/": "adult",
    # Somebody is paid: by host, by path, by parameter; and not where a parameter is another body's.
    "https://track.bestoffers.example/1": "affiliate",
    "https://boots.example/refer-a-friend/jo": "affiliate",
    "https://boots.example/?affid=7": "affiliate",
    "https://www.amazon.co.uk/dp/B0?tag=village-21": "affiliate",
    "https://boots.example/?tag=wellingtons": None,
    # Only the reader is followed.
    "https://hall.example/book?id=4&utm_medium=web": "tracking-parameter",
    "https://hall.example/book?id=4;gclid=9": "tracking-parameter",
    # Lawful look-alikes.
    "https://www.alphabet.example/": None,
    "https://hall.example/book?date=2026-11-24": None,
    "https://boots.example/referendum/2026": None,
}


@pytest.mark.parametrize(("url", "rule"), LINKS.items(), ids=LINKS.keys())
def test_a_link_is_judged_by_where_it_goes_and_who_gains(url: str, rule: str | None) -> None:
    """Who is paid, who follows, what is hidden; a public body's own pages are trusted."""
    assert judge_link(url) == rule


def test_nobody_is_paid_for_a_public_bodys_link() -> None:
    """A council's own reference that is spelt like an affiliate's is none."""
    assert not has_affiliate("https://www.fenbury.gov.uk/form?affid=3")
    assert not has_affiliate("/form?affid=3")


WRITTEN = {
    "Order at www.boots.example/?affid=7, today.": ["www.boots.example/?affid=7"],
    "Order at boots.example.com/?affid=7.": ["boots.example.com/?affid=7"],
    "Read https://hall.example/?utm_source=page now.": ["https://hall.example/?utm_source=page"],
    "Read https://hall.example/times and hall.example/map.": [],
}


@pytest.mark.parametrize(("text", "found"), WRITTEN.items())
def test_an_address_that_is_only_written_out_is_judged_too(text: str, found: list[str]) -> None:
    """With or without its scheme, and without the full stop after it."""
    assert [text[start:end] for start, end in find_links(text)] == found


ELEMENTS = {
    "script of an ad network": ("script", {"src": "https://adserver.example/x.js"}, "ad-network"),
    "script from elsewhere": ("script", {"src": "https://cdn.example/x.js"}, "foreign-script"),
    "script of its own": ("script", {"src": "/js/menu.js"}, None),
    "frame of an ad network": ("iframe", {"src": "https://ads.example/f"}, "ad-network"),
    "frame that asks for a banner": ("iframe", {"src": "https://pages.example/f?adslot=4"}, "ad-network"),
    "frame of a map": ("iframe", {"src": "https://www.openstreetmap.org/export/embed.html"}, None),
    "frame of its own": ("iframe", {"src": "/map.html"}, None),
    "frame from elsewhere": ("iframe", {"src": "https://elsewhere.example/"}, "foreign-frame"),
    "picture one pixel high": ("img", {"src": "https://a.example/p", "height": "1px"}, "tracking-pixel"),
    "picture that is hidden": ("img", {"src": "https://a.example/p", "style": "display: none"}, "tracking-pixel"),
    "picture called a pixel": ("img", {"src": "https://a.example/pixel.gif"}, "tracking-pixel"),
    "picture of an ad network": ("img", {"src": "https://banners.example/a.png"}, "tracking-pixel"),
    "picture of its own": ("img", {"src": "/pixel.gif", "width": "1"}, None),
    "picture from elsewhere": ("img", {"src": "https://a.example/fete.jpg", "width": "400px"}, None),
    "picture of a public body": ("img", {"src": "https://ads.example.gov.uk/fete.jpg", "width": "wide"}, None),
    "style of an ad network": ("link", {"href": "https://adserver.example/x.css"}, "ad-network"),
    "style from elsewhere": ("link", {"href": "https://cdn.example/x.css"}, None),
    "advert of AMP": ("amp-ad", {}, "ad-network"),
    "advert by its data": ("div", {"data-ad-slot": "4"}, "ad-network"),
    "audience by its data": ("div", {"data-audience": "walkers"}, "ad-network"),
    "advert by its class": ("ins", {"class": "adsbygoogle"}, "ad-network"),
    "advert by its id": ("div", {"id": "banner-ad-1"}, "ad-network"),
    "account of an ad network": ("meta", {"name": "google-adsense-account", "content": "x"}, "ad-network"),
    "another account": ("meta", {"name": "author", "content": "The Clerk"}, None),
    "link that is sponsored": ("a", {"href": "https://boots.example/", "rel": "noopener Sponsored"}, "sponsored-link"),
    "link that tells on its reader": ("a", {"href": "/", "ping": "https://a.example/"}, "tracking-pixel"),
    "link that is hidden": ("a", {"href": "https://boots.example/", "style": "font-size:0"}, "hidden-link"),
    "link that is to its own page and hidden": ("a", {"href": "/map", "style": "font-size:0"}, None),
    "link that is plain": ("area", {"href": "https://hall.example/"}, None),
    "link that is shortened": ("A", {"HREF": "https://bit.ly/3abc"}, "shortener"),
    "form that goes to a paid address": ("form", {"action": "https://boots.example/?affid=3"}, "affiliate"),
    "paragraph called advertiser": ("p", {"class": "the-advertiser-newspaper"}, None),
}


@pytest.mark.parametrize(("name", "attributes", "rule"), ELEMENTS.values(), ids=ELEMENTS.keys())
def test_an_element_is_judged_by_what_it_serves(name: str, attributes: dict[str, str], rule: str | None) -> None:
    """Scripts, frames, pictures, links and marks; what is the council's own passes."""
    assert judge_element(name, attributes) == rule


CODE = {
    "<script>gtag('config', 'x')</script>": ["gtag("],
    "<!-- googletagmanager --> ": ["googletagmanager"],
    "`<script src='//cdn.example/a.js'>`": ["//cdn.example/a.js"],
    "<script>menu.open()</script>": [],
}


@pytest.mark.parametrize(("source", "found"), CODE.items())
def test_advertising_code_is_found_in_scripts_and_comments(source: str, found: list[str]) -> None:
    """As it was written, whether or not it would run."""
    assert [source[start:end] for start, end in find_ad_code(source)] == found


PAID = {
    "Boots are in. The band gets commission for each order placed online. Bring a chair.": [
        "The band gets commission for each order placed online."
    ],
    "If you shop using this link, the hall gains.": ["If you shop using this link, the hall gains."],
    "The Council gets no commission for any order placed online.": [],
    "The agent earns commission.": [],
    "The book was ordered by the Forestry Commission, which pays commission online.": [],
}


@pytest.mark.parametrize(("text", "found"), PAID.items())
def test_a_sentence_that_says_who_is_paid_for_a_link_stops(text: str, found: list[str]) -> None:
    """Only where a link or an order is spoken of, and not where it is denied."""
    assert [text[start:end] for start, end in find_paid_links(text)] == found


@pytest.mark.parametrize(
    ("link", "clean"),
    {
        "https://hall.example/?utm_source=page": "https://hall.example/",
        "https://hall.example/book?room=2&amp;fbclid=abc#utm_x=1": "https://hall.example/book?room=2",
        "https://hall.example/a?utm_source=page#rooms": "https://hall.example/a#rooms",
        "https://hall.example/jo-threlkeld?utm_source=page": "",
        "https://hall.example/01632960123?utm_source=page": "",
        "https://hall.example/?utm_source=page&to=mo@mail.example": "",
        "https://hall.example/?utm_source=page&name=threlkeldgillian": "",
        f"https://hall.example/{'a' * 90}?utm_source=page": "",
    }.items(),
)
def test_a_link_that_follows_the_reader_is_told_clean_where_it_names_nobody(link: str, clean: str) -> None:
    """What it could tell of somebody is not repeated: then the way to mend it is told."""
    (found,) = findings(f"[Hall]({link})", checks=[commercial_structure.CHECK])
    wanted = f"Paste this address in its place: {clean}" if clean else commercial_structure.CLEAN
    assert (found.level, found.remedy) == (Level.REJECT, wanted)


def test_a_hidden_frame_is_for_a_person_to_look_at() -> None:
    """No address is told for it."""
    (looked,) = findings("<iframe src='https://elsewhere.example/'></iframe>", checks=[commercial_structure.CHECK])
    assert (looked.level, looked.remedy) == (Level.HOLD, commercial_structure.CHECK.remedy)


DISCOUNTS = {
    "a code in one sentence and its saving in the next": ("The voucher code is LANES15. It saves you £4.", 1),
    "a code without a saving": ("The voucher code is LANES15. The shop is shut.", 0),
    "a saving without a code": ("Trees are £5 cheaper this week.", 0),
    "a thing shown, and the saving in another sentence": ("Show this page at the bar. Tea is half price.", 0),
    "a thing shown, and its saving": ("Show this page at the bar for half price tea.", 1),
    "a warning": ("Beware: the voucher code LANES15 saves nothing and is a fraud.", 0),
}


@pytest.mark.parametrize(("text", "count"), DISCOUNTS.values(), ids=DISCOUNTS.keys())
def test_an_offer_stops_only_with_its_saving(text: str, count: int) -> None:
    """A sign and a saving together; the sentence beside counts where a code is named."""
    assert len(findings(text, checks=[commercial_discount.CHECK])) == count


IMPRINTS = {
    "Promoted by A. Thwaite, 4 Mill Row, Fenbury. The bins are on Tuesday.": [
        "Promoted by A. Thwaite, 4 Mill Row, Fenbury."
    ],
    "Promoted by A. Thwaite, both of 4 Mill Row": ["Promoted by A. Thwaite, both of 4 Mill Row"],
    "Promoted by the weather, everybody stayed in.": [],
    "You must write: Promoted by A. Thwaite, 4 Mill Row.": [],
    "The imprint is missing.": [],
    "Promoted by A. Thwaite of 4 Mill Row.\nPromoted by J. Orr of 3 Yard Lane.": [
        "Promoted by A. Thwaite of 4 Mill Row.",
        "Promoted by J. Orr of 3 Yard Lane.",
    ],
}


@pytest.mark.parametrize(("text", "found"), IMPRINTS.items())
def test_an_imprint_is_an_opening_with_a_name_or_an_address_after_it(text: str, found: list[str]) -> None:
    """Advice about imprints, and a promotion of another sort, are none."""
    assert [text[start:end] for start, end in find_imprints(text)] == found


BEFORE_A_POLL = (
    "Cllr Tapley has worked hard for our village.",
    "Our councillor has delivered new buses for Fenbury.",
    "Jo Tapley is standing and deserves your support.",
)


@pytest.mark.parametrize("text", BEFORE_A_POLL)
def test_less_is_enough_before_a_poll(text: str) -> None:
    """A good word for a party or its candidate passes in other weeks, and holds in these."""
    assert list(find_campaigning(text)) == []
    assert len(list(find_campaigning(text, election_period=True))) == 1


PAGES = {"2027-03-21": 0, "2027-03-22": 1, "2027-05-06": 1, "2027-05-07": 0, "soon": 0}


@pytest.mark.parametrize(("day", "count"), PAGES.items())
def test_the_date_of_a_page_decides_whether_a_poll_is_near(day: str, count: int) -> None:
    """From the notice of election to the poll, both days included."""
    near = replace(policy(), elections=((date(2027, 3, 22), date(2027, 5, 6)),))
    page = documents(f"---\ndate: {day}\n---\n{BEFORE_A_POLL[0]}\n")[0]
    assert len(list(political_campaign.find(page, near))) == count


@pytest.mark.parametrize(("kind", "count"), {"news": 1, "agenda": 0, "minutes": 0}.items())
def test_papers_of_a_meeting_before_a_poll_are_judged_as_ever(kind: str, count: int) -> None:
    """They record what was done; campaigning in them is held in any week."""
    near = replace(policy(), elections=((date(2027, 3, 22), date(2027, 5, 6)),))
    head = f"---\ndate: 2027-04-01\nkind: {kind}\n---\n"
    praise, campaign = (documents(head + words)[0] for words in (BEFORE_A_POLL[0], "Vote Labour on Thursday."))
    assert len(list(political_campaign.find(praise, near))) == count
    assert len(list(political_campaign.find(campaign, near))) == 1


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (commercial_advert.CHECK, "Tuck Roofing are fully insured and give free quotes, 01632 960777. "),
        (political_campaign.CHECK, "Only the Conservatives will protect the green belt. "),
        (political_imprint.CHECK, "Promoted by A. Thwaite, 4 Mill Row, Fenbury. "),
    ],
    ids=lambda each: each.id if isinstance(each, Check) else "",
)
def test_a_breach_is_found_wherever_it_stands_in_a_page(check: Check, text: str) -> None:
    """First, last, in a list, in a quotation, in a wrapped paragraph: always the same one."""
    harmless = "The Council met on Tuesday in the hall and thanked the band. "
    wrapped = text.replace(" ", "\n", 3) if len(text.split("\n")[0]) > 200 else text
    for page in (text, harmless + text, f"- {harmless}\n- {text}\n", f"> {text}\n", f"{harmless}\n\n{wrapped}\n"):
        assert len(findings(page, checks=[check])) == 1, page


def test_lines_that_were_wrapped_are_read_as_one_sentence() -> None:
    """A long line without a full stop goes on in the next; a list, a table or a heading begins anew."""
    long = "The Council thanks everybody who came to help on Saturday"
    assert flow(f"{long}\nand swept the path") == f"{long} and swept the path".encode()
    for following in ("- swept", "# Swept", "| swept", "", " swept"):
        assert b"\n" in flow(f"{long}\n{following}")
    for first in (f"{long}.", f"{long}:", "Short", f"# {long}", f"| {long} |"):
        assert b"\n" in flow(f"{first}\nand swept the path")


def test_areas_are_told_apart() -> None:
    """An advert is not campaigning, and campaigning is no advert."""
    advert = findings("Carver Plumbing are fully insured and give free quotes, 01632 960777.")
    assert {f.area for f in advert} & {Area.COMMERCIAL, Area.POLITICAL} == {Area.COMMERCIAL}
    campaign = findings("Only the Conservatives will protect the green belt, so vote for them on 1 May.")
    assert {f.area for f in campaign} & {Area.COMMERCIAL, Area.POLITICAL} == {Area.POLITICAL}
