"""Rules about the shape of the network: circles, shortcuts, clashes and separate parts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import PREDICATES
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.taxonomy import Taxonomy


def cycles(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """One flaw for each set of concepts that stand above each other."""
    for circle in _circles(taxonomy):
        first = min(circle)
        named = ", ".join(f"<{iri}>" for iri in sorted(circle - {first}))
        (parent, *_) = [p for p in taxonomy.broader[first] if p in circle]
        yield Flaw.of_link(first, str(v.BROADER), parent, f"stands above itself, with {named}")


def _circles(taxonomy: Taxonomy) -> list[set[str]]:
    """The strongly connected parts of more than one concept."""
    left = _without_ends(_without_ends(taxonomy.broader, upward=True), upward=False)
    circles: list[set[str]] = []
    done: set[str] = set()
    narrower = _turned(left)
    for concept in sorted(left):
        if concept not in done:
            circle = _reached(left, concept) & _reached(narrower, concept)
            done |= circle
            if len(circle) > 1:
                circles.append(circle)
    return circles


def _without_ends(links: Mapping[str, Sequence[str]], *, upward: bool) -> dict[str, list[str]]:
    """The links left when concepts with nothing above (or below) them are taken away again and again."""
    ahead = links if upward else _turned(links)
    behind = _turned(ahead)
    open_links = {node: len(ahead.get(node, ())) for node in {*ahead, *behind}}
    ends = [node for node, count in open_links.items() if count == 0]
    gone = set(ends)
    while ends:
        for node in behind.get(ends.pop(), ()):
            open_links[node] -= 1
            if open_links[node] == 0:
                gone.add(node)
                ends.append(node)
    return {s: [o for o in objects if o not in gone] for s, objects in links.items() if s not in gone}


def _turned(links: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    turned: defaultdict[str, list[str]] = defaultdict(list)
    for subject, objects in links.items():
        for target in objects:
            turned[target].append(subject)
    return dict(turned)


def _reached(links: Mapping[str, Sequence[str]], start: str) -> set[str]:
    reached = {start}
    waiting = [start]
    while waiting:
        fresh = [node for node in links.get(waiting.pop(), ()) if node not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached


def redundant_broader(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Broader links to an ancestor of another broader concept; those within a circle are its matter."""
    for concept, parents in taxonomy.broader.items():
        above = {parent: taxonomy.ancestors(parent) for parent in parents} if len(parents) > 1 else {}
        for parent, higher in above.items():
            via = [p for p, found in above.items() if p != parent and parent in found]
            if via and not any(p in higher or concept in above[p] for p in via):
                message = f"stands below <{parent}> through <{via[0]}> anyway"
                yield Flaw.of_link(concept, str(v.BROADER), parent, message)


def related_and_broader(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Related concepts of which one is an ancestor of the other."""
    for one, predicate, other in sorted(taxonomy.links(str(v.RELATED))):
        if one != other and (other in taxonomy.ancestors(one) or one in taxonomy.ancestors(other)):
            yield Flaw.of_link(one, predicate, other, f"is related to <{other}>, and in one line with it")


def disconnected_parts(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """One flaw for each part beside the largest; single concepts are orphans instead."""
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for one, _, other in taxonomy.links(*map(str, PREDICATES)):
        if one in taxonomy.classes and other in taxonomy.classes and one != other:
            neighbours[one].append(other)
            neighbours[other].append(one)
    parts: list[set[str]] = []
    done: set[str] = set()
    for concept in sorted(neighbours):
        if concept not in done:
            parts.append(_reached(neighbours, concept))
            done |= parts[-1]
    for part in sorted(parts, key=len, reverse=True)[1:]:
        message = f"and {len(part) - 1} more are linked only to each other"
        yield Flaw.of_concept(min(part), message)
