"""What an advert leaves in a page's code: networks, pixels, paid links. All of it rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policy_checks import links
from policy_checks.context import has, hits
from policy_checks.flow import (
    flow,
    fold,
    paragraphs_with,
    pattern,
    sentences,
    trim,
)
from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy
from policy_checks.names import find_names_in_address

EMBEDS = links.hosts("embed_hosts.txt")
FRAMES = {"iframe", "frame", "embed", "object"}
AD_ELEMENTS = {"amp-ad", "amp-analytics", "amp-pixel", "amp-embed", "amp-auto-ads"}
ADDRESSES = ("href", "src", "data-src", "action", "poster", "srcset", "data", "formaction", "ping")

_SIZES = r"(?:728x90|468x60|160x600|120x600|970x250|970x90|300x600|320x50|234x60)"
_AD_HOST_WORD = pattern(
    r"(?:^|[.-])(?:ads?|adverts?|advertising|adserver?|adserv|adsrv|adnetwork|banners?|popunders?"
    r"|pop|retarget|retargeting|remarketing|beacon|pixel|sponsors?|tracker|tracking|telemetry"
    r"|ad(?:carousel|counter|click|tech|roll|zone|unit|push|stream|media|link|space|rotator|board"
    r"|exchange|manager|vert[a-z]*|sys[a-z]*|slot[a-z]*|box|flow|hub|grid|wave|lift)[a-z]*"
    r"|[a-z]+(?:adverts|banners|adserver|adnetwork)|(?:remind|native|smart|easy|best|local|click"
    r"|text|push|pop|rich|auto|my|get|fast|mega|super|village|parish)ads?)(?:[.-]|[0-9]|$)"
)
_AD_QUERY = pattern(
    r"(?:^|[&;?])(?:ads?|ad_?(?:unit|slot|zone|size|client|id|type)|adserver|banner|bannerid|sell"
    r"|zone(?:id)?|placement|impression|retarget|audience|cookie|pub(?:id|lisher)?|ev)="
)
_AD_CLASS = pattern(
    r"(?:^|[\s_-])(?:adsbygoogle|ad-?(?:slot|unit|banner|container|wrapper|box|zone|space)"
    r"|banner-?ads?|advert(?:isement|orial)?-?(?:slot|unit|banner|box|space)|dfp|gpt-ad|taboola"
    r"|outbrain|sponsored-(?:post|content|link)|retarget(?:ing)?|remarketing|affiliate|popunder"
    r"|mgid|carbonads|ezoic)(?:$|[\s_0-9-])"
)
_PIXEL_NAME = pattern(
    r"(?:^|[/_.-])(?:pixel|beacon|1x1|track(?:er|ing)?|tracking-pixel|hit|hits|impression"
    r"|counter|count|spacer|clear|blank|collect|tr)(?:\.(?:gif|png|php|aspx?|jpg)|[?]|$)"
)
_HIDDEN = pattern(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:[;.]|$)"
    r"|text-indent\s*:\s*-|(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?|white|transparent)\b"
)
_CODE = pattern(
    r"adsbygoogle|googlesyndication|googletagmanager|googletagservices|google-analytics\.com"
    r"|googleadservices|doubleclick\.net|gtm\.start|\bgtag\s*\(|\bfbq\s*\(|fbevents\.js|\b_gaq\b"
    r"|\bga\s*\(\s*['\"](?:create|send)|amazon-adsystem|\bhj\s*\(|hotjar|taboola|outbrain"
    r"|\bttq\.|snaptr\s*\(|twq\s*\(|lintrk|_linkedin_partner_id|clarity\.ms|ca-pub-[0-9]+"
    r"|GTM-[A-Z0-9]{5,}|\bUA-[0-9]{4,}-[0-9]+|data-ad-(?:slot|client|format|unit)|pop-?under"
    r"|\bpay\s+(?:us\s+|you\s+)?\xa3?[0-9]+\s+per\s+thousand|google-adsense-account"
    r"|[/_-]" + _SIZES + r"\b"
)
_SCRIPT_IN_TEXT = pattern(r"<(?:script|iframe)\b[^>]*\bsrc\s*=\s*[\"'\\]*\s*((?:https?:)?//[^\s\"'>\\]+)")


def _size(value: str) -> int:
    digits = value.strip().lower().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() else 99


def is_ad_address(url: str) -> bool:
    """Say whether an address is an ad network's, by list, by name or by what it asks for."""
    parts, host = links.split(url), links.host_of(url)
    if not host or links.is_public(host):
        return False
    if links.listed(host, parts.path, links.AD_HOSTS) or _AD_HOST_WORD.search(fold(host)):
        return True
    return _AD_QUERY.search(fold(parts.query)) is not None


