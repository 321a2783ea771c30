"""The description of the API by OpenAPI 3.1: what can be asked, and what is answered.

Served as ``/api/v1/openapi.json``. The documents are closed, every field is named, so that a test that holds
answers against them fails as soon as either changes.
"""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.graph.neighbours import Bond
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language
from skillpath.web.trying import BOTTLENECK, SHARES

Schema = Mapping[str, Any]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
NUMBER: Final[Schema] = {"type": "number"}
SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
POINTS: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 100}
DAY: Final[Schema] = {"type": "string", "format": "date"}
SOME_TEXT: Final[Schema] = {"type": ["string", "null"]}
SOME_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}


def object_of(**fields: Schema) -> Schema:
    """An object with just these fields; a name that Python reserves is written with ``_`` behind it."""
    named = {name.rstrip("_"): schema for name, schema in fields.items()}
    return {
        "type": "object",
        "properties": named,
        "required": sorted(named),
        "additionalProperties": False,
    }


def list_of(schema: Schema) -> Schema:
    """A list of things of one schema."""
    return {"type": "array", "items": schema}


def one_of(words: type) -> Schema:
    """One of the words of an enumeration."""
    return {"type": "string", "enum": [str(word) for word in words]}  # type: ignore[attr-defined]


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Schema) -> Schema:
    """A schema, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


_CONCEPT: Final = {"iri": TEXT, "label": TEXT, "kind": TEXT, "language": TEXT}
_REQUIREMENT: Final = {
    **_CONCEPT,
    "name": TEXT,
    "phrase": TEXT,
    "dimension": TEXT,
    "kind_name": TEXT,
    "essential": FLAG,
    "level": SHARE,
    "weight": SHARE,
    "inverted": FLAG,
}
_TAUGHT: Final = {
    "item": COUNT,
    "text": TEXT,
    "brief": TEXT,
    "channel": one_of(Channel),
    "channel_name": TEXT,
    "origin": ref("Concept"),
    "learning": or_null(ref("Learning")),
    "share": SHARE,
}
_ALTERNATIVE: Final = {
    "source": ref("Concept"),
    "mastery": SHARE,
    "transfer": SHARE,
    "path": list_of(ref("Step")),
    "route": TEXT,
    "taught_by": list_of(object_of(**_TAUGHT)),
}
_ITEM: Final = {"item": COUNT, "text": TEXT, "brief": TEXT, "points": POINTS}

SCHEMAS: Final[Mapping[str, Schema]] = {
    "Problem": {
        "type": "object",
        "description": "What went wrong, and what to do (RFC 9457).",
        "properties": {"title": TEXT, "status": COUNT, "detail": TEXT},
        "required": ["title", "status", "detail"],
    },
    "Concept": object_of(**_CONCEPT),
    "Band": object_of(word=TEXT, meaning=TEXT, basis=TEXT),
    "Channel": object_of(channel=one_of(Channel), name=TEXT, score=SHARE, points=POINTS),
    "Step": object_of(
        source=ref("Concept"),
        target=ref("Concept"),
        kind=TEXT,
        wording=TEXT,
        weight=SHARE,
        provenance=TEXT,
        author=TEXT,
    ),
    "Learning": object_of(kind=TEXT, wording=TEXT, strength=SHARE, provenance=TEXT, author=TEXT),
    "Role": object_of(
        id=TEXT,
        title=TEXT,
        job_type=TEXT,
        industry=TEXT,
        floor=TEXT,
        profile=TEXT,
        filters=object_of(
            locations=list_of(TEXT),
            available_by=SOME_DAY,
            licences=list_of(TEXT),
            industries=list_of(TEXT),
        ),
        skills=list_of(object_of(iri=TEXT, label=TEXT, essential=FLAG, level=SHARE)),
    ),
    "Roles": object_of(release=TEXT, roles=list_of(ref("Role"))),
    "Row": object_of(
        rank={"type": ["integer", "null"], "minimum": 1},
        candidate=TEXT,
        score=SHARE,
        points=POINTS,
        band=ref("Band"),
        channels=list_of(ref("Channel")),
        outside_filter=TEXT,
        missing_essential=list_of(TEXT),
        gap_count=COUNT,
        met=list_of(object_of(label=TEXT, essential=FLAG, weight=SHARE, strength=SHARE)),
    ),
    "Ranking": object_of(
        role=ref("Role"),
        profile=TEXT,
        as_of=DAY,
        release=TEXT,
        total=COUNT,
        inside=COUNT,
        page={"type": "integer", "minimum": 1},
        bands=list_of(ref("Band")),
        rows=list_of(ref("Row")),
    ),
    "Requirement": object_of(
        requirement=object_of(**_REQUIREMENT),
        strength=SHARE,
        score=SHARE,
        points=POINTS,
        gap=SHARE,
        gap_points=POINTS,
        source=or_null(ref("Concept")),
        mastery=SHARE,
        transfer=SHARE,
        path=list_of(ref("Step")),
        route=TEXT,
        contributions=list_of(object_of(**_TAUGHT, score=SHARE, points=POINTS)),
        alternatives=list_of(object_of(**_ALTERNATIVE, strength=SHARE, margin=SHARE)),
        nearest=or_null(object_of(**_ALTERNATIVE, carried=SHARE, shown=SHARE, cut_off=SHARE)),
    ),
    "Item": {
        "oneOf": [
            object_of(
                **_ITEM,
                kind={"const": "spell"},
                job_type=TEXT,
                industry=TEXT,
                start=DAY,
                end=SOME_DAY,
                level=TEXT,
                on_floor=FLAG,
            ),
            object_of(**_ITEM, kind={"const": "claim"}, level=SHARE, source=TEXT),
        ]
    },
    "Match": object_of(
        language=one_of(Language),
        candidate=TEXT,
        role=object_of(id=TEXT, title=TEXT),
        profile=TEXT,
        profile_name=TEXT,
        as_of=DAY,
        release=TEXT,
        score=SHARE,
        points=POINTS,
        whole=COUNT,
        outside_filter=TEXT,
        outside=list_of(object_of(filter=TEXT, wanted=TEXT, found=SOME_TEXT, text=TEXT)),
        unknown=list_of(TEXT),
        channels=list_of(ref("Channel")),
        items=list_of(ref("Item")),
        counts={"type": "object", "additionalProperties": COUNT},
        requirements=list_of(ref("Requirement")),
        gaps=list_of(object_of(**_REQUIREMENT, gap=SHARE, gap_points=POINTS)),
        band=ref("Band"),
        reading=ref("Reading"),
    ),
    "Reading": object_of(
        audience=one_of(Audience),
        language=one_of(Language),
        candidate=TEXT,
        role=object_of(id=TEXT, title=TEXT),
        as_of=DAY,
        title=TEXT,
        sections=list_of(object_of(name=TEXT, heading=TEXT, lines=list_of(TEXT))),
        basis=TEXT,
    ),
    "ConceptPage": object_of(
        **_CONCEPT,
        release=TEXT,
        labels={"type": "object", "additionalProperties": TEXT},
        names=list_of(TEXT),
        code=TEXT,
        zone={"type": ["integer", "null"], "minimum": 1, "maximum": 5},
        heading=FLAG,
        aliases=list_of(TEXT),
        definition=TEXT,
        matches=list_of(object_of(iri=TEXT, how=TEXT)),
        origins=list_of(TEXT),
        floor=SOME_TEXT,
        of_industry=SOME_TEXT,
        path=list_of(ref("Concept")),
        bonds=list_of(
            object_of(
                bond=one_of(Bond),
                concepts=list_of(
                    object_of(**_CONCEPT, link=TEXT, weight=SHARE, provenance=TEXT, author=TEXT)
                ),
            )
        ),
        from_=list_of(object_of(**_CONCEPT, transfer=SHARE)),
        to=list_of(object_of(**_CONCEPT, transfer=SHARE)),
        used=object_of(roles=list_of(object_of(id=TEXT, title=TEXT)), workers=COUNT, claimants=COUNT),
    ),
}
"""Name → what is answered; the documents are those of :mod:`skillpath.agency.matching` and its neighbours."""

HUNDREDTHS: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 100}

NARROWING: Final[Mapping[str, Schema]] = {
    "location": list_of({"type": "string", "pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}),
    "licence": list_of(TEXT),
    "worked-in": list_of(TEXT),
    "available-by": DAY,
}
"""Filters in place of the role's own: places by ISO 3166, licences, industries by IRI, a day."""

