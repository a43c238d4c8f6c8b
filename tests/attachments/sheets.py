"""Workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.attachments.package import CONTENT_TYPES, KINDS, core, relations, zipped

SHEET = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{KINDS}"'


def cell(place: str, words: str, style: int = 0) -> str:
    """Return a cell with words in it."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str, manner: str = "") -> str:
    """Return a row of cells."""
    return f'<row r="{number}" {manner}>{"".join(cells)}</row>'


TOTALS = row(1, cell("A1", "Budget"), cell("B1", "Total")) + row(2, cell("A2", "Mowing"), '<c r="B2"><v>1250.5</v></c>')
STYLES = (
    f"<styleSheet {SHEET}><numFmts><numFmt numFmtId='170' formatCode=';;;'/></numFmts><fonts><font/><font><color rgb='FFFFFFFF'/></font><font><color rgb='FF000000'/></font></fonts>"
    "<fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'><fgColor rgb='FF000000'/></patternFill></fill>"
    "<fill><patternFill patternType='solid'><fgColor theme='4'/></patternFill></fill></fills>"
    "<cellXfs><xf fontId='0' fillId='0' numFmtId='0'/><xf fontId='1' fillId='0' numFmtId='0'/><xf fontId='2' fillId='1' numFmtId='0'/>"
    "<xf fontId='0' fillId='0' numFmtId='170'/><xf fontId='0' fillId='0' numFmtId='14'/><xf fontId='1' fillId='2' numFmtId='0'/></cellXfs></styleSheet>"
)


def xlsx(
    rows: str = "",
    sheets: Sequence[tuple[str, str, str]] = (),
    *,
    before: str = "",
    after: str = "",
    book: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    author: str = "",
) -> bytes:
    """Return a workbook: a sheet of totals and these rows, then further sheets (name, state, rows).

    ``before`` and ``after`` stand beside the rows of the first sheet, ``book`` in the workbook.
    """
    every = [("Totals", "visible", TOTALS + rows), *sheets]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>'
        for n, (name, state, _) in enumerate(every, 1)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "xl/workbook.xml": f"<workbook {SHEET}><sheets>{listed}</sheets>{book}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *((f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(every) + 1))
        ),
        "xl/styles.xml": STYLES,
        "docProps/core.xml": core(author),
    }
    for n, (_, _, content) in enumerate(every, 1):
        beside = (before, after) if n == 1 else ("", "")
        made[f"xl/worksheets/sheet{n}.xml"] = (
            f"<worksheet {SHEET}>{beside[0]}<sheetData>{content}</sheetData>{beside[1]}</worksheet>"
        )
    return zipped({**made, **(parts or {})})
