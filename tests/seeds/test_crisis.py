"""What the two sample reports say together.

Places are written as in findings.md beside the gold: report, start, end.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from detente.model.derived import Evidence, Line, Side, Weighed
from tests.seeds.conftest import Read

Place = tuple[str, int, int]

HANDSHAKE = ("000", 1264, 1280), ("001", 1095, 1109)
NO_ANSWER, ANSWER = ("000", 3441, 3477), ("000", 929, 986)
LASTED, SHOULD_LAST = ("000", 850, 871), ("001", 917, 943)
DISMISSED, READY = ("000", 2455, 2495), ("000", 2588, 2635)
ENTERS, SUMMIT = ("000", 1778, 1788), ("000", 2874, 2903)
CAPTION = ("001", 52, 147), ("001", 169, 264)
COMMONPLACES = ("000", 451, 489), ("000", 571, 599)
ROMANIA = ("000", 1482, 1555)


def touches(evidence: Iterable[Evidence], place: Place) -> bool:
    """Whether some of the evidence stands there."""
    report, start, end = place
    return any(e.report.startswith(report) and e.start < end and start < e.end for e in evidence)


def told(pairs: Iterable[tuple[Side, ...]], one: Place, other: Place) -> bool:
    """Whether a pair of sides sets the one against the other."""
    return any(
        any(touches(a.evidence, one) for a in sides) and any(touches(b.evidence, other) for b in sides)
        and not any(touches(s.evidence, one) and touches(s.evidence, other) for s in sides)
        for sides in pairs
    )  # fmt: skip


def disputes(weighed: Weighed) -> list[tuple[Side, ...]]:
    """Every contradiction and every change, as sides."""
    return [*(c.sides for c in weighed.contradictions), *((c.first, c.then) for c in weighed.changes)]


def test_the_hour_of_the_handshake_may_be_disputed(weighed: Weighed) -> None:
    hour = [c for c in weighed.contradictions if c.kind == "time"]
    assert len(hour) == 1
    assert told([hour[0].sides], *HANDSHAKE)
    assert hour[0].sure < 0.5
    assert hour[0].reasons


def test_the_written_response_is_a_position_that_moved_or_a_disputed_claim(weighed: Weighed) -> None:
    assert told(disputes(weighed), NO_ANSWER, ANSWER)


@pytest.mark.parametrize(
    ("one", "other"),
    [(LASTED, SHOULD_LAST), CAPTION, (DISMISSED, READY), (ENTERS, SUMMIT)],
    ids=["planned, then over", "one caption twice", "two tracks of one side", "two tracks on one day"],
)
def test_what_is_no_contradiction(weighed: Weighed, one: Place, other: Place) -> None:
    assert not told(disputes(weighed), one, other)


def test_three_passages_are_one_copy_and_no_commonplace_is(read: Read, weighed: Weighed) -> None:
    copied = [link for link in weighed.links if link.kind == "copied"]
    assert len(copied) == 3
    texts = {r.id[:3]: r for r, _ in read}
    for report, start, end in COMMONPLACES:
        stock = texts[report].quote((start, end))
        for link in weighed.links:
            whole = next(r for r, _ in read if r.id == link.a).quote((link.a_start, link.a_end))
            assert whole.strip() != stock


def test_the_demand_on_two_allies_has_two_reports_and_one_origin(weighed: Weighed) -> None:
    claims = [c for c in weighed.claims if c.type == "REQUEST" and touches(c.evidence, ROMANIA)]
    assert [(c.reports, c.origins_low, c.origins_high) for c in claims if c.reports > 1] == [(2, 1, 1)]


def test_the_promised_answer_is_due_next_week_and_disputed(weighed: Weighed) -> None:
    promised = [line for line in weighed.lines if line.kind == "promise" and line.due]
    assert [(p.due.earliest, p.due.latest) for p in promised if p.due] == [("2022-01-24", "2022-01-30")]
    assert promised[0].told_by == ("person:sergei-lavrov",)
    assert promised[0].disputed
    assert [due for due in weighed.due if due.line == promised[0].id]


def test_the_ledger_has_its_kinds(weighed: Weighed) -> None:
    def lines(kind: str) -> list[Line]:
        return [line for line in weighed.lines if line.kind == kind]

    assert len(lines("demand")) >= 4
    assert len(lines("threat")) >= 3
    assert sum(line.condition is not None for line in lines("threat")) >= 3
    assert any(line.by == ("state:RUS",) and line.state == "refused" for line in lines("demand"))


def test_order_of_arrival_is_nothing(read: Read, weighed: Weighed) -> None:
    from detente.weigh import weigh

    assert weigh(read[::-1]) == weighed
