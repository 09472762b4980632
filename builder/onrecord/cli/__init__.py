"""The command line: arguments, printing, exit codes; the only clock."""
