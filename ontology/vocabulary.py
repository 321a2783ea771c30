"""The terms of the ontology: which predicate and class says what.

Standard terms are used wherever one exists (SKOS for labels, hierarchy and mappings; the ESCO model
for skills, occupations and the links between them; Dublin Core and RDF reification for provenance).
Only what no standard says lives in our own namespace :data:`SP`.
"""

from typing import Final

from rdflib import DCTERMS, OWL, PROV, RDF, SKOS, XSD, Namespace, URIRef

ESCO: Final = Namespace("http://data.europa.eu/esco/model#")
"""The ESCO data model (European Commission)."""

SP: Final = Namespace("https://w3id.org/skillpath/ns#")
"""Our own terms."""

SKILL: Final = Namespace("https://w3id.org/skillpath/skill/")
"""Skills and skill groups of the bundled ontology; the local name is a slug of the English label."""

JOB: Final = Namespace("https://w3id.org/skillpath/job/")
"""Job types and job-type groups of the bundled ontology."""

INDUSTRY: Final = Namespace("https://w3id.org/skillpath/industry/")
"""Industries of the bundled ontology; the local name is the NACE Rev. 2.1 code (``C``, ``C10``)."""

JOB_IN_INDUSTRY: Final = Namespace("https://w3id.org/skillpath/job-in-industry/")
"""Job types in an industry; the local name joins those of the two (``payroll-clerk-F``)."""

STATEMENT: Final = Namespace("https://w3id.org/skillpath/statement/")
"""Named statements that carry the weight and the source of one asserted link."""

AGENT: Final = Namespace("https://w3id.org/skillpath/agent/")
"""Who states weights: editors and data publishers."""

GOLDEN: Final = Namespace("https://w3id.org/skillpath/golden/")
"""Golden matches, and the invented candidates and roles that they speak of."""

GRAPH: Final = Namespace(f"{SP}graph/")
"""The named graphs that a query can ask; the local name is an origin, or says what is in it."""

CANDIDATE: Final = Namespace("https://w3id.org/skillpath/candidate/")
ROLE: Final = Namespace("https://w3id.org/skillpath/role/")
"""Candidates and roles of the book in queries; the local name is the code."""

MATCH: Final = Namespace("https://w3id.org/skillpath/match/")
"""Matches in queries; the local name is the code of the candidate, a stroke, that of the role."""

DECISION: Final = Namespace("https://w3id.org/skillpath/decision/")
"""Decisions of the book in queries, by their number."""

# Classes -------------------------------------------------------------------------------------------

CLASS_SKILL: Final = ESCO.Skill
"""A skill, a piece of knowledge or a competence."""

CLASS_SKILL_GROUP: Final = SP.SkillGroup
"""A heading over skills: takes part in the hierarchy, is never required or claimed itself."""

CLASS_JOB_TYPE: Final = ESCO.Occupation
"""A type of job (an ESCO occupation)."""

CLASS_JOB_GROUP: Final = SP.JobGroup
"""A heading over job types, such as an ISCO-08 group."""

CLASS_INDUSTRY: Final = SP.Industry
"""A NACE section or division."""

CLASS_JOB_IN_INDUSTRY: Final = SP.JobInIndustry
"""A job type in an industry, where the two together teach what neither does alone."""

CLASS_GOLDEN_MATCH: Final = SP.GoldenMatch
"""An assertion about a score, kept beside the ontology."""

CLASS_GOLDEN_CANDIDATE: Final = SP.GoldenCandidate
"""An invented candidate of golden matches."""

CLASS_GOLDEN_ROLE: Final = SP.GoldenRole
"""An invented role of golden matches."""

CLASS_GOLDEN_SPELL: Final = SP.GoldenSpell
CLASS_GOLDEN_CLAIM: Final = SP.GoldenClaim
CLASS_GOLDEN_REQUIREMENT: Final = SP.GoldenRequirement
"""What invented candidates have done and are said to know, and what invented roles ask for."""

# Labels and notes ----------------------------------------------------------------------------------

