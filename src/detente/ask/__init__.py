"""Questions → records."""
