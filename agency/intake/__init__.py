"""From files that people send to drafts of candidates and roles, and from drafts to the book."""
