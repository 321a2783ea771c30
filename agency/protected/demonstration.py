"""Attributes of the demonstration agency's candidates, who are invented: drawn by lot, and about nobody."""

from typing import Final

from skillpath.agency.audit.kinds import LOCAL
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.protected.switch import allow, take
from skillpath.agency.workspace import Workspace
from skillpath.data import bundled

REASON: Final = "invented candidates: the law protects nobody here"


def load_demonstration(workspace: Workspace) -> None:
    """Gives the demonstration agency's candidates attributes; nothing where the store is there already."""
    if not ProtectedStore(workspace.folder).allowed:
        allow(workspace, by=LOCAL, reason=REASON)
        take(workspace, bundled("agency/attributes.csv"), by=LOCAL)
