"""Reading: from the files of a project to a checked corpus."""
