"""Links to accounts on social networks (clauses C02, C04): the Council's channels are those that policy.yml names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policy_checks.data import rows, words
from policy_checks.links import host_of, split
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


@cache
def networks() -> dict[str, tuple[str, ...]]:
    """Return, for each host of a social network, the names that policy.yml may give it (data/social_hosts.txt)."""
    return {host: tuple(names.split(",")) for names, *hosts in map(str.split, rows("social_hosts")) for host in hosts}


def network_of(address: str) -> tuple[str, ...]:
    """Return the names of the social network on which an address leads to an account; none where it does not."""
    host = host_of(address)
    names = next((names for known, names in networks().items() if host == known or host.endswith("." + known)), ())
    first = split(address).path.strip("/").partition("/")[0].casefold()
    return () if not first or first in words("social_pages") else names


def allowed(address: str, names: tuple[str, ...], policy: Policy) -> bool:
    """Say whether an account is one of the Council's channels: by its address, where policy.yml gives one."""
    for name in names:
        channel = policy.channels.get(name)
        if isinstance(channel, str) and "/" in channel:
            return _account(channel) == _account(address)
        if channel:
            return True
    return False


def _account(address: str) -> tuple[str, str]:
    return host_of(address), split(address).path.strip("/").casefold()


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each link to an account that is not one of the Council's channels."""
    for element in document.elements:
        address = element.attributes.get("href", "") if element.name in {"a", "area"} else ""
        names = network_of(address)
        if names and not allowed(address, names, policy):
            yield Hit(*(element.address or (element.start, element.end)), address)


CHECK = Check(
    id="notices-channel",
    area=Area.NOTICES,
    clause="C02",
    level=Level.REJECT,
    message="This leads to an account on a social network that is not one of the Council's channels.",
    remedy="Take the link out. If the Council uses this channel, enter it in policy.yml under “channels”, and in the policy.",
    why="The policy names the channels that the Council uses, and is updated when they change (C04). A link to any other account reads as "
    "if the Council spoke there.",
    find=find,
    triggers=(r"(?i)\b(?:" + "|".join(host.replace(".", r"\.") for host in networks()) + r")\b",),
    on=("addresses",),
    fails=(
        "[Our group](⟦https://www.instagram.com/village.example⟧)",
        "[Watch us](⟦https://youtube.com/@village.example⟧)",
        "[Ask here](⟦https://chat.whatsapp.com/AbCdEf⟧)",
        "[Follow us](⟦//x.com/village_example⟧)",
    ),
    passes=(
        "[The village page](https://www.facebook.com/village.example)",
        "[Share this](https://www.linkedin.com/share?url=https://www.bassingbourn.org/)",
        "[The film](https://www.youtube.com/watch?v=abcdefghijk)",
        "[One video](https://youtu.be/abcdefghijk)",
        "[About Instagram](https://www.instagram.com/)",
        "We do not use Instagram.",
    ),
)
