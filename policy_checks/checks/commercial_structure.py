"""The structure of advertising: networks, affiliate and tracking links, counting pixels (clauses C19, C26g)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy
from policy_checks.reading import ADDRESSES, hosts

# Networks that place adverts or count readers for advertisers.
NETWORKS = words("advert_hosts")
AFFILIATES = words("affiliate_hosts")
# Parameters that pay whoever placed the link, or follow the reader who chose it.
AFFILIATE_PARAMETERS = words("affiliate_parameters")
TRACKING_PARAMETERS = words("tracking_parameters")
SHOPS = ("amazon.", "ebay.", "etsy.")


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each element whose address or form serves an advertiser."""
    for element in document.elements:
        if _advertises(element):
            yield Hit(element.start, element.end, element.name + " ".join(element.attributes.values()))


def _advertises(element: Element) -> bool:
    attributes = element.attributes
    if "sponsored" in attributes.get("rel", "").casefold().split() or "data-ad-client" in attributes:
        return True
    values = [value for name, value in attributes.items() if name in ADDRESSES]
    return (
        any(map(_paid_address, values))
        or any(_under(host, NETWORKS) for value in values for host in hosts(value))
        or _pixel(element)
    )


def _under(host: str, names: frozenset[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def _paid_address(address: str) -> bool:
    if "?" not in address and not hosts(address):
        return False
    names = {name.casefold() for name, _ in parse_qsl(urlsplit(address.replace("[", "")).query)}
    on_hosts = hosts(address)
    shop = any(name in host for host in on_hosts for name in SHOPS) and "tag" in names
    return (
        bool(names & (AFFILIATE_PARAMETERS | TRACKING_PARAMETERS))
        or shop
        or any(_under(h, AFFILIATES) for h in on_hosts)
    )


def _pixel(element: Element) -> bool:
    attributes = element.attributes
    sizes = {attributes.get("width", ""), attributes.get("height", "")}
    return element.name == "img" and bool(hosts(attributes.get("src", ""))) and sizes <= {"0", "1", "0px", "1px"}


CHECK = Check(
    id="commercial-structure",
    area=Area.COMMERCIAL,
    clause="C19",
    level=Level.REJECT,
    message="This is an advertiser's link, script or counting picture.",
    remedy="Take it out. For a link, paste the address without what follows the question mark.",
    why="An advertising network, an affiliate link or a tracking address pays somebody, or follows the reader, for every "
    "visit from the Council's website.",
    find=find,
    on=("written",),
    fails=(
        "⟦<script src='https://pagead2.googlesyndication.com/x.js'>⟧</script>",
        "See ⟦[the mower](https://shop.example/mower?affid=77)⟧.",
        "⟦[Booking](https://hall.example/book?utm_source=parish&utm_medium=web)⟧",
        "⟦<img src='https://count.example/p.gif' width='1' height='1' alt=''>⟧",
        "⟦<a rel='sponsored' href='https://shop.example/'>⟧Boots</a>",
        "⟦<https://www.amazon.co.uk/dp/B000000000?tag=village-21>⟧",
    ),
    passes=(
        "[Booking](https://hall.example/book?date=2026-11-24)",
        "[Comment on the plan](https://planning.example/view?ref=25/01234/FUL)",
        "The Advertiser newspaper printed the notice.",
        "![Map](images/map.png){ width=1 }",
    ),
)
