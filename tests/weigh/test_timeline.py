"""One event is one entry, dated by the event."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from detente import clean
from detente.model.given import Published, Raw
from detente.model.judged import When
from detente.pipeline import analyses
from detente.weigh import derive, in_order, weigh
from detente.weigh.tension import tension
from tests.weigh.fixtures import Page, by_report, of

RUIZ, LIND, KRAL, CSC, FRD = "person:ana-ruiz", "person:bo-lind", "person:ivo-kral", "state:CSC", "state:FRD"


def meeting(
    name: str, words: str, when: str | None, by: tuple[str, ...] = (RUIZ, KRAL), **more: object
) -> Page:
    page = Page(name, "2031-05-10").says(words)
    return page.move("CONSULT", words, by, when=when, **{"status": "occurred", **more})  # type: ignore[arg-type]


def test_one_meeting_named_three_times_is_one_entry() -> None:
    told = of(
        meeting("a", "Ruiz met Kral on Saturday", "2031-05-10"),
        meeting("b", "The talks between Ruiz and Kral opened coldly", None),
        meeting(
            "c",
            "Cascadia and Freedonia are to talk on Saturday",
            "2031-05-10",
            by=(CSC, FRD),
            status="planned",
        ),
    )
    (entry,) = told.happenings
    assert entry.reports == 3
    assert entry.status == "occurred"


def test_other_people_hold_another_meeting() -> None:
    told = of(
        meeting("a", "Ruiz met Kral", "2031-05-10"),
        meeting("b", "Lind met Kral", "2031-05-10", by=(LIND, KRAL)),
    )
    assert len(told.happenings) == 2


def test_a_meeting_of_the_past_is_kept_apart() -> None:
    told = of(
        meeting("a", "Ruiz met Kral", "2031-05-10"),
        meeting("b", "Ruiz and Kral had met before", None, status="historical"),
    )
    assert {h.status for h in told.happenings} == {"occurred", "historical"}


def test_what_has_no_date_stands_by_its_report_and_says_so() -> None:
    (entry,) = of(meeting("a", "The talks opened coldly", None)).happenings
    assert entry.when is None
    assert entry.reported == "2031-05-10"


def test_a_planned_meeting_is_due_until_it_is_past() -> None:
    page = meeting("a", "Ruiz will meet Kral on Monday", "2031-05-12", status="planned")
    assert [d.when.earliest for d in of(page).due] == ["2031-05-12"]
    assert not of(page, as_of="2031-05-13").due


def test_denied_and_imagined_acts_are_no_entries() -> None:
    page = Page("a").says("Ruiz did not attack.").says("Kral might attack.")
    page.move("ASSAULT", "Ruiz did not attack", (RUIZ,), (FRD,), polarity="negated")
    page.move("ASSAULT", "Kral might attack", (KRAL,), (CSC,), status="hypothetical")
    assert not of(page).happenings


def test_what_is_only_said_is_no_event() -> None:
    page = Page("a").says("Ruiz demanded the ferry.").says("Kral refused it.").says("Ruiz blamed Kral.")
    page.says("Kral promised a list.").says("Ruiz and Kral agreed on a truce.").says(
        "Lind summoned the envoy."
    )
    page.move("REQUEST", "Ruiz demanded the ferry", (RUIZ,), (FRD,), content="the ferry")
    page.move("REJECT", "Kral refused it", (KRAL,), (CSC,))
    page.move("ACCUSE", "Ruiz blamed Kral", (RUIZ,), (KRAL,), mode="disapprove")
    page.move("AGREE", "Kral promised a list", (KRAL,), content="a list", status="planned")
    page.move("AGREE", "Ruiz and Kral agreed on a truce", (RUIZ, KRAL), content="a truce")
    page.move("ACCUSE", "Lind summoned the envoy", (LIND,), (FRD,), mode="investigate")
    assert sorted(h.text for h in of(page).happenings) == [
        "Lind summoned the envoy",
        "Ruiz and Kral agreed on a truce",
    ]


def test_a_threat_is_an_event_only_on_its_day() -> None:
    page = Page("a").says("On Friday Ruiz threatened a blockade.").says("Kral threatened a boycott.")
    page.move("THREATEN", "On Friday Ruiz threatened a blockade", (RUIZ,), (FRD,), content="a blockade",
              status="conditional", when="2031-05-09")  # fmt: skip
    page.move(
        "THREATEN", "Kral threatened a boycott", (KRAL,), (CSC,), content="a boycott", status="conditional"
    )
    assert [h.type for h in of(page).happenings] == ["THREATEN"]


@pytest.mark.parametrize(
    ("published", "on", "counts"),
    [
        (None, "2031-05-09", False),
        (None, "2031-05-10", True),
        (Published(earliest="2031-05-04", by="text"), "2031-05-03", False),
        (Published(earliest="2031-05-04", by="text"), "2031-05-04", True),
        (Published(earliest="2031-04-01", by="text"), "2031-04-29", False),
        (Published(earliest="2031-04-01", by="text"), "2031-04-30", True),
        (Published(earliest="2019-05-04", by="offices"), "2031-05-09", False),
        (Published(earliest="2011-05-04", latest="2031-12-01", by="offices"), "2031-05-09", False),
        (Published(earliest="2030-05-04", latest="2031-12-01", by="offices"), "2031-05-09", True),
    ],
)
def test_a_report_without_a_date_counts_once_it_can_be_known(
    published: Published | None, on: str, counts: bool
) -> None:
    undated, analysis = Page("u", None).says("The lock was closed.").made()
    analysis = structs.replace(analysis, published=published)
    newest = Page("z", "2031-05-10").says("It rained.").made()
    out = [report.id for report, _ in in_order([newest, (undated, analysis)], on)]
    assert ("u" in out) == counts
    assert "u" in [report.id for report, _ in in_order([newest, (undated, analysis)], None)]


def test_where_nothing_is_dated_everything_counts() -> None:
    assert in_order([Page("u", None).says("It rained.").made()], "2031-05-10")


def test_a_report_of_later_is_not_known_yet() -> None:
    assert not of(meeting("a", "Ruiz met Kral", "2031-05-10"), as_of="2031-05-09").happenings


def test_an_act_counts_once_in_the_tension_of_its_day() -> None:
    words = "Ruiz threatened a blockade of the port"
    pages = [
        Page(name).says(words).move(
            "THREATEN", words, (RUIZ,), (FRD,), content="a blockade of the port", status="conditional",
            when="2031-05-10",
        )
        for name in "abc"
    ]  # fmt: skip
    (day,) = tension(of(*pages), "CSC", "FRD")
    assert (day.day, day.score, day.moves) == ("2031-05-10", -6.0, 1)
    assert tension(of(*pages), "FRD", "CSC") == (day,)
    assert not tension(of(*pages), "CSC", "NRV")


def test_the_meeting_of_the_samples_is_one(shared: Path) -> None:
    from tests.weigh.by_hand import seeds

    told = derive(seeds(shared), (), by_report, "2022-01-21")
    both = {"person:antony-blinken", "person:sergei-lavrov"}
    (geneva,) = [h for h in told.happenings if h.type == "CONSULT" and set(h.actors) == both]
    assert geneva.reports == 2
    assert len(geneva.evidence) >= 8
    assert geneva.when is not None
    assert geneva.when.earliest == "2022-01-21"
    (summit,) = [h for h in told.happenings if h.type == "CONSULT" and h.status == "historical"]
    assert summit.when is not None
    assert summit.when.earliest == "2021-06-16"
    meetings = [h for h in told.happenings if h.type == "CONSULT"]
    assert len(meetings) == 4


def test_two_meetings_of_one_pair_hours_apart_are_two_and_an_hour_apart_one() -> None:
    def at(name: str, clock: str) -> Page:
        words = f"Ruiz met Kral in Ardal at {clock}"
        return (
            Page(name, "2031-05-10")
            .says(words)
            .move("CONSULT", words, (RUIZ, KRAL), when=f"2031-05-10T{clock}")
        )

    for other, entries in (("10:30", 1), ("17:00", 2)):
        told = of(at("a", "10:00"), at("b", other))
        assert len([h for h in told.happenings if h.type == "CONSULT"]) == entries


def entry(sentence: str, by: tuple[str, ...] = (CSC,), type: str = "ASSAULT", **more: object) -> Page:
    return Page("a").says(sentence).move(type, sentence, by, **more)  # type: ignore[arg-type]  # a test fills what fields it needs


@pytest.mark.parametrize(
    ("page", "entries"),
    [
        (entry("Troops of Cascadia shelled the port."), 1),
        (entry("to shell the port of Ardal"), 0),
        (entry("a possible attack on the port"), 0),
        (entry("An attack on the port has begun."), 1),
        (entry("Shelling the port of Ardal", trigger="Shelling"), 0),
        (entry("to shell the port of Ardal", when="2031-05-09"), 1),
        (entry("The port was shelled.", ()), 0),
    ],
)
def test_an_entry_is_told_as_happening_and_of_a_party(page: Page, entries: int) -> None:
    assert len(of(page).happenings) == entries


def test_a_month_stands_where_it_is_told_and_not_on_its_first_day() -> None:
    coarse = Page("a", "2031-05-20").says("Cascadia shut the lock this month.").move(
        "COERCE", "Cascadia shut the lock this month", (CSC,)
    )  # fmt: skip
    report, analysis = coarse.made()
    month = When(earliest="2031-05-01", latest="2031-05-31", value="2031-05")
    analysis = structs.replace(analysis, moves=tuple(structs.replace(m, when=month) for m in analysis.moves))
    exact = Page("b", "2031-05-12").says("Freedonia shut the bridge.").move(
        "COERCE", "Freedonia shut the bridge", (FRD,), when="2031-05-11"
    )  # fmt: skip
    told = derive(in_order([(report, analysis), exact.made()], None), (), by_report, "2031-05-30")
    assert [h.text for h in told.happenings] == [
        "Freedonia shut the bridge",
        "Cascadia shut the lock this month",
    ]


def test_what_has_only_dates_long_past_beside_it_is_background() -> None:
    page = entry("The lock has been shut since June 2019.", type="COERCE").time(
        "June 2019", "2019-06", type="DATE"
    )
    report, analysis = page.made()
    june = tuple(structs.replace(t, earliest="2019-06-01", latest="2019-06-30") for t in analysis.times)
    analysis = structs.replace(analysis, times=june)
    (claim,) = derive([(report, analysis)], (), by_report, None).claims
    assert claim.status == "historical"


@pytest.mark.parametrize(("status", "entries"), [("hypothetical", 0), ("occurred", 1)])
def test_an_inquiry_is_an_entry_once_it_is_opened(status: str, entries: int) -> None:
    words = "Freedonia could try three Cascadian captains"
    page = (
        Page("a", "2031-05-10")
        .says(words)
        .move("ACCUSE", words, (FRD,), (CSC,), mode="investigate", status=status)
    )
    assert len(of(page).happenings) == entries


def test_a_meeting_that_only_a_phrase_names_is_told_though_nothing_is_dated() -> None:
    text = "Prime Minister Ada Holm of Denmark left Niamey after her two-hour meeting with the junta's chief."
    (entry,) = weigh(
        [(r, a) for r, a in analyses([clean.report(Raw(name="r", id="r", content=text), level="none")], {})]
    ).happenings
    assert (entry.type, entry.status) == ("CONSULT", "occurred")
