"""``user …``: who may sign in to the viewer, and as what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.scope import Scope
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say
from skillpath.cli.passwords import asked_password

if TYPE_CHECKING:
    from skillpath.agency.book import Book

app = typer.Typer(
    no_args_is_help=True,
    help="Say who may sign in to the viewer, and as what.",
    epilog="Begin with one who lets others in: `skillpath user add K-1 --role administrator`.",
)

NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Their code, such as K-1: all they do is kept under it."),
]
RoleOption = Annotated[list[Role], typer.Option("--role", help="What they do; repeatable.")]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file", help="File whose first line is the password; - reads it from standard input."
    ),
]
TemporaryOption = Annotated[
    bool, typer.Option("--temporary", help="They must choose their own when they first sign in.")
]


@app.command()
def add(
    name: NameArgument,
    role: RoleOption,
    display: Annotated[str, typer.Option(help="What they are called, if that is to be shown.")] = "",
    email: Annotated[str | None, typer.Option(help="Address by which single sign-on knows them.")] = None,
    password_file: PasswordFileOption = None,
    temporary: TemporaryOption = False,
    single_sign_on: Annotated[
        bool, typer.Option("--single-sign-on", help="No password: they sign in by single sign-on alone.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Add an account. The password is asked for twice and not shown; it has at least 12 characters."""
    from skillpath.agency.accounts.register import add_account
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    password = None if single_sign_on else asked_password(password_file)
    made = add_account(
        book, name, roles=role, password=password, display=display, email=email, temporary=temporary
    )
    say(f"{made.name} may sign in as {', '.join(made.roles)}.")


@app.command("list")
def list_accounts(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None, json: JsonOption = False
) -> None:
    """List the accounts, those that are closed too."""
    from dataclasses import asdict

    from skillpath.agency.accounts.register import accounts
    from skillpath.agency.workspace import Workspace

    found = accounts(Workspace.open(workspace, database=database).book)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        [one.name, one.display, ", ".join(one.roles), "closed" if one.disabled else "open"] for one in found
    ]
    print_table(f"{len(found)} accounts", ["name", "called", "roles", "state"], rows)


@app.command()
def roles(
    name: NameArgument,
    role: RoleOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Give an account other roles in place of those it has; they count from its next click on."""
    from skillpath.agency.accounts.register import set_roles
    from skillpath.agency.workspace import Workspace

    changed = set_roles(Workspace.open(workspace, database=database).book, name, role)
    say(f"{changed.name} signs in as {', '.join(changed.roles)}.")


@app.command()
def password(
    name: NameArgument,
    password_file: PasswordFileOption = None,
    temporary: TemporaryOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Give an account another password, and end all its sessions."""
    from skillpath.agency.accounts.register import account, set_password
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    known = account(book, name).name
    set_password(book, known, asked_password(password_file), temporary=temporary)
    say(f"{known} has another password, and must sign in anew.")


@app.command()
def email(
    name: NameArgument,
    address: Annotated[str, typer.Argument(metavar="[ADDRESS]", help="None takes it away.")] = "",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Say by which address single sign-on knows an account; who it was before, is forgotten."""
    from skillpath.agency.accounts.register import set_email
    from skillpath.agency.workspace import Workspace

    known = set_email(Workspace.open(workspace, database=database).book, name, address)
    say(f"{known.name} is known by {known.email or 'no address'}.")


@app.command()
def disable(
    name: NameArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Close an account: nobody signs in by it, its sessions end, its tokens are refused."""
    from skillpath.agency.accounts.register import disable
    from skillpath.agency.workspace import Workspace

    closed = disable(Workspace.open(workspace, database=database).book, name)
    say(f"{closed.name} is closed. What was decided stays; `skillpath user enable {closed.name}` opens it.")


@app.command()
def enable(
    name: NameArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Open a closed account again."""
    from skillpath.agency.accounts.register import enable
    from skillpath.agency.workspace import Workspace

    say(f"{enable(Workspace.open(workspace, database=database).book, name).name} is open again.")


@app.command()
def remove(
    name: NameArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Take an account away with sessions and tokens. Its name, under which much is kept, stays taken."""
    from skillpath.agency.accounts.register import account, remove
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    known = account(book, name).name
    remove(book, known)
    say(f"{known} has no account any more.")


@app.command("sign-out")
def sign_out(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whose sessions.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Those of all accounts.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """End all sessions of an account, or with --all of everybody: each must sign in anew."""
    from skillpath.agency.accounts.register import account
    from skillpath.agency.accounts.sessions import end_sessions
    from skillpath.agency.workspace import Workspace

    if (name is None) is not everybody:
        raise typer.BadParameter("Name an account, or say --all.")
    book = Workspace.open(workspace, database=database).book
    ended = end_sessions(book, None if name is None else account(book, name).name)
    say(f"{ended} {'session is' if ended == 1 else 'sessions are'} ended.")


@app.command()
def token(
    name: NameArgument,
    label: Annotated[
        str | None, typer.Option("--for", help="What it is for, such as: nightly report.")
    ] = None,
    scope: Annotated[Scope, typer.Option(help="What it may: read, or write too.")] = Scope.READ,
    days: Annotated[int, typer.Option(help="Days that it lasts.")] = 90,
    revoke: Annotated[int | None, typer.Option(metavar="NUMBER", help="End this token now instead.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Make a token for a program (--for), list those of an account, or end one (--revoke).

    A program shows it to the API as “Authorization: Bearer …” and may what the account may. It is printed
    this once: the book keeps a hash of it.
    """
    from skillpath.agency.accounts.tokens import make_token, revoke_token
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    if revoke is not None:
        revoke_token(book, name, revoke)
        say(f"Token {revoke} of {name} is refused from now on.")
    elif label is not None:
        say(make_token(book, name, label=label, scope=scope, days=days))
    else:
        _list_tokens(book, name, json=json)


@app.command()
def rights(
    pages: Annotated[
        bool, typer.Option("--pages", help="Of each address the right that it needs instead.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show what may be done, by whom, and why by them: the table by which the viewer decides."""
    from skillpath.agency.accounts.rights import RIGHTS
    from skillpath.web.addresses import addresses

    if pages:
        found = [[one.method, one.path, one.right] for one in addresses()]
        columns = ["method", "address", "right"]
    else:
        found = [[right, _who(grant.roles), grant.what, grant.why] for right, grant in RIGHTS.items()]
        columns = ["right", "who", "what", "why"]
    if json:
        print_json([dict(zip(columns, row, strict=True)) for row in found])
        return
    print_table("", columns, found)


def _who(given: frozenset[Role] | None) -> str:
    if given is None:
        return "anybody"
    return "all" if given == frozenset(Role) else ", ".join(role for role in Role if role in given)


def _list_tokens(book: "Book", name: str, *, json: bool) -> None:
    from dataclasses import asdict

    from skillpath.agency.accounts.tokens import tokens

    found = tokens(book, name)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        [one.number, one.prefix, one.label, one.scope, one.until, "ended" if one.ended else "lasts"]
        for one in found
    ]
    print_table(f"{len(found)} tokens", ["number", "begins with", "for", "may", "until (UTC)", "state"], rows)
