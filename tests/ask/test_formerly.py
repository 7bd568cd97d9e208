"""Addresses kept for long: an id that a datum had once leads to what stands for the same words now."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import detente
from detente import ask
from detente.ask.behind import Reply, replies
from detente.ask.formerly import Formerly
from detente.crisis import Crisis
from detente.model.derived import Change, Contradiction, Update, Weighed
from detente.weigh import weigh
from detente.weigh.overruled import stretch
from tests.conftest import ROOT
from tests.store.test_data_judged import both_refused, charge, demand, denial, meeting, troops, turn, world
from tests.weigh.fixtures import Page


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crisis]:
    """The example reports."""
    with detente.open(tmp_path_factory.mktemp("named") / "geneva.detente") as crisis:
        crisis.add(ROOT / "examples" / "geneva-2022")
        yield crisis


def everything(found: Weighed) -> list[ask.Datum | Reply]:
    """All that has an id."""
    return [*(datum for _, some in ask.data(found) for datum in some), *replies(found)]


def test_a_datum_can_have_had_the_name_it_has(example: Crisis) -> None:
    # Not a disagreement: what is told of it by others can have given its name, and they are no longer among its evidence.
    for found in (example.weighed(), weigh(world()), weigh([both_refused().made()])):
        formerly = Formerly(found)
        for datum in everything(found):
            assert isinstance(datum, Contradiction) or formerly.find(datum.id) == datum.id


def test_what_was_known_of_some_reports_is_found_among_all(example: Crisis) -> None:
    known = list(zip(example.reports(), example.analyses(), strict=True))
    whole = example.weighed()
    kinds = {d.id: type(d) for d in everything(whole)}
    formerly = Formerly(whole)
    some = [known[n:] for n in range(1, len(known))] + [list(two) for two in combinations(known, 2)]
    seen = {datum.id: datum for reports in some for datum in everything(weigh(reports))}
    lost = [datum for id, datum in seen.items() if formerly.find(id) is None]
    # What two said against each other may be against a third among all; what one said is still said.
    assert all(isinstance(datum, Contradiction | Change | Update) for datum in lost)
    assert all(kinds[now] is type(seen[id]) for id in seen if (now := formerly.find(id)))


def again(page: Page, days: int) -> Page:
    """The same words in another report, some days earlier."""
    made = deepcopy(page)
    made.name += " again"
    made.published = (date.fromisoformat(page.published or "") - timedelta(days=days)).isoformat()
    return made


@pytest.mark.parametrize(
    "page", [charge(), denial(), demand(), meeting(), both_refused()], ids=lambda p: p.name
)
def test_an_earlier_report_of_the_same_gives_other_names_and_the_old_ones_lead_there(page: Page) -> None:
    known, whole = weigh([page.made()]), weigh([page.made(), again(page, 1).made()])
    formerly, now = Formerly(whole), {d.id: d for d in everything(whole)}
    assert everything(known)
    for datum in everything(known):
        assert datum.id not in now
        found = now[formerly.find(datum.id) or ""]
        assert type(found) is type(datum)
        assert {*map(stretch, ask.evidence_of(datum))} <= {*map(stretch, ask.evidence_of(found))}


def test_two_sides_are_found_by_the_names_that_they_had() -> None:
    pages = [
        charge(),
        denial(),
        troops("many", "60,000 soldiers", 60000),
        troops("few", "9,000 soldiers", 9000),
        turn(),
    ]
    known = weigh([page.made() for page in pages])
    whole = weigh([made for page in pages for made in (page.made(), again(page, 1).made())])
    formerly, now = Formerly(whole), {d.id: d for d in everything(whole)}
    for kind in ("contradictions", "changes"):
        assert getattr(known, kind)
        for datum in getattr(known, kind):
            assert type(now[formerly.find(datum.id) or ""]) is type(datum)


def test_an_old_id_is_asked_and_judged_like_the_new_one() -> None:
    with detente.open(":memory:") as crisis:
        crisis.store.add([charge().made()])
        (old,) = crisis.claims()
        crisis.store.add([again(charge(), 1).made()])
        crisis._forget()
        (new,) = crisis.claims()
        assert new.id != old.id
        assert crisis.why(old.id) == crisis.why(new.id)
        assert crisis.note(old.id, "of both").datum == new.id


def test_what_was_judged_is_found_by_its_words_where_no_name_leads_to_it() -> None:
    with detente.open(":memory:") as crisis:
        crisis.store.add([charge().made()])
        (claim,) = crisis.claims()
        made = crisis.note(claim.id, "ask again")
        crisis.store.judge(structs.replace(made, id="of-another-version", datum="0" * 16))
        assert crisis.why("0" * 16).id == claim.id


@given(st.text("0123456789abcdef", max_size=20))
def test_what_never_was_is_not_found(id: str) -> None:
    assert Formerly(weigh([charge().made()])).find(id) is None
