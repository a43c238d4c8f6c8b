"""Leaks of rarer kinds: where few people look, and few programs show anything. Mapped to the guidance as in make.py."""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from typing import Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.attachments.leak import EMBEDDED, HIDDEN, INEFFECTIVE, MARKUP, METADATA, PLAIN, PRIVATE, Leak
from tests.attachments.opendocument import odf
from tests.attachments.package import relations, zipped
from tests.attachments.pdfs import line, new_pdf, note, saved
from tests.attachments.photos import drawn, exif, photo, xmp
from tests.attachments.sheets import SHEET, cell, row, xlsx
from tests.attachments.slides import SLIDE, pptx, shape
from tests.attachments.word import WORD, docx, paragraph, run

LIST = f"Name,Phone\nJo Tapley,{PRIVATE[-40:]}".encode()


def pair(
    name: str, guidance: str, made: Callable[[Any], bytes], *, leak: object = PRIVATE, clean: object = PLAIN
) -> Leak:
    """Return a leak and its twin, each made by a function of what it holds."""
    return Leak(name, guidance, made(leak), made(clean))


def word() -> Iterator[Leak]:
    """Yield Word documents."""
    yield pair(
        "word-style-of-style.docx",
        f"{HIDDEN}: hidden text",
        lambda manner: docx(
            paragraph(run("The rent is not settled"), manner='<w:pStyle w:val="Note"/>'),
            {
                "word/styles.xml": f'<w:styles {WORD}><w:style w:styleId="Ghost"><w:rPr>{manner}</w:rPr></w:style>'
                '<w:style w:styleId="Note"><w:basedOn w:val="Ghost"/></w:style></w:styles>'
            },
        ),
        leak="<w:vanish/>",
        clean="",
    )
    yield pair(
        "word-style-white.docx",
        f"{INEFFECTIVE}: letters of the colour of the background",
        lambda ink: docx(
            paragraph(run("The rent is not settled", '<w:rStyle w:val="Pale"/>')),
            {
                "word/styles.xml": f'<w:styles {WORD}><w:style w:styleId="Pale"><w:rPr><w:color w:val="{ink}"/></w:rPr></w:style></w:styles>'
            },
        ),
        leak="FFFFFF",
        clean="000000",
    )
    yield pair(
        "word-theme.docx",
        f"{INEFFECTIVE}: letters of the colour of the background",
        lambda ink: docx(paragraph(run("The rent is not settled", f'<w:color w:val="000000" w:themeColor="{ink}"/>'))),
        leak="background1",
        clean="text1",
    )
    yield pair(
        "word-pasted-page.docx",
        f"{EMBEDDED}: files that are shown as part of the text",
        lambda words: docx("", {"word/afchunk.htm": f"<html><body><p>{words}</p></body></html>"}),
    )
    yield pair(
        "word-old-box.docx",
        f"{HIDDEN}: text boxes",
        lambda words: docx(
            f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{words}"/></v:shape></w:pict></w:r></w:p>'
        ),
    )
    yield pair(
        "word-mailto.docx",
        f"{HIDDEN}: linked data",
        lambda target: docx("", {"word/_rels/document.xml.rels": relations(("r9", "hyperlink", target))}),
        leak="mailto:jo.tapley@home.example",
        clean="https://www.gov.uk/",
    )
    yield pair(
        "word-control.docx",
        f"{METADATA}: names of content controls",
        lambda words: docx(
            f'<w:sdt><w:sdtPr><w:alias w:val="{words}"/><w:tag w:val="{words}"/></w:sdtPr><w:sdtContent>{paragraph(run(PLAIN))}</w:sdtContent></w:sdt>'
        ),
    )
    yield Leak(
        "word-scan.docx",
        "checking what cannot be read",
        docx("", {"word/media/image1.jpeg": photo(), "word/document.xml": _bare_picture("A letter")}),
        docx(_picture("A letter"), {"word/media/image1.jpeg": photo()}),
    )
    yield Leak(
        "word-custom.docx",
        f"{METADATA}: properties of one's own",
        docx(
            "",
            {"docProps/custom.xml": f"<Properties><property name='Seen by'><x>{PRIVATE}</x></property></Properties>"},
        ),
        docx(
            "", {"docProps/custom.xml": "<Properties><property name='Seen by'><x>The Clerk</x></property></Properties>"}
        ),
    )
    yield Leak(
        "word-footnote-deleted.docx",
        f"{MARKUP}: tracked changes",
        docx("", {"word/footnotes.xml": f'<w:footnotes {WORD}><w:footnote><w:p><w:del w:id="1"><w:r><w:delText>{PLAIN}</w:delText></w:r></w:del></w:p></w:footnote></w:footnotes>'}),
        docx("", {"word/footnotes.xml": f"<w:footnotes {WORD}><w:footnote>{paragraph(run(PLAIN))}</w:footnote></w:footnotes>"}),
    )  # fmt: skip
    yield Leak(
        "word-drawing.docx",
        f"{METADATA}: a photograph's position",
        docx(_picture("The green"), {"word/media/image1.png": photo("PNG", exif=exif(gps=True))}),
        docx(_picture("The green"), {"word/media/image1.png": photo("PNG")}),
    )


