"""Files that leak, each with a clean twin: `python -m tests.attachments.make FOLDER` writes them out.

``guidance`` names the part of the ICO's “Disclosing documents to the public securely” (31 July 2025) that the leak is an
instance of: its page, and the thing on it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, Pdf, String

from tests.attachments.leak import (
    EMBEDDED,
    HIDDEN,
    INEFFECTIVE,
    MARKUP,
    METADATA,
    PLAIN,
    PRIVATE,
    REDACTION,
    SPREADSHEETS,
    Leak,
)
from tests.attachments.opendocument import odf
from tests.attachments.package import CLEAN, relations, zipped
from tests.attachments.pdfs import line, new_pdf, note, saved
from tests.attachments.photos import drawn, exif, photo, xmp
from tests.attachments.sheets import SHEET, cell, row, xlsx
from tests.attachments.slides import SLIDE, pptx, shape
from tests.attachments.unusual import unusual
from tests.attachments.word import WORD, docx, paragraph, run


def word() -> Iterator[Leak]:
    """Yield Word documents."""

    def each(name: str, guidance: str, body: str, clean: str = paragraph(run(PLAIN)), **parts: str) -> Leak:
        named = {key.replace("__", "/").replace("_xml", ".xml"): value for key, value in parts.items()}
        return Leak(f"word-{name}.docx", guidance, docx(body, named), docx(clean))

    change = 'w:id="1" w:author="Jo Tapley" w:date="2026-05-01T09:00:00Z"'
    yield each(
        "deleted",
        f"{MARKUP}: tracked changes",
        f"<w:p><w:del {change}><w:r><w:delText>{PRIVATE}</w:delText></w:r></w:del></w:p>",
    )
    yield each("inserted", f"{MARKUP}: tracked changes", f"<w:p><w:ins {change}>{run(PLAIN)}</w:ins></w:p>")
    yield each("moved", f"{MARKUP}: tracked changes", f"<w:p><w:moveFrom {change}>{run(PRIVATE)}</w:moveFrom></w:p>")
    comment = f'<w:comments {WORD}><w:comment w:id="1" w:author="Jo Tapley">{paragraph(run("Is this so?"))}</w:comment></w:comments>'
    yield each("comment", f"{MARKUP}: comments", paragraph(run(PLAIN)), word__comments_xml=comment)
    yield each(
        "hidden",
        f"{HIDDEN}: hidden text",
        paragraph(run(PRIVATE, "<w:vanish/>")),
        paragraph(run(PLAIN, '<w:vanish w:val="0"/>')),
    )
    style = f'<w:styles {WORD}><w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    yield each(
        "hidden-style",
        f"{HIDDEN}: hidden text",
        paragraph(run(PRIVATE), manner='<w:pStyle w:val="Ghost"/>'),
        word__styles_xml=style,
    )
    yield each(
        "white",
        f"{INEFFECTIVE}: letters of the colour of the background",
        paragraph(run(PRIVATE, '<w:color w:val="FFFFFF"/>')),
        paragraph(run(PLAIN, '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>')),
    )
    yield each(
        "black",
        f"{REDACTION}: highlighting in black",
        paragraph(run(PRIVATE, '<w:highlight w:val="black"/>')),
        paragraph(run(PLAIN, '<w:highlight w:val="yellow"/>')),
    )
    yield each(
        "black-shading",
        f"{REDACTION}: shading in black",
        paragraph(run(PRIVATE, '<w:color w:val="000000"/><w:shd w:fill="000000"/>')),
    )
    yield each(
        "tiny",
        f"{INEFFECTIVE}: a very small font",
        paragraph(run(PRIVATE, '<w:sz w:val="2"/>')),
        paragraph(run(PLAIN, '<w:sz w:val="16"/>')),
    )
    yield each(
        "header",
        f"{HIDDEN}: headers and footers",
        paragraph(run(PLAIN)),
        word__header1_xml=f"<w:hdr {WORD}>{paragraph(run(PRIVATE))}</w:hdr>",
    )
    yield each(
        "footnote",
        f"{HIDDEN}: notes",
        paragraph(run(PLAIN)),
        word__footnotes_xml=f"<w:footnotes {WORD}>{paragraph(run(PRIVATE))}</w:footnotes>",
    )
    yield each(
        "text-box",
        f"{HIDDEN}: text boxes",
        f"<w:p><w:r><w:txbxContent>{paragraph(run(PRIVATE))}</w:txbxContent></w:r></w:p>",
        f"<w:p><w:r><w:txbxContent>{paragraph(run(PLAIN))}</w:txbxContent></w:r></w:p>",
    )
    yield each(
        "building-block",
        f"{HIDDEN}: text kept for re-use",
        paragraph(run(PLAIN)),
        word__glossary__document_xml=f"<w:glossaryDocument {WORD}>{paragraph(run(PRIVATE))}</w:glossaryDocument>",
    )
    yield each(
        "mail-merge",
        f"{HIDDEN}: linked data",
        paragraph(run(PLAIN)),
        word__settings_xml=f'<w:settings {WORD}><w:mailMerge><w:query w:val="the tenants of the garages"/></w:mailMerge></w:settings>',
    )
    alternative = '<w:p><w:drawing><wp:docPr id="1" descr="{}"/></w:drawing></w:p>'
    yield each(
        "alternative", f"{HIDDEN}: alternative text", alternative.format(PRIVATE), alternative.format("The green")
    )
    yield Leak(
        "word-author.docx", f"{METADATA}: the author", docx(author="Jo Tapley"), docx(author="Oxley Parish Council")
    )
    camera = photo(exif=exif(gps=True, serial="D3-100234"))
    yield Leak(
        "word-photograph.docx",
        f"{METADATA}: a photograph's position",
        docx(parts={"word/media/image1.jpeg": camera}),
        docx(parts={"word/media/image1.jpeg": photo()}),
    )
    yield Leak(
        "word-workbook.docx",
        f"{EMBEDDED}: a workbook behind a chart",
        docx(parts={"word/embeddings/Book1.xlsx": xlsx(row(3, cell("A3", PRIVATE)))}),
        docx(),
    )
    template = relations(("r1", "attachedTemplate", "file:///C:/Users/jtapley/Letters.dotm"))
    yield Leak(
        "word-template.docx",
        f"{METADATA}: a path",
        docx(parts={"word/_rels/settings.xml.rels": template}),
        docx(parts={"word/_rels/document.xml.rels": relations(("r1", "hyperlink", "https://www.gov.uk/"))}),
    )
    macro = docx(parts={"word/vbaProject.bin": b"\xd0\xcf"})
    yield Leak("word-macro.docx", f"{EMBEDDED}: macros", macro, docx())


def sheets() -> Iterator[Leak]:
    """Yield spreadsheets."""

    def each(name: str, guidance: str, leak: bytes, clean: bytes | None = None) -> Leak:
        return Leak(f"sheet-{name}.xlsx", f"{SPREADSHEETS}: {guidance}", leak, clean or xlsx())

    secret, plain = row(3, cell("A3", PRIVATE)), row(3, cell("A3", PLAIN))
    yield each(
        "hidden-sheet",
        "hidden worksheets",
        xlsx(sheets=[("People", "hidden", secret)]),
        xlsx(sheets=[("More", "visible", plain)]),
    )
    yield each("very-hidden-sheet", "very hidden worksheets", xlsx(sheets=[("People", "veryHidden", plain)]))
    yield each("hidden-row", "hidden rows", xlsx(row(3, cell("A3", PRIVATE), manner='hidden="1"')), xlsx(plain))
    yield each(
        "flat-row",
        "rows without height",
        xlsx(row(3, cell("A3", PLAIN), manner='ht="0" customHeight="1"')),
        xlsx(row(3, cell("A3", PLAIN), manner='ht="30" customHeight="1"')),
    )
    yield each(
        "hidden-column",
        "hidden columns",
        xlsx(row(3, cell("C3", PRIVATE)), before='<cols><col min="3" max="3" width="9" hidden="1"/></cols>'),
        xlsx(row(3, cell("C3", PLAIN)), before='<cols><col min="3" max="3" width="30"/></cols>'),
    )
    yield each(
        "filtered-row",
        "active filters",
        xlsx(row(3, cell("A3", PLAIN), manner='hidden="1"'), after='<autoFilter ref="A1:B3"/>'),
        xlsx(
            plain,
            after='<autoFilter ref="A1:B3"/>',
            book='<definedNames><definedName name="_xlnm._FilterDatabase" hidden="1">Totals!$A$1:$B$3</definedName></definedNames>',
        ),
    )
    yield each(
        "white",
        "letters of the colour of the background",
        xlsx(row(3, cell("A3", PRIVATE, 1))),
        xlsx(row(3, cell("A3", PLAIN, 5))),
    )
    yield each("black", "cells filled in black", xlsx(row(3, cell("A3", PRIVATE, 2))), xlsx(plain))
    yield each(
        "format",
        "a format that shows nothing",
        xlsx(row(3, cell("A3", PRIVATE, 3))),
        xlsx(row(3, '<c r="A3" s="4"><v>45000</v></c>')),
    )
    yield each(
        "far", "remote rows and columns", xlsx(row(9000, cell("A9000", PRIVATE))), xlsx(row(40, cell("A40", PLAIN)))
    )
    yield each(
        "far-column", "remote rows and columns", xlsx(row(3, cell("XFD3", PLAIN))), xlsx(row(3, cell("F3", PLAIN)))
    )
    named = '<definedNames><definedName name="tenant" hidden="1">"{}"</definedName></definedNames>'
    yield each(
        "name",
        "defined names",
        xlsx(book=named.format(PRIVATE)),
        xlsx(book="<definedNames><definedName name='total'>Totals!$B$2</definedName></definedNames>"),
    )
    pivot = f'<pivotCacheDefinition {SHEET}><cacheSource type="worksheet"><worksheetSource ref="A1:B9" sheet="{{}}"/></cacheSource><cacheFields><cacheField name="Who"><sharedItems><s v="{{}}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    yield each(
        "pivot",
        "pivot tables",
        xlsx(parts={"xl/pivotCache/pivotCacheDefinition1.xml": pivot.format("People", PRIVATE)}),
        xlsx(parts={"xl/pivotCache/pivotCacheDefinition1.xml": pivot.format("Totals", "Mowing")}),
    )
    records = {
        "xl/pivotCache/pivotCacheDefinition1.xml": pivot.format("Gone", ""),
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {SHEET}><r><s v="{PLAIN}"/></r></pivotCacheRecords>',
    }
    yield each("pivot-records", "pivot tables", xlsx(parts=records))
    outside = f"<externalLink {SHEET}><externalBook><sheetDataSet><sheetData><row><cell><v>{PRIVATE}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"
    yield each("link", "links to other workbooks", xlsx(parts={"xl/externalLinks/externalLink1.xml": outside}))
    yield each(
        "connection",
        "linked data",
        xlsx(
            parts={
                "xl/connections.xml": f'<connections {SHEET}><connection name="tenants" dbPr="Provider=x;User ID=jtapley"/></connections>'
            }
        ),
    )
    comments = f"<comments {SHEET}><commentList><comment><text><t>{{}}</t></text></comment></commentList></comments>"
    yield each("comment", "comments", xlsx(parts={"xl/comments1.xml": comments.format(PLAIN)}))
    strings = f"<sst {SHEET}><si><t>{{}}</t></si></sst>"
    used = row(3, '<c r="A3" t="s"><v>0</v></c>')
    yield each(
        "left-over",
        "data kept though no cell shows it",
        xlsx(parts={"xl/sharedStrings.xml": strings.format(PRIVATE)}),
        xlsx(used, parts={"xl/sharedStrings.xml": strings.format(PLAIN)}),
    )
    chart = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache><c:pt><c:v>{}</c:v></c:pt></c:strCache></c:chartSpace>'
    yield each(
        "chart",
        "charts",
        xlsx(parts={"xl/charts/chart1.xml": chart.format(PRIVATE)}),
        xlsx(parts={"xl/charts/chart1.xml": chart.format("Mowing")}),
    )
    yield each(
        "footer",
        "headers and footers",
        xlsx(after=f"<headerFooter><oddFooter>{PRIVATE}</oddFooter></headerFooter>"),
        xlsx(after="<headerFooter><oddFooter>Page &amp;P</oddFooter></headerFooter>"),
    )
    yield each("author", "metadata", xlsx(author="Jo Tapley"), xlsx(author="Clerk"))
    yield each("visible", "personal information in plain sight", xlsx(row(3, cell("A3", PRIVATE))), xlsx(plain))
    team = row(1, cell("A1", "Who"), cell("B1", "Date of {}")) + row(
        2, cell("A2", "Keeper"), '<c r="B2" s="4"><v>31837</v></c>'
    )
    yield each(
        "born",
        "dates of birth",
        xlsx(sheets=[("Team", "visible", team.format("birth"))]),
        xlsx(sheets=[("Team", "visible", team.format("the meeting"))]),
    )


def slides() -> Iterator[Leak]:
    """Yield presentations."""

    def each(name: str, guidance: str, leak: bytes, clean: bytes | None = None) -> Leak:
        return Leak(f"slide-{name}.pptx", guidance, leak, clean or pptx(shape(PLAIN)))

    notes = f"<p:notes {SLIDE}><p:cSld><p:spTree>{{}}</p:spTree></p:cSld></p:notes>"
    number = shape("2", kind="sldNum")
    yield each(
        "notes",
        f"{HIDDEN}: speaker's notes",
        pptx(parts={"ppt/notesSlides/notesSlide1.xml": notes.format(shape(PLAIN, kind="body"))}),
        pptx(parts={"ppt/notesSlides/notesSlide1.xml": notes.format(number)}),
    )
    yield each("hidden-slide", f"{HIDDEN}: hidden slides", pptx(shape(PRIVATE), show="0"))
    yield each(
        "off-slide", f"{INEFFECTIVE}: moving it off the page", pptx(shape(PRIVATE, (12_000_000, 0, 900_000, 900_000)))
    )
    yield each("hidden-shape", f"{HIDDEN}: hidden objects", pptx(shape(PRIVATE, hidden='hidden="1"')))
    low = (914400, 3_000_000, 4572000, 914400)
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    yield each(
        "covered",
        f"{REDACTION}: a shape drawn over words",
        pptx(shape(PRIVATE) + shape("", (900_000, 900_000, 5_000_000, 1_000_000), manner=black)),
        pptx(shape(PLAIN) + shape("", (0, 5_000_000, 900_000, 900_000), manner=black)),
    )
    yield each(
        "white",
        f"{INEFFECTIVE}: letters of the colour of the background",
        pptx(shape(PRIVATE, low, ink='<a:srgbClr val="FFFFFF"/>')),
        pptx(shape(PLAIN, low, manner=black, ink='<a:srgbClr val="FFFFFF"/>')),
    )
    comments = f"<p:cmLst {SLIDE}><p:cm><p:text>Is this so?</p:text></p:cm></p:cmLst>"
    yield each("comment", f"{MARKUP}: comments", pptx(parts={"ppt/comments/comment1.xml": comments}))
    yield each("author", f"{METADATA}: the author", pptx(author="Jo Tapley"), pptx(author="Parish Office"))


def open_documents() -> Iterator[Leak]:
    """Yield OpenDocument files."""

    def text(
        name: str,
        guidance: str,
        body: str,
        clean: str = f"<text:p>{PLAIN}</text:p>",
        styles: str = "",
        author: str = "",
    ) -> Leak:
        intro = f"<text:p>{CLEAN}</text:p>"
        return Leak(
            f"open-{name}.odt",
            guidance,
            odf("text", intro + body, styles=styles, author=author),
            odf("text", intro + clean, styles=styles),
        )

    deleted = f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{PRIVATE}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    yield text("deleted", f"{MARKUP}: tracked changes", deleted)
    yield text(
        "comment",
        f"{MARKUP}: comments",
        "<text:p>So<office:annotation><text:p>Is this so?</text:p></office:annotation></text:p>",
    )
    ghost = '<style:style style:name="G" style:family="text"><style:text-properties text:display="none"/></style:style>'
    yield text(
        "hidden",
        f"{HIDDEN}: hidden text",
        f'<text:p><text:span text:style-name="G">{PRIVATE}</text:span></text:p>',
        styles=ghost,
    )
    white = '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    yield text(
        "white",
        f"{INEFFECTIVE}: letters of the colour of the background",
        f'<text:p><text:span text:style-name="W">{PRIVATE}</text:span></text:p>',
        styles=white,
    )
    yield text("author", f"{METADATA}: the author", f"<text:p>{PLAIN}</text:p>", author="Jo Tapley")

    def table(name: str, guidance: str, leak: str, clean: str, styles: str = "") -> Leak:
        return Leak(
            f"open-{name}.ods",
            f"{SPREADSHEETS}: {guidance}",
            odf("spreadsheet", leak, styles=styles),
            odf("spreadsheet", clean, styles=styles),
        )

    def rows(words: str, manner: str = "", columns: str = "<table:table-column/>") -> str:
        return f'<table:table table:name="T">{columns}<table:table-row {manner}><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row></table:table>'

    hidden = (
        '<style:style style:name="H" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    yield table("hidden-row", "hidden rows", rows(PRIVATE, 'table:visibility="collapse"'), rows(PLAIN))
    yield table(
        "hidden-column",
        "hidden columns",
        rows(PRIVATE, columns='<table:table-column table:visibility="collapse"/>'),
        rows(PLAIN),
    )
    yield table(
        "hidden-sheet",
        "hidden worksheets",
        rows(PRIVATE).replace("<table:table ", '<table:table table:style-name="H" '),
        rows(PLAIN),
        hidden,
    )
    notes = (
        f"<draw:page><text:p>{CLEAN}</text:p><presentation:notes><text:p>{{}}</text:p></presentation:notes></draw:page>"
    )
    yield Leak(
        "open-notes.odp",
        f"{HIDDEN}: speaker's notes",
        odf("presentation", notes.format(PLAIN)),
        odf("presentation", notes.format("")),
    )


def pdfs() -> Iterator[Leak]:
    """Yield PDFs."""

    def each(name: str, guidance: str, leak: Pdf | bytes, clean: Pdf | bytes | None = None) -> Leak:
        pair = [made if isinstance(made, bytes) else saved(made) for made in (leak, clean or new_pdf(line(PLAIN)))]
        return Leak(f"pdf-{name}.pdf", guidance, *pair)

    box = "0 g 60 690 500 30 re f\n"
    yield each(
        "box",
        f"{REDACTION}: a box drawn over words",
        new_pdf(line(PRIVATE) + box),
        new_pdf(box.replace("690", "500") + line(PLAIN)),
    )
    yield each(
        "box-half",
        f"{REDACTION}: a box drawn over words",
        new_pdf(line("Complaint of Jo Tapley, 4 Mill Lane") + "0 g 150 690 400 30 re f\n"),
    )
    yield each("white-box", f"{REDACTION}: a box drawn over words", new_pdf(line(PRIVATE) + "1 g 60 690 500 30 re f\n"))
    yield each("black-on-black", f"{REDACTION}: letters on a box of their own colour", new_pdf(box + line(PRIVATE)))
    pinned = new_pdf(line(PLAIN))
    spec = AttachedFileSpec(pinned, f"Name,Phone\nJo Tapley,{PRIVATE[-40:]}".encode(), filename="people.csv")
    yield each("pinned", f"{EMBEDDED}: attached files", note(pinned, "FileAttachment", FS=spec.obj))
    xfa = new_pdf(line(PLAIN))
    data = xfa.make_stream(f"<a><b>{PRIVATE}</b></a>".encode())
    xfa.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), data]))
    yield each("form-data", f"{HIDDEN}: values of forms", xfa)
    yield each(
        "drawn-over",
        f"{REDACTION}: a mark drawn over words",
        note(new_pdf(line(PRIVATE)), "Square", IC=Array([0, 0, 0])),
        note(new_pdf(line(PLAIN, 500)), "Square", IC=Array([0, 0, 0])),
    )
    yield each("unapplied", f"{REDACTION}: redaction that was not applied", note(new_pdf(line(PRIVATE)), "Redact"))
    yield each(
        "white",
        f"{INEFFECTIVE}: letters of the colour of the background",
        new_pdf("1 g " + line(PRIVATE)),
        new_pdf("0 0 .6 rg 60 690 500 30 re f 1 g " + line(PLAIN)),
    )
    yield each("invisible", f"{HIDDEN}: hidden text", new_pdf("3 Tr " + line(PRIVATE)))
    yield each("off-page", f"{INEFFECTIVE}: moving it off the page", new_pdf(line(PRIVATE, -40)))
    yield each("layer", f"{HIDDEN}: layers", _layered(shown=False), _layered(shown=True))
    yield each(
        "comment",
        f"{MARKUP}: comments",
        note(new_pdf(line(PLAIN)), "Text", Contents=String("Is this so?"), T=String("Jo Tapley")),
    )
    form, empty = new_pdf(line(PLAIN)), new_pdf(line(PLAIN))
    for pdf, value in ((form, "07700 900123"), (empty, "")):
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("phone"), V=String(value)))])
        )
    yield each("form", f"{HIDDEN}: values of forms", form, empty)
    marked, plain = new_pdf(line(PLAIN)), new_pdf(line(PLAIN))
    for pdf, title in ((marked, PRIVATE), (plain, "The hall")):
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(title, 0))
    yield each("bookmark", f"{HIDDEN}: bookmarks", marked, plain)
    yield each("author", f"{METADATA}: the author", new_pdf(author="Jo Tapley"), new_pdf(author="Oxley Parish Council"))
    yield each("title", f"{METADATA}: the title", new_pdf(title="Letter to Jo Tapley, 07700 900123"))
    described = new_pdf()
    with described.open_metadata() as packet:
        packet["dc:description"] = PRIVATE
    yield each("xmp", f"{METADATA}: properties", described)
    attached = new_pdf()
    attached.attachments["people.csv"] = AttachedFileSpec(
        attached, f"Name,Phone\nJo Tapley,{PRIVATE[-40:]}".encode(), filename="people.csv"
    )
    yield each("attached", f"{EMBEDDED}: attached files", attached)
    yield each("earlier", f"{REDACTION}: earlier versions", _revised(PRIVATE), _revised(""))
    script = new_pdf()
    script.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('https://tracker.example/')"))
    yield each("script", f"{EMBEDDED}: scripts", script)
    yield each("scan", "checking what cannot be read", _scan())
    yield each(
        "photograph",
        f"{METADATA}: a photograph's position",
        _illustrated(photo(exif=exif(gps=True))),
        _illustrated(photo()),
    )
    yield each("visible", "personal information in plain sight", new_pdf(line(PRIVATE)))


def _layered(*, shown: bool) -> Pdf:
    pdf = new_pdf("/OC /L BDC " + line(PLAIN) + "EMC\n")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(ON=Array([layer])) if shown else Dictionary(OFF=Array([layer]))
    )
    return pdf


def _revised(gone: str) -> bytes:
    """Return a PDF whose first version says more: an update stands after it, as programs write one."""
    before = saved(new_pdf(line(gone)))
    with Pdf.open(io.BytesIO(before)) as pdf:
        page = pdf.pages[0].obj
        number, content = page.Contents.objgen[0], (line(CLEAN[:50], 780)).encode()
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    update = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = len(before) + len(update)
    previous = int(before.rpartition(b"startxref")[2].split()[0])
    offset = len(before) + 1
    tail = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        offset,
        size,
        root,
        previous,
        table,
    )
    return before + update + tail


def _illustrated(picture: bytes) -> Pdf:
    pdf = new_pdf(line(PLAIN) + "q 200 0 0 150 72 400 cm /P Do Q\n")
    stream = pdf.make_stream(picture)
    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": 640,
        "/Height": 480,
        "/ColorSpace": Name.DeviceRGB,
        "/BitsPerComponent": 8,
    }.items():
        stream[key] = value
    stream.write(picture, filter=Name.DCTDecode)
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=stream)
    return pdf


def _scan() -> bytes:
    stream = io.BytesIO()
    drawn((800, 1100)).save(stream, "PDF")
    return stream.getvalue()


def pictures() -> Iterator[Leak]:
    """Yield photographs."""

    def each(name: str, guidance: str, leak: bytes, clean: bytes) -> Leak:
        return Leak(f"picture-{name}", f"{METADATA}: {guidance}", leak, clean)

    yield each("position.jpg", "a photograph's position", photo(exif=exif(gps=True)), photo())
    yield each("position.png", "a photograph's position", photo("PNG", exif=exif(gps=True)), photo("PNG"))
    yield each("position.webp", "a photograph's position", photo("WEBP", exif=exif(gps=True)), photo("WEBP"))
    yield each("position.avif", "a photograph's position", photo("AVIF", exif=exif(gps=True)), photo("AVIF"))
    yield each("position.tif", "a photograph's position", photo("TIFF", tiffinfo=_tiff_position()), photo("TIFF"))
    yield each(
        "position-xmp.jpg",
        "a photograph's position",
        photo(xmp=xmp('exif:GPSLatitude="52,4.5N" exif:GPSLongitude="0,3.2W"')),
        photo(xmp=xmp('dc:rights="Oxley Parish Council"')),
    )
    yield each(
        "serial.jpg",
        "a camera's number",
        photo(exif=exif(serial="D3-100234")),
        photo(exif=exif(words={0x010F: "Camera Works"})),
    )
    yield each(
        "comment.jpg",
        "a comment",
        photo(exif=exif(comment=b"ASCII\0\0\0" + PRIVATE.encode())),
        photo(exif=exif(comment=b"ASCII\0\0\0" + PLAIN.encode())),
    )
    yield each("caption.png", "a caption", photo("PNG", pnginfo=_text(PRIVATE)), photo("PNG", pnginfo=_text(PLAIN)))
    yield each(
        "thumbnail.jpg",
        "what was painted over, kept as a thumbnail",
        _with_thumbnail(painted=True),
        _with_thumbnail(painted=False),
    )
    yield each("archive.jpg", "a file behind the picture", photo() + zipped({"people.txt": PRIVATE}), photo())
    yield each("recording.jpg", "a recording behind the picture", photo() + b"\0\0\0\x18moov" + b"x" * 50, photo())


def _tiff_position() -> object:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    made = ImageFileDirectory_v2()
    made[0x8825] = {1: "N", 2: (52.0, 4.0, 30.0), 3: "W", 4: (0.0, 3.0, 12.0)}
    return made


def _text(words: str) -> object:
    from PIL.PngImagePlugin import PngInfo

    made = PngInfo()
    made.add_text("Comment", words)
    return made


def _with_thumbnail(*, painted: bool) -> bytes:
    """Return a photograph with the thumbnail of what it showed before anything was painted over."""
    small = photo(size=(160, 120))
    head = b"II*\0\x08\0\0\0" + b"\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0" + b"\x1a\0\0\0"
    entries = ((0x0103, 3, 6), (0x0201, 4, 26 + 2 + 36 + 4), (0x0202, 4, len(small)))
    table = len(entries).to_bytes(2, "little") + b"".join(
        tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
        for tag, kind, value in entries
    )
    return photo(painted=painted, exif=b"Exif\0\0" + head + table + b"\0\0\0\0" + small)


def others() -> Iterator[Leak]:
    """Yield messages, archives, calendars, lists."""
    yield Leak(
        "letter.rtf",
        f"{HIDDEN}: hidden text",
        b"{\\rtf1 The hall. {\\v " + PRIVATE.encode() + b"}}",
        b"{\\rtf1 The hall. {\\b Open.}}",
    )
    yield Leak(
        "letter-deleted.rtf",
        f"{MARKUP}: tracked changes",
        b"{\\rtf1 The hall. {\\deleted " + PRIVATE.encode() + b"}}",
        b"{\\rtf1 The hall.}",
    )
    yield Leak(
        "letter-author.rtf",
        f"{METADATA}: the author",
        b"{\\rtf1{\\info{\\author Jo Tapley}}The hall.}",
        b"{\\rtf1{\\info{\\author Clerk}}The hall.}",
    )
    listed = "Plot,Holder,Telephone\n4,{}\n"
    yield Leak(
        "plots.zip",
        f"{EMBEDDED}: archives",
        zipped({"plots.csv": listed.format("Jo Tapley,07700 900123")}),
        zipped({"plots.csv": listed.format("let,")}),
    )
    yield Leak(
        "plots.csv",
        "converting to simple formats",
        listed.format("Jo Tapley,07700 900123").encode(),
        listed.format("let,").encode(),
    )
    yield Leak(
        "message.eml", f"{METADATA}: e-mail", _message(), b"Subject: The green\n\nThe verge will be mown in May.\n"
    )
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Meeting of the Council\n{}END:VEVENT\nEND:VCALENDAR\n"
    yield Leak(
        "meeting.ics",
        f"{METADATA}: those invited",
        event.format("ATTENDEE;CN=Jo Tapley:mailto:jo.tapley@home.example\n").encode(),
        event.format("").encode(),
    )


def _message() -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = (
        "Jo Tapley <jo.tapley@home.example>",
        "clerk@oxley-pc.example",
        "The drains",
    )
    made.set_content("It is up again.")
    made.add_attachment(
        xlsx(row(3, cell("A3", PRIVATE))), maintype="application", subtype="vnd.ms-excel", filename="list.xlsx"
    )
    return made.as_bytes()


def leaks() -> list[Leak]:
    """Return the whole corpus."""
    return [*word(), *sheets(), *slides(), *open_documents(), *pdfs(), *pictures(), *others(), *unusual()]


def main(folder: Path) -> None:
    """Write the corpus out."""
    for each in leaks():
        for kind, data in (("leak", each.leak), ("clean", each.clean)):
            file = folder / kind / each.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
