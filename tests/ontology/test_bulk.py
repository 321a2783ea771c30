"""Where many objects are built that stay, nothing is collected meanwhile, and all is as before afterwards."""

import gc

import pytest

from skillpath.ontology.bulk import nothing_to_collect


def test_the_collector_rests_meanwhile_and_only_then() -> None:
    assert gc.isenabled()
    with nothing_to_collect():
        assert not gc.isenabled()
        with nothing_to_collect():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    @nothing_to_collect()
    def fails() -> None:
        raise ValueError("of what is built")

    with pytest.raises(ValueError, match="built"):
        fails()
    assert gc.isenabled()


def test_who_had_stopped_it_has_it_stopped_still() -> None:
    gc.disable()
    try:
        with nothing_to_collect():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
