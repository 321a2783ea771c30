"""A tiny agency in which every text is hostile, and the addresses of its pages."""

from datetime import date
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, Graph, Literal, URIRef

from found import finder
from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.rights import Role as AccountRole
from skillpath.agency.book import Book
from skillpath.agency.editing.golden import add
from skillpath.agency.editing.quality import count
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, undo
from skillpath.agency.identities import Identity, identify, look
from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Content, Origin
from skillpath.agency.merging import merge
from skillpath.agency.notes import add_note
from skillpath.agency.queries.saved import save
from skillpath.agency.queries.tables import Sharing
from skillpath.agency.workspace import Workspace
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.golden.matches import GoldenMatch, Wanted
from skillpath.ontology.golden.nodes import Party
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.role import Role, SkillRequirement

IMAGE = '<img src=x onerror="window.pwned=1">'
SCRIPT = '"></script><script>window.pwned=2</script>'
LINK = "javascript:alert(1)"
REVERSED = "invoice\u202egnp.exe"
STYLE = "' style='background:url(//elsewhere.example/x)"
SUM = "7373737373*1111"
TEMPLATE = f"{{{{ {SUM} }}}}{{% print({SUM}) %}}${{{SUM}}}#{{{SUM}}}"
WORKED_OUT = str(7373737373 * 1111)
"""What a template would make of it: so long that no hash and no id drawn at random holds it."""

HOSTILE = (IMAGE, SCRIPT, LINK, STYLE, TEMPLATE)
"""What must be seen as it is written; the reversed one must not be."""

LABELS = {
    v.SKILL.pay: f"payroll {IMAGE}",
    v.SKILL.tax: f"tax {SCRIPT}",
    v.SKILL.sheets: LINK,
    v.SKILL.office: f"office {TEMPLATE}",
    v.SKILL.invoice: REVERSED,
    v.SKILL.welding: "a very long skill " + "without_any_space" * 20,
    v.JOB.clerk: f"clerk {IMAGE}",
    v.JOB.cashier: f"cashier {SCRIPT}",
    v.INDUSTRY.C: f"manufacturing {STYLE}",
    v.INDUSTRY.K: f"finance {IMAGE}",
}

QUERY = f"""# title: Query {IMAGE} {SCRIPT}
# about: {STYLE} {TEMPLATE} {REVERSED}
# parameter words (text): {IMAGE} {LINK}
# parameter skill (skill, or any): {STYLE}
SELECT ?skill ?name ?words WHERE {{
  VALUES ?words {{ "{IMAGE.replace('"', "'")} {LINK}" }}
  VALUES ?skill {{ UNDEF }}
  ?skill a esco:Skill ; skos:prefLabel ?name .
}}
"""
"""A saved query."""

LINKS = (
    (v.JOB.clerk, v.ESSENTIAL_SKILL, v.SKILL.pay),
    (v.JOB.clerk, v.ESSENTIAL_SKILL, v.SKILL.tax),
    (v.JOB.clerk, v.OPTIONAL_SKILL, v.SKILL.sheets),
    (v.JOB.cashier, v.ESSENTIAL_SKILL, v.SKILL.sheets),
    (v.JOB.cashier, v.ESSENTIAL_SKILL, v.SKILL.invoice),
    (v.INDUSTRY.K, v.TEACHES, v.SKILL.tax),
    (v.INDUSTRY.C, v.FLOOR_TEACHES, v.SKILL.office),
    (v.SKILL.sheets, v.RELATED, v.SKILL.office),
    (v.SKILL.invoice, v.CLOSE_MATCH, v.SKILL.pay),
)

CLASSES = {"skill": v.CLASS_SKILL, "job": v.CLASS_JOB_TYPE, "industry": v.CLASS_INDUSTRY}

ROLE = "R <b>1</b> & 'co'//2"
"""The id of a role that asks for something of every kind."""

USER = "<i>'K\"/1</i>"
"""The name of an account."""

COPY = "<b>'copy\"&amp;"
"""The name of a working copy."""

BEST = 'C"1'
"""The code of a candidate with experience through every channel."""

