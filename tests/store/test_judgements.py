"""Decisions about who is who: added and never dropped, followed by everything, taken back without a trace."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.crisis import Crisis
from detente.errors import StoreError, UsageError
from detente.model import Span, judged
from detente.model.given import Passage, Published, Report
from detente.model.judged import Analysis, Judgement
from detente.resolve.judgements import Read, in_force, judged_by
from detente.store.sqlite import HEAD, open_store

ROE, ROWE, LIND = "person:jane-roe", "person:jane-rowe", "person:ana-lind"

WORDS = {
    ROE: "Jane Roe",
    ROWE: "Jane Rowe",
    LIND: "Ana Lind",
    "state:PER": "Peru",
    "org:NATO": "NATO",
    None: "The envoy",
}


def told(name: str, *speakers: str | None, as_: str | None = None) -> Read:
    """A report in which one after the other says that talks go on; each is a mention, a speaker and a party."""
    text, mentions, statements, moves = "", [], [], []
    for n, actor in enumerate(speakers):
        words = as_ or WORDS.get(actor) or str(actor).partition(":")[2]
        start, cue = len(text), len(text) + len(words) + 1
        text += f"{words} said that talks number {n} would go on. "
        who, end = Span(start, start + len(words)), len(text) - 1
        mentions.append(judged.Mention(start=who.start, end=who.end, kind="name", actor=actor, rule="name"))
        statements.append(judged.Statement(
            id=f"{name}s{n}", start=start, end=end, manner="indirect", spans=(Span(cue + 5, end),), cue=Span(cue, cue + 4),
            act="say", source=judged.Source(start=who.start, end=who.end, actors=(actor,) if actor else ()),
        ))  # fmt: skip
        moves.append(judged.Move(
            id=f"{name}m{n}", type="COMMENT", status="occurred", by=(actor,) if actor else (), statement=f"{name}s{n}",
            source=(judged.Party(actor=actor, code="PER" if actor else None, start=who.start, end=who.end),),
            trigger=Span(cue, cue + 4), evidence=Span(start, end),
        ))  # fmt: skip
    day = Published(earliest="2024-03-05", latest="2024-03-05", by="caller")
    passages = (Passage(start=0, end=len(text), role="body"),)
    report = Report(id=name, name=f"{name}.txt", text=text, passages=passages, published=day)
    analysis = Analysis(
        id=name, published=day, passages=passages, sentences=tuple(Span(s.start, s.end) for s in statements),
        mentions=tuple(mentions), statements=tuple(statements), moves=tuple(moves),
        figures=tuple(judged.Figure(start=m.start, end=m.end, low=1, high=1, precision="exact", holder=m.actor) for m in mentions),
    )  # fmt: skip
    return report, analysis


def opened(*read: Read) -> Crisis:
    """A crisis of these reports."""
    crisis = detente.open(":memory:")
    crisis.store.add(read)
    return crisis


def everything(crisis: Crisis) -> bytes:
    """What was read and what follows, byte for byte."""
    return msgspec.json.encode([crisis.analyses(), crisis.weighed()])


def everybody(analysis: Analysis) -> set[str | None]:
    """Every actor of an analysis, by whatever way it is named."""
    found = {m.actor for m in analysis.mentions} | {f.holder for f in analysis.figures}
    for s in analysis.statements:
        found |= {*s.to, *(s.source.actors if s.source else ())}
    for m in analysis.moves:
        found |= {*m.by, *(p.actor for p in (*m.source, *m.target))}
    return found


def judgement(kind: str, *actors: str, **more: Any) -> Judgement:
    """A judgement of a test."""
    id = more.pop("id", f"{kind} {actors} {sorted(more.items())}")
    return Judgement(id=id, kind=kind, actors=actors, author="a test", made="2024-03-05T10:00:00Z", **more)  # type: ignore[arg-type]


# --- what a judgement does ---------------------------------------------------------------------------


def test_a_merge_is_followed_by_mentions_speakers_tellers_parties_and_holders() -> None:
    with opened(told("r1", ROE, LIND), told("r2", ROWE)) as crisis:
        made = crisis.merge(ROWE, ROE, reason="a slip of the agency", author="the desk")
        first, second = crisis.analyses()
        assert everybody(second) == {ROE}
        assert everybody(first) == {ROE, LIND}
        (mention,) = second.mentions
        assert (mention.rule, mention.flag) == ("judgement", "a slip of the agency")
        assert first.mentions[0].rule == "name"
        assert (made.author, made.kind, made.actors) == ("the desk", "merge", (ROWE, ROE))


def test_what_is_stored_stays_as_it_was_found() -> None:
    with opened(told("r1", ROE), told("r2", ROWE)) as crisis:
        before = crisis.store.analyses()
        crisis.merge(ROE, ROWE)
        assert crisis.analyses() != before
        assert crisis.store.analyses() == before


def test_a_merge_counts_the_claims_of_two_as_those_of_one() -> None:
    with opened(told("r1", ROE), told("r2", ROWE)) as crisis:
        apart = {a for c in crisis.claims() for a in c.actors}
        crisis.merge(ROWE, ROE)
        assert apart == {ROE, ROWE}
        assert {a for c in crisis.claims() for a in c.actors} == {ROE}


def test_merging_into_a_merged_actor_follows_the_chain() -> None:
    with opened(told("r1", ROE), told("r2", ROWE), told("r3", LIND)) as crisis:
        crisis.merge(ROE, ROWE)
        crisis.merge(ROWE, LIND)
        assert [everybody(a) for a in crisis.analyses()] == [{LIND}] * 3
    with opened(told("r1", ROE), told("r2", ROWE), told("r3", LIND)) as crisis:
        crisis.merge(ROE, ROWE)
        crisis.merge(LIND, ROE)
        assert [everybody(a) for a in crisis.analyses()] == [{ROWE}] * 3


def test_a_circle_of_merges_is_refused_in_words() -> None:
    with opened(told("r1", ROE), told("r2", ROWE), told("r3", LIND)) as crisis:
        crisis.merge(ROE, ROWE)
        crisis.merge(ROWE, LIND)
        for a, b in ((LIND, ROE), (ROE, LIND), (ROWE, ROE)):
            with pytest.raises(UsageError, match=r"are one already.*undo"):
                crisis.merge(a, b)
        with pytest.raises(UsageError, match="with itself"):
            crisis.merge(ROE, ROE)
        assert len(crisis.judgements()) == 2


def test_a_split_holds_in_one_report_only() -> None:
    with opened(told("r1", ROE), told("r2", ROE)) as crisis:
        made = crisis.split(ROE, report="r2")
        assert made.actors == (ROE, f"{ROE}-2")
        assert [everybody(a) for a in crisis.analyses()] == [{ROE}, {f"{ROE}-2"}]
        assert crisis.actors()[1].name == "Jane Roe 2"


def test_a_split_by_words_takes_the_pronouns_that_lean_on_them_along() -> None:
    report, analysis = told("r1", ROE, as_="Roe")
    text = report.text + "She left."
    at = len(report.text)
    she = judged.Mention(start=at, end=at + 3, kind="pronoun", actor=ROE, rule="salience")
    report = msgspec.structs.replace(
        report, text=text, passages=(Passage(start=0, end=len(text), role="body"),)
    )
    analysis = msgspec.structs.replace(analysis, mentions=(*analysis.mentions, she), passages=report.passages)
    with opened((report, analysis), told("r2", ROE)) as crisis:
        made = crisis.split(ROE, name="the roe")
        assert [m.actor for m in crisis.analyses()[0].mentions] == [made.actors[1]] * 2
        assert everybody(crisis.analyses()[1]) == {ROE}


def test_two_splits_give_two_people_and_the_same_split_the_same() -> None:
    with opened(told("r1", ROE), told("r2", ROE), told("r3", ROE)) as crisis:
        first = crisis.split(ROE, report="r1")
        second = crisis.split(ROE, report="r2")
        crisis.undo(first.id)
        again = crisis.split(ROE, report="r1")
        assert (first.actors[1], second.actors[1], again.actors[1]) == (f"{ROE}-2", f"{ROE}-3", f"{ROE}-2")


def test_what_the_tables_know_of_one_is_not_told_of_who_is_split_off() -> None:
    minister = "person:sergei-lavrov"
    with opened(told("r1", minister), told("r2", ROE)) as crisis:
        crisis.split(minister, report="r1")
        crisis.split(ROE, report="r2")
        known, unknown = (a.moves[0].source[0] for a in crisis.analyses())
        assert known.code is None
        assert unknown.code == "PER"


def test_who_is_merged_into_somebody_known_gets_his_state() -> None:
    with opened(told("r1", ROE)) as crisis:
        crisis.merge(ROE, "person:sergei-lavrov")
        (party,) = crisis.analyses()[0].moves[0].source
        assert (party.actor, party.code, party.sector) == ("person:sergei-lavrov", "RUS", "GOV")


def test_one_mention_is_corrected_and_its_statement_follows() -> None:
    with opened(told("r1", ROE, ROE), told("r2", ROE)) as crisis:
        second = crisis.store.analyses()[0].mentions[1]
        crisis.correct("person:sergei-lavrov", report="r1", start=second.start + 2, end=second.end)
        first, other = crisis.analyses()
        speakers = [s.source.actors for s in first.statements if s.source]
        assert speakers == [(ROE,), ("person:sergei-lavrov",)]
        assert [m.by for m in first.moves] == speakers
        assert [f.holder for f in first.figures] == [ROE, "person:sergei-lavrov"]
        assert everybody(other) == {ROE}


def test_words_that_stood_for_nobody_get_a_speaker() -> None:
    with opened(told("r1", None), told("r2", LIND)) as crisis:
        crisis.correct(LIND, report="r1", name="the envoy", reason="named in the headline")
        (analysis, _) = crisis.analyses()
        assert {m.actor for m in analysis.mentions} == {LIND}
        assert analysis.statements[0].source
        assert analysis.statements[0].source.actors == (LIND,)
        assert analysis.moves[0].by == (LIND,)
        assert analysis.moves[0].source[0].actor == LIND


def test_a_judgement_holds_for_reports_that_come_later() -> None:
    with opened(told("r1", ROE)) as crisis:
        crisis.merge(ROE, "person:sergei-lavrov")
        crisis.store.add([told("r2", ROE)])
        crisis._forget()
        assert everybody(crisis.analyses()[1]) == {"person:sergei-lavrov"}


# --- what is refused ---------------------------------------------------------------------------------


def test_an_actor_there_is_not_is_refused_with_near_matches() -> None:
    with opened(told("r1", ROE), told("r2", LIND)) as crisis:
        with pytest.raises(UsageError, match=re.escape(ROE)):
            crisis.merge("person:jane-ro", LIND)
        with pytest.raises(UsageError, match="person:sergei-lavrov"):
            crisis.merge(ROE, "Sergei Lavrow")
        with pytest.raises(UsageError, match="detente actors"):
            crisis.merge(ROE, "?")
        assert crisis.judgements() == ()


def test_an_actor_may_be_named_by_id_code_or_name() -> None:
    with opened(told("r1", ROE), told("r2", "state:PER")) as crisis:
        assert crisis.merge("jane roe", "PER").actors == (ROE, "state:PER")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: c.split(ROE), "was not merged"),
        (lambda c: c.split(ROE, report="r9"), "no single report"),
        (lambda c: c.split(ROE, report="r2"), "does not occur in report r2"),
        (lambda c: c.split(ROE, name="the minister"), "nothing to split"),
        (lambda c: c.correct(ROE, report="r1"), "--start and --end, or --name"),
        (lambda c: c.correct(ROE, report="r1", start=4), "both its start and its end"),
        (lambda c: c.correct(ROE, report="r1", start=30, end=33), "no mention at 30 to 33"),
        (lambda c: c.correct(ROE, report="r1", start=5, end=5_000), "no stretch"),
        (lambda c: c.correct(ROE, report="r1", name="the moon"), "no mention “the moon”"),
        (lambda c: c.undo("zzz"), "no single judgement"),
        (lambda c: c.undo(""), "no single judgement"),
    ],
)
def test_a_judgement_that_judges_nothing_is_refused(call: Any, words: str) -> None:
    with opened(told("r1", ROE), told("r2", LIND)) as crisis:
        with pytest.raises(UsageError, match=words):
            call(crisis)
        assert crisis.judgements() == ()


def test_what_is_taken_back_cannot_be_taken_back_again_but_the_taking_back_can() -> None:
    with opened(told("r1", ROE), told("r2", ROWE)) as crisis:
        merged = crisis.merge(ROE, ROWE)
        after = everything(crisis)
        undone = crisis.undo(merged.id[:8])
        with pytest.raises(UsageError, match="taken back already"):
            crisis.undo(merged.id)
        crisis.undo(undone.id)
        assert everything(crisis) == after
        assert [j.kind for j in crisis.judgements()] == ["merge", "undo", "undo"]


# --- what always holds -------------------------------------------------------------------------------


PEOPLE = st.sampled_from([ROE, ROWE, LIND, "state:PER", "org:NATO", None])
READ = st.lists(st.lists(PEOPLE, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda reports: [told(f"r{n}", *people) for n, people in enumerate(reports)]
)


@st.composite
def judgements(
    draw: st.DrawFn, actors: Sequence[str] = (ROE, ROWE, LIND, "state:PER", "org:NATO")
) -> list[Judgement]:
    """Any judgements, those that make no sense among them."""
    made: list[Judgement] = []
    some = st.sampled_from(actors)
    for n in range(draw(st.integers(0, 6))):
        report = draw(st.sampled_from(["r0", "r1", None]))
        match draw(st.sampled_from(["merge", "split", "correct", "undo"])):
            case "merge":
                made.append(judgement("merge", draw(some), draw(some), id=f"j{n}"))
            case "split":
                a = draw(some)
                words = draw(st.sampled_from([None, WORDS.get(a)])) if report else WORDS.get(a)
                made.append(judgement("split", a, f"{a}-2", report=report, words=words, id=f"j{n}"))
            case "correct":
                words = WORDS[draw(PEOPLE)] if draw(st.booleans()) else None
                span = None if words else Span(0, 8)
                made.append(
                    judgement(
                        "correct", draw(some), report=report or "r0", words=words, span=span, id=f"j{n}"
                    )
                )
            case _:
                made.append(judgement("undo", undoes=f"j{draw(st.integers(0, max(0, n - 1)))}", id=f"j{n}"))
    return made


@given(read=READ, before=judgements(), last=judgements())
@settings(max_examples=150, deadline=None)
def test_undoing_the_latest_judgements_restores_what_was_before_them(
    read: list[Read], before: list[Judgement], last: list[Judgement]
) -> None:
    later = [msgspec.structs.replace(j, id=f"later {j.id}", undoes=f"later {j.undoes}") for j in last]
    undone = [judgement("undo", undoes=j.id, id=f"undo {j.id}") for j in reversed(later)]
    assert judged_by(read, [*before, *later, *undone]) == judged_by(read, before)


@given(read=READ, made=judgements())
@settings(max_examples=100, deadline=None)
def test_judgements_change_who_is_meant_and_nothing_else(read: list[Read], made: list[Judgement]) -> None:
    for (_, found), new in zip(read, judged_by(read, made), strict=True):
        assert [s.spans for s in new.statements] == [s.spans for s in found.statements]
        assert [m.id for m in new.moves] == [m.id for m in found.moves]
        assert {m.span for m in new.mentions} == {m.span for m in found.mentions}
        for mention in new.mentions:
            if mention.rule == "judgement":
                assert mention.flag


@given(read=READ)
def test_without_judgements_nothing_is_made_anew(read: list[Read]) -> None:
    assert all(new is found for (_, found), new in zip(read, judged_by(read, []), strict=True))


@given(read=READ, n=st.permutations(range(4)))
@settings(max_examples=100, deadline=None)
def test_the_order_of_unrelated_judgements_is_nothing(read: list[Read], n: list[int]) -> None:
    unrelated = [
        judgement("merge", ROE, ROWE),
        judgement("merge", "org:NATO", "org:EU"),
        judgement("split", LIND, f"{LIND}-2", report="r1"),
        judgement("correct", "state:PER", report="r0", words="The envoy"),
    ]
    assert judged_by(read, [unrelated[i] for i in n]) == judged_by(read, unrelated)


@given(read=READ)
@settings(deadline=None)
def test_a_split_undoes_a_merge(read: list[Read]) -> None:
    """Where those who were merged are split off again by their words, the same mentions belong together as before."""
    merged = judgement("merge", ROE, LIND)
    split = judgement("split", LIND, f"{LIND}-2", words=WORDS[ROE])
    for (_, found), new in zip(read, judged_by(read, [merged, split]), strict=True):
        again = [ROE if m.actor == f"{LIND}-2" else m.actor for m in new.mentions]
        assert again == [m.actor for m in found.mentions]
        told_by = [tuple(ROE if a == f"{LIND}-2" else a for a in m.by) for m in new.moves]
        assert told_by == [m.by for m in found.moves]


def test_a_split_without_a_place_parts_what_was_merged() -> None:
    with opened(told("r1", ROE), told("r2", ROWE)) as crisis:
        before = everything(crisis)
        crisis.merge(ROE, ROWE)
        assert everything(crisis) != before
        crisis.split(ROE)
        assert everything(crisis) == before


def test_undoing_restores_analyses_and_what_follows_byte_for_byte() -> None:
    with opened(told("r1", ROE, LIND), told("r2", ROWE, None), told("r3", LIND)) as crisis:
        before = everything(crisis)
        made = [
            crisis.merge(ROE, LIND),
            crisis.split(LIND, report="r3"),
            crisis.correct("state:PER", report="r2", name="The envoy"),
        ]
        assert everything(crisis) != before
        for judgement_ in reversed(made):
            crisis.undo(judgement_.id)
        assert everything(crisis) == before
        assert in_force(crisis.judgements()) == ()


# --- the store ---------------------------------------------------------------------------------------


def test_judgements_come_back_in_order_and_survive_closing(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    with detente.open(path) as crisis:
        crisis.store.add([told("r1", ROE), told("r2", ROWE)])
        made = [crisis.merge(ROE, ROWE, reason="one person"), crisis.split(ROWE, report="r2")]
        told_before = everything(crisis)
    with detente.open(path) as crisis:
        assert list(crisis.judgements()) == made
        assert everything(crisis) == told_before


def test_the_store_refuses_to_change_or_drop_a_judgement(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    with open_store(path) as store:
        store.judge(judgement("merge", ROE, ROWE))
        for statement in ("UPDATE judgement SET author = 'somebody else'", "DELETE FROM judgement"):
            with pytest.raises(StoreError, match="never"), store.writing() as connection:
                connection.exec_driver_sql(statement)
        assert len(store.judgements()) == 1


SINCE = (
    ("figure", "per"), ("figure", "modality"), ("figure", "by"), ("figure", "statement"), ("place", "disputed"),
    ("place", "runner_up"), ("move", "contexts"),
)  # fmt: skip
"""Columns that the first schema had not …"""

TABLES_SINCE = ("judgement", "link", "pending", "fingerprint", "segment", "litter")
"""… and tables."""


def test_a_store_from_before_judgements_is_brought_up_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.detente"
    with open_store(path) as new:
        new.add([told("r1", ROE), told("r2", ROWE)])
        reports, analyses = new.reports(), new.analyses()
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in TABLES_SINCE:
            connection.execute(f"DROP TABLE {table}")
        for table, name in SINCE:
            connection.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
        for index in ("report_arrival", "statement_id", "move_id"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with detente.open(path) as crisis:
        assert crisis.store.version() == HEAD
        assert (crisis.reports(), crisis.analyses(), crisis.judgements()) == (reports, analyses, ())
        crisis.merge(ROE, ROWE)
        assert crisis.store.check() == []
        assert crisis.search("talks")


def test_what_was_derived_is_derived_anew_after_a_judgement() -> None:
    with opened(told("r1", ROE), told("r2", ROWE)) as crisis:
        first = crisis.weighed()
        made = crisis.merge(ROE, ROWE)
        assert crisis.weighed() != first
        crisis.undo(made.id)
        assert crisis.weighed() == first
