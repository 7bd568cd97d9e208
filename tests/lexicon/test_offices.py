"""The tables of people, offices and bodies agree with each other."""

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.lexicon import knowledge as known
from detente.lexicon import tsv
from detente.lexicon.knowledge import Term, first_day, knowledge, slug
from detente.lexicon.titles import read_title

WORLD = knowledge()


def shared(office: str) -> bool:
    """Whether several may hold the office at once."""
    return bool(WORLD.functions.get(office.rpartition("/")[2], {}).get("shared"))


def test_no_two_hold_one_office_on_one_day() -> None:
    by_office: dict[str, list[Term]] = defaultdict(list)
    for term in WORLD.terms:
        by_office[term.office].append(term)
    clashes = []
    for office, terms in by_office.items():
        if shared(office):
            continue
        terms.sort(key=lambda t: first_day(t.since))
        for a, b in itertools.pairwise(terms):
            if a.until is None or first_day(a.until) > first_day(b.since):
                clashes.append((office, a.person, a.until, b.person, b.since))
    assert clashes == []


def test_terms_are_dates_in_order() -> None:
    for term in WORLD.terms:
        dt.date.fromisoformat(first_day(term.since))
        if term.until is not None:
            dt.date.fromisoformat(first_day(term.until))
            assert first_day(term.since) <= first_day(term.until), term


def test_terms_lie_in_the_life_of_the_state() -> None:
    for term in WORLD.terms:
        row = WORLD.states.get(known.body_of(term.office))
        if row and row["until"]:
            assert term.until is not None and first_day(term.until) <= row["until"], term
        if row and row["since"] and row["since"] > "1991":
            assert (term.until or "9999") > row["since"], term


def test_every_id_resolves() -> None:
    for term in WORLD.terms:
        assert term.person in WORLD.persons, term
        body, _, function = term.office.removeprefix("office:").partition("/")
        assert body in WORLD.states or f"org:{body}" in WORLD.organisations, term
        assert (
            function in WORLD.functions
            or function in ("state-counsellor",)
            or function.partition("-")[0] in ("envoy", "ambassador")
        ), term
    for row in tsv("metonyms"):
        assert (
            row["actor"] == "-"
            or row["actor"].partition(":")[2] in WORLD.states
            or row["actor"] in WORLD.organisations
        )
    for row in tsv("groups"):
        assert not row["state"] or row["state"] in WORLD.states, row["id"]
    for body, states in WORLD.members.items():
        assert body in WORLD.organisations or body in WORLD.groups
        assert states <= set(WORLD.states)
    for office in WORLD.leads.values():
        assert known.body_of(office) in WORLD.states or f"org:{known.body_of(office)}" in WORLD.organisations


def test_a_person_is_named_after_the_name() -> None:
    for row in tsv("persons"):
        assert row["id"] == f"person:{slug(row['name'])}"


def test_nobody_shares_a_full_name() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in tsv("persons"):
        for name in (row["name"], *known.several(row["names"])):
            owners[known.words_of(name)].add(row["id"])
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


@pytest.mark.parametrize(
    "office, day, person",
    [
        ("office:USA/foreign-minister", "2022-01-21", "person:antony-blinken"),
        ("office:USA/foreign-minister", "2018-04-10", None),
        ("office:RUS/president", "2010-01-01", "person:dmitry-medvedev"),
        ("office:DEU/head-of-government", "2021-12-08", "person:olaf-scholz"),
        ("office:GBR/head-of-government", "2022-10-01", "person:liz-truss"),
        ("office:NATO/secretary-general", "2005-05-05", "person:jaap-de-hoop-scheffer"),
        ("office:UN/secretary-general", "2003-02-14", "person:kofi-annan"),
        ("office:IRN/foreign-minister", "2014-07-20", "person:mohammad-javad-zarif"),
    ],
)
def test_who_held_the_office_that_day(office: str, day: str, person: str | None) -> None:
    assert WORLD.holder(office, day, day) == person


