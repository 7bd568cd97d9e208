"""Every line is grammar: the report's own verb where it can be taken over, else one of ours that fits the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ask.clauses import Clause, line_of
from detente.ask.evidence import Sources
from detente.ask.names import in_sentence, titled
from detente.ask.quoting import content, form_of
from detente.ask.wording import Told, Wording, frame, inside, optional, verb_for
from detente.lexicon import toml
from tests.ask.by_hand import CASCADIA, FORDS, KRAL, NORVIA, RUIZ, adjective, move, named, sentence, statement


@pytest.mark.parametrize(
    ("text", "subject", "verb", "said", "line"),
    [
        ("Ruiz said that she would send no paper.", "Ruiz", "said", "that she would send no paper",
         "Ana Ruiz said that “she would send no paper”"),
        ("She warned that the mill could close, and urged Norvia to pay at once.", "She", "urged", "to pay at once",
         "Ana Ruiz urged Norvia to “pay at once”"),
        ("The Minister on Monday accused Norvia of hiding two barges.", "The Minister", "accused", "hiding two barges",
         "Ana Ruiz accused Norvia of “hiding two barges”"),
        ("Ruiz, the minister, called the offer “late and thin”.", "Ruiz", "called", "the offer “late and thin”",
         "Ana Ruiz called “the offer ‘late and thin’”"),
        ("Ruiz had promised to open the lock next week.", "Ruiz", "promised", "to open the lock next week",
         "Ana Ruiz had promised to “open the lock next week”"),
        ("Ruiz let it be known on Friday in Ardal that tolls would fall.", "Ruiz", "let it be known", "that tolls would fall",
         "Ana Ruiz let it be known in Ardal that “tolls would fall”"),
        ("Ruiz committed herself to pay for the new bridge.", "Ruiz", "committed", "herself to pay for the new bridge",
         "Ana Ruiz committed herself to “pay for the new bridge”"),
        ("Ruiz did not rule out a third round.", "Ruiz", "rule out", "a third round",
         "Ana Ruiz did not rule out “a third round”"),
        ("The two have both warned Norvia that a raid would be “a grave error”.", "The two", "warned", "that a raid",
         "Ana Ruiz has warned Norvia that “a raid would be ‘a grave error’”"),
    ],
)  # fmt: skip
def test_the_reports_own_verb_is_taken_over(text: str, subject: str, verb: str, said: str, line: str) -> None:
    assert sentence(move(text, subject, verb, said)) == line


@pytest.mark.parametrize(
    ("text", "subject", "cue", "said", "act", "line"),
    [
        ("“We will see,” Ruiz told reporters.", "Ruiz", "told", "“We will see,”", "claim", "Ana Ruiz said: “We will see”"),
        ("The tolls will stay, Ruiz said.", "Ruiz", "said", "The tolls will stay", "claim",
         "Ana Ruiz said that “the tolls will stay”"),
        ("Ruiz left early, while assuring that the door was open.", "Ruiz", "assuring", "that the door was open", "assure",
         "Ana Ruiz promised that “the door was open”"),
    ],
)  # fmt: skip
def test_words_turned_round_get_a_verb_of_ours(
    text: str, subject: str, cue: str, said: str, act: str, line: str
) -> None:
    assert sentence(statement(text, subject, cue, said, act)) == line


@pytest.mark.parametrize(
    ("type", "act", "said", "to", "line"),
    [
        ("AGREE", "promise", "Ruiz announced she would open the lock", (), "“Ruiz announced she would open the lock”"),
        ("REQUEST", "demand", "the removal of all tolls", (FORDS,), "Ana Ruiz demanded “the removal of all tolls”"),
        ("REQUEST", "urge", "to open the gates", (FORDS,), "Ana Ruiz urged the United Fords to “open the gates”"),
        ("REQUEST", "urge", "to open the gates", (), "Ana Ruiz demanded: “open the gates”"),
        ("THREATEN", "threaten", "a blockade of the port", (), "Ana Ruiz threatened “a blockade of the port”"),
        ("THREATEN", "threaten", "a blockade of the port", (NORVIA,),
         "Ana Ruiz threatened Norvia with “a blockade of the port”"),
        ("THREATEN", "warn", "that the port would close", (NORVIA,),
         "Ana Ruiz warned Norvia that “the port would close”"),
        ("ACCUSE", "accuse", "hiding two barges", (NORVIA,), "Ana Ruiz accused Norvia of “hiding two barges”"),
        ("ACCUSE", "accuse", "hiding two barges", (), "Ana Ruiz alleged “hiding two barges”"),
        ("REJECT", None, "to sign the paper", (), "Ana Ruiz refused to “sign the paper”"),
        ("REJECT", None, "that she would sign", (), "Ana Ruiz rejected the idea that “she would sign”"),
        ("REJECT", "refuse", "she would not sign a paper", (), "Ana Ruiz said that “she would not sign a paper”"),
        ("COMMENT", "deny", "that it plans a raid", (), "Ana Ruiz denied that “it plans a raid”"),
        ("COMMENT", "claim", "the loss of trust", (), "Ana Ruiz spoke of “the loss of trust”"),
        ("AGREE", "promise", "a new ferry", (NORVIA,), "Ana Ruiz promised Norvia “a new ferry”"),
        ("AGREE", "agree", "that a ferry is needed", (), "Ana Ruiz agreed that “a ferry is needed”"),
        ("AGREE", "offer", "a new ferry", (), "Ana Ruiz offered “a new ferry”"),
        ("ACCUSE", "denounce", "the remarks", (), "Ana Ruiz criticised “the remarks”"),
    ],
)  # fmt: skip
def test_our_own_verbs_fit_what_is_quoted(
    type: str, act: str | None, said: str, to: tuple[str, ...], line: str
) -> None:
    told = Told(evidence=(), text=said, type=type, act=act, actors=(RUIZ,), targets=to)
    assert Wording(Sources([]), named).sentence(told) == line


def test_a_bare_name_needs_no_quotation_marks() -> None:
    assert line_of("Cascadia", Clause(verb="has pledged forty boats to", said="the Fords")).endswith(
        "to the Fords"
    )
    assert line_of("Cascadia", Clause(verb="spoke of", said="boats")).endswith("“boats”")


def test_a_deed_is_told_in_its_own_clause_without_the_day_of_its_line() -> None:
    known = move(
        "Cascadia on Saturday moved two brigades to the delta.", "Cascadia", "moved", None, "MOBILIZE"
    )
    assert sentence(known, day="2031-05-10") == "Cascadia moved two brigades to the delta"
    assert sentence(known, day="2031-05-11") == "Cascadia on Saturday moved two brigades to the delta"


def test_a_pronoun_gives_way_to_the_name() -> None:
    known = move("It has closed the lower lock.", "It", "closed", None, "COERCE")
    assert sentence(known, actors=(FORDS,)) == "The United Fords has closed the lower lock"


def test_a_deed_in_a_participle_is_only_reported() -> None:
    known = move(
        "Kral wavered while massing boats on the lake.",
        "Kral",
        "massing",
        None,
        "MOBILIZE",
        "massing boats on the lake",
    )
    assert sentence(known, actors=(KRAL,)) == "Ivo Kral is reported “massing boats on the lake”"


def test_a_meeting_names_both_sides_and_the_place() -> None:
    known = move("Ruiz met Kral in Ardal.", "Ruiz", "met", None, "CONSULT")
    assert sentence(known, targets=(KRAL,), place="Ardal") == "Ana Ruiz and Ivo Kral met in Ardal"
    assert sentence(known, targets=(KRAL,), planned=True) == "Ana Ruiz and Ivo Kral are to meet"


def test_a_content_of_two_words_brings_its_clause() -> None:
    known = move(
        "The United Fords has rejected both demands.",
        "The United Fords",
        "rejected",
        "both demands",
        "REJECT",
    )
    assert sentence(known, actors=(FORDS,)) == "The United Fords has rejected both demands"


def test_what_another_tells_says_so() -> None:
    known = move(
        "Kral said the Fords had promised to pay for all.", "the Fords", "promised", "to pay for all"
    )
    assert sentence(known, actors=(FORDS,), told_by=(KRAL,)) == (
        "According to Ivo Kral, the United Fords had promised to “pay for all”"
    )


def test_an_adjective_is_no_subject() -> None:
    known = adjective(
        move("The Cascadian claims of a plot grew.", "Cascadian", "claims", "a plot"), "Cascadian", CASCADIA
    )
    assert sentence(known, actors=(CASCADIA,)) == "Cascadia spoke of “a plot”"


def test_a_passive_stands_as_it_is() -> None:
    known = move("Ruiz was accused by Kral of a plot.", "Ruiz", "accused", "a plot", "ACCUSE")
    assert sentence(known) == "Ruiz was accused by Kral of a plot"


def test_an_infinitive_is_not_taken_over() -> None:
    known = move("Ruiz wanted to accuse Kral of a plot.", "Ruiz", "accuse", "a plot", "ACCUSE")
    assert sentence(known, act="accuse") == "Ana Ruiz alleged “a plot”"


@pytest.mark.parametrize(
    ("text", "before", "form"),
    [
        ("that they met", "", "clause"),
        ("Oslo withdraw its boats", "demanded that ", "clause"),
        ("he would come", "", "clause"),
        ("the talks were open", "", "clause"),
        ("choose a calm path", "urged Oslo to ", "infinitive"),
        ("the calm path of all", "objected to ", "noun"),
        ("to pay", "", "infinitive"),
        ("hiding boats", "of ", "gerund"),
        ("nothing new at all", "", "noun"),
        ("boats that are old", "", "noun"),
        ("another summit", "", "noun"),
        ("“We will see,”", "", "direct"),
        ("", "", "noun"),
        ("“The joint vote called for here involves nothing less than a breach of the treaty", "", "direct"),
        ("“A quick, harsh answer from Oslo", "", "noun"),
    ],
)
def test_the_grammar_of_quoted_words(text: str, before: str, form: str) -> None:
    assert form_of(text, before) == form


@pytest.mark.parametrize(
    ("actor", "name", "inside_a_sentence"),
    [
        ("state:USA", "United States", "the United States"),
        ("state:GBR", "United Kingdom", "the United Kingdom"),
        ("org:EU", "EU", "the European Union"),
        ("org:NATO", "NATO", "NATO"),
        ("org:OSCE", "OSCE", "the OSCE"),
        ("group:river-militia", "River militia", "the River militia"),
        ("state:NOR", "Norway", "Norway"),
        ("person:ana-union", "Ana Union", "Ana Union"),
    ],
)
def test_names_take_their_article(actor: str, name: str, inside_a_sentence: str) -> None:
    assert in_sentence(actor, name) == inside_a_sentence


def test_offices_have_capitals() -> None:
    assert titled("secretary of state") == "Secretary of State"
    assert titled("kremlin spokesman") == "Kremlin spokesman"


def test_optional_parts_go_with_their_words() -> None:
    assert optional("refused[ by {who}]", who="") == "refused"
    assert inside("The talks") == "the talks"
    assert inside("Thebes") == "Thebes"


def test_every_verb_of_the_lexicon_can_take_every_form_somehow() -> None:
    words = toml("brief")
    for verb, row in words["verb"].items():
        past, _, base = row["verb"].partition("|")
        assert past
        assert base
        assert row.get("else", verb) in words["verb"]
        for form in ("clause", "infinitive", "gerund", "noun", "direct"):
            for addressed in (True, False):
                found = frame(verb, form, addressed)
                assert addressed or found.get("needs") != "to"
    assert set(words["same"].values()) | set(words["type"].values()) | set(words["mode"].values()) <= set(
        words["verb"]
    )


def test_an_act_that_a_move_cannot_be_gives_way_to_the_moves_verb() -> None:
    assert verb_for(Told(evidence=(), text="", type="REJECT", act="offer")) == "reject"
    assert verb_for(Told(evidence=(), text="", type="COMMENT", mode="deny", act="claim")) == "deny"
    assert verb_for(Told(evidence=(), text="", type="no such type")) == "claim"


@given(st.text(max_size=80), st.text(max_size=30))
def test_no_words_break_the_wording(text: str, before: str) -> None:
    form_of(text, before)
    told = content(text)
    assert told == "" or (told[0], told[-1]) == ("“", "”")
    assert told.count("“") == told.count("”") <= 1 or "“" in text or "”" in text


def test_a_call_is_no_meeting() -> None:
    call = move("Ruiz telephoned Kral about the lock.", "Ruiz", "telephoned", None, "CONSULT")
    meeting = move("Ruiz met Kral after a call about the lock.", "Ruiz", "met", None, "CONSULT")
    assert sentence(call, actors=(RUIZ, KRAL)) == "Ana Ruiz and Ivo Kral spoke"
    assert sentence(meeting, actors=(RUIZ, KRAL)) == "Ana Ruiz and Ivo Kral met"


def test_what_is_wished_has_no_more_of_its_sentence() -> None:
    text = "Norvia's demands that the fleet withdraw may be a first step."
    words = sentence(move(text, "Norvia", "demands", "that the fleet withdraw", "REQUEST"), actors=(NORVIA,))
    assert "may be" not in words


def test_a_deed_that_is_a_noun_is_told_by_its_sentence() -> None:
    text = "Ruiz explained what she called a first round of sanctions on the mill."
    found = move(text, None, "sanctions", None, "COERCE", evidence="sanctions on the mill")
    assert "explained what she called a first round of sanctions on the mill" in sentence(
        found, actors=(CASCADIA,), text="sanctions on the mill"
    )


def test_whose_troops_they_are_is_said() -> None:
    found = move(
        "Yesterday its troops had left the pass.",
        None,
        "left",
        None,
        "RETREAT",
        evidence="its troops had left the pass",
    )
    told = sentence(found, actors=(CASCADIA,), text="its troops had left the pass")
    assert "Cascadia" in told


def test_who_tells_is_not_told_twice() -> None:
    text = "Kral laid out what he called a first round of sanctions on the mill."
    found = move(text, None, "sanctions", None, "COERCE", evidence="sanctions on the mill")
    told = sentence(found, actors=(CASCADIA,), told_by=(KRAL,), text="sanctions on the mill")
    assert told.startswith("Kral laid out")
