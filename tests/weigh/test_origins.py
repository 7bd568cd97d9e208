"""Who wrote it and who only repeats it: counted by origin, not by report."""

from __future__ import annotations

import random
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detente.model.derived import Evidence, Origin
from detente.model.given import Report
from detente.weigh import reworded
from detente.weigh.credits import agencies_by_use, agency, credit, plain_name
from detente.weigh.origins import Independence, count, origins, parents
from detente.weigh.reuse import links

from .wire import OWN, WIRE, a_report, notices


def traced(found: list[Report]) -> tuple[Origin, ...]:
    known = links(found)
    return origins(found, (*known, *reworded.links(found, known)))


def counted(found: list[Report], words: str) -> tuple[int, int]:
    """Origins behind a sentence, wherever it stands."""
    known = links(found)
    known += reworded.links(found, known)
    evidence = [
        Evidence(report=r.id, start=r.text.index(words), end=r.text.index(words) + len(words))
        for r in found
        if words in r.text
    ]
    return count(evidence, origins(found, known), known)


def roots(found: list[Report], report: str) -> set[str | None]:
    return {origin.root for origin in traced(found) if report in origin.reports}


TOPICS = sorted(OWN)


@st.composite
def outlets(draw: st.DrawFn) -> list[Report]:
    """Up to six reports that all print one agency sentence, each with some others and perhaps text of its own."""
    days = st.sampled_from([None, "2023-05-02", "2023-05-02T10:00", "2023-05-03T08:30"])
    count = draw(st.integers(1, 6))
    return [
        a_report(
            f"r{n}",
            " ".join([*draw(st.lists(st.sampled_from(WIRE[3:]), max_size=2, unique=True)), WIRE[0]]),
            *draw(st.sampled_from([(), (OWN[TOPICS[n]],)])),
            published=draw(days),
            credit=draw(st.sampled_from([None, "AFP", "By Ana Ruiz"])),
        )
        for n in range(count)
    ]


@given(outlets())
@settings(deadline=None, max_examples=40)
def test_however_many_print_it_a_sentence_has_one_origin(found: list[Report]) -> None:
    assert counted(found, WIRE[0]) == (1, 1)


