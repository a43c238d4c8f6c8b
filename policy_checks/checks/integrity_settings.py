"""Settings at the top of a page that lists and the feed of news cannot use (clause C17: “be accurate”)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policy_checks.expiry import SETTING, day_of, stays
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, Reading
from policy_checks.reading import scan

# What is no plain words: marks of HTML or Markdown, and characters that no feed may hold (XML 1.0, section 2.2).
UNPRINTED = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}\x{fffe}\x{ffff}]"
MARKED = rf"{UNPRINTED}|<[a-zA-Z/!]|&(?:#|[a-zA-Z][a-zA-Z0-9]*;)|\*\*|`|\]\("
WORDS = ("title", "description")
MEETINGS = "meetings/"  # a meeting's date is judged with its other settings

TITLE = "The title or description of this page is not plain words, so a list or the feed of news would show it broken."
TITLE_REMEDY = "Write it in plain words without marks, between quotation marks."
DATE = "A date at the top of this page cannot be read as one, so lists and the feed go without it."
DATE_REMEDY = "Write year, month and day in figures, such as: date: 2026-11-03."
LIST = "The list of documents at the top of this page cannot be shown as a table."
LIST_REMEDY = "Write a line for each, such as: - {file: budget.pdf, title: Budget, date: 2026-01-13}."
END = "The last day of this notice cannot be read as a date, so it would never come down."
END_REMEDY = "Write year, month and day in figures, such as: expires: 2026-11-30."
UNDATED = "This notice has a last day, but no date of its own, so nobody can tell whether it was ever shown."
UNDATED_REMEDY = "Add the day on which it is published, such as: date: 2026-11-03."
EARLY = "This notice ends before the day on which it is published, so nobody would ever see it."
EARLY_REMEDY = "Mend one of the two lines at the top: “date” or “expires”."
STAYS = "This page stays, whatever its line “expires” says: it is official business, or a paper that the law keeps published."
STAYS_REMEDY = "Take the line out. The papers of the accounts stay for five years at least."


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each setting that a list or the feed could not show as it is meant."""
    settings = document.settings
    for name in WORDS:
        if name in settings and not plain(settings[name], empty=name != "title"):
            yield setting(document, name)
    if "title" not in settings:
        yield from _heading(document.text)
    for name in () if document.page.startswith(MEETINGS) else ("date", "updated"):
        if name in settings and not isinstance(settings[name], date):
            yield setting(document, name, Level.ADVISE, DATE, DATE_REMEDY)
    if not listed(settings.get("documents")):
        yield setting(document, "documents", None, LIST, LIST_REMEDY)
    if SETTING in settings:
        yield from _end(document, policy)


