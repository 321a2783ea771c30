"""The command ``verify``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say
from skillpath.errors import InputError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(verify)


def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A certificate that `explain --certificate` wrote.")
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """Prove the score of a certificate from the release that it names.

    The checker shares no code with the scorer. Exit code 1 where anything in the file is not as it must
    be; all of it is listed, with what is stated and what was computed.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.checker import sha256

    document = _read(file)
    found = _differences(file, document, Workspace.open(workspace).releases.folder)
    if json:
        problems = [
            {"path": path, "stated": stated, "computed": computed} for path, stated, computed in found
        ]
        print_json({"proved": not found, "certificate": sha256(document), "problems": problems})
    else:
        say(_refused(file, found) if found else _proved(document, sha256(document)))
    if found:
        raise typer.Exit(1)


def _differences(file: Path, document: Any, releases: Path) -> list[tuple[str, Any, Any]]:
    """What the checker finds in the release that the certificate names, if it is here."""
    from skillpath.checker import FORMAT, verify

    refused = f"{file.name} is no certificate that can be proved: "
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(f"{refused}its format is not “{FORMAT}”.")
    try:
        name = document["release"]["name"]
        if name not in [folder.name for folder in releases.iterdir()]:
            return [("release.name", name, "no release here has this name")]
        return verify(document, releases / name)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(f"{refused}it cannot be followed ({error!r}).") from error


def _read(file: Path) -> Any:
    """The document; a key that stands twice would show a reader what the checker does not see."""
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) != len(dict(pairs)):
            raise ValueError("a key stands twice in one object")
        return dict(pairs)

    try:
        return json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)
    except OSError as error:
        raise InputError(f"Cannot read {file}: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file.name} is no certificate: {error}.") from error


def _refused(file: Path, found: list[tuple[str, Any, Any]]) -> str:
    lines = [f"  {path}: stated {_short(stated)}, computed {_short(other)}" for path, stated, other in found]
    return "\n".join([f"{file.name} is refused.", *lines])


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:117]}…"


def _proved(document: dict[str, Any], seal: str) -> str:
    given, asked = document["inputs"], document["requirements"]
    steps = sum(len(one.get("weights", [])) for one in asked)
    return "\n".join(
        [
            f"Proved: {given['candidate']['code']} scores {document['score']:.12f} for {given['role']['id']} "
            f"({given['role']['title']}) under “{given['profile']['name']}” on {given['as_of']}.",
            f"  release      {document['release']['name']}: {_listed(document['release']['graphs'])}",
            f"  requirements {len(asked)}: weights, doses, mastery and points worked out anew",
            f"  paths        {steps} steps: each is in the release, and no better walk exists",
            f"  certificate  {seal}",
        ]
    )


def _listed(graphs: dict[str, str]) -> str:
    return ", ".join(f"{origin} {digest[:16]}" for origin, digest in sorted(graphs.items()))
