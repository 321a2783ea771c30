"""Pools read back as plain candidates."""

from datetime import date

from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.facts import UNKNOWN
from skillpath.reasoner.histories import LASTS, LEVELS
from skillpath.reasoner.pool import Pool


def word(words: tuple[str, ...], number: int) -> str | None:
    return None if number < 0 else words[number]


def told(pool: Pool) -> list[Candidate]:
    """The candidates of a pool, as the book has them but for who says what, and how licences are written."""
    history, facts, words = pool.histories, pool.facts, pool.histories.vocabulary

    def spell(i: int) -> Spell:
        end = None if history.end[i] == LASTS else date.fromordinal(int(history.end[i]))
        return Spell(
            word(words.job_types, history.job_type[i]),
            word(words.industries, history.industry[i]),
            date.fromordinal(int(history.start[i])),
            end,
            LEVELS[history.level[i]],
            bool(history.on_floor[i]),
        )

    def candidate(row: int) -> Candidate:
        spells, claims, held = (
            range(starts[row], starts[row + 1])
            for starts in (history.spell_starts, history.claim_starts, facts.licence_starts)
        )
        day = int(facts.available[row])
        return Candidate(
            pool.code(row),
            tuple(spell(i) for i in spells),
            tuple(Claim(words.skills[history.skill[i]], float(history.claimed[i])) for i in claims),
            word(facts.locations, facts.location[row]),
            None if day == UNKNOWN else date.fromordinal(day),
            tuple(facts.licences[facts.licence[i]] for i in held),
        )

    return [candidate(row) for row in range(len(pool))]
