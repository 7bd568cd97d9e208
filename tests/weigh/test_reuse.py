"""Passages that two reports share, and what only looks like one."""

from __future__ import annotations

import itertools
import json
import random
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detente import clean
from detente.model.given import Published, Raw, Report
from detente.weigh import reworded
from detente.weigh.boilerplate import compared
from detente.weigh.reuse import links
from detente.weigh.words import WORD, cut, equal_form, words

from .wire import OWN, TAIL, WIRE, a_report, notices, said

SENTENCES = [*WIRE, *(s.strip() + "." for text in OWN.values() for s in text.rstrip(".").split(". "))]


@st.composite
def collections(draw: st.DrawFn) -> list[Report]:
    """Up to six reports made of sentences of a small stock, so that many share some; some dated, some not."""
    count = draw(st.integers(2, 6))
    days = st.sampled_from([None, "2023-05-02", "2023-05-02T10:00", "2023-05-03T08:30", "2023-05-20"])
    chosen = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)
    return [
        a_report(f"r{n}", " ".join(draw(chosen)), *draw(st.sampled_from([(), (TAIL,)])), published=draw(days))
        for n in range(count)
    ]


@given(collections(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_links_do_not_depend_on_the_order_of_arrival(found: list[Report], chance: random.Random) -> None:
    shuffled = [*found]
    chance.shuffle(shuffled)
    assert links(shuffled) == links(found)
    assert reworded.links(shuffled, links(shuffled)) == reworded.links(found, links(found))


@given(collections())
@settings(deadline=None, max_examples=60)
def test_a_link_quotes_words_that_stand_in_both_reports(found: list[Report]) -> None:
    texts = {report.id: report for report in found}
    for link in links(found):
        there = words(texts[link.a]).between(link.a_start, link.a_end)
        here = words(texts[link.b]).between(link.b_start, link.b_end)
        assert link.words == max(there[1] - there[0], here[1] - here[0])
        assert 0 < link.likeness <= 1
        assert not said(texts[link.a], link.a_start, link.a_end)[0].isspace()


@given(st.lists(st.text(max_size=80), max_size=5))
@settings(deadline=None, max_examples=60)
def test_no_text_is_too_odd_to_be_compared(texts: list[str]) -> None:
    found = [a_report(f"r{n}", text) for n, text in enumerate(texts)]
    assert links(found) == links(found[::-1])
    for report in found:
        for start, end in zip(words(report).starts.tolist(), words(report).ends.tolist(), strict=True):
            assert report.text[start:end].strip() == report.text[start:end]


def test_a_wire_paragraph_is_found_inside_another_article() -> None:
    agency = a_report("a", *WIRE)
    local = a_report("b", OWN["bridge"], WIRE[2], OWN["library"])
    (link,) = links([agency, local])
    assert (link.kind, link.directed, link.likeness) == ("copied", False, 1.0)
    assert said(agency, link.a_start, link.a_end) == WIRE[2].rstrip(".")
    assert said(local, link.b_start, link.b_end) == WIRE[2].rstrip(".")


def test_small_edits_leave_one_passage() -> None:
    edited = WIRE[2].replace("twenty", "20").replace("announced that", "let it be known on state radio that")
    (link,) = links([a_report("a", WIRE[2], OWN["salt"]), a_report("b", edited, OWN["chess"])])
    assert link.a_start == 0 and link.a_end == len(WIRE[2]) - 1
    assert 0.7 < link.likeness < 1


def test_an_outlet_that_reorders_and_cuts_still_shares_every_sentence_it_kept() -> None:
    agency = a_report("a", " ".join(WIRE))
    copy = a_report("b", " ".join([WIRE[4], WIRE[5], WIRE[0]]))
    found = links([agency, copy])
    assert sorted(said(copy, link.b_start, link.b_end) for link in found) == sorted(
        [WIRE[0].rstrip("."), f"{WIRE[4]} {WIRE[5]}".rstrip(".")]
    )


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (("2023-05-02T10:00", "2023-05-02T11:00"), ("x", "y", True)),
        (("2023-05-03", "2023-05-02"), ("y", "x", True)),
        (("2023-05-02", "2023-05-02T11:00"), ("x", "y", False)),
        (("2023-05-02T10:00:05", "2023-05-02T10:00:55"), ("x", "y", False)),
        (("2023-05-02T12:00+03:00", "2023-05-02T10:00Z"), ("x", "y", True)),
        ((None, "2023-05-02"), ("x", "y", False)),
        (("spring", "2023-05-02"), ("x", "y", False)),
    ],
)
def test_direction_comes_from_publication_alone(
    published: tuple[str | None, str | None], expected: tuple[str, str, bool]
) -> None:
    both = [a_report(name, WIRE[0], published=day) for name, day in zip("xy", published, strict=True)]
    (link,) = links(both)
    assert (link.a, link.b, link.directed) == expected


def test_a_stock_phrase_is_no_copy() -> None:
    a = a_report("a", "Lima warned of consequences in the event of an attack on the convoy. " + OWN["salt"])
    b = a_report(
        "b", "Nobody in Quito believes that in the event of an attack on the convoy help would come."
    )
    assert links([a, b]) == ()
    assert reworded.links([a, b], ()) == ()