TRYING: Final[Mapping[str, Schema]] = dict.fromkeys((*SHARES.values(), BOTTLENECK), HUNDREDTHS)
"""Criteria that are tried without being kept: shares in hundredths."""

PARAMETERS: Final[Mapping[str, Schema]] = {
    "role_id": {"in": "path", "required": True, "schema": TEXT, "description": "The id of a role."},
    "code": {"in": "path", "required": True, "schema": TEXT, "description": "The code of a candidate."},
    "profile": {
        "in": "query",
        "schema": TEXT,
        "description": "A criteria profile by name; without it the role's own.",
    },
    "as_of": {
        "in": "query",
        "schema": DAY,
        "description": "The day for which experience is reckoned; without it today.",
    },
    "page": {
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": 10, "default": 1},
        "description": "A page of 100 candidates.",
    },
    "iri": {
        "in": "query",
        "required": True,
        "schema": TEXT,
        "description": "A concept by IRI, or by a name that only one has.",
    },
    **{
        name: {
            "in": "query",
            "schema": schema,
            "description": "Only who fits; instead of the role's own filters.",
        }
        for name, schema in NARROWING.items()
    },
    **{
        name: {"in": "query", "schema": schema, "description": "Tried of the role, and not kept."}
        for name, schema in TRYING.items()
    },
    "lang": {
        "in": "query",
        "schema": one_of(Language),
        "description": "The language of labels; without it as Accept-Language says.",
    },
}
"""Name → parameter."""

