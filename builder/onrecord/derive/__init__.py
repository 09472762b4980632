"""Deriving: from the corpus to what the program judges of it; pure functions alone."""
