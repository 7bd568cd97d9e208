"""The commands. Each asks the Python door and shows the answer; none computes anything."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.errors import DetenteError, UsageError
from detente.show.cli import FAILED, PARTLY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.crisis import Added, Crisis
    from detente.model import Record

app = typer.Typer(
    name="detente",
    help="Turn news reports about a diplomatic crisis into a sourced, queryable model of it.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done with the rejects listed, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


class Clean(StrEnum):
    """How much of a text is news: `full` finds and leaves out page litter, `none` takes all of it as body."""

    full = "full"
    none = "none"


class Format(StrEnum):
    """The form of a brief."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


Json = Annotated[bool, typer.Option("--json", help="One record a line, as in the Python door.")]
Codes = Annotated[bool, typer.Option("--codes", help="Show ids and PLOVER codes too.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published by then.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="To this day, included.")]
Actor = Annotated[str | None, typer.Option(metavar="ACTOR", help="A state's code (RUS), an id, or a name.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When the reports were published (ISO 8601), if they do not say."),
]


class Settings:
    """What stands before the verb."""

    store = Path("crisis.detente")


@app.callback()
def settings(
    store: Annotated[
        Path, typer.Option(envvar="DETENTE_STORE", help="The file with everything about the crisis.")
    ] = Settings.store,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and end.",
            is_eager=True,
            callback=lambda wanted: print_version(wanted),
        ),
    ] = False,
) -> None:
    """Options that go before the verb."""
    Settings.store = store


def print_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        import detente

        typer.echo(f"detente {detente.__version__}")
        raise typer.Exit


def crisis(*, write: bool = False) -> Crisis:
    """The crisis in the chosen store."""
    import detente

    return detente.open(Settings.store, write=write)


# --- feeding -----------------------------------------------------------------------------------------


@app.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILES", help="Files, folders, feeds; - is standard input.")
    ],
    published: Published = None,
    as_json: Json = False,
) -> None:
    """Read reports into the store. Reading twice adds nothing."""
    checked_published(published)
    with crisis(write=True) as opened, Talk("reading") as talk:
        added = opened.add(*sources, published=published, progress=talk.step)
    if as_json:
        out(added)
    else:
        say_added(added)
    leave_with(added)


@app.command()
def analyze(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]", help="JSON Lines, or reports; - or nothing: standard input."),
    ] = None,
    clean: Annotated[
        Clean, typer.Option(help="Find page litter, or take all of the text as body.")
    ] = Clean.full,
    published: Published = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, as always; for habit's sake.")] = False,
) -> None:
    """Print what each report says as one line of JSON; store nothing.

    In: {"id", "text", "published"?, "title"?, "url"?, "outlet"?} a line. Out: one line for one line, in order; one that
    cannot be analysed gives {"id", "error"}.
    """
    from detente.show.cli.analyze import answers

    checked_published(published)
    failed = False
    with Talk("analysing") as talk:
        for line, is_error in answers(sources or ["-"], level=clean.value, published=published):
            sys.stdout.buffer.write(line + b"\n")
            failed |= is_error
            talk.step(1)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(PARTLY)


# --- asking ------------------------------------------------------------------------------------------


@app.command()
def brief(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]", help="Reports to brief on; without them the store."),
    ] = None,
    published: Published = None,
    as_of: AsOf = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """Print the brief of a crisis, or of some reports.

    What happened, who said what, the ledger, what is disputed, what is due.
    """
    import detente

    checked_published(published)
    added = None
    opened = detente.open(":memory:") if sources else crisis()
    with opened:
        if sources:
            with Talk("reading") as talk:
                added = opened.add(*sources, published=published, progress=talk.step)
            say_rejects(added)
        if not opened.reports():
            raise DetenteError("there is no report to brief on; add some with `detente add FILES…`.")
        made = opened.brief(as_of=as_of)
    sys.stdout.write(made.to(Format.json if as_json else form, codes=codes))
    if added:
        leave_with(added)


