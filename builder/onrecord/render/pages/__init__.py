"""Which pages a site has, in groups of what is made together; each group before those that list it."""
