"""The log: who was shown, decided, changed or took away what, and when; no change of it stays unseen."""
