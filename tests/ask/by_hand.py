"""Reports of one sentence with one move or statement, and what the brief makes of it."""

from __future__ import annotations

from typing import Any

from detente.ask.evidence import Sources
from detente.ask.wording import Told, Wording
from detente.model.derived import Evidence
from detente.model.given import Passage, Published, Report
from detente.model.judged import Analysis, Mention, Move, Party, Source, Statement
from detente.model.record import Span

NAMES = {
    "person:ana-ruiz": "Ana Ruiz",
    "person:ivo-kral": "Ivo Kral",
    "state:CSC": "Cascadia",
    "state:FRD": "United Fords",
    "state:NRV": "Norvia",
    "org:NATO": "NATO",
}
"""Cascadia (Ruiz), the United Fords (Kral), Norvia."""

RUIZ, KRAL, CASCADIA, FORDS, NORVIA = list(NAMES)[:5]


def named(actor: str) -> str:
    return NAMES.get(actor, actor)


def find(text: str, words: str | None) -> Span | None:
    if words is None:
        return None
    start = text.index(words)
    return Span(start, start + len(words))


def move(
    text: str,
    subject: str | None,
    verb: str,
    said: str | None,
    type: str = "COMMENT",
    evidence: str | None = None,
) -> tuple[Report, Analysis]:
    """A report of one sentence with one move."""
    report = Report(id="r", name="r.txt", text=text, passages=(Passage(start=0, end=len(text), role="body"),))
    who = find(text, subject)
    trigger = Span(*[text.index(verb, who.end if who else 0)] * 2)
    trigger = Span(trigger.start, trigger.start + len(verb))
    content = (
        Span(s := text.index(said, trigger.end if said in text[trigger.end :] else 0), s + len(said))
        if said
        else None
    )
    whole = find(text, evidence) or Span(
        min(who.start if who else 0, trigger.start), content.end if content else len(text.rstrip("."))
    )
    found = Move(
        id="m", type=type, status="occurred", trigger=trigger, evidence=whole, content=content,  # type: ignore[arg-type]
        source=(Party(actor=RUIZ, start=who.start, end=who.end),) if who else (Party(actor=RUIZ),),
    )  # fmt: skip
    return report, analysed(report, moves=(found,))


def statement(text: str, subject: str, cue: str, said: str, act: str = "claim") -> tuple[Report, Analysis]:
    """A report of one sentence with one statement."""
    report = Report(id="r", name="r.txt", text=text, passages=(Passage(start=0, end=len(text), role="body"),))
    who, content = find(text, subject), find(text, said)
    assert who is not None
    assert content is not None
    found = Statement(
        id="m", start=content.start, end=content.end, manner="indirect", spans=(content,), cue=find(text, cue),
        act=act, source=Source(start=who.start, end=who.end, actors=(RUIZ,)),
    )  # fmt: skip
    return report, analysed(report, statements=(found,))


def analysed(report: Report, **found: Any) -> Analysis:
    day = Published(earliest="2031-05-10", latest="2031-05-10", by="caller")
    return Analysis(
        id="r", published=day, passages=report.passages, sentences=(Span(0, len(report.text)),), **found
    )


def adjective(known: tuple[Report, Analysis], words: str, actor: str) -> tuple[Report, Analysis]:
    """The same report with words that only qualify a noun."""
    from msgspec import structs

    at = find(known[0].text, words)
    assert at is not None
    said = Mention(start=at.start, end=at.end, kind="adjective", actor=actor)
    return known[0], structs.replace(known[1], mentions=(said,))


def sentence(known: tuple[Report, Analysis], **more: Any) -> str:
    """What the brief prints for the one datum of a report."""
    report, analysis = known
    item = (*analysis.moves, *analysis.statements)[0]
    span = item.evidence if isinstance(item, Move) else item.span
    content = (item.content or item.evidence) if isinstance(item, Move) else item.span
    evidence = Evidence(report="r", start=span[0], end=span[1], sentence=Span(0, len(report.text)), item="m")
    known_as: dict[str, Any] = {
        "text": report.quote(content),
        "type": item.type if isinstance(item, Move) else item.act,
        "act": item.act if isinstance(item, Statement) else None,
        "actors": (RUIZ,),
    }
    return Wording(Sources([known]), named).sentence(Told(evidence=(evidence,), **(known_as | more)))
