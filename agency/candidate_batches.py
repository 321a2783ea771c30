"""Candidates as Arrow record batches: how an export names its columns, from a pool and back to one.

``code``; ``spells``: a list of ``job_type`` and ``industry`` (IRIs), ``start``, ``end``, ``level`` and
``on_floor``; ``claims``: a list of ``skill`` (IRI) and ``level``; ``location``, ``available_from``,
``licences``. What is not known is null. No name and nothing else of a person is in them.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.errors import InputError
from skillpath.reasoner.facts import UNKNOWN, Facts
from skillpath.reasoner.histories import (
    LASTS,
    LEVELS,
    NOTHING,
    Column,
    Histories,
    Numbers,
    Vocabulary,
    numbered,
    starts_of,
)
from skillpath.reasoner.licence import folded
from skillpath.reasoner.pool import Pool, encoded
from skillpath.reasoner.terms import terms_of

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH: Final = date(1970, 1, 1).toordinal()
_LEVELS: Final = tuple(level.value for level in LEVELS)


def schema() -> "pa.Schema":
    """The columns of an export."""
    import pyarrow as pa  # noqa: PLC0415 (optional)

    spell = pa.struct(
        {
            "job_type": pa.string(),
            "industry": pa.string(),
            "start": pa.date32(),
            "end": pa.date32(),
            "level": pa.string(),
            "on_floor": pa.bool_(),
        }
    )
    claim = pa.struct({"skill": pa.string(), "level": pa.float64()})
    return pa.schema(
        {
            "code": pa.string(),
            "spells": pa.list_(spell),
            "claims": pa.list_(claim),
            "location": pa.string(),
            "available_from": pa.date32(),
            "licences": pa.list_(pa.string()),
        }
    )


# From a pool --------------------------------------------------------------------------------------


def batch_of(pool: Pool) -> "pa.RecordBatch":
    """The candidates of a pool, in its order; licences as they are compared."""
    import pyarrow as pa  # noqa: PLC0415 (optional)

    histories, facts, wanted = pool.histories, pool.facts, schema()
    words = histories.vocabulary
    spells = [
        _texts(words.job_types, histories.job_type),
        _texts(words.industries, histories.industry),
        _dates(histories.start, LASTS),
        _dates(histories.end, LASTS),
        _texts(_LEVELS, histories.level.astype(np.int32)),
        pa.array(histories.on_floor),
    ]
    claims = [_texts(words.skills, histories.skill), pa.array(histories.claimed)]
    columns = [
        pa.array(pool.codes.tolist(), pa.binary()).cast(pa.string()),
        _lists(histories.spell_starts, _structs(wanted.field("spells").type.value_type, spells)),
        _lists(histories.claim_starts, _structs(wanted.field("claims").type.value_type, claims)),
        _texts(facts.locations, facts.location),
        _dates(facts.available, UNKNOWN),
        _lists(facts.licence_starts, _texts(facts.licences, facts.licence)),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=wanted)


def _texts(words: Sequence[str], numbers: Column) -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 (optional)

    return pa.array(words, pa.string()).take(pa.array(numbers, mask=numbers == NOTHING))


def _dates(days: Column, unknown: int) -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 (optional)

    return pa.array(days - _EPOCH, pa.int32(), mask=days == unknown).cast(pa.date32())


def _structs(kind: "pa.StructType", columns: Sequence["pa.Array"]) -> "pa.StructArray":
    import pyarrow as pa  # noqa: PLC0415 (optional)

    return pa.StructArray.from_arrays(list(columns), fields=list(kind))


def _lists(starts: Numbers, values: "pa.Array") -> "pa.ListArray":
    import pyarrow as pa  # noqa: PLC0415 (optional)

    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), values)


# To a pool ----------------------------------------------------------------------------------------


def pool_of_batch(batch: "pa.RecordBatch", *, day: date) -> Pool:
    """The candidates of a batch in columns, without an object for each; ``day``: see :class:`Pool`.

    Raises :class:`InputError` for columns that are missing or of another type, and for what no candidate
    can have: no code, a code twice, a spell without a start, a level that is none.
    """
    _check_columns(batch.schema)
    codes = encoded(_all_known(batch.column("code"), "code").to_pylist())
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    check_distinct(codes)
    histories, facts = _histories(batch), _facts(batch)
    if (np.diff(order) != 1).any():
        histories, facts = histories.take(order), facts.take(order)
    return Pool(codes, histories, facts, terms_of(histories, day=day))


def check_distinct(codes: NDArray[np.bytes_]) -> None:
    """Raises :class:`InputError` where a code, of some that are sorted, is there twice."""
    twice = np.flatnonzero(codes[1:] == codes[:-1])
    if len(twice):
        raise InputError(f"The candidate {bytes(codes[twice[0]]).decode()} is there twice: leave one out.")


def _histories(batch: "pa.RecordBatch") -> Histories:
    spell_starts, spells = _stretches(batch.column("spells"))
    claim_starts, claims = _stretches(batch.column("claims"))
    job_types, job_type = _numbers(_field(spells, "job_type"))
    industries, industry = _numbers(_field(spells, "industry"))
    skills, skill = _numbers(_all_known(_field(claims, "skill"), "skill"))
    return Histories(
        vocabulary=Vocabulary(job_types, industries, skills),
        spell_starts=spell_starts,
        job_type=job_type,
        industry=industry,
        start=_days(_all_known(_field(spells, "start"), "start"), LASTS),
        end=_days(_field(spells, "end"), LASTS),
        level=_levels(_all_known(_field(spells, "level"), "level")),
        on_floor=_field(spells, "on_floor").fill_null(False).to_numpy(zero_copy_only=False),
        claim_starts=claim_starts,
        skill=skill,
        claimed=_claimed(_field(claims, "level")),
    )


def _facts(batch: "pa.RecordBatch") -> Facts:
    locations, location = _numbers(batch.column("location"))
    licence_starts, licences = _stretches(batch.column("licences"))
    spelled, licence = _numbers(_all_known(licences, "licence"))
    held = numbered(folded(name) for name in spelled)
    places = np.array([held[folded(name)] for name in spelled], dtype=np.int32)
    return Facts(
        locations=locations,
        licences=tuple(held),
        location=location,
        available=_days(batch.column("available_from"), UNKNOWN),
        licence_starts=licence_starts,
        licence=places[licence],
    )


def _check_columns(found: "pa.Schema") -> None:
    """Whether all columns of an export are there, by their types; others are left alone."""
    for wanted in schema():
        place = found.get_field_index(wanted.name)
        if place < 0 or not _alike(found.field(place).type, wanted.type):
            raise InputError(
                f"The candidates need a column “{wanted.name}” of type {wanted.type}, as "
                "`skillpath export candidates` writes it."
            )


def _alike(found: "pa.DataType", wanted: "pa.DataType") -> bool:
    """Whether a type is the one wanted, whatever the elements of lists are called."""
    import pyarrow as pa  # noqa: PLC0415 (optional)

    if pa.types.is_list(wanted):
        return pa.types.is_list(found) and _alike(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        places = (
            {field.name: found.get_field_index(field.name) for field in wanted}
            if pa.types.is_struct(found)
            else {}
        )
        return bool(places) and all(
            place >= 0 and _alike(found.field(place).type, wanted.field(name).type)
            for name, place in places.items()
        )
    return bool(found == wanted)


def _field(structs: "pa.StructArray", name: str) -> "pa.Array":
    import pyarrow.compute as pc  # noqa: PLC0415 (optional)

    return pc.struct_field(structs, name)


def _stretches(lists: "pa.ListArray") -> tuple[Numbers, Any]:
    """Where the stretch of each candidate starts, and what is in all of them; null is empty."""
    import pyarrow.compute as pc  # noqa: PLC0415 (optional)

    sizes = pc.list_value_length(lists).fill_null(0).to_numpy(zero_copy_only=False)
    return starts_of(sizes.astype(np.int64)), lists.flatten()


def _numbers(texts: "pa.Array") -> tuple[tuple[str, ...], Column]:
    found = texts.dictionary_encode()
    numbers = found.indices.fill_null(NOTHING).to_numpy(zero_copy_only=False)
    return tuple(found.dictionary.to_pylist()), numbers.astype(np.int32)


def _days(dates: "pa.Array", unknown: int) -> Column:
    import pyarrow as pa  # noqa: PLC0415 (optional)

    days = dates.cast(pa.int32()).fill_null(unknown - _EPOCH).to_numpy(zero_copy_only=False)
    ordinals: Column = (days.astype(np.int64) + _EPOCH).astype(np.int32)
    return ordinals


def _levels(texts: "pa.Array") -> NDArray[np.int8]:
    words, numbers = _numbers(texts)
    wrong = sorted(set(words) - set(_LEVELS))
    if wrong:
        raise InputError(f"A spell has the level “{wrong[0]}” (known: {', '.join(_LEVELS)}).")
    return np.array([_LEVELS.index(word) for word in words], dtype=np.int8)[numbers]


def _claimed(levels: "pa.Array") -> NDArray[np.float64]:
    claimed: NDArray[np.float64] = levels.fill_null(0.0).to_numpy(zero_copy_only=False)
    wrong = claimed[~((claimed > 0) & (claimed <= 1))]
    if len(wrong):
        raise InputError(f"The level of a claim must be above 0 and at most 1, not {wrong[0]}.")
    return claimed


def _all_known(column: "pa.Array", name: str) -> "pa.Array":
    if column.null_count:
        raise InputError(f"A candidate has a {name} that is null: say what it is, or leave it out.")
    return column
