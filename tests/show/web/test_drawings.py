"""Drawings that the server makes: names on the map, charts, two reports side by side."""

from __future__ import annotations

import itertools
from typing import Literal, get_args
from xml.etree import ElementTree

import httpx
from hypothesis import given
from hypothesis import strategies as st

from detente.ask.spots import Spot
from detente.model.derived import Comparison, Edit, Piece, Tension
from detente.model.given import Passage, Report
from detente.model.record import Span
from detente.show.web.charts import curve
from detente.show.web.reading import rows
from detente.show.web.sketch import LETTERS, TIERS, Labels, box, kept_together, sketch, touch
from tests.show.web.conftest import Served


def spot(place: str, lon: float, lat: float, n: int = 0, status: str = "occurred") -> Spot:
    """An event somewhere."""
    return Spot(id=f"{place}{n}", text="x", place=place, lat=lat, lon=lon, status=status)


@given(st.lists(st.tuples(st.floats(0, 960), st.floats(0, 640), st.integers(1, 20)), max_size=40))
def test_no_two_names_touch_on_any_tier(names: list[tuple[float, float, int]]) -> None:
    labels = Labels()
    tiers = [(x, y, n, labels.tier(x, y, "n" * n, "middle")) for x, y, n in names]
    for level, scale in enumerate(TIERS):
        shown = [
            box(x, y, n, LETTERS * scale, "middle", 0.0, 0.1)
            for x, y, n, tier in tiers
            if tier is not None and tier <= level
        ]
        assert not any(touch(a, b) for a, b in itertools.combinations(shown, 2))


def test_one_far_place_does_not_shrink_the_map_and_is_told_of() -> None:
    near = [spot(f"P{n}", 30 + n / 2, 50 + n / 3, n) for n in range(12)]
    drawn = sketch([*near, spot("Far Harbour", -150, 61)])
    assert drawn is not None
    assert [r.name for r in drawn.outside] == ["Far Harbour"] and len(drawn.rings) == 12
    whole = sketch([*near, spot("Far Harbour", -150, 61)], whole=True)
    assert whole is not None and not whole.outside and len(whole.rings) == 13


def test_two_places_are_both_drawn_however_far_apart() -> None:
    places = {(0.0, 0.0, "A"): [spot("A", 0, 0)], (150.0, 60.0, "B"): [spot("B", 150, 60)]}
    assert kept_together(places) == set(places)


def test_the_map_names_states_and_numbers_what_is_disputed() -> None:
    drawn = sketch([spot("Kyiv", 30.5, 50.4), spot("Ankara", 32.9, 39.9), spot("Baku", 49.9, 40.4)])
    assert drawn is not None
    assert {"Türkiye", "Ukraine"} <= {s.name for s in drawn.states}
    assert "Crimea" in [d.name for d in drawn.disputed]
    assert not {s.name for s in drawn.states} & {d.name for d in drawn.disputed}


def test_a_place_where_nothing_has_happened_yet_is_drawn_hollow() -> None:
    drawn = sketch([spot("Oslo", 10.7, 59.9, status="planned"), spot("Bergen", 5.3, 60.4)])
    assert drawn is not None
    assert {r.name: r.is_only_planned for r in drawn.rings} == {"Oslo": True, "Bergen": False}


def tension(day: str, index: float, moves: int = 1) -> Tension:
    """A day of a pair."""
    return Tension(
        day=day, score=index, moves=moves, index=index, low=index - 1, high=index + 1, by_reports=index
    )


def test_a_chart_has_few_round_levels_and_days() -> None:
    drawn = curve([tension(f"2022-01-{n:02}", -n * 7.3) for n in range(1, 29)])
    assert drawn is not None
    assert [t.label for t in drawn.levels] == ["−200", "−100", "0"] and len(drawn.days) <= 5
    assert all(0 <= t.at <= drawn.height for t in drawn.levels)


def test_a_chart_of_one_quiet_day_is_drawn() -> None:
    drawn = curve([Tension(day="2022-01-01", score=0, moves=0)])
    assert drawn is not None and drawn.points == [] and [t.label for t in drawn.levels] == ["0"]


def of_text(text: str, id: str) -> Report:
    """A report of one passage."""
    return Report(id=id, name=id, text=text, passages=(Passage(start=0, end=len(text), role="body"),))


Kind = Literal["same", "deleted", "inserted", "replaced"]
KINDS: st.SearchStrategy[Kind] = st.sampled_from(get_args(Kind))
WORDS = st.sampled_from(["Oslo", "said", "no.", "Then", "ships", "left."])
GAPS = st.sampled_from([" ", "\n", "\n\n", " \n "])


@given(
    st.lists(
        st.tuples(KINDS, WORDS, WORDS, GAPS, GAPS),
        min_size=1,
    )
)
def test_the_cells_of_a_comparison_have_every_word_of_both_reports(
    edits: list[tuple[Kind, str, str, str, str]],
) -> None:
    a = b = ""
    made = []
    for kind, one, other, gap, wide in edits:
        words = (
            ("" if kind == "inserted" else one),
            ("" if kind == "deleted" else one if kind == "same" else other),
        )
        made.append(
            Edit(kind=kind, a=Span(len(a), len(a) + len(words[0])), b=Span(len(b), len(b) + len(words[1])))
        )
        a, b = a + words[0] + (gap if words[0] else ""), b + words[1] + (wide if words[1] else "")
    if not a.strip() or not b.strip():
        return
    piece = Piece(kind="copied", a=Span(0, len(a)), b=Span(0, len(b)), edits=tuple(made))
    found = Comparison(a="a", b="b", a_words=1, b_words=1, a_shared=1, b_shared=1, pieces=(piece,))
    laid = list(rows(found, of_text(a, "a"), of_text(b, "b")))
    for side, text in (("a", a), ("b", b)):
        cells = [getattr(row, side) for row in laid]
        assert " ".join(w for c in cells if c for s, _ in c.stretches for w in s.split()) == " ".join(
            text.split()
        )
    assert [row.goes_on for row in laid] == [True] * (len(laid) - 1) + [False]


def test_a_copy_lies_paragraph_beside_paragraph(served: Served) -> None:
    origins = httpx.get(f"{served.address}/api/origins?limit=100", timeout=60).json()["items"]
    carriers = max((o["reports"] for o in origins), key=len)
    page = httpx.get(f"{served.address}/compare?a={carriers[0]}&b={carriers[1]}", timeout=60).text
    assert page.count('<tr class="copied goes-on">') >= 3


def test_every_drawing_is_sound_markup(served: Served) -> None:
    for address in ("/map", "/dyads/RUS/USA", "/timeline"):
        page = httpx.get(served.address + address, timeout=60).text
        for drawing in page.split("<svg")[1:]:
            ElementTree.fromstring("<svg" + drawing.split("</svg>")[0] + "</svg>")
