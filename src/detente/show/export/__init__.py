"""Answers as files for other programs: CSV, JSON Lines, Parquet, GeoJSON, GraphML, Atom. They obey the question's filters."""
