"""What the API answers of drafts, as JSON schemas: :mod:`skillpath.agency.intake`."""

from collections.abc import Mapping
from typing import Final

from skillpath.agency.intake.draft import Purpose, State
from skillpath.agency.intake.item import ItemKind
from skillpath.agency.intake.stance import Stance
from skillpath.web.json_schema import (
    COUNT,
    DAY,
    FLAG,
    NUMBER,
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

_DRAFT: Final = {
    "number": COUNT,
    "purpose": one_of(Purpose),
    "state": one_of(State),
    "file": SOME_TEXT,
    "kind": SOME_TEXT,
    "bytes": {"type": ["integer", "null"], "minimum": 0},
    "sha256": SOME_TEXT,
    "taken_on": DAY,
    "taken_by": TEXT,
    "notes": list_of(TEXT),
    "decided_on": SOME_DAY,
    "decided_by": SOME_TEXT,
    "gone_on": SOME_DAY,
    "became": SOME_TEXT,
}

DRAFTS: Final[Mapping[str, Schema]] = {
    "Draft": object_of(**_DRAFT),
    "Drafts": object_of(drafts=list_of(ref("Draft"))),
    "Review": object_of(
        **_DRAFT,
        text=TEXT,
        language=SOME_TEXT,
        remarks=list_of(TEXT),
        items=list_of(
            {
                "type": "object",
                "description": "An item: of a job also industry, time and level.",
                "properties": {
                    "key": TEXT,
                    "kind": one_of(ItemKind),
                    "words": TEXT,
                    "spans": list_of(list_of(COUNT)),
                    "concept": or_null(object_of(iri=TEXT, label=TEXT)),
                    "alternatives": list_of(object_of(iri=TEXT, label=TEXT)),
                    "confidence": NUMBER,
                    "stance": one_of(Stance),
                    "by_hand": FLAG,
                },
                "required": [
                    "alternatives",
                    "answer",
                    "as_found",
                    "concept",
                    "key",
                    "kind",
                    "spans",
                    "words",
                ],
            }
        ),
    ),
}
"""Schemas by name; see :data:`skillpath.web.api_schemas.SCHEMAS`."""