lines = typer.Typer(
    help="List the ledger; answer its lines.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.add_typer(lines, name="ledger")


@lines.callback(invoke_without_command=True)
def ledger(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Option(help="demand, offer, promise, agreement, threat or refusal.")
    ] = None,
    by: Actor = None,
    to: Actor = None,
    state: Annotated[
        str | None, typer.Option(help="open, due, overdue, accepted, refused, kept, broken or withdrawn.")
    ] = None,
    as_of: AsOf = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """List demands, offers, promises, agreements, threats, refusals.

    Each with what became of it: open, due, overdue (nothing reported), accepted, refused, kept, broken, withdrawn.
    """
    if context.invoked_subcommand is None:
        with crisis() as opened:
            answer(opened, opened.ledger(kind=kind, by=by, to=to, state=state, as_of=as_of), as_json, codes)


@app.command()
def due(
    within: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Only what comes within so many days: 14d, 2w.")
    ] = None,
    as_of: AsOf = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """List what is to come, and what is late."""
    with crisis() as opened:
        answer(opened, opened.due(within=days_of(within), as_of=as_of), as_json, codes)


@app.command()
def timeline(
    since: Since = None, until: Until = None, actor: Actor = None, codes: Codes = False, as_json: Json = False
) -> None:
    """List what happened, by the date of the event."""
    with crisis() as opened:
        answer(opened, opened.timeline(since=since, until=until, actor=actor), as_json, codes)


@app.command()
def claims(
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only what another side says otherwise.")
    ] = False,
    actor: Actor = None,
    standing: Annotated[
        str | None, typer.Option(help="single origin, corroborated, disputed or superseded.")
    ] = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """List claims with reports and origins counted."""
    with crisis() as opened:
        found = opened.claims(disputed=disputed or None, actor=actor, standing=standing)
        answer(opened, found, as_json, codes)


@app.command()
def changes(since: Since = None, codes: Codes = False, as_json: Json = False) -> None:
    """List contradictions between reports, positions that moved, and figures brought up to date."""
    with crisis() as opened:
        found = [*opened.contradictions(), *opened.changes(since=since), *opened.updates()]
        answer(opened, found, as_json, codes)


@app.command()
def tension(
    a: Annotated[str, typer.Argument(metavar="A", help="A state's code (USA) or an actor's id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    on: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="List the moves of this day instead.")
    ] = None,
    as_of: AsOf = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """Show how tense two sides are, day by day.

    PLOVER scores by independent origin and status, fading; between which bounds, and what counting reports would give.
    """
    with crisis() as opened:
        found = opened.tension(a, b, as_of=as_of)
        if on is not None:
            moves = {id for day in found if day.day == on for id in day.claims}
            answer(opened, [c for c in opened.weighed(as_of).claims if c.id in moves], as_json, codes)
        elif as_json:
            answer(opened, found, as_json, codes)
        else:
            from detente.show.lists import tension_listed

            sys.stdout.write(tension_listed(a, b, found, codes=codes))


@app.command()
def origins(codes: Codes = False, as_json: Json = False) -> None:
    """List the origins: reports that repeat one copy count once."""
    with crisis() as opened:
        answer(opened, opened.origins(), as_json, codes)


@app.command()
def sources(codes: Codes = False, as_json: Json = False) -> None:
    """List the reports."""
    with crisis() as opened:
        answer(opened, opened.sources(), as_json, codes)


@app.command()
def why(
    id: Annotated[
        str, typer.Argument(help="The id of anything shown with --codes; its first letters are enough.")
    ],
    as_json: Json = False,
) -> None:
    """Show every sentence, report and origin behind a datum."""
    with crisis() as opened:
        answer(opened, [opened.why(id)], as_json, codes=True)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A report's number, id or name, as in `sources`.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    as_json: Json = False,
) -> None:
    """Lay two reports side by side.

    What is the same, left out [-so-], put in {+so+}, reworded, moved.
    """
    with crisis() as opened:
        answer(opened, [opened.compare(a, b)], as_json, codes=False)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="All of these words in one passage.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_json: Json = False,
) -> None:
    """Find passages by their words, newest report first."""
    with crisis() as opened:
        answer(opened, opened.search(" ".join(words), limit=limit), as_json, codes=False)


@app.command()
def issues(as_json: Json = False) -> None:
    """List what could not be read, and why."""
    with crisis() as opened:
        answer(opened, opened.rejects(), as_json, codes=False)


@app.command()
def remove(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="A report's number, id or name, as in `sources`.")
    ],
    as_json: Json = False,
) -> None:
    """Remove a report for good; what copied it stays."""
    with crisis(write=True) as opened:
        gone = opened.remove(report)
    if as_json:
        out(gone)
    else:
        typer.echo(f"removed {gone.name}; add it again to have it back")


