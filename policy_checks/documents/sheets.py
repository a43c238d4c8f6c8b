"""Spreadsheets (SpreadsheetML): sheets row by row, and apart from them what is hidden, left over, linked or summed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree.ElementTree import Element

from policy_checks.documents.author import personal
from policy_checks.documents.office import NONE, WHITE, Package, child, described, every, get, said
from policy_checks.documents.passage import Passage
from policy_checks.documents.xmp import local
from policy_checks.model import UnreadableError
from policy_checks.reading import pattern

TINY = 2  # points: nobody reads letters of that size
CELLS = 500_000  # of one file
PADDED = 20_000  # rows up to which a line of a passage has the number of its row
FAR_ROWS, FAR_COLUMNS = 200, 20  # empty ones beyond which a cell is out of sight
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # ISO/IEC 29500-1, 18.8.30
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
LAST_DAY = 2_958_465  # 31 December 9999
DATE_FORMAT = r"(?i)^(?:\[[^\]]*\]|\"[^\"]*\"|[^dmyh\"\[])*[dmy]"
OWN = "_xl"  # names that the program makes itself
WHITE_THEME = "0"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 1, its words, and whether they have the colour of the paper."""

    row: int
    column: int
    text: str
    unseen: bool


@dataclass(frozen=True)
class Workbook:
    """What the cells of every sheet refer to."""

    strings: list[str]
    dates: list[bool]
    unseen: list[bool]
    used: set[int]


def read(package: Package) -> Iterator[Passage]:
    """Yield the passages of a spreadsheet."""
    root = package.xml("xl/workbook.xml")
    targets = _targets(package)
    book = Workbook(_strings(package), *_styles(package.maybe("xl/styles.xml")), set())
    visible: set[str] = set()
    left = package.under("xl/worksheets/")
    for each in every(root, "sheet"):
        name, part = get(each, "name"), targets.get(get(each, "id"), "")
        if get(each, "state") not in {"hidden", "veryHidden"}:
            visible.add(name)
        if part in left:
            left.remove(part)
            yield from _sheet(package, part, f"the sheet “{name}”", book, hidden=name not in visible)
    for part in left:
        yield from _sheet(package, part, "a sheet left over in the file", book, hidden=True)
    yield from _left_over(book)
    yield from _names(root)
    yield from _beside(package, visible)


