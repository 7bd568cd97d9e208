"""What must hold for any report, whatever it says and however it is littered; reports are put together from our own sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente import clean
from detente.crisis import Crisis
from detente.errors import InputError
from detente.model.derived import Claim, Evidence, Weighed
from detente.model.found import Findings
from detente.model.given import Raw, Report
from detente.model.judged import Analysis, When
from detente.model.record import Record, Span
from detente.pipeline import analyses
from detente.store.sqlite import open_store
from detente.weigh import weigh

Known = tuple[Report, Analysis]

MEMORY: dict[str, Findings] = {}
"""Passages read by one test need not be parsed again by the next."""

SENTENCES = (
    "Foreign Minister Ana Kovic said on Friday that Norway would send a written reply next week.",
    "“We expect an answer within a month,” she told reporters in Nairobi.",
    "Chile rejected the demand and recalled its ambassador from Lima.",
    "Peru's president threatened to close the border if the talks failed.",
    "About 3,500 soldiers were moved to the strait in 2019, two officials said.",
    "THE ENVOYS MET IN OSLO AT NOON GMT ON MARCH 3, 2021.",
    "according to the ministry the ceasefire would hold until sunday",
    "Kenya's defence minister denied that his country had promised 10 USD per barrel.",
    "The two sides agreed to resume talks on the fisheries accord by the end of the year.",
    "“It is not true,” said Mr Öztürk, who was to meet Oleksandr Ivanov in İzmir at mıdnight.",
    "He would not say whether the sanctions of 1 April had been lifted.",
)

LITTER = (
    "Share this", "Advertisement", "Read more: five things to know", "Photo: Harbour Agency", "Home | World | Sport",
    "🕊🕊🕊", "(c) 2021", "———", "«»", "\u200b\u200b", "\u202eabc\u202c", "&nbsp;&amp;", "\ufeff", "1e400", "“", "\"\"\"\"", "…", "\xad",
    "00:00", "31/02/2021", "99999999999999999999", "A.", "?!", "\ue000", "e\u0301\u0302", "ſ", "9999-12-31T24:00", "44 BC",
)  # fmt: skip

ODD = ("", "", "", " ", "\u00a0", "\u200b", "\u00ad", " 🕊 ", "”", "\u2028", "\t")

REPORTS = st.lists(
    st.tuples(st.sampled_from((*SENTENCES, *SENTENCES, *LITTER)), st.sampled_from(ODD), st.sampled_from((" ", "\n", "\n\n"))),
    min_size=1, max_size=7,
).map(lambda parts: "".join(words + odd + gap for words, odd, gap in parts))  # fmt: skip
TEXTS = st.one_of(REPORTS, st.tuples(REPORTS, st.text(max_size=40)).map("".join))
LEVELS = st.sampled_from(("full", "none"))
DATES = st.sampled_from((None, "2021-03-05", "2019-12-31T23:30+01:00", "2024-02-29"))

slow_start = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
few = settings(slow_start, max_examples=20)

ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


def read(raws: list[Raw], level: clean.Level = "full") -> list[Known]:
    """The reports of raw texts that have words, with their analyses."""
    made = []
    for raw in raws:
        try:
            made.append(clean.report(raw, level=level))
        except InputError:
            continue
    return list(analyses(made, MEMORY))


def raws(texts: list[str], published: str | None = None) -> list[Raw]:
    """Raw reports of different outlets."""
    return [
        Raw(name=f"{n}.txt", content=text, outlet=f"Outlet {n}", published=published)
        for n, text in enumerate(texts)
    ]


def spans(record: object) -> Iterator[tuple[int, int]]:
    """Every span in a record, its own included."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif isinstance(record, Record):
        start, end = getattr(record, "start", None), getattr(record, "end", None)
        assert (start is None) == (end is None)
        if start is not None and end is not None:
            yield start, end
        for field in record.__struct_fields__:
            yield from spans(getattr(record, field))


def intervals(analysis: Analysis) -> Iterator[tuple[str | None, str | None]]:
    """Every interval of an analysis."""
    whens = [w for m in analysis.moves for w in (m.when, m.due) if w]
    dated: list[When] = [*whens]
    for one in (*dated, *analysis.times, *([analysis.published] if analysis.published else [])):
        yield one.earliest, one.latest


@slow_start
@given(text=TEXTS, published=DATES, level=LEVELS)
def test_every_datum_quotes_words_of_its_report(text: str, published: str | None, level: clean.Level) -> None:
    for report, analysis in read(raws([text], published), level):
        for start, end in spans(analysis):
            assert 0 <= start < end <= len(report.text)
            words = report.text[start:end]
            assert words == words.strip()


@slow_start
@given(text=TEXTS, published=DATES)
def test_lists_are_in_text_order_and_what_they_point_to_is_there(text: str, published: str | None) -> None:
    for _, found in read(raws([text], published)):
        for items in (
            found.passages,
            found.mentions,
            found.times,
            found.places,
            found.figures,
            found.statements,
        ):
            starts = [item.start for item in items]
            assert starts == sorted(starts)
        statements = [s.id for s in found.statements]
        assert len({*statements}) == len(statements)
        assert len({m.id for m in found.moves}) == len(found.moves)
        assert {s.inside for s in found.statements} | {m.statement for m in found.moves} <= {
            None,
            *statements,
        }
        assert all(m.place is None or m.place < len(found.places) for m in found.moves)
        assert all(m.figure is None or m.figure < len(found.figures) for m in found.moves)


