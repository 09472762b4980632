"""What each page shows: frozen values, all that a template sees, and the pure functions that make them from the record."""
