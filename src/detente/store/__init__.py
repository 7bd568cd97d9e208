"""Records ↔ one file."""