def _end(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield what is wrong with the last day of a notice."""
    last, first = day_of(document.settings, SETTING), day_of(document.settings, "date")
    if stays(document, policy):
        yield setting(document, SETTING, Level.ADVISE, STAYS, STAYS_REMEDY)
    elif last is None:
        yield setting(document, SETTING, None, END, END_REMEDY)
    elif first is None:
        yield setting(document, SETTING, None, UNDATED, UNDATED_REMEDY)
    elif last < first:
        yield setting(document, SETTING, None, EARLY, EARLY_REMEDY)


def plain(value: object, *, empty: bool) -> bool:
    """Say whether a setting is plain words; ``empty``, whether it may also hold nothing."""
    if value is None or value == "":
        return empty
    return isinstance(value, str) and bool(value.strip()) and not any(scan(MARKED, Reading(value)))


def listed(value: object) -> bool:
    """Say whether a setting is a list of documents, each with its file, and perhaps title and date; or nothing."""
    return value is None or (isinstance(value, list) and all(map(_is_document, value)))


def _is_document(each: object) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("file"), str)
        and plain(each.get("title"), empty=True)
        and isinstance(each.get("date") or date.min, date)
    )


def _heading(text: str) -> Iterator[Hit]:
    """Yield the first heading, which is the title where no setting is, if it holds a character that no feed may."""
    begin = 0 if text.startswith("# ") else text.find("\n# ") + 1
    line = text[begin:].split("\n", 1)[0].replace("\t", " ").rstrip("\r")
    if line.startswith("# ") and any(scan(UNPRINTED, Reading(line))):
        yield Hit(begin, begin + len(line), "heading")


def setting(document: Document, name: str, level: Level | None = None, message: str = "", remedy: str = "") -> Hit:
    """Return the hit of the line at the top of a page on which a setting begins, or of its first line."""
    begin = document.text.find(f"\n{name}:") + 1
    return Hit(begin, document.text.index("\n", begin), name, level, message, remedy)


CHECK = Check(
    id="integrity-settings",
    area=Area.INTEGRITY,
    clause="C17",
    level=Level.REJECT,
    message=TITLE,
    remedy=TITLE_REMEDY,
    why="The news page, the front page, the feed and the search show a page by its title, and list it by its date. A list, a number or marks there "
    "would be shown as they are written, and a date in words leaves the page out. `expires` is the last day of a notice: the night after, its address says "
    "that it has ended. Official business (policy.yml, moderation), pages with `statutory` and the papers of the accounts stay "
    "(Accounts and Audit Regulations 2015, regulation 13).",
    find=find,
    on=("written",),
    kinds=frozenset({"markdown"}),
    fails=(
        "---\n⟦title:⟧\n---\n\nThe road is closed.",
        "---\n⟦title: 2026⟧\n---\n\nThe road is closed.",
        "---\ndate: 2026-11-03\n⟦title: [Road, closed]⟧\n---\n\nThe road is closed.",
        '---\n⟦title: " "⟧\n---\n\nThe road is closed.',
        '---\n⟦title: "Road\\nclosed"⟧\n---\n\nThe road is closed.',
        "---\n⟦title: The <b>road</b> is closed⟧\n---\n\nThe road is closed.",
        "---\n⟦title: Fish &amp; chips⟧\n---\n\nOn Friday.",
        "---\ntitle: Road\n⟦description: See [the map](map.md)⟧\n---\n\nThe road is closed.",
        "---\ntitle: Road\n⟦date: 3 November 2026⟧\n---\n\nThe road is closed.",
        "---\ntitle: Road\ndate: 2026-11-03\n⟦updated: today⟧\n---\n\nThe road is closed.",
        "---\n⟦documents: budget.pdf⟧\n---\n\nThe budget.",
        "---\n⟦documents: [budget.pdf]⟧\n---\n\nThe budget.",
        "---\n⟦documents:⟧\n  - {file: budget.pdf, date: May}\n---\n\nThe budget.",
        "---\ndate: 2026-11-03\n⟦expires: the end of May⟧\n---\n\nThe road is closed.",
        "---\n⟦expires: 2026-11-03⟧\n---\n\nThe road is closed.",
        "---\ndate: 2026-11-03\n⟦expires: 2026-11-02⟧\n---\n\nThe road is closed.",
        "---\ndate: 2026-06-03\n⟦expires: 2026-07-14⟧\n---\n\nThe AGAR may be inspected.",
        "The road.\n\n⟦# Road\x0bclosed⟧\n",
    ),
    passes=(
        "---\ntitle: Fish & chips, 5 < 6\ndate: 2026-11-03\ndescription:\n---\n\nOn Friday.",
        "---\ntitle: Grass cutting\ndate: 2026-11-03 10:00:00\n---\n\nFrom May.",
        "---\ndate: 2026-11-03 09:00:00\nexpires: 2026-11-03\n---\n\nThe road is closed today.",
        "---\ndocuments:\n  - {file: a.pdf}\n  - {file: b.pdf, title: B, date: 2026-11-03}\n---\n\nBoth.",
        "# Road\tclosed\n",
        "No heading.",
    ),
)
