"""Whatever the reports say, weighing them raises nothing, points at their words, and cares for no order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ask import brief, why
from detente.model.derived import Evidence, Weighed
from detente.model.given import Passage, Published, Report
from detente.model.judged import Analysis, Figure, Mention, Move, Party, Place, Source, Statement, Time, When
from detente.model.record import Span
from detente.weigh import weigh

TEXT = "Ruiz said that Kral would give a written reply, which Freedonia denies, at 10:00 GMT. These demands stand. "
ACTORS = st.sampled_from(
    ["person:ana-ruiz", "person:ivo-kral", "state:CSC", "state:FRD", "org:NATO", "nonsense", ""]
)
DAYS = st.sampled_from([None, "2031-05-10", "2031-05-10T10:00Z", "2031", "soon"])
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40)).map(
    lambda p: Span(p[0], min(len(TEXT), sum(p)))
)
WHENS = st.none() | st.builds(When, earliest=DAYS, latest=DAYS, value=DAYS)
PARTIES = st.lists(
    st.builds(Party, actor=st.none() | ACTORS, code=st.sampled_from([None, "CSC", "IGO"])), max_size=2
)


@st.composite
def known(draw: st.DrawFn) -> tuple[Report, Analysis]:
    name = draw(st.sampled_from("abcd"))
    day = draw(DAYS)
    date = Published(earliest=day, latest=day) if day else None
    middle = draw(st.integers(0, len(TEXT)))
    passages = (
        Passage(start=0, end=middle, role=draw(st.sampled_from(["body", "headline", "litter"]))),
        Passage(start=middle, end=len(TEXT), role="body"),
    )
    moves = [
        Move(
            id=f"{name}-m{n}", type=draw(st.sampled_from(["AGREE", "REJECT", "REQUEST", "CONSULT", "ACCUSE", "COMMENT"])),
            mode=draw(st.sampled_from([None, "deny"])), status=draw(st.sampled_from(["occurred", "planned", "historical"])),
            polarity=draw(st.sampled_from(["affirmed", "negated", "denied"])), by=tuple(draw(st.lists(ACTORS, max_size=1))),
            source=tuple(draw(PARTIES)), target=tuple(draw(PARTIES)), trigger=draw(SPANS), evidence=draw(SPANS),
            content=draw(st.none() | SPANS), condition=draw(st.none() | SPANS), when=draw(WHENS), due=draw(WHENS),
            place=draw(st.sampled_from([None, 0, 7])),
        )
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    statements = []
    for n in range(draw(st.integers(0, 2))):
        span = draw(SPANS)
        statements.append(
            Statement(
                id=f"{name}-s{n}", start=span.start, end=span.end, manner="indirect", spans=(span,),
                cue=draw(st.none() | SPANS), act=draw(st.sampled_from(["claim", "deny", "demand", "promise"])),
                source=draw(st.none() | st.builds(Source, start=st.just(0), end=st.just(4), actors=st.tuples(ACTORS))),
                inside=draw(st.sampled_from([None, f"{name}-s0", "nowhere"])),
            )
        )  # fmt: skip
    words = draw(SPANS)
    analysis = Analysis(
        id=name,
        published=date,
        passages=passages,
        sentences=(Span(0, 85), Span(85, len(TEXT))),
        mentions=(Mention(start=0, end=4, kind="name", actor=draw(ACTORS), office="office:CSC/president"),),
        times=(Time(start=words.start, end=words.end, type="TIME", value=draw(DAYS), earliest=draw(DAYS)),),
        places=(Place(start=0, end=4, name="Ardal", country="CHE"),),
        figures=(
            Figure(
                start=words.start, end=words.end, low=draw(st.none() | st.floats(0, 9)), high=None, precision="exact",
                unit="men", of="men", holder=draw(st.none() | ACTORS), time=draw(DAYS),
            ),
        ),
        statements=tuple(statements),
        moves=tuple(moves),
    )  # fmt: skip
    return Report(id=name, name=name, text=TEXT, passages=passages, published=date), analysis


def evidence(told: Weighed) -> list[Evidence]:
    return [
        *(e for x in (*told.claims, *told.happenings, *told.due) for e in x.evidence),
        *(e for x in told.lines for e in (*x.evidence, *(e for a in x.answers for e in a.evidence))),
        *(e for c in told.contradictions for s in c.sides for e in s.evidence),
        *(e for c in told.changes for s in (c.first, c.then) for e in s.evidence),
    ]


@given(st.lists(known(), max_size=4, unique_by=lambda k: k[0].id), st.randoms())
@settings(max_examples=60, deadline=None)
def test_any_reports_are_weighed_and_order_is_nothing(
    reports: list[tuple[Report, Analysis]], chance: object
) -> None:
    told = weigh(reports)
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(shuffled) == told
    for e in evidence(told):
        assert 0 <= e.start <= e.end <= len(TEXT)
    for c in told.claims:
        assert 1 <= c.origins_low <= c.origins_high <= c.reports
    ids = [x.id for x in (*told.claims, *told.lines, *told.happenings)]
    assert len(ids) == len(set(ids))
    brief(reports, told)
    for datum in (*told.claims, *told.contradictions):
        assert why(datum.id, reports, told) is not None
