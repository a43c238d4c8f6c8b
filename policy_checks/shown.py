"""What a built page shows to whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from policy_checks.hiding import Rule, hidden_nodes, rules_of
from policy_checks.model import Policy
from policy_checks.reading import normalised

CLERK = "{clerk_email}"  # stands for the Clerk's address, which is written once, in policy.yml
UNSEEN = (
    "head, script, style, template, noscript, dialog:not([open]), [hidden], [aria-hidden=true], "
    "[style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], [style*='visibility: hidden']"
)
REDIRECT = "meta[http-equiv=refresh]"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a built page shows: its words as they are compared, and the addresses that it gives, in small letters."""

    words: str
    addresses: frozenset[str]

    def says(self, words: str, policy: Policy) -> bool:
        """Say whether these words, or the Clerk's exact address, are shown."""
        return policy.clerk_email in self.addresses if words == CLERK else normalised(words) in self.words


def page_shows(data: bytes, rules: tuple[Rule, ...] = ()) -> Shown | None:
    """Return what a built page (UTF-8 HTML) shows, or nothing of one that only leads to another page.

    ``rules`` are those of the website's style sheets.
    """
    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    if tree.css_first(REDIRECT):
        return None
    styles = rules_of(node.text() for node in tree.css("style"))
    for node in [*hidden_nodes(tree, rules + styles), *tree.css(UNSEEN)]:
        node.decompose()
    text = tree.root.text(deep=True) if tree.root else ""
    links = (node.attributes.get("href") or "" for node in tree.css("a[href^='mailto:']") if node.text(strip=True))
    mailed = (link.removeprefix("mailto:").partition("?")[0] for link in links)
    written = (word.strip(".,;:()<>“”‘’\"'") for word in text.split() if "@" in word)
    return Shown(normalised(text), frozenset(each.casefold() for each in (*mailed, *written)))
