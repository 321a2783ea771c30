"""Bringing a book up to date on a copy first: what fails there, fails where nothing can be lost."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL

from skillpath.agency.address import file_url, place
from skillpath.agency.book_copy import check_file, copy_pages
from skillpath.errors import WorkspaceError
from skillpath.ontology.files import scratch_folder


def rehearse(url: URL, migrate: Callable[[URL], None]) -> None:
    """Migrates a copy of a book in a file, and checks it; a book on a server has its transaction only.

    The copy is beside the book, and gone afterwards. Raises :class:`WorkspaceError`; the book is as it was.
    """
    book = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not book.is_file() or not book.stat().st_size:
        return
    try:
        with scratch_folder(book) as scratch:
            copy = scratch / book.name
            copy_pages(book, copy)
            migrate(file_url(copy))
            check_file(copy, place(url))
    except OSError as error:
        raise WorkspaceError(
            f"The book {place(url)} is of an earlier SkillPath. It is brought up to date on a copy, and "
            f"{book.parent} takes none ({error.strerror or error}): make room, or check its rights."
        ) from error
