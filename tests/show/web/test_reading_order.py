"""What a reader meets first: the latest turn, the latest lines, days above their reports, letters of the page's own."""

from __future__ import annotations

import re

import pytest

from detente.model.derived import Brief, BriefLine, BriefSection, Claim
from detente.show.brief.citations import LISTED, Citations
from detente.show.web.face import has_days, in_own_words
from detente.show.web.pages import is_bare, opening, points
from tests.show.conftest import source
from tests.show.web.conftest import Open, Served

LAST = "2 reports, which share no text."


def told(latest: str) -> Brief:
    """A brief with two events and a latest turn."""
    happened = tuple(
        BriefLine(id=f"h{n}", text=t) for n, t in enumerate(("Ardal met Norvia", "Norvia fired"))
    )
    return Brief(
        title="",
        summary="",
        points=(latest, LAST),
        sections=(BriefSection(name="timeline", title="", lines=happened),),
    )


def test_the_latest_turn_leads_and_is_told_once() -> None:
    brief = told("Latest, Sun 4 May: Norvia fired.")
    lead = opening(brief)
    assert lead is not None and lead.id == "h1"
    assert points(brief, lead) == (LAST,)


def test_a_turn_that_only_the_ledger_has_is_not_called_the_latest_above_a_later_event() -> None:
    brief = told("Latest, reported Sun 4 May: Ardal will leave the talks.")
    assert opening(brief) is None
    assert points(brief, None) == ("Reported Sun 4 May: Ardal will leave the talks.", LAST)


def test_a_handful_of_nobodys_says_little_by_itself() -> None:
    def figure(value: float, unit: str, *actors: str) -> Claim:
        return Claim(
            id="", text="", kind="figure", type="", low=value, high=value, unit=unit, reports=9, actors=actors
        )

    assert is_bare(figure(5, "things")) and is_bare(figure(70, "years"))
    assert not is_bare(figure(5, "ships", "state:NOR")) and not is_bare(figure(190, "dead"))


def test_two_sides_tell_their_own_days() -> None:
    sides = (BriefLine(id="a", text="", when="Mon 5 May"), BriefLine(id="b", text=""))
    assert not has_days([BriefLine(id="c", text="", when="Mon 5 May", parts=sides, sure=0.7)])
    assert has_days([BriefLine(id="d", text="", when="Mon 5 May", parts=sides, codes=("demand",))])


def test_only_an_origin_that_is_one_report_counts_as_words_of_its_own() -> None:
    assert in_own_words("one origin: report 12 in words of its own")
    assert not in_own_words("one origin: reports 1 and 2 with one text, which started in report 1")


def test_of_many_sources_only_those_are_listed_that_a_line_cites() -> None:
    few = Brief(title="", summary="", sources=tuple(source(n + 1) for n in range(LISTED)))
    many = Brief(title="", summary="", sources=tuple(source(n + 1) for n in range(LISTED + 1)))
    assert len(Citations(few).listed()) == LISTED and not Citations(few).rest()
    assert Citations(many).listed() == [] and str(LISTED + 1) in Citations(many).rest()


@pytest.mark.browser
def test_the_ledger_begins_with_the_latest(served: Served, look: Open) -> None:
    days = look(f"{served.address}/ledger").locator(".dated > li > .day").all_inner_texts()
    found = [int(m[1]) for day in days if (m := re.search(r"\w{3}\s(\d+)\sJan", day))]
    assert len(found) > 10 and found == sorted(found, reverse=True)


@pytest.mark.browser
def test_reports_stand_under_their_days(served: Served, look: Open) -> None:
    page = look(f"{served.address}/reports")
    days = page.get_by_role("heading", level=2).all_inner_texts()
    assert days[0] == "23 January 2022" and len(days) == len(set(days)) > 4
    assert days[-1].startswith("Between "), "what has no day of its own comes last"


@pytest.mark.browser
def test_letters_beyond_the_first_256_come_from_the_page_and_only_where_they_are_needed(
    served: Served, look: Open
) -> None:
    page = look(f"{served.address}/method")
    page.wait_for_load_state("networkidle")
    asked = "performance.getEntriesByType('resource').map(x => x.name.split('/').pop())"
    assert "sans-ext.woff2" not in page.evaluate(asked)
    for family, file in (("Page Sans", "sans-ext.woff2"), ("Page Serif", "serif-ext.woff2")):
        page.evaluate(f"document.fonts.load('16px \"{family}\"', 'ğşłčőțə')")
        page.wait_for_load_state("networkidle")
        assert file in page.evaluate(asked)
        assert page.evaluate(f"document.fonts.check('16px \"{family}\"', 'ğşłčőțə')")


@pytest.mark.browser
def test_pairs_apart_from_all_others_are_left_to_the_table(served: Served, look: Open) -> None:
    page = look(f"{served.address}/method")
    ends = [("HUB", f"S{n:02}") for n in range(30)] + [(f"A{n:02}", f"B{n:02}") for n in range(12)]
    nodes = [{"id": i, "name": i, "kind": "state", "moves": 1} for i in {x for pair in ends for x in pair}]
    edges = [{"source": a, "target": b, "moves": 1, "score": -1.0} for a, b in ends]
    page.route("**/api/network*", lambda route: route.fulfill(json={"nodes": nodes, "edges": edges}))
    page.goto(f"{served.address}/network")
    page.locator("svg.network circle").first.wait_for()
    assert page.locator("svg.network circle").count() == 31
    assert page.get_by_text(re.compile("31 sides; 24 more")).is_visible()
