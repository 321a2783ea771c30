"""All operations on concepts, in one table: by name, with what each needs and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.adding import add
from skillpath.ontology.editing.operations.deprecating import deprecate, restore
from skillpath.ontology.editing.operations.merging import merge
from skillpath.ontology.editing.operations.moving import move
from skillpath.ontology.editing.operations.renaming import rename
from skillpath.ontology.editing.operations.splitting import split
from skillpath.ontology.editing.operations.writing import edit_of


@dataclass(frozen=True, slots=True)
class Operation:
    """A pure function from a view and what it ``needs`` to an edit; ``says`` tells an editor what it does."""

    function: Callable[..., Edit]
    needs: tuple[str, ...]
    says: str


OPERATIONS: Final[Mapping[str, Operation]] = {
    "set": Operation(edit_of, ("iri", "form", "origin"), "changes what is said of a concept"),
    "add": Operation(add, ("iri", "form", "origin"), "adds a concept in its scheme"),
    "rename": Operation(
        rename,
        ("iri", "labels", "origin"),
        "changes the preferred label; the old one stays as an alternative",
    ),
    "move": Operation(move, ("iri", "leave", "under", "origin"), "puts a concept under others"),
    "merge": Operation(
        merge, ("iri", "into"), "gives labels, links and mappings to another concept, which replaces it"
    ),
    "split": Operation(
        split,
        ("iri", "parts", "origin"),
        "shares labels and links out between new concepts, which replace it",
    ),
    "deprecate": Operation(
        deprecate, ("iri", "replaced_by"), "takes a concept out of use, and says what replaces it"
    ),
    "restore": Operation(restore, ("iri",), "takes a concept that was retired into use again"),
}
"""The operations, in the order in which they are offered."""
