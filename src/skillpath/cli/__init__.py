"""The command ``skillpath``."""


def main() -> None:
    raise SystemExit("not yet")
