"""Sealing: what was said is written into the log for good; it alone uses the clock, chance, and the private key."""
