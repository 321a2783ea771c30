"""Rankings and explanations of what is in the book, as documents: the one way there for every surface."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from skillpath.agency.audit.questions import Asked
from skillpath.agency.best import Best, best
from skillpath.agency.criteria import criteria
from skillpath.agency.ranking_rows import kept_rows, ranking_rows
from skillpath.agency.records import filter_table
from skillpath.agency.revisions import BookState
from skillpath.agency.shown_match import shown_match
from skillpath.agency.thresholds import band_documents
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, SkillPathError
from skillpath.graph.lookup import find_concept
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate, certificate_hash
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import ranks_of
from skillpath.reasoner.role import Role, role_of_job_type
from skillpath.reasoner.shown import Document, concept, label, path_steps, route
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.readings import reading
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.transfer import typical_candidate


def role_of(workspace: Workspace, role: str | Role) -> Role:
    """A role of the book by its id, or one that is tried, as it is; raises :class:`UnknownName`."""
    return workspace.book.role(role) if isinstance(role, str) else role


def asked_of(
    workspace: Workspace,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    filters: Filters = NO_FILTERS,
) -> Asked:
    """What is asked for, all of it said; the arguments are those of :func:`ranking`."""
    wanted = role_of(workspace, role)
    wanted = replace(wanted, filters=wanted.filters.overridden(filters))
    return Asked(wanted, criteria(workspace.book, wanted, profile), today() if as_of is None else as_of)


def ranking(
    workspace: Workspace,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    top: int | None = None,
    also: str | None = None,
    filters: Filters = NO_FILTERS,
    language: Language = Language.EN,
) -> Document:
    """The candidates of the book for a role, best first, those outside the filters last.

    ``role`` is the id of one in the book, or a role that is tried without being kept there.
    ``profile`` defaults to the role's own, ``as_of`` to today, ``top`` to all; what ``filters`` ask for
    overrides the role's own. ``also``: the code of a candidate whose row stands at the end, without a rank,
    where it is not among the ``top``. ``language`` is that of labels and texts. Raises :class:`UnknownName`.
    """
    with workspace.pool.still():
        said = asked_of(workspace, role, profile=profile, as_of=as_of, filters=filters)
        asked = (said.role, said.profile, said.as_of)
        found: Best = workspace.kept(_best, *asked, top, workspace.pool.now().state)
        written = tuple(workspace.revisions(found.codes).items())
        rows: list[Document] = workspace.kept(kept_rows, asked, written, language)
        if also is not None and also not in found.codes:
            candidate = workspace.book.candidate(also)
            (own,) = ranking_rows(workspace, *asked, (candidate,), language=language)
            rows = [*rows, own | {"rank": None}]
        return {
            "role": role_document(workspace, said.role, language),
            "profile": said.profile.name,
            "as_of": said.as_of.isoformat(),
            "release": workspace.release.name,
            "total": found.total,
            "inside": found.inside,
            "bands": band_documents(workspace.thresholds, Voice(language)),
            "rows": [*rows],
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands for a role: the rank is shared by those of the same score, on the same side
    of the filters; ``inside`` says on which."""

    rank: int
    candidate: str
    score: float
    inside: bool


def standings(
    workspace: Workspace,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    top: int,
) -> list[Standing]:
    """The best ``top``, the best first, without their rows; arguments as in :func:`ranking`."""
    with workspace.pool.still():
        wanted, day = role_of(workspace, role), today() if as_of is None else as_of
        asked = (wanted, criteria(workspace.book, wanted, profile), day)
        found: Best = workspace.kept(_best, *asked, top, workspace.pool.now().state)
    return standings_of(found)


def standings_of(found: Best) -> list[Standing]:
    """The standings of what was found."""
    inside = [place < found.inside for place in range(len(found.codes))]
    places = ranks_of([not one for one in inside], found.scores)
    return [Standing(*one) for one in zip(places, found.codes, found.scores, inside, strict=True)]


def _best(
    workspace: Workspace, role: Role, profile: Profile, as_of: date, top: int | None, _: BookState
) -> Best:
    """Of the pool in a state."""
    return best(workspace, Matcher.prepare(workspace.network, role, profile, as_of=as_of), top=top)


def explanation(
    workspace: Workspace,
    candidate_code: str,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    audience: Audience = Audience.CONSULTANT,
    language: Language = Language.EN,
) -> Document:
    """One match with every path, and as ``reading`` what is told of it to an audience.

    ``certificate`` is the SHA-256 of what proves it (:func:`match_certificate`). The other arguments are
    those of :func:`ranking`.
    """
    candidate = workspace.book.candidate(candidate_code)
    matcher = matcher_for(workspace, role, profile, as_of)
    return explained(workspace, matcher, candidate, audience=audience, language=language)


def explained(
    workspace: Workspace,
    matcher: Matcher,
    candidate: Candidate,
    *,
    audience: Audience = Audience.CONSULTANT,
    language: Language = Language.EN,
) -> Document:
    """The same of a candidate and of a matcher on the release of the workspace."""
    return proved(workspace, matcher, candidate, audience=audience, language=language)[0]


