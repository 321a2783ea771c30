"""How well the product's own score ranks known job moves, beside published baselines on the same pairs."""
