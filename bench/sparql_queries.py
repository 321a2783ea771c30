"""What analysts ask of a release with full ESCO: twenty queries, from looking up to walking all links."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ENGLISH: Final = 'FILTER(LANG(?label) = "en")'

_ACCOUNTING: Final = "<http://data.europa.eu/esco/isco/C4311>"
"""The ISCO group "accounting and bookkeeping clerks"."""

QUERIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "what there is, by class": (
            "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n) ?class"
        ),
        "what is said, by property": (
            "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p"
        ),
        "occupations whose name holds “clerk”": (
            f"SELECT ?job ?label {{ ?job a esco:Occupation ; skos:prefLabel ?label {_ENGLISH} FILTER "
            'CONTAINS(LCASE(?label), "clerk") }'
        ),
        "all names that hold “payroll”": (
            "SELECT ?s ?label { ?s skos:altLabel|skos:prefLabel ?label FILTER "
            'CONTAINS(LCASE(?label), "payroll") }'
        ),
        "names by a regular expression": (
            'SELECT ?s ?label { ?s skos:prefLabel ?label FILTER REGEX(?label, "^(ware|stock)", "i") }'
        ),
        "hub skills": (
            "SELECT ?skill (COUNT(?job) AS ?n) { ?job esco:relatedEssentialSkill ?skill } GROUP "
            "BY ?skill ORDER BY DESC(?n) ?skill LIMIT 50"
        ),
        "skills that nobody needs": (
            "SELECT ?skill { ?skill a esco:Skill FILTER NOT EXISTS { ?job "
            "esco:relatedEssentialSkill|esco:relatedOptionalSkill ?skill } }"
        ),
        "skills of one occupation": (
            f"SELECT ?skill ?label {{ ?job skos:broader {_ACCOUNTING} ; esco:relatedEssentialSkill ?skill . "
            f"?skill skos:prefLabel ?label {_ENGLISH} }}"
        ),
        "everything below an ISCO group": (
            "SELECT ?job { ?job skos:broader+ <http://data.europa.eu/esco/isco/C4> ; a esco:Occupation }"
        ),
        "everything above, by depth": (
            "SELECT ?top (COUNT(?job) AS ?n) { ?job a esco:Occupation ; skos:broader+ ?top } "
            "GROUP BY ?top ORDER BY DESC(?n) ?top LIMIT 100"
        ),
        "occupations that share most skills with clerks": (
            f"SELECT ?other (COUNT(DISTINCT ?skill) AS ?n) {{ ?job skos:broader {_ACCOUNTING} ; "
            "esco:relatedEssentialSkill ?skill . ?other esco:relatedEssentialSkill ?skill "
            "FILTER(?other != ?job) } GROUP BY ?other ORDER BY DESC(?n) ?other LIMIT 50"
        ),
        "skills essential here and optional there": (
            "SELECT (COUNT(DISTINCT ?skill) AS ?n) { ?job esco:relatedEssentialSkill ?skill . "
            "?other esco:relatedOptionalSkill ?skill }"
        ),
        "skills that two industries teach": (
            "SELECT ?skill ?one ?other { ?one sp:teaches ?skill . ?other sp:teaches ?skill "
            "FILTER(STR(?one) < STR(?other)) }"
        ),
        "what the floor teaches and an office needs": (
            "SELECT ?skill (COUNT(DISTINCT ?job) AS ?n) { ?industry sp:floorTeaches ?skill . ?job"
            " esco:relatedEssentialSkill ?skill } GROUP BY ?skill ORDER BY DESC(?n) ?skill"
        ),
        "mappings, by kind": (
            "SELECT ?p (COUNT(*) AS ?n) { VALUES ?p { skos:exactMatch skos:closeMatch "
            "skos:broadMatch } ?a ?p ?b } GROUP BY ?p ORDER BY ?p"
        ),
        "concepts without a definition": (
            "SELECT (COUNT(*) AS ?n) { ?s a esco:Skill FILTER NOT EXISTS { ?s skos:definition ?d } }"
        ),
        "longest definitions": (
            "SELECT ?s (STRLEN(?d) AS ?n) { ?s skos:definition ?d } ORDER BY DESC(?n) ?s LIMIT 20"
        ),
        "names in more than one concept": (
            "SELECT ?label (COUNT(DISTINCT ?s) AS ?n) { ?s skos:prefLabel ?label } GROUP BY "
            "?label HAVING(COUNT(DISTINCT ?s) > 1) ORDER BY DESC(?n) ?label LIMIT 100"
        ),
        "reuse of skills": (
            "SELECT ?level (COUNT(*) AS ?n) { ?s esco:skillReuseLevel ?level } GROUP BY ?level "
            "ORDER BY ?level"
        ),
        "the neighbourhood of a group as a graph": (
            f"CONSTRUCT {{ ?job ?p ?o }} WHERE {{ ?job skos:broader {_ACCOUNTING} ; ?p ?o }}"
        ),
    }
)
"""What is asked → the query."""
