"""Finding concepts by words, in all their names and languages, fast enough to be asked at each key."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from skillpath.graph.network import Network, Node
from skillpath.graph.relations import FLOOR


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept by its position, and its name that has the words: the label, or another one."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class LabelSearch:
    """All names of a network in one text, a line each, so that one pass looks at all of them.

    ``starts`` says where each line begins, ``positions`` whose name it is; ``preferred`` which are labels.
    """

    names: tuple[str, ...]
    folded: str
    starts: tuple[int, ...]
    positions: tuple[int, ...]
    preferred: tuple[bool, ...]

    @classmethod
    def of(cls, network: Network) -> "LabelSearch":
        """That of a network's concepts; shop floors are found as their industries."""
        rows = [row for i, node in enumerate(network.nodes) if node.kind != FLOOR for row in _rows(i, node)]
        lines = [_folded(name) for _, name, _ in rows]
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        return cls(
            names=tuple(name for _, name, _ in rows),
            folded="\n".join(lines),
            starts=tuple(starts)[:-1],
            positions=tuple(position for position, _, _ in rows),
            preferred=tuple(label for *_, label in rows),
        )

    def find(self, asked: str) -> list[Hit]:
        """The concepts with a name in which all words begin a word; none for a text without a word.

        First those that are called so, then those whose label, then those of which another name begins with
        what is asked; shorter names first, then by alphabet. Each concept comes once, by its best name.
        """
        words = re.findall(r"\w+", _folded(asked))
        ranked = sorted(self._place(row, words) for row in self._rows_with(words))
        best: dict[int, Hit] = {}
        for *_, name, position in ranked:
            best.setdefault(position, Hit(position, name))
        return list(best.values())

    def _rows_with(self, words: Sequence[str]) -> Iterator[int]:
        if not words:
            return
        longest, *others = (_beginning(word) for word in sorted(words, key=len, reverse=True))
        seen = -1
        for match in longest.finditer(self.folded):
            row = bisect_right(self.starts, match.start()) - 1
            if row != seen and all(other.search(self._line(row)) for other in others):
                yield row
            seen = row

    def _line(self, row: int) -> str:
        end = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.folded)
        return self.folded[self.starts[row] : end]

    def _place(self, row: int, words: Sequence[str]) -> tuple[bool, bool, bool, int, str, int]:
        """What a row is sorted by, with its name and whose it is."""
        line, said = self._line(row), " ".join(words)
        begins, exact = line.startswith(said), line == said
        return not exact, not begins, not self.preferred[row], len(line), self.names[row], self.positions[row]


def _beginning(word: str) -> re.Pattern[str]:
    """Where a word begins with these letters: they stand first in the pattern, which makes it quick."""
    letters = re.escape(word)
    return re.compile(rf"{letters}(?<!\w{letters})")


def _rows(position: int, node: Node) -> Iterator[tuple[int, str, bool]]:
    """Each name once, labels first."""
    labels = dict.fromkeys((node.label, *node.labels.values()))
    yield from ((position, name, True) for name in labels)
    yield from ((position, name, False) for name in dict.fromkeys(node.names) if name not in labels)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
