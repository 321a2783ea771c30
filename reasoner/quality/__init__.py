"""Checking a taxonomy by what the scores make of it: one file a rule about matching."""
