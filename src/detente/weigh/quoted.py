"""Which words of a report somebody is quoted with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.extract.quotation import quotations
from detente.model.given import Report
from detente.weigh.words import Words


def quoted(report: Report, found: Words) -> npt.NDArray[np.bool_]:
    """Whether each word of the report stands between quotation marks."""
    mask = np.zeros(len(found), np.bool_)
    for passage in report.passages:
        for quotation in quotations(report.quote(passage.span)):
            first, last = found.between(passage.start + quotation.start, passage.start + quotation.end)
            mask[first:last] = True
    return mask
