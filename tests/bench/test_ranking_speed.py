"""The benchmark of speed: every method is asked, in turn, and held to scoring all. No time is tested."""
