"""The lexicon of a release, kept in files: making it anew takes seconds a language, opening it a moment.

It depends on the release and on the code of this package. Both are in the name of who made it, so that what
another release or another version of SkillPath left is never read.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skillpath.agency.intake.language_names import LanguageNames
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.meanings import LabelVectors, Meanings
from skillpath.agency.intake.packed import is_packed, read_packed, write_packed
from skillpath.agency.intake.terms import Term
from skillpath.agency.intake.wordings import INDUSTRIES, SKILLS, wordings
from skillpath.agency.intake.words import STEMMERS

if TYPE_CHECKING:
    from skillpath.agency.intake.label_vectors import Embed

_TERMS: Final = "terms"
_MEANING: Final = "meaning"

Progress = Callable[[str, int, int], None]
"""Is told what is done, how much of it, and of how much."""


@dataclass(frozen=True, slots=True)
class _Terms:
    skills: tuple[Term, ...]
    job_types: tuple[Term, ...]
    industries: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class KeptLexicon:
    """The files of the lexicon of a release; ``folder`` holds that of one, the last that was kept there."""

    folder: Path
    release: str

    @property
    def made_by(self) -> str:
        """The release and the code that a lexicon is made of."""
        return f"{self.release} {_code()}"

    def open(self) -> Lexicon | None:
        """The lexicon, each language read when it is first asked for; ``None`` where it is not kept."""
        terms = read_packed(self._file(_TERMS), _Terms, made_by=self.made_by)
        if terms is None:
            return None
        return Lexicon(terms.skills, terms.job_types, terms.industries, self._names)

    def meanings(self) -> Meanings | None:
        """How near texts are to the labels; ``None`` where that is not kept, or the model not installed."""
        vectors = read_packed(self._file(_MEANING), LabelVectors, made_by=self.made_by)
        if vectors is None:
            return None
        from skillpath.agency.intake import minilm  # noqa: PLC0415 (loads what only it needs)

        return Meanings(vectors, lambda: minilm.MiniLm.load().embed) if minilm.installed() else None

    def keep(self, make: Callable[[], Lexicon], *, embed: "Embed | None" = None, progress: Progress) -> None:
        """Writes what is not kept yet; ``embed`` is the language model, where there is one.

        Where nothing can be written each process makes its own lexicon, and has no language model.
        """
        parts = (*STEMMERS, _TERMS, *(() if embed is None else (_MEANING,)))
        missing = [part for part in parts if not is_packed(self._file(part), made_by=self.made_by)]
        if not missing:
            return
        lexicon = make()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for done, part in enumerate(missing, start=1):
                value = _part(part, lexicon, embed, partial(progress, "labels read"))
                write_packed(self._file(part), value, made_by=self.made_by)
                progress("labels prepared", done, len(missing))

    def _names(self, language: str) -> LanguageNames | None:
        return read_packed(self._file(language), LanguageNames, made_by=self.made_by)

    def _file(self, part: str) -> Path:
        return self.folder / f"{part}.npz"


def _part(part: str, lexicon: Lexicon, embed: "Embed | None", progress: Callable[[int, int], None]) -> object:
    if part == _TERMS:
        return _Terms(lexicon.skills, lexicon.job_types, lexicon.industries)
    if part != _MEANING or embed is None:
        return lexicon.names(part)
    vectors = embed([term.label for term in (*lexicon.skills, *lexicon.job_types)], progress)
    return LabelVectors(vectors[: len(lexicon.skills)], vectors[len(lexicon.skills) :])


@cache
def _code() -> str:
    """The SHA-256 of what makes a lexicon: the source of this package, the wordings, the stemmers."""
    digest = hashlib.sha256(metadata.version("PyStemmer").encode())
    digest.update(repr([wordings(SKILLS), wordings(INDUSTRIES)]).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
