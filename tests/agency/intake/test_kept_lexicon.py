"""A lexicon that is kept finds what one made anew does, and nothing that is not whole and its own is read."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from lexicons import LEXICON
from skillpath.agency.intake.kept_lexicon import KeptLexicon
from skillpath.agency.intake.label_vectors import kept_minilm
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.skill_linking import mentions
from skillpath.agency.intake.words import STEMMERS

TEXT = "Payroll processing, Rechnungen prüfen, traitement de la paie: SAP and checked invoices at the bank."


def silent(_what: str, _done: int, _of: int) -> None:
    """Show no progress."""


def kept(folder: Path) -> KeptLexicon:
    lexicon = KeptLexicon(folder / "cache" / "lexicon", "0123")
    lexicon.keep(lambda: LEXICON, progress=silent)
    return lexicon


def what_is_found(lexicon: Lexicon, language: str) -> list[object]:
    names = lexicon.names(language)
    return [
        mentions(TEXT, names.skills),
        mentions(TEXT, names.industries),
        lexicon.job_types_for("Lohnbuchhaltung clerk", language),
        names.title_form,
        names.similar_skills.likeness("payroll invoices").tolist(),
        lexicon.code_of_job_type("j:smith"),
    ]


@pytest.mark.parametrize("language", STEMMERS)
def test_the_same_is_found(language: str, tmp_path: Path) -> None:
    opened = kept(tmp_path).open()
    assert opened is not None
    assert (opened.skills, opened.job_types) == (LEXICON.skills, LEXICON.job_types)
    assert opened.kept(language) is not None
    assert what_is_found(opened, language) == what_is_found(LEXICON, language)


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    kept(tmp_path).keep(lambda: pytest.fail("it is there"), progress=silent)


def test_the_lexicon_of_another_release_is_not_opened_and_gives_way(tmp_path: Path) -> None:
    first = kept(tmp_path)
    other = KeptLexicon(first.folder, "4567")
    assert other.open() is None
    other.keep(lambda: LEXICON, progress=silent)
    assert other.open() is not None
    assert first.open() is None


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _a_bit_flipped(content: bytes) -> bytes:
    middle = content.rindex(b"payroll")
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("spoil", [_half, _a_bit_flipped, lambda _: b"", lambda _: b"not ours"])
def test_a_damaged_file_is_not_read(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    lexicon = kept(tmp_path)
    for part in ("en", "terms"):
        opened, file = lexicon.open(), lexicon.folder / f"{part}.npz"
        file.write_bytes(spoil(file.read_bytes()))
        if part == "terms":
            assert opened is not None
            assert opened.kept("en") is None
            assert what_is_found(opened, "en") == what_is_found(LEXICON, "en")
    assert lexicon.open() is None


def test_pickles_are_not_read(tmp_path: Path) -> None:
    lexicon = kept(tmp_path)
    np.savez(lexicon.folder / "terms.npz", made_by=np.array([lexicon.made_by, print], dtype=object))
    assert lexicon.open() is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", "utf-8")
    assert kept(tmp_path).open() is None


def test_what_the_language_model_makes_of_the_labels_is_kept(tmp_path: Path) -> None:
    lexicon = kept(tmp_path)
    assert lexicon.meanings() is None
    lexicon.keep(lambda: LEXICON, embed=kept_minilm(tmp_path / "vectors.npz"), progress=silent)
    meanings = lexicon.meanings()
    assert meanings is not None
    near = meanings.near(["salary accounting"], meanings.vectors.skills)
    assert near.shape == (1, len(LEXICON.skills))
    assert LEXICON.skills[near[0].argmax()].iri == "s:payroll"
