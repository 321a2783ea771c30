"""Queries that are kept: SPARQL with a title and typed parameters, for people who write none."""
