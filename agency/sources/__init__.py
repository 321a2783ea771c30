"""Where candidates come from besides the book: databases that several firms share.

Each gives facts and never a score.
"""
