"""The file from which candidates get their keys: ``code`` and ``email``, one candidate a row."""

import csv
from pathlib import Path

from skillpath.agency.sources.same_person import person_key
from skillpath.errors import InputError, Problem


def read_keys(path: Path, *, salt: str) -> dict[str, str]:
    """The keys by code; raises :class:`InputError` with every row that is wrong, and no address in it."""
    keys: dict[str, str] = {}
    problems = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if not {"code", "email"} <= set(reader.fieldnames or ()):
                raise InputError(f"{path.name} needs the columns code and email.")
            for row in reader:
                try:
                    key = person_key(row["email"], salt=salt)
                except InputError as error:
                    problems.append(Problem(path.name, reader.line_num, str(error)))
                    continue
                if keys.setdefault(row["code"], key) != key:
                    problems.append(Problem(path.name, reader.line_num, f"{row['code']} has two addresses."))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Cannot read {path}: {error}.") from error
    if problems:
        raise InputError("Nothing was taken.", problems)
    return keys
