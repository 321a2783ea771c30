"""A match in words: for the consultant, the client and the candidate, in every language."""