def _picture(words: str) -> str:
    return f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{words}"/></wp:inline></w:drawing></w:r></w:p>'


def _bare_picture(words: str) -> str:
    from tests.attachments.word import DRAWING

    return f"<w:document {WORD} {DRAWING}><w:body>{_picture(words)}</w:body></w:document>"


def sheets() -> Iterator[Leak]:
    """Yield workbooks."""
    yield pair(
        "sheet-prompt.xlsx",
        f"{HIDDEN}: messages of cells",
        lambda words: xlsx(
            after=f'<dataValidations><dataValidation sqref="A1" promptTitle="Note" prompt="{words}"/></dataValidations>'
        ),
    )
    yield pair(
        "sheet-scenario.xlsx",
        f"{HIDDEN}: scenarios",
        lambda words: xlsx(
            after=f'<scenarios><scenario name="Worst" user="Parish Office" comment="{words}"><inputCells r="A1" val="1"/></scenario></scenarios>'
        ),
    )
    yield pair(
        "sheet-tip.xlsx",
        f"{HIDDEN}: tips of links",
        lambda words: xlsx(after=f'<hyperlinks><hyperlink ref="A1" location="B2" tooltip="{words}"/></hyperlinks>'),
    )
    yield pair(
        "sheet-form.xlsx",
        f"{HIDDEN}: text boxes",
        lambda words: xlsx(
            parts={
                "xl/drawings/vmlDrawing1.vml": f'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>{words}</div></v:textbox></v:shape></xml>'
            }
        ),
    )
    yield pair(
        "sheet-reading-aid.xlsx",
        f"{HIDDEN}: reading aids over words",
        lambda words: xlsx(
            row(3, '<c r="A3" t="s"><v>0</v></c>'),
            parts={"xl/sharedStrings.xml": f"<sst {SHEET}><si><t>Mowing</t><rPh><t>{words}</t></rPh></si></sst>"},
        ),
    )
    yield pair(
        "sheet-slicer.xlsx",
        f"{HIDDEN}: filters",
        lambda words: xlsx(
            parts={
                "xl/slicerCaches/slicerCache1.xml": f'<slicerCacheDefinition {SHEET}><items><i x="0" c="{words}"/></items></slicerCacheDefinition>'
            }
        ),
    )
    yield pair(
        "sheet-tiny.xlsx",
        f"{INEFFECTIVE}: a very small font",
        lambda size: xlsx(
            row(3, cell("A3", "The rent is not settled", 1)),
            parts={
                "xl/styles.xml": f"<styleSheet {SHEET}><fonts><font/><font><sz val='{size}'/></font></fonts>"
                "<cellXfs><xf fontId='0' fillId='0' numFmtId='0'/><xf fontId='1' fillId='0' numFmtId='0'/></cellXfs></styleSheet>"
            },
        ),
        leak="1",
        clean="9",
    )
    yield pair(
        "sheet-timid.xlsx",
        "hidden rows",
        lambda high: xlsx(row(3, cell("A3", PLAIN), manner=f'ht="{high}" customHeight="1"')),
        leak="0",
        clean="15",
    )


