from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from detente import config
from detente.extract.attribution import statements
from detente.extract.cues import entries, frame, lemma
from detente.extract.quotation import quotations
from detente.lexicon import toml
from detente.model.found import Statement
from detente.parse import Parsed
from detente.parse.spacy import load

Parse = Callable[[str], Parsed]

FIXTURES = [
    # source, act, content; the plain verbs
    ("The Norland foreign minister said that the strait would stay open.", "The Norland foreign minister", "claim",
     "the strait would stay open"),
    ("Prime Minister Ada Brandt said her country was ready to host the talks.", "Prime Minister Ada Brandt", "offer",
     "her country was ready to host the talks"),
    ("“We will not leave the islands,” President Oskar Lund told reporters.", "President Oskar Lund", "refuse",
     "We will not leave the islands"),
    ("“We will not leave the islands,” said President Oskar Lund. “They have been ours for a century.”", "President Oskar Lund",
     "refuse", "We will not leave the islands They have been ours for a century"),
    ("According to the Suland embassy, two diplomats were expelled.", "the Suland embassy", "claim",
     "two diplomats were expelled"),
    ("Two diplomats were expelled on Monday, according to the Suland embassy.", "the Suland embassy", "claim",
     "Two diplomats were expelled on Monday"),
    ("In the view of the mediators, the draft is a step backwards.", "the mediators", "claim", "the draft is a step backwards"),
    ("The draft, the envoy said, was a step backwards.", "the envoy", "claim", "The draft was a step backwards"),
    ("Brandt: “The door remains open to every neighbour.”", "Brandt", "claim", "The door remains open to every neighbour"),
    ("The chancellor was blunt on Friday: “Nobody will redraw this border by force.”", "The chancellor", "claim",
     "Nobody will redraw this border by force"),
    ("Oskar Lund: Suland must leave the islands now", "Oskar Lund", "claim", "Suland must leave the islands now"),
    ("Premier Lund: “no deal” without the port", "Premier Lund", "claim", "“no deal” without the port"),
    # demands, requests, appeals
    ("Suland demands the withdrawal of all foreign ships from the bay.", "Suland", "demand",
     "the withdrawal of all foreign ships from the bay"),
    ("The islanders demanded that the base be closed by summer.", "The islanders", "demand", "the base be closed by summer"),
    ("The palace insists on binding guarantees for its southern border.", "The palace", "demand",
     "binding guarantees for its southern border"),
    ("The council called for an immediate truce in the valley.", "The council", "demand", "an immediate truce in the valley"),
    ("The council called on both sides to lay down their arms.", "The council", "urge", "both sides to lay down their arms"),
    ("President Lund urged the rebels to accept the truce.", "President Lund", "urge", "the rebels to accept the truce"),
    ("Norland asked the alliance to send observers.", "Norland", "demand", "the alliance to send observers"),
    ("The kingdom wants the prisoners released before the summit.", "The kingdom", "demand",
     "the prisoners released before the summit"),
    ("The bishop appealed for calm and patience.", "The bishop", "demand", "calm and patience"),
    ("Suland let it be known that it wanted the sanctions lifted.", "Suland", "demand", "it wanted the sanctions lifted"),
    # promises, threats, offers
    ("The premier promised the islanders a swift answer next week.", "The premier", "promise", "a swift answer next week"),
    ("The premier promised his neighbour a harsh and united response in case of an attack on the port.", "The premier", "threaten",
     "a harsh and united response in case of an attack on the port"),
    ("The general threatened to close the strait if the sanctions stayed.", "The general", "threaten",
     "to close the strait if the sanctions stayed"),
    ("The premier warned that Suland would pay a heavy price for any raid.", "The premier", "threaten",
     "Suland would pay a heavy price for any raid"),
    ("The envoy warned that the truce was fragile.", "The envoy", "warn", "the truce was fragile"),
    ("Norland offered to mediate between the two capitals.", "Norland", "offer", "to mediate between the two capitals"),
    ("The mediator proposed a joint patrol of the strait.", "The mediator", "propose", "a joint patrol of the strait"),
    ("The two governments agreed that the bridge must reopen.", "The two governments", "agree", "the bridge must reopen"),
    ("Suland pledged to return the prisoners within ten days.", "Suland", "promise", "to return the prisoners within ten days"),
    ("The government has often said that it was willing to speak about the fears of its neighbour.", "The government", "offer",
     "it was willing to speak about the fears of its neighbour"),
    # refusals, rejections, denials
    ("The palace denies any role in the sinking of the ferry.", "The palace", "deny", "any role in the sinking of the ferry"),
    ("The palace denied that it had paid the rebels.", "The palace", "deny", "it had paid the rebels"),
    ("The government has already dismissed these demands as absurd.", "The government", "reject", "these demands as absurd"),
    ("The ministry rejected the draft on Tuesday.", "The ministry", "reject", "the draft"),
    ("The premier ruled out any talks before the spring.", "The premier", "refuse", "any talks before the spring"),
    ("The embassy declined to comment on the arrests.", "The embassy", "refuse", "to comment on the arrests"),
    ("The envoy made it clear that she would not sign the paper.", "The envoy", "refuse", "she would not sign the paper"),
    ("The rebels said no to the truce.", "The rebels", "reject", "the truce"),
    ("The palace denounced the “reckless” words of the general.", "The palace", "reject", "the “reckless” words of the general"),
    ("Suland did not say no to the plan for the port.", "Suland", "not-reject", "the plan for the port"),
    # accusations, judgements, predictions
    ("Norland accused its neighbour of arming the rebels.", "Norland", "accuse", "its neighbour of arming the rebels"),
    ("Tensions rose in the bay, Norland suspecting Suland of planning a landing.", "Norland", "accuse",
     "Suland of planning a landing"),
    ("The minister described the meeting as useful.", "The minister", "assess", "the meeting as useful"),
    ("Judging the proposal “thin”, the foreign minister left the room.", "the foreign minister", "assess", "the proposal “thin”"),
    ("The court ruled that the seizure of the ship was lawful.", "The court", "assess", "the seizure of the ship was lawful"),
    ("The chancellor ruled that his neighbour “will march” on the valley.", "The chancellor", "predict",
     "his neighbour “will march” on the valley"),
    ("The king called the treaty a surrender.", "The king", "assess", "the treaty a surrender"),
    ("The envoy did not expect a breakthrough this year.", "The envoy", "predict", "a breakthrough this year"),
    ("The mediator believes that the truce will hold.", "The mediator", "believe", "the truce will hold"),
    ("The islanders fear that the base will bring war.", "The islanders", "believe", "the base will bring war"),
    # who speaks: inheritance
    ("The premier praised the rescuers and said that the port would reopen.", "The premier", "claim", "the port would reopen"),
    ("Suland, which supports the rebels in the north, denies any plan to march on the capital.", "Suland", "deny",
     "any plan to march on the capital"),
    ("The premier promised aid to the islanders, while ensuring that the talks would go on.", "The premier", "assure",
     "the talks would go on"),
    ("The general left the hall, adding that no order had been given.", "The general", "claim", "no order had been given"),
    ("The chancellor and the king echoed the threats by warning that the raid would bring severe sanctions.",
     "The chancellor and the king", "threaten", "the raid would bring severe sanctions"),
    ("The head of Suland’s diplomacy, Ines Vahl, said that the visit was off.", "The head of Suland’s diplomacy, Ines Vahl", "claim",
     "the visit was off"),
    ("Ines Vahl, who leads the delegation, said that the visit was off.", "Ines Vahl", "claim", "the visit was off"),
    ("The draft was dismissed as a trick by the palace.", "the palace", "reject", "The draft as a trick"),
    ("It announced on Thursday large naval exercises in the northern strait.", "It", "announce",
     "large naval exercises in the northern strait"),
    ("The minister said the talks had failed, but added that a second round was possible.", "The minister", "claim",
     "a second round was possible"),
    # texts, adjectives, nouns
    ("A report by the inquiry showed that the radar had been switched off.", "A report by the inquiry", "claim",
     "the radar had been switched off"),
    ("The mediator is confident that the truce will hold.", "The mediator", "believe", "the truce will hold"),
    ("The Norwegian demands for a withdrawal from the valley were ignored.", "Norwegian", "demand", "a withdrawal from the valley"),
    ("The palace repeated its claim that the islet was empty.", "its", "claim", "the islet was empty"),
    # a second verb of telling, joined by the parser to what the first one tells
    ("Lund said on Monday that any ship that enters the bay would be an intruder, and promised a “harsh” answer.", "Lund",
     "threaten", "a “harsh” answer"),
    ("Lund said on Monday that any ship that enters the bay would be an intruder, and promised a “harsh” answer.", "Lund",
     "claim", "any ship that enters the bay would be an intruder"),
    ("The premier said that the bay was closed and urged the islanders to leave.", "The premier", "urge",
     "the islanders to leave"),
    ("The premier said that the bay was closed and urged the islanders to leave.", "The premier", "claim", "the bay was closed"),
    ("Ines Vahl said the blockade would be lifted, and promised aid to the islands.", "Ines Vahl", "promise", "aid"),
    ("The envoy said that any truce would be welcome, but warned that the rebels would be watched.", "The envoy", "claim",
     "any truce would be welcome"),
    ("Lund said that he would spend more on the fleet, adding that the money was there.", "Lund", "claim",
     "the money was there"),
    ("The palace issued a statement saying that the islet was empty.", "The palace", "claim", "the islet was empty"),
    ("Norland blamed island rebels for the raid, which they denied.", "Norland", "accuse", "island rebels for the raid"),
    ("Norland blamed island rebels for the raid, which they denied.", "they", "deny", "which"),
    ("Three states accuse Suland, which rejects the charge, of paying the rebels.", "Three states", "accuse",
     "Suland of paying the rebels"),
    ("The council warned the palace of “grave consequences” if the vote was held.", "The council", "threaten",
     "“grave consequences” if the vote was held"),
    ("The envoy warned the council of an attack on the port.", "The envoy", "warn", "an attack on the port"),
    ("The premier promised “a fitting reply” if the raids went on.", "The premier", "threaten",
     "“a fitting reply” if the raids went on"),
    # whole clauses with quoted words at their end, and what comes after the addressee
    ("The chancellor warned that any landing on the islands would be met with a “swift, hard and united answer”.",
     "The chancellor", "threaten", "any landing on the islands would be met with a “swift, hard and united answer”"),
    ("Two allies have both warned the palace that a raid would be “a grave error”.", "Two allies", "warn",
     "a raid would be “a grave error”"),
    ("The general warned the young king of “a bitter winter” on the border.", "The general", "warn", "“a bitter winter”"),
    # promises of those who bind themselves
    ("Norland let it be known on Monday in Oslo that Suland had committed itself to send observers in the coming week.", "Suland",
     "promise", "to send observers in the coming week"),
    ("Suland has bound itself to return the ships by May.", "Suland", "promise", "to return the ships by May"),
    ("The king pledged himself to free the prisoners.", "The king", "promise", "to free the prisoners"),
    # judgements, and those that turn something down
    ("The chancellor called the talks “short and fruitful”.", "The chancellor", "assess", "the talks “short and fruitful”"),
    ("She judged the visit “brief and useful”.", "She", "assess", "the visit “brief and useful”"),
    ("The envoy described the mood as tense but said a deal was near.", "The envoy", "assess", "the mood as tense"),
    ("Suland called the proposal unacceptable.", "Suland", "reject", "the proposal unacceptable"),
    ("Norland rejected the accusation as “theatre”.", "Norland", "reject", "the accusation as “theatre”"),
    ("The council and the palace have rejected both drafts.", "The council and the palace", "reject", "both drafts"),
    # told in the passive; the dateline is nobody's
    ("The islanders were warned by the navy that the strait was mined.", "the navy", "warn", "the strait was mined"),
    ("OSLO, March 3 (Fjord Agency) – Two ships left the northern bay, the port authority said.", "the port authority", "claim",
     "Two ships left the northern bay"),
    # speakers whom the parser gives to other verbs, or put behind
    ("Bruun, who is eighty, said he decided to sail in May.", "Bruun", "claim", "he decided to sail in May"),
    ("And the king, said the bishop, forgets nothing and nobody.", "the bishop", "claim", "And the king forgets nothing and nobody"),
    ("“Nothing has been decided”, wished to recall the Suland minister, before specifying that the ships would stay.",
     "the Suland minister", "claim", "Nothing has been decided"),
    ("“Nothing has been decided”, wished to recall the Suland minister, before specifying that the ships would stay.",
     "the Suland minister", "claim", "the ships would stay"),
    ("“We will stay on the islands,” Oskar Lund said, before adding that the port was shut.", "Oskar Lund", "claim",
     "the port was shut"),
    ("Said Ada Brandt, “The harbour is ours and it will stay ours.”", "Ada Brandt", "claim",
     "The harbour is ours and it will stay ours"),
    ("The news did not surprise Ada Brandt: “The harbour was always going to close.”", "Ada Brandt", "claim",
     "The harbour was always going to close"),
    ("“A bad day for the islands” – Ada Brandt after the vote.", "Ada Brandt", "claim", "A bad day for the islands"),
    ("“A long table has room” – this is how Ada Brandt summed up the day.", "Ada Brandt", "claim", "A long table has room"),
    ("“We will answer,” the general was quoted as saying.", "the general", "claim", "We will answer"),
    ("The fleet will sail in May, Admiral Oskar Lund was quoted as saying by the Fjord agency.", "Admiral Oskar Lund", "claim",
     "The fleet will sail in May"),
    ("As the minister said, the harbour is ours.", "the minister", "claim", "the harbour is ours"),
    ("No deal before spring, says minister", "minister", "claim", "No deal before spring"),
    ("Minister: no deal before the spring", "Minister", "claim", "no deal before the spring"),
    ("MR. LUND: We have seen no ships in the bay.", "MR. LUND", "claim", "We have seen no ships in the bay"),
    # what belongs to the content, and what does not
    ("The talks were frank, she said, wiping her glasses.", "she", "claim", "The talks were frank"),
    ("The tables are full, the mayor said, including those in the yard.", "the mayor", "claim",
     "The tables are full including those in the yard"),
    ("The king, she said, slept; the court, he added, should wait.", "he", "claim", "the court should wait"),
    ("What matters, the bishop stressed, is that the guns are silent.", "the bishop", "claim",
     "What matters is that the guns are silent"),
    ("Brandt said at a dinner on Friday that he might wait for the next summit.", "Brandt", "claim",
     "he might wait for the next summit"),
    ("The palace said no formal decision had been taken.", "The palace", "claim", "no formal decision had been taken"),
    ("The premier began the day alone: “I love this island,” he said.", "he", "claim", "I love this island"),
    ("The premier said it was “firmly opposed” to the plan and warned the rebels of a flood.", "The premier", "warn", "a flood"),
    ("Nine ports (seven were shut last week, according to the union) will close.", "the union", "claim",
     "seven were shut last week"),
    ("Norland receives, according to one report, nine million crowns from the union.", "one report", "claim",
     "Norland receives nine million crowns from the union"),
    ("The navy hired divers to look for mines, according to Admiral Lund.", "Admiral Lund", "claim",
     "The navy hired divers to look for mines"),
    ("Norland believes that Suland has armed the rebels, an allegation the palace denies.", "Norland", "believe",
     "Suland has armed the rebels"),
    ("Norland believes that Suland has armed the rebels, an allegation the palace denies.", "the palace", "deny",
     "an allegation"),
    ("In his view, the mission had failed.", "his", "claim", "the mission had failed"),
    ("For the palace, the draft is “an insult”.", "the palace", "believe", "the draft is “an insult”"),
    ("Brandt, for her part, called for patience.", "Brandt", "demand", "patience"),
    ("Lund dismissed as “absurd” claims that the navy had fired first.", "Lund", "reject",
     "“absurd” claims that the navy had fired first"),
    # acts
    ("The premier did not rule out sending ships.", "The premier", "not-reject", "sending ships"),
    ("The palace said that it would take countermeasures.", "The palace", "threaten", "it would take countermeasures"),
    ("The general said he would retaliate within hours.", "The general", "threaten", "he would retaliate within hours"),
    ("The regent ensured respecting the treaties.", "The regent", "assure", "respecting the treaties"),
]  # fmt: skip

