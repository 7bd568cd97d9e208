"""Whose a quotation is that its own passage gives to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.extract import findings
from detente.model import judged
from detente.model.given import Passage, Report, Role
from detente.parse import Parsed
from detente.resolve.actors import cast_of
from detente.resolve.placing import in_report
from detente.resolve.statements import resolved_statements

Parse = Callable[[str], Parsed]

ALONE = "“The harbour belongs to those who fish in it. We shall never give it up.”"


def resolved(parse: Parse, *passages: str | tuple[Role, str]) -> tuple[str, tuple[judged.Statement, ...]]:
    """The statements of a report made of these passages, each with its role ("body" where none is said)."""
    parts, text = [], ""
    for passage in passages:
        role, words = passage if isinstance(passage, tuple) else ("body", passage)
        parts.append(Passage(start=len(text), end=len(text) + len(words), role=role))
        text += words + "\n"
    report = Report(id="r", name="r", text=text, passages=tuple(parts))
    found = in_report((p, findings(parse(report.quote(p.span)))) for p in parts)
    return text, resolved_statements(report, found, cast_of(report, found))


def speaker(text: str, statement: judged.Statement) -> str | None:
    """The words that name the source."""
    source = statement.source
    return text[source.start : source.end] if source and source.start is not None else None


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("“Nobody asked the islanders,” Mayor Vera Holm said.", "Mayor Vera Holm"),
        ("Vera Holm said that nobody had asked the islanders.", "Vera Holm"),
        ("On Sunday Oskar Lund made the following remark:", "Oskar Lund"),
        ("Vera Holm did not hide her anger at the visit.", "Vera Holm"),
        ("The harbour was quiet at noon.", None),
        ("“Nobody asked us,” Vera Holm said. Oskar Lund was blunt:", "Oskar Lund"),
    ],
)
def test_a_quotation_alone_goes_to_whoever_spoke_or_acted_before(
    parse: Parse, before: str, who: str | None
) -> None:
    text, made = resolved(parse, before, ALONE)
    assert speaker(text, made[-1]) == who


@pytest.mark.parametrize("role", ["headline", "heading"])
def test_nobody_speaks_on_across_display_text(parse: Parse, role: Role) -> None:
    text, made = resolved(parse, "Vera Holm said that the port was shut.", (role, "A second voice"), ALONE)
    assert speaker(text, made[-1]) is None


@pytest.mark.parametrize("role", ["caption", "litter"])
def test_a_caption_between_two_paragraphs_is_passed_over(parse: Parse, role: Role) -> None:
    text, made = resolved(parse, "Vera Holm said that the port was shut.", (role, "Ships at dawn"), ALONE)
    assert speaker(text, made[-1]) == "Vera Holm"


def test_a_quotation_in_display_text_is_nobodys(parse: Parse) -> None:
    text, made = resolved(parse, "Vera Holm said that the port was shut.", ("heading", ALONE))
    assert speaker(text, made[-1]) is None


def test_two_paragraphs_without_a_cue_are_one_speakers(parse: Parse) -> None:
    text, made = resolved(
        parse, "“Nobody asked us,” Vera Holm said.", ALONE, "“We were born here. We stay here.”"
    )
    assert [speaker(text, s) for s in made] == ["Vera Holm"] * 3
