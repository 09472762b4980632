"""Charts: numbers laid out as shapes and texts with ready coordinates, which a template writes down as SVG."""
