"""Time expressions on the calendar, and a publication date worked out from the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detente import analyze
from detente.clean.paragraphs import paragraphs
from detente.extract.times import times
from detente.extract.timex import context_free, expressions
from detente.model import judged
from detente.model.found import Findings, Time
from detente.model.given import Passage, Published, Report, Role
from detente.parse import Parsed
from detente.resolve.actors import Cast
from detente.resolve.calendar import interval
from detente.resolve.dates import bounded, dated
from detente.resolve.placing import moved

FRIDAY = "2022-01-21"


def report(text: str, published: Published | None = None) -> Report:
    return Report(id="r", name="r", text=text, passages=(), published=published)


def on(day: str) -> Published:
    return Published(earliest=day, latest=day, by="caller")


def read(parsed: Parsed, day: str | None) -> list[judged.Time]:
    return list(dated(report(parsed.text), times(parsed), on(day) if day else None))


VALUES = [
    # weekdays: the day itself, else the one before; ahead for what lies ahead
    ("The envoys met on Friday.", "Friday", "2022-01-21"),
    ("The envoys met this Friday.", "this Friday", "2022-01-21"),
    ("The envoys met on Thursday.", "Thursday", "2022-01-20"),
    ("The envoys met on Saturday.", "Saturday", "2022-01-15"),
    ("The envoys will meet on Saturday.", "Saturday", "2022-01-22"),
    ("The envoys will meet on Thursday.", "Thursday", "2022-01-27"),
    ("The envoys met last Friday.", "last Friday", "2022-01-14"),
    ("The envoys will meet next Friday.", "next Friday", "2022-01-28"),
    ("The troops must leave by Tuesday.", "Tuesday", "2022-01-25"),
    ("The envoys met on Wednesday night.", "Wednesday night", "2022-01-19TNI"),
    ("The envoys met on Monday morning.", "Monday morning", "2022-01-17TMO"),
    ("The vote was postponed until Tuesday.", "Tuesday", "2022-01-25"),
    # days
    ("The envoys met today.", "today", "2022-01-21"),
    ("The envoys met yesterday.", "yesterday", "2022-01-20"),
    ("The envoys will meet tomorrow.", "tomorrow", "2022-01-22"),
    ("The envoys met the day before yesterday.", "the day before yesterday", "2022-01-19"),
    ("The envoys meet tonight.", "tonight", "2022-01-21TNI"),
    ("The envoys met last night.", "last night", "2022-01-20TNI"),
    ("The envoys met this morning.", "this morning", "2022-01-21TMO"),
    # days without a year
    ("The envoys met on Jan. 12.", "Jan. 12", "2022-01-12"),
    ("The envoys met on 30 December.", "30 December", "2021-12-30"),
    ("The envoys will meet on February 4.", "February 4", "2022-02-04"),
    ("The accord was signed on August 2.", "August 2", "2021-08-02"),
    ("Shells fell on Christmas Eve.", "Christmas Eve", "2021-12-24"),
    ("The accord was signed on August 2, 1999.", "August 2, 1999", "1999-08-02"),
    # weeks, months, quarters, years
    ("The envoys met last week.", "last week", "2022-W02"),
    ("The envoys meet this week.", "this week", "2022-W03"),
    ("The envoys will meet next week.", "next week", "2022-W04"),
    ("The envoys met earlier this week.", "earlier this week", "2022-W03"),
    ("Exports fell last month.", "last month", "2021-12"),
    ("Exports will fall next month.", "next month", "2022-02"),
    ("Exports fell this month.", "this month", "2022-01"),
    ("Exports fell last quarter.", "last quarter", "2021-Q4"),
    ("Exports fell this quarter.", "this quarter", "2022-Q1"),
    ("Exports fell last year.", "last year", "2021"),
    ("Exports will fall next year.", "next year", "2023"),
    ("Exports fell in the fourth quarter.", "the fourth quarter", "2021-Q4"),
    ("Exports fell in the first quarter of last year.", "the first quarter of last year", "2021-Q1"),
    ("Exports fell in this year's second quarter.", "this year's second quarter", "2022-Q2"),
    ("Trade grew in the last decade.", "the last decade", "201"),
    ("Trade grew over the last decade.", "the last decade", "P10Y"),
    ("The envoys will meet next weekend.", "next weekend", "2022-W04-WE"),
    # months: back for the past, ahead for the future
    ("The port was shut in December.", "December", "2021-12"),
    ("The port was shut in March.", "March", "2021-03"),
    ("The port will open in March.", "March", "2022-03"),
    ("The port was shut in January.", "January", "2022-01"),
    ("The port was shut last March.", "last March", "2021-03"),
    ("The port was shut last January.", "last January", "2021-01"),
    ("The port opens this September.", "this September", "2022-09"),
    ("The port will open next January.", "next January", "2023-01"),
    ("The port was shut in October of last year.", "October of last year", "2021-10"),
    ("The port was shut last summer.", "last summer", "2021-SU"),
    ("The port will open in the summer.", "the summer", "2022-SU"),
    # away
    ("He resigned five years ago.", "five years ago", "2017"),
    ("He resigned two months ago.", "two months ago", "2021-11"),
    ("He resigned three weeks ago.", "three weeks ago", "2021-W52"),
    ("He resigned a week ago.", "a week ago", "2022-01-14"),
    ("He resigned ten days ago.", "ten days ago", "2022-01-11"),
    ("He resigned two decades ago.", "two decades ago", "2002"),
    ("He resigned several years ago.", "several years ago", "PAST_REF"),
    ("He will resign three days from now.", "three days from now", "2022-01-24"),
    # fixed values
    ("The base closed in 1994.", "1994", "1994"),
    ("The base closed in the 1990s.", "the 1990s", "199"),
    ("The lunch took two hours.", "two hours", "PT2H"),
    ("They waited for weeks.", "weeks", "PXW"),
    ("The line dates from the Cold War.", "the Cold War", "PAST_REF"),
    ("The road is now open.", "now", "PRESENT_REF"),
    ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
    ("On Tuesday the 18th, they talked.", "Tuesday the 18th", "2022-01-18"),
    ("The premier will travel to Strelsau on the 25th.", "the 25th", "2022-01-25"),
    ("The premier went to Strelsau on the 25th.", "the 25th", "2021-12-25"),
    ("The summit takes place next Monday and Tuesday.", "Tuesday", "2022-01-25"),
    ("Leaders meet Saturday for summit", "Saturday", "2022-01-22"),
    ("The bill is to be signed before Christmas.", "Christmas", "2022-12-25"),
    ("Unless an answer comes by Thursday, the mission will close.", "Thursday", "2022-01-27"),
    ("The vote falls on 24 April, a Sunday.", "Sunday", "2022-04-24"),
    ("They kept the port shut until Monday.", "Monday", "2022-01-24"),
    ("Elections are due in May.", "May", "2022-05"),
    ("They met in the week of June 3, 2019.", "the week of June 3, 2019", "2019-W23"),
    # clock times
    ("Talks would resume on Feb. 3 at 9:30 a.m.", "9:30 a.m.", "2022-02-03T09:30"),
    ("He came at 10 a.m. on Friday and left two hours later.", "two hours later", "2022-01-21T12:00"),
    ("In the early hours of Thursday, shots were heard.", "the early hours of Thursday", "2022-01-20TMO"),
    ("The envoys met on Thursday. They shook hands around 10:00 GMT.", "around 10:00 GMT", "2022-01-20T10:00Z"),
    ("The envoys shook hands at 10 a.m.", "10 a.m.", "2022-01-21T10:00"),
    ("The envoys shook hands at 4 p.m. Wednesday.", "4 p.m. Wednesday", "2022-01-19T16:00"),
    ("The envoys left at noon on Tuesday.", "noon on Tuesday", "2022-01-18T12:00"),
    # told before
    ("The accord was signed on June 3, 2019. It failed the next day.", "the next day", "2019-06-04"),
    ("The accord was signed on June 3, 2019. It failed two weeks later.", "two weeks later", "2019-W25"),
    ("The accord was signed on June 3, 2019. It failed that year.", "that year", "2019"),
    ("The accord was signed on June 3, 2019. It failed the following month.", "the following month", "2019-07"),
    ("Profit rose in the third quarter of 2020 from a year earlier.", "a year earlier", "2019-Q3"),
    ("They will sign following the talks.", "following the talks", "FUTURE_REF"),
    ("They signed following the talks.", "following the talks", "PAST_REF"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), VALUES, ids=[f"{w} = {v}" for _, w, v in VALUES])
def test_a_time_falls_on_the_calendar(
    parse: Callable[[str], Parsed], text: str, words: str, value: str
) -> None:
    found = {text[t.start : t.end]: t.value for t in read(parse(text), FRIDAY)}
    assert found[words] == value


def test_two_months_named_together_go_the_same_way(parse: Callable[[str], Parsed]) -> None:
    ahead = read(parse("On Monday the navy announced exercises in January and February."), FRIDAY)
    assert [t.value for t in ahead] == ["2022-01-17", "2022-01", "2022-02"]
    back = read(parse("The port was shut in November, December and January."), FRIDAY)
    assert [t.value for t in back] == ["2021-11", "2021-12", "2022-01"]


def test_an_era_covers_its_years_and_has_a_valid_value(parse: Callable[[str], Parsed]) -> None:
    [war] = read(parse("The bunker was dug in World War II."), FRIDAY)
    assert (war.value, war.earliest, war.latest) == ("PAST_REF", "1939-01-01", "1945-12-31")
    [during] = read(parse("The bunker was dug in World War II."), "1943-05-01")
    assert (during.value, during.earliest) == ("PRESENT_REF", "1939-01-01")


def test_what_is_counted_from_a_date_told_before_says_so(parse: Callable[[str], Parsed]) -> None:
    found = read(parse("The accord was signed on June 3, 2019. It failed two days later."), FRIDAY)
    assert [(t.value, t.anchor) for t in found] == [("2019-06-03", None), ("2019-06-05", "told")]


def test_a_promise_within_hours_has_its_last_day(parse: Callable[[str], Parsed]) -> None:
    [found] = read(parse("The envoy promised an answer within 48 hours."), FRIDAY)
    assert (found.earliest, found.latest, found.use) == (FRIDAY, "2022-01-23", "deadline")


def test_a_length_ahead_covers_the_days_to_come(parse: Callable[[str], Parsed]) -> None:
    [found] = read(parse("The truce expires in two weeks."), FRIDAY)
    assert (found.value, found.earliest, found.latest, found.use) == ("P2W", FRIDAY, "2022-02-04", "planned")
    [found] = read(parse("They must answer within 48 hours."), FRIDAY)
    assert (found.value, found.latest, found.use) == ("PT48H", "2022-01-23", "deadline")


INTERVALS = [
    ("2022-W04", "2022-01-24", "2022-01-30"),
    ("2022-W04-WE", "2022-01-29", "2022-01-30"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022-Q3", "2022-07-01", "2022-09-30"),
    ("2022-H2", "2022-07-01", "2022-12-31"),
    ("2021-WI", "2021-12-01", "2022-02-28"),
    ("2022-01-20TNI", "2022-01-20", "2022-01-20"),
    ("2022-01-21T10:00Z", "2022-01-21T10:00Z", "2022-01-21T10:00Z"),
    ("199", "1990-01-01", "1999-12-31"),
    ("19", "1900-01-01", "1999-12-31"),
    ("1947/1991", "1947-01-01", "1991-12-31"),
    ("PT2H", None, None),
    ("PAST_REF", None, None),
    ("XXXX-WXX-3", None, None),
    ("2022-02-31", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "earliest", "latest"), INTERVALS)
def test_a_value_covers_its_days(value: str, earliest: str | None, latest: str | None) -> None:
    assert interval(value) == (earliest, latest)


def test_a_length_up_to_now_covers_the_days_before(parse: Callable[[str], Parsed]) -> None:
    [found] = read(parse("In the past two months nothing moved."), FRIDAY)
    assert (found.value, found.earliest, found.latest) == ("P2M", "2021-11-21", "2022-01-21")


OPEN = [
    ("The envoys met on Wednesday.", "XXXX-WXX-3"),
    ("The envoys met in June.", "XXXX-06"),
    ("The envoys met on June 16.", "XXXX-06-16"),
    ("The envoys met yesterday.", None),
    ("The envoys met last week.", None),
    ("The envoys met five years ago.", None),
    ("The envoys met at 10:00 GMT.", "XXXX-XX-XXT10:00Z"),
    ("The envoys met on June 16, 2021.", "2021-06-16"),
    ("The lunch took two hours.", "PT2H"),
]


@pytest.mark.parametrize(("text", "value"), OPEN)
def test_without_a_publication_date_nothing_is_guessed(
    parse: Callable[[str], Parsed], text: str, value: str | None
) -> None:
    parsed = parse(text)
    assert [t.value for t in read(parsed, None)] == [value]
    wide = Published(earliest="2020-12-08", latest="2022-09-06", by="offices")
    assert [t.value for t in dated(report(text), times(parsed), wide)] == [value]


def test_bounds_that_agree_are_enough(parse: Callable[[str], Parsed]) -> None:
    parsed = parse("Exports fell last year.")
    spring = Published(earliest="2022-03-01", latest="2022-05-31", by="offices")
    assert [t.value for t in dated(report(parsed.text), times(parsed), spring)] == ["2021"]


class Offices(Cast):
    """A cast whose people hold office between two days."""

    def __init__(self, earliest: str | None, latest: str | None):
        super().__init__(report(""), ())
        self.days = earliest, latest

    def bounds(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        return (*self.days, ("someone holds an office",))


def test_a_given_date_is_kept() -> None:
    given_date = on(FRIDAY)
    assert bounded(report("", given_date), Findings(by=""), Offices("2001-01-01", None)) == given_date


def test_a_missing_date_is_bounded_by_offices_and_by_past_dates(parse: Callable[[str], Parsed]) -> None:
    parsed = parse("The accord was signed on June 3, 2019 in Oslo.")
    found = Findings(by="", times=times(parsed))
    both = bounded(report(parsed.text), found, Offices("2018-01-01", "2022-09-06"))
    assert both and (both.earliest, both.latest, both.by) == ("2019-06-03", "2022-09-06", "offices")
    assert len(both.reasons) == 2
    text_only = bounded(report(parsed.text), found, Offices(None, None))
    assert text_only and (text_only.earliest, text_only.latest, text_only.by) == ("2019-06-03", None, "text")
    former = bounded(report(parsed.text), found, Offices("2001-01-01", "2005-01-01"))
    assert former and (former.earliest, former.latest, former.by) == ("2019-06-03", None, "text")


@pytest.mark.parametrize(
    ("words", "role", "earliest"),
    [
        ("The river had risen again in May 2031.", "body", "2031-05-01"),
        ("The mayor has been ill since 4 May 2031.", "body", "2031-05-04"),
        ("Four years of drought: facts and figures, May 2031", "lede", "2031-05-01"),
        ("Minister Ruiz is seen at the lock of Ardal on 4 May 2031.", "caption", "2031-05-04"),
        ("The pact expires on 4 May 2031.", "body", None),
        ("Read on: drought in pictures, 4 May 2031", "litter", None),
    ],
)
def test_a_report_is_no_older_than_what_it_tells_as_past(
    words: str, role: Role, earliest: str | None, parse: Callable[[str], Parsed]
) -> None:
    found = Findings(by="", times=times(parse(words)))
    told = report(words)
    told = structs.replace(told, passages=(Passage(start=0, end=len(words), role=role),))
    published = bounded(told, found, Offices(None, None))
    assert (published.earliest if published else None) == earliest


def test_a_coming_date_bounds_nothing(parse: Callable[[str], Parsed]) -> None:
    parsed = parse("The accord will be signed on June 3, 2029 in Oslo.")
    assert bounded(report(parsed.text), Findings(by="", times=times(parsed)), Offices(None, None)) is None


SYMBOLS = st.sampled_from(
    [e.symbols for text, _, _ in VALUES for e in expressions(text)]
    + ["monthday:02-29", "ago:9999:year", "ahead:1e9:day", "later:X:week", "weekday:9", "nonsense", "", "is:", "month:13", "quarter:x"]
)  # fmt: skip
TENSES = st.sampled_from(["past", "present", "future", None])
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def a_time(symbols: str, tense: str | None, at: int) -> Time:
    return Time(start=at, end=at + 1, by="t", sure=1.0, type="DATE", expression=symbols,
                value=context_free(symbols), tense=tense)  # type: ignore[arg-type]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(SYMBOLS, TENSES), max_size=8), DAYS)
def test_every_expression_has_one_answer_in_order_and_intervals_run_forward(
    told: list[tuple[str, str | None]], day: date
) -> None:
    found = tuple(a_time(symbols, tense, 2 * i) for i, (symbols, tense) in enumerate(told))
    answers = dated(report(" " * 20), found, on(str(day)))
    assert [(t.start, t.end) for t in answers] == [(t.start, t.end) for t in found]
    assert all(t.earliest <= t.latest for t in answers if t.earliest and t.latest)


@settings(deadline=None)
@given(st.lists(st.tuples(SYMBOLS, TENSES), max_size=6), DAYS, DAYS)
def test_another_publication_date_changes_values_only(
    told: list[tuple[str, str | None]], first: date, second: date
) -> None:
    found = tuple(a_time(symbols, tense, 2 * i) for i, (symbols, tense) in enumerate(told))
    one, two = (dated(report(" " * 20), found, on(str(day))) for day in (first, second))
    for a, b in zip(one, two, strict=True):
        assert (a.start, a.end, a.type, a.mod, a.use, a.anchor) == (
            b.start,
            b.end,
            b.type,
            b.mod,
            b.use,
            b.anchor,
        )


@given(DAYS, st.integers(1, 7), TENSES)
def test_a_weekday_is_that_weekday_within_a_week(day: date, number: int, tense: str | None) -> None:
    [found] = dated(report("Monday"), (a_time(f"weekday:{number}", tense, 0),), on(str(day)))
    assert found.value is not None
    met = date.fromisoformat(found.value)
    assert met.isoweekday() == number
    assert abs(met - day) < timedelta(days=7)
    assert tense == "future" or met <= day


def test_the_seeds_are_read_as_by_a_careful_person(shared: Path, parse: Callable[[str], Parsed]) -> None:
    gold = [json.loads(line) for line in (shared / "bench/seeds/times.jsonl").read_text("utf-8").splitlines()]
    for name in sorted({row["file"] for row in gold}):
        text = (shared / "seeds" / f"{name}.txt").read_text("utf-8")
        found = [moved(t, p.start, {}) for p in paragraphs(text) for t in times(parse(text[slice(*p)]))]
        answers = dated(report(text), found, on(FRIDAY))
        for row in (r for r in gold if r["file"] == name):
            near = [t for t in answers if t.start < row["end"] and row["start"] < t.end]
            assert near[0].value in [row["value"], *row.get("also", ())], row["text"]
            assert near[0].use in [row["use"], *row.get("also_use", ())], row["text"]
            assert near[0].mod == row["mod"], row["text"]
            assert near[0].anchor == row["anchor"], row["text"]


def test_the_end_of_a_day_is_the_beginning_of_the_next() -> None:
    assert interval("2021-12-31T24:00Z") == ("2022-01-01T00:00Z", "2022-01-01T00:00Z")


LEADERS = "Chancellor Olaf Scholz met Prime Minister Boris Johnson at the border. The two spoke for an hour, officials said."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("KYIV, Thursday, 17 February (Agency) — ", "2022-02-17"),
        ("KYIV, Thursday, 17 February\n\n", "2022-02-17"),
        ("Thursday, February 17\n\n", "2022-02-17"),
        ("BERLIN, January 5 (AFP) - ", "2022-01-05"),  # the offices leave one fifth of January
        ("KYIV, Monday, 17 February — ", None),  # no such Monday in these bounds
        ("", None),
    ],
)
def test_a_dateline_without_a_year_is_dated_where_one_year_alone_fits(head: str, day: str | None) -> None:
    published = analyze(f"Leaders meet at the border\n\n{head}{LEADERS}").published
    assert published is not None
    if day is None:
        assert published.by == "offices" and published.earliest != published.latest
    else:
        assert (published.earliest, published.latest, published.by) == (day, day, "dateline")
        assert any(head.split(" (")[0].strip(" —-\n") in reason for reason in published.reasons)


def test_a_weekday_that_fits_two_years_dates_nothing() -> None:
    head = "LIMA, Monday, 4 May — "  # 2009, 2015 and 2020: she was Chancellor in all of them
    published = analyze(
        f"Leaders meet\n\n{head}Chancellor Angela Merkel met the envoys. They spoke for an hour."
    ).published
    assert published is not None and published.by == "offices"


def test_a_dateline_alone_without_bounds_dates_nothing() -> None:
    assert (
        analyze(
            "Talks go on\n\nLIMA, Thursday, 17 February — The envoys met for an hour on Thursday."
        ).published
        is None
    )
