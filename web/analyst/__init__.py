"""The analyst's workbench: asking the graph anything, and seeing what it says."""
