"""Disguises: what somebody may do to a number or an address so that a rule passes over it and a reader does not.

``⟦…⟧`` marks what must be found. Each is judged as it was written and, from one real build, as it is published.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import NamedTuple

import pytest

from policy_checks.gate import Gate, check_site
from policy_checks.judge import Judged
from policy_checks.model import Area, Finding
from tests.project import EMAIL, PHONE, findings, gate, mkdocs, project, write


class Guise(NamedTuple):
    """One disguise of a telephone number and of an e-mail address, and the file that it stands in.

    ``built`` is false where the builder drops it, so that nobody could read it on the website.
    """

    phone: str
    email: str
    name: str = "index.md"
    built: bool = True


def encoded(text: str) -> str:
    """Return a text in base64."""
    return base64.b64encode(text.encode()).decode()


CHARACTERS = {
    "nothing at all": Guise(f"Ring ⟦{PHONE}⟧ now.", f"Write to ⟦{EMAIL}⟧ now."),
    "decimal entities": Guise("Ring ⟦&#48;7700 9&#48;0123⟧ now.", "Write to ⟦jo&#46;bloggs&#64;example.com⟧ now."),
    "hexadecimal entities": Guise("⟦&#x30;7700 900&#X31;23⟧", "⟦jo.bloggs&#x40;example&#X2e;com⟧"),
    "named entities": Guise("⟦07700&nbsp;900&ZeroWidthSpace;123⟧", "⟦jo&period;bloggs&commat;example&period;com⟧"),
    "entities of every kind": Guise("⟦&#48;&#x37;7&#48;0&ensp;900123⟧", "⟦j&#111;&#46;bloggs&commat;ex&#x61;mple.com⟧"),
    "entities with noughts before": Guise("⟦&#00048;7700 900123⟧", "⟦jo.bloggs&#0000064;example.com⟧"),
    "entities without a semicolon in raw HTML": Guise("<p>⟦&#48&#55;700 900123⟧</p>", "<p>⟦jo.bloggs&#64example.com⟧</p>"),
    "full-width characters": Guise("⟦０７７００ ９００１２３⟧", "⟦ｊｏ．ｂｌｏｇｇｓ＠ｅｘａｍｐｌｅ．ｃｏｍ⟧"),
    "mathematical characters": Guise("⟦𝟎𝟕𝟕𝟎𝟎 𝟗𝟬𝟬𝟏𝟐𝟑⟧", "⟦𝐣𝐨.𝒃𝗅𝚘𝕘𝓰𝓈@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐜𝐨𝐦⟧"),
    "circled characters": Guise("⟦⓪⑦⑦⓪⓪ ⑨⓪⓪①②③⟧", "⟦ⓙⓞ.ⓑⓛⓞⓖⓖⓢ@ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ⟧"),
    "raised and lowered characters": Guise("⟦⁰⁷⁷⁰⁰ ₉₀₀₁₂₃⟧", "⟦ʲᵒ.ᵇˡᵒᵍᵍˢ@example.com⟧"),
    "digits of other scripts": Guise("⟦٠٧٧٠٠ ९००१२३⟧", "⟦jo.bloggs١@example.com⟧"),
    "key caps": Guise("⟦0️⃣7️⃣7️⃣0️⃣0️⃣ 9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣⟧", "⟦jo.bloggs\ufe0f@\ufe0fexample.com⟧"),
    "spaces without width": Guise("⟦077\u200b00 90\u200c0\u200d123⟧", "⟦jo.blo\u200bggs\u2060@exam\u200dple.com⟧"),
    "soft hyphens": Guise("⟦077\u00ad00 900&shy;123⟧", "⟦jo.blo\u00adggs&shy;@example.com⟧"),
    "direction marks": Guise("⟦07\u202d700\u202c \u200e900\u200f123⟧", "⟦jo.\u2066bloggs\u2069@\u200eexample.com⟧"),
    "tag characters": Guise("⟦077\U000e004100 900123⟧", "⟦jo.blo\U000e0041ggs@example.com⟧"),
    "marks that strike out": Guise("⟦0\u03367\u03367\u03360\u03360\u0336 900123⟧", "⟦j\u0336o\u0336.bloggs@exa\u0338mple.com⟧"),
    "Cyrillic letters": Guise("⟦О7700 9ОО123⟧", "⟦jо.blоggs@exаmрle.соm⟧"),
    "Greek letters": Guise("⟦Ο77ΟΟ 9ΟΟ123⟧", "⟦jο.blοggs@exαmple.com⟧"),
    "letters for digits": Guise("⟦O77OO 9oo l23⟧", "⟦jo.bl0ggs@example.com⟧"),
    "spaces of other widths": Guise("⟦07700\u2003900\u2009123⟧", "⟦jo.bloggs\u2009@\u202fexample.com⟧"),
    "dashes of other lengths": Guise("⟦07700\u2013900\u2212123⟧", "⟦jo\u2010bloggs@example.com⟧"),
    "written from right to left": Guise("⟦\u202e321009 00770\u202c⟧", "⟦\u202emoc.elpmaxe@sggolb.oj\u202c⟧"),
}  # fmt: skip
WORDS = {
    "at and dot in square brackets": Guise("⟦07700 [900] 123⟧", "⟦jo.bloggs [at] example [dot] com⟧"),
    "at and dot in round brackets": Guise("⟦(07700) (900123)⟧", "⟦jo(dot)bloggs(at)example(dot)com⟧"),
    "at and dot in braces": Guise("⟦07700 900 {123}⟧", "⟦jo.bloggs{at}example{dot}com⟧"),
    "at and dot in angle brackets": Guise("⟦&lt;07700&gt; 900123⟧", "⟦jo.bloggs<at>example<dot>com⟧"),
    "at and dot as words": Guise("⟦oh seven seven double oh nine double oh one two three⟧", "⟦jo dot bloggs at example dot com⟧"),
    "at and dot in capitals": Guise("⟦OH SEVEN SEVEN DOUBLE OH NINE DOUBLE OH ONE TWO THREE⟧", "⟦jo.bloggs AT example DOT com⟧"),
    "at and dot between dashes": Guise("⟦nought-seven-seven-nought-nought nine-double-nought one-two-three⟧", "⟦jo.bloggs -at- example -dot- com⟧"),
    "a sign in brackets": Guise("⟦07700 (9)(0)(0) 123⟧", "⟦jo.bloggs (@) example.com⟧"),
    "words and digits together": Guise("⟦07700 nine double-oh one two three⟧", "⟦jo.bloggs [at] example.com⟧"),
    "treble and triple": Guise("⟦oh double seven double oh, nine double oh, triple one⟧", "⟦jo.bloggs [ at ] example [ dot ] com⟧"),
    "spaces between": Guise("⟦0 7 7 0 0 9 0 0 1 2 3⟧", "⟦jo.bloggs @ example.com⟧"),
    "dots between": Guise("⟦0.7.7.0.0.9.0.0.1.2.3⟧", "⟦jo.bloggs@example. com⟧"),
    "dashes between": Guise("⟦0-7-7-0-0-9-0-0-1-2-3⟧", "⟦jo-bloggs@example.com⟧"),
    "slashes between": Guise("⟦07700/900/123⟧", "<https://example.net/⟦jo.bloggs@example.com⟧>"),
    "the country's code": Guise("⟦+44 (0) 7700 900 123⟧", "⟦JO.BLOGGS@EXAMPLE.COM⟧"),
    "the country's code with noughts": Guise("⟦0044 7700 900123⟧", "⟦jo.bloggs+2026@example.com⟧"),
}  # fmt: skip
MARKUP = {
    "emphasis inside a word": Guise("⟦077**00** 9*00*123⟧", "⟦jo.bl**ogg**s@exam*ple*.com⟧"),
    "code inside a word": Guise("⟦077`00` 900`123`⟧", "⟦jo.`bloggs`@example`.com`⟧"),
    "words struck out": Guise("⟦077~~00~~ 900123⟧", "⟦jo.bl~~og~~gs@example.com⟧"),
    "words marked and raised": Guise("⟦077==00== 900^^123^^⟧", "⟦jo.==bloggs==@example.com⟧"),
    "escapes": Guise("⟦07700\\-900\\-123⟧", "⟦jo\\_bloggs@example\\.com⟧"),
    "tags inside a word": Guise("⟦077<b>00</b> 9<span class=x>00</span>123⟧", "⟦jo.bl<b>ogg</b>s<i></i>@example.com⟧"),
    "tags that only break": Guise("⟦077<wbr>00 900<wbr>123⟧", "⟦jo.bloggs<wbr>@<wbr>example.com⟧"),
    "a comment inside": Guise("⟦077<!-- x -->00 900123⟧", "⟦jo.bloggs<!-- no -->@example.com⟧"),
    "a soft line break": Guise("Ring ⟦07700\n900123⟧ now.", "Write to ⟦jo.bloggs@\nexample.com⟧ now."),
    "a hard line break": Guise("Ring ⟦07700  \n900123⟧", "Write to ⟦jo.bloggs@  \nexample.com⟧"),
    "a hard break as a tag": Guise("Ring ⟦07700<br>900123⟧", "Write to ⟦jo.bloggs@<br>example.com⟧"),
    "a quotation's line ends": Guise("> Ring ⟦07700\n> 900123⟧", "> ⟦jo.bloggs@\n> example.com⟧"),
    "table cells": Guise("| a | b | c |\n|---|---|---|\n| ⟦07700 | 900 | 123⟧ |", "| a | b |\n|---|---|\n| ⟦jo.bloggs | @example.com⟧ |"),
    "cells of an HTML table": Guise("<table><tr><td>⟦07700</td><td>900123⟧</td></tr></table>", "<table><tr><td>⟦jo.bloggs@</td><td>example.com⟧</td></tr></table>"),
    "a footnote": Guise("Fete.[^1]\n\n[^1]: Ring ⟦07700 900123⟧.", "Fete.[^1]\n\n[^1]: Write to ⟦jo.bloggs@example.com⟧."),
    "an abbreviation": Guise("The PCC met.\n\n*[PCC]: ⟦07700 900123⟧", "The PCC met.\n\n*[PCC]: ⟦jo.bloggs@example.com⟧"),
    "a definition list": Guise("Mo\n:   Ring ⟦07700 900123⟧", "Mo\n:   Write to ⟦jo.bloggs@example.com⟧"),
    "a title in an attribute list": Guise('Mo\n{: title="⟦07700 900123⟧" }', 'Mo\n{: title="⟦jo.bloggs@example.com⟧" }'),
    "any attribute of a list": Guise('Mo\n{: data-ring="⟦07700 900123⟧" }', 'Mo\n{: lang="⟦jo.bloggs@example.com⟧" }'),
    "an identifier": Guise("## Mo {#⟦07700900123⟧}", "<p id='⟦jo.bloggs@example.com⟧'>Mo</p>"),
    "an admonition's title": Guise('!!! note "Ring ⟦07700 900123⟧"\n    Words.', '!!! note "To ⟦jo.bloggs@example.com⟧"\n    Words.'),
    "an admonition's words": Guise("!!! note\n    Ring ⟦07700\n    900123⟧", "!!! note\n    To ⟦jo.bloggs@\n    example.com⟧"),
    "a tab": Guise('=== "⟦07700 900123⟧"\n\n    Words.', '=== "⟦jo.bloggs@example.com⟧"\n\n    Words.'),
    "a task list": Guise("- [ ] Ring ⟦07700 900123⟧", "- [x] Write to ⟦jo.bloggs@example.com⟧"),
    "a reference link": Guise("[Mo][m]\n\n[m]: ⟦tel:+447700900123⟧", "[Mo][m]\n\n[m]: ⟦mailto:jo.bloggs@example.com⟧"),
    "the title of a reference": Guise('[Mo][m]\n\n[m]: /a "⟦07700 900123⟧"', "[Mo][m]\n\n[m]: /a '⟦jo.bloggs@example.com⟧'"),
    "a reference that nothing uses": Guise('Mo\n\n[m]: /a "⟦07700 900123⟧"', "Mo\n\n[m]: ⟦mailto:jo.bloggs@example.com⟧", built=False),
    "a link's title": Guise('[Mo](/a "⟦07700 900123⟧")', "[Mo](/a '⟦jo.bloggs@example.com⟧')"),
    "alternative text": Guise("![Mo, ⟦07700 900123⟧](/a.png)", "![Mo, ⟦jo.bloggs@example.com⟧](/a.png)"),
    "a heading": Guise("# ⟦07700 900123⟧", "# ⟦jo.bloggs@example.com⟧"),
    "a list's number": Guise("1. ⟦07700 900123⟧", "* ⟦jo.bloggs@example.com⟧"),
    "a comment": Guise("<!-- Ring ⟦07700 900123⟧ -->\n\nMo", "<!-- ⟦jo.bloggs@example.com⟧ -->\n\nMo"),
    "a comment with entities": Guise("<!-- Ring ⟦&#48;7700 900123⟧ -->\n\nMo", "<!-- ⟦jo.bloggs&#64;example.com⟧ -->\n\nMo"),
    "a code block between fences": Guise("```\nMo ⟦07700 900123⟧\n```", "~~~\n⟦jo.bloggs@example.com⟧\n~~~"),
    "a code block that is indented": Guise("Mo\n\n    Ring ⟦07700 900123⟧", "Mo\n\n    To ⟦jo.bloggs@example.com⟧"),
    "a fence's own line": Guise('``` py title="⟦07700 900123⟧"\nx\n```', '``` py title="⟦jo.bloggs@example.com⟧"\nx\n```'),
    "words shown on a click": Guise("<details><summary>Mo</summary>⟦07700 900123⟧</details>", "<details><summary>⟦jo.bloggs@example.com⟧</summary>x</details>"),
    "words that are not shown": Guise('<p hidden>⟦07700 900123⟧</p>', "<template>⟦jo.bloggs@example.com⟧</template>"),
    "a label for screen readers": Guise('<p aria-label="⟦07700 900123⟧">Mo</p>', "<p aria-label=⟦jo.bloggs@example.com⟧>Mo</p>"),
    "any attribute of a tag": Guise('<p class="a" data-mo="⟦07700&#32;900123⟧">Mo</p>', '<time datetime="⟦jo.bloggs&#64;example.com⟧">Mo</time>'),
    "a field of a form": Guise('<input value="⟦07700 900123⟧">', '<input placeholder="⟦jo.bloggs@example.com⟧">'),
    "a meta tag": Guise('<meta name="author" content="⟦07700 900123⟧">', "<meta name=author content='⟦jo.bloggs@example.com⟧'>"),
    "words in a picture": Guise("<svg viewBox='0 0 9 9'><text>⟦07700<tspan> 900123⟧</tspan></text></svg>", "<svg><title>⟦jo.bloggs@example.com⟧</title></svg>"),
    "data for search engines": Guise('<script type="application/ld+json">{"telephone": "⟦07700 900123⟧"}</script>', '<script type="application/ld+json">{"email": "⟦jo.bloggs@example.com⟧"}</script>'),
    "data for search engines with escapes": Guise('<script type="application/ld+json">{"telephone": "⟦\\u0030\\u0037700 900123⟧"}</script>', '<script type="application/ld+json">{"email": "⟦jo.bloggs\\u0040example.com⟧"}</script>'),
}  # fmt: skip
LINKS = {
    "a tel: link": Guise("[Mo](⟦tel:+447700900123⟧)", "[Mo](⟦mailto:jo.bloggs@example.com⟧)"),
    "a percent-encoded link": Guise("[Mo](⟦tel:%2B44%37700900123⟧)", "[Mo](⟦mailto:jo%2Ebloggs%40example%2Ecom⟧)"),
    "a link with entities": Guise("[Mo](⟦&#116;el:0&#55;700900123⟧)", "[Mo](⟦&#109;ailto:jo.bloggs&#64;example.com⟧)"),
    "a link in capitals": Guise("[Mo](⟦TEL:07700-900-123⟧)", "[Mo](⟦MAILTO:JO.BLOGGS@EXAMPLE.COM⟧)"),
    "a link for messages": Guise("[Mo](⟦sms:07700900123?body=Hi⟧)", "[Mo](⟦mailto:clerk@parish.example?cc=jo.bloggs%40example.com⟧)"),
    "a link to another website": Guise("[Mo](<⟦https://example.net/?t=07700%20900123⟧>)", "[Mo](⟦https://example.net/?u=jo.bloggs%40example.com⟧)"),
    "an automatic link": Guise("<⟦tel:07700900123⟧>", "<⟦mailto:jo.bloggs@example.com⟧>"),
    "an HTML link": Guise("<a href='⟦tel:07700900123⟧'>Mo</a>", "<a href=⟦mailto:jo.bloggs@example.com⟧>Mo</a>"),
    "an encoded HTML link": Guise("<a href='⟦tel&colon;&#43;44%207700900123⟧'>Mo</a>", "<a href='⟦mailto:&#x6a;o.bloggs%40example.com⟧'>Mo</a>"),
    "a data: link in base64": Guise(f"[Mo](⟦data:text/plain;base64,{encoded('Ring ' + PHONE)}⟧)", f"[Mo](⟦data:text/plain;base64,{encoded('To ' + EMAIL)}⟧)"),
    "a data: link in words": Guise("[Mo](⟦data:,Ring%2007700%20900123⟧)", "[Mo](⟦data:text/plain,jo.bloggs%40example.com⟧)"),
    "a picture in base64": Guise(f"<img alt='' src='⟦data:image/svg+xml;base64,{encoded('<svg><text>' + PHONE + '</text></svg>')}⟧'>", f"<img alt='' src='⟦data:image/svg+xml;base64,{encoded('<svg><text>' + EMAIL + '</text></svg>')}⟧'>"),
    "the address of a picture": Guise("![Mo](⟦/mo%2007700%20900123⟧)", "![Mo](⟦/jo.bloggs%40example.com.png⟧)"),
    "an anchor": Guise("[Mo](⟦#07700-900123⟧)", "[Mo](⟦#jo.bloggs%40example.com⟧)"),
}  # fmt: skip
SETTINGS = {
    "a title in the settings": Guise("---\ntitle: Mo ⟦07700 900123⟧\n---\nMo", "---\ntitle: Mo ⟦jo.bloggs@example.com⟧\n---\nMo"),
    "a description in quotes": Guise('---\ndescription: "⟦07700 900123⟧"\n---\nMo', "---\ndescription: '⟦jo.bloggs@example.com⟧'\n---\nMo"),
    "escapes in a quoted setting": Guise('---\ndescription: "⟦\\u0030\\x37700 900123⟧"\n---\nMo', '---\ndescription: "⟦jo.bloggs\\u0040example.com⟧"\n---\nMo'),
    "a setting folded over lines": Guise("---\ndescription: >-\n  Mo ⟦07700\n  900123⟧\n---\nMo", "---\ndescription: >-\n  Mo ⟦jo.bloggs@\n  example.com⟧\n---\nMo"),
    "a quoted setting over lines": Guise('---\ndescription: "Mo ⟦077\\\n  00 900123⟧"\n---\nMo', '---\ndescription: "Mo ⟦jo.blo\\\n  ggs@example.com⟧"\n---\nMo'),
    "a setting that nothing shows": Guise("---\nmo: ⟦07700 900123⟧\n---\nMo", "---\nmo: [⟦jo.bloggs@example.com⟧]\n---\nMo", built=False),
    "a number as a setting": Guise("---\ntitle: Mo\ndescription: ⟦07700900123⟧\n---\nMo", "---\n? ⟦jo.bloggs@example.com⟧\n: Mo\n---\nMo", built=False),
    "a comment in the settings": Guise("---\ntitle: Mo # ⟦07700 900123⟧\n---\nMo", "---\n# ⟦jo.bloggs@example.com⟧\ntitle: Mo\n---\nMo", built=False),
}  # fmt: skip
FILES = {
    "plain text": Guise("Ring ⟦07700 900123⟧", "To ⟦jo.bloggs@example.com⟧", "a.txt"),
    "cells of a CSV file": Guise("Mo,⟦07700,900123⟧", "Mo,⟦jo.bloggs@example.com⟧", "a.csv"),
    "quoted cells of a CSV file": Guise('Mo,⟦"07700","900 123"⟧', 'Mo,"⟦jo.bloggs@example.com⟧"', "a.csv"),
    "a number in a CSV file": Guise("Mo;⟦+447700900123⟧", "Mo\t⟦jo.bloggs@example.com⟧", "a.csv"),
    "JSON": Guise('{"a": "⟦07700 900123⟧"}', '{"⟦jo.bloggs@example.com⟧": 1}', "a.json"),
    "escapes in JSON": Guise('{"a": "⟦\\u0030\\u0037700 900123⟧"}', '{"a": "⟦jo.bloggs\\u0040example\\u002ecom⟧"}', "a.json"),
    "JSON, nested": Guise('{"a": [[{"b": ["⟦+447700900123⟧"]}]]}', '{"a": ["⟦jo.bloggs@example.com⟧"]}', "a.json"),
    "YAML": Guise("a: ⟦07700 900123⟧", "a: ⟦jo.bloggs@example.com⟧", "a.yml"),
    "escapes in YAML": Guise('a: "⟦\\u0030\\x37700 900123⟧"', 'a: "⟦jo.bloggs\\u0040example.com⟧"', "a.yml"),
    "XML": Guise("<a><b>⟦07700 900123⟧</b></a>", "<a b='⟦jo.bloggs@example.com⟧'/>", "a.xml"),
    "XML with tags between": Guise("<a><![CDATA[⟦07700 900123⟧]]></a>", "<a>⟦jo.bloggs&#64;example.com⟧</a>", "a.xml"),
    "an SVG file": Guise("<svg xmlns='http://www.w3.org/2000/svg'><text>⟦07700<tspan> 900123⟧</tspan></text></svg>", "<svg xmlns='http://www.w3.org/2000/svg'><desc>⟦jo.bloggs@example.com⟧</desc></svg>", "a.svg"),
    "an HTML file": Guise("<p>⟦077<b>00</b> 900&#49;23⟧</p>", "<p title='⟦jo.bloggs&commat;example.com⟧'>Mo</p>", "a.html"),
    "a style sheet": Guise("p::after{content:'⟦07700 900123⟧'}", "/* ⟦jo.bloggs@example.com⟧ */", "a.css"),
    "escapes in a style sheet": Guise("p::after{content:'⟦\\30 7700 900123⟧'}", "p::after{content:'⟦jo.bloggs\\40 example.com⟧'}", "a.css"),
    "a calendar": Guise("DESCRIPTION:Ring ⟦07700 900\n 123⟧", "ORGANIZER:⟦mailto:jo.bloggs@exam\n ple.com⟧", "a.ics"),
    "the name of a page": Guise("⟦⟧Mo", "⟦⟧Mo", "{}.md"),
    "the name of a file": Guise("⟦⟧Mo", "⟦⟧Mo", "{}.txt"),
    "the name of a folder": Guise("⟦⟧Mo", "⟦⟧Mo", "{}/a.md"),
}  # fmt: skip
BUILDER = {
    "a string of the builder's settings": Guise("copyright: Ring ⟦07700 900123⟧", "site_description: ⟦jo.bloggs@example.com⟧"),
    "escapes in the builder's settings": Guise('copyright: "⟦\\u0030\\x37700 900123⟧"', 'copyright: "⟦jo.bloggs\\u0040example.com⟧"'),
    "entities in the builder's settings": Guise("copyright: ⟦077&#48;0 900123⟧", "copyright: ⟦jo.bloggs&commat;example.com⟧"),
    "a link in the builder's settings": Guise("extra:\n  social:\n    - link: ⟦tel:07700900123⟧", "nav:\n  - Post: ⟦mailto:jo.bloggs@example.com⟧"),
}  # fmt: skip
TABLE = {**CHARACTERS, **WORDS, **MARKUP, **LINKS, **SETTINGS, **FILES}
CASES = {
    f"{guise}, {kind}": (row.phone if kind == "telephone" else row.email, row.name.format(value), row.built)
    for guise, row in TABLE.items()
    for kind, value in (("telephone", PHONE.replace(" ", "")), ("e-mail", EMAIL))
}


def personal(found: list[Finding]) -> list[Finding]:
    """Return the findings that stop for personal information."""
    return [finding for finding in found if finding.area is Area.PERSONAL and finding.stops]


def offsets(text: str, finding: Finding) -> tuple[int, int]:
    """Return the offsets of a finding in its text."""
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    place = finding.place
    return lines[place.line - 1] + place.column - 1, lines[place.end_line - 1] + place.end_column - 1


def slug(case: str) -> str:
    """Return a case's name as a folder's."""
    return "".join(letter if letter.isalnum() else "-" for letter in case)


@pytest.mark.parametrize("case", CASES)
def test_a_disguise_is_found_where_it_was_written(case: str) -> None:
    """On its line, and over its characters."""
    marked, name, _ = CASES[case]
    begin, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    found = personal(findings(text, f"docs/{name}"))
    assert found
    places = [offsets(text, finding) for finding in found]
    assert any(first < max(end, 1) and max(last, first + 1) > begin for first, last in places), places


@pytest.mark.parametrize("row", BUILDER)
@pytest.mark.parametrize("kind", ["phone", "email"])
def test_a_disguise_in_the_builders_settings_is_found(row: str, kind: str) -> None:
    """They are published on every page."""
    marked = BUILDER[row].phone if kind == "phone" else BUILDER[row].email
    text = marked.replace("⟦", "").replace("⟧", "")
    found = personal(findings(text, "mkdocs.yml"))
    assert [offsets(text, finding)[0] >= marked.index("⟦") - 1 for finding in found] == [True]


EXTENSIONS = (
    "[abbr, admonition, attr_list, def_list, footnotes, tables, md_in_html, pymdownx.caret, pymdownx.details, "
    "pymdownx.highlight, pymdownx.mark, pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}, "
    "pymdownx.tasklist, pymdownx.tilde]"
)
BUILT = {slug(case): (marked, name) for case, (marked, name, reaches) in CASES.items() if reaches}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose website was built without the gate: a folder for each disguise."""
    root = project(tmp_path_factory.mktemp("built"))
    for folder, (marked, name) in BUILT.items():
        text = marked.replace("⟦", "").replace("⟧", "")
        write(root, {f"docs/{folder}/index.md": "# Mo\n", f"docs/{folder}/{name}": text})
    extensions = EXTENSIONS.replace("pymdownx.tabbed: {", "{pymdownx.tabbed: {").replace("true}", "true}}")
    write(root, {"mkdocs.yml": f"site_name: V\nnav: [index.md]\ntheme: {{name: material, font: false}}\nplugins: []\n"
                 f"markdown_extensions: {extensions}\n"})  # fmt: skip
    done = mkdocs(root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def opened(site: Path) -> Gate:
    """Return the gate of the built project."""
    return gate(site)


@pytest.mark.parametrize("folder", BUILT)
def test_a_disguise_that_is_published_is_found_there(site: Path, opened: Gate, folder: str) -> None:
    """By the built pass alone, which knows nothing of the written page."""
    judged = Judged()
    check_site(opened, site / "site" / folder, judged, site)
    assert personal(judged.findings)