def slides() -> Iterator[Leak]:
    """Yield presentations."""
    yield pair(
        "slide-tag.pptx",
        f"{METADATA}: properties of slides",
        lambda words: pptx(
            parts={"ppt/tags/tag1.xml": f'<p:tagLst {SLIDE}><p:tag name="NOTE" val="{words}"/></p:tagLst>'}
        ),
    )
    yield pair(
        "slide-section.pptx",
        f"{METADATA}: names of sections",
        lambda words: pptx(
            parts={
                "ppt/presentation.xml": f'<p:presentation {SLIDE}><p:sldSz cx="9144000" cy="6858000"/><p:extLst><p:ext><p14:sectionLst '
                f'xmlns:p14="x"><p14:section name="{words}"/></p14:sectionLst></p:ext></p:extLst></p:presentation>'
            }
        ),
    )
    clear = '<a:srgbClr val="000000"><a:alpha val="{}"/></a:srgbClr>'
    yield pair(
        "slide-clear.pptx",
        f"{INEFFECTIVE}: letters that nobody sees",
        lambda alpha: pptx(shape("The rent is not settled", (914400, 3_000_000, 900, 900), ink=clear.format(alpha))),
        leak="0",
        clean="100000",
    )
    low = (914400, 3_000_000, 900, 900)
    yield pair(
        "slide-tiny.pptx",
        f"{INEFFECTIVE}: a very small font",
        lambda size: pptx(shape("The rent is not settled", low).replace("<a:rPr>", f'<a:rPr sz="{size}">')),
        leak="100",
        clean="1100",
    )
    group = (
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='G'/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x='{0}' y='0'/><a:ext cx='900000' "
        "cy='900000'/><a:chOff x='{0}' y='0'/><a:chExt cx='900000' cy='900000'/></a:xfrm></p:grpSpPr>{1}</p:grpSp>"
    )
    yield pair(
        "slide-group-off.pptx",
        f"{INEFFECTIVE}: moving it off the page",
        lambda left: pptx(group.format(left, shape(PLAIN, (int(str(left)), 0, 900_000, 900_000)))),
        leak="-5000000",
        clean="0",
    )


def open_documents() -> Iterator[Leak]:
    """Yield OpenDocument files."""
    yield pair(
        "open-variable.odt",
        f"{HIDDEN}: values of fields",
        lambda words: odf(
            "text",
            f'<text:user-field-decls><text:user-field-decl text:name="n" office:string-value="{words}"/></text:user-field-decls><text:p>{PLAIN}</text:p>',
        ),
    )
    yield pair(
        "open-help.ods",
        f"{HIDDEN}: messages of cells",
        lambda words: odf(
            "spreadsheet",
            f'<table:content-validations><table:content-validation table:name="v"><table:help-message table:title="{words}" table:display="true"/>'
            "</table:content-validation></table:content-validations><table:table><table:table-row><table:table-cell><text:p>Mowing</text:p>"
            "</table:table-cell></table:table-row></table:table>",
        ),
    )
    body = f"<text:p>{PLAIN}</text:p>"
    yield pair(
        "open-chart.odt",
        f"{EMBEDDED}: data behind a chart",
        lambda words: odf("text", body, parts={"Object 1/content.xml": f"<x><p>{words}</p></x>"}),
    )


def pdfs() -> Iterator[Leak]:
    """Yield PDFs."""

    def each(
        name: str, guidance: str, made: Callable[[Any], Pdf], *, leak: object = PRIVATE, clean: object = PLAIN
    ) -> Leak:
        return pair(f"pdf-{name}.pdf", guidance, lambda what: saved(made(what)), leak=leak, clean=clean)

    yield each("spoken", f"{HIDDEN}: words for those who do not see it", _spoken)
    yield each("figure", f"{HIDDEN}: alternative text", _figure)
    yield each("label", f"{METADATA}: names of pages", _labelled)
    yield each("piece", f"{METADATA}: data of the program that made it", _private)
    yield each("choice", f"{HIDDEN}: values of forms", _choice)
    yield each("associated", f"{EMBEDDED}: attached files", _associated, leak=LIST, clean=b"")
    yield each("left-over-page", f"{HIDDEN}: pages that are not shown", _left_over, clean="")
    yield each("clipped", f"{HIDDEN}: words that are cut off", _clipped, leak="0 0 1 1", clean="0 0 595 842")
    yield each("tiny", f"{INEFFECTIVE}: a very small font", _tiny, leak="0.2", clean="9")
    yield each("cropped", f"{HIDDEN}: words that are cut off", _cropped, leak=500, clean=0)
    yield each("marked-by", f"{METADATA}: who made a mark", _marked, leak="Jo Tapley", clean="Parish Office")
    yield each("layer-by-use", f"{HIDDEN}: layers", _switched, leak=Name.OFF, clean=Name.ON)
    yield each(
        "folder",
        f"{METADATA}: a path",
        _linked,
        leak="file:///C:/Users/jo.tapley/Documents/arrears.xlsx",
        clean="https://www.gov.uk/",
    )
    yield each(
        "picture-position",
        f"{METADATA}: a photograph's position",
        _pictured,
        leak=xmp('exif:GPSLatitude="52,4.5N" exif:GPSLongitude="0,3.2W"'),
        clean=xmp('dc:rights="Oxley Parish Council"'),
    )


