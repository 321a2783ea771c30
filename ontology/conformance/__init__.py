"""The W3C's tests of SPARQL 1.1: read from a folder, and answers compared with what they expect."""
