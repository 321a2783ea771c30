"""Two firms over one small ontology drawn by hand, and servers that answer as a test wants."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import small_workspace

ONTOLOGY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> . @prefix : <https://agency.example/> .
:pay a esco:Skill ; skos:prefLabel "payroll"@en .
:tax a esco:Skill ; skos:prefLabel "tax"@en .
:care a esco:Skill ; skos:prefLabel "care"@en .
:clerk a esco:Occupation ; skos:prefLabel "pay clerk"@en ; esco:relatedEssentialSkill :pay, :tax .
:cashier a esco:Occupation ; skos:prefLabel "cashier"@en ; esco:relatedEssentialSkill :tax .
:nurse a esco:Occupation ; skos:prefLabel "nurse"@en ; esco:relatedEssentialSkill :care .
:health a sp:Industry ; skos:prefLabel "health"@en .
:clinic a sp:Industry ; skos:prefLabel "clinics"@en ; skos:broader :health .
:hotel a sp:Industry ; skos:prefLabel "hotels"@en .
"""

DAY = date(2026, 11, 1)


def iri(name: str) -> str:
    return f"https://agency.example/{name}"


def worked(code: str, job: str, industry: str | None = None, *, years: int = 12) -> Candidate:
    """A candidate with one spell that lasts."""
    start = date(DAY.year - years, 1, 1)
    return Candidate(code, (Spell(iri(job), None if industry is None else iri(industry), start),))


def claiming(code: str, *skills: str) -> Candidate:
    return Candidate(code, claims=tuple(Claim(iri(skill), 0.5) for skill in skills))


ROLE = Role("R-1", "pay clerk for a clinic", (SkillRequirement(iri("pay")),), iri("clerk"), iri("clinic"))
BROAD_ROLE = Role("R-2", "pay clerk", (SkillRequirement(iri("pay")),), iri("clerk"))


_COMPILED: list[Path] = []
"""The first workspace of this process as it was compiled: the others are copies, made in no time."""


def firm(folder: Path, *candidates: Candidate) -> Workspace:
    """A firm with candidates and the two roles; ``folder`` is one that stays for the whole session."""
    if not _COMPILED:
        template = folder.with_name(f"{folder.name}-compiled")
        small_workspace(template, ONTOLOGY)
        _COMPILED.append(template)
    made = Workspace.open(Path(shutil.copytree(_COMPILED[0], folder)))
    made.book.put(candidates, [ROLE, BROAD_ROLE])
    return made


Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def answering(respond: Respond) -> Iterator[str]:
    """The address of a server that answers every question as a function does."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.question = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                respond(self)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def reply(
    handler: BaseHTTPRequestHandler, body: bytes, *, kind: str = "application/json", status: int = 200
) -> None:
    """Answers with a body."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
