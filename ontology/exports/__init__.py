"""What an ontology says, written for other programs: RDF in its usual forms, and mappings as SSSOM."""
