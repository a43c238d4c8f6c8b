"""Pages: Markdown with front matter, read the way MkDocs and a resident's browser together would.

The tokeniser knows just enough Markdown to tell mark-up from words. It is linear: every alternative of
TOKEN begins with a character of its own and stops at the next one of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from policy_checks.data import words
from policy_checks.documents.source import Source, decode, document
from policy_checks.model import Document, Element, Problem, Reading
from policy_checks.reading import ADDRESSES, EITHER, INVISIBLE, LETTERS, Builder
from policy_checks.strict_yaml import MalformedError, load

TOKEN = re.compile(
    r"""
    (?P<comment><!--)
    | (?P<autolink><(?:https?://|mailto:|tel:|sms:|callto:)[^<>\s]{1,2000}>)
    | (?P<tag></?[A-Za-z][A-Za-z0-9:-]*(?=[\s/>]))
    | (?P<unicode>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}))
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>`+|~{3,})
    | (?P<mark>\*+|~~|==|\^\^|(?<![^\W_])_+|_+(?![^\W_]))
    | (?P<footnote>\[\^[^\[\]\s]{1,60}\])
    | (?P<image>!\[)
    | (?P<open>\[)
    | (?P<close>\])
    | (?P<attributes>\{:?[ ]*[#.A-Za-z][^{}\n]{0,2000}\})
    | (?P<block>\r?\n[ \t]*+\r?\n)
    | (?P<line>\r?\n(?:[ \t]{0,12}>){0,8}[ \t]++(?=\S)|\r?\n(?:[ \t]{0,12}>){1,8})
    | (?P<special>&|\r\n?|[A-Za-z][\u0300-\u036f]+|[^\t\n\r -~]+)
    """,
    re.VERBOSE,
)
# Every character that a token may begin with: looked for first, because that is quick.
BEGINS = re.compile(r"[<\\*~=^`_!\[\]{&\r\x00-\x08\x0b-\x1f\x7f-\U0010ffff]|\n(?=[ \t>\r\n])")
COMBINING = re.compile(r"[\u0300-\u036f]")
DEFINITION = re.compile(r"\[[^\[\]\n]{1,200}\]:[ \t]*\n?[ \t]*(?=[^\s])")
# What stands between the brackets of a link: its address, then perhaps a title.
TARGET = re.compile(
    r"""\(\s{0,20}(?:<(?P<angled>[^<>\n]{0,8000})>|(?P<bare>[^\s()<>]{0,8000}(?:\([^\s()]{0,2000}\)[^\s()]{0,2000}){0,3}))
    (?:\s{1,20}(?:"(?P<double>[^"]{0,2000})"|'(?P<single>[^']{0,2000})'|\((?P<round>[^()]{0,2000})\)))?\s{0,20}\)""",
    re.VERBOSE,
)
DEFINED = re.compile(
    r"""(?P<address>[^\s]{1,8000})(?:[ \t]{1,20}["'(](?P<title>[^"'()\n]{0,2000})["')])?[ \t]*(?=\n|$)"""
)
LABEL = re.compile(r"\[([^\[\]\n]{0,200})\]")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,200})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]{1,8000})))?""")
PROSE_ATTRIBUTES = frozenset(
    {"alt", "title", "aria-label", "aria-description", "content", "placeholder", "value", "summary", "label", "abbr"}
)
UNREAD_ATTRIBUTES = ADDRESSES | {"class", "style", "d", "points", "transform", "viewbox", "integrity"}
SHORTEST_NUMBER = 10  # digits
SPELLED = frozenset({"at", "dot"})  # “<at>” is a tag to a browser, and “@” to somebody who writes it
BLOCKS = words("html_blocks")
CELLS = frozenset({"td", "th"})
LONGEST_MARK = 3  # longer runs of * and _ are rules, or lines to write on
LONGEST_SPAN = 2_000
SHORT = 200  # characters of a line before and after an entity
LONGEST_CODE = 100_000
LONGEST_TAG = 100_000  # characters: a picture may be written into its tag
MOST_ATTRIBUTES = 100
FENCE = "---"
# MkDocs takes “word: …” on the first line of a page without front matter for a setting, and drops the line.
BARE_SETTING = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]{1,80}:(?:[ \t\n]|$)")
INDENTED_FENCE = re.compile(rf"[\s{INVISIBLE}]+-{{3}}[ \t]*\n")


def read(source: Source) -> list[Document]:
    """Read a page; raise UnreadableError when it is not UTF-8 or its front matter cannot be relied on."""
    text = decode(source.data)
    problems = []
    body = 0
    settings: dict[str, object] = {}
    try:
        settings, body = front_matter(text)
    except MalformedError as error:
        lines = text.split("\n")
        wrong = min(error.line, len(lines) - 1)  # it counts from the line after the hyphens
        at = sum(len(line) + 1 for line in lines[:wrong])
        problems.append(Problem(str(error), at, at + len(lines[wrong])))
    else:
        problems.extend(_misread(text, body))
    page = Tokens(text)
    page.front_matter(body)
    page.run(body)
    return [
        document(
            source,
            "markdown",
            text,
            page.builder.reading() if page.changed else Reading(text),
            tuple(page.elements),
            settings,
            tuple(problems),
        )
    ]


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """Return the settings between the ``---`` lines at the top, and the offset at which the page's words begin.

    Raises MalformedError when they are not plain, well-formed YAML, or are closed in a way that programs differ over.
    """
    if not text.startswith(FENCE) or text.split("\n", 1)[0].rstrip() != FENCE or "\n" not in text:
        return {}, 0
    end = _closing(text)
    if end < 0:
        return {}, 0
    first = text.index("\n") + 1
    value = load(text[first:end].replace("\r", "")).value
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise MalformedError("the settings at the top are not in the form “name: value”", 1)
    after = text.find("\n", end)
    return value, len(text) if after < 0 else after + 1


def _closing(text: str) -> int:
    """Return the offset of the line that closes the front matter, or -1."""
    at = text.index("\n") + 1
    while at < len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)].rstrip()
        if line == FENCE:
            return at
        if line == "...":
            raise MalformedError(
                "the settings at the top must end with a line of three hyphens", text.count("\n", 0, at)
            )
        if end < 0:
            return -1
        at = end + 1
    return -1


def _misread(text: str, body: int) -> list[Problem]:
    """Return what MkDocs would read, or drop, otherwise than it looks."""
    end = text.find("\n") if "\n" in text else len(text)
    if text.startswith("\ufeff"):
        return [Problem("byte-order mark", 0, 1)]
    if not body and (text.startswith(FENCE) and text[:end].rstrip() == FENCE and _setting_follows(text, end)):
        return [Problem("unclosed settings", 0, end)]
    if not body and INDENTED_FENCE.match(text):
        return [Problem("settings not at the top", 0, end)]
    if not body and BARE_SETTING.match(text):
        return [Problem("bare setting", 0, end)]
    return []


def _setting_follows(text: str, end: int) -> bool:
    return bool(BARE_SETTING.match(text, end + 1))


@dataclass
class Tokens:
    """The state of one pass over a page."""

    text: str
    builder: Builder = field(init=False)
    elements: list[Element] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)  # opened emphasis -> its piece
    brackets: list[tuple[int, int, int, bool]] = field(default_factory=list)  # piece, start, text's start, image?
    targets: dict[str, str] = field(default_factory=dict)  # reference definitions
    pending: list[tuple[str, bool, int, int, str]] = field(default_factory=list)
    changed: bool = False
    uncommented: int = -1  # from here on no comment ends
    heard: int = 0  # as far as lines were read a second time
    ahead: dict[str, int] = field(default_factory=dict)  # the last place of a mark that was looked up, see _next

    def __post_init__(self) -> None:
        self.builder = Builder(self.text)

    def front_matter(self, body: int) -> None:
        """Read the settings as text, with characters, entities and escapes folded."""
        self.builder.fold(0, body, EITHER)
        self.changed = any(not literal for _, _, literal in self.builder.spans)

    def run(self, at: int) -> None:
        """Tokenise the text from ``at`` to its end."""
        text, look = self.text, at
        readers = {kind: getattr(self, f"_{kind}") for kind in TOKEN.groupindex}
        while begins := BEGINS.search(text, look):
            begin = begins.start()
            if begin > at and COMBINING.match(text, begin):
                begin -= text[begin - 1].isalpha() and text[begin - 1].isascii()
            match = TOKEN.match(text, begin)
            if match is None:
                look = begins.end()
                continue
            self.builder.copy(at, begin)
            kind = match.lastgroup or ""
            at = look = readers[kind](match)
            self.changed = self.changed or kind != "block"
        self.builder.copy(at, len(text))
        for label, image, begin, end, text in self.pending if self.targets else ():
            self._reference(label, text, begin, end, image=image)

    def _comment(self, match: re.Match[str]) -> int:
        end = self.text.find("-->", match.end()) if self.uncommented < 0 else -1
        if end < 0:
            self.uncommented = match.end()
            self.builder.copy(match.start(), match.end())
            return match.end()
        self.builder.aside(self.text[match.end() : end], match.end(), end)
        return end + 3

    def _autolink(self, match: re.Match[str]) -> int:
        begin, end = match.span()
        self.builder.put(self.text[begin + 1 : end - 1], begin + 1, end - 1, literal=True)
        self._element("a", {"href": self.text[begin + 1 : end - 1]}, begin, end)
        return end

    def _tag(self, match: re.Match[str]) -> int:
        begin = match.start()
        end = self._tag_end(match.end())
        if end < 0:
            self.builder.copy(begin, match.end())
            return match.end()
        name = match[0].lstrip("</").casefold()
        if match[0][1] != "/":
            self._attributes_of(name, match.end(), end - 1, begin, end)
        if name in BLOCKS or name in CELLS:
            self.builder.put("\n" if name in BLOCKS else " | " if match[0][1] != "/" else "", begin, end)
        elif name in SPELLED:
            self.builder.copy(begin, end)
        return end

    def _tag_end(self, at: int) -> int:
        """Return the offset after the ``>`` that closes a tag, quotes minded, or -1 where it is too far or none."""
        last = min(len(self.text), at + LONGEST_TAG)
        for _ in range(MOST_ATTRIBUTES if self._next(">", at) < last else 0):
            stop = min((p for p in (self.text.find(c, at, last) for c in "\"'>") if p >= 0), default=-1)
            if stop < 0 or self.text[stop] == ">":
                return stop + 1 or -1
            close = self.text.find(self.text[stop], stop + 1, last)
            at = close + 1 if close >= 0 else stop + 1
        return -1

    def _next(self, mark: str, at: int) -> int:
        """Return where a mark stands next, or the text's length: looked up once, however often it is asked for."""
        if self.ahead.get(mark, -1) < at:
            found = self.text.find(mark, at)
            self.ahead[mark] = found if found >= 0 else len(self.text)
        return self.ahead[mark]

    def _unicode(self, match: re.Match[str]) -> int:
        self.builder.fold(*match.span(), EITHER)
        return match.end()

    def _line(self, match: re.Match[str]) -> int:
        """Read a line end with what a quotation or a list puts before the next line."""
        self.builder.put("\n", *match.span())
        return match.end()

    def _escape(self, match: re.Match[str]) -> int:
        self.builder.put(match[0][1], match.start() + 1, match.end(), literal=True)
        return match.end()

    def _mark(self, match: re.Match[str]) -> int:
        piece = self.builder.put(match[0], *match.span(), literal=True)
        if len(match[0]) > LONGEST_MARK:
            return match.end()
        opened = self.marks.pop(match[0], None)
        if opened is None:
            self.marks[match[0]] = piece
        else:
            self.builder.blank(opened)
            self.builder.blank(piece)
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        """Read a code span, or a block between fences: characters are folded, mark-up in it is only shown."""
        begin, end = match.span()
        fence = len(match[0]) > LONGEST_MARK - 1 and not self.text[self.text.rfind("\n", 0, begin) + 1 : begin].strip(
            " >-*\t"
        )
        close = self.text.find(("\n" if fence else "") + match[0], end, end + (LONGEST_CODE if fence else LONGEST_SPAN))
        if close < 0 or (not fence and "\n\n" in self.text[end:close]):
            self.builder.copy(begin, end)
            return end
        self.builder.fold(end, close, LETTERS)
        return close + len(match[0]) + fence

    def _definition(self, match: re.Match[str]) -> int:
        label = match[0].strip()
        target = DEFINED.match(self.text, match.end())
        if not target:
            self.builder.copy(*match.span())
            return match.end()
        name = label[1 : label.index("]:")].casefold()
        self.targets.setdefault(name, target["address"].strip("<>"))
        self._element("a", {"href": target["address"].strip("<>")}, *target.span("address"))
        if target["title"]:
            self.builder.aside(target["title"], *target.span("title"))
        return target.end()

    def _footnote(self, match: re.Match[str]) -> int:
        return match.end()

    def _image(self, match: re.Match[str]) -> int:
        return self._bracket(match, image=True)

    def _open(self, match: re.Match[str]) -> int:
        definition = DEFINITION.match(self.text, match.start()) if self._begins_line(match.start()) else None
        return self._definition(definition) if definition else self._bracket(match, image=False)

    def _begins_line(self, at: int) -> bool:
        """Say whether nothing but up to three spaces stands before a place on its line."""
        before = self.text[max(0, at - LONGEST_MARK - 1) : at].rstrip(" ")
        return before.endswith("\n") or (not before and at <= LONGEST_MARK)

    def _bracket(self, match: re.Match[str], *, image: bool) -> int:
        if self._next("]", match.end()) == len(self.text):
            end = match.end()
            while self.text.startswith("[", end):
                end += 1
            self.builder.copy(match.start(), end)
            return end
        piece = self.builder.put(match[0], *match.span(), literal=True)
        self.brackets.append((piece, *match.span(), image))
        return match.end()

    def _close(self, match: re.Match[str]) -> int:
        if not self.brackets:
            self.builder.copy(*match.span())
            return match.end()
        piece, begin, inner, image = self.brackets.pop()
        words = self.text[inner : match.start()] if match.start() - inner <= 2000 else ""
        target = TARGET.match(self.text, match.end()) if self._next(")", match.end()) < len(self.text) else None
        label = LABEL.match(self.text, match.end())
        if target:
            self.builder.blank(piece)
            self._link(target, words, begin, image=image)
            return target.end()
        if label:
            self.builder.blank(piece)
            self.pending.append((label[1] or words, image, begin, label.end(), words))
            return label.end()
        self.builder.copy(*match.span())
        self.pending.append((words, image, begin, match.end(), words))
        return match.end()

    def _link(self, target: re.Match[str], words: str, begin: int, *, image: bool) -> None:
        address = unescape(target["angled"] or target["bare"] or "")
        title = next((name for name in ("double", "single", "round") if target[name]), None)
        if title:
            self.builder.aside(target[title], *target.span(title))
        place = target.span("angled" if target["angled"] else "bare")
        self._linked(address, words, begin, target.end(), place, image=image)

    def _reference(self, label: str, words: str, begin: int, end: int, *, image: bool) -> None:
        address = self.targets.get(label.casefold())
        if address is not None and image:
            self._linked(address, words, begin, end, None, image=True)

    def _linked(
        self, address: str, words: str, begin: int, end: int, place: tuple[int, int] | None, *, image: bool
    ) -> None:
        attributes = {"src": address, "alt": words} if image else {"href": address}
        self.elements.append(Element("img" if image else "a", attributes, begin, end, words, place))

    def _attributes(self, match: re.Match[str]) -> int:
        begin, end = match.span()
        inner = match[0].strip("{}: ")
        if not all("=" in word or word[0] in "#." for word in _bare(inner)):
            self.builder.copy(begin, end)
            return end
        self._attributes_of("attr_list", begin + 1, end - 1, begin, end)
        return end

    def _special(self, match: re.Match[str]) -> int:
        end = match.end()
        if match[0] == "&":
            semicolon = self.text.find(";", end, end + 40)
            end = semicolon + 1 if semicolon >= 0 else min(len(self.text), end + 10)
            end = _before_break(self.text, match.end(), end)
            if self.text[end - 1] != ";" and self.text[match.end() : match.end() + 1] == "#":
                return self._open_ended(match.start(), end)
        self.builder.fold(match.start(), end)
        return end

    def _open_ended(self, begin: int, end: int) -> int:
        """Read an entity without its semicolon as it stands, as the builder does, and its line again as browsers do."""
        self.builder.copy(begin, end)
        if begin >= self.heard:
            first = max(self.text.rfind("\n", 0, begin) + 1, begin - SHORT)
            last = self.text.find("\n", end, end + SHORT)
            self.heard = last if last >= 0 else min(len(self.text), end + SHORT)
            self.builder.aside(self.text[first : self.heard], first, self.heard)
        return end

    def _block(self, match: re.Match[str]) -> int:
        self.builder.copy(*match.span())
        self.marks.clear()
        self.brackets.clear()
        return match.end()

    def _attributes_of(self, name: str, begin: int, end: int, start: int, finish: int) -> None:
        attributes: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(self.text, begin, end):
            group = next((number for number in (2, 3, 4) if match[number] is not None), 0)
            value = unescape(match[group]) if group else ""
            key = match[1].casefold()
            attributes.setdefault(key, value)
            if says(key, value or key):
                self.builder.aside(value or key, *match.span(group or 1))
        self._element(name, attributes, start, finish)

    def _element(self, name: str, attributes: dict[str, str], begin: int, end: int) -> None:
        self.elements.append(Element(name, attributes, begin, end))


def says(name: str, value: str) -> bool:
    """Say whether an attribute holds words, or what may be an address or a number of somebody's."""
    if name in PROSE_ATTRIBUTES or name.startswith("data-"):
        return True
    if name in UNREAD_ATTRIBUTES or ("@" not in value and len(value) < SHORTEST_NUMBER):
        return False
    return "@" in value or sum(map(str.isdecimal, value)) >= SHORTEST_NUMBER


def _bare(inner: str) -> list[str]:
    """Return the words of an attribute list, quoted values left out."""
    bare = re.sub(r'"[^"]*"|\'[^\']*\'', "", inner)
    return bare.split()


def _before_break(text: str, begin: int, end: int) -> int:
    """Return where an entity that begins before ``begin`` ends at the latest: entities hold letters, digits and #."""
    at = begin
    while at < end and (text[at].isalnum() or text[at] == "#") and text[at].isascii():
        at += 1
    return at + 1 if at < end and text[at] == ";" else at