@pytest.mark.parametrize(
    "office, day, person",
    [
        ("office:KGZ/head-of-government", "2010-04-01", "person:daniyar-usenov"),
        ("office:YEM/president", "2023-05-05", "person:rashad-al-alimi"),
        ("office:OPCW/director-general", "2013-10-11", "person:ahmet-uzumcu"),
        ("office:ICRC/president", "2024-02-02", "person:mirjana-spoljaric"),
        ("office:TUR/defence-minister", "2016-07-16", "person:fikri-isik"),
        ("office:JPN/defence-minister", "2019-10-01", "person:taro-kono"),
        ("office:UN/envoy-libya", "2018-01-01", "person:ghassan-salame"),
        ("office:SCG/foreign-minister", "2005-06-01", "person:vuk-draskovic"),
        ("office:BRA/foreign-minister", "2003-02-01", "person:celso-amorim"),
        ("office:ZAF/defence-minister", "2025-01-01", "person:angie-motshekga"),
        ("office:SOM/foreign-minister", "2023-01-01", "person:abshir-omar-jama"),
        ("office:DZA/head-of-government", "2018-01-01", "person:ahmed-ouyahia"),
        ("office:MOZ/defence-minister", "2022-03-24", "person:cristovao-chume"),
        ("office:CHE/president", "2022-12-31", "person:ignazio-cassis"),
        ("office:BIH/president", "2017-09-01", "person:dragan-covic"),
        ("office:UN/general-assembly-president", "2012-11-29", "person:vuk-jeremic"),
        ("office:NATO/secretary-general", "2024-10-01", "person:mark-rutte"),
        ("office:EU/foreign-minister", "2024-12-01", "person:kaja-kallas"),
        ("office:OSCE/secretary-general", "2025-01-01", "person:feridun-sinirlioglu"),
        ("office:AU/commission-chair", "2025-04-01", "person:mahamoud-ali-youssouf"),
        ("office:KWT/defence-minister", "2014-06-01", "person:khaled-al-jarrah-al-sabah"),
        ("office:IRQ/defence-minister", "2012-01-01", "person:saadoun-al-dulaimi"),
        ("office:KGZ/foreign-minister", "2003-01-01", "person:askar-aitmatov"),
        ("office:BIH/president", "2019-01-01", "person:milorad-dodik"),
        ("office:PRK/defence-minister", "2014-12-01", "person:hyon-yong-chol"),
        ("office:ABK/foreign-minister", "2015-01-01", "person:vyacheslav-chirikba"),
    ],
)
def test_ministers_and_heads_of_bodies_are_dated(office: str, day: str, person: str) -> None:
    assert WORLD.holder(office, day, day) == person


WITHOUT = {"office:MLT/defence-minister"}
"""Offices that do not exist: in Malta the army answers to the home affairs minister."""


@pytest.mark.parametrize("function", ["foreign-minister", "defence-minister"])
@pytest.mark.parametrize("body", ["org:NATO", "org:EU", "org:GCC"])
def test_ministers_are_known_on_most_days(body: str, function: str) -> None:
    offices = {f"office:{state}/{function}" for state in WORLD.members[body]} - WITHOUT
    days = [f"{year}-{month:02d}-01" for year in range(2000, 2026) for month in (1, 4, 7, 10)]
    known_days = sum(bool(WORLD.holders(office, day, day)) for office in offices for day in days)
    assert known_days >= 0.97 * len(offices) * len(days)


@pytest.mark.parametrize(
    "body, day, state, belongs",
    [
        ("org:NATO", "2023-04-03", "FIN", False),
        ("org:NATO", "2023-04-04", "FIN", True),
        ("org:EU", "2016-06-23", "GBR", True),
        ("org:EU", "2020-02-01", "GBR", False),
        ("org:EU", "2004-04-30", "POL", False),
        ("org:G7", "2013-06-17", "RUS", True),
        ("org:CSTO", "2022-01-06", "UZB", False),
        ("org:ECOWAS", "2023-08-01", "NER", True),
    ],
)
def test_membership_has_dates(body: str, day: str, state: str, belongs: bool) -> None:
    assert (state in WORLD.members_on(body, day)) is belongs


def test_nobody_belongs_to_a_body_we_do_not_know() -> None:
    assert WORLD.members_on("org:NOWHERE", "2020-01-01") == frozenset()


def test_changes_of_membership_agree_with_the_members() -> None:
    for row in WORLD.memberships.values():
        for column in ("joined", "left"):
            for change in known.several(row[column]):
                state, day = change.split(" ")
                dt.date.fromisoformat(first_day(day))
                assert state in WORLD.states
                assert (state in known.several(row["states"])) is (column == "joined"), (row["body"], change)


def test_ids_stand_once() -> None:
    for table, key in (("persons", "id"), ("organisations", "id"), ("groups", "id"), ("treaties", "id"), ("metonyms", "words"),
                       ("offices", "office"), ("functions", "function"), ("members", "body")):  # fmt: skip
        ids = [row[key] for row in tsv(table)]
        assert len(ids) == len(set(ids)), table


def test_every_person_of_the_table_held_an_office() -> None:
    assert {row["id"] for row in tsv("persons")} == {term.person for term in WORLD.terms}


def test_dates_of_groups_and_treaties_are_dates_in_order() -> None:
    for table in ("groups", "treaties"):
        for row in tsv(table):
            days = [first_day(row[c]) for c in ("since", "until") if row[c]]
            assert days == sorted(days), row["id"]
            for day in days:
                dt.date.fromisoformat(day)


