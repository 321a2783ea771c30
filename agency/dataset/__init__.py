"""What can be asked in SPARQL: the release, and graphs beside it that are named."""
