"""Decisions about single data: rejected, they count nowhere; corrected, all follows; taken back, all is as before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente import ask
from detente.crisis import Crisis
from detente.errors import UsageError
from detente.model import Span, judged
from detente.model.derived import Weighed
from detente.model.given import Report
from detente.model.judged import Analysis, Ground, Judgement
from detente.resolve.corrections import CORRECTABLE, Rulings
from detente.resolve.findings import address, findings
from detente.resolve.judgements import Read, judged_by
from detente.weigh import weigh
from tests.store.test_judgements import everything
from tests.weigh.fixtures import Page

CSC, FRD, NRV, KRAL, RUIZ = "state:CSC", "state:FRD", "state:NRV", "person:ivo-kral", "person:ana-ruiz"


def charge(name: str = "charge", day: str = "2031-05-10") -> Page:
    """Freedonia accuses Cascadia."""
    said = "Freedonia accused Cascadia of planning a raid on the ferry"
    page = Page(name, day).says(f"{said}.")
    return page.move("ACCUSE", said, (FRD,), (CSC,), content="planning a raid on the ferry")


def denial() -> Page:
    """Cascadia denies it."""
    said = "Cascadia denies that it plans a raid"
    page = Page("denial", "2031-05-11").says(f"{said}.")
    return page.move("COMMENT", said, (CSC,), content="that it plans a raid", mode="deny")


def troops(name: str, words: str, number: int) -> Page:
    """How many soldiers Freedonia keeps."""
    page = Page(name).says(f"Freedonia keeps {words} near the delta.")
    return page.figure(words, number, number, unit="soldiers", of="soldiers near the delta", holder=FRD)


def turn(told_by: tuple[str, ...] = ()) -> Page:
    """Cascadia refuses, and promises later; or, if another tells of it, promises on no day."""
    refused, promised = "Ruiz would give no written reply", "Cascadia had promised a written reply"
    page = (
        Page("turn", "2031-05-12")
        .says(f"{refused}.")
        .says(f"Kral said {promised}." if told_by else f"{promised}.")
    )
    page.move("REJECT", refused, (RUIZ,), (FRD,), content="written reply", when="2031-05-08")
    return page.move("AGREE", promised, (CSC,), (FRD,), content="a written reply", status="planned", told_by=told_by,
                     when=None if told_by else "2031-05-11")  # fmt: skip


def meeting() -> Page:
    """Two meet on a day, in a place."""
    page = Page("meeting", "2031-05-12").says("Ruiz met Kral in Ardal on Sunday.").place("Ardal", "CHE")
    page.time("on Sunday", "2031-05-11", type="DATE")
    return page.move("CONSULT", "Ruiz met Kral in Ardal on Sunday", (RUIZ,), (KRAL,), when="2031-05-11")


def demand() -> Page:
    """Kral demands something: a statement and the move that its cue makes."""
    page = Page("demand", "2031-05-12").says("Kral demanded that Cascadia open the lock.")
    page.statement("that Cascadia open the lock", "demand", (KRAL,), "demanded")
    return page.move("REQUEST", "Kral demanded that Cascadia open the lock", (KRAL,), (CSC,), trigger="demanded",
                     content="that Cascadia open the lock", told_by=(KRAL,))  # fmt: skip


@cache
def world() -> tuple[Read, ...]:
    """Seven reports with something of every kind."""
    pages = (charge(), denial(), troops("many", "60,000 soldiers", 60000), troops("few", "9,000 soldiers", 9000), turn(),
             meeting(), demand())  # fmt: skip
    return tuple(page.made() for page in pages)


def opened(*read: Read) -> Crisis:
    """A crisis of these reports, or of all."""
    crisis = detente.open(":memory:")
    crisis.store.add(read or world())
    return crisis


@pytest.fixture(scope="module")
def still() -> Iterator[Crisis]:
    """A crisis of all reports in which nothing is decided."""
    with opened() as crisis:
        yield crisis


def ids_in(weighed: Weighed) -> set[str | None]:
    """Every statement and move that anything rests on."""
    return {e.item for _, found in ask.data(weighed) for datum in found for e in ask.evidence_of(datum)}


# --- rejecting ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["claim", "line", "happening", "contradiction", "change"])
def test_what_is_rejected_is_gone_can_be_seen_and_comes_back(kind: str) -> None:
    with opened() as crisis:
        before = everything(crisis)
        known = dict(ask.data(crisis.weighed()))[kind]
        assert known
        for datum in known[:3]:
            made = crisis.reject(datum.id[:9], reason="not so", author="the desk")
            assert datum.id not in {x.id for x in dict(ask.data(crisis.weighed()))[kind]}
            why = crisis.why(datum.id)
            assert (why.rejected, why.what, why.judgements[0].reason) == (True, kind, "not so")
            assert why.cites
            with pytest.raises(UsageError, match=r"rejected by the desk.*undo"):
                crisis.reject(datum.id)
            crisis.undo(made.id)
            assert everything(crisis) == before


def both_refused(name: str = "both", day: str = "2031-05-12") -> Page:
    """Two demands, and a refusal of both."""
    page = Page(name, day).says("Freedonia demanded the removal of all tolls.")
    page.move(
        "REQUEST",
        "Freedonia demanded the removal of all tolls",
        (FRD,),
        (CSC,),
        content="the removal of all tolls",
    )
    page.says("It also insists on the return of the ferry.").says("Cascadia has rejected both demands.")
    page.move("REQUEST", "It also insists on the return of the ferry", (FRD,), (CSC,),
              content="the return of the ferry", status="ongoing")  # fmt: skip
    return page.move("REJECT", "Cascadia has rejected both demands", (CSC,), content="both demands")


def test_one_wrong_answer_is_rejected_and_the_line_stands_without_it() -> None:
    with opened(both_refused().made()) as crisis:
        before = everything(crisis)
        tolls, ferry = crisis.ledger(kind="demand")
        assert (tolls.state, ferry.state) == ("refused", "refused")
        (answer,) = tolls.answers
        why = crisis.why(answer.id[:10])
        assert (why.what, why.related, why.rejected) == ("answer", (tolls.id,), False)
        made = crisis.reject(answer.id, reason="only of the ferry", author="the desk")
        now = {line.id: line for line in crisis.ledger(kind="demand")}
        assert (now[tolls.id].state, now[tolls.id].answers) == ("open", ())
        assert now[ferry.id] == ferry
        (refusal,) = crisis.ledger(kind="refusal")
        assert refusal.related == (ferry.id,)
        assert crisis.why(answer.id).rejected
        assert [j.id for j in crisis.why(tolls.id).judgements] == [made.id]
        assert not crisis.why(ferry.id).judgements
        assert not crisis.why(ferry.answers[0].id).judgements
        with pytest.raises(UsageError, match="was rejected by the desk"):
            crisis.reject(answer.id)
        crisis.undo(made.id)
        assert everything(crisis) == before


def test_a_rejected_answer_stays_rejected_when_a_copy_comes() -> None:
    with opened(both_refused().made()) as crisis:
        (answer,) = crisis.ledger(kind="demand")[0].answers
        crisis.reject(answer.id)
        crisis.store.add([both_refused("copy", "2031-05-11").made()])
        crisis._forget()
        tolls, ferry = crisis.ledger(kind="demand")
        assert (tolls.state, ferry.state) == ("open", "refused")
        assert (len(tolls.evidence), len(ferry.evidence)) == (2, 2)


def test_an_answer_that_a_person_gave_is_taken_back_and_not_rejected() -> None:
    with opened(demand().made()) as crisis:
        (line,) = crisis.ledger(kind="demand")
        made = crisis.answer(line.id, "refused", by="CSC", author="Ana Lind")
        (given,) = crisis.ledger(kind="demand")[0].answers
        with pytest.raises(UsageError, match=rf"given by Ana Lind; `detente undo {made.id[:8]}`"):
            crisis.reject(given.id)


def test_a_judgement_on_two_sides_says_nothing_of_another_pair_with_one_of_them() -> None:
    with opened(charge().made(), denial().made(), charge("again", "2031-05-30").made()) as crisis:
        for contradiction in crisis.contradictions():
            crisis.note(contradiction.id, f"of {contradiction.id}")
        for contradiction in crisis.contradictions():
            notes = [j.value for j in crisis.why(contradiction.id).judgements if j.what == "contradiction"]
            assert notes == [f"of {contradiction.id}"]


def test_a_rejected_claim_is_in_no_list_and_in_no_count() -> None:
    with opened() as crisis:
        (claim,) = (c for c in crisis.claims() if c.type == "CONSULT")
        crisis.reject(claim.id)
        assert not crisis.timeline(actor="CSC")
        assert not {e.item for e in claim.evidence} & ids_in(crisis.weighed())
        assert not crisis.tension("CSC", "FRD") or all(
            claim.id not in d.claims for d in crisis.tension("CSC", "FRD")
        )


def test_a_copy_that_comes_later_does_not_bring_a_rejected_claim_back() -> None:
    with opened(charge().made()) as crisis:
        (claim,) = crisis.claims()
        crisis.reject(claim.id)
        crisis.store.add([charge("copy", "2031-05-11").made()])
        crisis._forget()
        assert crisis.claims() == ()


def test_a_rejected_contradiction_disputes_nothing() -> None:
    with opened(charge().made(), denial().made()) as crisis:
        (found,) = crisis.contradictions()
        assert len(crisis.claims(disputed=True)) == 2
        crisis.reject(found.id)
        assert crisis.contradictions() == ()
        assert crisis.claims(disputed=True) == ()
        assert {c.standing for c in crisis.claims()} == {"single origin"}
        assert all(not c.reasons for c in crisis.claims())


def test_words_that_are_not_at_odds_stay_so_when_others_repeat_them() -> None:
    with opened(charge().made(), denial().made()) as crisis:
        crisis.reject(crisis.contradictions()[0].id)
        crisis.store.add([charge("early", "2031-05-09").made()])
        crisis._forget()
        assert crisis.contradictions() == ()


def test_a_rejected_figure_is_no_claim_and_contradicts_none() -> None:
    many = next(a for r, a in world() if r.id == "many")
    with opened(*(known for known in world() if known[0].id in ("many", "few"))) as crisis:
        assert [c.kind for c in crisis.contradictions()] == ["figure"]
        crisis.reject(address("figure", "many", many.figures[0].span))
        assert crisis.contradictions() == ()
        assert [c.low for c in crisis.claims()] == [9000]


def test_a_line_that_was_disputed_by_what_is_no_contradiction_is_not() -> None:
    with opened(turn(told_by=(KRAL,)).made()) as crisis:
        assert any(line.disputed for line in crisis.ledger())
        crisis.reject(crisis.contradictions()[0].id)
        assert crisis.contradictions() == ()
        assert not any(line.disputed for line in crisis.ledger())


def test_a_move_goes_with_the_statement_that_its_words_are_too() -> None:
    with opened(*(known for known in world() if known[0].id == "demand")) as crisis:
        (analysis,) = crisis.analyses()
        crisis.reject(analysis.moves[0].id)
        assert (crisis.analyses()[0].moves, crisis.analyses()[0].statements, crisis.claims()) == ((), (), ())
        statement = crisis.why(analysis.statements[0].id)
        assert statement.rejected
        assert [j.datum for j in statement.judgements] == [analysis.moves[0].id]
        with pytest.raises(UsageError, match="the same words"):
            crisis.accept(analysis.statements[0].id)


def test_a_mention_that_is_nobody_leaves_nobody_behind() -> None:
    report, found = charge().made()
    mention = judged.Mention(start=0, end=9, kind="name", actor=FRD)
    source = judged.Party(actor=FRD, code="FRD", start=0, end=9)
    move = msgspec.structs.replace(found.moves[0], source=(source,))
    found = msgspec.structs.replace(found, mentions=(mention,), moves=(move,))
    with opened((report, found)) as crisis:
        crisis.reject(address("mention", "charge", Span(0, 9)))
        (analysis,) = crisis.analyses()
        assert analysis.mentions == ()
        assert analysis.moves[0].source == (judged.Party(actor=None, start=0, end=9),)


# --- accepting and noting ----------------------------------------------------------------------------


def test_to_accept_and_to_note_changes_nothing_that_is_counted() -> None:
    with opened() as crisis:
        before = everything(crisis)
        for _, found in ask.data(crisis.weighed()):
            for datum in found[:1]:
                crisis.accept(datum.id, author="the desk")
                crisis.note(datum.id, "see the minutes")
                assert [j.kind for j in crisis.why(datum.id).judgements][-2:] == ["accept", "note"]
        crisis.note("charge", "a bulletin")
        crisis.note(RUIZ, "left office later")
        crisis.note(crisis.stories()[0].id, "one day")
        assert everything(crisis) == before
        assert [d.standing for d in crisis.decisions()] == ["holds"] * len(crisis.judgements())


def test_what_is_checked_is_checked_still_when_its_id_has_changed() -> None:
    with opened(charge().made()) as crisis:
        (claim,) = crisis.claims()
        crisis.accept(claim.id)
        crisis.store.add([charge("early", "2031-05-09").made()])
        crisis._forget()
        (now,) = crisis.claims()
        assert now.id != claim.id
        assert [j.kind for j in crisis.why(now.id).judgements] == ["accept"]


def test_judgements_are_found_by_their_words_kind_and_datum() -> None:
    with opened() as crisis:
        crisis.note("charge", "Ask the harbour master", author="Ana")
        crisis.note("denial", "fine", reason="harbour")
        crisis.accept(crisis.claims()[0].id)
        assert [d.datum for d in crisis.decisions("HARBOUR")] == ["charge", "denial"]
        assert [d.datum for d in crisis.decisions("harbour ana")] == ["charge"]
        assert [d.kind for d in crisis.decisions(kind="accept")] == ["accept"]
        assert [d.datum for d in crisis.decisions(about="den")] == ["denial"]
        with pytest.raises(UsageError, match="no kind of judgement"):
            crisis.decisions(kind="guess")


# --- correcting --------------------------------------------------------------------------------------


def test_a_corrected_type_is_the_type_everywhere() -> None:
    with opened(charge().made()) as crisis:
        (claim,) = crisis.claims()
        crisis.correct_datum(claim.id, "type", "threaten")
        (now,) = crisis.claims()
        assert now.type == "THREATEN"
        assert [line.kind for line in crisis.ledger()] == ["threat"]
        field = next(f for f in crisis.why(crisis.analyses()[0].moves[0].id).fields if f.name == "type")
        assert (field.value, field.was, field.corrected) == ("THREATEN", "ACCUSE", True)


def test_a_corrected_speaker_is_followed_by_tellers_and_parties() -> None:
    report, found = demand().made()
    said = msgspec.structs.replace(found.statements[0], source=judged.Source(start=0, end=4, actors=(KRAL,)))
    party = judged.Party(actor=KRAL, code="FRD", start=0, end=4)
    move = msgspec.structs.replace(found.moves[0], statement=said.id, source=(party,))
    found = msgspec.structs.replace(found, statements=(said,), moves=(move,))
    with opened((report, found), meeting().made()) as crisis:
        crisis.correct_datum(said.id, "source", RUIZ)
        now = crisis.analyses()[0]
        assert now.statements[0].source
        assert now.statements[0].source.actors == (RUIZ,)
        assert now.moves[0].by == (RUIZ,)
        assert [(p.actor, p.code) for p in now.moves[0].source] == [(RUIZ, "CSC")]


def test_a_corrected_time_moves_what_was_dated_by_it() -> None:
    with opened(meeting().made()) as crisis:
        (time,) = crisis.analyses()[0].times
        crisis.correct_datum(address("time", "meeting", time.span), "value", "2031-05-09")
        (happened,) = crisis.timeline()
        assert happened.when
        assert happened.when.value == "2031-05-09"


def test_a_rejected_time_leaves_what_was_dated_by_it_without_a_date() -> None:
    with opened(meeting().made()) as crisis:
        (time,) = crisis.analyses()[0].times
        crisis.reject(address("time", "meeting", time.span))
        (happened,) = crisis.timeline()
        assert happened.when is None


def test_a_place_is_corrected_to_another_of_its_name() -> None:
    report, found = meeting().made()
    place = judged.Place(
        start=found.places[0].start,
        end=found.places[0].end,
        name="Geneva",
        country="USA",
        lat=41.9,
        lon=-88.3,
    )
    with opened((report, msgspec.structs.replace(found, places=(place,)))) as crisis:
        id = address("place", "meeting", place.span)
        with pytest.raises(UsageError, match=r"several places.*Geneva, CHE, \d+"):
            crisis.correct_datum(id, "reading", "Geneva")
        crisis.correct_datum(id, "reading", "geneva, CHE, 2660646")
        (now,) = crisis.analyses()[0].places
        assert (now.country, round(now.lat or 0), now.span) == ("CHE", 46, place.span)
        crisis.correct_datum(id, "reading", "-")
        assert crisis.analyses()[0].places[0].lat is None


def test_a_corrected_figure_contradicts_nothing_any_more() -> None:
    many = next(a for r, a in world() if r.id == "many").figures[0]
    with opened(*(known for known in world() if known[0].id in ("many", "few"))) as crisis:
        id = address("figure", "many", many.span)
        with pytest.raises(UsageError, match="correct the other bound with it"):
            crisis.correct_datum(id, "high", "9,000")
        made = crisis.correct_fields(id, {"high": "9 000", "low": "9,000"}, reason="a slip")
        assert [(j.field, j.value, j.reason) for j in made] == [
            ("low", "9000", "a slip"),
            ("high", "9000", "a slip"),
        ]
        assert crisis.contradictions() == ()
        assert [(c.low, c.reports) for c in crisis.claims()] == [(9000, 2)]


def test_merging_whom_a_correction_names_is_followed() -> None:
    with opened(charge().made(), meeting().made()) as crisis:
        crisis.correct_datum(crisis.store.analyses()[0].moves[0].id, "source", KRAL)
        crisis.merge(KRAL, RUIZ)
        assert [p.actor for p in crisis.analyses()[0].moves[0].source] == [RUIZ]


def test_what_is_stored_stays_as_it_was_found() -> None:
    with opened() as crisis:
        before = crisis.store.analyses()
        moves = [move.id for analysis in before for move in analysis.moves]
        crisis.correct_datum(moves[0], "status", "planned")
        crisis.reject(moves[1])
        assert crisis.analyses() != before
        assert crisis.store.analyses() == before


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c, m: c.reject("zzzz"), "no single datum"),
        (lambda c, m: c.accept(""), "no single datum"),
        (lambda c, m: c.reject("charge"), "report charge can have notes"),
        (lambda c, m: c.accept(RUIZ), "can have notes"),
        (lambda c, m: c.note(m, "  \n "), "needs words"),
        (lambda c, m: c.note(m, "x" * 5_000), "at most 4,000"),
        (lambda c, m: c.correct_datum(m, "mood", "bad"), "no “mood” to correct; there are: type, mode"),
        (lambda c, m: c.correct_datum(m, "type", "WAR"), "no type; there are: AGREE"),
        (lambda c, m: c.correct_datum(m, "type", " accuse "), "is ACCUSE already"),
        (lambda c, m: c.correct_datum(m, "mode", "visit"), "no mode; there are: disapprove"),
        (lambda c, m: c.correct_datum(m, "status", ""), "say what the status is"),
        (lambda c, m: c.correct_datum(m, "source", "the moon man"), "no actor"),
        (lambda c, m: c.correct_datum(m, "source", " "), "or - for nobody"),
        (lambda c, m: c.correct_datum(m, "when", "next week"), "is no time; write 2022-01-25"),
        (lambda c, m: c.correct_datum(m, "when", "/" * 9_000), "is no time"),
        (lambda c, m: c.correct_datum(c.contradictions()[0].id, "kind", "x"), "follows from what reports say"),
        (lambda c, m: c.correct_datum("figure-many-16-31", "low", "a lot"), "is no number"),
        (lambda c, m: c.correct_datum("figure-many-16-31", "low", "nan"), "is no number"),
        (lambda c, m: c.correct_datum("place-meeting-17-22", "reading", "Xyzzyqq"), "no place that we know"),
        (lambda c, m: c.correct_datum("mention-meeting-0-1", "actor", "-"), "is not one actor"),
    ],
)  # fmt: skip
def test_a_judgement_that_cannot_be_is_refused_in_words(still: Crisis, call: Any, words: str) -> None:
    move = next(a for a in still.analyses() if a.id == "charge").moves[0].id
    with pytest.raises(UsageError, match=words):
        call(still, move)
    assert still.judgements() == ()


# --- what always holds -------------------------------------------------------------------------------


@cache
def everything_found() -> tuple[tuple[str, str, Ground], ...]:
    """What was found in all reports: kind, id, place."""
    return tuple(
        (f.what, f.id, Ground(report=a.id, start=f.span.start, end=f.span.end, item=f.id if f.what in ("statement", "move") else None))
        for _, a in world()
        for f in findings(a)
    )  # fmt: skip


def kept(id: str, kind: str, **more: Any) -> Judgement:
    """A judgement as a store has it."""
    return Judgement(id=id, kind=kind, author="a test", made="2031-06-01T10:00:00Z", **more)  # type: ignore[arg-type]  # a test fills what fields it needs


@cache
def all_derived() -> tuple[tuple[str, Any], ...]:
    """What follows from all reports."""
    weighed = weigh(world())
    return tuple((what, datum) for what, found in ask.data(weighed) for datum in found)


@st.composite
def judgements(draw: st.DrawFn, prefix: str = "j") -> list[Judgement]:
    """Any judgements on data, those that make no sense among them."""
    from detente.ask.subjects import of_datum

    made: list[Judgement] = []
    for n in range(draw(st.integers(0, 6))):
        id = f"{prefix}{n}"
        kind = draw(st.sampled_from(["accept", "reject", "reject", "correct", "correct", "note", "undo"]))
        if kind == "undo":
            made.append(kept(id, "undo", undoes=f"{prefix}{draw(st.integers(0, max(0, n - 1)))}"))
            continue
        if kind == "reject" and draw(st.booleans()):
            what, datum = draw(st.sampled_from(all_derived()))
            subject = of_datum(what, datum, ask.evidence_of(datum))
            made.append(kept(id, kind, datum=subject.id, what=subject.what, grounds=subject.grounds))
            continue
        what, name, ground = draw(st.sampled_from(everything_found()))
        more: dict[str, Any] = {"datum": name, "what": what, "grounds": (ground,)}
        if kind == "correct":
            more["field"] = draw(st.sampled_from(CORRECTABLE[what] + ("shape",)))  # type: ignore[index]  # the keys are the kinds drawn from
            more["value"] = draw(
                st.sampled_from([None, "THREATEN", "planned", "2031-05-03", "7", "Geneva, CHE", "happened"])
            )
            more["actors"] = draw(st.sampled_from([(), (KRAL,), (RUIZ, NRV)]))
        made.append(kept(id, kind, **more))
    return made


def laid(made: list[Judgement]) -> list[Analysis]:
    """The analyses under some judgements."""
    return judged_by(world(), made)


def followed(made: list[Judgement]) -> Weighed:
    """What follows under some judgements."""
    from detente.resolve.judgements import in_force

    known: list[tuple[Report, Analysis]] = [(r, a) for (r, _), a in zip(world(), laid(made), strict=True)]
    return weigh(known, judgements=in_force(made))


@given(before=judgements("a"), last=judgements("b"))
@settings(max_examples=30, deadline=None)
def test_undoing_the_latest_judgements_restores_the_very_same(
    before: list[Judgement], last: list[Judgement]
) -> None:
    undone = [kept(f"undo {j.id}", "undo", undoes=j.id) for j in reversed(last)]
    assert laid([*before, *last, *undone]) == laid(before)
    assert followed([*before, *last, *undone]) == followed(before)


@given(made=judgements())
@settings(max_examples=30, deadline=None)
def test_nothing_rests_on_what_is_rejected_and_every_span_is_in_its_report(made: list[Judgement]) -> None:
    from detente.resolve.judgements import in_force

    gone = {j.datum for j in in_force(made) if j.kind == "reject"}
    weighed = followed(made)
    assert not gone & ids_in(weighed)
    assert not gone & {datum.id for _, found in ask.data(weighed) for datum in found}
    texts = {r.id: r.text for r, _ in world()}
    for analysis in laid(made):
        assert not gone & {f.id for f in findings(analysis)}
        for f in findings(analysis):
            assert 0 <= f.span.start <= f.span.end <= len(texts[analysis.id])
        for move in analysis.moves:
            assert move.place is None or move.place < len(analysis.places)
            assert move.figure is None or move.figure < len(analysis.figures)


@given(made=judgements())
@settings(max_examples=30, deadline=None)
def test_accepting_and_noting_are_as_if_nothing_had_been_said(made: list[Judgement]) -> None:
    silent = [j for j in made if j.kind not in ("accept", "note")]
    assert laid(made) == laid(silent)
    assert followed(made) == followed(silent)


@given(made=judgements(), order=st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_judgements_on_different_fields_is_nothing(made: list[Judgement], order: Any) -> None:
    once = {(j.kind == "correct", j.datum, j.field): j for j in made if j.kind != "undo"}
    # A type takes its modes along, so that these two are one field.
    unrelated = [j for key, j in once.items() if key[2] not in ("mode", "type")]
    mixed = list(unrelated)
    order.shuffle(mixed)
    assert laid(mixed) == laid(unrelated)
    assert followed(mixed) == followed(unrelated)


@given(made=judgements())
@settings(max_examples=30, deadline=None)
def test_without_rulings_on_a_report_its_analysis_is_the_very_same(made: list[Judgement]) -> None:
    rulings = Rulings(made, lambda actor: actor)
    for _, analysis in world():
        if analysis.id not in rulings.rejected and analysis.id not in rulings.corrected:
            assert rulings.laid_over(analysis, lambda *_: None) is analysis


# --- reading again -----------------------------------------------------------------------------------


def test_a_judgement_outlives_its_report_and_holds_again_when_that_comes_back() -> None:
    with opened() as crisis:
        (analysis,) = (a for a in crisis.analyses() if a.id == "charge")
        crisis.reject(analysis.moves[0].id)
        after = everything(crisis)
        crisis.remove("charge.txt")
        assert [d.standing for d in crisis.decisions()] == ["applies to nothing"]
        crisis.weighed()
        crisis.store.add([charge().made()])
        crisis._forget()
        assert [d.standing for d in crisis.decisions()] == ["holds"]
        assert everything(crisis) == after


def test_what_another_version_reads_otherwise_is_told_and_not_lost() -> None:
    with opened() as crisis:
        (analysis,) = (a for a in crisis.analyses() if a.id == "charge")
        made = crisis.correct_datum(analysis.moves[0].id, "type", "COMMENT")
        crisis.remove("charge.txt")
        report, found = charge().made()
        other = msgspec.structs.replace(found.moves[0], id="read otherwise")
        crisis.store.add([(report, msgspec.structs.replace(found, moves=(other,)))])
        crisis._forget()
        assert [m.type for a in crisis.analyses() if a.id == "charge" for m in a.moves] == ["ACCUSE"]
        (decided,) = crisis.decisions()
        assert (decided.id, decided.standing) == (made.id, "applies to nothing")
        crisis.undo(made.id)


@pytest.mark.parametrize("text", ["mention-a-b-1-2", "time--1-2", "figure-x-9999999999-1", "place-" * 50])
def test_an_odd_id_names_nothing(still: Crisis, text: str) -> None:
    with pytest.raises(UsageError, match="no single datum"):
        still.why(text)