def _spoken(words: str) -> Pdf:
    return new_pdf(f"/Span <</ActualText ({words})>> BDC\n{line(PLAIN)}EMC\n")


def _figure(words: str) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    pdf.Root.StructTreeRoot.K = pdf.make_indirect(Dictionary(S=Name.Figure, Alt=String(words)))
    return pdf


def _labelled(words: str) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(words))]))
    return pdf


def _private(words: str) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    pdf.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private=pdf.make_stream(words.encode())))
    return pdf


def _choice(words: str) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    field = Dictionary(FT=Name.Ch, T=String("who"), Opt=Array([String(words), String("Nobody")]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))
    return pdf


def _associated(listed: bytes) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    if listed:
        pdf.Root.AF = Array([AttachedFileSpec(pdf, listed, filename="people.csv").obj])
    return pdf


def _left_over(words: str) -> Pdf:
    pdf = new_pdf(line(PLAIN))
    if words:
        old = new_pdf(line(words))
        pdf.Root.Templates = Dictionary(Old=pdf.copy_foreign(old.pages[0].obj))
    return pdf


def _clipped(area: str) -> Pdf:
    return new_pdf(f"q {area} re W n\n{line('The rent is not settled')}Q\n")


def _tiny(size: str) -> Pdf:
    return new_pdf(line("The rent is not settled").replace("12 Tf", f"{size} Tf"))


def _cropped(low: int) -> Pdf:
    pdf = new_pdf(line("The rent is not settled", 300))
    pdf.pages[0].obj.CropBox = Array([0, low, 595, 842])
    return pdf


def _marked(who: str) -> Pdf:
    return note(new_pdf(line(PLAIN)), "Highlight", T=String(who), QuadPoints=Array([0] * 8))


def _switched(state: Name) -> Pdf:
    pdf = new_pdf("/OC /L BDC " + line("The rent is not settled") + "EMC\n")
    usage = Dictionary(View=Dictionary(ViewState=state))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes"), Usage=usage))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    event = Dictionary(Event=Name.View, OCGs=Array([layer]), Category=Array([Name.View]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer]), AS=Array([event])))
    return pdf


def _linked(target: str) -> Pdf:
    action = Dictionary(S=Name.URI, URI=String(target))
    return note(new_pdf(line(PLAIN)), "Link", A=action)


def _pictured(packet: bytes) -> Pdf:
    pdf = new_pdf(line(PLAIN) + "q 200 0 0 150 72 400 cm /P Do Q\n")
    stream = pdf.make_stream(drawn((64, 48)).tobytes())
    for key, value in {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 64, "/Height": 48, "/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8,
        "/Metadata": pdf.make_stream(packet),
    }.items():  # fmt: skip
        stream[key] = value
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=stream)
    return pdf


