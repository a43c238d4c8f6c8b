"""What a style sheet hides on every screen: the words stand in the page, and nobody reads them.

Rules are taken in their order; how specific a selector is, what is inherited, and whatever stands in an at-rule (a narrow
screen, print) is left aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from policy_checks.model import Reading
from policy_checks.reading import pattern, scan

COMMENT = r"(?s)/\*.*?\*/"
PIECE = r"[{}]|[^{}]+"
DECLARATION = r"(?is)(?:^|[;\s])(display|visibility|clip-path|clip|opacity|font-size|text-indent)\s*:\s*([^;]+)"
HIDES = {  # what hides by each property
    "display": r"(?i)^none\b",
    "visibility": r"(?i)^(?:hidden|collapse)\b",
    "clip-path": r"(?i)^inset\(\s*(?:50|100)%",
    "clip": r"(?i)^rect\(\s*(?:0|1px)\b",
    "opacity": r"^0*(?:\.0+)?%?\s*(?:!|$)",
    "font-size": r"^0*(?:\.0+)?(?:[a-z]+|%)?\s*(?:!|$)",
    "text-indent": r"^-[0-9]{3}",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule says of one property that can hide: for which elements, and whether it hides them."""

    selector: str
    name: str
    hides: bool


def rules_of(sheets: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of style sheets that can hide or show, in their order; what cannot be understood is left out."""
    return tuple(rule for sheet in sheets for rule in _rules(sheet))


def _rules(sheet: str) -> Iterator[Rule]:
    for selector, block in _blocks(sheet):
        if selector.startswith("@") or not _is_selector(selector):
            continue
        for found in scan(DECLARATION, Reading(block)):
            name, value = (str(group) for group in found.groups)
            hides = next(scan(HIDES[name.casefold()], Reading(value.strip())), None) is not None
            yield Rule(selector, name.casefold(), hides)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outermost pair of braces, and the declarations that stand right in it."""
    text = pattern(COMMENT).sub("", sheet)
    depth, selector, block = 0, "", ""
    for found in scan(PIECE, Reading(text)):
        piece = text[found.start : found.end]
        depth = max(0, depth + {"{": 1, "}": -1}.get(piece, 0))
        if piece == "}" and depth == 0:
            yield selector.rpartition(";")[2].strip(), block
            selector, block = "", ""
        elif depth == 0:
            selector = piece
        elif depth == 1 and piece not in "{}":
            block += piece
    # A sheet that ends within a rule ends that rule.
    if depth:
        yield selector.rpartition(";")[2].strip(), block


def _is_selector(text: str) -> bool:
    try:
        LexborHTMLParser("").css(text)
    except SelectolaxError:
        return False
    return True


def hidden_nodes(tree: LexborHTMLParser, rules: tuple[Rule, ...]) -> Iterator[LexborNode]:
    """Yield the elements of a page that its style sheets hide."""
    for at, rule in enumerate(rules):
        if rule.hides:
            later = [each.selector for each in rules[at + 1 :] if each.name == rule.name and not each.hides]
            for node in tree.css(rule.selector):
                if not any(node.css_matches(selector) for selector in later):
                    yield node
