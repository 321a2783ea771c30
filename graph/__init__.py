"""The taxonomy as a weighted network, and how far experience carries along it."""
