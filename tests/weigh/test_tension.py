"""How tense two sides are: by origin and status, fading, with its bounds and what counting reports would make of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.model.derived import Claim, Evidence, Tension
from detente.model.judged import When
from detente.weigh.tension import HALF_LIFE, tension
from tests.weigh.fixtures import Page, of

SEEN = (Evidence(report="r", start=0, end=1),)


def move(type: str, day: str, *, by: str = "CSC", to: str = "FRD", **more: object) -> Claim:
    return Claim(
        id=f"{type} {day} {sorted(more.items())}", text="", kind="move", type=type, codes=(by,), target_codes=(to,),
        when=When(earliest=day, latest=day), evidence=SEEN, status=more.pop("status", "occurred"), **more,
    )  # fmt: skip


def index(*claims: Claim) -> tuple[Tension, ...]:
    return tension(claims, "CSC", "FRD")


def test_a_move_counts_half_after_a_half_life() -> None:
    later = f"2031-05-{1 + int(HALF_LIFE):02}"
    days = index(move("ASSAULT", "2031-05-01"), move("COMMENT", later))
    assert (days[0].index, days[-1].index) == (-10.0, -5.0)
    assert len(days) == HALF_LIFE + 1
    assert [d.moves for d in days[1:-1]] == [0] * (len(days) - 2)


def test_a_second_origin_makes_it_count_twice_and_a_second_report_does_not() -> None:
    (copied,) = index(move("ASSAULT", "2031-05-01", reports=4))
    (told,) = index(move("ASSAULT", "2031-05-01", reports=4, origins_low=2, origins_high=2))
    assert (copied.index, copied.by_reports) == (-10.0, -30.0)
    assert told.index == -20.0
    assert copied.score == told.score == -10.0


def test_what_is_planned_or_denied_counts_half_and_what_is_past_or_imagined_nothing() -> None:
    day = "2031-05-01"
    assert index(move("ASSAULT", day, status="planned"))[0].index == -5.0
    assert index(move("ASSAULT", day, standing="disputed"))[0].index == -5.0
    assert index(move("THREATEN", day, status="conditional"))[0].index == -6.0
    for more in ({"status": "historical"}, {"status": "hypothetical"}, {"polarity": "negated"}):
        assert not index(move("ASSAULT", day, **more))


def test_a_mode_with_a_score_of_its_own_counts_by_it() -> None:
    assert index(move("ACCUSE", "2031-05-01", mode="disapprove"))[0].score == -2.0


def test_a_move_without_a_day_counts_on_that_of_its_first_report() -> None:
    undated = Claim(
        id="x",
        text="",
        kind="move",
        type="CONSULT",
        codes=("CSC", "FRD"),
        evidence=SEEN,
        first_seen="2031-05-03",
    )
    assert [(d.day, d.score) for d in index(undated)] == [("2031-05-03", 1.0)]


def test_each_day_names_its_moves() -> None:
    claim = move("ACCUSE", "2031-05-01")
    assert index(claim)[0].claims == (claim.id,)


def test_a_date_misread_by_centuries_makes_no_endless_series() -> None:
    assert len(index(move("ACCUSE", "0031-05-01"), move("ACCUSE", "2031-05-01"))) < 4000
    assert not index(move("ACCUSE", "2031-02-31"))


@given(
    st.lists(
        st.builds(
            lambda type, day, low, more: move(type, f"2031-05-{day:02}", origins_low=low, origins_high=low + more, reports=low + more),
            st.sampled_from(["ASSAULT", "AID", "ACCUSE", "CONSULT"]), st.integers(1, 28), st.integers(1, 4), st.integers(0, 3),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_the_index_lies_between_its_bounds_and_corroborated_moves_leave_none(claims: list[Claim]) -> None:
    for d in index(*claims):
        assert d.low <= d.index + 1e-9 and d.index <= d.high + 1e-9
        if all(c.origins_low > 1 for c in claims):
            assert d.low == d.index == d.high


def test_a_deed_counts_as_an_entry_of_the_timeline_and_once() -> None:
    def met(name: str, sentence: str) -> Page:
        return (
            Page(name)
            .says(sentence)
            .move("CONSULT", sentence, ("person:ana-ruiz", "person:ivo-kral"), when="2031-05-10")
        )

    feared = (
        Page("c")
        .says("Cascadia fears a raid by Freedonia.")
        .move("ASSAULT", "a raid by Freedonia", ("state:FRD",), ("state:CSC",))
    )
    told = of(met("a", "Ruiz met Kral at the lock."), met("b", "The two shook hands on Saturday."), feared)
    assert len([c for c in told.claims if c.type == "CONSULT"]) == 2
    (point,) = tension(told, "CSC", "FRD")
    assert (point.moves, point.score) == (1, 1.0)
