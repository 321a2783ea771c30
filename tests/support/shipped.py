"""The ontology that comes with SkillPath: read once a process, however many tests ask."""

from functools import cache

from rdflib import Graph

from skillpath.data import bundled
from skillpath.ontology.catalogue import Catalogue, read_catalogue
from skillpath.ontology.turtle import read_turtle


@cache
def shipped() -> Graph:
    """Its statements. Nobody changes them."""
    return read_turtle(bundled("skills.ttl"))


@cache
def shipped_catalogue() -> Catalogue:
    """Its concepts and links."""
    return read_catalogue([shipped()])
