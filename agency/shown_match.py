"""A match as it is shown, with the word for its score."""

from skillpath.agency.thresholds import band_document
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.document import match_document
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice


def shown_match(
    workspace: Workspace,
    matcher: Matcher,
    match: Match,
    candidate: Candidate,
    language: Language = Language.EN,
) -> Document:
    """A match of a matcher on the release of the workspace as a document, with its ``band``."""
    release = workspace.release.name
    document = match_document(
        workspace.network, match, candidate, matcher.role, release=release, language=language
    )
    return document | {"band": band_document(workspace.thresholds, match.score, Voice(language))}
