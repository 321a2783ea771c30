"""Mappings to taxonomies outside: whether what they lead to is there."""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.kinds import MATCHES
from skillpath.ontology.checks.taxonomy import Taxonomy, load
from skillpath.ontology.importers.esco import esco_concepts


def read_outside(sources: Sequence[Path]) -> Set[str]:
    """The IRIs of all concepts that some taxonomies describe: Turtle files, or ESCO's tables (folder, zip).

    Raises :class:`InputError` for a source that is neither.
    """
    files = [source for source in sources if source.suffix.casefold() == ".ttl"]
    tables = [source for source in sources if source not in files]
    return load(files).classes.keys() | {iri for source in tables for iri in esco_concepts(source)}


def unknown_matches(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Mappings into a namespace that the taxonomies outside use, to a concept that they do not have."""
    covered = {_namespace(iri) for iri in taxonomy.outside}
    for one, predicate, other in sorted(taxonomy.links(*map(str, MATCHES))):
        known = other in taxonomy.outside or other in taxonomy.classes
        if _namespace(other) in covered and not known:
            yield Flaw.of_link(one, predicate, other, f"is matched to <{other}>, which is not there")


def _namespace(iri: str) -> str:
    """An IRI up to its last slash or hash."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
