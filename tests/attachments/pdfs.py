"""PDFs."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.attachments.package import CLEAN


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