AS_OF = "2026-11-01"


INTAKE = (
    f"Clerk {IMAGE} since 2015\n{SCRIPT}\n{REVERSED}\n{STYLE} {TEMPLATE} {LINK}\n" + "without_any_space" * 20
)
"""The text of a CV."""


def intake(part: int) -> tuple[Origin, Content]:
    """What was made of a hostile file: marks that overlap, and concepts that the release lacks."""
    find = finder(
        {IMAGE: iri(v.JOB.clerk), "Clerk": ""},
        {
            f"{IMAGE} since": iri(v.SKILL.pay),
            TEMPLATE: "urn:<i>gone</i>",
            STYLE: "",
            LINK: iri(v.SKILL.sheets),
        },
    )
    document = Document(f"cv {IMAGE}.pdf", "PDF", INTAKE, (0,))
    return Origin(document.name, "ab" * 32, part, document.kind, len(INTAKE)), Content(INTAKE, find(document))


def write_about_people(book: Book) -> None:
    """Notes, a look, a merge and an account with texts of the same kind; two records of one person."""
    add_note(book, BEST, f"note {IMAGE}\n{TEMPLATE} {REVERSED}", by=SCRIPT, role=ROLE)
    identify(book, BEST, Identity(f"name {IMAGE}", "a@mail.example"))
    identify(book, "C-3", Identity("name", "a@mail.example"))
    look(book, BEST, by=SCRIPT, reason=STYLE)
    add_account(book, USER, roles=AccountRole, password=None, display=IMAGE)
    book.put([Candidate("C-5 " + IMAGE)])
    merge(book, "C-4", "C-5 " + IMAGE, by=SCRIPT)
    save(book, QUERY, by=SCRIPT, sharing=Sharing.LINK)


def edit(workspace: Workspace) -> None:
    """A working copy, changed and reviewed in the same way; what breaks rules is counted."""
    count(workspace, workspace.release)
    begin(workspace, COPY, by=SCRIPT)
    name = ox.Literal(f"pay {IMAGE} {TEMPLATE}", language="en")
    named = ox.Triple(ox.NamedNode(iri(v.SKILL.pay)), ox.NamedNode(iri(v.ALT_LABEL)), name)
    for edited in (Edit(added=frozenset((("hostile", named),))), Edit(frozenset((("hostile", named),)))):
        change(workspace, COPY, edited, by=SCRIPT, why=STYLE, source=IMAGE)
    undo(workspace, COPY, [2], by=SCRIPT, why=IMAGE)
    words = GoldenMatch("one", Party(BEST), Party(ROLE), Wanted.AT_LEAST, Party("strong"), AS_OF, IMAGE)
    add(workspace, COPY, words, by=SCRIPT, why=IMAGE, source=STYLE)
    say(workspace.book, COPY, Step.PROPOSED, by=SCRIPT, text=f"{IMAGE}\n{TEMPLATE} {REVERSED}")


def iri(term: URIRef) -> str:
    return str(term)


def ontology() -> Graph:
    graph = Graph()
    for concept, label in LABELS.items():
        graph.add((concept, RDF.type, CLASSES[concept.split("/")[-2]]))
        graph.add((concept, v.PREF_LABEL, Literal(label, lang="en")))
    for link in LINKS:
        graph.add(link)
    return graph


def roles() -> list[Role]:
    asked = [
        SkillRequirement(iri(v.SKILL.pay)),
        SkillRequirement(iri(v.SKILL.tax)),
        SkillRequirement(iri(v.SKILL.office), essential=False, level=0.6),
        SkillRequirement(iri(v.SKILL.welding)),
        SkillRequirement("https://elsewhere.example/<i>gone</i>", essential=False),
    ]
    return [
        Role(
            id=ROLE,
            title=f"Clerk {IMAGE} {SCRIPT} {REVERSED}",
            skills=tuple(asked),
            job_type=iri(v.JOB.clerk),
            industry=iri(v.INDUSTRY.K),
            floor=iri(v.INDUSTRY.C),
            profile="industry only",
        ),
        Role(id="R-2", title="asks for nothing"),
        Role(
            id="R-3",
            title="asks for licences",
            skills=tuple(asked[:1]),
            filters=Filters(("DE-BE",), date(2027, 1, 1), (f"licence {IMAGE}", f"licence {TEMPLATE}")),
        ),
    ]


