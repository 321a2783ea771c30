"""All settings: each an option of the commands that use it and an environment variable.

``docs/settings.md`` shows this table; a test compares the two.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its environment variable, what it is when nothing is said, and what it does.

    A ``secret`` may stand in a file: :mod:`skillpath.secret_file`.
    """

    variable: str
    default: str | int | float
    help: str
    secret: bool = False


class LogForm(StrEnum):
    """The forms of a line of the log."""

    TEXT = "text"
    JSON = "json"


class MetricsReaders(StrEnum):
    """Who may read the metrics: this machine, or all who reach the server."""

    HERE = "here"
    ALL = "all"


WORKSPACE: Final = Setting("SKILLPATH_WORKSPACE", "var", "Folder of the workspace.")
DATABASE: Final = Setting(
    "SKILLPATH_DATABASE",
    "",
    "The book, as postgresql://USER:PASSWORD@HOST/DATABASE or @FILE that says so; "
    "a file in the workspace if not given.",
    secret=True,
)
HOST: Final = Setting("SKILLPATH_HOST", "127.0.0.1", "Address on which the viewer listens.")
PORT: Final = Setting("SKILLPATH_PORT", 8000, "Port on which the viewer listens.")
PUBLIC: Final = Setting(
    "SKILLPATH_PUBLIC",
    "",
    "Address by which browsers reach the viewer through a proxy, such as https://desk.example.",
)
PROXY: Final = Setting(
    "SKILLPATH_PROXY", "", "IP address of that proxy, which is believed when it says who asks."
)
REQUESTS: Final = Setting(
    "SKILLPATH_REQUESTS", 600, "So many requests a minute are answered to one address; 0 for any number."
)
METRICS: Final = Setting(
    "SKILLPATH_METRICS", MetricsReaders.HERE, "Who may read /metrics: `here` for this machine only, or `all`."
)
LOG: Final = Setting("SKILLPATH_LOG", LogForm.TEXT, "Form of the log on standard error: `text` or `json`.")
STOP_SECONDS: Final = Setting(
    "SKILLPATH_STOP_SECONDS", 20.0, "When the server is stopped, requests may take so long to finish."
)
ACCOUNTS: Final = Setting("SKILLPATH_ACCOUNTS", "", "On the loopback address too, one signs in.")
OPENID: Final = Setting("SKILLPATH_OPENID", "", "File with the provider of single sign-on.")
QUERY_SECONDS: Final = Setting("SKILLPATH_QUERY_SECONDS", 10.0, "A query is stopped after this many seconds.")
QUERY_ROWS: Final = Setting("SKILLPATH_QUERY_ROWS", 10_000, "A query's answer is cut after this many rows.")
QUERY_MEGABYTES: Final = Setting("SKILLPATH_QUERY_MEGABYTES", 2048, "A query may use this much memory.")
QUERY_WORKERS: Final = Setting(
    "SKILLPATH_QUERY_WORKERS", 2, "So many queries are answered at a time, each in a process; nobody has all."
)
QUERY_WAITING: Final = Setting(
    "SKILLPATH_QUERY_WAITING", 8, "So many queries may wait; half of them of one user."
)
QUERY_ORIGINS: Final = Setting(
    "SKILLPATH_QUERY_ORIGINS",
    "",
    "Origins whose pages may ask /sparql, such as https://notebook.example, separated by spaces.",
)
FEDERATION: Final = Setting(
    "SKILLPATH_FEDERATION",
    "",
    "Endpoints that a query may ask by SERVICE, such as https://data.example/sparql, separated by spaces.",
)
PERSON_SALT: Final = Setting(
    "SKILLPATH_PERSON_SALT",
    "",
    "Secret that firms share to know the same person by a key, never by an address; or @FILE.",
    secret=True,
)

INTAKE_PAGES: Final = Setting("SKILLPATH_INTAKE_PAGES", 200, "A PDF with more pages is refused.")
INTAKE_SECONDS: Final = Setting(
    "SKILLPATH_INTAKE_SECONDS", 30.0, "Reading a file is given up after this many seconds."
)

AUDIT_DAYS: Final = Setting(
    "SKILLPATH_AUDIT_DAYS", 183, "For so many days the log is kept when it is pruned; 183 at least."
)
LEAST_PERSONS: Final = Setting(
    "SKILLPATH_LEAST_PERSONS", 5, "No rate is shown of a group of fewer persons in the audit of fairness."
)

SETTINGS: Final = (
    WORKSPACE,
    DATABASE,
    HOST,
    PORT,
    PUBLIC,
    PROXY,
    REQUESTS,
    METRICS,
    LOG,
    STOP_SECONDS,
    ACCOUNTS,
    OPENID,
    QUERY_SECONDS,
    QUERY_ROWS,
    QUERY_MEGABYTES,
    QUERY_WORKERS,
    QUERY_WAITING,
    QUERY_ORIGINS,
    FEDERATION,
    INTAKE_PAGES,
    INTAKE_SECONDS,
    PERSON_SALT,
    AUDIT_DAYS,
    LEAST_PERSONS,
)
"""All settings, in the order of the documentation."""
