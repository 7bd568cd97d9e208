"""What two reports tell is one claim only if they share more than everybody says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.derived import Link, Story
from detente.weigh import derive, in_order
from tests.weigh.fixtures import Page, by_report, of

RUIZ, CSC, FRD, NRV = "person:ana-ruiz", "state:CSC", "state:FRD", "state:NRV"


def told(
    name: str,
    published: str | None,
    sentence: str,
    by: tuple[str, ...] = (CSC,),
    to: tuple[str, ...] = (),
    **more: Any,
) -> Page:
    return Page(name, published).says(sentence).move(more.pop("type", "COERCE"), sentence, by, to, **more)


def crowd(sentence: str) -> list[Page]:
    """So many reports with a word that it says nothing about any of them."""
    return [told(f"z{n}", f"2030-0{n % 9 + 1}-1{n % 9}", sentence, (NRV,)) for n in range(40)]


def claims(*pages: Page, **more: Any) -> list[list[str]]:
    """The reports of every claim that more than one of them tells, those of the crowd left out."""
    made = derive(in_order([p.made() for p in pages], None), (), by_report, "2031-05-30", **more).claims
    found = [sorted({e.report for e in c.evidence if not e.report.startswith("z")}) for c in made]
    return sorted(reports for reports in found if len(reports) > 1)


def test_what_everybody_speaks_of_is_no_common_matter() -> None:
    a = told("a", "2031-05-01", "Cascadia closed the market for tin.")
    b = told("b", "2031-05-09", "Cascadia closed the market for its own fishermen.")
    assert claims(a, b, *crowd("Norvia closed the market.")) == []


def test_what_is_rare_is_one_thing_days_apart_too() -> None:
    a = told("a", "2031-05-01", "Cascadia banned the import of smoked herring roe.")
    b = told("b", "2031-05-09", "Cascadia has banned imports of herring roe that is smoked.")
    assert claims(a, b, *crowd("Norvia closed the market.")) == [["a", "b"]]


def test_in_common_words_both_parties_and_a_few_days_make_one_thing() -> None:
    pages = [
        told(name, day, "Cascadia attacked Freedonia.", (CSC,), to, type="ASSAULT")
        for name, day, to in (
            ("a", "2031-05-01", (FRD,)),
            ("b", "2031-05-02", (FRD,)),
            ("c", "2031-05-12", (FRD,)),
            ("d", "2031-05-02", (NRV,)),
        )
    ]
    assert claims(*pages, *crowd("Norvia attacked the port.")) == [["a", "b"]]


def test_a_chain_of_likenesses_makes_no_claim() -> None:
    a = told("a", "2031-05-01", "Cascadia seized trawlers off Ardal with tin ore.")
    b = told("b", "2031-05-12", "Cascadia seized trawlers off Ardal with tin ore.")
    c = told("c", "2031-05-23", "Cascadia seized trawlers off Ardal with tin ore.")
    assert len(claims(a, b, c)) == 1


def test_what_is_feared_has_not_happened() -> None:
    a = told("a", "2031-05-01", "Cascadia may invade the delta.", type="ASSAULT", status="hypothetical")
    b = told("b", "2031-05-02", "Cascadia invaded the delta.", type="ASSAULT")
    assert claims(a, b) == []


def test_another_number_or_another_name_is_another_thing() -> None:
    def seized(name: str, sentence: str) -> Page:
        return told(name, "2031-05-01", sentence)

    number = claims(
        seized("a", "Cascadia seized 40 crates of amber."), seized("b", "Cascadia seized 70 crates of amber.")
    )
    named = claims(
        seized("a", "Cascadia shelled the mill at Ardal."), seized("b", "Cascadia shelled the mill at Bex.")
    )
    alike = claims(
        seized("a", "Cascadia shelled the mill at Ardal."), seized("b", "Cascadia shelled a mill at Ardal.")
    )
    assert (number, named, alike) == ([], [], [["a", "b"]])


def test_what_places_are_called_alike_makes_them_no_one_place() -> None:
    a = told("a", "2031-05-01", "Cascadia shelled the mills of northern Ardal Province.")
    b = told("b", "2031-05-01", "Cascadia shelled the mills of northern Bex Province.")
    assert claims(a, b) == []


def test_reports_of_one_story_need_no_head_in_common() -> None:
    a = told(
        "a", "2031-05-01", "Cascadia will send 31 amphibious Heron trucks.", type="AID", status="planned"
    )
    b = told("b", "2031-05-02", "Cascadia: 31 Heron trucks, amphibious ones, make one battalion.", type="AID")
    stories = (Story(id="s", reports=("a", "b")),)
    assert claims(a, b, stories=stories) == [["a", "b"]]


def copied(first: Page, second: Page) -> Link:
    ends = [len(p.parts[0][0]) for p in (first, second)]
    return Link(
        id="x", a="a", a_start=0, a_end=ends[0], b="b", b_start=0, b_end=ends[1], kind="copied", words=20, likeness=0.9
    )  # fmt: skip


def test_what_an_office_prints_again_months_later_is_its_formula() -> None:
    from msgspec import structs

    sentence = "Ruiz called the minister of Freedonia today and stressed that the accord holds."
    pages = [told("a", "2031-01-10", sentence), told("b", "2031-05-10", sentence)]
    known = [p.made() for p in pages]
    office = [(structs.replace(report, outlet="cascadia.example"), analysis) for report, analysis in known]
    link = copied(*pages)
    assert len(derive(in_order(office, None), (link,), by_report, None).claims) == 2
    assert len(derive(in_order(known, None), (link,), by_report, None).claims) == 1


def test_a_copy_with_another_name_put_in_tells_of_another() -> None:
    pages = [
        told("a", "2031-05-10", "Its troops went on with their attacks near Ardal on Monday."),
        told("b", "2031-05-10", "Its troops went on with their attacks near Bex on Monday."),
    ]
    assert len(of(*pages, links=(copied(*pages),)).claims) == 2


WORDS = st.lists(
    st.sampled_from(["herring", "roe", "mill", "Ardal", "40", "tin", "ore", "delta", "talks"]),
    min_size=1,
    max_size=5,
)


@given(st.lists(st.tuples(WORDS, st.integers(1, 28)), min_size=2, max_size=6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_of_arrival_is_nothing_to_claims(rows: list[tuple[list[str], int]], chance: Any) -> None:
    pages = [
        told(f"p{n}", f"2031-05-{day:02d}", f"Cascadia seized {' '.join(words)}.")
        for n, (words, day) in enumerate(rows)
    ]
    shuffled = list(pages)
    chance.shuffle(shuffled)
    assert claims(*pages) == claims(*shuffled)
