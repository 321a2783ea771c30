"""``python -m skillpath`` is the command ``skillpath``."""

from skillpath.cli import main

if __name__ == "__main__":
    main()