PREF_LABEL: Final = SKOS.prefLabel
ALT_LABEL: Final = SKOS.altLabel
HIDDEN_LABEL: Final = SKOS.hiddenLabel
DEFINITION: Final = SKOS.definition
SCOPE_NOTE: Final = SKOS.scopeNote
NOTATION: Final = SKOS.notation
"""The code of a concept in its scheme: ISCO-08 for job types and groups, NACE for industries."""

SKILL_TYPE: Final = ESCO.skillType
"""``knowledge`` or ``skill/competence``, as in ESCO's tables."""

REUSE_LEVEL: Final = ESCO.skillReuseLevel
"""``transversal``, ``cross-sector``, ``sector-specific`` or ``occupation-specific``."""

JOB_ZONE: Final = SP.jobZone
"""O*NET's job zone of a job type, 1 (little preparation) to 5 (extensive), as a plain number."""

# Links ---------------------------------------------------------------------------------------------

BROADER: Final = SKOS.broader
"""Child to parent; the only direction that is stored."""

RELATED: Final = SKOS.related
CLOSE_MATCH: Final = SKOS.closeMatch
EXACT_MATCH: Final = SKOS.exactMatch
SAME_AS: Final = OWL.sameAs

ESSENTIAL_SKILL: Final = ESCO.relatedEssentialSkill
"""Job type → skill it cannot be done without; or skill → skill that is essential for it."""

OPTIONAL_SKILL: Final = ESCO.relatedOptionalSkill
"""Job type → skill that is useful in it; or skill → skill that is useful for it."""

TEACHES: Final = SP.teaches
"""Industry → skill that anyone who works in the industry picks up; job in an industry → what it adds."""

FLOOR_TEACHES: Final = SP.floorTeaches
"""Industry → skill that hands-on ("shop floor") work in the industry develops."""

OF_JOB_TYPE: Final = SP.ofJobType
"""Job in an industry → its job type."""

IN_INDUSTRY: Final = SP.inIndustry
"""Job in an industry → its industry."""

# A named statement about one link ------------------------------------------------------------------

STATEMENT_CLASS: Final = RDF.Statement
STATEMENT_SUBJECT: Final = RDF.subject
STATEMENT_PREDICATE: Final = RDF.predicate
STATEMENT_OBJECT: Final = RDF.object
WEIGHT: Final = SP.weight
"""Asserted weight of the stated link, ``xsd:decimal`` in (0, 1]."""

SOURCE: Final = DCTERMS.source
"""Where the stated weight comes from."""

AUTHOR: Final = PROV.wasAttributedTo
"""Who states the weight, a :data:`CLASS_AGENT` (W3C PROV-O)."""

CLASS_AGENT: Final = PROV.Agent
"""A person or an organisation that answers for a statement."""

DECIMAL: Final = XSD.decimal

PREFIXES: Final[dict[str, str]] = {
    "dct": str(DCTERMS),
    "esco": str(ESCO),
    "esco-job": "http://data.europa.eu/esco/occupation/",
    "esco-skill": "http://data.europa.eu/esco/skill/",
    "ind": str(INDUSTRY),
    "isco": "http://data.europa.eu/esco/isco/",
    "job": str(JOB),
    "job-in": str(JOB_IN_INDUSTRY),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "skill": str(SKILL),
    "skos": str(SKOS),
    "sp": str(SP),
    "stmt": str(STATEMENT),
    "xsd": str(XSD),
}
"""Prefixes of every Turtle file that we write and of every SPARQL query, sorted by name."""

SKILL_SCHEME: Final = URIRef("https://w3id.org/skillpath/scheme/skills")
JOB_SCHEME: Final = URIRef("https://w3id.org/skillpath/scheme/job-types")
INDUSTRY_SCHEME: Final = URIRef("https://w3id.org/skillpath/scheme/industries")
JOB_IN_INDUSTRY_SCHEME: Final = URIRef("https://w3id.org/skillpath/scheme/jobs-in-industries")
