"""Readers for published taxonomies, one module each: from the publisher's files to our vocabulary."""
