"""Word documents."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attachments.package import CLEAN, CONTENT_TYPES, core, zipped

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


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
