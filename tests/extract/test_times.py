"""Time expressions of a passage: which words, what they say, under which tense, for what use."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.extract.numbers import number
from detente.extract.times import times
from detente.extract.timex import Expression, expressions
from detente.lexicon import toml, tsv
from detente.parse import Parsed

WORDS = [
    # full dates, however printed
    ("The accord was signed on June 3, 2019 in Oslo.", "June 3, 2019", "is:2019-06-03"),
    ("The accord was signed on 3 June 2019.", "3 June 2019", "is:2019-06-03"),
    ("The accord of the 3rd of June, 2019 holds.", "the 3rd of June, 2019", "is:2019-06-03"),
    ("Updated 2021-11-05 by the desk.", "2021-11-05", "is:2021-11-05"),
    ("Updated 2021-11-05T09:30Z by the desk.", "2021-11-05T09:30Z", "is:2021-11-05T09:30Z"),
    ("The form is dated 4/17/2016.", "4/17/2016", "is:2016-04-17"),
    ("The form is dated 17/4/2016.", "17/4/2016", "is:2016-04-17"),
    ("They met on Tuesday, Sept. 14, 1993.", "Tuesday, Sept. 14, 1993", "is:1993-09-14"),
    ("It was wrapped: Oct.\n 9, 2003 was the day.", "Oct.\n 9, 2003", "is:2003-10-09"),
    ("THE ENVOY LEFT ON MAY 5, 2018.", "MAY 5, 2018", "is:2018-05-05"),
    # clocks of a place
    ("It began at 14:30 Moscow time.", "14:30 Moscow time", "clock;at=T14:30+03:00"),
    ("It began at 9 p.m. Kyiv time.", "9 p.m. Kyiv time", "clock;at=T21:00"),
    ("It began at 0900 local time.", "0900 local time", "clock;at=T09:00"),
    # more
    ("They signed in the week of June 3, 2019.", "the week of June 3, 2019", "is:2019-06-03;in=week"),
    ("The guns fell silent by mid-afternoon.", "mid-afternoon", "that:day;at=TAF"),
    ("The rest follows at a later date.", "a later date", "is:FUTURE_REF"),
    # days without a year
    ("The envoy left on Jan. 21.", "Jan. 21", "monthday:01-21"),
    ("The envoy left on 21 January.", "21 January", "monthday:01-21"),
    ("He came back around March 9.", "around March 9", "monthday:03-09"),
    ("He came on December 2nd.", "December 2nd", "monthday:12-02"),
    ("The vigil is on Christmas Eve.", "Christmas Eve", "monthday:12-24"),
    # months
    ("The talks broke down in August.", "August", "month:8"),
    ("The talks broke down in early August.", "early August", "month:8"),
    ("They resume in May.", "May", "month:5"),
    ("The port was shut last November.", "last November", "month:11;dir=-1"),
    ("The port opened in October 2015.", "October 2015", "is:2015-10"),
    ("The port opened in October of last year.", "October of last year", "year:-1;month=10"),
    ("It ended at the end of November.", "the end of November", "month:11"),
    # weekdays
    ("He spoke on Tuesday.", "Tuesday", "weekday:2"),
    ("He spoke late Tuesday.", "late Tuesday", "weekday:2"),
    ("He spoke last Tuesday.", "last Tuesday", "weekday:2;dir=-1"),
    ("He speaks next Tuesday.", "next Tuesday", "weekday:2;dir=1"),
    ("He spoke on Tuesday night.", "Tuesday night", "weekday:2;at=TNI"),
    ("He left the following Monday.", "the following Monday", "later:weekday:1"),
    ("They meet on Thursdays.", "Thursdays", "is:XXXX-WXX-4"),
    # days seen from today
    ("The vote is today.", "today", "day:+0"),
    ("The vote was yesterday.", "yesterday", "day:-1"),
    ("The vote is the day after tomorrow.", "the day after tomorrow", "day:+2"),
    ("They spoke tonight.", "tonight", "day:+0;at=TNI"),
    ("They spoke this morning.", "this morning", "day:+0;at=TMO"),
    ("They spoke last night.", "last night", "day:-1;at=TNI"),
    ("They came back the next day.", "the next day", "later:1:day"),
    ("They came back later that day.", "later that day", "that:day"),
    # units
    ("A reply comes next week.", "next week", "week:+1"),
    ("A reply came earlier this week.", "earlier this week", "week:+0"),
    ("Exports fell last month.", "last month", "month:-1"),
    ("Exports fell in the third quarter.", "the third quarter", "quarter:3"),
    ("Exports fell in the first quarter of last year.", "the first quarter of last year", "year:-1;quarter=1"),
    ("Exports rose in Q3 2020.", "Q3 2020", "is:2020-Q3"),
    ("Exports rose in the second half of 2020.", "the second half of 2020", "is:2020-H2"),
    ("They will meet over the weekend.", "the weekend", "weekend:near"),
    ("The road was built last summer.", "last summer", "season:SU;dir=-1"),
    ("The road was built in the winter of 1998.", "the winter of 1998", "is:1998-WI"),
    ("It began early this year.", "early this year", "year:+0"),
    ("It began by the end of the month.", "the end of the month", "month:+0"),
    # years and more
    ("The base was closed in 1994.", "1994", "is:1994"),
    ("The base was closed in late 1994.", "late 1994", "is:1994"),
    ("The base was closed in fiscal 1994.", "fiscal 1994", "is:1994"),
    ("It was nineteen sixty-two.", "nineteen sixty-two", "is:1962"),
    ("The fort dates from the 1820s.", "the 1820s", "is:182"),
    ("The fort dates from the early '60s.", "the early '60s", "is:196"),
    ("The boom of the nineties is over.", "the nineties", "is:199"),
    ("The fort dates from the 17th century.", "the 17th century", "is:16"),
    ("The line dates from the Cold War.", "the Cold War", "era:1947/1991"),
    ("He fought in World War II.", "World War II", "era:1939/1945"),
    # lengths
    ("The lunch took two hours.", "two hours", "is:PT2H"),
    ("They gave it a handful of hours.", "a handful of hours", "is:PTXH"),
    ("Less than thirty minutes passed.", "Less than thirty minutes", "is:PT30M"),
    ("It took half an hour.", "half an hour", "is:PT30M"),
    ("It took two and a half years.", "two and a half years", "is:P2.5Y"),
    ("It took more than a decade.", "more than a decade", "is:P10Y"),
    ("A ten-day truce began.", "ten-day", "is:P10D"),
    ("They waited for weeks.", "weeks", "is:PXW"),
    ("They waited a couple of days.", "a couple of days", "is:P2D"),
    ("In the past three years trade fell.", "the past three years", "past:P3Y"),
    ("Over the last twenty four hours nothing moved.", "the last twenty four hours", "past:PT24H"),
    ("Over the next few weeks they will vote.", "the next few weeks", "next:PXW"),
    # points a length away
    ("He resigned five years ago.", "five years ago", "ago:5:year"),
    ("He resigned a year ago.", "a year ago", "ago:1:year"),
    ("He resigned two days later.", "two days later", "later:2:day"),
    # clock times
    ("The doors closed around 10:00 GMT.", "around 10:00 GMT", "clock;at=T10:00Z"),
    ("The doors closed at 10 a.m.", "10 a.m.", "clock;at=T10:00"),
    ("The doors closed at 6.30pm.", "6.30pm", "clock;at=T18:30"),
    ("The doors closed at 1430 GMT.", "1430 GMT", "clock;at=T14:30Z"),
    ("The doors closed at 12 a.m.", "12 a.m.", "clock;at=T00:00"),
    ("The doors closed at noon on Saturday.", "noon on Saturday", "weekday:6;at=T12:00"),
    ("The doors closed at 9 p.m. EST, Nov. 6.", "9 p.m. EST, Nov. 6", "monthday:11-06;at=T21:00-05:00"),
    # again and again
    ("The list is read out daily.", "daily", "is:P1D"),
    ("They meet every week.", "every week", "is:P1W"),
    ("They meet every two years.", "every two years", "is:P2Y"),
    ("They meet twice a month.", "twice a month", "is:P1M"),
    ("They meet each Monday.", "each Monday", "is:XXXX-WXX-1"),
    # vague
    ("The road is now open.", "now", "is:PRESENT_REF"),
    ("The road was recently mined.", "recently", "is:PAST_REF"),
    ("He rules it out for the near future.", "the near future", "is:FUTURE_REF"),
    ("They will sign following the talks.", "following the talks", "after:the talks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "symbols"), WORDS, ids=[w for _, w, _ in WORDS])
def test_the_grammar_reads_the_words(text: str, words: str, symbols: str) -> None:
    found = expressions(text)
    assert [(text[e.start : e.end], e.symbols) for e in found] == [(words, symbols)]


NOTHING = [
    "He may come and march with them.",
    "Resolution 2015 names 1,990 shells.",
    "The second round begins.",
    "A 44-year-old driver was held.",
    "The pilot is 52 years old.",
    "He lives in Room 2004.",
    "Prices fall and springs run dry.",
    "Shares rose 2.5 percent to $1987.",
    "Two thousand soldiers came with 1980 men.",
    "Minutes of the meeting: none.",
    "The score was 3-2.",
    "The Daily Courier wrote it.",
]


@pytest.mark.parametrize("text", NOTHING[:-3])
def test_words_that_only_look_like_time_are_left_alone(text: str) -> None:
    assert expressions(text) == []


def test_the_daily_of_a_name_is_no_set() -> None:
    assert expressions("He told The Daily Courier so.") == []


MODS = [
    ("About two weeks passed.", "APPROX"),
    ("Less than two weeks passed.", "LESS_THAN"),
    ("More than two weeks passed.", "MORE_THAN"),
    ("At least two weeks passed.", "EQUAL_OR_MORE"),
    ("Up to two weeks passed.", "EQUAL_OR_LESS"),
    ("It was early 2012.", "START"),
    ("It was mid-2012.", "MID"),
    ("It was the end of 2012.", "END"),
    ("Two weeks passed.", None),
]


@pytest.mark.parametrize(("text", "mod"), MODS)
def test_words_around_it_modify_it(text: str, mod: str | None) -> None:
    assert [e.mod for e in expressions(text)] == [mod]


def test_every_row_of_the_lexicon_is_found_in_its_own_sentence() -> None:
    for kind in ("mod", "vague", "day", "zone"):
        for row in toml("times")[kind]:
            found = expressions(row["seen"])
            assert found, row["seen"]
            if kind == "mod":
                assert row["mod"] in {e.mod for e in found}, row["seen"]
            if kind == "vague":
                assert f"is:{row['value']}" in {e.symbols for e in found}, row["seen"]


USES = [
    ("The envoys met on Monday.", "Monday", "happened"),
    ("The envoys will meet on Monday.", "Monday", "planned"),
    ("The envoys are to meet on Monday.", "Monday", "planned"),
    ("The truce should last two weeks.", "two weeks", "planned"),
    ("The truce lasted two weeks.", "two weeks", "happened"),
    ("The premier promised a reply next week.", "next week", "deadline"),
    ("The council demanded an answer by Friday.", "Friday", "deadline"),
    ("The troops must leave before March.", "March", "deadline"),
    ("They have to answer within 48 hours.", "48 hours", "deadline"),
    ("If Ruritania closed the strait tomorrow, prices would rise.", "tomorrow", "hypothetical"),
    ("The navy announced exercises in March.", "March", "planned"),
    ("The envoy could not be reached on Monday.", "Monday", "happened"),
    ("Should the talks fail on Monday, sanctions will follow.", "Monday", "hypothetical"),
    ("In the event of an attack on Monday, the allies will respond.", "Monday", "hypothetical"),
    ("He warned that an attack could come on Monday.", "Monday", "hypothetical"),
    ("Strelsau envoy to meet king on Monday", "Monday", "planned"),
    ("A meeting is due to be held on Monday.", "Monday", "planned"),
    ("The treaty expires on February 5.", "February 5", "planned"),
    ("The treaty expired on February 5.", "February 5", "happened"),
    ("Ruritania gave them a week to respond.", "a week", "deadline"),
    ("The visit, planned for February, was called off.", "February", "planned"),
    ("By Friday, 3,000 people had fled.", "Friday", "happened"),
    ("The navy announced on Monday that it had exercised.", "Monday", "happened"),
]


@pytest.mark.parametrize(("text", "words", "use"), USES)
def test_the_clause_tells_what_a_time_is_used_for(
    parse: Callable[[str], Parsed], text: str, words: str, use: str
) -> None:
    found = [t for t in times(parse(text)) if text[t.start : t.end] == words]
    assert [t.use for t in found] == [use]


def test_every_era_is_found_in_its_own_sentence() -> None:
    for row in tsv("eras"):
        since, until = row["since"], row["until"]
        symbols = f"is:{since}" if since == until else f"era:{since}/{until}"
        assert symbols in {e.symbols for e in expressions(row["seen"])}, row["seen"]


def test_an_era_of_one_capital_word_needs_its_capital() -> None:
    assert not expressions("He spoke of the troubles of the port.")
    assert expressions("The ward was built during the Troubles.")


def test_a_users_own_eras_are_told_and_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "eras:\n"
        "  - {name: the Long Blockade, since: 1971-03, until: 1974}\n"
        "  - {name: Cold War, names: [the Cold War], since: 1945, until: 1989-11-09}\n",
        "utf-8",
    )
    monkeypatch.setenv("DETENTE_KNOWLEDGE", str(own))
    found = expressions("The pier was built in the Long Blockade, at the end of the Cold War.")
    assert [(e.symbols, e.mod) for e in found] == [("era:1971-03/1974", None), ("era:1945/1989-11-09", "END")]


@pytest.mark.parametrize("row", ["{name: the Long Blockade, since: spring 1971}", "{since: 1971}"])
def test_a_users_era_that_cannot_be_read_is_told_with_its_file(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"eras:\n  - {row}\n", "utf-8")
    monkeypatch.setenv("DETENTE_KNOWLEDGE", str(own))
    with pytest.raises(InputError, match="era") as told:
        expressions("It rained.")
    assert str(own) in str(told.value)


def test_every_verb_row_of_the_lexicon_looks_ahead_in_its_own_sentence(
    parse: Callable[[str], Parsed],
) -> None:
    for kind, uses in (("plan", {"planned"}), ("bind", {"deadline"}), ("schedule", {"planned"})):
        for row in toml("times")[kind]:
            found = times(parse(row["seen"]))
            assert found and {t.use for t in found} <= uses, row["seen"]
    for row in toml("times")["happening"]:
        assert any(t.expression.startswith("after:") for t in times(parse(row["seen"])))


ANCHORS = [
    ("Less than an hour before the start of the hearing the judge fell ill.", "the start of the hearing"),
    ("They will sign following the talks.", "the talks"),
    ("The envoys met on Monday.", "published"),
    ("The fort was built in 1820.", None),
]


@pytest.mark.parametrize(("text", "anchor"), ANCHORS)
def test_a_time_knows_what_it_is_counted_from(
    parse: Callable[[str], Parsed], text: str, anchor: str | None
) -> None:
    assert times(parse(text))[0].anchor == anchor


PIECES = st.sampled_from(
    ["Friday", "next", "last", "week", "10", ":", "30", "a.m.", "GMT", "Jan.", "21", ",", "2022", "the", "of",
     "two", "hours", "ago", "-", "–", "early", "May", "29", "February", "half", "an", "1990s", "quarter", "\n", "🕊",
     "every", "than", "less", "and", "to", "31", "April", "T10:00Z", "0", "99/99/9999", "'s"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=24).map(" ".join)))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = expressions(text)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(isinstance(e, Expression) and e.symbols for e in found)


@pytest.mark.parametrize(
    "piece", ["1", "the ", "two ", "May ", "10:", "a ", "of the year ", " \n", "-19", "last "]
)
def test_a_long_row_of_one_thing_is_read_in_linear_time(piece: str) -> None:
    expressions(piece * 4000)


@pytest.mark.parametrize(
    ("words", "value"),
    [("12,500", 12500), ("12 500", 12500), ("2.5 million", 2.5e6), ("half a million", 5e5), ("two dozen", 24),
     ("a quarter of a million", 250000), ("twenty-four", 24), ("one hundred and six", 106), ("3bn", 3e9),
     ("2 1/2", 2.5), ("nonsense", None), ("", None)],
)  # fmt: skip
def test_numbers_in_digits_and_words(words: str, value: float | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    "text",
    ["the law of 1986", "revenue for 1987 rose", "the code (50 Rev. 1622)", "\n1994 and after", "in  1990s"],
)
def test_no_time_begins_with_a_space(text: str) -> None:
    for one in expressions(text):
        assert text[one.start : one.end] == text[one.start : one.end].strip()


def test_a_number_of_a_law_after_a_wide_space_is_no_year() -> None:
    assert not expressions("under the Grain Act (12 Rev. Code. 1622)")


@pytest.mark.parametrize(
    "text", ["TALKS ENDED ON FRİDAY", "at mıdnıght GMT", "in the late ſixties", "on ٢١ January"]
)
def test_letters_and_digits_that_only_look_like_ours_are_read(text: str) -> None:
    assert [text[e.start : e.end] for e in expressions(text)]
