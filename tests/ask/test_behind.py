"""What stands behind a datum, looked up, against going through everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.ask import Behind, Sources, data, evidence_of
from detente.ask.behind import Datum
from detente.ask.brief import AlreadyTold
from detente.model.derived import Claim, Evidence, Link, Origin, Weighed

REPORTS = ("a", "b", "c")
places = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda x: (x[0], x[0] + x[1]))
evidence = st.builds(lambda r, p: Evidence(report=r, start=p[0], end=p[1]), st.sampled_from(REPORTS), places)
claims = st.builds(
    lambda id, es: Claim(id=id, text=id, kind="statement", type="COMMENT", evidence=tuple(es)),
    st.text("abc", min_size=1, max_size=4),
    st.lists(evidence, min_size=1, max_size=3),
)
origins = st.builds(
    lambda n, ps: Origin(
        id=f"o{n}", reports=tuple(sorted({p.report for p in ps})), root=None, passages=tuple(ps)
    ),
    st.integers(0, 99),
    st.lists(evidence, min_size=1, max_size=3),
)
links = st.builds(
    lambda n, pair, x, y: Link(
        id=f"l{n}", a=pair[0], a_start=x[0], a_end=x[1], b=pair[1], b_start=y[0], b_end=y[1],
        kind="copied", words=5, likeness=1.0,
    ),
    st.integers(0, 99),
    st.sampled_from([("a", "b"), ("a", "c"), ("b", "c")]),
    places,
    places,
)  # fmt: skip
weighed = st.builds(
    lambda c, o, k: Weighed(claims=tuple(c), origins=tuple(o), links=tuple(k)),
    st.lists(claims, max_size=6),
    st.lists(origins, max_size=5),
    st.lists(links, max_size=6),
)


def named(found: Weighed, id: str) -> Datum | None:
    """The datum of an id or of the beginning of one, by going through all of them."""
    alike = [d for _, some in data(found) for d in some if d.id.startswith(id)]
    exact = [d for d in alike if d.id == id] or alike
    return exact[0] if id and len(exact) == 1 else None


@given(weighed, st.text("abc", max_size=4))
def test_an_id_or_its_beginning_names_one_datum_or_none(found: Weighed, id: str) -> None:
    looked_up = Behind(found).find(id)
    assert (looked_up[1] if looked_up else None) == named(found, id)


@given(weighed)
def test_origins_and_links_are_those_that_touch_the_evidence(found: Weighed) -> None:
    behind = Behind(found)
    for claim in found.claims:
        spans = [(e.report, e.start, e.end) for e in evidence_of(claim)]

        def lies(report: str, start: int, end: int, spans: list[tuple[str, int, int]] = spans) -> bool:
            return any(r == report and s < end and start < e for r, s, e in spans)

        assert behind.touching(claim.evidence) == tuple(
            o for o in found.origins if any(lies(p.report, p.start, p.end) for p in o.passages)
        )
        assert behind.between(claim.evidence) == tuple(
            k for k in found.links if lies(k.a, k.a_start, k.a_end) and lies(k.b, k.b_start, k.b_end)
        )


def test_nothing_stands_behind_what_there_is_not() -> None:
    assert Behind(Weighed()).why("c1", Sources([])) is None


@given(st.lists(st.text("ab”", max_size=5), max_size=6), st.text("ab”", max_size=5))
def test_a_sentence_is_told_again_if_it_opens_with_one_that_is_told_or_the_other_way_round(
    told: list[str], text: str
) -> None:
    one_by_one = any(text.startswith(x.rstrip("”")) or x.startswith(text.rstrip("”")) for x in told if x)
    assert AlreadyTold(told).says(text) == one_by_one
