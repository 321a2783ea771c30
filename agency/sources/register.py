"""The sources that a firm has agreed on, in its book."""

from sqlalchemy import delete, insert, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.sources.source import Source
from skillpath.errors import InputError, UnknownName


def all_sources(book: Book) -> list[Source]:
    """All sources, by name."""
    with book.read() as connection:
        rows = connection.execute(select(t.SOURCE).order_by(t.SOURCE.c.name)).mappings().all()
    return [Source(**{**row, "industries": tuple(row["industries"])}) for row in rows]


def source_named(book: Book, name: str) -> Source:
    """One source; raises :class:`UnknownName` with all names."""
    known = {source.name: source for source in all_sources(book)}
    if name not in known:
        raise UnknownName(f"There is no source “{name}”.", list(known))
    return known[name]


def add_source(book: Book, source: Source) -> None:
    """Adds a source; raises :class:`InputError` where there is one of that name."""
    if any(one.name == source.name for one in all_sources(book)):
        raise InputError(
            f"There is a source “{source.name}”: take it away first, "
            f"by `skillpath source remove {source.name}`."
        )
    with book.write() as connection:
        row = records.fields(source) | {"industries": list(source.industries)}
        connection.execute(insert(t.SOURCE), row)


def remove_source(book: Book, name: str) -> None:
    """Takes a source away; raises :class:`UnknownName`. Nothing of what it gave was kept."""
    source_named(book, name)
    with book.write() as connection:
        connection.execute(delete(t.SOURCE).where(t.SOURCE.c.name == name))
