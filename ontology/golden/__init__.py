"""Golden matches: assertions about scores, kept as RDF beside the ontology."""