SILENT = [
    "The two ministers will speak separately to the press after the meeting.",
    "If the general said that the pass was closed, would anybody believe him?",
    "If the premier says that the pass is closed, the ferries will stop.",
    "Did the premier say that the port was closed?",
    "What did the envoy promise the rebels?",
    "Geneva: the two envoys keep the thread",
    "Update: the two envoys keep the thread",
    "If Norland were to accuse Suland of a second raid, the talks would end.",
    "The so-called “islanders' council” met in a cinema.",
    "The rebels withdrew their guns from the valley.",
    "What would the premier say about the raid?",
    "But the door is not quite shut: two envoys stayed behind in the capital.",
    "The two men, who have known each other for years, greeted each other at noon.",
    "The “Iron Lady” of the north arrived on the morning train.",
    "The film “A Winter in Suland” opens the festival tonight.",
    "Leave a comment below.",
    "Two ships left the harbour before dawn.",
    "An icy mood and little hope.",
    "Should the generals refuse to talk, the council will meet again.",
    "Had the palace accepted the draft, the ships would have sailed.",
    "No statement was issued.",
    "No agreement was announced, and no claim has been made.",
    "Norland recalled its envoy.",
    "“No time to lose”",
]


def found(parse: Parse, text: str) -> tuple[Statement, ...]:
    return statements(parse(text), quotations(text))


