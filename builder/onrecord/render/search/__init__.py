"""The index of the search: the words of issues, gathered in bunches and laid out in shards that a reader's browser can ask for."""
