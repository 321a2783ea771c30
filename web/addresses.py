"""All addresses of the viewer with the right that each needs, for the documentation."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from skillpath.web.blueprints import BLUEPRINTS
from skillpath.web.needs import NEEDS

_IMPLIED = frozenset(("HEAD", "OPTIONS"))
"""Methods that come with others."""


@dataclass(frozen=True, slots=True)
class Address:
    """A path, how it is asked, and the right that it needs: by what is done where there are several."""

    path: str
    method: str
    right: str


def addresses() -> list[Address]:
    """All of them, by path."""
    app = Flask("skillpath.web", static_folder=None)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    found = [
        Address(rule.rule, method, in_words(rule.endpoint))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - _IMPLIED)
    ]
    return sorted(found, key=lambda one: (one.path, one.method))


def in_words(endpoint: str) -> str:
    """The right that an endpoint needs."""
    need = NEEDS[endpoint]
    if isinstance(need, Mapping):
        return ", ".join(f"{action}: {right}" for action, right in need.items())
    return str(need)
