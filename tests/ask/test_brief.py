"""The brief says everything in words, and every line has its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

import detente
from detente.ask import brief, changes, claims, due, ledger, sources, timeline, why
from detente.ask.brief import LIMIT, Writer, figure_in_words, foremost, is_between_known, is_figure
from detente.ask.evidence import Known
from detente.ask.names import ending, listed, made_name, name_of
from detente.ask.quoting import SINGLE, bare, shortened
from detente.model.derived import Brief, BriefLine, Claim, Due, Evidence, Line, Weighed
from detente.model.judged import When
from detente.weigh import derive, in_order
from tests.weigh.fixtures import Page, by_report

RUIZ, KRAL, CSC, FRD = "person:ana-ruiz", "person:ivo-kral", "state:CSC", "state:FRD"


def world() -> list[Known]:
    a = Page("a", "2031-05-08", title="Ruiz: no paper").says("Ruiz would give no written reply on the tolls.")
    a.move("REJECT", "Ruiz would give no written reply", (RUIZ,), (FRD,), content="written reply on the tolls",
           when="2031-05-08")  # fmt: skip
    b = Page("b", "2031-05-10").says("Ruiz met Kral in Ardal on Saturday.")
    b.says("Kral said Cascadia had promised a written reply on the tolls by Friday.")
    b.says("Freedonia demands the removal of all tolls.").says(
        "It keeps some 40,000 soldiers near the delta."
    )
    b.move("CONSULT", "Ruiz met Kral in Ardal on Saturday", (RUIZ, KRAL), when="2031-05-10")
    b.move("AGREE", "Cascadia had promised a written reply on the tolls by Friday", (CSC,), (FRD,),
           content="a written reply on the tolls", status="planned", told_by=(KRAL,),
           due=When(earliest="2031-05-16", latest="2031-05-16"))  # fmt: skip
    b.move("REQUEST", "Freedonia demands the removal of all tolls", (FRD,), (CSC,),
           content="the removal of all tolls", status="ongoing", trigger="demands")  # fmt: skip
    b.statement("the removal of all tolls", "demand", (FRD,), "demands")
    b.figure("some 40,000 soldiers", 40000, 40000, precision="about", unit="soldiers", holder=FRD)
    return in_order([a.made(), b.made()], None)


@pytest.fixture(scope="module")
def known() -> list[Known]:
    return world()


@pytest.fixture(scope="module")
def weighed(known: list[Known]) -> Weighed:
    return derive(known, (), by_report, "2031-05-10")


@pytest.fixture(scope="module")
def made(known: list[Known], weighed: Weighed) -> Brief:
    return brief(known, weighed, names=lambda a: made_name(a))


def lines(found: Brief) -> Iterator[BriefLine]:
    waiting = [x for s in found.sections for x in s.lines]
    while waiting:
        x = waiting.pop()
        yield x
        waiting.extend(x.parts)


def test_every_line_has_evidence_that_stands_in_its_report(made: Brief, known: list[Known]) -> None:
    texts = {r.id: r.text for r, _ in known}
    numbers = {s.number: s.report for s in made.sources}
    for x in lines(made):
        assert x.cites, x.text
        for c in x.cites:
            assert numbers[c.source] == c.evidence.report
            assert texts[c.evidence.report][c.evidence.start : c.evidence.end] == c.words
            assert c.sentence[c.at.start : c.at.end] == c.words


CODE = re.compile(
    r"\b(?:person|state|org|group|office|gov):|\b(?:REQUEST|REJECT|AGREE|THREATEN|ACCUSE|COMMENT)\b|_|\bNone\b"
)
"""What belongs to the machine."""

KNOWN = re.compile(r"[\w\s“”‘’'.,:;()→–…\-%/&?!]*")
"""Words and the punctuation that a line may have."""


def words_of(found: Brief) -> Iterator[str]:
    yield from (found.title, found.summary, found.when or "")
    for x in lines(found):
        yield from (x.text, x.when or "", x.state or "", x.counts or "", *x.notes)


def check(found: Brief, known: list[Known]) -> None:
    """Nothing but words, and nothing in quotation marks that no report says."""
    texts = [" ".join(r.text.translate(SINGLE).split()) for r, _ in known]
    for words in words_of(found):
        assert not CODE.search(words), words
        assert KNOWN.fullmatch(words), words
        for quoted in re.findall("“([^”]*)”", words):
            plain = " ".join(quoted.removesuffix(" …").split())
            assert any(plain in t or plain[1:] in t or bare(plain) in bare(t) for t in texts), quoted


def test_no_line_shows_an_id_and_every_quotation_stands_in_a_report(made: Brief, known: list[Known]) -> None:
    check(made, known)


MATERIAL = (
    """Norway and Iceland quarrel over herring

