"""Proves certificates of matches. Shares no code with the scorer: standard library and numpy only."""
