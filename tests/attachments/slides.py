"""Presentations."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attachments.package import CLEAN, CONTENT_TYPES, KINDS, core, zipped

SLIDE = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{KINDS}"'


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