def letters(text: str, spans: object) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def told(text: str, statement: Statement) -> str:
    return " ".join(text[a:b] for a, b in statement.spans)


def plain(words: str) -> list[str]:
    kept = "".join(c if c.isalnum() else " " for c in words).lower().split()
    return kept[1:] if kept[:1] == ["that"] else kept


def like(a: str, b: str) -> float:
    """Share of words that two contents have in common."""
    one, two = plain(a), plain(b)
    common = sum(min(one.count(w), two.count(w)) for w in set(one))
    return common / (len(one) + len(two) - common or 1)


def best(text: str, statement_list: tuple[Statement, ...], content: str) -> Statement | None:
    return max(statement_list, key=lambda s: like(told(text, s), content), default=None)


def assert_sound(text: str, made: tuple[Statement, ...]) -> None:
    for n, s in enumerate(made):
        assert s.spans, s
        assert (s.start, s.end) == (s.spans[0].start, s.spans[-1].end)
        for a, b in (*s.spans, *((s.cue,) if s.cue else ()), *((s.source,) if s.source else ()), *s.to):
            assert 0 <= a < b <= len(text)
            assert text[a:b].strip()
        assert 0 < s.sure <= 1
        assert s.inside is None or (0 <= s.inside < len(made) and s.inside != n)


