"""Passage → sentences, tokens, heads. The only folder that knows a parser; others see `Parsed`."""

from detente.parse.parsed import Entity, Parsed, Sentence, Token

__all__ = ["Entity", "Parsed", "Sentence", "Token"]
