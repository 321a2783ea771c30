"""What an installation is examined for: a check says what it found and, where it is amiss, what mends it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from skillpath.errors import SkillPathError


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; ``mend`` is the command or the step that mends it, empty where all is well."""

    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """A check by name, with what it found."""

    check: str
    finding: Finding

    @property
    def ok(self) -> bool:
        """Whether nothing is to be mended."""
        return not self.finding.mend


Check = Callable[[], Finding]


def examine(checks: Mapping[str, Check]) -> list[Examined]:
    """Runs checks in their order; one that cannot be made is itself a finding."""
    return [Examined(name, _found(check)) for name, check in checks.items()]


def first(problems: Iterable[tuple[str, str]], *, otherwise: str) -> Finding:
    """The first of some problems, each with what mends it; that there is none, where there is none."""
    return next((Finding(said, mend) for said, mend in problems), Finding(otherwise))


def _found(check: Check) -> Finding:
    try:
        return check()
    except SkillPathError as error:
        return Finding(str(error), "as it says")
    except OSError as error:
        return Finding(f"{error.filename or 'a file'}: {error.strerror or error}", "check file and folder")
