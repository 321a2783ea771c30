"""The tests of the W3C, sent to an endpoint one by one, and what came of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlsplit

from skillpath.bench.scores import Progress, silent
from skillpath.bench.table import Table
from skillpath.errors import InputError
from skillpath.ontology.conformance.cases import Data, Kind, ProtocolCase, QueryCase, Request, Wanted
from skillpath.ontology.conformance.results import (
    BOOLEAN,
    GRAPHS,
    TABULAR,
    expected,
    found,
    wanted_type,
)

SECONDS: Final = 60
"""So long a test may take."""

LENGTH: Final = 200
"""So many characters of an answer are told where it is no good one."""

QUERY: Final = "application/sparql-query"


class Outcome(StrEnum):
    """What came of a test; ``REFUSED``: it asks for a change, and the endpoint only reads."""

    PASSED = "passed"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judged:
    """A test and what came of it; ``why`` it failed."""

    group: str
    name: str
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the endpoint."""

    status: int
    media_type: str
    body: bytes

    def __str__(self) -> str:
        said = " ".join(self.body[:LENGTH].decode("utf-8", "replace").split())
        return f"status {self.status}: {said}"


def run_suite(
    cases: Sequence[QueryCase | ProtocolCase],
    address: str,
    hold: Callable[[Data], None],
    *,
    progress: Progress = silent,
) -> list[Judged]:
    """Sends all tests to the endpoint at an address, which is told before each what data to ``hold``."""
    judged = []
    for done, case in enumerate(cases):
        progress("tests", done, len(cases))
        hold(case.data)
        if isinstance(case, QueryCase):
            judged.append(_judged_query(case, address))
        else:
            judged.append(_judged_protocol(case, address))
    progress("tests", len(cases), len(cases))
    return judged


def suite_tables(judged: Sequence[Judged]) -> list[Table]:
    """How many tests of each group came out how, and those that failed."""
    groups: Mapping[str, list[Outcome]] = {
        group: [one.outcome for one in judged if one.group == group]
        for group in dict.fromkeys(one.group for one in judged)
    }
    rows = [[group, *_counts(outcomes)] for group, outcomes in groups.items()]
    total = ["all", *_counts([one.outcome for one in judged])]
    failed = [[one.group, one.name, one.why] for one in judged if one.outcome is Outcome.FAILED]
    tables = [Table("Tests of the W3C", ["group", "tests", *Outcome], [*rows, total])]
    return [*tables, Table("Failed", ["group", "test", "why"], failed, texts=3)] if failed else tables


def suite_document(judged: Sequence[Judged]) -> dict[str, object]:
    """The same for programs."""
    return {
        **{str(outcome): sum(one.outcome is outcome for one in judged) for outcome in Outcome},
        "tests": [
            {"group": one.group, "name": one.name, "outcome": str(one.outcome), "why": one.why}
            for one in judged
        ],
    }


def _counts(outcomes: Sequence[Outcome]) -> list[str]:
    return [str(len(outcomes)), *(str(sum(one is outcome for one in outcomes)) for outcome in Outcome)]


def _judged_query(case: QueryCase, address: str) -> Judged:
    accept = "*/*" if case.result is None else wanted_type(case.result)
    reply = _sent(address, "POST", {"content-type": QUERY, "accept": accept}, case.text.encode())
    why = _wrong_with_grammar(case, reply) if case.result is None else _wrong_with_answer(case, reply)
    return _judged(case, why)


def _judged_protocol(case: ProtocolCase, address: str) -> Judged:
    if case.updates:
        reply = _request(address, case.requests[0])
        wrong = _wrong_with_request(reply, Wanted((4,)))
        return _judged(case, wrong) if wrong else Judged(case.group, case.name, Outcome.REFUSED)
    why = (_wrong_with_request(_request(address, one), one.wanted) for one in case.requests)
    return _judged(case, next(filter(None, why), ""))


def _judged(case: QueryCase | ProtocolCase, why: str) -> Judged:
    return Judged(case.group, case.name, Outcome.FAILED if why else Outcome.PASSED, why)


def _wrong_with_grammar(case: QueryCase, reply: Reply) -> str:
    taken = reply.status == 200
    if taken is (case.kind is Kind.RIGHT):
        return ""
    return "a wrong query was taken" if taken else str(reply)


def _wrong_with_answer(case: QueryCase, reply: Reply) -> str:
    if reply.status != 200:
        return str(reply)
    assert case.result is not None  # noqa: S101 (who calls looked)
    try:
        same = found(reply.body, reply.media_type, case.data.base) == expected(case.result, case.data.base)
    except InputError as error:
        return str(error)
    return "" if same else "another answer"


def _wrong_with_request(reply: Reply, wanted: Wanted) -> str:
    forms = {"boolean": BOOLEAN, "tabular": TABULAR, "RDF": GRAPHS, None: (reply.media_type,)}[wanted.form]
    if reply.status // 100 not in wanted.statuses:
        return str(reply)
    if reply.media_type not in forms:
        return f"the answer is {reply.media_type}"
    if wanted.boolean is not None and found(reply.body, reply.media_type, "") is not wanted.boolean:
        return "another answer"
    return ""


def _request(address: str, request: Request) -> Reply:
    return _sent(address + request.address, request.method, request.headers, request.body)


def _sent(address: str, method: str, headers: Mapping[str, str], body: bytes) -> Reply:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=SECONDS)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body or None, dict(headers))
        answer = connection.getresponse()
        kind = (answer.getheader("Content-Type") or "").partition(";")[0]
        return Reply(answer.status, kind, answer.read())
    finally:
        connection.close()