@pytest.mark.parametrize(("text", "source", "act", "content"), FIXTURES, ids=[f[0][:60] for f in FIXTURES])
def test_a_statement_is_found_with_source_act_and_content(
    parse: Parse, text: str, source: str, act: str, content: str
) -> None:
    made = found(parse, text)
    assert_sound(text, made)
    statement = best(text, made, content)
    assert statement is not None, "nothing found"
    assert like(told(text, statement), content) >= 0.8, told(text, statement)
    assert statement.source is not None
    assert text[slice(*statement.source)] == source
    assert statement.act == act


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_says_is_no_statement(parse: Parse, text: str) -> None:
    assert [told(text, s) for s in found(parse, text)] == []


def test_every_cue_is_one_in_the_sentence_it_was_seen_in() -> None:
    rows = toml("cues")["cue"]
    unseen = []
    for row, parsed in zip(rows, load(config.model()).parse([r["seen"] for r in rows]), strict=True):
        made = statements(parsed, quotations(parsed.text))
        assert_sound(parsed.text, made)
        first = row["lemma"].split()[0]
        if not any(
            lemma(t) == first or alike(t.lower, first) for s in made if s.cue for t in parsed.tokens_in(s.cue)
        ):
            unseen.append((row["lemma"], row["seen"]))
    assert not unseen


