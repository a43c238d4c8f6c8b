"""Meetings for residents: lists, decisions, what is next, calendars. What a meeting is, is policy_checks.meetings' to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser

from policy_checks.calendars import calendar, name_of
from policy_checks.links import host_of
from policy_checks.meetings import DRAFT, FOLDER, Meeting, is_paper, meetings, papers_of, slug, spoken_time
from policy_checks.policy import read_policy
from policy_checks.urgent import london_now

CALENDARS = f"{FOLDER}calendars/"  # of the site
RESOLVED = "resolved:"
HEADINGS = frozenset({"h2", "h3", "h4"})
state: dict[str, list[Meeting]] = {"all": []}
addresses: dict[str, str] = {}


@dataclass(frozen=True)
class Decision:
    """A line of minutes that begins with “Resolved:”. ``url`` is the address of its minute, from the front page."""

    date: date
    text: str
    url: str
    draft: bool


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the meetings; a meeting's page is drawn by meeting.html."""
    council = read_policy(Path(config.config_file_path).with_name("policy.yml")).council
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    papers = [paper for uri, page in pages.items() for paper in papers_of(uri, page.meta, council)]
    found = meetings(papers)
    real = [each for each in found if not each.example]
    now = london_now().replace(tzinfo=None)
    upcoming = [each for each in real if each.begins >= now or (each.start is None and each.day == now.date())]
    by_page = {paper.page: each for each in found for paper in (each.agenda, each.minutes) if paper}
    state["all"] = real
    addresses.clear()
    addresses.update({uri: page.canonical_url for uri, page in pages.items() if page.canonical_url})
    env.globals.update(
        meetings=found[::-1],
        bodies={slug(each.body): each.body for each in real},
        next_meeting=next((each for each in upcoming if not each.cancelled), None),
        upcoming=upcoming,
        decisions=[each for meeting in real[::-1] for each in _decisions(meeting, pages)],
        meeting_of=lambda page: by_page.get(page.file.src_uri),
        beside=_neighbours(found).get,
        unlisted=[
            page
            for uri, page in pages.items()
            if is_paper(uri, page.meta) and uri not in by_page and not page.meta.get("withheld")
        ],
        calendar_of=lambda meeting: f"{CALENDARS}{name_of(meeting)}.ics",
        calendars=CALENDARS,
        spoken_time=spoken_time,
    )
    for uri in by_page:
        pages[uri].meta["template"] = "meeting.html"
    return env


def _neighbours(found: list[Meeting]) -> dict[Meeting, tuple[Meeting | None, Meeting | None]]:
    """Return for each meeting that has a page those of the same body before and after it; examples keep to themselves."""
    rows: dict[tuple[str, bool], list[Meeting | None]] = defaultdict(lambda: [None])
    for each in found:
        if each.agenda or each.minutes:
            rows[slug(each.body), each.example].append(each)
    threes = (three for row in rows.values() for three in zip(row, row[1:], [*row[2:], None], strict=False))
    return {each: (before, after) for before, each, after in threes if each}


def _decisions(meeting: Meeting, pages: dict[str, Page]) -> Iterator[Decision]:
    """Yield what a meeting resolved, by its minutes, in their order."""
    if meeting.minutes:
        page = pages[meeting.minutes.page]
        for text, anchor in resolved(page.content or ""):
            yield Decision(meeting.day, text, page.url + anchor, meeting.minutes.status == DRAFT)


def resolved(html: str) -> Iterator[tuple[str, str]]:
    """Yield the words of each paragraph or list item that begins with “Resolved:”, and “#” with the name of the heading above it."""
    anchor = ""
    for node in LexborHTMLParser(html).css("h2, h3, h4, p, li:not(:has(p)), dd:not(:has(p))"):
        if node.tag in HEADINGS:
            anchor = f"#{node.attributes['id']}" if node.attributes.get("id") else ""
            continue
        words = " ".join(node.text().split())
        if words.casefold().startswith(RESOLVED):
            said = words[len(RESOLVED) :].strip()
            yield said[:1].upper() + said[1:], anchor


def on_post_build(config: MkDocsConfig) -> None:
    """Write a calendar of all meetings, of each body, and of each meeting that is still to come."""
    if state["all"]:
        folder = Path(config.site_dir, CALENDARS)
        folder.mkdir(parents=True, exist_ok=True)
        host = host_of(config.site_url or "") or slug(config.site_name)
        today = london_now().date()
        for name, title, listed in _calendars(state["all"], config.site_name, today):
            (folder / f"{name}.ics").write_bytes(calendar(listed, title, host, addresses))


def _calendars(found: list[Meeting], council: str, today: date) -> Iterator[tuple[str, str, list[Meeting]]]:
    """Yield the name of each calendar's file, its title, and its meetings."""
    yield "all", council, found
    for body in dict.fromkeys(slug(each.body) for each in found):
        same = [each for each in found if slug(each.body) == body]
        yield body, same[0].body, same
    for each in found:
        if each.day >= today:
            yield name_of(each), each.body, [each]
