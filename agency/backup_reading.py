"""Reading a backup that may have been damaged, or made to do harm: every byte is held to the manifest."""

import hashlib
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from skillpath.agency.backup_manifest import MANIFEST, Manifest, Member, read_manifest
from skillpath.agency.book_copy import Progress
from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import UNREADABLE

LARGEST_MANIFEST: Final = 1 << 24
"""Bytes of a manifest: enough for a hundred thousand files."""

_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1


class BackupFile:
    """An open backup whose files are those of its manifest; what is in them is held to it on reading."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.name, self._archive = path.name, archive
        self.manifest: Final = self._manifest()
        problems = list(self._strange())
        if problems:
            raise InputError(f"{self.name} is not what its manifest says: take another backup.", problems)

    def verify(self, *, progress: Progress = lambda *_: None) -> None:
        """Reads every file; raises :class:`InputError` with each that is not what it was."""
        self._read_all(None, progress)

    def unpack(self, folder: Path, *, progress: Progress = lambda *_: None) -> None:
        """Writes every file into an empty folder; raises as :meth:`verify`, and where there is no room."""
        free = shutil.disk_usage(folder).free
        if self.manifest.bytes > free:
            needed = f"{self.manifest.bytes / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free"
            raise InputError(f"The disk of {folder.parent} has no room for the backup: {needed}.")
        self._read_all(folder, progress)

    def _read_all(self, folder: Path | None, progress: Progress) -> None:
        problems = []
        for done, (name, member) in enumerate(self.manifest.members.items(), start=1):
            target = None if folder is None else folder / name
            if not self._is_as_it_was(name, member, target):
                problems.append(Problem(self.name, None, f"{name} is not what was saved"))
            progress("files", done, len(self.manifest.members))
        if problems:
            raise InputError(f"{self.name} is damaged: take another backup.", problems)

    def _is_as_it_was(self, name: str, member: Member, target: Path | None) -> bool:
        digest = hashlib.sha256()
        try:
            for chunk in self._chunks(name, member.bytes):
                digest.update(chunk)
                if target is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("ab") as file:
                        file.write(chunk)
        except zipfile.BadZipFile:
            return False
        return digest.hexdigest() == member.sha256

    def _chunks(self, name: str, size: int) -> Iterator[bytes]:
        """The bytes of a file, as many as it should have and one more at most; at least one chunk."""
        try:
            with self._archive.open(name) as stream:
                left = size + 1
                yield b""
                while left and (chunk := stream.read(min(left, _CHUNK))):
                    left -= len(chunk)
                    yield chunk
        except UNREADABLE as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise zipfile.BadZipFile(str(error)) from error

    def _manifest(self) -> Manifest:
        try:
            with self._archive.open(MANIFEST) as stream:
                text = stream.read(LARGEST_MANIFEST + 1)
        except UNREADABLE as error:
            raise InputError(f"{self.name} is no backup of SkillPath: it has no manifest.") from error
        if len(text) > LARGEST_MANIFEST:
            raise InputError(f"{self.name} is no backup of SkillPath: its manifest is too long.")
        return read_manifest(self.name, text)

    def _strange(self) -> Iterator[Problem]:
        infos = [info for info in self._archive.infolist() if info.filename != MANIFEST]
        names = [info.filename for info in infos]
        wanted = self.manifest.members
        for name in sorted(
            {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()
        ):
            yield Problem(self.name, None, f"{name!r} is in it twice")
        for name in sorted(set(names) ^ set(wanted)):
            yield Problem(
                self.name, None, f"{name!r} is {'missing' if name in wanted else 'not in the manifest'}"
            )
        for info in infos:
            if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG} or info.flag_bits & _ENCRYPTED:
                yield Problem(self.name, None, f"{info.filename!r} is no plain file")
            elif info.filename in wanted and info.file_size != wanted[info.filename].bytes:
                yield Problem(self.name, None, f"{info.filename} has {info.file_size:,} bytes, not as saved")


@contextmanager
def open_backup(path: Path) -> Iterator[BackupFile]:
    """A backup to read from; raises :class:`InputError` for a file that is none."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.") from error
    except UNREADABLE as error:
        raise InputError(f"{path.name} is no backup of SkillPath, or breaks off: {error}.") from error
    with archive:
        yield BackupFile(path, archive)
