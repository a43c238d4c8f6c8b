"""Links: where they go, who is paid for them, and what they tell about the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from policy_checks.flow import fold, pattern, read_list

PUBLIC = tuple(read_list("public_endings.txt"))
ADULT_ENDINGS = (".xxx", ".porn", ".sex", ".adult", ".webcam")
GAMBLING_ENDINGS = (".bet", ".casino", ".poker", ".bingo")

_GAMBLING_WORD = pattern(
    r"(?:^|[.-])(?:[a-z0-9]*(?:casino|betting|jackpot|freebets?|freespins?|sportsbook|roulette)"
    r"[a-z0-9]*|(?:bet|slots|bingo|poker|punter)[a-z]*(?:bet|win|slots|spin|king|online|uk|city)"
    r"|(?:[a-z]*[b-df-hj-np-z]|[a-z]*(?:y|e|o|i))bet)(?:[.-]|$)"
)
_ADULT_WORD = pattern(r"(?:^|[.-])(?:[a-z0-9]*(?:porn|xxx|hotgirls|camgirls|sexcam|escorts)[a-z0-9]*)")
_WRITTEN = pattern(r"(?:https?://|www\.)[^\s<>\"'|)\]]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}/[^\s<>\"'|)\]]+")
_AFFILIATE_PATH = pattern(r"/(?:aff|affiliates?|refer|referrals?|raf|refer-a-friend)/[^/]+")
_AFFILIATE_HOST = pattern(
    r"(?:^|[.-])(?:(?:aff|affil|affiliate|affiliates|linkpartner|cashback|clickaff|afflinks?)"
    r"|(?:click|track|trk|go|clk)\.[a-z-]*(?:partner|link|offer|aff|shop)[a-z-]*)[.-]"
)


def hosts(name: str) -> dict[str, tuple[str, ...]]:
    """Return the hosts of a list, each with the beginnings of path that it is listed for."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in read_list(name):
        host, _, path = entry.partition("/")
        found[host] = (*found.get(host, ()), "/" + path if path else "")
    return found


AD_HOSTS = hosts("ad_hosts.txt")
AFFILIATE_HOSTS = hosts("affiliate_hosts.txt")
SHORTENERS = hosts("shorteners.txt")
GAMBLING = hosts("gambling_hosts.txt")
ADULT = hosts("adult_hosts.txt")


def _parameters(name: str) -> dict[str, tuple[str, ...]]:
    """Return the parameters of a list, each with the hosts it is meant for (none: any)."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in read_list(name):
        key, _, host = entry.partition("@")
        found[key] = (*found.get(key, ()), host)
    return found


AFFILIATE = _parameters("affiliate_params.txt")
TRACKING = _parameters("tracking_params.txt")
TRACKING_STARTS = tuple(key[:-1] for key in TRACKING if key.endswith("*"))


def split(url: str) -> SplitResult:
    """Return the parts of a link; a link that cannot be read has none."""
    url = url.strip().replace("&amp;", "&")
    if url[:4].lower() == "www.":
        url = "https://" + url
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host_of(url: str) -> str:
    """Return the host that a link goes to, in small letters and without ``www.``."""
    return (split(url).hostname or "").rstrip(".").removeprefix("www.")


def listed(host: str, path: str, entries: dict[str, tuple[str, ...]]) -> bool:
    """Say whether a host, or the domain it belongs to, is in a list."""
    labels = host.split(".")[-6:]
    endings = (".".join(labels[at:]) for at in range(len(labels)))
    return any(path.startswith(begin) for each in endings for begin in entries.get(each, ()))


def is_known(host: str, bodies: Sequence[str]) -> bool:
    """Say whether a host is one of these bodies', or a public body's by its ending."""
    return any(host == each or host.endswith("." + each) for each in (*bodies, *PUBLIC))


def is_public(host: str) -> bool:
    """Say whether a host is a public body's by its ending."""
    return is_known(host, ())


def _meant(names: dict[str, tuple[str, ...]], key: str, host: str) -> bool:
    return any(not each or each in host for each in names.get(key, ()))


def is_tracking(key: str, host: str) -> bool:
    """Say whether a parameter only tells where the reader came from."""
    key = key.lower()
    return key.startswith(TRACKING_STARTS) or _meant(TRACKING, key, host)


def _pairs(query: str) -> list[str]:
    return [pair for pair in query.replace(";", "&").split("&") if pair]


def _key(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()


def has_affiliate(url: str) -> bool:
    """Say whether somebody is paid for the readers that a link brings."""
    parts, host = split(url), host_of(url)
    if not host or is_public(host):
        return False
    if listed(host, parts.path, AFFILIATE_HOSTS) or _AFFILIATE_HOST.search(fold(host)):
        return True
    if _AFFILIATE_PATH.search(fold(parts.path)):
        return True
    return any(_meant(AFFILIATE, _key(pair), host) for pair in _pairs(parts.query))


def has_tracking(url: str) -> bool:
    """Say whether a link has parameters that only follow the reader."""
    parts, host = split(url), host_of(url)
    return any(is_tracking(_key(pair), host) for pair in _pairs(parts.query))


def without_tracking(url: str) -> str:
    """Return a link without the parameters that only follow the reader, and without a fragment that carries any."""
    parts, host = split(url), host_of(url)
    kept = "&".join(pair for pair in _pairs(parts.query) if not is_tracking(_key(pair), host))
    return parts._replace(query=kept, fragment="" if "=" in parts.fragment else parts.fragment).geturl()


def _kind_of_host(host: str, path: str) -> str | None:
    plain = fold(host)
    if listed(host, path, ADULT) or host.endswith(ADULT_ENDINGS) or _ADULT_WORD.search(plain):
        return "adult"
    if listed(host, path, GAMBLING) or host.endswith(GAMBLING_ENDINGS):
        return "gambling"
    if _GAMBLING_WORD.search(plain):
        return "gambling"
    return "shortener" if listed(host, path, SHORTENERS) else None


def judge_link(url: str) -> str | None:
    """Return the rule that a link breaks, if any."""
    parts, host = split(url), host_of(url)
    if not host or is_public(host):
        return "tracking-parameter" if has_tracking(url) else None
    if listed(host, parts.path, AD_HOSTS):
        return "ad-network"
    kind = _kind_of_host(host, parts.path)
    if kind:
        return kind
    if has_affiliate(url):
        return "affiliate"
    return "tracking-parameter" if has_tracking(url) else None


def find_links(text: str) -> Iterator[tuple[int, int]]:
    """Yield the addresses written out in a text that may not be linked to."""
    raw = fold(text)
    for hit in _WRITTEN.finditer(raw):
        url = text[hit.start() : hit.end()].rstrip(".,;:!?")
        address = url if "://" in url or url[:4].lower() == "www." else "https://" + url
        if judge_link(address):
            yield hit.start(), hit.start() + len(url)
