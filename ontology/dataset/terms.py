"""What is said in the graphs of the dataset: classes and predicates, by IRI."""

from typing import Final

from rdflib import DCTERMS, PROV, RDF, Namespace

from skillpath.ontology.vocabulary import SP

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
"""SHACL (W3C): the findings of rules are validation results."""

TYPE: Final = str(RDF.type)
IDENTIFIER: Final = str(DCTERMS.identifier)
TITLE: Final = str(DCTERMS.title)
DESCRIPTION: Final = str(DCTERMS.description)
DAY: Final = str(DCTERMS.date)
CREATOR: Final = str(DCTERMS.creator)
"""Who, by code."""

SOURCE: Final = str(DCTERMS.source)

SUBJECT: Final = str(RDF.subject)
PREDICATE: Final = str(RDF.predicate)
OBJECT: Final = str(RDF.object)
STATEMENT: Final = str(RDF.Statement)

CANDIDATE_CLASS: Final = str(SP.Candidate)
SPELL_CLASS: Final = str(SP.Spell)
CLAIM_CLASS: Final = str(SP.Claim)
ROLE_CLASS: Final = str(SP.Role)
REQUIREMENT_CLASS: Final = str(SP.Requirement)
DECISION_CLASS: Final = str(SP.Decision)
MAPPING_CLASS: Final = str(SP.Mapping)
CHANGE_CLASS: Final = str(SP.ChangeSet)
RULE_CLASS: Final = str(SP.Rule)
RULE_COUNT_CLASS: Final = str(SP.RuleCount)

CANDIDATE: Final = str(SP.candidate)
ROLE: Final = str(SP.role)

SPELL: Final = str(SP.spell)
CLAIM: Final = str(SP.claim)
"""Candidate → a stretch of work, and a skill that the candidate is said to have."""

JOB_TYPE: Final = str(SP.jobType)
INDUSTRY: Final = str(SP.industry)
FLOOR: Final = str(SP.floor)
SKILL: Final = str(SP.skill)
STARTED: Final = str(SP.started)
ENDED: Final = str(SP.ended)
LEVEL: Final = str(SP.level)
"""Of a spell a word, of a claim and a requirement a number in (0, 1]."""

ON_FLOOR: Final = str(SP.onFloor)
LOCATION: Final = str(SP.location)
AVAILABLE_FROM: Final = str(SP.availableFrom)
LICENCE: Final = str(SP.licence)

REQUIREMENT: Final = str(SP.requirement)
DIMENSION: Final = str(SP.dimension)
CONCEPT: Final = str(SP.concept)
ESSENTIAL: Final = str(SP.essential)
INVERTED: Final = str(SP.anythingBut)
"""Of a requirement: experience in anything but its concept is asked for."""

REQUIREMENT_WEIGHT: Final = str(SP.weight)
UNKNOWN: Final = str(SP.asksForUnknown)
"""Role → what it asks for and the release lacks."""

CRITERIA: Final = str(SP.criteria)
BOTTLENECK: Final = str(SP.bottleneck)
WANTS_LOCATION: Final = str(SP.wantsLocation)
WANTS_LICENCE: Final = str(SP.wantsLicence)
WANTS_INDUSTRY: Final = str(SP.wantsIndustry)
AVAILABLE_BY: Final = str(SP.availableBy)

OUTCOME: Final = str(SP.outcome)
COUNTS: Final = str(SP.counts)
"""Of a decision: it is the one that counts for candidate and role."""

KIND: Final = str(SP.kind)
REMOVED: Final = str(SP.removedStatement)
ADDED: Final = str(SP.addedStatement)
WORKING_COPY: Final = str(SP.workingCopy)
BECAME: Final = str(SP.becameRelease)
UNDOES: Final = str(SP.undoes)
STARTED_AT: Final = str(PROV.startedAtTime)

OF_RELEASE: Final = str(SP.ofRelease)
OF_RULE: Final = str(SP.rule)
FINDINGS: Final = str(SP.findings)
MEND: Final = str(SP.mend)
