"""The dataset that queries see: named graphs beside the release, in stores that never change."""
