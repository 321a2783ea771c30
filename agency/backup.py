"""Backups: one file with all that a workspace keeps, made while others work, and true to the last byte."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from skillpath import __version__
from skillpath.agency.address import FILE as BOOK
from skillpath.agency.backup_manifest import FORMAT, MANIFEST, Manifest, Member
from skillpath.agency.book_copy import Progress, counts_of, version_of
from skillpath.agency.dataset.folder import FOLDER as DATASET
from skillpath.agency.deletions import FILE as DELETIONS
from skillpath.agency.intake.desk import LEXICON
from skillpath.agency.moments import now
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.files import new_file, scratch_folder

DERIVED: Final = frozenset(("pool", DATASET, Path(LEXICON).parts[0]))
"""Folders of a workspace that are made anew of the rest when they are missing."""

_CHUNK: Final = 1 << 20
_BOOK_FILES: Final = frozenset((BOOK, f"{BOOK}-wal", f"{BOOK}-shm", f"{BOOK}-journal"))


def make_backup(
    workspace: Workspace, target: Path, *, progress: Progress = lambda *_: None
) -> tuple[Path, Manifest]:
    """Writes a backup of a workspace into a file, whole or not at all; in a folder, under the moment's name.

    What others write meanwhile is in it or not, each write as a whole. Only its owner may read the file: it
    holds all that the workspace does. Raises :class:`WorkspaceError` for a damaged book,
    :class:`InputError` where the file cannot be written.
    """
    made = now()
    path = target / name_of(made) if target.is_dir() else target
    if path.resolve().is_relative_to(workspace.folder.resolve()):
        raise InputError(f"{path} is within the workspace that is saved: choose a place on another disk.")
    try:
        # The copy of the book goes before the backup has its name: nothing is left beside a finished one.
        with new_file(path) as file, scratch_folder(path) as scratch:
            os.fchmod(file.fileno(), 0o600)
            # The list of deletions first: who is deleted while the book is copied is then deleted again.
            deletions = scratch / DELETIONS
            deletions.write_bytes(_bytes(workspace.folder / DELETIONS))
            workspace.copy_book(scratch / BOOK, progress=progress)
            files = {**_files(workspace.folder), DELETIONS: deletions, BOOK: scratch / BOOK}
            return path, _write(file, files, _about(scratch / BOOK, made), progress)
    except OSError as error:
        raise InputError(f"Cannot write the backup {path}: {error.strerror or error}.") from error


def name_of(moment: str) -> str:
    """The name of a backup that was made at a moment.

    >>> name_of("2026-11-27T00:15:00+00:00")
    'skillpath-2026-11-27T00-15-00Z.zip'
    """
    return f"skillpath-{moment.replace(':', '-').removesuffix('+00-00')}Z.zip"


def _files(folder: Path) -> dict[str, Path]:
    """The files of a workspace by name, without those that are copied otherwise, derived, or being made."""
    return {name.as_posix(): path for name, path in _walk(folder, folder) if path.name not in _BOOK_FILES}


def _walk(folder: Path, base: Path) -> Iterator[tuple[Path, Path]]:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(base)
        if path.name.startswith(".") or path.is_symlink() or name.parts[0] in DERIVED:
            continue
        if path.is_dir():
            yield from _walk(path, base)
        elif path.is_file():
            yield name, path


def _about(book: Path, made: str) -> Manifest:
    """What a backup says of itself, without its files."""
    return Manifest(FORMAT, made, __version__, version_of(book) or "", counts_of(book), {})


def _write(file: BinaryIO, files: dict[str, Path], about: Manifest, progress: Progress) -> Manifest:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        members = {}
        for done, (name, path) in enumerate(sorted(files.items()), start=1):
            members[name] = _add(archive, name, path)
            progress("files", done, len(files))
        manifest = replace(about, members=members)
        archive.writestr(MANIFEST, json.dumps(manifest.document(), indent=1, ensure_ascii=False))
    return manifest


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(digest.hexdigest(), size)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