def alike(word: str, other: str) -> bool:
    return word[: max(3, len(other) - 2)] == other[: max(3, len(other) - 2)]


def test_rows_are_well_formed() -> None:
    acts = {e.act for rows in entries().values() for e in rows}
    assert {"claim", "deny", "demand", "promise", "offer", "threaten", "reject", "accuse"} <= acts
    assert frame("~obj+of").weak
    rows = toml("cues")["cue"]
    assert len({(r["lemma"], r.get("pos", "verb")) for r in rows}) == len(rows)


def test_a_demand_inside_a_promise_inside_an_assurance_is_nested(parse: Parse) -> None:
    text = "Ines Vahl assured that Norland promised a written reply to the Norwegian demands for a withdrawal from the valley."
    made = found(parse, text)
    assured, promised, demanded = (
        next(s for s in made if s.act in acts) for acts in (("assure",), ("promise",), ("demand",))
    )
    assert assured.inside is None
    assert made[promised.inside or 0] == assured
    assert made[demanded.inside or 0] == promised
    assert text[slice(*(demanded.source or (0, 0)))] == "Norwegian"


def test_a_wish_let_be_known_is_a_demand_inside_a_demand(parse: Parse) -> None:
    text = "The palace let it be known that it wanted the removal of the foreign ships."
    made = found(parse, text)
    outer = next(s for s in made if s.inside is None)
    inner = next(s for s in made if s.inside is not None)
    assert outer.act == inner.act == "demand"
    assert text[slice(*(outer.cue or (0, 0)))] == "let it be known"
    assert text[slice(*(inner.source or (0, 0)))] == "it"


