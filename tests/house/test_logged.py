"""Whoever shows scores puts it into the log: no page and no command does without."""

import re
from pathlib import Path

SHOWING = re.compile(
    r"from skillpath\.agency\.(?:best_roles|comparison|desk|editing\.impact|improvement|matching|rank_roles|"
    r"robustness|sources\.profiles|sources\.search|surprises|why_not) import ([^\n]+)"
)
"""What comes with scores is imported from these modules."""

WITHOUT_SCORES = {
    "today",
    "role_document",
    "match_certificate",
    "BEST",
    "transfer_document",
    "transfer_documents",
}
"""What else is in them: days, roles, certificates of what is logged, concepts that are no candidates."""

PARTS = {
    "web/advice.py": "a part of the page of a match, which is logged",
    "web/marks.py": "marks beside rows that are logged",
    "web/decisions.py": "the match that a decision is about: the decision is logged with it",
    "src/skillpath/cli/criteria.py": "the change of criteria is logged, with the role before and after",
    "src/skillpath/cli/source.py": "what came from a source, without scores",
    "src/skillpath/cli/decisions.py": "the match that a decision is about: the decision is logged with it",
}
"""Modules that leave it to others → why."""


def shows_scores(text: str) -> bool:
    names = {name.strip() for names in SHOWING.findall(text) for name in names.split(",")}
    return bool(names - WITHOUT_SCORES)


def test_every_page_and_command_that_shows_scores_logs_them(root: Path) -> None:
    files = [
        *(root / "web").glob("*.py"),
        *(root / "web").glob("*/*.py"),
        *(root / "src" / "skillpath" / "cli").glob("*.py"),
    ]
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}
    showing = {name for name, text in texts.items() if shows_scores(text)}
    logging = {name for name, text in texts.items() if re.search(r"\.logged import|agency\.audit", text)}
    assert len(showing & logging) >= 12
    assert showing - logging - set(PARTS) == set()
    assert set(PARTS) <= showing