def is_pixel(attributes: Mapping[str, str]) -> bool:
    """Say whether a picture is there to count its readers rather than to be seen."""
    url = attributes.get("src", "")
    if not links.host_of(url):
        return False
    small = _size(attributes.get("width", "")) <= 1 or _size(attributes.get("height", "")) <= 1
    hidden = _HIDDEN.search(fold(attributes.get("style", ""))) is not None
    named = _PIXEL_NAME.search(fold(links.split(url).path)) is not None
    return small or hidden or named or is_ad_address(url)


def _judge_script(url: str) -> str | None:
    if is_ad_address(url):
        return "ad-network"
    return "foreign-script" if links.host_of(url) else None


def _judge_frame(url: str) -> str | None:
    if is_ad_address(url):
        return "ad-network"
    host = links.host_of(url)
    known = links.listed(host, links.split(url).path, EMBEDS)
    return None if not host or known else "foreign-frame"


def _judge_marks(name: str, attributes: Mapping[str, str]) -> str | None:
    """Return the rule that an element breaks by its class, its id or its data attributes."""
    if name in AD_ELEMENTS or any(key.startswith("data-ad-") for key in attributes):
        return "ad-network"
    if {"data-audience", "data-adunit", "data-retarget", "data-zone-ad"} & set(attributes):
        return "ad-network"
    marks = fold(f"{attributes.get('class', '')} {attributes.get('id', '')}")
    if _AD_CLASS.search(marks):
        return "ad-network"
    adsense = name == "meta" and attributes.get("name", "") == "google-adsense-account"
    return "ad-network" if adsense else None


def _judge_anchor(attributes: Mapping[str, str]) -> str | None:
    words = attributes.get("rel", "").lower().split()
    if "sponsored" in words:
        return "sponsored-link"
    if attributes.get("ping"):
        return "tracking-pixel"
    away = links.host_of(attributes.get("href", ""))
    if away and _HIDDEN.search(fold(attributes.get("style", ""))):
        return "hidden-link"
    return None


def _judge_kind(name: str, attributes: Mapping[str, str]) -> str | None:
    url = attributes.get("src") or attributes.get("href") or attributes.get("data") or ""
    if name == "script":
        return _judge_script(url)
    if name in FRAMES:
        return _judge_frame(url)
    if name == "img":
        return "tracking-pixel" if is_pixel(attributes) else None
    if name == "link":
        return "ad-network" if is_ad_address(url) else None
    return _judge_anchor(attributes) if name in {"a", "area"} else None


def judge_element(name: str, attributes: Mapping[str, str]) -> str | None:
    """Return the rule that an element breaks, if any; Markdown links and images are a and img."""
    given = {key.lower(): value or "" for key, value in attributes.items()}
    found = _judge_marks(name.lower(), given) or _judge_kind(name.lower(), given)
    if found:
        return found
    for each in ADDRESSES:
        rule = links.judge_link(given[each]) if each in given else None
        if rule:
            return rule
    return None


def find_ad_code(source: str) -> Iterator[tuple[int, int]]:
    """Yield the marks of advertising code in a page as written, scripts and comments included."""
    raw = fold(source)
    for hit in _CODE.finditer(raw):
        yield hit.span()
    for hit in _SCRIPT_IN_TEXT.finditer(raw):
        yield hit.span(1)


