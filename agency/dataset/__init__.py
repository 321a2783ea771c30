"""What can be asked in SPARQL beside the release: which graphs there are, and the stores that have them."""
