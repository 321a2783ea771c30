"""A workspace in a notebook or program: ``skillpath.open(folder)`` and what it gives, plain objects."""
