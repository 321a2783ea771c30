"""The file of tuned numbers: read whole or refused, and the source of the constants."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.graph.fingerprint import rules
from skillpath.graph.tuned import BOUNDS, FILE, TUNED, Tuned, read_tuned
from skillpath.reasoner.parameters import INFORMATION_POWER, OPTIONAL_WEIGHT
from skillpath.reasoner.profile import JOB_TYPE_SHARE


def test_the_constants_are_those_of_the_file() -> None:
    tuned = read_tuned(bundled(FILE))
    assert (tuned.information_power, tuned.optional_weight) == (INFORMATION_POWER, OPTIONAL_WEIGHT)
    assert tuned.job_type_share == JOB_TYPE_SHARE
    assert rules()["likeness"] == {
        "full": tuned.full_lift,
        "place": tuned.place_share,
        "optional": tuned.optional_need,
    }


MEANT = [
    ("information_power", 0, 10),
    ("optional_weight", 0.01, 1),
    ("job_type_share", 0, 1),
    ("full_lift", 0.01, 10),
    ("place_share", 0, 1),
    ("optional_need", 0, 1),
]


@pytest.mark.parametrize(("name", "least", "most"), MEANT)
def test_a_number_out_of_bounds_is_refused(name: str, least: float, most: float) -> None:
    for value in (least, most):
        assert getattr(replace(TUNED, **{name: value}), name) == value
    for value in (least - 0.0001, most + 0.0001):
        with pytest.raises(InputError, match=f"{name} must be from {least:g} to {most:g}, not"):
            replace(TUNED, **{name: value})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[values]\ninformation_power = 3.0\n", "must give a value to each"),
        ("", "must give a value to each"),
        ("[values", "Cannot read"),
        ("[values]\n" + "".join(f'{name} = "1"\n' for name in asdict(TUNED)), "every value must be a number"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_tuned(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read"):
        read_tuned(tmp_path / FILE)


def test_every_number_has_bounds() -> None:
    assert list(BOUNDS) == list(Tuned.__dataclass_fields__)