STATE: Final = ("profile", "as_of", *NARROWING, *TRYING, "lang")

OPERATIONS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "/roles": ("All roles of the book", "Roles", ("lang",)),
    "/roles/{role_id}/candidates": (
        "The candidates for a role, the best first, those outside its filters last",
        "Ranking",
        ("role_id", *STATE, "page"),
    ),
    "/roles/{role_id}/candidates/{code}": (
        "One candidate for one role, with every path",
        "Match",
        ("role_id", "code", *STATE),
    ),
    "/concepts": (
        "A concept: its place, what is learned where, how far it carries, where it is used",
        "ConceptPage",
        ("iri", "lang"),
    ),
}
"""Path → what is read there, the schema of the answer, the parameters."""

PROBLEMS: Final[Mapping[str, str]] = {
    "400": "What was asked makes no sense as it stands",
    "404": "There is no such thing",
}


def description(root: str, version: str) -> Schema:
    """The whole description; ``root`` is the path under which the API is."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SkillPath",
            "version": version,
            "description": "Whose experience transfers to a role, and exactly why. Candidates are coded.",
        },
        "servers": [{"url": root}],
        "paths": {path: {"get": _operation(*told)} for path, told in OPERATIONS.items()},
        "components": {"schemas": SCHEMAS, "parameters": _named_parameters()},
    }


def _named_parameters() -> Schema:
    return {name: {"name": name, **said} for name, said in PARAMETERS.items()}


def _operation(summary: str, answer: str, parameters: tuple[str, ...]) -> Schema:
    return {
        "summary": summary,
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters],
        "responses": {
            "200": {
                **_response(summary, "application/json", answer),
                "headers": {"ETag": {"schema": TEXT}, "Link": {"schema": TEXT}},
            },
            "304": {"description": "As the copy with this ETag says (If-None-Match)"},
            **{
                status: _response(meaning, "application/problem+json", "Problem")
                for status, meaning in PROBLEMS.items()
            },
        },
    }


def _response(meaning: str, media: str, schema: str) -> Schema:
    return {"description": meaning, "content": {media: {"schema": ref(schema)}}}
