"""The specimen: a site of an invented record in which everything occurs that a theme may have to show."""