def candidates() -> list[Candidate]:
    clerk, cashier = iri(v.JOB.clerk), iri(v.JOB.cashier)
    finance, factory = iri(v.INDUSTRY.K), iri(v.INDUSTRY.C)
    first = Spell(cashier, finance, date(2015, 1, 1), date(2019, 6, 1), Level.JUNIOR)
    floor = Spell(None, factory, date(2019, 7, 1), date(2023, 1, 1), on_floor=True)
    last = Spell(clerk, finance, date(2023, 2, 1))
    return [
        Candidate(
            BEST,
            (first, floor, last),
            (Claim(iri(v.SKILL.sheets), 0.7, f"CV {IMAGE}"),),
            "DE-BE",
            date(2027, 1, 1),
            (f"licence {TEMPLATE}", f"licence {IMAGE}"),
        ),
        Candidate("C-2 " + SCRIPT, (first,), (Claim("urn:gone"),)),
        Candidate("C-3", (floor,)),
        Candidate("C-4"),
    ]


def role_path(role: str = ROLE, more: str = "", **query: str) -> str:
    return _path(f"/roles/{quote(role, safe='')}{more}", query)


def candidate_path(code: str = BEST, more: str = "", **query: str) -> str:
    return _path(f"/candidates/{quote(code, safe='')}{more}", query)


def match_path(code: str = BEST, role: str = ROLE, **query: str) -> str:
    return _path(f"/roles/{quote(role, safe='')}/candidates/{quote(code, safe='')}", query)


def concept_path(concept: str, *opened: str) -> str:
    return "/concepts?" + urlencode([("iri", concept), *(("open", one) for one in opened)])


def compare_path(*codes: str, role: str = ROLE, **query: str) -> str:
    asked = "".join(f"&code={quote(code, safe='')}" for code in codes or (BEST, "C-3"))
    return _path(f"/roles/{quote(role, safe='')}/compare", query) + asked


def print_path(audience: str, language: str, code: str = BEST, role: str = ROLE, **query: str) -> str:
    path = f"/print/roles/{quote(role, safe='')}/candidates/{quote(code, safe='')}"
    return _path(path, {"for": audience, "lang": language} | query)


def _path(path: str, query: dict[str, str]) -> str:
    return path + "".join(
        f"{'&' if i else '?'}{key}={quote(value)}"
        for i, (key, value) in enumerate(({"as_of": AS_OF} | query).items())
    )


def _asked(query: str, **more: str) -> str:
    return "/query?" + urlencode({"query": query, "run": 1} | more)


