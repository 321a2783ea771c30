"""What firms ask each other and answer, as JSON schemas: :mod:`skillpath.agency.sources.exchange`."""

from collections.abc import Mapping
from typing import Final

from skillpath.agency.sources.columns import LONGEST
from skillpath.agency.sources.exchange import MOST, MOST_SKILLS
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.profile import Dimension
from skillpath.web.json_schema import (
    COUNT,
    DAY,
    FLAG,
    SHARE,
    SOME_DAY,
    SOME_TEXT,
    TEXT,
    Schema,
    list_of,
    object_of,
    one_of,
    or_null,
    ref,
)

_LINE: Final[Schema] = {"type": ["string", "null"], "maxLength": LONGEST}
_SHARES: Final[Schema] = {"type": "object", "additionalProperties": SHARE}


def _open(*needed: str, **fields: Schema) -> Schema:
    """An object with these fields; others are passed over."""
    return {"type": "object", "properties": fields, "required": sorted(needed)}


EXCHANGE: Final[Mapping[str, Schema]] = {
    "Question": _open(
        "role",
        "as_of",
        "top",
        role=_open(
            job_type=_LINE,
            industry=_LINE,
            floor=_LINE,
            skills={**list_of(ref("AskedSkill")), "maxItems": MOST_SKILLS},
            filters=_open(
                locations=list_of(TEXT),
                available_by=SOME_DAY,
                licences=list_of(TEXT),
                industries=list_of(TEXT),
            ),
        ),
        criteria=_open(
            share={**_SHARES, "propertyNames": one_of(Dimension)},
            development={**_SHARES, "propertyNames": one_of(Channel)},
            bottleneck=SHARE,
            industry_only=FLAG,
            other_industry=FLAG,
        ),
        as_of=DAY,
        top={"type": "integer", "minimum": 1, "maximum": MOST},
    ),
    "AskedSkill": _open("skill", skill={"type": "string", "minLength": 1}, essential=FLAG, level=SHARE),
    "Profiles": object_of(release=TEXT, total=COUNT, candidates=list_of(ref("Profile"))),
    "Profile": object_of(
        code=TEXT,
        same_as=SOME_TEXT,
        location=SOME_TEXT,
        available_from=SOME_DAY,
        licences=list_of(TEXT),
        spells=list_of(
            object_of(
                job_type=SOME_TEXT,
                industry=SOME_TEXT,
                start=DAY,
                end=SOME_DAY,
                level=or_null(one_of(Level)),
                on_floor=FLAG,
            )
        ),
        claims=list_of(object_of(skill=TEXT, level=SHARE, source=SOME_TEXT)),
    ),
}
"""Name → schema."""
