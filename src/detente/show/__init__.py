"""Records → terminal, page, Markdown, JSON. One folder a face; no face computes anything."""
