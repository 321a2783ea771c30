"""Queries that people keep and run by typed fields: those of the library, and those saved in the book."""