def pictures() -> Iterator[Leak]:
    """Yield photographs."""

    def each(
        name: str, guidance: str, made: Callable[[Any], bytes], *, leak: object = PRIVATE, clean: object = PLAIN
    ) -> Leak:
        return pair(f"picture-{name}", f"{METADATA}: {guidance}", made, leak=leak, clean=clean)

    region = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:mwg-rs="m">'
    region += "<mwg-rs:Regions><mwg-rs:Name>{}</mwg-rs:Name></mwg-rs:Regions></rdf:Description></rdf:RDF></x:xmpmeta>"
    yield each("faces.jpg", "who is in it", lambda words: photo(xmp=region.format(words).encode()))
    yield each(
        "tagged.jpg",
        "who is in it",
        lambda words: photo(xmp=region.replace("mwg-rs:Name", "mwg-rs:PersonDisplayName").format(words).encode()),
        leak="Jo Tapley",
        clean="The green",
    )
    yield each("packed.png", "a caption", lambda words: photo("PNG", pnginfo=_texts(words, packed=True)))
    yield each(
        "profile.png",
        "a photograph's position",
        lambda made: photo("PNG", pnginfo=_profile(made)),
        leak=exif(gps=True),
        clean=exif(),
    )
    yield each("private-chunk.png", "what a program keeps in it", lambda words: _with_chunk(b"mkTS", words.encode()))
    yield each("comment.gif", "a comment", lambda words: photo("GIF", comment=words.encode()))
    yield each("caption.webp", "a caption", lambda words: photo("WEBP", xmp=xmp(f'dc:description="{words}"')))
    yield each(
        "position-xmp.avif",
        "a photograph's position",
        lambda here: photo("AVIF", xmp=xmp(str(here))),
        leak='exif:GPSLatitude="52,4.5N"',
        clean='dc:rights="Oxley Parish Council"',
    )
    yield each(
        "second.jpg",
        "a photograph's position",
        lambda tags: photo("MPO", save_all=True, append_images=[_second(tags)]),
        leak=True,
        clean=False,
    )
    for kind, suffix in (("GIF", "gif"), ("AVIF", "avif"), ("TIFF", "tif")):
        made = partial(_followed, photo(kind))
        listed = zipped({"people.txt": PRIVATE})
        yield each(f"archive.{suffix}", "a file behind the picture", made, leak=listed, clean=b"")
    yield each("shop.jpg", "what was painted over, kept as a thumbnail", _with_small_picture, leak=True, clean=False)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}<text>Hall</text></svg>'
    for name, within in (
        ("metadata", "<metadata><x>{}</x></metadata>"),
        ("comment", "<!-- {} -->"),
        ("undrawn", '<text display="none">{}</text>'),
        ("attribute", '<g data-note="{}"/>'),
    ):
        yield each(
            f"{name}.svg",
            "a drawing's notes",
            partial(_drawing, drawing, within),
        )
    yield each(
        "photograph.svg",
        "a photograph's position",
        lambda data: drawing.format(
            f'<image xlink:href="data:image/jpeg;base64,{b64encode(bytes(data)).decode()}"/>'
        ).encode(),
        leak=photo(size=(64, 48), exif=exif(gps=True)),
        clean=b"",
    )


def _followed(picture: bytes, more: bytes) -> bytes:
    return picture + more


def _drawing(drawing: str, within: str, words: str) -> bytes:
    return drawing.format(within.format(words)).encode()


def _texts(words: str, *, packed: bool) -> PngInfo:
    made = PngInfo()
    made.add_text("Comment", words, zip=packed)
    return made


def _profile(made: object) -> PngInfo:
    """Return EXIF as ImageMagick writes it into a PNG: in hexadecimal digits, in a text."""
    raw = made.tobytes()  # type: ignore[attr-defined]
    info = PngInfo()
    info.add_text("Raw profile type exif", f"\nexif\n{len(raw):8}\n{raw.hex()}\n", zip=True)
    return info


def _with_chunk(name: bytes, body: bytes) -> bytes:
    data = photo("PNG")
    at = data.rfind(b"IEND") - 4
    chunk = len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
    return data[:at] + chunk + data[at:]


def _second(tagged: object) -> Image.Image:
    made = drawn()
    made.encoderinfo = {"exif": exif(gps=True).tobytes()} if tagged else {}
    return made


def _with_small_picture(painted: object) -> bytes:
    """Return a JPEG with the small picture that an editor keeps beside it (Photoshop's resource 1036)."""
    small = photo(size=(160, 120))
    body = (1).to_bytes(4, "big") + (160).to_bytes(4, "big") + (120).to_bytes(4, "big") + bytes(16) + small
    body = body[:28] + small
    block = b"8BIM\x04\x0c\0\0" + len(body).to_bytes(4, "big") + body + b"\0" * (len(body) % 2)
    data = photo(painted=bool(painted))
    segment = b"Photoshop 3.0\0" + block
    return data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:]