def test_a_relative_pronoun_can_be_what_is_denied(parse: Parse) -> None:
    text = "Norland accuses Suland of planning a landing, which the palace denies."
    made = found(parse, text)
    denial = next(s for s in made if s.act == "deny")
    assert told(text, denial) == "which"
    assert denial.inside is None
    assert text[slice(*(denial.source or (0, 0)))] == "the palace"
    accusation = next(s for s in made if s.act == "accuse")
    assert "denies" not in told(text, accusation)


def test_a_clause_that_goes_on_reporting_leaves_the_content(parse: Parse) -> None:
    text = "The envoy said the port was shut, adding that the ferry would sail tomorrow."
    first, second = found(parse, text)
    assert told(text, first) == "the port was shut"
    assert "the ferry would sail tomorrow" in told(text, second)
    assert text[slice(*(second.source or (0, 0)))] == "The envoy"
    assert second.inside is None


def test_a_view_may_hold_what_two_others_agreed(parse: Parse) -> None:
    text = "According to Ms Vahl, the two ministers agreed that the ferry would run again."
    outer, inner = found(parse, text)
    assert text[slice(*(outer.source or (0, 0)))] == "Ms Vahl"
    assert inner.inside == 0
    assert inner.act == "agree"
    assert text[slice(*(inner.source or (0, 0)))] == "the two ministers"


def test_what_nobody_would_say_is_not_said(parse: Parse) -> None:
    (refusal,) = found(parse, "The spokesman declined to say who had paid the rebels.")
    assert refusal.act == "refuse"


def test_what_somebody_talks_about_is_not_the_word_what(parse: Parse) -> None:
    text = "The minister said that he had no idea what the general was talking about."
    assert [s.cue and text[slice(*s.cue)] for s in found(parse, text)] == ["said"]


def test_nothing_joined_leaves_a_dangling_and(parse: Parse) -> None:
    text = "The premier said that the bay was closed and urged the islanders to leave."
    assert told(text, found(parse, text)[0]) == "that the bay was closed"