_PAID_LINK = pattern(
    r"\b(?:pays?|earns?|gives?|brings?|puts?|gets?|makes?|receives?|raises?|sends?)\b[^.!?]*"
    r"\b(?:commission|finder's\s+fee|referral\s+fee|(?:few|couple\s+of)\s+(?:pence|pounds)"
    r"|its\s+(?:[0-9]+|\w+)\s?(?:%|per\s?cent)|cashback|kick-?back|small\s+(?:percentage|cut|thank-you))"
    r"|\b(?:bought|booked|ordered|order|buy|book|purchase|sign\s+up|shop|joins?|switch)[^.!?]*"
    r"\b(?:through|via|using|from)\s+(?:the|this|our|my|that)\s+link\b"
    r"|\brefer(?:ral)?-?(?:\s?a-?\s?friend)?\s+(?:link|code|scheme\s+link)\b"
    r"|\b(?:my|our|this|his|her)\s+(?:affiliate|referral|partner)\s+(?:link|code)"
    r"|\baffiliate\s+links?\s+(?:below|above|here|in\s+this)\b"
)
_PAID_CLUE = pattern(
    r"\b(?:link|banner|click|https?:|www\.|online|shop|order|buy|book(?:ed|ing)?|bought|purchase|switch"
    r"|for\s+each|each\s+(?:one|sale|caravan|sign))"
)
_PAID_VETO = pattern(
    r"\b(?:not|never|nor|must)\b|\bno\s+(?:commission|fees?|links?|trackers?)|\bany\s+agent|n't\b|\bcouncil(?:lor)?\s+tax\b"
    r"|\b(?:commission(?:ed|er|ers|ing)|county\s+council|HMRC|solicitor)\b"
    r"|\b(?:charity|electoral|forestry|countryside)\s+commission\b"
)


def find_paid_links(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that say somebody is paid for what readers buy through a link."""
    for offset, raw in paragraphs_with(_PAID_LINK, flow(text)):
        for begin, end in sentences(raw):
            piece = raw[begin:end]
            told = _PAID_LINK.search(piece) and _PAID_CLUE.search(piece)
            if told and _PAID_VETO.search(piece) is None:
                yield trim(raw, begin, end, offset)


HOLDS = frozenset({"foreign-frame"})  # another check says what it is; here a person looks


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each element, address or sentence that serves an advertiser."""
    for element in document.elements:
        if rule := judge_element(element.name, element.attributes):
            yield _element_hit(element, rule)
    yield from hits(document.readings["written"], find_ad_code)
    yield from hits(document.plain, find_paid_links)
    yield from hits(document.plain, links.find_links)


def _element_hit(element: Element, rule: str) -> Hit:
    words = element.name + " " + " ".join(element.attributes.values())
    remedy = _remedy(element) if rule in {"tracking-parameter", "affiliate"} else ""
    level = Level.HOLD if rule in HOLDS else None
    return Hit(element.start, element.end, words, level=level, remedy=remedy)


def _remedy(element: Element) -> str:
    """Return what to do about a link that follows the reader: the clean one to paste, where it can name nobody."""
    tracked = next((value for value in element.attributes.values() if links.has_tracking(value)), "")
    clean = links.without_tracking(tracked)
    told = len(clean) <= LONGEST and not has(PRIVATE, clean) and not any(find_names_in_address(clean))
    return f"Paste this address in its place: {clean}" if clean and told else CLEAN


LONGEST = 100  # characters of a link that is told
PRIVATE = r"[^!-~]|[@%]|=[^&]{9}|[0-9]{5}"  # what an address could tell of somebody
CLEAN = "Paste the address again without what follows the question mark, or without the parts that begin with utm_ or the like."
CHECK = Check(
    id="commercial-structure",
    area=Area.COMMERCIAL,
    clause="C19",
    level=Level.REJECT,
    message="This serves an advertiser: a script, a counting picture, a paid or tracking link, or a link that hides where it goes.",
    remedy="Take it out, or link to the body's own page.",
    why="An advertising network, an affiliate link or a tracking address pays somebody, or follows the reader, for every "
    "visit from the Council's website. Gambling and adult sites, and shortened links, are refused with them (C26f).",
    find=find,
    on=("written",),
    fails=(
        "⟦<script src='https://www.googletagmanager.com/gtm.js?id=GTM-1'>⟧</script>",
        "See ⟦[the mower](https://shop.example/mower?affid=77)⟧.",
        "⟦[Booking](https://hall.example/book?utm_source=parish&utm_medium=web)⟧",
        "⟦<img src='https://count.example/p.gif' width='1' height='1' alt=''>⟧",
        "⟦<a rel='sponsored' href='https://shop.example/'>⟧Boots</a>",
        "⟦<https://www.amazon.co.uk/dp/B000000000?tag=village-21>⟧",
        "⟦[Details](https://bit.ly/3abc)⟧",
        "⟦[Odds](https://www.betfred.com/sports)⟧",
    ),
    passes=(
        "[Booking](https://hall.example/book?date=2026-11-24)",
        "[Comment on the plan](https://planning.example.gov.uk/view?ref=25/01234/FUL)",
        "The Advertiser newspaper printed the notice.",
        "![Map](images/map.png){ width=1 }",
        "[Partners](https://www.example.org/partners){: rel=noopener }",
    ),
)
