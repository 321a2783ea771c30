"""The tables of the O*NET database that are read, and what they mean in our vocabulary.

The others (abilities, work styles, tasks, …) say nothing about skills that a job asks for or teaches.
"""

import re
from typing import Final

from rdflib import Namespace, URIRef

ONET: Final = Namespace("https://w3id.org/skillpath/onet/")
"""O*NET's concepts, which have codes but no IRIs of their own: ``11-1011.00``, ``element/2.A.1.a``,
``technology/microsoft-excel``, ``commodity/43232110``."""

SCHEME: Final = ONET["scheme"]
LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")

ELEMENTS: Final = "Content Model Reference"
OCCUPATIONS: Final = "Occupation Data"
TITLES: Final = "Alternate Titles"
JOB_ZONES: Final = "Job Zones"
SKILLS: Final = "Skills"
KNOWLEDGE: Final = "Knowledge"
TECHNOLOGY: Final = "Technology Skills"

CODE: Final = "O*NET-SOC Code"

_RATINGS: Final = (CODE, "Element ID", "Scale ID", "Data Value", "Recommend Suppress", "Date")

TABLES: Final = {
    ELEMENTS: ("Element ID", "Element Name", "Description"),
    OCCUPATIONS: (CODE, "Title", "Description"),
    TITLES: (CODE, "Alternate Title", "Short Title"),
    JOB_ZONES: (CODE, "Job Zone"),
    SKILLS: _RATINGS,
    KNOWLEDGE: _RATINGS,
    TECHNOLOGY: (CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"),
}
"""Table → columns that are read, in reading order."""

SUFFIXES: Final = (".txt", ".xlsx")
"""What the files of a table end in, in the text and in the Excel download."""

VERSION: Final = re.compile(r"(?<![\d.])(\d+)[._](\d+)(?!\d)")
"""The version, as the official zips and their folders are named (``db_29_2_text``)."""

SOC_CODE: Final = re.compile(r"\d{2}-\d{4}\.\d{2}")
"""An O*NET-SOC code; one that ends in ``.00`` is a SOC occupation, the others are details of it."""

ELEMENT: Final = re.compile(r"\d(?:\.[A-Za-z0-9]+)*")
"""The number of an element in the content model."""

SKILL_TYPES: Final = {
    "2.A": "skill/competence",
    "2.B": "skill/competence",
    "2.C": "knowledge",
}
"""Branch of the content model that is read → what its elements are, in ESCO's terms."""

IMPORTANCE: Final = "IM"
"""The scale of importance, 1 (not important) to 5 (extremely important)."""

OPTIONAL_FROM: Final = 3.0
"""An element of at least this importance ("important") is an optional skill of the occupation …"""

ESSENTIAL_FROM: Final = 3.5
"""… and from here on, nearer to "very important" (4), an essential one: 10 an occupation in O*NET 29.2."""
