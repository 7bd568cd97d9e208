"""What every record shares: it is frozen, it is named by what it says, and it points at words."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import xxhash

SEPARATOR = "\x1f"
"""Between the parts of a key, so that ("ab", "c") and ("a", "bc") are two things."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen record. Every class below it writes `frozen=True, kw_only=True` again: type
    checkers do not inherit them. Records hold no record that holds them, so the collector of
    cycles need not look at them: it would at every one of some hundred thousand, again and again."""


class Span(NamedTuple):
    """A stretch of text: code points, end excluded. Written `[start, end]` in JSON.

    >>> text[slice(*span)]   # doctest: +SKIP
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether this span lies in the other, edges included."""
        return other.start <= self.start and self.end <= other.end

    def moved(self, by: int) -> Span:
        """The same stretch, counted from another place."""
        return Span(self.start + by, self.end + by)


def key(*parts: object) -> str:
    """Name a record by what it says, so that reading a report twice adds nothing.

    The name is the 64-bit XXH3 digest of the parts, as 16 hexadecimal digits.

    >>> key("r1", 5, 9) == key("r1", 5, 9)
    True
    >>> key("ab", "c") == key("a", "bc")
    False
    """
    return xxhash.xxh3_64_hexdigest(SEPARATOR.join(map(str, parts)).encode("utf-8", "surrogatepass"))