def proved(
    workspace: Workspace,
    matcher: Matcher,
    candidate: Candidate,
    *,
    audience: Audience = Audience.CONSULTANT,
    language: Language = Language.EN,
) -> tuple[Document, Document]:
    """The same, and the certificate of it."""
    match = matcher.explain(candidate, workspace.finder)
    document = _explained(workspace, matcher, match, candidate, audience=audience, language=language)
    proof = certified(workspace, matcher, match, candidate)
    return document | {"certificate": certificate_hash(proof)}, proof


def match_certificate(
    workspace: Workspace,
    candidate_code: str,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
) -> Document:
    """The certificate of one match; the arguments are those of :func:`ranking`."""
    candidate = workspace.book.candidate(candidate_code)
    matcher = matcher_for(workspace, role, profile, as_of)
    return certified(workspace, matcher, matcher.explain(candidate, workspace.finder), candidate)


def certified(workspace: Workspace, matcher: Matcher, match: Match, candidate: Candidate) -> Document:
    """The certificate of a match that a matcher on the release of the workspace explained."""
    release = workspace.release
    identity = {"name": release.name, "compiler": release.compiler, "graphs": dict(release.graphs)}
    return certificate(matcher, match, candidate, release=identity)


def transfer_document(workspace: Workspace, origin: str, destination: str) -> Document:
    """How far experience carries between two concepts of one kind, named by label or IRI, with best paths.

    Between job types ``match`` is the whole match of a typical candidate of the origin for the role that
    the destination stands for; else it is ``None``. Raises :class:`UnknownName`, or :class:`InputError`
    where the two are of different kinds.
    """
    network = workspace.network
    source = find_concept(network, origin)
    kind = network.nodes[source].kind
    target = find_concept(network, destination)
    if network.nodes[target].kind != kind:
        raise InputError(
            f"“{origin}” is a {kind} and “{destination}” a {network.nodes[target].kind}: "
            "name two of one kind."
        )
    return {
        "from": concept(network, source) | {"job_zone": network.nodes[source].zone or None},
        "to": concept(network, target) | {"job_zone": network.nodes[target].zone or None},
        "release": workspace.release.name,
        "transfer": network.transfer_between(source, target),
        "paths": [
            {"transfer": path.transfer, "steps": steps, "route": route(steps)}
            for path in workspace.finder.some(source, target)
            for steps in [path_steps(network, path)]
        ],
        "match": _job_match(workspace, source, target) if kind == ConceptKind.JOB_TYPE else None,
    }


def transfer_documents(workspace: Workspace, pairs: Iterable[tuple[str, str]]) -> list[Document]:
    """The same of many pairs; raises :class:`InputError` with all that cannot be compared."""
    documents, problems = [], []
    for origin, destination in pairs:
        try:
            documents.append(transfer_document(workspace, origin, destination))
        except SkillPathError as error:
            problems.append(str(error))
    if problems:
        raise InputError("\n".join(problems))
    return documents


def _job_match(workspace: Workspace, source: int, target: int) -> Document:
    network, as_of = workspace.network, today()
    candidate = typical_candidate(network, source, as_of=as_of)
    matcher = matcher_for(workspace, role_of_job_type(network, target), None, as_of)
    match = matcher.explain(candidate, workspace.finder)
    return _explained(workspace, matcher, match, candidate)


def _explained(
    workspace: Workspace,
    matcher: Matcher,
    match: Match,
    candidate: Candidate,
    *,
    audience: Audience = Audience.CONSULTANT,
    language: Language = Language.EN,
) -> Document:
    document = shown_match(workspace, matcher, match, candidate, language)
    return document | {"reading": reading(document, audience)}


def role_document(workspace: Workspace, role: Role, language: Language = Language.EN) -> Document:
    """What is shown of a role: its own criteria, with labels."""

    def labelled(iri: str | None) -> str:
        return label(workspace.network, iri, language)

    return {
        "id": role.id,
        "title": role.title,
        "job_type": labelled(role.job_type),
        "industry": labelled(role.industry),
        "floor": labelled(role.floor),
        "profile": criteria(workspace.book, role).name,
        "filters": filter_table(role.filters),
        "skills": [
            {"iri": s.skill, "label": labelled(s.skill), "essential": s.essential, "level": s.level}
            for s in role.skills
        ],
    }


def matcher_for(workspace: Workspace, role: str | Role, profile: str | None, as_of: date | None) -> Matcher:
    """A role, ready to score, under a profile (``None``: its own) on a day (``None``: today).

    Raises :class:`UnknownName`.
    """
    wanted, day = role_of(workspace, role), today() if as_of is None else as_of
    return Matcher.prepare(workspace.network, wanted, criteria(workspace.book, wanted, profile), as_of=day)


def today() -> date:
    """The day for which experience is reckoned where none is named."""
    return date.today()  # noqa: DTZ011 (the day on the wall of whoever asks)
