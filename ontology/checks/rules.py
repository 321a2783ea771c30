"""Every rule of ``skillpath check``, in one table.

A rule is looked for by ``rules/ID.rq``, or by the function that :mod:`skillpath.ontology.checks.checker`
names for it; a rule about matching by the one that :mod:`skillpath.reasoner.quality.checker` names. Meanings
follow SKOS (https://www.w3.org/TR/skos-reference/, its integrity conditions as S13 and so on) and the rules
that qSKOS and Skosify made common.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How bad a breach is: a defect, a likely mistake, or something to look at."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


WORST_FIRST: Final = tuple(Severity)


class Fix(StrEnum):
    """What is done to the statement that breaks a rule, where that is always right."""

    NONE = "none"
    DROP = "drops the statement"
    TIDY = "tidies the spaces"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; ``meaning`` says what a breach is, ``mend`` what to do about it.

    ``matching`` marks rules about what the scores make of the files, for which they are compiled first;
    ``in_use`` those that a concept keeps only while it is in use, not once it is retired.
    """

    id: str
    severity: Severity
    meaning: str
    mend: str
    fix: Fix = Fix.NONE
    matching: bool = False
    in_use: bool = False


RULES: Final = (
    Rule(
        "bad-language-tag",
        Severity.ERROR,
        "A label or note has a language tag whose language is none of ISO 639.",
        "Use the tag of the language: `en`, `de`, `fr`, `en-gb`.",
    ),
    Rule(
        "blank-node",
        Severity.ERROR,
        "A node has no IRI, so it cannot be edited, compared or cited.",
        "Give the node an IRI.",
    ),
    Rule(
        "clashing-preferred-labels",
        Severity.ERROR,
        "Two concepts of a scheme have the same preferred label in a language.",
        "Merge the concepts, or make the labels say how they differ.",
    ),
    Rule(
        "conflicting-requirements",
        Severity.WARNING,
        "A job type asks for two skills that are nearly the same, one as essential and one as optional.",
        "Ask for one of them, or move them apart in the hierarchy if they differ.",
        matching=True,
    ),
    Rule(
        "dangling-reference",
        Severity.ERROR,
        "A link leads to something that none of the files describes.",
        "Correct the IRI, describe the concept, or check its file together with this one.",
    ),
    Rule(
        "deprecated-without-replacement",
        Severity.WARNING,
        "A concept is deprecated, and nothing says what replaces it.",
        "Name the successor with `dct:isReplacedBy`.",
    ),
    Rule(
        "disconnected-part",
        Severity.INFO,
        "Some concepts are linked to each other but not to the largest part of the taxonomy.",
        "Link one of them to a broader or related concept of the rest.",
        in_use=True,
    ),
    Rule(
        "empty-label",
        Severity.ERROR,
        "A label has no text.",
        "Write the label, or remove the statement.",
    ),
    Rule(
        "hierarchy-cycle",
        Severity.ERROR,
        "Concepts stand above themselves in the hierarchy.",
        "Remove the broader link that turns the order round.",
    ),
    Rule(
        "hub-skill",
        Severity.INFO,
        "A skill or heading makes skills of different groups alike: too many best paths turn at it.",
        "Split it, or move what does not belong below it, or weaken its links.",
        matching=True,
    ),
    Rule(
        "job-type-without-essential-skill",
        Severity.WARNING,
        "A job type has no essential skill, so nothing tells who can do it.",
        "Add the skills that the job cannot be done without.",
        in_use=True,
    ),
    Rule(
        "label-clashes-with-alternative",
        Severity.WARNING,
        "The preferred label of a concept is an alternative label of another one of its scheme.",
        "Keep the name where it belongs; relate the two concepts instead.",
    ),
    Rule(
        "label-spaces",
        Severity.WARNING,
        "A label begins or ends with a space, or has several or unusual spaces within.",
        "Write single plain spaces, and none at the ends.",
        Fix.TIDY,
    ),
    Rule(
        "label-without-language",
        Severity.WARNING,
        "A label does not say its language.",
        "Add the language tag.",
    ),
    Rule(
        "link-between-wrong-kinds",
        Severity.ERROR,
        "A link joins kinds of concept that it cannot join, such as a skill below a job type.",
        "Correct the link, or the class of one of the concepts.",
    ),
    Rule(
        "match-across-kinds",
        Severity.ERROR,
        "A mapping joins concepts of different kinds, such as a skill and a job type.",
        "Map to a concept of the same kind.",
    ),
    Rule(
        "match-within-scheme",
        Severity.WARNING,
        "An exact match joins two concepts of one scheme.",
        "Merge the concepts; mappings are for different schemes.",
    ),
    Rule(
        "missing-definition",
        Severity.WARNING,
        "A concept has no definition.",
        "Say in a sentence what the concept means and what it leaves out.",
    ),
    Rule(
        "missing-label",
        Severity.ERROR,
        "A concept has no preferred label.",
        "Add `skos:prefLabel`, in English at least.",
    ),
    Rule(
        "near-duplicate-labels",
        Severity.INFO,
        "Two concepts of a scheme have almost the same preferred label.",
        "Merge the concepts if they mean the same; otherwise nothing is wrong.",
    ),
    Rule(
        "odd-neighbour",
        Severity.INFO,
        "The job type nearest to one is of another major group of ISCO-08, and its own minor group is far.",
        "Compare the codes and the skills of the job types named; where they are right, nothing is wrong.",
        matching=True,
    ),
    Rule(
        "odd-seniority",
        Severity.INFO,
        "The job zone of a job type and the skill level of its ISCO-08 code are two steps apart or more.",
        "Compare the code and the job zone; where both are right, nothing is wrong.",
        in_use=True,
    ),
    Rule(
        "orphan",
        Severity.WARNING,
        "No link joins a concept to any other.",
        "Give the concept a broader one, or remove it.",
        in_use=True,
    ),
    Rule(
        "redundant-broader",
        Severity.WARNING,
        "A broader link follows from the others: it leads to an ancestor of another broader concept.",
        "Remove the longer link.",
        Fix.DROP,
    ),
    Rule(
        "reflexive-link",
        Severity.ERROR,
        "A link leads from a concept to itself.",
        "Remove the link.",
        Fix.DROP,
    ),
    Rule(
        "related-and-broader",
        Severity.ERROR,
        "Two concepts are related, and one is an ancestor of the other (S27).",
        "Remove the related link; the hierarchy says it already.",
    ),
    Rule(
        "repeated-label",
        Severity.ERROR,
        "An alternative or hidden label of a concept is also its preferred label (S13).",
        "Remove the repetition.",
        Fix.DROP,
    ),
    Rule(
        "several-kinds",
        Severity.ERROR,
        "A concept belongs to two classes of which it can have only one.",
        "Keep the class that it is, or make two concepts of it.",
    ),
    Rule(
        "several-preferred-labels",
        Severity.ERROR,
        "A concept has two preferred labels in one language (S14).",
        "Make one of them an alternative label.",
    ),
    Rule(
        "shape",
        Severity.ERROR,
        "A concept of the bundled ontology breaks a shape of `data/shapes.ttl`.",
        "The message says what the shape asks for.",
        in_use=True,
    ),
    Rule(
        "shared-match",
        Severity.WARNING,
        "Two concepts have an exact match with the same third one, so they would become one.",
        "Keep the exact match of the one that means the same; use `skos:closeMatch` for the other.",
    ),
    Rule(
        "top-concept-with-broader",
        Severity.WARNING,
        "The top concept of a scheme has a broader concept.",
        "Remove the broader link, or `skos:hasTopConcept`.",
    ),
    Rule(
        "unknown-match",
        Severity.ERROR,
        "A mapping leads to a concept that the taxonomy given with `--against` does not have.",
        "Correct the IRI, or map to the concept that took its place.",
    ),
    Rule(
        "unprintable-label",
        Severity.ERROR,
        "A label has a control, formatting or private character, which hides or turns text.",
        "Write the label anew without the character.",
    ),
    Rule(
        "unstated-link",
        Severity.WARNING,
        "A weight is stated for a link that is not there, so it has no effect.",
        "Add the link, or remove the statement.",
    ),
    Rule(
        "unused-relation",
        Severity.INFO,
        "No best path needs a link, so it changes no score.",
        "Remove the link, or state a weight that is above the other ways, if it says something new.",
        matching=True,
    ),
    Rule(
        "unused-skill",
        Severity.INFO,
        "No job type or skill asks for a skill, and no industry teaches it.",
        "Add the skill to the job types that need it, or to the industries that teach it.",
        in_use=True,
    ),
    Rule(
        "weight-out-of-range",
        Severity.ERROR,
        "A stated weight is not a number above 0 and at most 1.",
        "Write a decimal such as 0.6.",
    ),
)
"""All rules that come with SkillPath, sorted by id."""
