"""Verifying a published site from outside: it is given the site alone, and believes nothing that it can check."""
