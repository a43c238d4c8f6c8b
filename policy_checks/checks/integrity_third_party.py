"""Scripts and embedded content of third parties (clause C41)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy
from policy_checks.reading import hosts

EMBEDS = frozenset({"iframe", "frame", "object", "embed", "applet", "portal"})
LOADS = {"script": "src", "link": "href", "audio": "src", "video": "src", "track": "src"}
POSTS = frozenset(
    {"twitter-tweet", "twitter-timeline", "instagram-media", "tiktok-embed", "fb-post", "fb-video", "fb-page"}
) | {
    "reddit-embed-bq",
    "bluesky-embed",
    "pin-embed",
    "imgur-embed-pub",
}
# Links that fetch nothing.
IDLE = frozenset({"canonical", "alternate", "author", "license", "me", "prev", "next", "help", "search"})


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each embed, and each thing loaded from a host that is not the Council's."""
    for element in document.elements:
        if element.name in EMBEDS or _is_post(element) or not all(map(policy.owns, hosts(_loaded(element)))):
            yield Hit(element.start, element.end, element.name + " ".join(element.attributes.values()))


def _is_post(element: Element) -> bool:
    """Say whether an element is what a social network's program turns into a post."""
    return not POSTS.isdisjoint(element.attributes.get("class", "").casefold().split())


def _loaded(element: Element) -> str:
    """Return the address that an element makes a browser fetch."""
    relations = set(element.attributes.get("rel", "").casefold().split())
    if element.name not in LOADS or (element.name == "link" and relations and relations <= IDLE):
        return ""
    return element.attributes.get(LOADS[element.name], "")


CHECK = Check(
    id="integrity-third-party",
    area=Area.INTEGRITY,
    clause="C41",
    level=Level.REJECT,
    message="This loads something from another organisation into the page, which gives every reader's internet address away.",
    remedy="Take it out, and give an ordinary link to the other website instead.",
    why="An embedded map, video, feed or script tells its owner who is reading the Council's website. A link does so only "
    "when a reader chooses to follow it.",
    find=find,
    on=("written",),
    fails=(
        "⟦<script src='https://widgets.example/w.js'>⟧</script>",
        "⟦<iframe src='https://maps.example/embed?q=green'>⟧</iframe>",
        "⟦<link rel='stylesheet' href='https://fonts.example/css'>⟧",
        "⟦<object data='form.swf'>⟧</object>",
        "⟦<blockquote class='twitter-tweet'>⟧Words</blockquote>",
        "⟦<video src='https://media.example/v.mp4'>⟧</video>",
    ),
    passes=(
        "[The map](https://maps.example/green) is on the county's website.",
        "<https://www.legislation.example/uksi/2018/952>",
        "<link rel='canonical' href='https://www.bassingbourn.org/'>",
        "The iframe element is not used on this website.",
    ),
)
