"""An edit of a file that somebody wrote from a view and changed."""

from pathlib import Path

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import state_from
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import read_triples


def edit_of_file(view: View, file: Path, origin: str) -> Edit:
    """What makes an origin say all that a Turtle file says, and nothing else.

    Raises :class:`InputError` for what is no Turtle, and for a file that says nothing where the origin does:
    it is another one than was edited.
    """
    own, said = view.part(origin), state_from({origin: read_triples(file)})
    if own and not said:
        raise InputError(
            f"{file} says nothing; all of {origin} would be gone. Is it the file that you edited?"
        )
    return Edit.between(own, said)
