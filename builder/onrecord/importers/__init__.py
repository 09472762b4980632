"""Importing: from another system's export to records of this one."""
