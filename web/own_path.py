"""Where a page leads on to that was told so by an address: to this viewer, and nowhere else."""

from urllib.parse import urlsplit

HOME = "/"


def own_path(said: str) -> str:
    """The path with its query where it is one of this viewer, else that of the first page.

    >>> own_path("/roles/R-01?as_of=2026-11-01"), own_path("//elsewhere.example/"), own_path("https:/x")
    ('/roles/R-01?as_of=2026-11-01', '/', '/')
    """
    if not said.startswith("/") or "\\" in said or not said.isprintable():
        return HOME
    try:
        parts = urlsplit(said)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc or parts.path.startswith("//") else said
