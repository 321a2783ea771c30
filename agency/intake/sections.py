"""The parts of a CV, told by their headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST: Final = 40
"""A heading has so many characters at most."""

FLAT: Final = 400
"""In a line longer than this, two blanks stand where a line ended: some programs leave nothing else."""

_WHOLE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_FLAT: Final = re.compile(r"\S+(?:[ \t\xa0]\S+)*")


class Section(StrEnum):
    """What a part of a CV is about; ``OTHER`` before the first heading, and where none is known."""

    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    OTHER = "other"


HEADINGS: Final[Mapping[Section, str]] = {
    Section.WORK: (
        "experience|work experience|professional experience|employment|employment history|work history"
        "|career|career history|professional background|relevant experience|professional history"
        "|berufserfahrung|beruflicher werdegang|berufspraxis|werdegang|berufliche erfahrung"
        "|berufliche stationen"
        "|expérience|expériences|expérience professionnelle|expériences professionnelles"
        "|parcours professionnel"
    ),
    Section.EDUCATION: (
        "education|education and training|academic background|academic qualifications|qualifications"
        "|educational qualification|educational qualifications|education details|certifications|certificates"
        "|certifications licenses|training|ausbildung|bildung|bildungsweg|schulbildung|studium|weiterbildung"
        "|schulische ausbildung|formation|formations|études|diplômes"
    ),
    Section.SKILLS: (
        "skills|key skills|technical skills|core skills|competencies|core competencies|it skills|languages"
        "|computer skills|areas of expertise|expertise|professional skills|kenntnisse|fähigkeiten"
        "|kompetenzen|edv kenntnisse|it kenntnisse|sprachen|sprachkenntnisse|fachkenntnisse"
        "|compétences|langues|informatique"
    ),
    Section.OTHER: (
        "summary|profile|professional summary|objective|career objective|about me|interests|hobbies"
        "|references|links|awards|publications|additional information|personal details|projects"
        "|profil|persönliche daten|interessen|projekte|referenzen|centres d intérêt|loisirs|projets|kontakt"
    ),
}
"""Section → headings, in small letters, without punctuation."""

_SECTION: Final = {heading: section for section, text in HEADINGS.items() for heading in text.split("|")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, where it starts and ends, and the section that it is in."""

    start: int
    end: int
    section: Section
    heading: bool


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank.

    >>> [(line.section.value, line.heading) for line in lines("Ann\\n\\nWORK EXPERIENCE:\\nclerk")]
    [('other', False), ('work', True), ('work', False)]
    """
    section = Section.OTHER
    for start, end in _parts(text):
        named = _heading(text[start:end])
        section = named or section
        yield Line(start, end, section, named is not None)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where lines start and end, without the blanks around them."""
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        part = _FLAT if len(line.group()) > FLAT else _WHOLE
        for match in part.finditer(text, *line.span()):
            yield match.span()


def _heading(line: str) -> Section | None:
    if len(line) > LONGEST:
        return None
    return _SECTION.get(" ".join(re.findall(r"[^\W\d_]+", line.lower())))
