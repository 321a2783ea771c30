"""Operations on concepts: what editors mean, as edits of statements."""
