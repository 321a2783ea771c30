"""Writing files so that a crash at any moment leaves the old state or the new one, never a part.

What is being made stands beside its path under a hidden name with the number of the process that makes it;
where that process has died, whoever writes there next clears it away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replaces a file's content (text as UTF-8) as one step that survives a crash."""
    with new_file(path) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes a path, in place of what was there, when the block ends well."""
    fresh = _fresh(path)
    try:
        with fresh.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder to write into that takes a path, where nothing is yet, when the block ends well."""
    fresh = _fresh(path)
    fresh.mkdir()
    try:
        yield fresh
        sync_tree(fresh)
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sync_folder(path.parent)


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """An empty folder beside a path, for what is needed meanwhile only: it goes with the block."""
    fresh = _fresh(beside.with_name(f"{beside.name}.scratch"))
    fresh.mkdir(mode=0o700)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def left_behind(folder: Path, *, of: str = "") -> list[Path]:
    """What dead processes were making in a folder and those below, or for one path of it (``of``)."""
    found = folder.glob(f".{escape(of)}.*") if of else folder.rglob(".*.*")
    return sorted(path for path in found if _is_left(path))


def clear_away(folder: Path, *, of: str = "") -> None:
    """Removes what :func:`left_behind` finds."""
    for path in left_behind(folder, of=of):
        _remove(path)


def _is_left(path: Path) -> bool:
    number = path.name.rpartition(".")[2]
    return number.isdecimal() and not _is_running(int(number))


def _fresh(path: Path) -> Path:
    """Where this process makes what is to take a path; what dead processes were making is cleared away."""
    clear_away(path.parent, of=path.name)
    return path.with_name(f".{path.name}.{os.getpid()}")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True


def _remove(path: Path) -> None:
    """Removes a file, or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Brings every file and folder below a folder to the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk, where the system can do so."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