@slow_start
@given(text=TEXTS, published=DATES)
def test_intervals_are_iso_and_begin_before_they_end(text: str, published: str | None) -> None:
    for _, found in read(raws([text], published)):
        for first, last in intervals(found):
            for edge in (first, last):
                assert edge is None or (ISO.fullmatch(edge) and datetime.fromisoformat(edge))
            assert first is None or last is None or first[:10] <= last[:10]


@few
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_reading_twice_adds_nothing(texts: list[str]) -> None:
    with Crisis(open_store(":memory:")) as crisis:
        first = crisis.add_raw(raws(texts))
        before, weighed = crisis.analyses(), crisis.weighed()
        again = crisis.add_raw(raws(texts))
        assert again.new == 0 and again.known == first.new + first.known
        assert (crisis.analyses(), crisis.weighed()) == (before, weighed)


MOVED = "About 3,500 soldiers were moved to the strait in 2019, two officials said."


@few
@example(texts=[f"{MOVED} 1e400\n{MOVED}", SENTENCES[0]])
@given(texts=st.lists(REPORTS, min_size=2, max_size=3))
def test_order_of_arrival_is_nothing(texts: list[str]) -> None:
    known = read(raws(texts))
    weighed = [weigh(order) for order in permutations(known)]
    assert all(one == weighed[0] for one in weighed)
    for one in weighed[:1]:
        check_ids(one, known)


def check_ids(weighed: Weighed, known: list[Known]) -> None:
    """Every id that is pointed to is there, and every piece of evidence is words of its report."""
    texts = {report.id: report.text for report, _ in known}
    items = {item.id for _, found in known for item in (*found.statements, *found.moves)}
    claims = {claim.id for claim in weighed.claims}
    assert len(claims) == len(weighed.claims)
    assert {i for claim in weighed.claims for i in claim.disputed_by} <= claims
    assert {line.claim for line in weighed.lines} <= {None, *claims}
    for piece in evidence(weighed):
        assert 0 <= piece.start < piece.end <= len(texts[piece.report])
        assert piece.item is None or piece.item in items


def evidence(record: object) -> Iterator[Evidence]:
    """All evidence in a record."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from evidence(item)
    elif isinstance(record, Record):
        for field in record.__struct_fields__:
            yield from evidence(getattr(record, field))


STORY = " ".join((*SENTENCES[:3], SENTENCES[8], SENTENCES[3]))
OTHER = " ".join((SENTENCES[7], SENTENCES[4], SENTENCES[10]))


@few
@given(
    texts=st.lists(st.sampled_from((STORY, OTHER)), min_size=1, max_size=2, unique=True),
    copied=st.integers(0, 1),
    litter=st.sampled_from(("", "Share this", "Advertisement")),
)
def test_a_copy_at_another_outlet_adds_no_origin(texts: list[str], copied: int, litter: str) -> None:
    text = texts[copied % len(texts)]
    known = read(raws(texts))
    more = read(raws([*texts, f"{litter}\n\n{text}" if litter else text]))
    assert len(more) == len(known) + 1
    before = {words(claim): claim for claim in weigh(known).claims}
    after = {words(claim): claim for claim in weigh(more).claims}
    assert before.keys() == after.keys()
    for what, claim in after.items():
        assert claim.origins_high == before[what].origins_high
        assert claim.origins_low == before[what].origins_low


def words(claim: Claim) -> tuple[object, ...]:
    """What a claim says, whoever prints it."""
    return claim.text, claim.kind, claim.type, claim.actors, claim.targets


FRAMES = (
    "{A} rejected the demand of {B} {day}.",
    "{A} threatened {day} to expel the ambassador of {B}.",
    "{A} urged {B} to withdraw its troops, its ministry said {day}.",
    "{A} and {B} signed a trade agreement {day}.",
    "{open}We reject the offer of {B},{close} the foreign minister of {A} said {day}.",
    "The president of {A} met the president of {B} {day}.",
)
STATES = (("Norway", "Peru"), ("Kenya", "Chile"), ("Portugal", "Japan"))
DAYS = ("on Monday", "on March 3", "on 3 March", "yesterday")
MARKS = ('""', "“”", "«»", "„“")
AROUND = ("{}", "Share this\n\n{}\n\nAdvertisement", "🕊 \n{}", "{}\n\nRead more: five things to know")


@pytest.mark.parametrize("frame", FRAMES)
def test_other_names_days_marks_and_litter_make_the_same_moves(frame: str) -> None:
    seen = {}
    for n, ((a, b), day, marks, around) in enumerate(product(STATES, DAYS, MARKS, AROUND)):
        if n % 7 == 0 or n < 16:
            sentence = frame.format(A=a, B=b, day=day, open=marks[0], close=marks[1])
            ((_, found),) = read(raws([around.format(sentence)], "2021-03-05"))
            seen[sentence] = {(m.type, m.status, m.polarity) for m in found.moves}
    first = next(iter(seen.values()))
    assert first, "the sentence tells of something"
    assert {s: m for s, m in seen.items() if m != first} == {}


SHAPES: tuple[Callable[[str], str], ...] = (str.upper, str.lower, lambda s: s.replace(" ", "\u00a0"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_capitals_small_letters_and_wide_spaces_break_nothing(
    sentence: str, shape: Callable[[str], str]
) -> None:
    for report, found in read(raws([shape(sentence)])):
        for start, end in spans(found):
            assert report.text[start:end] == report.text[start:end].strip() != ""