@app.command()
def reindex() -> None:
    """Make the index of passages anew.

    Needed after a message says so, and harmless at any time: what it holds follows from the reports.
    """
    with crisis(write=True) as opened:
        typer.echo(f"indexed {count(opened.reindex(), 'report')}")


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the installation and the store."""
    from detente.show.cli.doctor import examined

    findings = examined(Settings.store)
    for found in findings:
        if as_json:
            out(found)
        else:
            typer.echo(f"{'ok ' if found.ok else '!! '} {found.what}")
    if not all(found.ok for found in findings):
        raise typer.Exit(FAILED)


# --- who is who --------------------------------------------------------------------------------------

Reason = Annotated[str | None, typer.Option(metavar="WORDS", help="Why; kept with the judgement.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else your login name.")]
InReport = Annotated[
    str | None, typer.Option(metavar="REPORT", help="A report's number, id or name, as in `sources`.")
]
PrintedSo = Annotated[str | None, typer.Option(metavar="WORDS", help="The words as printed.")]
ActorId = Annotated[str, typer.Argument(metavar="ACTOR", help="An id, a state's code, or a name.")]

people = typer.Typer(
    help="List who occurs; merge, split and correct who is who.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.add_typer(people, name="actors")


@people.callback(invoke_without_command=True)
def actors(
    context: typer.Context,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Only those that our tables do not have.")
    ] = False,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """List who occurs in the reports; merge, split and correct who is who.

    Judgements are added and never dropped; `detente undo` takes one back.
    """
    if context.invoked_subcommand is None:
        with crisis() as opened:
            answer(opened, opened.actors(unknown=unknown), as_json, codes)


@people.command()
def merge(
    a: Annotated[str, typer.Argument(metavar="A", help="An id, a state's code, or a name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Who A is.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that A is B."""
    with crisis() as opened:
        answer(opened, [opened.merge(a, b, reason=reason, author=author)], as_json, codes=True)


