"""What every Office file is packed in. Nothing in these files is anybody's but ours; names and numbers are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
