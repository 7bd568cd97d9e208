"""What belongs together: sets that grow by pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets. Which member stands for a set is nobody's business: ask for `sets`."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def find(self, member: T) -> T:
        """The member that stands for the set of this one."""
        self._above.setdefault(member, member)
        top = member
        while self._above[top] != top:
            top = self._above[top]
        while self._above[member] != top:
            self._above[member], member = top, self._above[member]
        return top

    def join(self, a: T, b: T) -> None:
        """Put two members, and all that is with either, into one set."""
        self._above[self.find(a)] = self.find(b)

    def sets(self) -> list[list[T]]:
        """All sets, with their members in the order in which they were first named."""
        found: dict[T, list[T]] = defaultdict(list)
        for member in list(self._above):
            found[self.find(member)].append(member)
        return list(found.values())
