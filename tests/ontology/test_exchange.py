"""A folder takes the place of another in one step, or in two where the system has no such step."""

from pathlib import Path

import pytest

from skillpath.ontology import exchange


def folder(path: Path, said: str) -> Path:
    path.mkdir()
    (path / "said").write_text(said)
    return path


@pytest.mark.parametrize("in_one_step", [True, False])
def test_what_was_there_is_kept_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(exchange, "_exchange", lambda *_: False)
    path, aside = folder(tmp_path / "w", "old"), tmp_path / "aside"
    assert exchange.put_in_place(folder(tmp_path / "made", "new"), path, aside) == aside
    assert [(one / "said").read_text() for one in (path, aside)] == ["new", "old"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["aside", "w"]


@pytest.mark.parametrize("empty", [True, False])
def test_where_nothing_was_nothing_is_kept(tmp_path: Path, empty: bool) -> None:
    path = tmp_path / "w"
    if empty:
        path.mkdir()
    assert exchange.put_in_place(folder(tmp_path / "made", "new"), path, tmp_path / "aside") is None
    assert [one.name for one in tmp_path.iterdir()] == ["w"]