PAGES = {
    "roles": f"/?as_of={AS_OF}",
    "role": role_path(),
    "role with something tried": role_path(
        **{"share-skills": "30", "floor": "not-wanted", "ask": f"out:{iri(v.SKILL.pay)}"}
    ),
    "a role that asks for nothing": role_path("R-2"),
    "match": match_path(profile="shop-floor background wanted"),
    "inverted match": match_path(profile="fresh eyes"),
    "role with filters": role_path("R-3"),
    "match outside filters": match_path("C-3", "R-3"),
    "print for the client outside filters": print_path("client", "de", "C-3", "R-3"),
    "match outside the filter": match_path("C-3", profile="industry only"),
    "match with nothing": match_path("C-4"),
    "match with a role that asks for nothing": match_path("C-4", "R-2"),
    "comparison": compare_path(BEST, "C-2 " + SCRIPT, profile="shop-floor background wanted"),
    "comparison of four": compare_path(BEST, "C-2 " + SCRIPT, "C-3", "C-4", profile="skills first"),
    "inverted comparison outside the filter": compare_path("C-4", "C-3", profile="fresh eyes"),
    "comparison for a role that asks for nothing": compare_path(role="R-2"),
    "print for the consultant": print_path("consultant", "en", profile="shop-floor background wanted"),
    "print for the consultant in German": print_path("consultant", "de", profile="fresh eyes"),
    "print for the client in French": print_path("client", "fr"),
    "print for the candidate": print_path("candidate", "en"),
    "print with nothing": print_path("consultant", "fr", "C-4"),
    "print with a role that asks for nothing": print_path("consultant", "en", "C-4", "R-2"),
    "concept": concept_path(iri(v.JOB.clerk)),
    "concept with more in its picture": concept_path(iri(v.SKILL.pay), iri(v.JOB.clerk)),
    "what a score means": "/scores",
    "intake": "/intake",
    "draft of a candidate": "/intake/1",
    "candidates": _path("/candidates", {"q": "licence"}),
    "candidate": candidate_path(),
    "duplicates": _path("/candidates/duplicates", {}),
    "your account where nobody signs in": "/account",
    "accounts": "/users",
    "account": f"/users/{quote(USER)}",
    "search": _path("/search", {"q": "c"}),
    "where one stands": role_path(more=f"/why-not/{quote('C-4', safe='')}", profile="industry only"),
    "log": "/audit?check=1",
    "entry of the log": "/audit/1?again=1",
    "fairness": f"/audit/fairness?as_of={AS_OF}",
    "notice": "/notice",
    "notice on paper": "/print/notice?lang=de",
    "query library": "/queries",
    "query of the library": "/queries/concepts-with-words?run=1&words=p",
    "saved query": f"/queries/1?run=1&skill={quote(iri(v.SKILL.pay))}&words={quote(IMAGE)}",
    "form of a saved query": "/queries/1/edit",
    "form of a new query": f"/queries/new?query={quote(IMAGE)}",
    "working copies": "/edit",
    "history of the ontology": f"/edit/history?concept={quote(iri(v.SKILL.pay))}&by={quote(SCRIPT)}",
    "working copy": f"/edit/{quote(COPY)}",
    "form of a concept": f"/edit/{quote(COPY)}/concept?iri={quote(iri(v.JOB.clerk))}&made=1",
    "form of a new concept": f"/edit/{quote(COPY)}/concept?under={quote(iri(v.SKILL.pay))}",
    "impact of a working copy": f"/edit/{quote(COPY)}/impact",
    "tree": f"/edit/{quote(COPY)}/tree?kind=industry&move={quote(iri(v.INDUSTRY.C))}",
    "operations on a concept": f"/edit/{quote(COPY)}/operations?iri={quote(iri(v.SKILL.pay))}",
    "table": f"/edit/{quote(COPY)}/grid",
    "change set": f"/edit/{quote(COPY)}/changes/1",
    "golden matches": f"/edit/{quote(COPY)}/golden?check=1",
    "releases": "/edit/releases",
    "release": "/edit/releases/current",
    "then and now": _path(
        f"/roles/{quote(ROLE, safe='')}/then/{quote(BEST, safe='')}", {"release": "current"}
    ),
    "quality of the releases": "/edit/quality?rule=orphan",
    "quality of a working copy": f"/edit/{quote(COPY)}/quality?rule=missing-definition",
    "suggestions for a working copy": f"/edit/{quote(COPY)}/suggestions",
    "a working copy as a spreadsheet": f"/edit/{quote(COPY)}/sheet",
    "what is in here": "/dataset",
    "what is in a graph": "/dataset?graph=candidates",
    "browsed claims": "/browse?"
    + urlencode({"graph": "candidates", "kind": f"{v.SP}Claim", "where": f"{DCTERMS.source}||CV {IMAGE}"}),
    "answer": _asked("SELECT ?concept ?label { ?concept skos:prefLabel ?label }"),
    "answer as a picture": _asked("CONSTRUCT WHERE { ?concept skos:prefLabel ?label }", view="picture"),
    "query": "/query?" + urlencode({"query": f"# {SCRIPT}\n{IMAGE} </textarea>{TEMPLATE}"}),
    "error": role_path("<img src=x onerror='window.pwned=3'>"),
}
"""Every kind of page."""
