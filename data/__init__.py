"""Data that ships with SkillPath: the ontology, its shapes and the demonstration agency."""
