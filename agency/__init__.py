"""The firm's book: candidates, roles, and the workspace that holds them beside the ontology."""