def _targets(package: Package) -> dict[str, str]:
    """Return the part of each relation of the workbook."""
    found = {}
    for each in package.maybe("xl/_rels/workbook.xml.rels"):
        target = each.get("Target", "")
        found[each.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _strings(package: Package) -> list[str]:
    table = package.maybe("xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in every(each, "t")) for each in table if local(each.tag) == "si"]


def _styles(root: Element) -> tuple[list[bool], list[bool]]:
    """Return of each style of cells whether it shows a date, and whether nobody sees its words."""
    formats = {get(each, "numFmtId"): get(each, "formatCode") for each in every(root, "numFmt")}
    sizes = [child(each, "sz") for each in child(root, "fonts") or ()]
    fonts = [child(each, "color") for each in child(root, "fonts") or ()]
    fills = [child(each, "patternFill", "fgColor") for each in child(root, "fills") or ()]
    dates, unseen = [], []
    for each in child(root, "cellXfs") or ():
        code = formats.get(get(each, "numFmtId"), "")
        dates.append(int(get(each, "numFmtId") or 0) in DATES or pattern(DATE_FORMAT).search(code.encode()) is not None)
        font = get(each, "fontId")
        nothing = code.replace('"', "") == ";;;" or _tiny(_at(sizes, font))
        unseen.append(nothing or _alike(_at(fonts, font), _at(fills, get(each, "fillId"))))
    return dates, unseen


def _tiny(size: Element | None) -> bool:
    value = get(size, "val") if size is not None else ""
    return value.replace(".", "").isdecimal() and float(value) <= TINY


def _at(values: list[Element | None], number: str) -> Element | None:
    return values[int(number)] if number.isdecimal() and int(number) < len(values) else None


def _colour(paint: Element | None) -> str:
    """Return a colour as six digits; white for the theme's paper, and empty where it is not given as one."""
    if paint is None:
        return ""
    if get(paint, "theme") == WHITE_THEME and not get(paint, "tint"):
        return "ffffff"
    return get(paint, "rgb").casefold()[-6:]


def _alike(ink: Element | None, fill: Element | None) -> bool:
    letters, behind = _colour(ink), _colour(fill)
    if behind in NONE and fill is not None and (get(fill, "theme") or get(fill, "indexed") not in {"", "64"}):
        return False  # a colour of the theme: what it is cannot be told
    if behind in NONE or behind in WHITE:
        return letters in WHITE
    return letters == behind


def _sheet(package: Package, part: str, place: str, book: Workbook, *, hidden: bool) -> Iterator[Passage]:
    root = package.xml(part)
    rows, columns = _hidden_rows(root), _hidden_columns(root)
    cells = list(_cells(root, book))
    if hidden:
        yield Passage(f"{place}, which is hidden", _table(cells), ("hidden",) if cells else ())
        return
    kinds: dict[str, list[Cell]] = {}
    far = _far(cells)
    for each in cells:
        kinds.setdefault(_kind(each, rows, columns, far), []).append(each)
    yield Passage(place, _table(kinds.pop("", [])))
    for kind, some in kinds.items():
        yield Passage(f"{place}, {kind}", _table(some), ("hidden",))
    yield from _notes(root, place)


def _kind(cell: Cell, rows: set[int], columns: set[int], far: tuple[int, int]) -> str:
    """Return why nobody sees a cell, or nothing."""
    if cell.row in rows:
        return "a hidden row"
    if cell.column in columns:
        return "a hidden column"
    if cell.unseen:
        return "cells of the colour of the paper"
    return "cells far from the others" if cell.row > far[0] or cell.column > far[1] else ""


def _far(cells: list[Cell]) -> tuple[int, int]:
    """Return the last row and column after which so many are empty that nobody looks further."""
    return _before_gap({cell.row for cell in cells}, FAR_ROWS), _before_gap(
        {cell.column for cell in cells}, FAR_COLUMNS
    )


def _before_gap(numbers: set[int], gap: int) -> int:
    ordered = sorted(numbers)
    for one, following in pairwise(ordered):
        if following - one > gap:
            return one
    return ordered[-1] if ordered else 0


def _hidden_rows(root: Element) -> set[int]:
    default = child(root, "sheetFormatPr")
    flat = default is not None and get(default, "zeroHeight") in {"1", "true"}
    rows = [row for row in every(root, "row") if get(row, "r").isdecimal()]
    return {int(get(row, "r")) for row in rows if _is_hidden(row, "ht") or (flat and not get(row, "ht"))}


def _hidden_columns(root: Element) -> set[int]:
    hidden: set[int] = set()
    for each in every(root, "col"):
        if _is_hidden(each, "width"):
            hidden.update(range(int(get(each, "min")), min(int(get(each, "max")), 16_384) + 1))
    return hidden


def _is_hidden(each: Element, size: str) -> bool:
    value = get(each, size)
    return get(each, "hidden") in {"1", "true"} or (
        bool(value) and value.replace(".", "").isdecimal() and float(value) < 1
    )


def _cells(root: Element, book: Workbook) -> Iterator[Cell]:
    count = 0
    for number, row in enumerate(child(root, "sheetData") or (), 1):
        for place, each in enumerate(row, 1):
            count += 1
            if count > CELLS:
                raise UnreadableError(f"a sheet of it has more than {CELLS} cells")
            text = _value(each, book)
            if text:
                line, column = _reference(get(each, "r"), int(get(row, "r") or number), place)
                style = int(get(each, "s") or 0)
                yield Cell(line, column, text, style < len(book.unseen) and book.unseen[style])


def _reference(name: str, row: int, column: int) -> tuple[int, int]:
    """Return row and column of a reference such as AB12."""
    letters = name.rstrip("0123456789")
    if not letters or not letters.isalpha():
        return row, column
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return int(name[len(letters) :] or row), number


def _value(cell: Element, book: Workbook) -> str:
    """Return what a cell shows."""
    kind = get(cell, "t")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in every(cell, "t"))
    shown = child(cell, "v")
    value = (shown.text or "") if shown is not None else ""
    if kind == "s":
        number = int(value) if value.isdecimal() else -1
        book.used.add(number)
        return book.strings[number] if 0 <= number < len(book.strings) else ""
    style = int(get(cell, "s") or 0)
    return _day(value) if not kind and style < len(book.dates) and book.dates[style] else value


def _day(value: str) -> str:
    """Return a date that is kept as a count of days, as it is written in Britain."""
    try:
        days = float(value)
    except ValueError:
        return value
    return (EPOCH + timedelta(days=days)).strftime("%d/%m/%Y") if 1 <= days <= LAST_DAY else value


def _table(cells: list[Cell]) -> str:
    """Return cells as lines with bars between, each line at the number of its row where the sheet is not too long."""
    lines: dict[int, list[str]] = {}
    for each in cells:
        lines.setdefault(each.row, []).append(each.text.replace("\n", " "))
    rows = sorted(lines)
    padded = rows and rows[-1] <= PADDED
    return "\n".join(" | ".join(lines.get(row, [])) for row in (range(1, rows[-1] + 1) if padded else rows))


def _notes(root: Element, place: str) -> Iterator[Passage]:
    """Yield what a sheet says outside its cells."""
    edges = [text for each in every(root, "headerFooter") for text in each.itertext() if text.strip()]
    yield Passage(f"{place}, the top or foot of its pages", "\n".join(edges))
    lists = [each.text or "" for each in every(root, "formula1", "formula2", "f")]
    yield Passage(f"{place}, its formulas and lists", "\n".join(each for each in lists if '"' in each), prose=False)


def _left_over(book: Workbook) -> Iterator[Passage]:
    words = [text for number, text in enumerate(book.strings) if number not in book.used and text.strip()]
    yield Passage("words left over in the file", "\n".join(words), ("hidden",) if words else ())


def _names(root: Element) -> Iterator[Passage]:
    """Yield names given to cells or values. One that is hidden, or holds words of its own, is a problem."""
    for each in every(root, "definedName"):
        value, name = each.text or "", get(each, "name")
        if name.startswith(OWN):
            continue
        secret = get(each, "hidden") in {"1", "true"} or value.startswith('"')
        yield Passage(f"the defined name “{name}”", value, ("hidden",) if secret else (), prose=secret)


def _beside(package: Package, visible: set[str]) -> Iterator[Passage]:
    for name in [*package.under("xl/comments"), *package.under("xl/threadedComments/")]:
        yield Passage(
            "a comment", said(package.xml(name), "t", "comment") or "".join(package.xml(name).itertext()), ("comment",)
        )
    for name in package.under("xl/persons/"):
        people = [get(each, "displayName") for each in every(package.xml(name), "person")]
        yield Passage("", problems=("author",) * any(map(personal, people)))
    for name in package.under("xl/externalLinks/"):
        values = [each.text or "" for each in every(package.xml(name), "v")]
        yield Passage("values from another workbook", "\n".join(values), ("linked",))
    for name in [*package.under("xl/connections"), *package.under("xl/queryTables/")]:
        texts = [value for each in package.xml(name).iter() for value in each.attrib.values()]
        yield Passage("a connection to other data", "\n".join(texts), ("linked",), prose=False)
    for name in package.under("xl/revisions/"):
        yield Passage("a tracked change", "\n".join(package.xml(name).itertext()) or " ", ("tracked",))
    for name in [*package.under("xl/drawings/drawing"), *package.under("xl/charts/chart")]:
        root = package.xml(name)
        yield Passage(
            "a text box or chart",
            "\n".join([said(root), described(root), *(each.text or "" for each in every(root, "v"))]),
        )
    yield from _pivots(package, visible)


def _pivots(package: Package, visible: set[str]) -> Iterator[Passage]:
    """Yield the data that pivot tables keep. Where they stand on no sheet that is shown, they are a problem."""
    for name in package.under("xl/pivotCache/pivotCacheDefinition"):
        root = package.xml(name)
        source = next((get(each, "sheet") for each in every(root, "worksheetSource")), "")
        values = [get(each, "v") for each in every(root, "s", "n", "d")]
        records = name.replace("Definition", "Records")
        values += [get(each, "v") for each in every(package.maybe(records), "s", "n", "d")]
        kept = any(values) and source not in visible
        yield Passage("the data behind a pivot table", "\n".join(values), ("hidden",) if kept else ())
