"""Which words of a report somebody is quoted with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.extract.quotation import quotations
from detente.weigh.boilerplate import Compared


class Quoted:
    """Words between quotation marks, worked out only for reports that are asked about."""

    def __init__(self, view: Compared) -> None:
        self._view = view
        self._known: dict[int, npt.NDArray[np.bool_]] = {}

    def only(self, a: int, b: int, there: tuple[int, int], here: tuple[int, int], narrated: int) -> bool:
        """Whether on both sides fewer words than `narrated` stand outside the quotation, and some inside."""
        sides = [self.words(a)[slice(*there)], self.words(b)[slice(*here)]]
        return all(bool(side.any()) and int((~side).sum()) < narrated for side in sides)

    def words(self, number: int) -> npt.NDArray[np.bool_]:
        """Whether each word of the report is quoted."""
        if number not in self._known:
            report, found = self._view.reports[number], self._view.words[number]
            mask = np.zeros(len(found), np.bool_)
            for passage in report.passages:
                for quotation in quotations(report.quote(passage.span)):
                    start = passage.start + quotation.start
                    first, last = found.between(start, passage.start + quotation.end)
                    mask[first:last] = True
            self._known[number] = mask
        return self._known[number]
