"""A concept scheme as a spreadsheet and back: one concept a row, exact where nothing was edited."""