def test_two_desks_that_heard_one_speech_did_not_copy_each_other() -> None:
    speech = (
        "“We shall not sign anything in this city that we would be ashamed to read aloud at home, and we have told "
        "our neighbours so in plain words.”"
    )
    a = a_report("a", f"{speech} minister Quispe told reporters.", OWN["bridge"])
    b = a_report("b", OWN["chess"], f"In the evening she was blunt: {speech}")
    assert {link.kind for link in links([a, b])} == {"quotation"}


def test_a_quotation_that_came_with_its_story_is_copied() -> None:
    quote = "“Nobody left the table, and nobody will leave the table before the customs question is settled for good,”"
    story = f"{WIRE[0]} {WIRE[1]} {WIRE[2]} {quote} Rojas said."
    found = links([a_report("a", story), a_report("b", story, OWN["salt"])])
    assert {link.kind for link in found} == {"copied"}


def test_what_sites_print_under_everything_links_nothing() -> None:
    found = [a_report(name, text, TAIL) for name, text in OWN.items()]
    assert links(found) == ()
    assert all(mask[-1] and not mask[0] for mask in compared(found).idle)


def test_a_short_tail_is_learnt_where_many_strangers_carry_it() -> None:
    found = [a_report(name, text, "Leave a reply") for name, text in OWN.items()]
    assert all(int(mask.sum()) == 3 for mask in compared(found).idle)


def test_a_notice_in_the_middle_is_learnt_from_one_outlet() -> None:
    found = [a_report(name, text[:90], TAIL, text[90:], outlet="Valley Post") for name, text in OWN.items()]
    assert links(found) == ()


def test_what_is_litter_in_one_outlet_may_be_text_in_another() -> None:
    valley = [
        a_report(name, text[:90], WIRE[4], text[90:], outlet="Valley Post") for name, text in OWN.items()
    ]
    others = [a_report(f"z{n}", WIRE[4], WIRE[n], outlet=f"Paper {n}") for n in range(2)]
    made = links([*valley, *others])
    assert {(link.a, link.b) for link in made} == {("z0", "z1")}


def test_what_an_office_writes_of_every_ship_is_a_formula_and_no_copy() -> None:
    assert {link.kind for link in links(notices())} == {"formula"}
    (formula, *_) = [one for one in compared(notices()).litter if one.kind == "formula"]
    assert (formula.outlet, formula.reports, len(formula.seen)) == ("Port Office", 4, 3)
    assert not any(mask.any() for mask in compared(notices()).idle)


def test_who_prints_an_announcement_has_copied_it_formula_or_not() -> None:
    words = notices()[1].text.partition("\n")[0]
    paper = a_report("z", words, outlet="Harbour News", published="2023-04-02T12:00")
    assert {"copied"} == {link.kind for link in links([*notices(), paper]) if link.b == "z"}


def test_a_correction_of_an_announcement_is_a_version_of_it() -> None:
    first = notices()[0]
    again = structs.replace(first, id="later", published=Published(earliest="2023-03-02T12:00", by="caller"))
    late = structs.replace(again, text=first.text.replace("grain", "barley"))
    made = links([*notices(), late])
    assert {(k.a, k.b) for k in made if k.kind == "copied"} == {("corvina", "later")}


@pytest.mark.parametrize(
    ("titles", "kind"), [(("Talks", "Sanctions", "Aid"), "formula"), (("Talks",) * 3, "copied")]
)
def test_what_a_site_has_under_other_titles_months_later_is_no_copy(
    titles: tuple[str, ...], kind: str
) -> None:
    pages = [
        a_report(
            str(n), OWN["library"], title=title, outlet="Port Office", published=f"2023-0{n + 3}-02T10:00"
        )
        for n, title in enumerate(titles)
    ]
    assert {link.kind for link in links(pages)} == {kind}


def test_names_and_figures_filled_in_anew_make_a_formula_of_what_two_reports_share() -> None:
    text = (
        "The central bank lent the brokers of the capital {} mln crowns overnight at {} pct, took bills of the treasury "
        "and of the mortgage banks worth {} mln crowns from them, and said it would be there again in the afternoon."
    )
    desk = [
        a_report(day, text.format(*sums), outlet="Fjord Press", published=f"2023-03-0{day}T10:00")
        for day, sums in (("2", (90, 4, 12)), ("4", (35, 6, 20)))
    ]
    assert {link.kind for link in links(desk)} == {"formula"}
    others = [structs.replace(report, outlet=f"Paper {report.id}") for report in desk]
    assert {link.kind for link in links(others)} == {"copied"}


def test_a_last_paragraph_from_an_agency_is_no_boilerplate() -> None:
    found = [a_report(str(n), " ".join(WIRE[n : n + 3]), WIRE[5], WIRE[3]) for n in range(3)]
    assert not any(mask.any() for mask in compared(found).idle)


