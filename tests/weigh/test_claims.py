"""One thing reported, however often, is one claim."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.derived import Link
from detente.weigh import derive, in_order
from tests.weigh.fixtures import Page, by_report, of

RUIZ, LIND, KRAL = "person:ana-ruiz", "person:bo-lind", "person:ivo-kral"
CSC, FRD = "state:CSC", "state:FRD"


def threat(name: str, words: str, by: str = RUIZ, when: str | None = "2031-05-10") -> Page:
    sentence = f"Minister vowed {words} should the dam be closed."
    return (
        Page(name)
        .says(sentence)
        .move("THREATEN", sentence, (by,), (FRD,), content=words, status="conditional", when=when)
    )


def test_two_translations_of_one_threat_are_one_claim() -> None:
    told = of(threat("a", "a swift and hard answer"), threat("b", "an answer that will be hard and quick"))
    (claim,) = [c for c in told.claims if c.type == "THREATEN"]
    assert claim.reports == 2
    assert len(claim.evidence) == 2


def test_two_ministers_make_two_threats() -> None:
    told = of(threat("a", "a swift and hard answer"), threat("b", "a swift and hard answer", by=LIND))
    assert len([c for c in told.claims if c.type == "THREATEN"]) == 2


def test_the_same_words_on_another_day_are_another_claim() -> None:
    told = of(
        threat("a", "a swift and hard answer"), threat("b", "a swift and hard answer", when="2031-05-02")
    )
    assert len([c for c in told.claims if c.type == "THREATEN"]) == 2
    assert len([x for x in told.lines if x.kind == "threat"]) == 1


def test_a_copied_passage_is_one_claim_whatever_its_words() -> None:
    a, b = threat("a", "steps nobody will forget"), threat("b", "measures of an unheard-of kind")
    ends = [len(p.parts[0][0]) for p in (a, b)]
    link = Link(
        id="x",
        a="a",
        a_start=0,
        a_end=ends[0],
        b="b",
        b_start=0,
        b_end=ends[1],
        kind="copied",
        words=20,
        likeness=0.9,
    )
    assert len(of(a, b).claims) == 2
    (claim,) = of(a, b, links=(link,)).claims
    assert claim.reports == 2


def test_a_headline_adds_evidence_and_no_claim() -> None:
    page = Page("a", title="Ruiz demands the release of the fishermen").says(
        "Foreign minister Ana Ruiz demanded the release of the fishermen on Tuesday."
    )
    page.move(
        "REQUEST",
        "Ruiz demands the release of the fishermen",
        (RUIZ,),
        content="the release of the fishermen",
    )
    page.move(
        "REQUEST",
        "Foreign minister Ana Ruiz demanded the release of the fishermen",
        (RUIZ,),
        (FRD,),
        content="the release of the fishermen on Tuesday",
    )
    told = of(page)
    assert len(told.claims) == 1
    assert len(told.lines) == 1


def test_an_accusation_and_its_denial_dispute_each_other() -> None:
    page = Page("a").says("Cascadia accuses Freedonia of preparing to invade the delta, which Kral denies.")
    page.move(
        "ACCUSE", "Cascadia accuses Freedonia of preparing to invade the delta", (CSC,), (FRD,),
        content="preparing to invade the delta", status="ongoing",
    )  # fmt: skip
    page.move("COMMENT", "which Kral denies", (KRAL,), content="which", status="ongoing", mode="deny")
    told = of(page)
    charge, denial = sorted(told.claims, key=lambda c: c.type)
    assert charge.disputed_by == (denial.id,)
    assert denial.disputed_by == (charge.id,)
    (found,) = [c for c in told.contradictions if c.kind == "denial"]
    assert found.sure > 0.5


PAGES = [
    threat("a", "a swift and hard answer"),
    threat("b", "an answer that will be hard and quick"),
    threat("c", "a swift and hard answer", by=LIND),
    threat("d", "an embargo on grain", when=None),
]


@given(st.permutations(PAGES), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_order_of_arrival_and_a_report_read_twice_change_nothing(pages: list[Page], again: int) -> None:
    known = [p.made() for p in pages]
    once = derive(in_order([p.made() for p in PAGES], None), (), by_report, "2031-05-10")
    twice = derive(in_order([*known, known[again]], None), (), by_report, "2031-05-10")
    assert once == twice


def test_the_wire_passages_of_the_samples_are_one_claim_each(shared: Path) -> None:
    from detente.weigh.reuse import links
    from tests.weigh.by_hand import seeds

    known = seeds(shared)
    told = derive(known, links([r for r, _ in known]), by_report, "2022-01-21")
    for type, words in (
        ("MOBILIZE", "100,000 soldiers"),
        ("REQUEST", "foreign troops"),
        ("REQUEST", "a treaty"),
    ):
        (claim,) = [c for c in told.claims if c.type == type and words in c.text]
        assert claim.reports == 2, words
    threats = [c for c in told.claims if c.type == "THREATEN" and "person:antony-blinken" in c.actors]
    assert [c.reports for c in threats] == [2]
    biden = [c for c in told.claims if c.type == "THREATEN" and "person:joe-biden" in c.actors]
    assert len(biden) == 1


def general(name: str, published: str, sentence: str, content: str, by: tuple[str, ...] = ()) -> Page:
    return Page(name, published).says(sentence).move("CONSULT", sentence, by, content=content)


def test_the_talks_of_nobody_named_are_not_the_talks_of_anybody_else() -> None:
    told = of(
        general("a", "2031-05-10", "The talks went on.", "The talks"),
        general("b", "2031-05-10", "The talks were long.", "The talks"),
        general("c", "2031-05-11", "The talks on herring quotas off Ardal resumed.", "talks on herring quotas off Ardal"),
        general("d", "2031-05-11", "Talks on herring quotas off Ardal have resumed.", "Talks on herring quotas off Ardal"),
        general("e", "2031-05-16", "Talks on herring quotas off Ardal ended.", "Talks on herring quotas off Ardal"),
    )  # fmt: skip
    assert sorted(c.reports for c in told.claims if c.type == "CONSULT") == [1, 1, 1, 2]
