"""The records, in four files by how far we trust them: given, found, judged, derived."""

from detente.model.record import Record, Span, key

__all__ = ["Record", "Span", "key"]