def test_litter_never_counts() -> None:
    found = [a_report(name, OWN[name], litter=WIRE[0]) for name in ("salt", "chess")]
    assert links(found) == ()
    assert links([*found, a_report("z", WIRE[0])]) == ()


def test_a_text_that_very_many_print_is_still_found_everywhere() -> None:
    found = [a_report(f"{n:03}", " ".join(WIRE), f"Printed by number {n}.") for n in range(70)]
    made = links(found)
    assert {report.id for report in found} == {end for link in made for end in (link.a, link.b)}
    assert len(made) < 70 * 69 / 2


def test_two_translations_of_one_sentence_are_reworded() -> None:
    a = a_report(
        "a",
        WIRE[0],
        "Minister Rojas threatened Bolivia with a “swift, painful and lasting answer” should the northern pass "
        "be closed, while insisting that Chile still wanted a negotiated settlement.",
    )
    b = a_report(
        "b",
        WIRE[0],
        "No less bluntly, Rojas threatened Bolivia with an answer “quick, painful and lasting” if the northern pass "
        "were closed, but insisted that Chile went on wanting a settlement by negotiation.",
    )
    known = links([a, b])
    (link,) = reworded.links([a, b], known)
    assert (link.kind, link.words > 20, link.likeness < 1) == ("reworded", True, True)
    assert said(b, link.b_start, link.b_end).startswith("No less bluntly")


def test_sentences_with_the_same_people_and_other_news_are_not_reworded() -> None:
    a = a_report(
        "a",
        WIRE[0],
        "Rojas and Quispe of Chile and Bolivia dined with the President of Uruguay in Montevideo.",
    )
    b = a_report(
        "b", WIRE[0], "Rojas and Quispe of Chile and Bolivia will hardly visit Montevideo and Uruguay again."
    )
    assert reworded.links([a, b], links([a, b])) == ()


def test_another_number_is_another_fact() -> None:
    text = "Chile has moved {} soldiers with heavy guns to the northern pass near the frozen lake, the governor said."
    a, b = a_report("a", WIRE[0], text.format("300")), a_report("b", WIRE[0], text.format("900"))
    assert all(link.kind == "copied" for link in links([a, b]))
    assert reworded.links([a, b], ()) == ()


def test_every_spelling_in_the_table_makes_its_sentences_equal() -> None:
    table = tomllib.loads(files("detente.lexicon").joinpath("matching.toml").read_text(encoding="utf-8"))
    for row in table["ending"]:
        british, american = (a_report(str(n), text) for n, text in enumerate(row["seen"]))
        assert words(british).ids.tolist() == words(american).ids.tolist(), row


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twenty", "20"),
        ("100,000", "100000"),
        ("NEIGHBOURS", "neighbors"),
        ("ﬁnal", "final"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_words_are_equal_however_printed(one: str, other: str) -> None:
    assert equal_form(one) == equal_form(other)


ODD = st.text(st.one_of(st.sampled_from("a1.,: \u200d\u0301é😀𝒜\uffff٣²"), st.characters()), max_size=60)


@given(ODD, st.lists(st.integers(0, 60), max_size=6))
def test_words_cut_all_at_once_are_those_that_the_expression_finds(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(min(at, len(text)) for at in cuts)})
    stretches = list(itertools.pairwise(edges))[::2] if len(cuts) % 2 else list(itertools.pairwise(edges))
    starts, ends = cut(text, stretches)
    expected = [match.span() for start, end in stretches for match in WORD.finditer(text, start, end)]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == expected


def test_offsets_count_code_points_beyond_doves_and_accents() -> None:
    text = f"🕊🕊 Peace! {WIRE[0]}"
    decomposed = "Cafe\u0301 society gathered. " + WIRE[0]
    a, b = a_report("a", text, OWN["salt"]), a_report("b", decomposed, OWN["chess"])
    (link,) = links([a, b])
    assert said(a, link.a_start, link.a_end) == said(b, link.b_start, link.b_end) == WIRE[0].rstrip(".")


def test_the_two_sample_reports_share_three_passages_of_one_wire(shared: Path) -> None:
    gold = json.loads((shared / "bench" / "seeds" / "reuse.json").read_text(encoding="utf-8"))
    found = [
        clean.report(Raw(name=path.stem, id=path.stem, content=path.read_text(encoding="utf-8")))
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    copied = links(found)

    def meets(row: dict[str, Any], side: str, start: int, end: int) -> bool:
        common = min(row[f"{side}_end"], end) - max(row[f"{side}_start"], start)
        return common * 2 >= row[f"{side}_end"] - row[f"{side}_start"]

    wire = [row for row in gold if row["kind"] == "wire"]
    assert len(copied) == len(wire) == 3
    for row in wire:
        assert any(
            meets(row, "a", k.a_start, k.a_end) and meets(row, "b", k.b_start, k.b_end) for k in copied
        )
    paraphrases = [row for row in gold if row["kind"] == "paraphrase"]
    for link in reworded.links(found, copied):
        assert any(
            meets(row, "a", link.a_start, link.a_end) and meets(row, "b", link.b_start, link.b_end)
            for row in paraphrases
        )
