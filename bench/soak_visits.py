"""What one user of the soak does: opens pages, asks the API, writes, and sends files, in turn by chance."""

import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

from skillpath.bench.load_pages import PATIENCE

BY: Final = "K-1"

WORDS: Final = ("payroll", "clerk", "tax", "welding", "C-00", "office")
"""What is searched for."""

CV: Final = """Accounts clerk

2015 – 2019  Accounts clerk, Miller Ltd: invoice verification, VAT returns
2019 – today  Payroll clerk, hospital: payroll processing, time recording

Reference {mark}
"""
"""What is sent as a file; the mark makes every one another file."""

SKILLS: Final = """
SELECT ?skill ?label WHERE {{
  ?skill a esco:Skill ; skos:prefLabel ?label FILTER(CONTAINS(?label, "{words}"))
}}
"""
"""What is sent to the endpoint."""

_HIDDEN: Final = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_DECIDING: Final = re.compile(r'<form class="decision".*?</form>', re.DOTALL)


class Unexpected(Exception):
    """An answer that is not what it should be."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to open: the ids of roles, and the codes of candidates."""

    roles: Sequence[str]
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Visit:
    """Something that was done: its kind, when it began on the clock (:func:`time.monotonic`), how many
    milliseconds it took, and what was wrong, "" for nothing."""

    kind: str
    began: float
    ms: float
    wrong: str


class Visitor:
    """One user, on one connection."""

    def __init__(self, origin: str, known: Known, seed: int) -> None:
        self._known, self._chance = known, random.Random(seed)  # noqa: S311 (what is done next)
        self._connection = HTTPConnection(urlsplit(origin).netloc, timeout=PATIENCE)

    def visit(self) -> Visit:
        """Does what comes next; one thing may be several requests."""
        (kind,) = self._chance.choices(list(KINDS), [share for share, _ in KINDS.values()])
        began, wrong = time.monotonic(), ""
        try:
            KINDS[kind][1](self)
        except (OSError, HTTPException, Unexpected) as error:
            wrong = str(error) or type(error).__name__
            self._connection.close()
        return Visit(kind, began, (time.monotonic() - began) * 1000, wrong)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def get(self, path: str, **query: str) -> str:
        """A page that there is."""
        return self._asked("GET", f"{path}?{urlencode(query)}" if query else path, (200,))

    def post(self, path: str, body: bytes, media: str, statuses: tuple[int, ...]) -> str:
        """What comes of something that is sent."""
        return self._asked("POST", path, statuses, body, {"Content-Type": media, "Accept": "*/*"})

    def send_form(self, path: str, fields: Mapping[str, str]) -> None:
        """Sends a form, which leads elsewhere when it is taken."""
        self.post(path, urlencode(fields).encode(), "application/x-www-form-urlencoded", (303,))

    @property
    def role(self) -> str:
        """Some role, as an address writes it."""
        return quote(self._chance.choice(self._known.roles), safe="")

    @property
    def code(self) -> str:
        """Some candidate, as an address writes it."""
        return quote(self._chance.choice(self._known.codes), safe="")

    @property
    def words(self) -> str:
        """Something to search for."""
        return self._chance.choice(WORDS)

    @property
    def mark(self) -> str:
        """Something that was never there."""
        return UUID(int=self._chance.getrandbits(128)).hex

    def _asked(
        self,
        method: str,
        path: str,
        statuses: tuple[int, ...],
        body: bytes | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        self._connection.request(method, path, body, dict(headers))
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if answer.status not in statuses:
            raise Unexpected(f"status {answer.status}")
        return text


def _hidden(text: str) -> dict[str, str]:
    return {unescape(name): unescape(value) for name, value in _HIDDEN.findall(text)}


def _decide(user: Visitor) -> None:
    path = f"/roles/{user.role}/candidates/{user.code}"
    form = _DECIDING.search(user.get(path))
    if form is None:
        raise Unexpected("no form to decide")
    said = {"looked": "1", "outcome": "on hold", "reason": f"soak {user.mark}", "by": BY}
    user.send_form(f"{path}/decisions", _hidden(form[0]) | said)


def _note(user: Visitor) -> None:
    path = f"/candidates/{user.code}"
    token = _hidden(user.get(path))["token"]
    user.send_form(path, {"token": token, "action": "note", "by": BY, "note": f"soak {user.mark}"})


def _send_file(user: Visitor) -> None:
    token, mark = _hidden(user.get("/intake"))["token"], user.mark
    fields = {"token": token, "by": BY, "purpose": "candidate"}
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = f'form-data; name="files"; filename="cv.txt"\r\n\r\n{CV.format(mark=mark)}'
    parts.append(f"--{mark}\r\nContent-Disposition: {file}\r\n--{mark}--\r\n")
    page = user.post("/intake", "".join(parts).encode(), f"multipart/form-data; boundary={mark}", (200,))
    number = max(map(int, re.findall(r'href="/intake/(\d+)', page)), default=None)
    if number is None:
        raise Unexpected("no draft")
    user.send_form(f"/intake/{number}", {"token": token, "by": BY, "action": "discard"})


def _ask(user: Visitor) -> None:
    query = SKILLS.format(words=user.words).encode()
    user.post("/sparql", query, "application/sparql-query", (200,))


def _ask_of_a_match(user: Visitor) -> None:
    user.get(f"/queries/why-a-match?match={user.code}%2F{user.role}&run=1")


KINDS: Final[Mapping[str, tuple[float, Callable[[Visitor], object]]]] = MappingProxyType(
    {
        "roles": (0.04, lambda user: user.get("/")),
        "role": (0.22, lambda user: user.get(f"/roles/{user.role}")),
        "match": (0.20, lambda user: user.get(f"/roles/{user.role}/candidates/{user.code}")),
        "candidate": (0.10, lambda user: user.get(f"/candidates/{user.code}")),
        "candidates": (0.05, lambda user: user.get("/candidates", q=user.words)),
        "suggestions": (0.10, lambda user: user.get("/search/hits", q=user.words)),
        "search": (0.04, lambda user: user.get("/search", q=user.words)),
        "why not": (0.03, lambda user: user.get(f"/roles/{user.role}/why-not/{user.code}")),
        "paper": (0.03, lambda user: user.get(f"/print/roles/{user.role}/candidates/{user.code}")),
        "API ranking": (0.06, lambda user: user.get(f"/api/v1/roles/{user.role}/candidates")),
        "API match": (0.05, lambda user: user.get(f"/api/v1/roles/{user.role}/candidates/{user.code}")),
        "query": (0.03, _ask),
        "query of candidates": (0.02, lambda user: user.get("/queries/candidates-with-a-skill", run="1")),
        "query of a match": (0.02, _ask_of_a_match),
        "browse": (0.01, lambda user: user.get("/browse")),
        "ready": (0.02, lambda user: user.get("/readyz")),
        "metrics": (0.01, lambda user: user.get("/metrics")),
        "note": (0.02, _note),
        "decision": (0.02, _decide),
        "file": (0.01, _send_file),
    }
)
"""What is done → in which share of the visits, and how."""
