"""JSON Resume, held to its official schema, which comes as a package and is never committed."""

import json
from functools import cache
from typing import Any, Final

from skillpath.agency.intake.outcome import Refusal, Why
from skillpath.agency.intake.structured import StatedJob, StatedProfile
from skillpath.data import bundled

SCHEMA: Final = "vendor/json-resume.schema.json"

MOST_PROBLEMS: Final = 5
"""So many violations of the schema are named."""


def resume(whole: Any) -> StatedProfile:
    """What a JSON Resume states of work, skills and education; who the person is, is left out.

    Raises :class:`Refusal` with what the schema refuses.
    """
    _check(whole)
    return StatedProfile(
        jobs=[_job(one) for one in whole.get("work", [])],
        skills=[
            name
            for one in whole.get("skills", [])
            for name in (one.get("name", ""), *one.get("keywords", []))
        ],
        education=[
            ", ".join(filter(None, (one.get("studyType"), one.get("area"), one.get("institution"))))
            for one in whole.get("education", [])
        ],
        about=[whole.get("basics", {}).get("label", ""), whole.get("basics", {}).get("summary", "")],
    )


def _job(work: dict[str, Any]) -> StatedJob:
    start, end = work.get("startDate", ""), work.get("endDate", "")
    return StatedJob(
        title=work.get("position", ""),
        employer=work.get("name", ""),
        summary="\n".join(filter(None, (work.get("summary"), *work.get("highlights", [])))),
        start=start,
        end=end,
        lasts=bool(start) and not end,
    )


def _check(whole: Any) -> None:
    problems = sorted(
        (".".join(map(str, error.absolute_path)), error.message[:200])
        for error in _validator().iter_errors(whole)
    )
    if problems:
        shown = "; ".join(f"{place or 'the whole'}: {message}" for place, message in problems[:MOST_PROBLEMS])
        raise Refusal(Why.INVALID, f"the JSON Resume breaks its schema at {len(problems)} places: {shown}")


@cache
def _validator() -> Any:
    # Only the process that reads a JSON Resume loads it.
    from jsonschema import Draft7Validator  # noqa: PLC0415

    return Draft7Validator(json.loads(bundled(SCHEMA).read_text(encoding="utf-8")))