@given(outlets(), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_a_copy_adds_no_origin(found: list[Report], which: int) -> None:
    copy = structs.replace(found[which % len(found)], id="copy", published=None)
    assert counted([*found, copy], WIRE[0]) == counted(found, WIRE[0])


@given(outlets(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_origins_do_not_depend_on_the_order_of_arrival(found: list[Report], chance: random.Random) -> None:
    shuffled = [*found]
    chance.shuffle(shuffled)
    assert traced(shuffled) == traced(found)


@given(outlets(), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_removing_a_report_never_raises_a_count(found: list[Report], which: int) -> None:
    fewer = [report for n, report in enumerate(found) if n != which % len(found)]
    for sentence in (WIRE[0], WIRE[3]):
        low, high = counted(found, sentence)
        assert low <= high
        less_low, less_high = counted(fewer, sentence)
        assert less_low <= low and less_high <= high


@given(outlets())
@settings(deadline=None, max_examples=40)
def test_every_report_has_an_origin_and_every_passage_its_words(found: list[Report]) -> None:
    texts = {report.id: report.text for report in found}
    made = traced(found)
    assert {report for origin in made for report in origin.reports} == set(texts)
    assert len({origin.id for origin in made}) == len(made)
    for origin in made:
        assert origin.root is None or origin.root in origin.reports
        for passage in origin.passages:
            assert passage.report in origin.reports
            assert texts[passage.report][passage.start : passage.end].strip()


def test_the_first_that_printed_it_is_the_root() -> None:
    found = [
        a_report("late", WIRE[0], OWN["salt"], published="2023-05-02T12:00"),
        a_report("early", *WIRE, published="2023-05-02T09:00"),
        a_report("verbatim", *WIRE, published="2023-05-02T11:00"),
    ]
    assert roots(found, "late") == {"late", "early"}
    assert roots(found, "verbatim") == roots(found, "early") == {"early"}


def test_a_credit_to_an_agency_outranks_time() -> None:
    found = [
        a_report("early", *WIRE, published="2023-05-02T09:00"),
        a_report("credited", *WIRE, published="2023-05-02T10:00", credit="(Reuters)"),
    ]
    assert [(origin.root, origin.credit) for origin in traced(found)] == [("credited", "Reuters")]


def test_an_authors_name_outranks_nothing() -> None:
    found = [
        a_report("early", *WIRE, published="2023-05-02T09:00"),
        a_report("signed", *WIRE, published="2023-05-02T10:00", credit="By Ana Ruiz"),
    ]
    assert [(origin.root, origin.credit) for origin in traced(found)] == [("early", None)]


@pytest.mark.parametrize("days", [(None, None), ("2023-05-02", "2023-05-02"), ("2023-05-02", None)])
def test_without_an_order_in_time_it_is_one_unnamed_wire(days: tuple[str | None, str | None]) -> None:
    found = [
        a_report(name, WIRE[0], OWN[own], WIRE[2], published=day)
        for name, own, day in zip("ab", ("salt", "chess"), days, strict=True)
    ]
    shared = [origin for origin in traced(found) if origin.root is None]
    assert [(origin.reports, origin.sure, len(origin.passages)) for origin in shared] == [
        (("a", "b"), True, 4)
    ]
    assert roots(found, "a") == {None, "a"}
    assert counted(found, WIRE[2]) == (1, 1)


def test_a_blend_has_the_origins_of_its_parts_and_its_own() -> None:
    found = [
        a_report("wire", *WIRE[:3], published="2023-05-01"),
        a_report("local", OWN["bridge"], published="2023-05-02"),
        a_report("blend", WIRE[0], OWN["bridge"], OWN["salt"], published="2023-05-03"),
        a_report("digest", WIRE[0], OWN["bridge"], OWN["salt"], published="2023-05-04"),
    ]
    assert roots(found, "blend") == {"wire", "local", "blend"}
    assert roots(found, "digest") == {"wire", "local", "blend"}
    assert roots(found, "local") == {"local"}


def test_a_chain_leads_back_to_its_root_and_names_its_middle_as_parent() -> None:
    middle = [WIRE[0].replace("without settling", "but failed to settle"), WIRE[2], WIRE[3]]
    found = [
        a_report("first", *WIRE, published="2023-05-01"),
        a_report("middle", *middle, published="2023-05-02"),
        a_report("last", *middle[:2], OWN["chess"], published="2023-05-03"),
    ]
    assert roots(found, "last") == {"first", "last"}
    assert parents(found, links(found)) == {"middle": "first", "last": "middle"}


def test_what_is_only_reworded_is_one_origin_or_two() -> None:
    one = (
        "Minister Rojas threatened Bolivia with a swift, painful and lasting answer should the northern pass be "
        "closed, while insisting that Chile still wanted a negotiated settlement."
    )
    other = (
        "No less bluntly, Rojas threatened Bolivia with an answer quick, painful and lasting if the northern pass "
        "were closed, but insisted that Chile went on wanting a settlement by negotiation."
    )
    found = [a_report("a", WIRE[0], one), a_report("b", WIRE[0], other)]
    known = links(found)
    known += reworded.links(found, known)
    made = origins(found, known)
    evidence = [
        Evidence(report="a", start=found[0].text.index(one), end=found[0].text.index(one) + len(one)),
        Evidence(report="b", start=found[1].text.index(other), end=found[1].text.index(other) + len(other)),
    ]
    assert count(evidence, made, known) == (1, 2)
    assert [origin.sure for origin in made if origin.root is None].count(False) == 1


def test_a_shared_quotation_leaves_two_witnesses() -> None:
    speech = (
        "“We shall not sign anything in this city that we would be ashamed to read aloud at home, and we have told "
        "our neighbours so in plain words.”"
    )
    found = [
        a_report("a", f"{speech} Quispe said.", OWN["bridge"]),
        a_report("b", OWN["chess"], f"She said: {speech}"),
    ]
    assert counted(found, speech) == (2, 2)


def test_two_texts_credited_to_one_agency_may_be_one_origin() -> None:
    found = [
        a_report("a", OWN["salt"], credit="AFP"),
        a_report("b", OWN["chess"], credit="Agence France-Presse"),
    ]
    made = traced(found)
    evidence = [Evidence(report=r.id, start=0, end=40) for r in found]
    assert count(evidence, made, ()) == (1, 2)


def test_a_formula_joins_no_family_but_its_publisher_is_one_witness_however_often_it_says_so() -> None:
    assert all(len(origin.reports) == 1 for origin in traced(notices()))
    assert counted(notices(), "all property of its owners is frozen until further notice") == (1, 1)


def test_reports_with_nothing_in_common_are_independent() -> None:
    found = [a_report(name, text) for name, text in OWN.items()]
    evidence = [Evidence(report=r.id, start=0, end=50) for r in found]
    assert count(evidence, traced(found), ()) == (len(found), len(found))


def test_no_evidence_has_no_origin() -> None:
    assert count([], (), ()) == (0, 0)


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("AFP", "AFP"),
        ("© Agence France-Presse", "AFP"),
        ("(Reuters) -", "Reuters"),
        ("AP and AFP", None),
        ("By Ana Ruiz", None),
        ("Aparicio", None),
        (None, None),
    ],
)
def test_an_agency_is_known_however_it_is_printed(credit: str | None, expected: str | None) -> None:
    assert agency(credit) == expected


def test_a_lede_above_an_agencys_paragraph_is_no_second_origin() -> None:
    lede = "Three hours in Montevideo were not enough for Chile and Bolivia to settle the railway."
    found = [a_report("a", lede, WIRE[0], OWN["salt"]), a_report("b", WIRE[0], OWN["chess"])]
    known = links(found)
    evidence = [
        Evidence(report="a", start=0, end=len(lede)),
        *(Evidence(report=r.id, start=(at := r.text.index(WIRE[0])), end=at + len(WIRE[0])) for r in found),
    ]
    assert count(evidence, origins(found, known), known) == (1, 1)


def test_a_fifth_print_of_one_sentence_teaches_no_boilerplate() -> None:
    """Four reports with an agency's first sentence and nothing else in common, and a copy of one of them."""
    found = [a_report(f"r{n}", WIRE[0], OWN[topic]) for n, topic in enumerate(TOPICS[:4])]
    copy = structs.replace(found[0], id="copy")
    assert counted([*found, copy], WIRE[0]) == counted(found, WIRE[0])


@pytest.mark.parametrize(
    ("opening", "closing", "because"),
    [
        ("OSLO (Fjord News Agency) – ", "", "it is the text of Fjord News Agency itself"),
        ("", " The pass stays open, Fjord News Agency reported.", "it names Fjord News Agency as its source"),
    ],
)
def test_who_names_an_agency_we_do_not_know_stands_before_copies_of_the_same_day(
    opening: str, closing: str, because: str
) -> None:
    text = " ".join(WIRE)
    found = [
        a_report("a", text, published="2023-05-02"),
        a_report("b", opening + text + closing, published="2023-05-02"),
        a_report("c", text, published="2023-05-02"),
    ]
    (origin,) = traced(found)
    assert (origin.root, [r.what for r in origin.reasons]) == ("b", [because])


KESTREL = [
    a_report(
        "p", f"OSLO (Kestrel News) – {WIRE[3]}", OWN["salt"], outlet="Lund Mail", published="2023-05-01"
    ),
    a_report("q", WIRE[4], OWN["chess"], outlet="Valley Post", credit="Kestrel News", published="2023-05-01"),
]


@pytest.mark.parametrize(("others", "root"), [(KESTREL, "b"), (KESTREL[:1], None)])
def test_whom_reports_of_several_outlets_credit_is_an_agency_whatever_its_name(
    others: list[Report], root: str | None
) -> None:
    text = " ".join(WIRE[:3])
    found = [
        a_report("a", text, outlet="Harbour News", published="2023-05-02"),
        a_report("b", text, outlet="Fjord Courier", credit="Kestrel News", published="2023-05-02"),
        a_report("c", text, outlet="Hill Gazette", published="2023-05-02"),
    ]
    (origin,) = [one for one in traced([*found, *others]) if "a" in one.reports]
    assert (origin.root, origin.credit) == (root, "Kestrel News" if root else None)


@pytest.mark.parametrize("credit", ["By Ana Ruiz", "Staff Reporter", None])
def test_an_author_or_a_desk_that_many_name_is_no_agency(credit: str | None) -> None:
    found = [a_report(n, OWN[n], outlet=f"Paper {n}", credit=credit) for n in TOPICS]
    assert agencies_by_use(found) == frozenset()


def test_the_agency_itself_stands_before_who_credits_it_on_the_same_day() -> None:
    text = " ".join(WIRE)
    found = [
        a_report("a", text, published="2023-05-02", outlet="Valley Post", credit="Fjord Press"),
        a_report("b", text, published="2023-05-02", credit="Fjord Press"),
        a_report("c", text, published="2023-05-02", outlet="Lund Mail"),
    ]
    (origin,) = traced(found)
    assert (origin.root, origin.credit) == ("b", "Fjord Press")


def test_what_is_removed_leaves_its_copies_another_root_with_a_reason() -> None:
    text = " ".join(WIRE)
    found = [a_report(name, text, published=f"2023-05-0{n}") for n, name in enumerate("abc", 2)]
    (whole,) = traced(found)
    (left,) = traced(found[1:])
    assert (whole.root, left.root) == ("a", "b")
    assert whole.reasons == left.reasons
    assert counted(found, WIRE[0]) == counted(found[1:], WIRE[0]) == (1, 1)


def test_every_piece_of_evidence_is_counted_with_an_origin_that_is_told() -> None:
    text = " ".join(WIRE[:3])
    found = [
        a_report("a", text, published="2023-05-02"),
        a_report("b", text, OWN["salt"], published="2023-05-03"),
        a_report("c", OWN["chess"], published="2023-05-03"),
    ]
    known = links(found)
    evidence = [Evidence(report=r.id, start=0, end=40) for r in found]
    voices = Independence(origins(found, known), known).voices(evidence)
    told = sorted(
        (sorted(e.report for e in one.evidence), len(one.origins)) for group in voices for one in group
    )
    assert told == [(["a", "b"], 1), (["c"], 0)]


def test_every_word_and_form_by_which_an_agency_is_known_is_seen() -> None:
    table = tomllib.loads(files("detente.lexicon").joinpath("matching.toml").read_text(encoding="utf-8"))
    assert all(agency(words) for words in table["unlisted"]["seen"])
    assert not any(agency(words) for words in table["unlisted"]["unseen"])
    assert not any(plain_name(words) for kind in ("bylines", "nobody") for words in table[kind]["seen"])
    for sentence in table["cited"]["seen"]:
        found = credit(a_report("a", sentence))
        assert found and found.voice == "cites", sentence
