"""What the templates ask for: the council, other pages and their settings. Nothing here decides what may be published."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from policy_checks.policy import read_policy

state = {"preview": False}
HEADING = re.compile(r"<h[1-6][^>]*>(?P<words>.*?)</h[1-6]>|<table>", re.DOTALL)
SIDES = {"right": ' class="number"', "left": "", "center": ""}
TAG = re.compile(r"<[^>]*>")
DATE = re.compile(rb"^date:", re.MULTILINE)
TOP = 1000  # bytes of a page that may hold its date
MARKS = frozenset({"favicon.svg", "favicon.ico"})  # of overrides/, unless the Council has put its own into docs/
SCRIPTS = ("search", "sort")  # each on the pages of one template, which allows it by its hash
BEGINNING = "2026-01-01"  # of a feed that holds nothing yet


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001, FBT001 - MkDocs calls it so
    """Remember whether this is a preview, whose live reload needs scripts."""
    state["preview"] = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the theme's own scripts, styles and fonts: the pages use none of them, but for the mark in the browser's tab."""
    for file in list(files):
        own = file.src_dir is None or Path(file.src_dir) == Path(config.docs_dir)
        if not own and file.src_uri not in MARKS:
            files.remove(file)
    for file in files.documentation_pages():
        if file.abs_src_path and DATE.search(Path(file.abs_src_path).read_bytes()[:TOP]):
            file.inclusion = InclusionLevel.NOT_IN_NAV  # its section lists it; a page in no list and no menu is told of
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the council and the pages."""

    def page_at(path: str) -> Page | None:
        file = files.get_file_from_path(path)
        return file.page if file else None

    def section_of(page: Page) -> Page | None:
        return page_at(page.file.src_uri.partition("/")[0] + "/index.md")

    def listed(folder: str, most: int | None = None, *, examples: bool = False) -> list[Page]:
        found = (page for page in _dated(files, folder) if examples or not page.meta.get("example"))
        return sorted(found, key=lambda page: str(page.meta["date"]), reverse=True)[:most]

    for file in files.documentation_pages():
        _find_template(env, file)
    env.filters["unescape"] = unescape  # a title that is a heading comes as HTML, one from the settings as words
    for name in SCRIPTS:
        script = Path(str(config.theme.custom_dir), "partials", f"{name}.js").read_text(encoding="utf-8")
        env.globals[f"{name}_script"] = script
        env.globals[f"{name}_hash"] = "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
    env.globals.update(
        sections=lambda: _sections(files),
        years=lambda: _years(files),
        council=read_policy(Path(config.config_file_path).with_name("policy.yml")),
        preview=state["preview"],
        day=day,
        page_at=page_at,
        section_of=section_of,
        listed=listed,
        changed=changed,
    )
    return env


def _find_template(env: Environment, file: File) -> None:
    """Raise PluginError where a page asks for a template that is not there."""
    name = file.page.meta.get("template") if file.page else None
    if name is None or env.loader is None:
        return
    try:
        env.loader.get_source(env, str(name))
    except TemplateNotFound:
        raise PluginError(
            f"docs/{file.src_uri}: there is no template {str(name)!r}. Take out the line “template” at its top."
        ) from None


def _dated(files: Files, folder: str) -> Iterator[Page]:
    """Yield each page of a folder that has a date."""
    for file in files.documentation_pages():
        if file.page and file.src_uri.startswith(folder) and isinstance(file.page.meta.get("date"), date):
            yield file.page


def _sections(files: Files) -> list[Page]:
    """Return the first page of each section."""
    firsts = (file.page for file in files.documentation_pages() if file.src_uri.endswith("/index.md"))
    return sorted(
        (page for page in firsts if page and page.url.count("/") == 1), key=lambda page: str(page.title or "")
    )


def _years(files: Files) -> list[str]:
    """Return each year in which a page is dated, the latest first."""
    dates = (file.page.meta.get("date") for file in files.documentation_pages() if file.page)
    return sorted({str(each)[:4] for each in dates if isinstance(each, date)}, reverse=True)


def day(when: date) -> str:
    """Return a date as people write it: 13 January 2026."""
    return f"{when.day} {when:%B %Y}"


def changed(pages: list[Page]) -> str:
    """Return when the last of these pages was written or changed, as a feed says it: at noon, the same day all over Europe."""
    days = [str(each.meta[name])[:10] for each in pages for name in ("date", "updated") if _is_dated(each, name)]
    return f"{max(days, default=BEGINNING)}T12:00:00Z"


def _is_dated(page: Page, name: str) -> bool:
    return isinstance(page.meta.get(name), date)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put each table of a page into a box."""
    return boxed_tables(html, str(page.title or ""))


def boxed_tables(html: str, title: str) -> str:
    """Return HTML with each table in a box that scrolls by itself, can be reached with the keyboard, and has a name.

    The name is that of the heading above, or ``title``. What stands at the right stays there without a style, which the
    page's own policy would stop.
    """
    if "<table>" not in html:
        return html
    for side, kind in SIDES.items():
        html = html.replace(f' style="text-align: {side};"', kind)
    return "".join(_boxed(html, escape(title))).replace("</table>", "</table></div>")


def _boxed(html: str, title: str) -> Iterator[str]:
    """Yield the HTML in pieces; tables under the same heading are told apart by number."""
    at, name = 0, title
    given: Counter[str] = Counter()
    for found in HEADING.finditer(html):
        if found["words"] is not None:
            name = TAG.sub("", found["words"]).strip().replace('"', "&quot;")
            continue
        given[name] += 1
        number = f", {given[name]}" if given[name] > 1 else ""
        yield html[at : found.start()]
        yield f'<div class="scroll" role="region" aria-label="Table: {name}{number}" tabindex="0"><table>'
        at = found.end()
    yield html[at:]
