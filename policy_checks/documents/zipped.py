"""ZIP, bounded: what an archive or an Office file is packed in."""

from __future__ import annotations

import io
import zipfile
import zlib

from policy_checks.documents.passage import MEMBERS, RATIO, SMALL, UNPACKED
from policy_checks.model import UnreadableError

ENCRYPTED = 1  # the flag of a member that is locked with a password


class Zipped:
    """The members of a ZIP file by name, each unpacked when it is asked for; and the comments written into it."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises UnreadableError when it is damaged, locked, too large, or holds a name twice."""
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, LookupError):
            raise UnreadableError("it is damaged") from None
        members = self._file.infolist()
        notes = (self._file.comment, *(each.comment for each in members))
        self.comments = "\n".join(each.decode("utf-8", "replace") for each in notes if each)
        self.names = [each.filename for each in members if not each.is_dir()]
        if len(members) > MEMBERS:
            raise UnreadableError(f"it holds more than {MEMBERS} files")
        if len({name.casefold() for name in self.names}) < len(self.names):
            raise UnreadableError("it holds two files of one name")
        if any(each.flag_bits & ENCRYPTED for each in members):
            raise UnreadableError("it is locked with a password: save it without one")
        if all(each.header_offset for each in members) and members:
            raise UnreadableError("something stands before it in the same file")
        if sum([each.file_size for each in members]) > UNPACKED or any(map(_bomb, members)):
            raise UnreadableError(f"it unpacks to more than {UNPACKED >> 20} MB, or to {RATIO} times its size")

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise UnreadableError when it is damaged."""
        try:
            return self._file.read(name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            NotImplementedError,
            EOFError,
            ValueError,
            KeyError,
            RuntimeError,
        ):
            raise UnreadableError("it is damaged") from None


def _bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size)
