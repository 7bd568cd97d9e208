"""Quantities of a passage: bounds, precision, what is counted, whose, where, when."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.clean.paragraphs import paragraphs
from detente.extract.amounts import amounts
from detente.extract.figures import figures
from detente.extract.times import times
from detente.lexicon import toml
from detente.model.found import Figure
from detente.parse import Parsed

Parse = Callable[[str], Parsed]


def read(parse: Parse, text: str) -> tuple[Figure, ...]:
    parsed = parse(text)
    return figures(parsed, times(parsed))


COUNTS: list[tuple[str, str, float | None, float | None, str, str | None]] = [
    # exact, in digits and words
    ("The convoy carried 40 trucks.", "40 trucks", 40, 40, "exact", "trucks"),
    ("The fleet lost 1,250 containers.", "1,250 containers", 1250, 1250, "exact", "containers"),
    ("Inspectors counted twenty-four missiles.", "twenty-four missiles", 24, 24, "exact", "missiles"),
    ("The army has two hundred and fifty tanks.", "two hundred and fifty tanks", 250, 250, "exact", "tanks"),
    ("They bought 2.5 million doses.", "2.5 million doses", 2.5e6, 2.5e6, "exact", "doses"),
    ("They bought half a million doses.", "half a million doses", 5e5, 5e5, "exact", "doses"),
    ("They bought a quarter of a million doses.", "a quarter of a million doses", 250000, 250000, "exact", "doses"),
    ("They sent two dozen observers.", "two dozen observers", 24, 24, "exact", "observers"),
    ("Exactly 81 delegates voted.", "81 delegates", 81, 81, "exact", "delegates"),
    ("They were seated at three round tables.", "three round tables", 3, 3, "exact", "tables"),
    # about
    ("Some 4,000 soldiers crossed the river.", "Some 4,000 soldiers", 4000, 4000, "about", "soldiers"),
    ("About 300 houses burned down.", "About 300 houses", 300, 300, "about", "houses"),
    ("Nearly 8,500 reservists were called.", "Nearly 8,500 reservists", 8500, 8500, "about", "reservists"),
    ("Almost a dozen ships turned back.", "Almost a dozen ships", 12, 12, "about", "ships"),
    ("An estimated 70,000 refugees arrived.", "An estimated 70,000 refugees", 70000, 70000, "about", "refugees"),
    ("Roughly 60 jets took off.", "Roughly 60 jets", 60, 60, "about", "jets"),
    ("Between 300 and 400 lorries waited.", "Between 300 and 400 lorries", 300, 400, "about", "lorries"),
    ("They sent 10 to 15 advisers.", "10 to 15 advisers", 10, 15, "about", "advisers"),
    ("They sent four or five advisers.", "four or five advisers", 4, 5, "about", "advisers"),
    ("They sent 10-15 advisers.", "10-15 advisers", 10, 15, "about", "advisers"),
    ("It needs 2 to 3 million doses.", "2 to 3 million doses", 2e6, 3e6, "about", "doses"),
    # lower
    ("More than 700 houses burned down.", "More than 700 houses", 700, None, "lower", "houses"),
    ("At least 24 trucks were hit.", "At least 24 trucks", 24, None, "lower", "trucks"),
    ("Over 9,000 shells were found.", "Over 9,000 shells", 9000, None, "lower", "shells"),
    ("Upwards of 50 boats left.", "Upwards of 50 boats", 50, None, "lower", "boats"),
    ("More than half a million letters came.", "More than half a million letters", 5e5, None, "lower", "letters"),
    # upper
    ("Up to 30 trucks may pass.", "Up to 30 trucks", None, 30, "upper", "trucks"),
    ("Fewer than 100 monitors remain.", "Fewer than 100 monitors", None, 100, "upper", "monitors"),
    ("Less than 20 barrels remain.", "Less than 20 barrels", None, 20, "upper", "barrels"),
    ("No more than 12 guards may stay.", "No more than 12 guards", None, 12, "upper", "guards"),
    ("As many as 90 vessels were searched.", "As many as 90 vessels", None, 90, "upper", "vessels"),
    # vague
    ("Hundreds of tents were put up.", "Hundreds of tents", None, None, "vague", "tents"),
    ("Tens of thousands of marchers came.", "Tens of thousands of marchers", None, None, "vague", "marchers"),
    ("Several drones were shot down.", "Several drones", None, None, "vague", "drones"),
    ("A handful of monitors stayed.", "A handful of monitors", None, None, "vague", "monitors"),
    ("A few hundred marchers came.", "A few hundred marchers", None, None, "vague", "marchers"),
    ("Dozens of cars burned.", "Dozens of cars", None, None, "vague", "cars"),
    # lengths
    ("The lunch lasted only two hours.", "two hours", 2, 2, "exact", "hours"),
    ("Less than thirty minutes before the vote he left.", "Less than thirty minutes", None, 30, "upper", "minutes"),
    ("They gave themselves a handful of hours.", "a handful of hours", None, None, "vague", "hours"),
    ("A ten-day truce began.", "ten-day", 10, 10, "exact", "days"),
    ("The siege lasted more than three months.", "more than three months", 3, None, "lower", "months"),
    # money and per cent
    ("The loan is worth $1.2 billion.", "$1.2 billion", 1.2e9, 1.2e9, "exact", "dollars"),
    ("The bloc offered 300 million euros.", "300 million euros", 3e8, 3e8, "exact", "euros"),
    ("It cost more than £40,000.", "more than £40,000", 40000, None, "lower", "pounds"),
    ("Exports fell by 12 percent.", "12 percent", 12, 12, "exact", "percent"),
    ("Exports fell by 3.5 per cent.", "3.5 per cent", 3.5, 3.5, "exact", "percent"),
    ("Turnout was about 60%.", "about 60%", 60, 60, "about", "percent"),
    ("It costs $2-3bn.", "$2-3bn", 2e9, 3e9, "about", "dollars"),
    ("Rates climbed from 60 percent.", "60 percent", 60, 60, "exact", "percent"),
    # loss
    ("The shelling killed 24 civilians.", "24 civilians", 24, 24, "exact", "civilians killed"),
    ("At least 24 civilians were killed.", "At least 24 civilians", 24, None, "lower", "civilians killed"),
    ("The blast left 24 dead.", "24 dead", 24, 24, "exact", "people killed"),
    ("The flood displaced 8,000 villagers.", "8,000 villagers", 8000, 8000, "exact", "villagers displaced"),
    ("Police arrested 120 demonstrators.", "120 demonstrators", 120, 120, "exact", "demonstrators arrested"),
    ("Forty people were wounded.", "Forty people", 40, 40, "exact", "people wounded"),
    ("The war has killed more than 900 people since 2014.", "more than 900 people", 900, None, "lower", "people killed"),
    # with adjectives, peoples, shares
    ("The base houses 3,000 Ruritanian combat troops.", "3,000 Ruritanian combat troops", 3000, 3000, "exact", "troops"),
    ("There sat six people on each side.", "six people on each side", 6, 6, "exact", "people"),
    ("The plant makes 90 cars per day.", "90 cars per day", 90, 90, "exact", "cars"),
    ("Two-thirds of the members agreed.", "Two-thirds of the members", 2 / 3, 2 / 3, "exact", "share of members"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "precision", "unit"), COUNTS, ids=[row[1] for row in COUNTS]
)
def test_a_quantity_has_bounds_a_precision_and_a_unit(
    parse: Parse, text: str, words: str, low: float | None, high: float | None, precision: str, unit: str
) -> None:
    found = read(parse, text)
    assert [(text[f.start : f.end], f.low, f.high, f.precision, f.unit) for f in found] == [
        (words, low, high, precision, unit)
    ]


NONE = [
    "The two men shook hands.",
    "Both sides spoke of the two countries.",
    "The accord was signed on 3 June 2019.",
    "They met at 10:30 GMT.",
    "They met at 6 p.m. on Tuesday.",
    "It was the second round and the 3rd day.",
    "Resolution 2202 and Article 5 were named.",
    "An F-16 and a Su-27 were seen near the G7.",
    "1. The parties shall stop.",
    "Call +41 22 555 01 00 for more.",
    "The home team won 3-2.",
    "The pilot is 52 years old.",
    "Her three children were there.",
    "One of them spoke.",
    "He resigned five years ago.",
    "In the past three years trade fell.",
    "The base was closed in 1994.",
    "The 1990s were calm.",
    "He lives at 10 Downing Street.",
]


@pytest.mark.parametrize("text", NONE)
def test_dates_names_ordinals_and_references_are_no_figures(parse: Parse, text: str) -> None:
    assert read(parse, text) == ()


ROLES: list[tuple[str, str, str | None]] = [
    ("The republic keeps 9,000 soldiers along the northern border.", "holder", "The republic"),
    ("The republic keeps 9,000 soldiers along the northern border.", "place", "the northern border"),
    ("Ruritania, which denies it, has massed 9,000 soldiers near Strelsau.", "holder", "Ruritania"),
    ("On Monday the army sent 40 trucks to the border.", "time", "Monday"),
    ("On Monday the army sent 40 trucks to the border.", "holder", "the army"),
    ("The ministry said on Monday that shells had killed 24 civilians.", "time", None),
    ("About 300 houses burned down.", "holder", None),
    ("About 300 houses burned down.", "place", None),
    ("About 300 houses burned down.", "time", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "words"), ROLES)
def test_a_quantity_knows_whose_where_and_when(
    parse: Parse, text: str, field: str, words: str | None
) -> None:
    [found] = read(parse, text)
    span = getattr(found, field)
    assert (text[slice(*span)] if span else None) == words


def test_over_a_length_of_time_is_no_lower_bound(parse: Parse) -> None:
    found = read(parse, "The yard built 12 ships over two years.")
    assert [(f.low, f.high, f.precision) for f in found] == [(12, 12, "exact"), (2, 2, "exact")]


def test_a_percentage_says_of_what(parse: Parse) -> None:
    assert [f.of for f in read(parse, "It spends 2 percent of its budget on roads.")] == ["its budget"]


def test_a_loss_says_of_what_and_a_length_is_nobodys(parse: Parse) -> None:
    assert [f.of for f in read(parse, "The shelling killed 24 old civilians.")] == ["old civilians killed"]
    assert [f.holder for f in read(parse, "The envoys gave themselves ten hours.")] == [None]


def test_a_length_says_of_what(parse: Parse) -> None:
    assert [f.of for f in read(parse, "The lunch lasted only two hours.")] == ["length of the lunch"]
    [found] = read(parse, "Less than thirty minutes before the start of the vote he left.")
    assert found.of == "time before the start of the vote"


@pytest.mark.parametrize(
    "kind",
    ["approximator", "behind", "loss", "state", "hold", "currency", "place", "tally", "crowd", "measure", "price", "give",
     "guard", "deny", "intent", "thing", "mount"],
)  # fmt: skip
def test_every_row_of_the_lexicon_is_read_in_its_own_sentence(parse: Parse, kind: str) -> None:
    for row in toml("figures")[kind]:
        found = read(parse, row["seen"])
        assert found, row["seen"]
        if "precision" in row:
            assert row["precision"] in {f.precision for f in found}, row["seen"]
        if kind in {"state", "currency", "measure"}:
            assert {f.unit for f in found} & {row.get("unit"), *row["words"]}, row["seen"]
        if kind == "loss":
            assert any(f.unit and f.unit.endswith(row["unit"]) for f in found), row["seen"]


@pytest.mark.parametrize("kind", ["refer", "label"])
def test_what_only_refers_or_labels_is_left_alone_in_the_lexicons_own_sentence(
    parse: Parse, kind: str
) -> None:
    for row in toml("figures")[kind]:
        assert read(parse, row["seen"]) == ()


def test_the_seeds_figures_are_found(shared: Path, parse: Parse) -> None:
    gold: list[dict[str, Any]] = [
        json.loads(line) for line in (shared / "bench/seeds/figures.jsonl").read_text("utf-8").splitlines()
    ]
    for name in sorted({row["file"] for row in gold}):
        text = (shared / "seeds" / f"{name}.txt").read_text("utf-8")
        found = [(p.start, f) for p in paragraphs(text) for f in read(parse, text[slice(*p)])]
        rows = [row for row in gold if row["file"] == name]
        assert len(found) == len(rows)
        for (at, f), row in zip(found, rows, strict=True):
            assert at + f.start < row["end"] and row["start"] < at + f.end
            assert (f.low, f.high, f.precision, f.unit) == (
                row["low"], row["high"], row["precision"], row["unit"]
            )  # fmt: skip


PIECES = st.sampled_from(
    ["some", "100,000", "soldiers", "between", "10", "and", "20", "%", "per cent", "half a million", "$", "3bn", "a",
     "dozen", "or", "more", "-", "–", "of", "the", "two", "men", "less than", "1/2", "🕊", "\n", "hundreds", "€", "1.",
     "0", "999999999999", "at least", "killed", "hours", "(", ")", "٣"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=24).map(" ".join)))
def test_amounts_lie_in_the_text_apart_and_their_bounds_run_upward(text: str) -> None:
    found = amounts(text)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.low <= a.high for a in found if a.low is not None and a.high is not None)


@settings(deadline=None, max_examples=30)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_figures_never_raise_and_quote_their_words(parse: Parse, text: str) -> None:
    for found in read(parse, text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["1", "1,000 ", "two ", "some ", "hundred ", "- ", "between ", "½", "$", "million of "]
)
def test_a_long_row_of_one_thing_is_read_in_linear_time(piece: str) -> None:
    amounts(piece * 4000)


@pytest.mark.parametrize("text", ["a loan of 10 USD", "a loan of 10 US\ndollars", "a loan of 10 US dollarſ"])
def test_a_currency_is_told_however_it_is_written(text: str) -> None:
    assert [a.unit for a in amounts(text)] == ["dollars"]