def test_denial_and_negation_are_kept_apart(parse: Parse) -> None:
    assert found(parse, "The palace denies the raid on the harbour.")[0].polarity == "denied"
    assert found(parse, "The palace did not say that the raid was over.")[0].polarity == "negated"
    assert found(parse, "The palace said that the raid was over.")[0].polarity == "affirmed"


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("The premier told the council that the talks had failed.", "the council"),
        ("The premier assured the islanders that help was near.", "the islanders"),
        ("President Lund urged the rebels to accept the truce.", "the rebels"),
        ("The premier promised the islanders a swift answer.", "the islanders"),
        ("The premier warned the rebels that the fleet would answer.", "the rebels"),
        ("The premier said to the envoy that the fleet would sail.", "the envoy"),
        ("The general warned the young king of “a bitter winter” on the border.", "the young king"),
        ("The islanders were warned by the navy that the strait was mined.", "The islanders"),
    ],
)
def test_the_addressee_is_named(parse: Parse, text: str, to: str) -> None:
    made = found(parse, text)
    assert [text[slice(*span)] for s in made for span in s.to][:1] == [to]


def test_a_quotation_that_nobody_owns_is_carried_from_the_passage_before(parse: Parse) -> None:
    text = "“The harbour belongs to those who fish in it. We shall not give it up.”"
    (statement,) = found(parse, text)
    assert statement.carried
    assert statement.source is None
    assert statement.manner == "direct"
    owned = found(parse, text + " the mayor said.")[0]
    assert not owned.carried
    assert owned.sure > statement.sure


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“Go back to your harbour,” Lund barked and left the hall.", "Lund"),
        ("“Shall we ever see the ferry again?” the mayor mused aloud.", "the mayor"),
        ("“The strait is open to everybody,” beamed the admiral.", "the admiral"),
        ("The envoy of Norland agreed. “Nobody wins if the bridge stays shut.”", "The envoy of Norland"),
        ("“We will never sell the harbour to strangers.” ― Vera Holm.", "Vera Holm"),
    ],
)
def test_a_quotation_is_told_by_any_verb_beside_it_and_by_whoever_acts_before_it(
    parse: Parse, text: str, source: str
) -> None:
    outer = [s for s in found(parse, text) if s.manner == "direct" and s.inside is None]
    assert [text[slice(*(s.source or (0, 0)))] for s in outer] == [source]


def test_a_film_in_marks_is_not_told_by_the_verb_after_it(parse: Parse) -> None:
    text = "In “A Winter in Suland,” the premier plays the part of a smuggler."
    assert not found(parse, text)


def test_several_pieces_of_one_quotation_are_one_statement(parse: Parse) -> None:
    text = "“The strait is open,” the admiral said, “and it will stay open.”"
    (statement,) = found(parse, text)
    assert like(told(text, statement), "The strait is open and it will stay open") == 1
    assert len(statement.spans) == 2


def test_first_person_verbs_inside_a_quotation_do_not_steal_it(parse: Parse) -> None:
    text = "“I think the truce will hold,” the mediator said. “I hope that everybody sees it.”"
    outer = [s for s in found(parse, text) if s.inside is None]
    assert len(outer) == 1
    assert text[slice(*(outer[0].source or (0, 0)))] == "the mediator"
    assert "everybody" in told(text, outer[0])


def test_manner_is_told_by_the_marks(parse: Parse) -> None:
    assert found(parse, "The envoy said that the port was shut.")[0].manner == "indirect"
    assert found(parse, "“The port is shut,” the envoy said.")[0].manner == "direct"
    assert found(parse, "The envoy said that the port was “shut for good” on Monday.")[0].manner == "mixed"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The premier", "Oskar Lund"),
        ("Norland", "France"),
        ("The envoy", "The foreign ministry"),
        ("She", "He"),
    ],
)
def test_names_can_be_exchanged(parse: Parse, a: str, b: str) -> None:
    for rest in (
        " said that the border would stay open.",
        " denied any role in the raid.",
        " promised to release the crew.",
        " warned that the truce was fragile.",
    ):
        one, two = found(parse, a + rest), found(parse, b + rest)
        assert [(s.act, told(a + rest, s)) for s in one] == [(s.act, told(b + rest, s)) for s in two]


