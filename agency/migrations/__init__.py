"""The steps from one version of the book's tables to the next, for alembic; a book only goes forward.

A step says in full what it does, and never changes once it was released.
"""
