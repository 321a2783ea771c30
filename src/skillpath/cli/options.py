"""Options that several commands share, built from the table of settings."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from skillpath import settings
from skillpath.reasoner.texts.languages import Language
from skillpath.secret_file import secret


def option(setting: settings.Setting, *names: str, low: float | None = None) -> Any:
    """The command-line option of a setting; ``low`` is the least that it may be."""
    read = secret if setting.secret else None
    return typer.Option(*names, envvar=setting.variable, help=setting.help, min=low, callback=read)


WorkspaceOption = Annotated[Path, option(settings.WORKSPACE, "--workspace", "-w")]
DatabaseOption = Annotated[str | None, option(settings.DATABASE, "--database")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text.")]
ProfileOption = Annotated[
    str | None, typer.Option("--profile", "-p", help="Criteria profile; the role's own when left out.")
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], help="Day for which experience is reckoned; today when left out."
    ),
]
DayOption = Annotated[
    datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Day of it; today when left out.")
]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the text.")]
DEFAULT_WORKSPACE = Path(str(settings.WORKSPACE.default))


def day(moment: datetime | None) -> date | None:
    """The day that an option names."""
    return None if moment is None else moment.date()
