"""Embeddings in a file: each label is read once, and what was read by others is not taken."""

from collections.abc import Callable, Sequence
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from skillpath.agency.intake.label_vectors import Embed, Vectors, kept, kept_minilm


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.npz"


class Reader:
    """Reads a text as its length and its first letter, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
        self.asked += texts
        progress(len(texts), len(texts))
        return np.array([[len(text), ord(text[0])] for text in texts], dtype=np.float32)


def test_each_label_is_read_once(file: Path) -> None:
    reader = Reader()
    embed: Embed = kept(reader, file, made_by=b"1")
    first = embed(["pay", "tax", "pay"], silent)
    assert first.tolist() == [[3, ord("p")], [3, ord("t")], [3, ord("p")]]
    assert np.array_equal(kept(reader, file, made_by=b"1")(["tax", "mail", "pay"], silent)[[2, 0, 2]], first)
    assert reader.asked == ["pay", "tax", "mail"]


def test_labels_that_are_gone_leave_the_file(file: Path) -> None:
    reader = Reader()
    embed = kept(reader, file, made_by=b"1")
    for texts in (["pay", "tax"], ["tax", "mail"], ["pay"]):
        embed(texts, silent)
    assert reader.asked == ["pay", "tax", "mail", "pay"]


def test_what_another_version_read_is_read_again(file: Path) -> None:
    reader = Reader()
    for version in (b"1", b"2", b"2"):
        kept(reader, file, made_by=version)(["pay"], silent)
    assert reader.asked == ["pay", "pay"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_damaged_file_is_made_anew(content: bytes, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    reader = Reader()
    for _ in range(2):
        assert kept(reader, file, made_by=b"1")(["pay"], silent).tolist() == [[3, ord("p")]]
    assert reader.asked == ["pay"]


def test_minilm_is_kept(file: Path) -> None:
    embed = kept_minilm(file)
    assert embed is not None
    first = embed(["payroll"], silent)
    again = kept_minilm(file)
    assert again is not None
    assert np.array_equal(again(["payroll"], silent), first)


def test_without_its_packages_there_is_no_minilm(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    assert kept_minilm(file) is None
