"""A corpus of hostile files, made by rule: each holds a number, an address or a script that may not be published."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping

from tests.project import EMAIL, PHONE
from tests.test_evasions import CHARACTERS, TABLE, WORDS

SCRIPT = "<script>alert(1)</script>"
LEAKS = (PHONE, EMAIL, SCRIPT)
SAID = LEAKS[:2]
DEEP = 1_500
LONG = 40_000
# Where a disguise may stand on a page.
CONTEXTS = {
    "list": "- one\n- Ring {}\n- two\n",
    "quotation": "> Mo says\n> ring {}\n",
    "cell": "| Name | How |\n|---|---|\n| Mo | {} |\n",
    "raw": "<div class='a'>\n<p>Ring {}</p>\n</div>\n",
    "bold": "Mo: **ring {}** soon\n",
    "nested": "1. a\n    - b\n        - {}\n",
}
LINE_ENDS = {
    "cr": "\r",
    "crlf": "\r\n",
    "mixed": "\r\n\n\r",
    "next-line": "\x85\n",
    "separator": "\u2028\n",
    "feed": "\f\n",
}
# Pages whose mark-up is broken, before and after what they hold.
BROKEN = {
    "comment": "<!-- {}", "comment-end": "--> {} <!--", "tag": "<p {}", "quote": "<p title='{}", "fence": "```\n{}", "tilde": "~~~~\n{}",
    "link": "[Mo](mailto:{}", "label": "[{}][", "image": "![{}](", "autolink": "<tel:{}", "entity": "&#{}", "ampersands": "&&&& {} &;&#;&#x;",
    "cdata": "<![CDATA[{}]]>", "instruction": "<?php {} ?>", "declaration": "<!DOCTYPE {}>", "heading": "#{}", "stars": "*****{}**", "table": "|{}\n|-",
    "list": "- {}\n -\n   -", "attributes": "Mo {{: title=\"{}\" ", "reference": "[a]: <{}", "footnote": "[^1]: {}", "admonition": "!!! {}", "snippet": "--8<-- {}",
    "template": "{{{{ {} }}}} {{% raw %}}", "escape": "\\{}\\", "brackets": "]]]]))))({}", "textarea": "<textarea>{}", "title": "<title>{}", "style": "<style>{}",
    "script": "<script>{}", "plaintext": "<plaintext>{}", "select": "<select><option>{}", "foreign": "<math><mtext><table><mglyph><style>{}</style>", "noscript": "<noscript>{}",
    "xmp": "<xmp>{}</xmp>", "template-tag": "<template><p>{}</template>", "frame": "<frameset>{}", "dialog": "<dialog open>{}</dialog>", "details": "<details>{}",
}  # fmt: skip
BYTES = {
    "nul": b"a\0b ", "overlong": b"\xc0\xaf ", "surrogate": b"\xed\xa0\x80 ", "latin": b"caf\xe9 ", "cut": b"\xe2\x82", "high": b"\xff\xfe\xfd ",
    "bom": b"\xef\xbb\xbf", "bom-inside": b"a\xef\xbb\xbfb ", "control": b"\x01\x02\x1b[31m ", "delete": b"\x7f\x7f ", "hebrew": "שלום ".encode(),
    "override": "\u202e\u2066 ".encode(), "tags": "\U000e0061 ".encode(), "zalgo": ("a" + "\u0301" * 500 + " ").encode(), "private": "\ue000 ".encode(),
}  # fmt: skip
BOMBS = {
    "quotations": "> " * DEEP + "{}", "lists": "".join(" " * (4 * n) + "- a\n" for n in range(200)) + "\n{}", "stars": "*_" * DEEP + "{}",
    "brackets": "[" * DEEP + "{}", "images": "![" * DEEP + "{}", "links": "[a](" * DEEP + "{}", "tags": "<b>" * DEEP + "{}", "divs": "<div>" * DEEP + "{}",
    "tables": "<table><tr><td>" * DEEP + "{}", "comments": "<!-- " * DEEP + "{}", "entities": "&amp" * DEEP + " {}", "ticks": "` `` " * DEEP + "{}",
    "attribute": "<p title='" + "x" * LONG + "'>{}", "attributes": "<p " + "a=b " * DEEP + ">{}", "line": "word " * (LONG // 5) + "{}", "blank": "\n" * LONG + "{}",
    "spaces": " " * LONG + "\n{}", "digits": "7" * LONG + " {}", "ats": "@" * LONG + " {}", "dots": "a." * (LONG // 2) + " {}", "words": "one " * DEEP + "\n\n{}",
    "quotes": "<a b=\"" * DEEP + "\n\n{}", "svg": "<svg><g>" * DEEP + "{}", "formatting": "<a><b><i>" * DEEP + "{}", "hashes": "#" * DEEP + " {}", "pipes": "|" * DEEP + "{}",
}  # fmt: skip
SETTINGS = {
    "alias": "a: &a [x]\nb: *a", "laughs": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "tag": "a: !!python/object:os.x {{}}", "duplicate": "a: 1\na: 2",
    "list": "- a", "tab": "a:\n\t- b", "deep": "a: " + "[" * 200 + "]" * 200, "unclosed": "a: [", "quote": "a: 'x", "merge": "<<: {{}}", "complex": "? [a]\n: b",
    "number": "a: 0x" + "f" * 999, "date": "a: 2026-99-99", "colon": "a: b: c", "end": "a: 1\n...", "binary": "a: !!binary eA==", "two": "a: 1\n--- x",
}  # fmt: skip
SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'>"
FILES = {
    "svg": [SVG + "<text>{}</text></svg>", SVG + "<text>{}", SVG + "<script>{}</script></svg>", SVG + "<a x:href='javascript:go()'><text>a</text></a></svg>",
            SVG + "<foreignObject><p>{}</p></foreignObject></svg>", SVG + "<g onload='go()'/></svg>", "<!DOCTYPE svg [<!ENTITY a '{}'>]>" + SVG + "&a;</svg>",
            SVG + "<g>" * DEEP + "<text>{}</text>" + "</g>" * DEEP + "</svg>", SVG + "<desc>{}</desc></svg>", SVG + "<!-- {} --></svg>"],
    "xml": ["<a>{}</a>", "<a>{}", "<a b='{}'/>", "<a><![CDATA[{}]]></a>", "<?x {}?><a>{}</a>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;{}</a>",
            "<!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><a>&b;{}</a>", "<a/><b>{}</b>", "<?xml version='1.0' encoding='utf-16'?><a>{}</a>", "<a>" * DEEP + "{}"],
    "json": ['{{"a": "{}"}}', '{{"a": "{}"', '["{}",]', '"{}"', "[" * DEEP + '"{}"' + "]" * DEEP, '{{"a": 1, "a": "{}"}}', '["\\ud800 {}"]', '[NaN, "{}"]',
             '// {}\n1', '["' + "x" * LONG + ' {}"]', '{{"{}": 1}}', '[1e999, "{}"]', "[" + "9" * 5000 + ', "{}"]', "\ufeff[\"{}\"]", '["\\u0000 {}"]'],
    "csv": ["a,{}", '"a,{}', 'a,"{}""', "a;{};b", "a\t{}", '=HYPERLINK("{}")', "," * DEEP + "{}", '"a\n{}"\n', "sep=;\r{}", "x" * LONG + ",{}"],
    "yml": ["a: {}", "a: &a [x]\nb: *a # {}", "a: !!python/name:os.x # {}", "- a\n- {}", "a: |\n  {}", "a: 'x\n  {}'", "a: [ # {}", "--- {}\n--- b", "\ta: {}", "a: >-\n  x\n  {}"],
    "html": ["<p>{}", "{}", "<p title='{}'", "<!-- {}", "<table>{}<tr>", "<div>" * DEEP + "{}", "<p>a<p hidden>{}", "<script type='application/ld+json'>\"{}\"</script>",
             "<template><template>{}", "<b><p>{}</b></p>", "<!DOCTYPE html><html><head><title>{}</title>", "<body><noscript><p title='</noscript>{}'>", "<svg><desc><p>{}",
             "<math><mi>{}", "<select>{}", "<xmp>{}", "<iframe>{}", "<p a='1' a='{}'>x", "<a b" + "c" * LONG + ">{}", "<p>" + "<b>" * DEEP + "{}"],
    "txt": ["{}", "\ufeff{}", "a" * LONG + " {}", "\x1b[0;31m {}", "a\r{}\rb", "{}\x00"],
    "ics": ["DESCRIPTION:{}", "SUMMARY:Mo;\n {}", "BEGIN:VCALENDAR\r\nDESCRIPTION:Ring\r\n  {}"],
    "vcf": ["NOTE:{}", "TEL:{}", "ORG:a;b;{}"],
    "css": ["/* {}", "a::after{{content:'{}'}}", "@import 'https://cdn.example/a.css'; /* {} */", "a{{b:url(data:,{})}}"],
    "js": ["// {}", "var a = '{}'", ""],
}  # fmt: skip
NAMES = {
    "a.png": b"<p>", "a.jpg": b"\x89PNG\r\n\x1a\n", "a.pdf": b"PK\3\4", "a.docx": b"%PDF-1.7", "a.exe": b"MZ", "a": b"x", "a.md.bak": b"x", "a.php": b"<?php",
    "a.swf": b"FWS", "a.woff2": b"x", "a.gif": b"GIF8", "a.txt.gz": b"\x1f\x8b\x08", "a.htaccess": b"x", "a.svgz": b"\x1f\x8b", "a.url": b"x", "a.py": b"x", "a.wasm": b"\0asm",
}  # fmt: skip
# Pages in which nothing is hidden, though they look like the others.
CLEAN = {
    "plain": "# Fete\n\nRing the bell at *noon* &amp; at three.\n", "entities": "Tea &ndash; 50&nbsp;p &#169; &lt;3\n", "fence": "```\nx = [at] * 3\n```\n",
    "table": "| Day | Time |\n|---|---|\n| 3 May | 10 to 12 |\n", "hebrew": "# שלום\n\nWords from right to left.\n", "deep": "> " * 50 + "Words\n", "ends": "one\r\ntwo\r\n",
    "settings": "---\ntitle: \"Tea caf\\u00e9\"\n---\nTea.\n", "comment": "Tea <!-- and cake --> today.\n", "link": "[Dates](plain.md \"The dates\")\n", "stars": "*" * 500 + "\n",
}  # fmt: skip


def corpus() -> dict[str, bytes]:
    """Return every hostile file by its name."""
    made: dict[str, bytes] = {}
    for name, data in _files():
        made[name.format(f"{len(made):03}")] = data
    return made


def _files() -> Iterator[tuple[str, bytes]]:
    yield from _disguises()
    yield from _pages()
    for ending, texts in FILES.items():
        for text in texts:
            yield from ((f"{{}}.{ending}", text.format(leak, leak).encode()) for leak in SAID)
    for start in BYTES.values():
        for ending in ("md", "html", "txt", "csv"):
            yield f"{{}}.{ending}", start + PHONE.encode()
    yield from ((f"{{}}-{name}", data) for name, data in NAMES.items())
    yield "{}.txt.gz", gzip.compress(PHONE.encode())
    yield "{}.txt.gz", gzip.compress(b"\0" * (65 << 20), 1)
    yield "{}.txt.gz.gz", gzip.compress(gzip.compress(EMAIL.encode()))


def _disguises() -> Iterator[tuple[str, bytes]]:
    for row in TABLE.values():
        if row.name == "index.md":
            yield from (("{}.md", _bare(each).encode()) for each in (row.phone, row.email))
    for row in [*CHARACTERS.values(), *WORDS.values()]:
        for context in CONTEXTS.values():
            yield from (("{}.md", context.format(_inner(each)).encode()) for each in (row.phone, row.email))


def _pages() -> Iterator[tuple[str, bytes]]:
    for text in [*BROKEN.values(), *BOMBS.values()]:
        yield from (("{}.md", text.format(leak).encode()) for leak in SAID)
    for text in SETTINGS.values():
        yield "{}.md", f"---\n{text.format()}\n---\n\nRing {PHONE}\n".encode()
    for end in LINE_ENDS.values():
        yield from (("{}.md", end.join(["# Mo", "Ring", leak, "now"]).encode()) for leak in LEAKS)


def _bare(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


def _inner(text: str) -> str:
    return text[text.index("⟦") + 1 : text.index("⟧")]


def docs(files: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Return these files under docs/, each in the folder of hostile ones, with the clean pages beside them."""
    clean = {f"docs/clean/{name}.md": text for name, text in CLEAN.items()}
    return {"docs/index.md": "# Home\n", **clean, **{f"docs/hostile/{name}": data for name, data in files.items()}}
