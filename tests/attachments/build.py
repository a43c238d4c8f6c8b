"""Small files of every kind, built from their parts. Nothing here is anybody's but ours; names and numbers are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{KINDS}"'
SLIDE = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{KINDS}"'
DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible", "draw": "drawing",
        "meta": "meta", "presentation": "presentation", "manifest": "manifest", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
CLEAN = "Minutes of the meeting held in the village hall. The verge will be mown in May."


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def core(author: str = "", changed_by: str = "", title: str = "") -> str:
    """Return the properties of an Office file."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{changed_by}</cp:lastModifiedBy></cp:coreProperties>"
    )


def relations(*each: tuple[str, str, str]) -> str:
    """Return relations: identity, kind, and target (one with a colon lies outside the file)."""
    lines = (
        f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if ":" in target else ""}/>'
        for name, kind, target in each
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def run(words: str, manner: str = "") -> str:
    """Return a run of words in Word."""
    return f'<w:r><w:rPr>{manner}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, manner: str = "") -> str:
    """Return a paragraph in Word."""
    return f"<w:p><w:pPr>{manner}</w:pPr>{''.join(runs)}</w:p>"


def docx(body: str = "", parts: Mapping[str, str | bytes] | None = None, author: str = "") -> bytes:
    """Return a Word document with an ordinary paragraph, and then this body."""
    document = f"<w:document {WORD} {DRAWING}><w:body>{paragraph(run(CLEAN))}{body}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "word/document.xml": document,
            "docProps/core.xml": core(author),
            **(parts or {}),
        }
    )


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


def shape(
    words: str,
    place: tuple[int, int, int, int] = (914400, 914400, 4572000, 914400),
    *,
    manner: str = "",
    hidden: str = "",
    ink: str = "",
    kind: str = "",
) -> str:
    """Return a shape on a slide: words, place (left, top, width, height), and how it is filled."""
    left, top, wide, high = place
    placeholder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    colour = f"<a:solidFill>{ink}</a:solidFill>" if ink else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text" {hidden}/><p:cNvSpPr/>{placeholder}</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>{manner}</p:spPr><p:txBody><a:p><a:r><a:rPr>{colour}</a:rPr><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def pptx(
    shapes: str = "", *, show: str = "1", parts: Mapping[str, str | bytes] | None = None, author: str = ""
) -> bytes:
    """Return a presentation: an ordinary slide, and one with these shapes."""
    slide = "<p:sld {} show='{}'><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:sld>"
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "ppt/presentation.xml": f'<p:presentation {SLIDE}><p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
            "ppt/slides/slide1.xml": slide.format(SLIDE, "1", shape(CLEAN)),
            "ppt/slides/slide2.xml": slide.format(SLIDE, show, shape("What we do next") + shapes),
            "docProps/core.xml": core(author),
            **(parts or {}),
        }
    )


def odf(
    kind: str, body: str, *, styles: str = "", author: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OpenDocument file of a kind (text, spreadsheet, presentation) with this body and these automatic styles."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    meta = f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><meta:initial-creator>{author}</meta:initial-creator></office:meta></office:document-meta>'
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "meta.xml": meta,
            **(parts or {}),
        }
    )


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), painted: bool = False, **options: object) -> bytes:
    """Return a drawn photograph; ``painted`` covers most of it."""
    stream = io.BytesIO()
    drawn(size, painted=painted).save(stream, kind, **options)
    return stream.getvalue()


def drawn(size: tuple[int, int] = (640, 480), *, painted: bool = False) -> Image.Image:
    """Return a picture of a green under a sky."""
    wide, high = size
    image = Image.new("RGB", size, (70, 130, 50))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, wide, high // 3), fill=(130, 180, 240))
    pen.ellipse((wide // 3, high // 3, wide // 2, high // 2), fill=(200, 80, 40))
    if painted:
        pen.rectangle((0, 0, wide, high * 3 // 4), fill=(0, 0, 0))
    return image


def exif(
    *, gps: bool = False, serial: str = "", words: Mapping[int, str | bytes | int] | None = None, comment: bytes = b""
) -> Image.Exif:
    """Return EXIF: a position in a field near the village, a serial number, tags by number, a comment."""
    made = Image.Exif()
    made[0x010F] = "Camera Works"
    if gps:
        made.get_ifd(0x8825).update({1: "N", 2: (52.0, 4.0, 30.0), 3: "W", 4: (0.0, 3.0, 12.0)})
    if serial:
        made.get_ifd(0x8769)[0xA431] = serial
    if comment:
        made.get_ifd(0x8769)[0x9286] = comment
    for tag, value in (words or {}).items():
        made[tag] = value
    return made


def xmp(properties: str) -> bytes:
    """Return an XMP packet with these properties as attributes."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {properties}/></rdf:RDF></x:xmpmeta>'
    ).encode()


def line(words: str, high: int = 700, left: int = 72) -> str:
    """Return the drawing of a line of words in a PDF."""
    return f"BT /F1 12 Tf {left} {high} Td ({words}) Tj ET\n"


def new_pdf(*pages: str, title: str = "Minutes", author: str = "") -> Pdf:
    """Return a PDF with a page for each drawing, each with an ordinary line above it; tagged, titled, in English."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in pages or ("",):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream((line(CLEAN[:50], 780) + content).encode())
    pdf.Root.Lang = String("en-GB")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    if title:
        pdf.docinfo["/Title"] = title
    if author:
        pdf.docinfo["/Author"] = author
    return pdf


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF."""
    stream = io.BytesIO()
    pdf.save(stream, static_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return stream.getvalue()


def note(pdf: Pdf, kind: str, **fields: Any) -> Pdf:
    """Put a note on the first page of a PDF."""
    made = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([60, 690, 400, 716]), F=4, **fields)
    )
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), made])
    return pdf
