"""OpenDocument files."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attachments.package import zipped

ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible", "draw": "drawing",
        "meta": "meta", "presentation": "presentation", "manifest": "manifest", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


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
