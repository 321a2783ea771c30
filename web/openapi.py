"""The description of the API by OpenAPI 3.1: what can be asked, and what is answered.

Served as ``/api/v1/openapi.json``; a test holds every answer against it.
"""

from collections.abc import Mapping
from typing import Final

from skillpath.reasoner.texts.languages import Language
from skillpath.web.api_draft_schemas import DRAFTS
from skillpath.web.api_exchange_schemas import EXCHANGE
from skillpath.web.api_schemas import SCHEMAS
from skillpath.web.json_schema import DAY, TEXT, Schema, list_of, one_of, ref
from skillpath.web.trying import BOTTLENECK, SHARES

HUNDREDTHS: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 100}

NARROWING: Final[Mapping[str, Schema]] = {
    "location": list_of({"type": "string", "pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}),
    "licence": list_of({"type": "string", "pattern": "[A-Za-z0-9]"}),
    "worked-in": list_of(TEXT),
    "available-by": DAY,
}
"""Filters in place of the role's own: places by ISO 3166, licences, industries by IRI, a day."""

TRYING: Final[Mapping[str, Schema]] = dict.fromkeys((*SHARES.values(), BOTTLENECK), HUNDREDTHS)
"""Criteria that are tried without being kept: shares in hundredths."""

PARAMETERS: Final[Mapping[str, Schema]] = {
    "role_id": {"in": "path", "required": True, "schema": TEXT, "description": "The id of a role."},
    "code": {"in": "path", "required": True, "schema": TEXT, "description": "The code of a candidate."},
    "codes": {
        "name": "code",
        "in": "query",
        "required": True,
        "schema": {**list_of(TEXT), "minItems": 2, "maxItems": 4, "uniqueItems": True},
        "description": "The codes of the candidates.",
    },
    "number": {
        "in": "path",
        "required": True,
        "schema": {"type": "integer"},
        "description": "The number of a draft.",
    },
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
    "q": {"in": "query", "required": True, "schema": TEXT, "description": "Words, or a code."},
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
    "/roles/{role_id}/comparison": (
        "Two to four candidates for a role side by side, each pair with its exact difference",
        "Comparison",
        ("role_id", "codes", *STATE),
    ),
    "/drafts": ("What was taken in, waiting or decided, without its content", "Drafts", ()),
    "/drafts/{number}": (
        "A draft: its text while it waits for review, and what was found in it",
        "Review",
        ("number",),
    ),
    "/candidates/{code}": (
        "A candidate without a name: history, skills with what they rest on, decisions, notes, looks",
        "Candidate",
        ("code", "as_of", "lang"),
    ),
    "/search": (
        "Concepts by names in all languages, roles, candidates by code and by what is written of them",
        "Found",
        ("q", "lang"),
    ),
    "/concepts": (
        "A concept: its place, what is learned where, how far it carries, where it is used",
        "ConceptPage",
        ("iri", "lang"),
    ),
}
"""Path → what is read there, the schema of the answer, the parameters."""

WRITES: Final[Mapping[str, tuple[str, str, str, tuple[str, ...]]]] = {
    "/candidates/{code}/notes": ("Adds a note about a candidate", "NewNote", "Note", ("code",)),
}
"""Path → what is written there, the schemas of what is sent and of the answer, the parameters."""

TOKEN: Final = "token"  # noqa: S105 (the name of a way to sign in)

SENDING: Final[Mapping[str, tuple[str, str, str]]] = {
    "/profiles": (
        "The coded profiles of the best for a role of another firm, if this one shares them",
        "Question",
        "Profiles",
    ),
}
"""Path → what is sent there by POST, the schemas of what is sent and of the answer."""

PROBLEMS: Final[Mapping[str, str]] = {
    "400": "What was asked makes no sense as it stands",
    "401": "Nobody is signed in: the token is missing, has ended or was revoked",
    "403": "The account has no right to it, or the token only reads",
    "404": "There is no such thing",
    "429": "Too much was asked from one address: Retry-After says how many seconds to wait",
}

REFUSALS: Final[Mapping[str, str]] = {
    "403": "This firm shares nothing, or the request comes from another site",
    "413": "The question is too long",
    "415": "The question is no application/json",
}
"""What else what is sent may be answered with."""


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
        "paths": {
            **{path: {"get": _operation(*told)} for path, told in OPERATIONS.items()},
            **{path: {"post": _sending(*told)} for path, told in SENDING.items()},
            **{path: {"post": _writing(*told)} for path, told in WRITES.items()},
        },
        "components": {
            "schemas": {**SCHEMAS, **DRAFTS, **EXCHANGE},
            "parameters": _named_parameters(),
            "securitySchemes": {TOKEN: {"type": "http", "scheme": "bearer"}},
        },
        "security": [{TOKEN: []}, {}],
    }


def _named_parameters() -> Schema:
    return {name: {"name": name, **said} for name, said in PARAMETERS.items()}


def _operation(summary: str, answer: str, parameters: tuple[str, ...]) -> Schema:
    return {
        "summary": summary,
        "parameters": _references(parameters),
        "responses": {
            "200": {
                **_response(summary, "application/json", answer),
                "headers": {"ETag": {"schema": TEXT}, "Link": {"schema": TEXT}},
            },
            "304": {"description": "As the copy with this ETag says (If-None-Match)"},
            **_problems(PROBLEMS),
        },
    }


def _writing(summary: str, sent: str, answer: str, parameters: tuple[str, ...]) -> Schema:
    return {
        "summary": summary,
        "parameters": _references(parameters),
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref(sent)}}},
        "responses": {
            "201": _response(summary, "application/json", answer),
            **_problems({**REFUSALS, **PROBLEMS}),
        },
    }


def _references(parameters: tuple[str, ...]) -> list[Schema]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in parameters]


def _sending(summary: str, question: str, answer: str) -> Schema:
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref(question)}}},
        "responses": {
            "200": _response(summary, "application/json", answer),
            **_problems({**PROBLEMS, **REFUSALS}),
        },
    }


def _problems(meanings: Mapping[str, str]) -> Schema:
    return {
        status: _response(meaning, "application/problem+json", "Problem")
        for status, meaning in meanings.items()
    }


def _response(meaning: str, media: str, schema: str) -> Schema:
    return {"description": meaning, "content": {media: {"schema": ref(schema)}}}
