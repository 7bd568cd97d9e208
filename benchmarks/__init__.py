"""Measurements: what we score on gold data, how fast we are, beside what others score."""
