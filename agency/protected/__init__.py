"""Protected attributes, where a firm may hold them: apart from the book, and read by the audit alone."""
