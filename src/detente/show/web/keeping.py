"""What is worked out once and kept as long as it is asked for now and then."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Kept:
    """Answers by their questions, at most so many: what nobody asked for longest goes. May be shared between threads."""

    def __init__(self, most: int):
        self.most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, question: Hashable) -> bool:
        return question in self._found

    def __len__(self) -> int:
        return len(self._found)

    def get(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question. Two who ask at once may both work it out; one of the two is kept."""
        with self._lock:
            if question in self._found:
                self._found.move_to_end(question)
                return cast(T, self._found[question])
        found = answer()
        with self._lock:
            self._found[question] = found
            while len(self._found) > self.most:
                self._found.popitem(last=False)
        return found
