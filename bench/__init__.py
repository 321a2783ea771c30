"""Benchmarks: the product's own score beside published baselines, on the same pairs in one run."""