OSLO, March 3, 2021 (Fjord Wire) - Ministers from Norway and Iceland met in Tromso on Monday but failed to agree.

Norway demanded that Iceland withdraw its boats before Friday. "We will not wait any longer," Norwegian Foreign
Minister Ane Lie said. Iceland rejected the demand as "absurd" and accused Oslo of spreading fear.

Denmark offered to host talks in Aarhus next week. Finland, which had threatened both sides with new fees, denied
that it planned a blockade. About 140 boats are in the area.""",
    """Iceland promises an answer

Harbour Post, 5 March 2021

Iceland promised to answer the Norwegian demand in writing next week, its prime minister said on Wednesday.
More than 200 boats are in the area, the coast guard said. Norway had announced on Tuesday naval exercises.""",
    "The herring quarrel is old. Sweden has repeatedly warned Norway of a trade war.",
)


def test_other_crises_are_told_in_words_too(tmp_path: Path) -> None:
    for n, text in enumerate(MATERIAL):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with detente.open(tmp_path / "c.detente") as crisis:
        crisis.add(tmp_path / "0.txt", tmp_path / "1.txt", tmp_path / "2.txt")
        found = crisis.brief().record
        known = list(crisis.known_by(None))
    check(found, known)
    assert all(x.cites for s in found.sections for x in s.lines)
    assert "3 reports" in found.summary
    assert "1 without a date of its own" in found.summary
    assert {"demands", "offers", "promises"} <= {s.name for s in found.sections}


def test_the_example_is_told_in_words(tmp_path: Path) -> None:
    with detente.open(tmp_path / "c.detente") as crisis:
        crisis.add(Path(__file__).parents[2] / "examples" / "geneva-2022")
        found = crisis.brief().record
        known = list(crisis.known_by(None))
    check(found, known)
    assert found.title == "Russia, United States and Ukraine: Geneva, 19–23 January 2022"
    said = [x.text for s in found.sections if s.name != "claims" for x in s.lines]
    assert len(said) > 40
    # A change and its two stances, a deed by its clause, a demand by its content.
    assert any(x.startswith("Antony Blinken moved: on Wed 19 Jan “") and "on Fri 21 Jan “" in x for x in said)
    assert "The US State Department ordered the families of its diplomats in Kyiv to leave Ukraine" in said
    assert any(x.startswith("Russia → NATO: “withdraw its troops from Romania and Bulgaria") for x in said)
    for ledger_line in (x.text for s in found.sections if s.name == "demands" for x in s.lines):
        assert ledger_line not in [x.text for s in found.sections if s.name == "statements" for x in s.lines]
    # Who gives another figure disputes it, not who has the soldiers.
    counted = [x for s in found.sections for x in s.lines if x.text == "About 100,000 soldiers (Russia)"]
    assert {note for x in counted for note in x.notes if "disputed" in note} == {"disputed by Ukraine"}


def test_one_report_without_a_date_is_told_calmly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MATERIAL[2], encoding="utf-8")
    with detente.open(tmp_path / "c.detente") as crisis:
        crisis.add(tmp_path / "a.txt")
        found = crisis.brief().record
    assert found.summary.endswith("1 report, without a date of its own.")
    assert found.when is None
    assert "None" not in " ".join(words_of(found))


def test_many_reports_stay_short() -> None:
    known, made = [], []
    for n in range(200):
        day = f"2031-05-{n % 28 + 1:02}"
        page = Page(f"p{n:03}", day).says(f"Ruiz demanded {n} new ferries.")
        page.move(
            "REQUEST", f"Ruiz demanded {n} new ferries", (RUIZ,), (FRD,), content=f"{n} new ferries", when=day
        )
        report, analysis = page.made()
        known.append((report, analysis))
        seen = Evidence(report=report.id, start=0, end=len(report.text) - 1, item=analysis.moves[0].id)
        made.append(
            Line(
                id=f"{n}", kind="demand", by=(RUIZ,), to=(FRD,), text=f"{n} new ferries", state="open",
                evidence=(seen,), codes=("CSC",), target_codes=("FRD",), made=When(earliest=day, latest=day),
            )
        )  # fmt: skip
    found = brief(known, Weighed(lines=tuple(made), as_of="2031-05-28"), names=lambda a: made_name(a))
    for s in found.sections:
        assert len(s.lines) <= 2 * LIMIT
    demands = next(s for s in found.sections if s.name == "demands")
    assert demands.more == 200 - LIMIT
    assert found.title == "CSC and FRD: 1–28 May 2031"
    assert len(found.summary) < 600


def test_a_section_is_short_and_says_what_it_leaves_out(made: Brief) -> None:
    for s in made.sections:
        assert len(s.lines) <= 2 * LIMIT
        assert s.lines or s.empty
        assert s.more >= 0


def test_the_sections_hold_what_the_reports_say(made: Brief) -> None:
    of = {s.name: s.lines for s in made.sections}
    assert [x.text for x in of["timeline"] if "met" in x.text] == ["Ana Ruiz and Ivo Kral met"]
    assert [x.text for x in of["demands"]] == ["FRD → CSC: “the removal of all tolls”"]
    (promise,) = of["promises"]
    assert promise.text == "CSC → FRD: “a written reply on the tolls”"
    assert promise.notes[:3] == ("due Fri 16 May", "according to Ivo Kral", "disputed")
    assert [x.text for x in of["figures"]] == ["About 40,000 soldiers (FRD)"]
    (change,) = of["changes"]
    assert change.state == "disputed"
    assert change.text.startswith("CSC may have moved: on Thu 8 May “")
    assert [(x.when, x.text) for x in of["due"]] == [
        ("Fri 16 May", "“a written reply on the tolls”, from CSC to FRD")
    ]
    assert made.when == "Saturday 10 May 2031"
    assert made.title == "CSC and FRD: 8–10 May 2031"


def test_the_summary_says_what_is_new_what_moved_and_what_is_due(made: Brief) -> None:
    assert made.summary.startswith("Latest, Sat 10 May: Ana Ruiz and Ivo Kral met. CSC may have moved: ")
    assert "Due next, Fri 16 May: “a written reply on the tolls”, from CSC to FRD." in made.summary
    assert made.summary.endswith("2 reports, which share no text.")


def test_questions_by_country_hold_for_its_people(weighed: Weighed) -> None:
    assert [x.kind for x in ledger(weighed, by="CSC")] == [x.kind for x in ledger(weighed, by=CSC)]
    assert {x.kind for x in ledger(weighed, by="CSC")} == {"promise", "refusal"}
    assert [x.kind for x in ledger(weighed, kind="demand", to="CSC", state="open")] == ["demand"]
    assert all("FRD" in (*c.codes, *c.target_codes) for c in claims(weighed, actor="FRD"))


def test_questions_by_day(weighed: Weighed) -> None:
    assert timeline(weighed, since="2031-05-09", until="2031-05-10")
    assert not timeline(weighed, until="2031-05-01")
    assert changes(weighed, since="2031-05-10")
    assert not changes(weighed, since="2031-05-11")
    assert due(weighed) == weighed.due


def test_why_opens_every_sentence(known: list[Known], weighed: Weighed) -> None:
    for datum in (
        *weighed.claims,
        *weighed.lines,
        *weighed.happenings,
        *weighed.contradictions,
        *weighed.changes,
    ):
        found = why(datum.id, known, weighed)
        assert found is not None
        assert found.cites
        assert found.id == datum.id
    (change,) = weighed.changes
    found = why(change.id, known, weighed)
    assert found is not None
    assert {c.evidence.report for c in found.cites} == {"a", "b"}
    assert why("nothing", known, weighed) is None
    assert why("", known, weighed) is None


def test_sources_are_numbered_by_date(known: list[Known]) -> None:
    assert [(s.number, s.report, s.title) for s in sources(known)] == [
        (1, "a", "Ruiz: no paper"),
        (2, "b", None),
    ]


@pytest.mark.parametrize(
    ("low", "high", "precision", "words"),
    [
        (40000, 40000, "about", "about 40,000 men"),
        (40000, None, "lower", "at least 40,000 men"),
        (None, 40, "upper", "at most 40 men"),
        (2, 4, "exact", "between 2 and 4 men"),
        (1.5, 1.5, "exact", "1.5 men"),
        (None, None, "vague", "a handful of men"),
    ],
)
def test_figures_keep_their_precision(
    low: float | None, high: float | None, precision: str, words: str
) -> None:
    c = Claim(
        id="",
        text="a handful of men",
        kind="figure",
        type="",
        low=low,
        high=high,
        precision=precision,
        unit="men",
    )
    assert figure_in_words(c) == words


@pytest.mark.parametrize(
    ("printed", "low", "high", "precision", "words"),
    [
        ("More than 40,000 men", 40000, None, "lower", "more than 40,000 men"),
        ("at least 40,000 men", 40000, None, "lower", "at least 40,000 men"),
        ("no more than 40 men", None, 40, "upper", "no more than 40 men"),
        ("fewer than 40 men", None, 40, "upper", "fewer than 40 men"),
    ],
)
def test_a_bound_is_worded_as_it_is_printed(
    printed: str, low: float | None, high: float | None, precision: str, words: str
) -> None:
    c = Claim(
        id="", text=printed, kind="figure", type="", low=low, high=high, precision=precision, unit="men"
    )
    assert figure_in_words(c) == words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("“swift and hard”", "swift and hard"),
        ("a “swift” answer", "a ‘swift’ answer"),
        ("choose the “calm path”", "choose the ‘calm path’"),
        ("no marks", "no marks"),
        ("called it “hollow and vain", "called it hollow and vain"),
        ("calm is needed” for “peace", "calm is needed for peace"),
    ],
)
def test_quotation_marks_nest(printed: str, words: str) -> None:
    assert bare(printed) == words


def test_a_cut_shows() -> None:
    assert shortened("word " * 100).endswith(" …")


def test_names_without_a_table() -> None:
    assert made_name("person:maria-de-la-cruz").startswith("Maria de ")
    assert name_of("org:XYZW") == "XYZW"
    assert listed(["A", "B", "A", "C"]) == "A, B and C"


def test_nothing_at_all_gives_an_empty_brief() -> None:
    found = brief([], Weighed())
    assert not found.sections
    assert not found.sources
    assert found.title == "Nothing to tell yet"
    assert found.summary == "No report has been read."


@pytest.mark.parametrize(
    ("mention", "id", "name"),
    [
        ("Harbour Minister Jane Q. Doe III", "jane-q-doe-iii", "Jane Q. Doe III"),
        ("Anna-Lena O'Hara", "anna-lena-ohara", "Anna-Lena O'Hara"),
        ("JANE Q. DOE III", "jane-q-doe-iii", None),
        ("Doe", "jane-q-doe-iii", None),
    ],
)
def test_somebody_unknown_is_called_as_the_reports_print_the_name(
    mention: str, id: str, name: str | None
) -> None:
    assert ending(mention.split(), id) == name


def test_what_was_only_expected_is_not_due_when_its_day_has_gone_by(
    known: list[Known], weighed: Weighed
) -> None:
    writer = Writer(known, weighed, "2031-05-10", name_of)
    past, today = When(earliest="2031-05-09", latest="2031-05-09"), When(latest="2031-05-10")
    assert writer.is_past(Due(when=past, text="", evidence=()))
    assert not writer.is_past(Due(when=past, text="", evidence=(), overdue=True))
    assert not writer.is_past(Due(when=today, text="", evidence=()))


def test_of_too_many_lines_those_between_two_sides_and_the_latest_stand_in_front() -> None:
    def line(n: int, **more: object) -> Line:
        made = When(earliest=f"2031-05-{n:02}", latest=f"2031-05-{n:02}")
        return Line(
            id=f"{n:02}", kind="demand", by=(), to=(), text="", state="open", evidence=(), made=made, **more
        )

    many = [line(n, codes=("CSC",)) for n in range(1, 20)] + [
        line(20, codes=(RUIZ,)),
        line(21, codes=("CSC",), target_codes=("FRD",)),
    ]
    assert [x.id for x in foremost(many)[:LIMIT]] == [f"{n:02}" for n in (*range(9, 20), 21)]
    assert foremost(many[:3]) == many[:3]


def test_vague_numbers_of_nobody_known_are_no_figures_of_weight() -> None:
    dozens = Claim(
        id="d", text="dozens of men", kind="figure", type="figure", precision="vague", unit="men", reports=3
    )
    assert not is_figure(dozens)
    assert is_figure(structs.replace(dozens, actors=(FRD,)))
    assert is_figure(structs.replace(dozens, precision="exact"))


def test_a_turn_is_told_of_parties_that_are_known_before_one_of_bystanders() -> None:
    assert is_between_known(("CONSULT", "state:NOR", "org:NATO"))
    assert not is_between_known(("CONSULT", "state:NOR", "person:odd-host-of-a-show"))
