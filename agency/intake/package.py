"""A file that is a zip of parts (DOCX, ODT, XLSX): its parts by name, within limits, never on disk."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final

from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Refusal, Why
from skillpath.agency.intake.source import Source

MEGABYTE: Final = 1 << 20

SMALL: Final = MEGABYTE
"""Unpacked bytes that are harmless whatever the ratio."""

_ENCRYPTED: Final = 0x1
_UNREADABLE: Final = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What a damaged or unusual zip raises."""


class Package:
    """The parts of one file. What is really unpacked is counted, whatever the zip declares.

    Raises :class:`Refusal` for a zip that cannot be read, is encrypted or holds too many parts.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except _UNREADABLE as error:
            raise Refusal(Why.DAMAGED, "the file is damaged or breaks off") from error
        infos = self._zip.infolist()
        if len(infos) > limits.members:
            raise Refusal(
                Why.BOMB, f"the file has {len(infos):,} parts, and {limits.members:,} are read at most"
            )
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise Refusal(Why.ENCRYPTED, "the file asks for a password")
        self.names: Sequence[str] = [info.filename for info in infos]
        allowed = min(limits.unpacked_megabytes * MEGABYTE, max(SMALL, limits.ratio * len(source.data)))
        self._allowed = self._left = allowed

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def part(self, name: str) -> bytes:
        """One part; raises :class:`Refusal` where it is missing, damaged, or unpacks to too much."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(self._left + 1)
        except _UNREADABLE as error:
            raise Refusal(Why.DAMAGED, f"the part {name} of the file is missing or damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise Refusal(Why.BOMB, f"the file unpacks to more than {self._allowed // MEGABYTE:,} MB")
        return data

    def check_all(self) -> None:
        """Unpacks every part once, for readers that would do so without a limit."""
        for name in self.names:
            if not name.endswith("/"):
                self.part(name)