def others() -> Iterator[Leak]:
    """Yield messages, archives, calendars, cards, recordings, and files of a wrong name."""
    rich = b"{\\rtf1{\\colortbl;\\red%d\\green%d\\blue%d;}The hall. {\\cf1 The rent is not settled}}"
    yield Leak(
        "letter-white.rtf",
        f"{INEFFECTIVE}: letters of the colour of the background",
        rich % (255, 255, 255),
        rich % (0, 0, 128),
    )
    yield Leak(
        "letter-mark.rtf",
        f"{METADATA}: names of places in it",
        b"{\\rtf1{\\*\\bkmkstart " + PRIVATE.encode() + b"}Hall}",
        b"{\\rtf1{\\*\\bkmkstart hall}Hall}",
    )
    yield pair(
        "archive-in-archive.zip",
        f"{EMBEDDED}: archives",
        lambda words: zipped({"a.zip": zipped({"b.txt": str(words)})}),
    )
    yield pair("archive-comment.zip", f"{EMBEDDED}: archives", lambda words: _commented(str(words)))
    yield pair("archive-names.zip", f"{METADATA}: names of files", lambda words: zipped({f"{words}.txt": PLAIN}))
    yield pair(
        "card.vcf",
        f"{METADATA}: cards",
        lambda words: (
            f"BEGIN:VCARD\nVERSION:2.1\nFN:Parish Office\nNOTE;ENCODING=QUOTED-PRINTABLE:{''.join(f'={ord(c):02X}' for c in str(words))}\nEND:VCARD\n".encode()
        ),
    )
    yield pair(
        "card-64.vcf",
        f"{METADATA}: cards",
        lambda words: (
            f"BEGIN:VCARD\nVERSION:3.0\nFN:Parish Office\nNOTE;ENCODING=b:{b64encode(str(words).encode()).decode()}\nEND:VCARD\n".encode()
        ),
    )
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Meeting\nBEGIN:VALARM\nDESCRIPTION:{}\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
    yield pair(
        "alarm.ics",
        f"{METADATA}: reminders",
        lambda words: event.format(str(words)[:20] + "\n " + str(words)[20:]).encode(),
    )
    yield pair("message-in-message.eml", f"{EMBEDDED}: messages", lambda words: _forwarded(str(words)))
    yield pair(
        "message-unseen.eml",
        f"{HIDDEN}: hidden text",
        lambda words: (
            f"Subject: Green\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hall</p><div style='display:none'>{words}</div>\n".encode()
        ),
    )
    yield pair("song.mp3", f"{METADATA}: a recording's notes", lambda words: _tagged(str(words)))
    yield pair("film.mp4", f"{METADATA}: where a film was taken", _film, leak="+52.0750-000.0530/", clean="")
    yield pair(
        "data.geojson",
        f"{METADATA}: data beside a map",
        lambda words: f'{{"type": "Feature", "properties": {{"note": "{words}"}}}}'.encode(),
    )
    yield Leak("minutes.pdf", "wrong endings", docx(paragraph(run(PRIVATE))), saved(new_pdf(line(PLAIN))))
    yield Leak("green.jpg", "wrong endings", photo("PNG", pnginfo=_texts(PRIVATE, packed=False)), photo())
    yield Leak("page.txt", "wrong endings", saved(new_pdf(line(PRIVATE))), b"The hall is open.\n")
    yield Leak(
        "list.csv",
        "converting to simple formats",
        b"Plot,Holder\n" + b"\n" * 3000 + b"4," + PRIVATE.encode() + b"\n",
        b"Plot,Holder\n4,let\n",
    )
    yield Leak("people.docx", "wrong endings", zipped({"people.txt": PRIVATE}), docx())


def _commented(words: str) -> bytes:
    import io
    import zipfile

    stream = io.BytesIO(zipped({"a.txt": PLAIN}))
    with zipfile.ZipFile(stream, "a") as file:
        file.comment = words.encode()
    return stream.getvalue()


def _forwarded(words: str) -> bytes:
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"] = "The drains"
    inner.set_content(words)
    outer["Subject"] = "As promised"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    return outer.as_bytes()


def _tagged(words: str) -> bytes:
    body = b"\0eng\0" + words.encode("latin-1")
    frame = b"COMM" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = len(frame)
    return (
        b"ID3\x03\0\0"
        + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
        + frame
        + b"\xff\xfb\x90\0" * 4
    )


def _film(place: object) -> bytes:
    def box(name: bytes, body: bytes) -> bytes:
        return (len(body) + 8).to_bytes(4, "big") + name + body

    said = str(place).encode()
    udta = box(b"udta", box(b"\xa9xyz", len(said).to_bytes(2, "big") + b"\x15\xc7" + said)) if said else b""
    return box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"mvhd", bytes(100)) + udta) + box(b"mdat", b"x" * 40)


def unusual() -> Iterator[Leak]:
    """Yield every leak of this kind."""
    yield from (*word(), *sheets(), *slides(), *open_documents(), *pdfs(), *pictures(), *others())