def test_an_interval_with_two_holders_has_none() -> None:
    assert WORLD.holder("office:FRA/president", "2012-05-01", "2012-06-01") is None
    assert WORLD.holders("office:FRA/president", "2012-05-01", "2012-06-01") == (
        "person:nicolas-sarkozy",
        "person:francois-hollande",
    )


@pytest.mark.parametrize(
    "title, offices",
    [
        ("the head of Danish diplomacy", ("office:DNK/foreign-minister",)),
        ("US Assistant Secretary of State", ("office:USA/assistant-foreign-minister",)),
        ("Austrian Chancellor", ("office:AUT/head-of-government",)),
        ("European Commission President", ("office:EU/commission-president",)),
        ("the UN chief", ("office:UN/secretary-general",)),
        ("Iran's supreme leader", ("office:IRN/supreme-leader",)),
        ("the presidents of Chad and Niger", ("office:TCD/president", "office:NER/president")),
        ("German deputy foreign minister", ("office:DEU/deputy-foreign-minister",)),
        ("the Abkhaz leader", ("office:ABK/president",)),
        ("Bosnian presidency member", ("office:BIH/presidency-member",)),
        ("US Secretary of War", ("office:USA/defence-minister",)),
        ("president", ()),
    ],
)
def test_titles_name_offices(title: str, offices: tuple[str, ...]) -> None:
    assert read_title(title).offices(WORLD) == offices


def test_former_and_coming_holders_hold_nothing() -> None:
    assert read_title("former Chilean president").former
    assert read_title("the next Chilean president").former


def test_spellings_by_accents_and_hyphens_are_one_person() -> None:
    assert {
        WORLD.named(n)
        for n in ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "Tayyip Erdogan", "Recep Erdogan")
    } == {"person:recep-tayyip-erdogan"}
    assert WORLD.named("Kim Jong Un") == WORLD.named("Kim Jong-un") == "person:kim-jong-un"


def test_a_number_behind_a_name_is_no_part_of_it() -> None:
    assert WORLD.named("Salva Kiir III") == WORLD.named("Salva Kiir") == "person:salva-kiir"
    # With “Jr” the father may be the one we know, so that it tells two apart.
    assert WORLD.named("Salva Kiir Jr") is None


def test_capitals_and_acronyms_must_be_printed_as_such() -> None:
    found = [
        (m.start, m.end) for m in WORLD.matches("They told us that china was who said it is from turkey.")
    ]
    assert found == []


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "own.yaml"
    monkeypatch.setenv("DETENTE_KNOWLEDGE", str(path))
    yield path
    known.read.cache_clear()


def test_the_users_own_file_goes_on_top_and_wins(own: Path) -> None:
    own.write_text(
        "persons:\n  - {id: 'person:ana-lind', name: Ana Lind, names: [Anna Lind], gender: female}\n"
        "terms:\n  - {person: 'person:ana-lind', office: 'office:NOR/foreign-minister', since: 2026-01-05}\n"
        "  - {person: 'person:ana-lind', office: 'office:FRA/president', since: 2020-01-01}\n"
        "organisations:\n  - {id: 'org:NATO', name: The Pact, code: IGO}\n",
        encoding="utf-8",
    )
    world = knowledge()
    assert world.holder("office:NOR/foreign-minister", "2026-02-01", "2026-02-01") == "person:ana-lind"
    assert world.holder("office:FRA/president", "2021-01-01", "2021-01-01") == "person:ana-lind"
    assert world.named("Anna Lind") == "person:ana-lind"
    assert world.organisations["org:NATO"]["name"] == "The Pact"


@pytest.mark.parametrize("content", ["- a list", "persons: 3", "persons:\n  - {name: no id}", "a: [b"])
def test_a_file_that_cannot_be_read_says_so(own: Path, content: str) -> None:
    own.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        knowledge()


def test_the_tables_agree_with_what_others_collected(shared: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    kinds = {"president": "head-of-state", "monarch": "head-of-state", "supreme-leader": "head-of-state", "head-of-government": "head-of-government",
             "foreign-minister": "foreign-minister", "defence-minister": "defence-minister"}  # fmt: skip
    lines = ["state,office,name,since,until"]
    for term in WORLD.terms:
        body, _, function = term.office.removeprefix("office:").partition("/")
        if body in WORLD.states and function in kinds:
            kind = "head-of-government" if (body, function) == ("IRN", "president") else kinds[function]
            lines.append(f"{body},{kind},{WORLD.persons[term.person].name},{term.since},{term.until or ''}")
    ours.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(shared / "crosscheck" / "compare.py"), str(ours), "--quiet"],
        capture_output=True,
        text=True,
        check=True,
    )
    counts = dict(line.split() for line in done.stdout.splitlines()[-5:])
    assert int(counts["AGREE"]) >= 0.85 * (int(counts["AGREE"]) + int(counts["DATES"]))
