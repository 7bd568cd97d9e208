"""The answers of single questions in a terminal: the same lines as in the brief, under no head of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.ask.actors import Actor
from detente.ask.behind import Reply
from detente.ask.brief import Writer
from detente.ask.dates import short_day
from detente.ask.evidence import counts
from detente.ask.judging import taken_back
from detente.ask.names import capital, name_of, office_name
from detente.ask.who import Reading, Who
from detente.model.derived import (
    Brief,
    BriefLine,
    BriefSection,
    Change,
    Cite,
    Claim,
    Comparison,
    Contradiction,
    Decided,
    Due,
    Happening,
    Line,
    Litter,
    NumberedSource,
    Origin,
    Story,
    Tension,
    Update,
    Why,
)
from detente.model.given import Reject
from detente.model.judged import Judgement
from detente.show.brief.citations import Citations, with_parts
from detente.show.brief.terminal import dim, hanging, heading, lines_block, source_block
from detente.show.brief.words import short, source_words
from detente.show.compared import comparison_rows
from detente.show.safe import plain
from detente.show.tension import tension_rows
from detente.show.terminal import printed

if TYPE_CHECKING:
    from detente.crisis import Crisis

NOTHING = "nothing found\n"


def listed(crisis: Crisis | None, records: Sequence[Any], *, codes: bool) -> str:
    """Records as a list for people, with the sentences behind them. Who is who needs no crisis."""
    if not records:
        return NOTHING
    if crisis is None or isinstance(records[0], Actor | Judgement):
        return printed(Group(*who_rows(records, codes)))
    return printed(Group(*rows(crisis.writer(), records, codes)))


def tension_listed(a: str, b: str, days: Sequence[Tension], *, codes: bool) -> str:
    """The tension of two sides for people."""
    if not days:
        return NOTHING
    pair = " and ".join(capital(name_of(x if ":" in x else f"state:{x}")) for x in (a, b))
    return printed(Group(*tension_rows(pair, days, codes)))


def rows(writer: Writer, records: Sequence[Any], codes: bool) -> Iterator[RenderableType]:
    """What is printed for records; those of one question are of one kind."""
    match records[0]:
        case NumberedSource():
            yield sources_table(records, codes)
        case Cite():
            yield from (passage(writer, cite) for cite in records)
        case Reject():
            yield from (rejected(reject) for reject in records)
        case Origin():
            yield from origin_rows(writer, records, codes)
        case Story():
            yield stories_table(writer, records, codes)
        case Comparison():
            for comparison in records:
                yield from comparison_rows(writer.sources, comparison)
        case Litter():
            yield from (row for one in records for row in litter_rows(one, codes))
        case Why():
            for why in records:
                yield from why_rows(writer, why)
        case _:
            yield from cited_lines(writer, [line_of(writer, record) for record in records], codes)


def line_of(writer: Writer, record: Any) -> BriefLine:
    """A record in words."""
    match record:
        case Line():
            return writer.line(record)
        case Happening():
            return writer.happening(record)
        case Claim():
            return writer.claim(record)
        case Contradiction():
            return writer.contradiction(record)
        case Change():
            return writer.change(record)
        case Update():
            return writer.update(record)
        case Due():
            return writer.due(record)
        case Reply():
            return writer.answer(record.answer)
    raise TypeError(f"no words for {type(record).__name__}")


def cited_lines(writer: Writer, lines: Sequence[BriefLine], codes: bool) -> Iterator[RenderableType]:
    """Lines, and below them the sentences they cite."""
    numbers = {c.source for top in lines for line in with_parts(top) for c in line.cites}
    sources = tuple(s for s in writer.sources.numbered if s.number in numbers)
    section = BriefSection(name="", title="", lines=tuple(lines))
    cited = Citations(Brief(title="", summary="", sections=(section,), sources=sources))
    yield lines_block(lines, cited, None, codes)
    if sources:
        yield from (Text(), heading("Sources"), *(source_block(s, cited) for s in sources))


# --- reports -----------------------------------------------------------------------------------------


def sources_table(sources: Sequence[NumberedSource], codes: bool) -> Table:
    """The reports: number, day, outlet, title; with codes their ids and the names they came under."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(justify="right")
    table.add_column(max_width=15)
    table.add_column(max_width=22, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for s in sources:
        about = [Text(plain(s.title or s.name))]
        about += [dim(x) for x in (s.report, s.name, s.url) if x] if codes else []
        table.add_row(
            dim(str(s.number)), dim(short(s.date or "–")), Text(plain(s.outlet or "–")), Group(*about)
        )
    return table


def passage(writer: Writer, found: Cite) -> RenderableType:
    """A passage with the report it stands in."""
    source = writer.sources.numbered[found.source - 1]
    return hanging(str(found.source), Text.assemble(plain(found.sentence), "\n", dim(source_words(source))))


def rejected(reject: Reject) -> Text:
    """What could not be read, why, and what helps."""
    where = f"{reject.name}, {reject.place}" if reject.place else reject.name
    return Text(plain(f"{where}: {reject.reason} {reject.remedy or ''}"))


def stories_table(writer: Writer, stories: Sequence[Story], codes: bool) -> Table:
    """Stories: how many reports and origins, the days, the title, the words that name it; with codes id and reports."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in range(2):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(dim("reports"), dim("origins"), dim("days"), dim("story"))
    for s in stories:
        low, high = s.origins_low, s.origins_high
        days = " – ".join(dict.fromkeys(short_day(d, weekday=False) for d in (s.first, s.last) if d))
        about = [Text(plain(s.title or ", ".join(s.terms)))]
        about += [dim(", ".join(s.terms))] if s.title and s.terms else []
        if codes:
            numbers = " ".join(str(n) for n in sorted(writer.sources.number[r] for r in s.reports))
            about.append(dim(f"{s.id}: {numbers}"))
        table.add_row(
            str(len(s.reports)), str(low) if low == high else f"{low}–{high}", dim(days or "–"), Group(*about)
        )
    return table


def litter_rows(one: Litter, codes: bool) -> Iterator[Text]:
    """Words that are litter, and how that is known."""
    place = {"end": "at the end", "start": "at the beginning", "anywhere": "anywhere"}[one.where]
    whose = f"in reports of {one.outlet}" if one.outlet else "in any report"
    what = "a formula: said anew of other things" if one.kind == "formula" else ""
    known = (
        "people say so"
        if one.by == "person"
        else f"learnt from {one.reports} reports of {one.outlets} outlets"
    )
    yield Text(plain(one.words))
    yield dim("  " + " · ".join(x for x in (one.id if codes else "", what, f"{place} {whose}", known) if x))


# --- origins -----------------------------------------------------------------------------------------


def origin_rows(writer: Writer, origins: Sequence[Origin], codes: bool) -> Iterator[RenderableType]:
    """Origins that several reports carry, those of most reports first; the other reports by number only."""
    shared = sorted((o for o in origins if len(o.reports) > 1), key=lambda o: (-len(o.reports), o.id))
    if shared:
        yield from cited_lines(writer, [of_origin(writer, origin) for origin in shared], codes)
        yield Text()
    copied = {report for origin in shared for report in origin.reports}
    alone = [str(s.number) for s in writer.sources.numbered if s.report not in copied]
    if alone:
        noun = "report shares" if len(alone) == 1 else "reports share"
        yield dim(f"{len(alone)} {noun} no text with another: {', '.join(alone)}")


def of_origin(writer: Writer, origin: Origin) -> BriefLine:
    """An origin: where it started, and who carries it."""
    numbers = sorted(writer.sources.number[r] for r in origin.reports)
    carriers = [f"{n}  {source_words(writer.sources.numbered[n - 1])}" for n in numbers]
    started = (
        f"it started in {writer.sources.number[origin.root]}"
        if origin.root
        else "where it started is not told"
    )
    notes = [f"credited to {origin.credit}"] if origin.credit else []
    notes += [reason.what for reason in origin.reasons[:2]]
    notes += [] if origin.sure else ["linked by rewording only, so they may be two"]
    return BriefLine(
        id=origin.id,
        text=f"{len(origin.reports)} reports carry one text; {started}",
        notes=tuple(notes),
        parts=tuple(BriefLine(id="", text=carrier) for carrier in carriers),
        cites=writer.sources.cites(origin.passages[:3]),
    )


# --- why ---------------------------------------------------------------------------------------------


def why_rows(writer: Writer, why: Why) -> Iterator[RenderableType]:
    """What stands behind a datum: how many, why so, every sentence, the origins, what it touches."""
    yield Text(plain(why.text), style="bold")
    counted = (
        "rejected, counts nowhere" if why.rejected else counts(why.reports, why.origins_low, why.origins_high)
    )
    yield dim(f"{why.what} {why.id} · {counted}")
    yield from (dim(f"– {reason.what}") for reason in why.reasons)
    yield from (dim(plain(f"– {marked(j, why.id)}")) for j in why.judgements)
    yield from field_rows(why)
    yield Text()
    line = BriefLine(id=why.id, text=why.text, cites=why.cites)
    section = BriefSection(name="", title="", lines=(line,))
    cited = Citations(Brief(title="", summary="", sections=(section,), sources=why.sources))
    yield from (heading("Sentences"), *(source_block(s, cited) for s in why.sources))
    if shared := [o for o in why.origins if len(o.reports) > 1]:
        yield from (Text(), heading("Shared text"))
        for origin in shared:
            told = of_origin(writer, origin)
            yield Text(plain(told.text))
            yield from (dim(f"– {words}") for words in (*told.notes, *(p.text for p in told.parts)))
    if why.related:
        yield from (Text(), heading("See also"), dim(" ".join(why.related)))
    if items := items_of(why):
        yield from (Text(), heading("Read from these sentences"), *(dim(x) for x in items))


def field_rows(why: Why) -> Iterator[Text]:
    """What can be corrected, as it is, and as it was read."""
    for f in why.fields:
        was = f"  (read as {f.was or 'unknown'})" if f.corrected else ""
        yield dim(plain(f"  {f.name}: {f.value or 'unknown'}{was}"))


def items_of(why: Why) -> list[str]:
    """The statements and moves that a datum was read from: what can be judged by itself."""
    found = {c.evidence.item: c.source for c in why.cites if c.evidence.item not in (None, why.id)}
    return [f"{item} in {source}" for item, source in found.items()]


def marked(judgement: Judgement, id: str) -> str:
    """What somebody decided about a datum, beside it; about what belongs to it, with what that is."""
    other = "" if judgement.datum == id else f" ({judgement.what} {judgement.datum})"
    match judgement.kind:
        case "accept":
            said = "checked"
        case "reject":
            said = "rejected"
        case "correct":
            said = f"{judgement.field} corrected to {value_in(judgement)}"
        case _:
            said = "note"
    words = [
        f": {judgement.value}" if judgement.kind == "note" else "",
        f" – {judgement.reason}" if judgement.reason else "",
    ]
    return f"{said}{other} by {judgement.author}, {judgement.made[:10]}{''.join(words)}"


def value_in(judgement: Judgement) -> str:
    """What a field is corrected to, in words."""
    return ", ".join(name_of(a) for a in judgement.actors) or judgement.value or "unknown"


# --- who is who --------------------------------------------------------------------------------------


def who_rows(records: Sequence[Any], codes: bool) -> Iterator[RenderableType]:
    """Actors, judgements, or the readings of some words."""
    match records[0]:
        case Actor():
            yield actors_table(records, codes)
        case Judgement():
            undone = taken_back(records)
            for judgement in records:
                yield from judgement_rows(judgement, standing_in(judgement, undone))
        case Who():
            for who in records:
                yield from reading_rows(who, codes)


def actors_table(actors: Sequence[Actor], codes: bool) -> Table:
    """Actors: how often, in how many reports, the name, office and state; with codes the id."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in range(2):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(dim("mentions"), dim("reports"), dim("actor"))
    for a in actors:
        about = [x for x in (a.office, a.code, None if a.known else "not in the tables") if x]
        name = Text.assemble(plain(a.name), ("  " + plain(", ".join(about)), "dim") if about else "")
        below = [dim(f"{a.id}: {', '.join(a.words)}" if a.words else a.id)] if codes or not a.known else []
        table.add_row(str(a.mentions), str(a.reports), Group(name, *below))
    return table


def standing_in(judgement: Judgement, undone: Collection[str]) -> str:
    """How a judgement stands, if it does not simply hold."""
    if isinstance(judgement, Decided):
        return "" if judgement.standing == "holds" else judgement.standing
    return "taken back" if judgement.id in undone else ""


def judgement_rows(judgement: Judgement, standing: str) -> Iterator[Text]:
    """What was decided, by whom, when and why."""
    state = f"{standing} · " if standing else ""
    yield Text(plain(decided(judgement)), style="dim" if standing else "")
    reason = f" · {judgement.reason}" if judgement.reason else ""
    yield dim(
        f"  {state}{judgement.id} · {judgement.author}, {judgement.made[:16].replace('T', ' ')}{reason}"
    )


def decided(judgement: Judgement) -> str:
    """A judgement in words."""
    named = [f"{name_of(a)} ({a})" for a in judgement.actors]
    where = f" in report {judgement.report}" if judgement.report else ""
    words = f"“{judgement.words}”" if judgement.words else ""
    if judgement.span:
        words = f"{judgement.span.start} to {judgement.span.end}"
    match judgement.kind:
        case "merge":
            return f"{named[0]} is {named[1]}"
        case "split":
            printed_so = f", printed {words}," if words else ""
            return f"{named[0]}{where}{printed_so} is somebody else: {named[1]}"
        case "correct" if judgement.field is not None:
            value = ", ".join(named) or judgement.value or "unknown"
            return f"{judgement.field} of {judgement.what} {judgement.datum} is {value}: {words}"
        case "correct":
            return f"{words}{where} is {named[0]}"
        case "accept":
            return f"{judgement.what} {judgement.datum} is checked: {words}"
        case "reject":
            return f"{judgement.what} {judgement.datum} is rejected: {words}"
        case "note":
            on = f", {words}" if judgement.words and judgement.words != judgement.datum else ""
            return f"on {judgement.what} {judgement.datum}{on}: {judgement.value}"
        case "litter":
            return f"{words} is litter"
        case "news":
            return f"{words} is no litter"
        case "together":
            return f"one story: that of reports {', '.join(judgement.reports)}"
        case "apart":
            return f"a story of their own: reports {', '.join(judgement.reports)}"
        case "answer":
            by = f" by {', '.join(named)}" if named else ""
            shown = f", in report {judgement.report}" if judgement.report else ""
            return f"line {judgement.line} was {judgement.verdict}{by}{shown}" + (
                f": {words}" if judgement.words else ""
            )
        case "undo":
            return f"judgement {judgement.undoes} holds no longer"


def reading_rows(who: Who, codes: bool) -> Iterator[RenderableType]:
    """Whom words mean: every reading with its reasons, those that hold first."""
    if not who.readings:
        yield Text(plain(f"nothing is known of “{who.words}” on {who.on}"))
    for reading in who.readings:
        yield Text(plain(reading_head(reading)), style="bold" if reading.fits else "dim")
        if codes:
            yield dim(" ".join(x for x in ("  " + (reading.actor or "–"), reading.office) if x))
        for reason in reading.reasons:
            sign = "+" if reason.weight > 0 else "–" if reason.weight < 0 else "·"
            yield hanging(sign, dim(reason.what), indent=2)


def reading_head(reading: Reading) -> str:
    """Whom the words mean, in one line."""
    office = f", {office_name(reading.office)}" if reading.office and reading.office != reading.actor else ""
    return f"{'' if reading.fits else 'not '}{reading.name} ({reading.kind}){office}"
