"""Views: the same as the Python door, kept while they hold, renewed behind the backs of those who look."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import detente
from detente import ask
from detente.show.lists import line_of
from detente.show.web import desk as module
from detente.show.web.desk import Coming, Desk, View
from detente.store.sqlite import open_store


@pytest.fixture
def desk(example_store: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of the example crisis."""
    path = tmp_path / "own.detente"
    shutil.copy(example_store, path)
    made = Desk(open_store(path))
    yield made
    made.close()


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold before patience ends."""
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.05)
    return False


def merged(desk: Desk) -> None:
    """Somebody else decides something."""
    with detente.open(desk.store.path) as crisis:
        crisis.merge("person:antony-blinken", "person:sergei-lavrov", reason="test", author="test")


def test_a_view_is_what_the_python_door_answers(desk: Desk) -> None:
    with detente.open(desk.store.path) as crisis:
        for day in (None, "2022-01-20"):
            view, weighed = desk.view(day), crisis.weighed(day)
            assert view.weighed == weighed and view.brief == crisis.brief(as_of=day).record
            assert view.actors == ask.actors(crisis.known_by(day))
            whole = ask.writer(ask.Sources(crisis.known_by(day)), weighed, day)
            for record in (*weighed.claims, *weighed.lines, *weighed.happenings, *weighed.contradictions):
                assert line_of(view.writer, record) == line_of(whole, record)
            for claim in weighed.claims[:20]:
                expected = ask.why(claim.id, crisis.known_by(day), weighed)
                assert view.behind.why(claim.id, view.sources) == expected


def test_what_is_about_an_actor_is_all_that_a_question_about_him_finds(desk: Desk) -> None:
    view = desk.view()
    for actor in ("RUS", "state:RUS", "person:antony-blinken", "org:NATO", "nobody"):
        about = view.about(actor)
        assert ask.claims(about, actor=actor) == ask.claims(view.weighed, actor=actor)
        assert ask.timeline(about, actor=actor) == ask.timeline(view.weighed, actor=actor)
        for side in ("by", "to"):
            assert ask.ledger(about, **{side: actor}) == ask.ledger(view.weighed, **{side: actor})


def test_an_old_view_is_given_until_the_new_one_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STAMP_SECONDS", 0.0)
    view = desk.view()
    assert desk.view() is view and not view.stale
    merged(desk)
    assert desk.view() is view and view.stale
    assert until(lambda: desk.view() is not view)
    assert not desk.view().stale and desk.view().weighed != view.weighed


def test_while_reports_are_read_successors_wait_but_new_days_do_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STAMP_SECONDS", 0.0)
    monkeypatch.setattr(module, "WAIT_SECONDS", 60.0)
    view = desk.view()
    with desk.alone():
        merged(desk)
        for _ in range(20):
            assert desk.view() is view
            time.sleep(0.05)
        assert desk.view("2022-01-20").as_of == "2022-01-20"
        assert desk.view() is view
    assert until(lambda: desk.view() is not view)


def test_who_would_wait_too_long_is_told_to_come_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.0)
    with pytest.raises(Coming, match="worked out"):
        desk.view("2022-01-19")
    assert until(lambda: "2022-01-19" in desk._views)
    assert isinstance(desk.view("2022-01-19"), View)


def test_who_asks_for_another_day_is_told_at_once_how_far_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.view()
    monkeypatch.setattr(module, "SOON_SECONDS", 0.001)
    monkeypatch.setattr(module, "MANY", 1)
    told: list[int] = []

    async def asked() -> None:
        for _ in range(20_000):
            try:
                await desk.coming("2022-01-19")
                return
            except Coming as coming:
                told.append(coming.done)

    # In a thread of its own: the browser's tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked()).result()
    assert told and told == sorted(told) and told[-1] > 0
    assert isinstance(desk.view("2022-01-19"), View)


def test_records_that_two_views_share_are_there_once(desk: Desk) -> None:
    now, before = desk.view(), desk.view("2022-01-22")
    here = {id(claim) for claim in now.weighed.claims}
    equal = [claim for claim in before.weighed.claims if claim in now.weighed.claims]
    assert equal and all(id(claim) in here for claim in equal)


def test_a_line_is_put_into_words_and_drawn_once(desk: Desk) -> None:
    view, drawn = desk.view(), list[str]()
    (line,) = view.lines(view.weighed.claims[:1])
    assert view.line(view.weighed.claims[0]) is line

    def macro() -> str:
        drawn.append(line.text)
        return line.text

    for page in ("a", "a", "b"):
        assert view.drawn(macro, line, page) == line.text
    assert len(drawn) == 2
    assert line_of(view.writer, view.weighed.claims[0]) == line


def test_a_judgement_of_another_process_is_seen_at_once(desk: Desk) -> None:
    view = desk.view()
    assert not view.decisions().every
    with detente.open(desk.store.path) as crisis:
        crisis.note("person:antony-blinken", "of another desk")
    assert [j.value for j in view.decisions().every] == ["of another desk"]
