"""Checking a taxonomy: one table of rules, what finds their breaches, and what mends them."""
