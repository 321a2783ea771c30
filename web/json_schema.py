"""The parts that JSON schemas are made of."""

from collections.abc import Mapping
from typing import Any, Final

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