@pytest.mark.parametrize("marks", ["“”", "«»", '""', "„“", "»«", "“»", "””"])
def test_marks_can_be_exchanged(parse: Parse, marks: str) -> None:
    text = f"{marks[0]}The harbour will stay shut until spring,{marks[1]} the mayor told reporters."
    made = [s for s in found(parse, text) if s.inside is None]
    assert len(made) == 1
    assert like(told(text, made[0]), "The harbour will stay shut until spring") == 1
    assert text[slice(*(made[0].source or (0, 0)))] == "the mayor"


@pytest.mark.parametrize(
    "text",
    [
        "No official has confirmed that the ferry sank.",
        "Neither Norland nor Suland confirmed that the ferry sank.",
        "Nobody confirmed that the ferry sank.",
    ],
)
def test_what_none_of_them_says_is_negated(parse: Parse, text: str) -> None:
    assert best(text, found(parse, text), "the ferry sank").polarity == "negated"


def test_a_quotation_goes_on_behind_its_reporting_clause(parse: Parse) -> None:
    text = "“We know that there is time,” the envoy said, “but not a lot of it.”"
    (statement, *_) = (s for s in found(parse, text) if s.inside is None)
    assert [text[a:b] for a, b in statement.spans] == [
        "“We know that there is time,”",
        "“but not a lot of it.”",
    ]


def test_active_and_passive_agree(parse: Parse) -> None:
    active = "The palace rejected the draft treaty."
    passive = "The draft treaty was rejected by the palace."
    for text, source in ((active, "The palace"), (passive, "the palace")):
        (statement,) = found(parse, text)
        assert statement.act == "reject"
        assert text[slice(*(statement.source or (0, 0)))] == source
        assert like(told(text, statement), "the draft treaty") == 1


@pytest.mark.parametrize(
    "litter", [" Share this article.", " © Vera Holm", " Read also: the winter market opens."]
)
def test_litter_adds_nothing(parse: Parse, litter: str) -> None:
    text = "The envoy said that the port was shut."
    assert [told(text, s) for s in found(parse, text)] == [
        told(text + litter, s) for s in found(parse, text + litter)
    ]


@pytest.mark.parametrize(
    "text",
    ["", " ", "“", "”", "said", "said said said", "“” said", "🕊" * 50, "\u202e שלום ”", "a" * 3000, ": “ :"],
)
def test_odd_input_raises_nothing(parse: Parse, text: str) -> None:
    parsed = parse(text)
    assert_sound(text, statements(parsed, quotations(text)))


def test_the_two_sample_reports_are_read_as_a_careful_person_reads_them(parse: Parse, shared: Path) -> None:
    """Every speech statement that is not nested, with its source's words; most of the nested ones."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for line in (shared / "bench/seeds/statements.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        text = report["text"]
        made = [(start, s) for start, paragraph in paragraphs(text) for s in found(parse, paragraph)]
        for quote in report["quotes"]:
            if quote["heading"] or (quote["kind"] != "speech" and not quote["nested"]):
                continue
            want = letters(text, quote["spans"])
            right[quote["nested"]].append(any(agrees(text, start, s, want, quote) for start, s in made))
    assert all(right[False])
    assert sum(right[True]) >= 7


def paragraphs(text: str) -> list[tuple[int, str]]:
    found_, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            found_.append((at, part))
        at += len(part) + 1
    return found_


def agrees(text: str, start: int, s: Statement, want: set[int], quote: dict[str, list[int]]) -> bool:
    have = letters(text, [(a + start, b + start) for a, b in s.spans])
    if not have or len(have & want) < 0.5 * len(have | want) or s.source is None:
        return False
    return text[s.source.start + start : s.source.end + start] == text[slice(*quote["speaker"])]
