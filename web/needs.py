"""Which right each address needs. One that is not in the table is refused to everybody, and fails a test."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.accounts.rights import RIGHTS, Right

ACTION: Final = "action"
"""The field of a form that says which of several things it does."""

NEEDS: Final[Mapping[str, Right | Mapping[str, Right]]] = MappingProxyType(
    {
        "static": Right.OPEN,
        "health.alive": Right.OPEN,
        "health.ready": Right.OPEN,
        "metrics.show": Right.OPEN,
        "signing_in.show": Right.OPEN,
        "signing_in.enter": Right.OPEN,
        "signing_in.leave": Right.OPEN,
        "single_sign_on.start": Right.OPEN,
        "single_sign_on.back": Right.OPEN,
        "account.show": Right.OWN_ACCOUNT,
        "account.change_password": Right.OWN_ACCOUNT,
        "account.end": Right.OWN_ACCOUNT,
        "account.make": Right.OWN_ACCOUNT,
        "account.revoke": Right.OWN_ACCOUNT,
        "users.index": Right.ACCOUNTS,
        "users.add": Right.ACCOUNTS,
        "users.show": Right.ACCOUNTS,
        "users.change": Right.ACCOUNTS,
        "roles.index": Right.READ,
        "roles.show": Right.READ,
        "roles.keep": Right.CRITERIA,
        "matches.show": Right.READ,
        "comparing.show": Right.READ,
        "comparing.of_two": Right.READ,
        "standings.choose": Right.READ,
        "standings.show": Right.READ,
        "concepts.show": Right.READ,
        "scores.show": Right.READ,
        "search.index": Right.READ,
        "search.hits": Right.READ,
        "search.names": Right.READ,
        "browse.show": Right.QUERY,
        "contents.show": Right.QUERY,
        "workbench.show": Right.QUERY,
        "workbench.as_workbook": Right.QUERY,
        "workbench.offered": Right.QUERY,
        "candidates.index": Right.READ,
        "candidates.show": Right.READ,
        "candidates.act": MappingProxyType(
            {
                "note": Right.NOTE,
                "identity": Right.LOOK,
                "identify": Right.RECORD,
                "keep": Right.RECORD,
                "export": Right.EXPORT,
            }
        ),
        "candidates.ask_to_delete": Right.DELETE,
        "candidates.delete": Right.DELETE,
        "duplicates.index": Right.RECORD,
        "duplicates.answer": Right.RECORD,
        "decisions.decided": Right.DECIDE,
        "decisions.taken_back": Right.DECIDE,
        "decisions.rated": Right.NOTE,
        "intake.index": Right.CVS,
        "intake.upload": Right.INTAKE,
        "intake.show": Right.CVS,
        "intake.answer": Right.INTAKE,
        "audit.index": Right.AUDIT,
        "audit.show": Right.AUDIT,
        "fairness.show": Right.AUDIT,
        "notice.show": Right.READ,
        "notice.on_paper": Right.READ,
        "history.show": Right.READ,
        "editing.index": Right.READ,
        "editing.begin": Right.EDIT,
        "editing.show": Right.READ,
        "golden.show": Right.READ,
        "golden.act": Right.EDIT,
        "releases.index": Right.READ,
        "releases.show": Right.READ,
        "releases.go_back": Right.RELEASE,
        "past.show": Right.READ,
        "editing.act": MappingProxyType(
            {
                "undo": Right.EDIT,
                "propose": Right.EDIT,
                "comment": Right.RELEASE,
                "approve": Right.REVIEW,
                "send-back": Right.REVIEW,
                "release": Right.RELEASE,
                "rebase": Right.EDIT,
                "close": Right.EDIT,
            }
        ),
        "editing.change": Right.READ,
        "concept_form.show": Right.READ,
        "concept_form.save": Right.EDIT,
        "concept_form.names": Right.READ,
        "operations.show": Right.READ,
        "operations.act": Right.EDIT,
        "impact.show": Right.READ,
        "grid.show": Right.READ,
        "grid.save": Right.EDIT,
        "tree.show": Right.READ,
        "tree.move_to": Right.EDIT,
        "editing_quality.releases": Right.READ,
        "editing_quality.look": Right.EDIT,
        "editing_quality.of_copy": Right.READ,
        "editing_quality.mend": Right.EDIT,
        "editing_suggestions.show": Right.READ,
        "editing_suggestions.answer": Right.EDIT,
        "editing_sheets.show": Right.READ,
        "editing_sheets.file": Right.READ,
        "editing_sheets.send": Right.EDIT,
        "queries.index": Right.QUERY,
        "queries.show": Right.QUERY,
        "saved_queries.begin": Right.KEEP_QUERIES,
        "saved_queries.save": Right.KEEP_QUERIES,
        "saved_queries.edit": Right.KEEP_QUERIES,
        "saved_queries.act": Right.KEEP_QUERIES,
        "readings.show": Right.READ,
        "sharing.make": Right.SEND,
        "sharing.end": Right.SEND,
        "sharing.show": Right.OPEN,
        "api.roles": Right.READ,
        "api.ranked": Right.READ,
        "api.explained": Right.READ,
        "api.compared": Right.READ,
        "api.drafts": Right.CVS,
        "api.draft": Right.CVS,
        "api.candidate": Right.READ,
        "api.noted": Right.NOTE,
        "api.found": Right.READ,
        "api.told": Right.READ,
        "api.described": Right.READ,
        "api.shared": Right.READ,
        "sparql.show": Right.QUERY,
        "sparql.send": Right.QUERY,
    }
)
"""Endpoint → the right that it needs, or action of its form → right."""


def is_open(endpoint: str) -> bool:
    """Whether an endpoint is for anybody, without signing in."""
    need = NEEDS.get(endpoint)
    return isinstance(need, Right) and RIGHTS[need].roles is None


def needed(endpoint: str, action: Callable[[], str]) -> Right | None:
    """The right that a request needs; ``None`` where there is nothing that could be allowed.

    ``action`` reads what its form does: of a form that cannot be allowed nothing is read.
    """
    need = NEEDS.get(endpoint)
    return need.get(action()) if isinstance(need, Mapping) else need
