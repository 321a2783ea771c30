"""The one table of rights: what may be done, by whom, and why by them.

The guard of the viewer reads it, the documentation shows it (``skillpath user rights``), and the tests try
every address with every role.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What somebody does in the firm; an account has one or several."""

    CONSULTANT = "consultant"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What may be allowed or refused."""

    OPEN = "open"
    OWN_ACCOUNT = "own account"
    READ = "read"
    NOTE = "note"
    DECIDE = "decide"
    CRITERIA = "criteria"
    SEND = "send"
    RECORD = "record"
    LOOK = "look"
    CVS = "CVs"
    INTAKE = "intake"
    PRIVATE_NOTES = "private notes"
    EXPORT = "export"
    DELETE = "delete"
    AUDIT = "audit"
    EDIT = "edit"
    REVIEW = "review"
    RELEASE = "release"
    ACCOUNTS = "accounts"
    QUERY = "query"
    QUERY_BOOK = "query the book"
    KEEP_QUERIES = "keep queries"


@dataclass(frozen=True, slots=True)
class Grant:
    """Who has a right: some roles, or anybody without signing in (``None``).

    ``writes`` says whether something is changed by it: a token that only reads does not give it.
    """

    what: str
    roles: frozenset[Role] | None
    why: str
    writes: bool = True

    def given_to(self, roles: Iterable[Role]) -> bool:
        """Whether somebody with some roles has it."""
        return self.roles is None or not self.roles.isdisjoint(roles)


_ALL: Final = frozenset(Role)
_CONSULTANTS: Final = frozenset((Role.CONSULTANT, Role.ADMINISTRATOR))
_ADMINISTRATORS: Final = frozenset((Role.ADMINISTRATOR,))
_EDITORS: Final = frozenset((Role.EDITOR, Role.ADMINISTRATOR))
_REVIEWERS: Final = frozenset((Role.REVIEWER, Role.ADMINISTRATOR))

RIGHTS: Final[Mapping[Right, Grant]] = MappingProxyType(
    {
        Right.OPEN: Grant(
            "open the page to sign in, and a reading by its link",
            None,
            "who has a link sees that one text and nothing else",
            writes=False,
        ),
        Right.OWN_ACCOUNT: Grant(
            "one's own sessions, password and tokens",
            _ALL,
            "it concerns nobody else",
        ),
        Right.READ: Grant(
            "read roles, rankings, matches, coded candidates and concepts",
            _ALL,
            "who keeps or queries the ontology sees what it does to a match",
            writes=False,
        ),
        Right.NOTE: Grant(
            "write a note, rate a match otherwise than its score",
            _CONSULTANTS | {Role.REVIEWER},
            "a second pair of eyes says what it sees, and decides nothing",
        ),
        Right.DECIDE: Grant(
            "decide about a match, take a decision back",
            _CONSULTANTS,
            "who decides stands by it before the client",
        ),
        Right.CRITERIA: Grant(
            "keep criteria for a role",
            _CONSULTANTS,
            "they are what was agreed with the client",
        ),
        Right.SEND: Grant(
            "send a reading by a link, withdraw a link",
            _CONSULTANTS,
            "who knows the client sends; to withdraw only protects",
        ),
        Right.RECORD: Grant(
            "say who a candidate is, until when to be kept, merge records",
            _CONSULTANTS,
            "who speaks with the person knows",
        ),
        Right.LOOK: Grant(
            "see who a candidate is; each look is kept",
            _CONSULTANTS,
            "nobody else calls the person",
        ),
        Right.CVS: Grant(
            "read the drafts, with the text of CVs and adverts",
            _CONSULTANTS,
            "the text of a CV names the person",
            writes=False,
        ),
        Right.INTAKE: Grant(
            "send CVs and adverts, confirm and discard drafts",
            _CONSULTANTS,
            "nothing of a draft counts until somebody answers for it",
        ),
        Right.PRIVATE_NOTES: Grant(
            "read the private notes of others",
            _ADMINISTRATORS,
            "they are their author's, and somebody must answer for them",
            writes=False,
        ),
        Right.EXPORT: Grant(
            "export all that is held on a person",
            _ADMINISTRATORS,
            "the identity and everybody's private notes are in it",
        ),
        Right.DELETE: Grant(
            "delete a candidate",
            _ADMINISTRATORS,
            "it cannot be undone, and takes what others decided along",
        ),
        Right.AUDIT: Grant(
            "read the log, work out again what was shown, rates of groups",
            _ADMINISTRATORS | {Role.REVIEWER},
            "who answers for the matches; others would see who looked at whom",
            writes=False,
        ),
        Right.EDIT: Grant(
            "begin, edit, propose and close working copies of the ontology",
            _EDITORS,
            "who keeps the ontology knows what hangs together",
        ),
        Right.REVIEW: Grant(
            "approve a working copy, or send it back",
            _REVIEWERS,
            "a second pair of eyes: nobody approves what they have edited",
        ),
        Right.RELEASE: Grant(
            "comment on a working copy, make a release of an approved one",
            _EDITORS | _REVIEWERS,
            "by then two have seen it",
        ),
        Right.ACCOUNTS: Grant(
            "add accounts, give roles, close them, sign others out",
            _ADMINISTRATORS,
            "who can do it can do everything",
        ),
        Right.QUERY: Grant(
            "ask the ontology, its history and its quality in SPARQL",
            _ALL,
            "it holds nothing about persons",
            writes=False,
        ),
        Right.QUERY_BOOK: Grant(
            "ask candidates by code, roles, decisions and matches in SPARQL",
            _CONSULTANTS | {Role.ANALYST},
            "a query reads all candidates at once: that is for who works on matches",
            writes=False,
        ),
        Right.KEEP_QUERIES: Grant(
            "save queries of one's own, share them",
            _ALL,
            "a saved query gives nobody more to see than they may ask",
        ),
    }
)
"""Right → who has it and why."""


def may(right: Right, roles: Iterable[Role]) -> bool:
    """Whether somebody with some roles has a right.

    >>> may(Right.DECIDE, [Role.ANALYST]), may(Right.DECIDE, [Role.ANALYST, Role.CONSULTANT])
    (False, True)
    """
    return RIGHTS[right].given_to(roles)
