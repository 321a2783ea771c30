"""Read-only SPARQL over stores on disk.

Each query runs in a process apart, one of a few that are kept, which is killed at the
time limit: Oxigraph has no way to stop a query, and one that multiplies unconnected patterns would otherwise
run for days.
"""
