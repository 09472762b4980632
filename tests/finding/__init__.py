"""Finding others: pairs of reports of the same trouble, reports that are none of them, and how well and how fast they are found."""
