"""The test suites of the W3C for SPARQL 1.1: read from a folder, and answers compared with what they expect."""
