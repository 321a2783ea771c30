"""Putting a backup in the place of a workspace: all or nothing, and nobody who was deleted comes back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from sqlalchemy import URL, delete

from skillpath.agency import schema as t
from skillpath.agency.address import FILE as BOOK
from skillpath.agency.address import database_url, file_url
from skillpath.agency.backup_manifest import Manifest
from skillpath.agency.backup_reading import BackupFile, open_backup
from skillpath.agency.book import Book
from skillpath.agency.book_copy import Progress, check_file
from skillpath.agency.database_errors import said_in_words
from skillpath.agency.deletions import FILE as DELETIONS
from skillpath.agency.deletions import Deletion, Deletions, Gone
from skillpath.agency.intake.draft import State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.matching import today
from skillpath.agency.moments import now
from skillpath.agency.moving import copy_book
from skillpath.agency.revisions import count_removal
from skillpath.agency.upgrade import refuse_unknown
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, WorkspaceError
from skillpath.ontology.exchange import put_in_place
from skillpath.ontology.files import scratch_folder, sync_tree


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, who was ``deleted`` again, and where ``aside`` what was there before is."""

    manifest: Manifest
    deleted: tuple[Deletion, ...]
    aside: Path | None


def restore(
    backup: Path,
    folder: Path,
    *,
    replace: bool = False,
    database: str | URL | None = None,
    deletions: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Restored:
    """Makes a workspace of a backup.

    Everything is read and held to its hash, the book is checked, and who was deleted since is deleted again:
    by the list of the workspace that is replaced, and by another list, if given. Only then the new one
    takes the place of what was there, which is kept beside it. With a ``database`` the book goes into that
    one, which must be empty. Raises :class:`InputError` and :class:`WorkspaceError`, with nothing changed.
    """
    _refuse_filled(folder, replace=replace)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder / BOOK):
            pass  # told now rather than after minutes of reading
        with open_backup(backup) as opened, scratch_folder(folder) as made:
            _unpack(opened, made, progress)
            sync_tree(made)
            with _alone(folder / BOOK):  # from here on nobody deletes anybody whom the list does not name
                lists = [folder / DELETIONS, *([] if deletions is None else [deletions])]
                gone = _delete_again(made, lists)
                _place_book(made, database_url(database, folder), folder)
                return Restored(opened.manifest, gone, put_in_place(made, folder, _aside(folder)))
    except OSError as error:
        raise InputError(f"Cannot restore into {folder}: {error.strerror or error}.") from error


def _refuse_filled(folder: Path, *, replace: bool) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / "workspace.json").exists():
        raise InputError(f"{folder} is no workspace and is not empty: choose another folder.")
    if not replace:
        raise InputError(
            f"There is a workspace in {folder}: choose another folder, or put the backup in its place "
            "with --replace."
        )


@contextmanager
def _alone(book: Path) -> Iterator[None]:
    """Nobody else uses the book meanwhile: what they wrote would be lost with what is replaced."""
    if not book.exists():
        yield
        return
    with closing(sqlite3.connect(book, timeout=1, isolation_level=None)) as connection:
        try:
            # Fails while anybody has the book open; and leaves no log whose name is then another book's.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise said_in_words(str(error), file_url(book)) from error
            raise WorkspaceError(
                f"The workspace {book.parent} is in use: stop `skillpath serve` and other commands first."
            ) from error
        except sqlite3.DatabaseError:
            pass  # damaged: nobody can write to it
        yield


def _unpack(backup: BackupFile, made: Path, progress: Progress) -> None:
    refuse_unknown(backup.manifest.schema, backup.name)
    backup.unpack(made, progress=progress)
    check_file(made / BOOK, backup.name)
    _ = Workspace.open(made).release  # there is one, and it can be read


def _delete_again(made: Path, lists: list[Path]) -> tuple[Deletion, ...]:
    """Deletes what the lists name and the backup's own does not; all stand in the backup's own then."""
    own = Deletions(made / DELETIONS)
    known = set(own.all())
    wanted = list(dict.fromkeys(one for path in lists for one in Deletions(path).all() if one not in known))
    book = Book(file_url(made / BOOK))
    try:
        done = tuple(one for one in wanted if _DELETE[one.kind](book, one.name))
    finally:
        book.close()
    own.take(wanted)
    return done


def _delete_candidate(book: Book, code: str) -> bool:
    with book.forget() as connection:
        found = connection.execute(delete(t.CANDIDATE).where(t.CANDIDATE.c.code == code)).rowcount > 0
        if found:
            count_removal(connection)
    return found


def _discard_draft(book: Book, number: str) -> bool:
    drafts = Drafts(book)
    kept = {State.DRAFT, State.SET_ASIDE}
    found = int(number) in {one.number for one in drafts.all() if one.state in kept}
    if found:
        drafts.discard(int(number), by="restore", day=today())
    return found


_DELETE = {Gone.CANDIDATE: _delete_candidate, Gone.DRAFT: _discard_draft}


def _aside(folder: Path) -> Path:
    """Where what is replaced is kept: beside it, with the moment, under a name that is free."""
    name = f"{folder.name}.replaced-{now().replace(':', '-')[:19]}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for one in names if not (path := folder.with_name(one)).exists())


def _place_book(made: Path, url: URL, folder: Path) -> None:
    """Copies the book to where it is wanted, if that is not in the workspace."""
    if url != file_url(folder / BOOK):
        copy_book(file_url(made / BOOK), url)
        (made / BOOK).unlink()
