"""Europass CVs in JSON: Cedefop's service (``SkillsPassport``) and the profile of the portal (``profile``).

Neither has a schema that is still published: a field of the wrong type counts as missing.
"""

from collections.abc import Iterator
from typing import Any

from skillpath.agency.intake.html import text_of_html
from skillpath.agency.intake.structured import StatedJob, StatedProfile


def passport(whole: Any) -> StatedProfile:
    """What a ``SkillsPassport`` states of work, skills and education."""
    passport_ = _table(whole, "SkillsPassport")
    learner = _table(passport_, "LearnerInfo")
    return StatedProfile(
        jobs=[_passport_job(one) for one in _tables(learner, "WorkExperience")],
        skills=list(_passport_skills(_table(learner, "Skills"))),
        education=[
            ", ".join(filter(None, (_text(one, "Title"), _text(one, "Organisation", "Name"))))
            for one in _tables(learner, "Education")
        ],
        about=[_text(learner, "Headline", "Description", "Label")],
        language=_text(passport_, "Locale")[:2].lower() or None,
    )


def _passport_job(job: Any) -> StatedJob:
    period = _table(job, "Period")
    return StatedJob(
        title=_text(job, "Position", "Label") or _text(job, "Position"),
        employer=_text(job, "Employer", "Name"),
        summary=text_of_html(_text(job, "Activities")),
        start=_dated(_table(period, "From")),
        end=_dated(_table(period, "To")),
        lasts=period.get("Current") is True,
    )


def _dated(day: dict[str, Any]) -> str:
    """``{"Year": 2016, "Month": 3}`` as ISO 8601."""
    parts = (day.get(part) for part in ("Year", "Month", "Day"))
    return "-".join(str(part) for part in parts if isinstance(part, int) and not isinstance(part, bool))


def _passport_skills(skills: dict[str, Any]) -> Iterator[str]:
    for group in ("Communication", "Organisational", "JobRelated", "Computer", "Other"):
        yield from text_of_html(_text(skills, group, "Description")).splitlines()


def profile(whole: Any) -> StatedProfile:
    """What the portal's profile states; its fields had several names over the years, and all are read."""
    stated = _table(whole, "profile")
    return StatedProfile(
        jobs=[_profile_job(one) for one in _tables(stated, "workExperiences")],
        skills=[
            _first(one, "name", "label", "description") if isinstance(one, dict) else str(one)
            for group in ("digitalSkills", "skills", "otherSkills")
            for one in _list(stated, group)
            if isinstance(one, (dict, str))
        ],
        education=[
            ", ".join(filter(None, (_first(one, "qualification", "title"), _first(one, "organisationName"))))
            for one in (*_tables(stated, "educationTrainings"), *_tables(stated, "educations"))
        ],
        about=[text_of_html(_text(stated, "aboutMe"))],
        language=_text(stated, "preference", "profileLanguage")[:2].lower() or None,
    )


def _profile_job(job: dict[str, Any]) -> StatedJob:
    return StatedJob(
        title=_first(job, "occupation", "position"),
        employer=_first(job, "employer"),
        summary=text_of_html(_first(job, "mainActivities", "summary", "description")),
        start=_first(job, "startDate", "dateFrom", "from"),
        end=_first(job, "endDate", "dateTo", "to"),
        lasts=job.get("ongoing") is True,
    )


def _first(table: dict[str, Any], *names: str) -> str:
    """The first text under one of the names; of a table there its label, name or date."""
    for name in names:
        found = table.get(name)
        inner = (_text(found, part) for part in ("label", "name", "date")) if isinstance(found, dict) else ()
        text = found if isinstance(found, str) else next(filter(None, inner), "")
        if text:
            return text
    return ""


def _table(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _tables(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [one for one in _list(value, name) if isinstance(one, dict)]


def _text(value: Any, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""
