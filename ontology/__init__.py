"""What the taxonomy says. The only home of RDF."""
