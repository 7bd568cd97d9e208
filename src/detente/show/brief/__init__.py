"""The brief on its faces: terminal, Markdown, HTML, JSON. Each takes a `Brief` and gives text."""
