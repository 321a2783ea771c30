"""A published download, as a folder or as a zip: named byte streams, read in place and within limits.

Nothing is ever written to disk, so a member's path cannot lead anywhere; the limits are enforced on what
is really read, whatever the archive declares.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from skillpath.errors import InputError, Problem

MAX_BYTES: Final = 1 << 29
"""Most bytes read from one download, unpacked: ten times ESCO 1.2.0 in one language."""

MAX_RATIO: Final = 100
"""Most unpacked bytes for each byte of a zip. ESCO's own tables reach 7."""

SMALL_BYTES: Final = 1 << 20
"""Unpacked sizes that are harmless whatever the ratio."""

_ENCRYPTED: Final = 0x1
UNREADABLE: Final = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)
"""What opening and reading a file or a damaged, encrypted or unusual zip member raises."""


class ByteSource(Protocol):
    """A binary stream, as far as it is used here."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a download: its name without folders, its declared size, and how to open it."""

    name: str
    size: int
    open: Callable[[], ByteSource]


class Budget:
    """How many more bytes may be read from one download."""

    def __init__(self, source: str, limit: int) -> None:
        self.source, self.limit, self.left = source, limit, limit

    def spend(self, count: int) -> None:
        """Raise :class:`InputError` once more than the limit has been read."""
        self.left -= count
        if self.left < 0:
            reason = f"unpacks to more than {self.limit:,} bytes; not read further"
            raise InputError("The download is too large.", [Problem(self.source, None, reason)])


class MemberStream(io.RawIOBase):
    """The bytes of a member, counted; a member that cannot be read is an :class:`InputError`."""

    def __init__(self, member: Member, budget: Budget) -> None:
        super().__init__()
        self.member, self.done = member, 0
        self._budget = budget
        with _readable(member.name):
            self._source = member.open()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the member goes."""
        with _readable(self.member.name):
            chunk = self._source.read(len(buffer))
        self.done += len(chunk)
        self._budget.spend(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        """Close the member too."""
        if not self.closed:
            self._source.close()
        super().close()


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(
            "A file cannot be read.", [Problem(name, None, f"cannot be read: {reason}")]
        ) from error


def open_download(stack: ExitStack, source: Path) -> tuple[list[Member], Budget]:
    """The files of a folder (not of its sub-folders) or of a zip (at any depth), sorted by name.

    An open zip is closed with ``stack``. Raises :class:`InputError` where the source is neither, cannot be
    read, or holds encrypted files.
    """
    with _readable(source.name):
        if source.is_dir():
            return _folder(source), Budget(source.name, MAX_BYTES)
        if not source.is_file():
            raise InputError(f"{source} does not exist: give the folder or the zip of the download.")
    try:
        members = _zip(stack.enter_context(zipfile.ZipFile(source)))
        size = source.stat().st_size
    except UNREADABLE as error:
        reason = f"neither a folder nor a zip that can be read: {error}"
        raise InputError(
            "Not a download in the expected form.", [Problem(source.name, None, reason)]
        ) from error
    return members, Budget(source.name, min(MAX_BYTES, max(SMALL_BYTES, MAX_RATIO * size)))


def single_file(path: Path) -> Member:
    """A file that is given by itself. Raises :class:`InputError` where there is none."""
    with _readable(path.name):
        if not path.is_file():
            raise InputError(f"{path} does not exist, or is no file.")
        return Member(path.name, path.stat().st_size, lambda: path.open("rb"))


def check_zip(name: str, data: bytes) -> None:
    """Raises :class:`InputError` where a zip that is itself a file of a download unpacks to too much."""
    budget = Budget(name, min(MAX_BYTES, max(SMALL_BYTES, MAX_RATIO * len(data))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in _zip(archive):
            with io.BufferedReader(MemberStream(member, budget), SMALL_BYTES) as stream:
                while stream.read(SMALL_BYTES):
                    pass


def _folder(folder: Path) -> list[Member]:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [Member(path.name, path.stat().st_size, lambda path=path: path.open("rb")) for path in files]  # type: ignore[misc]


def _zip(archive: zipfile.ZipFile) -> list[Member]:
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda i: i.filename)
    locked = [info.filename for info in infos if info.flag_bits & _ENCRYPTED]
    if locked:
        raise InputError(
            "The zip is encrypted: unpack it with its password and give the folder.",
            [Problem(name, None, "encrypted") for name in locked],
        )
    return [
        Member(re.split(r"[\\/]", info.filename)[-1], info.file_size, lambda info=info: archive.open(info))  # type: ignore[misc]
        for info in infos
    ]
