"""Bytes, files, feeds → raw reports. A reject is kept with its reason; the rest goes on."""

from detente.read.files import read

__all__ = ["read"]
