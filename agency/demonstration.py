"""Reading an agency's candidates and roles from TOML files, such as the demonstration agency's.

The format is described in ``data/agency/README.md``. Names of concepts are local names of the bundled
ontology (``payroll-clerk``) or full IRIs.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from skillpath.errors import InputError, Problem, SkillPathError
from skillpath.ontology.vocabulary import INDUSTRY, JOB, SKILL
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import changed, changes_of
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.role import Role, SkillRequirement

Record = TypeVar("Record", Candidate, Role)
Table = Mapping[str, Any]

Check = Callable[[object], bool]
"""Whether a value is of the type that a key asks for."""


def _text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _list(value: object) -> bool:
    return isinstance(value, list)


def _day(value: object) -> bool:
    return type(value) is date  # a moment is a date too, but a spell starts on a day


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _table(value: object) -> bool:
    return isinstance(value, dict)


def _numbers(value: object) -> bool:
    return isinstance(value, dict) and all(_number(one) for one in value.values())


CANDIDATE_KEYS: Final[Mapping[str, Check]] = {
    "spells": _list,
    "claims": _list,
    "location": _text,
    "available_from": _day,
    "licences": _texts,
    "situation": _text,
    "aim": _text,
    "note": _text,
}
SPELL_KEYS: Final[Mapping[str, Check]] = {
    "job": _text,
    "industry": _text,
    "start": _day,
    "end": _day,
    "level": _text,
    "on_floor": _flag,
}
CLAIM_KEYS: Final[Mapping[str, Check]] = {"skill": _text, "level": _number, "source": _text}
ROLE_KEYS: Final[Mapping[str, Check]] = {
    "title": _text,
    "client": _text,
    "job_type": _text,
    "industry": _text,
    "floor": _text,
    "profile": _text,
    "criteria": _table,
    "filters": _table,
    "essential": _texts,
    "optional": _texts,
    "levels": _numbers,
}
FILTER_KEYS: Final[Mapping[str, Check]] = {
    "locations": _texts,
    "available_by": _day,
    "licences": _texts,
    "industries": _texts,
}


def read_candidates(path: Path) -> list[Candidate]:
    """The candidates of a file; raises :class:`InputError` with everything that is wrong in it."""
    return _read(path, _candidate)


def read_roles(path: Path) -> list[Role]:
    """The roles of a file; raises :class:`InputError` with everything that is wrong in it."""
    return _read(path, _role)


def _read(path: Path, build: Callable[[str, Table], Record]) -> list[Record]:
    tables = _tables(path)
    records: list[Record] = []
    problems: list[Problem] = []
    for code, table in tables.items():
        try:
            records.append(build(code, table))
        except SkillPathError as error:
            problems.append(Problem(path.name, None, f"{code}: {error}"))
    if problems:
        raise InputError("The file was not taken.", problems)
    return records


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"Not a TOML file: {path.name}: {error}") from error


def _candidate(code: str, table: Table) -> Candidate:
    _check(table, CANDIDATE_KEYS, ())
    return Candidate(
        code=code,
        spells=tuple(_spell(spell) for spell in table.get("spells", ())),
        claims=tuple(_claim(claim) for claim in table.get("claims", ())),
        location=table.get("location"),
        available_from=table.get("available_from"),
        licences=tuple(table.get("licences", ())),
    )


def _spell(table: Table) -> Spell:
    _check(table, SPELL_KEYS, ("start",))
    return Spell(
        job_type=_iri(JOB, table.get("job")),
        industry=_iri(INDUSTRY, table.get("industry")),
        start=table["start"],
        end=table.get("end"),
        level=_level(table.get("level", Level.PROFESSIONAL)),
        on_floor=table.get("on_floor", False),
    )


def _claim(table: Table) -> Claim:
    _check(table, CLAIM_KEYS, ("skill",))
    return Claim(str(_iri(SKILL, table["skill"])), table.get("level", 1.0), table.get("source", "CV"))


def _role(code: str, table: Table) -> Role:
    _check(table, ROLE_KEYS, ("title",))
    levels = table.get("levels", {})
    asked = dict.fromkeys(table.get("essential", ()), True)
    asked |= {name: asked.get(name, False) for name in table.get("optional", ())}
    unused = sorted(set(levels) - set(asked))
    if unused:
        raise InputError(f"levels names skills that the role does not ask for: {', '.join(unused)}")
    profile = profile_named(table.get("profile", DEFAULT_PROFILE))
    changes = changes_of(table.get("criteria", {}))
    changed(profile, changes)  # refuses what makes no criteria
    return Role(
        id=code,
        title=table["title"],
        skills=tuple(
            SkillRequirement(str(_iri(SKILL, name)), essential=essential, level=levels.get(name, 1.0))
            for name, essential in asked.items()
        ),
        job_type=_iri(JOB, table.get("job_type")),
        industry=_iri(INDUSTRY, table.get("industry")),
        floor=_iri(INDUSTRY, table.get("floor")),
        profile=profile.name,
        changes=changes,
        filters=_filters(table.get("filters", {})),
    )


def _filters(table: Table) -> Filters:
    _check(table, FILTER_KEYS, ())
    return Filters(
        tuple(table.get("locations", ())),
        table.get("available_by"),
        tuple(table.get("licences", ())),
        tuple(str(_iri(INDUSTRY, name)) for name in table.get("industries", ())),
    )


def _check(table: object, keys: Mapping[str, Check], required: tuple[str, ...]) -> None:
    """Raises :class:`InputError` with all missing, unknown and ill-typed keys of a table."""
    if not isinstance(table, dict):
        raise InputError(f"expected a table, found {table!r}")
    problems = [f"{key} is missing" for key in required if key not in table]
    problems += [f"unknown key {key} (known: {', '.join(keys)})" for key in table if key not in keys]
    problems += [
        f"{key} = {value!r} is of the wrong type"
        for key, value in table.items()
        if key in keys and not keys[key](value)
    ]
    if problems:
        raise InputError("; ".join(problems))


def _level(name: str) -> Level:
    try:
        return Level(name)
    except ValueError:
        raise InputError(f"unknown level {name} (known: {', '.join(Level)})") from None


def _iri(base: str, name: str | None) -> str | None:
    return name if name is None or ":" in name else f"{base}{name}"
