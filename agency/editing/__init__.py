"""Working copies of the ontology in the book: edited, reviewed, released."""