@people.command()
def split(
    actor: ActorId,
    report: InReport = None,
    name: PrintedSo = None,
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that ACTOR is somebody else there.

    In one report, or where printed so. With neither, a merged actor is parted again.
    """
    with crisis() as opened:
        made = opened.split(actor, report=report, name=name, reason=reason, author=author)
        answer(opened, [made], as_json, codes=True)


@people.command()
def correct(
    actor: ActorId,
    report: Annotated[
        str, typer.Option(metavar="REPORT", help="A report's number, id or name, as in `sources`.")
    ],
    start: Annotated[int | None, typer.Option(min=0, help="Where the mention begins (code points).")] = None,
    end: Annotated[int | None, typer.Option(min=0, help="Where it ends, excluded.")] = None,
    name: PrintedSo = None,
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that words of a report stand for ACTOR.

    One mention, or all that are printed so in that report.
    """
    with crisis() as opened:
        made = opened.correct(
            actor, report=report, start=start, end=end, name=name, reason=reason, author=author
        )
        answer(opened, [made], as_json, codes=True)


notices = typer.Typer(
    help="List what sites print under everything; say what is litter and what is not.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.add_typer(notices, name="litter")


@notices.callback(invoke_without_command=True)
def litter(context: typer.Context, codes: Codes = False, as_json: Json = False) -> None:
    """List what sites print under everything; say what is litter and what is not.

    That two reports share litter proves no copying. It is learnt from the reports; decisions are kept with the others
    (`detente judgements`), and `detente undo` takes one back.
    """
    if context.invoked_subcommand is None:
        with crisis() as opened:
            answer(opened, opened.litter(), as_json, codes)


@notices.command("add")
def litter_add(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="As a report prints them, three or more.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that WORDS are litter, wherever they stand."""
    with crisis() as opened:
        answer(opened, [opened.call_litter(words, reason=reason, author=author)], as_json, codes=True)


@notices.command("drop")
def litter_drop(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The words, or the id of what is listed.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that WORDS are no litter.

    Nor is any litter that holds them, or stands in them.
    """
    with crisis() as opened:
        answer(opened, [opened.call_news(words, reason=reason, author=author)], as_json, codes=True)


@app.command()
def who(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="A name or a title, as reports print them.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that is asked about; else today.")
    ] = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """Say whom words mean on a day, and why.

    By our tables and your own: every reading, with what speaks for and against it. Needs no store. Exit code 1 if nothing is known of the words.
    """
    from detente.ask import who as who_is

    found = who_is(" ".join(words), on)
    answer(None, [found], as_json, codes)
    if not found.readings:
        raise typer.Exit(FAILED)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen. Anyone who reaches it reads everything.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8400,
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Listen beyond this computer, though there is no login.")
    ] = False,
) -> None:
    """Open the crisis in a browser: on this computer, until Ctrl-C."""
    from detente.show.web import serve as served

    if host not in ("127.0.0.1", "localhost", "::1") and not insecure:
        raise UsageError(
            f"--host {host} would let others in, and there is no login; add --insecure if that is meant."
        )
    served(Settings.store, host=host, port=port)


# --- stories and answers by people -------------------------------------------------------------------

happenings = typer.Typer(
    help="List the stories; put them together, take them apart.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.add_typer(happenings, name="stories")


@happenings.callback(invoke_without_command=True)
def stories(
    context: typer.Context,
    as_of: AsOf = None,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """List the stories: reports about one happening, those of most reports first.

    With --codes the ids and the numbers of the reports. An id stays good when reports are added.
    """
    if context.invoked_subcommand is None:
        with crisis() as opened:
            answer(opened, opened.stories(as_of=as_of), as_json, codes)


@happenings.command("merge")
def merge_stories(
    ids: Annotated[list[str], typer.Argument(metavar="STORIES", help="Ids; their first letters are enough.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that stories are one."""
    with crisis() as opened:
        answer(opened, [opened.merge_stories(*ids, reason=reason, author=author)], as_json, codes=True)


@happenings.command("split")
def split_story(
    id: Annotated[str, typer.Argument(metavar="STORY", help="Its id; the first letters are enough.")],
    reports: Annotated[
        list[str],
        typer.Option("--report", metavar="REPORT", help="A report's number, id or name; repeat it."),
    ],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide that some reports of a story are a story of their own."""
    with crisis() as opened:
        made = opened.split_story(id, reports, reason=reason, author=author)
        answer(opened, [made], as_json, codes=True)


@lines.command("answer")
def answer_line(
    id: Annotated[str, typer.Argument(metavar="LINE", help="Its id; the first letters are enough.")],
    verdict: Annotated[
        str,
        typer.Argument(metavar="ANSWER", help="kept, broken, accepted, refused, withdrawn, renewed …"),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Who answers; else whose answer it is.")
    ] = None,
    report: InReport = None,
    quote: Annotated[
        str | None, typer.Option(metavar="WORDS", help="The words of the report that show it.")
    ] = None,
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide how a line of the ledger was answered.

    The answer is kept with author, time and reason beside those that the reports tell.
    """
    with crisis() as opened:
        made = opened.answer(id, verdict, by=by, report=report, quote=quote, reason=reason, author=author)
        answer(opened, [made], as_json, codes=True)


# --- what is right -----------------------------------------------------------------------------------

DatumId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The id of anything shown with --codes; its first letters are enough."),
]


@app.command()
def accept(id: DatumId, reason: Reason = None, author: Author = None, as_json: Json = False) -> None:
    """Say that you have checked a datum.

    It counts as before; who checked it is told with it.
    """
    with crisis() as opened:
        answer(opened, [opened.accept(id, reason=reason, author=author)], as_json, codes=True)


@app.command()
def reject(id: DatumId, reason: Reason = None, author: Author = None, as_json: Json = False) -> None:
    """Decide that a datum counts nowhere.

    What was read from one report; a claim, a line or an event, with all that it was read from; a contradiction or a
    change that is none; one answer to a line. It stays to be seen as rejected.
    """
    with crisis() as opened:
        answer(opened, [opened.reject(id, reason=reason, author=author)], as_json, codes=True)


@app.command("correct")
def correct_datum(
    id: DatumId,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="What is wrong: type, source, value, low … as `why` lists.")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is; - if nobody knows.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Decide what a field of a datum is.

    Of what was read from a report; of a claim, of all that it was read from. What follows from it follows.
    """
    with crisis() as opened:
        made = opened.correct_datum(id, field, value, reason=reason, author=author)
        answer(opened, [made], as_json, codes=True)


@app.command()
def note(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="The id of a datum, a report, an actor or a story."),
    ],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be known of it.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Note something on a datum, a report, an actor or a story."""
    with crisis() as opened:
        answer(opened, [opened.note(id, words, reason=reason, author=author)], as_json, codes=True)


@app.command()
def judgements(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Only those with all of these words.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="merge, split, correct, answer, accept, reject, note, undo …")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="ID", help="Only those that name this id.")] = None,
    as_json: Json = False,
) -> None:
    """List what people decided, in order.

    With what was taken back, and what applies to nothing any more.
    """
    with crisis() as opened:
        found = opened.decisions(" ".join(words or ()), kind=kind, about=about)
        answer(opened, found, as_json, codes=True)


@app.command()
def undo(
    id: Annotated[str, typer.Argument(help="The judgement's id; its first letters are enough.")],
    reason: Reason = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Take a judgement back, as one more judgement.

    All is as if it had never been made. An undo can be undone.
    """
    with crisis() as opened:
        answer(opened, [opened.undo(id, reason=reason, author=author)], as_json, codes=True)


# --- showing -----------------------------------------------------------------------------------------


def answer(opened: Crisis | None, records: Iterable[Record], as_json: bool, codes: bool) -> None:
    """Show records: as JSON lines, or as a list for people."""
    if as_json:
        for record in records:
            out(record)
        return
    from detente.show.lists import listed

    sys.stdout.write(listed(opened, list(records), codes=codes))


def out(record: Record) -> None:
    """One record on one line."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
    sys.stdout.buffer.flush()


def say_added(added: Added) -> None:
    """What became of the reports, on stdout; the rejects on stderr."""
    words = [f"{count(added.new, 'report')} added"]
    words += [f"{added.known} known already"] if added.known else []
    words += [f"{len(added.unread)} of them not read"] if added.unread else []
    words += [f"{len(added.rejected)} rejected"] if added.rejected else []
    typer.echo(", ".join(words))
    say_rejects(added)


def say_rejects(added: Added) -> None:
    """Each reject with its reason and remedy, on stderr."""
    for r in (*added.rejected, *added.unread):
        where = f"{r.name}, {r.place}" if r.place else r.name
        typer.echo(f"detente: {where}: {r.reason}" + (f" {r.remedy}" if r.remedy else ""), err=True)


def leave_with(added: Added) -> None:
    """The exit code that fits."""
    if added.rejected:
        raise typer.Exit(PARTLY if added.new or added.known else FAILED)


def days_of(within: str | None) -> int | None:
    """A length of time in days: `14`, `14d`, `2w`.

    Raises `UsageError` for what is none.
    """
    if within is None:
        return None
    found = re.fullmatch(r"(\d{1,4})([dw]?)", within.strip().lower())
    if found is None:
        raise UsageError(f"“{within}” is no length of time; write 14d or 2w.")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def count(number: int, noun: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def checked_published(day: str | None) -> None:
    """Refuse a date that is none before anything is read.

    Raises `UsageError`.
    """
    if day is not None:
        from detente.clean.dates import parse_published
        from detente.errors import InputError

        try:
            parse_published(day, name="--published")
        except InputError as error:
            raise UsageError(str(error)) from error


class Talk:
    """A line on stderr that counts, on a terminal only, after two seconds."""

    def __init__(self, doing: str):
        self.doing, self.done, self.bar = doing, 0, False

    def __enter__(self) -> Talk:
        import time

        self.started = time.monotonic()
        return self

    def step(self, number: int) -> None:
        """So many more are done."""
        import time

        self.done += number
        if sys.stderr.isatty() and time.monotonic() - self.started > 2:
            sys.stderr.write(f"\r{self.doing} … {count(self.done, 'report')} ")
            sys.stderr.flush()
            self.bar = True

    def __exit__(self, *_: Any) -> None:
        if self.bar:
            sys.stderr.write("\r\033[K")
