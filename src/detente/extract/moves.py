"""Diplomatic acts of a passage, typed after PLOVER v0.8: who does what to whom, in what mood.

A sentence is read from its root down. A predicate of `lexicon/frames.toml` makes an act; words that only say what is
asked, promised, charged or refused are content and make none of their own. PLOVER's readings come last: planned
friendliness is AGREE, planned hostility THREATEN, refused friendliness REJECT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente import lexicon
from detente.extract.act import Act, inside, standing_request
from detente.extract.bearings import asked_mode, bearing_of_content, clausal, echoes, threat_mode
from detente.extract.beside import meetings_beside
from detente.extract.clause import (
    NAMES,
    agent,
    conjuncts,
    direct_object,
    doer,
    is_noun,
    is_passive,
    is_verb,
    own_subject,
    owner,
    prepositional,
    subject,
    to_infinitive,
)
from detente.extract.evidence import by_sentence, finished
from detente.extract.fragments import is_of_outlet
from detente.extract.frames import (
    Frame,
    Match,
    bearing,
    classes_of,
    full_lemma,
    is_official,
    is_thing,
    lemma_of,
    match,
    meaning,
    names_actor,
    nouns,
    of_class,
    verbs,
    words,
)
from detente.extract.modality import Mood, condition_of, helpers, is_inverted, mood_of
from detente.extract.parties import (
    NO_PLACE,
    actor_of,
    actors_at,
    actors_near,
    blamed,
    is_purpose,
    named_below,
    owners,
    senders,
    targets,
)
from detente.extract.ultimatum import ultimatum
from detente.extract.unlikely import (
    is_bygone,
    is_idiom,
    is_lifeless,
    is_of_a_mishap,
    is_one_person,
    is_unlikely,
    is_watcher,
    suffers_nothing,
)
from detente.extract.warnings import aimed, warned
from detente.model.found import Figure, Move, Statement, Status, Time
from detente.parse.parsed import Parsed, Sentence, Token

FLOOR = 0.35
"""Acts below are dropped: a noun that merely mentions an attack is right less than once in three."""

MAIN = 0.5
"""With an act above it in the sentence, acts below it (background, bare nouns) are dropped."""

BACKGROUND = 0.55
"""What is left of the surety of an act in a clause that only says when or why ("after troops fired …")."""


TOLD_BEFORE = 0.8
"""… where it tells what one side said of another before ("after *Peru accused Togo* of spying"): that is a move of its own."""

DESCRIBING = 0.62
"""What is left where the clause only says which one ("the man *who fought* abroad"): below `MAIN`."""


BOTH_NAMED = 0.05
"""Two named sides speak for the type as the predicate does: of acts with both, .88 have the type that people gave the
sentence, of acts with one, .74 (1,029 acts)."""

THING = 0.4
"""What is left of an act of words by a thing ("the plans call for a hotel"): below `FLOOR`."""


def moves(
    parsed: Parsed, said: Sequence[Statement], when: Sequence[Time], counted: Sequence[Figure]
) -> tuple[Move, ...]:
    """Every move of the passage, in text order."""
    found = []
    here = by_sentence(parsed, said, when, counted)
    for sentence in parsed.sentences:
        kept = chosen(acts(sentence), sentence)
        for act in (*kept, *earlier_meetings(sentence, kept), *meetings_beside(sentence, kept)):
            found.append(finished(act, parsed, here[sentence.index]))
    return tuple(sorted(found, key=lambda m: (m.trigger.start, m.start)))


# ---- from the root down ------------------------------------------------------------------------------------------


def acts(sentence: Sentence) -> Iterator[Act]:
    """The acts of a sentence, outer ones first."""
    held: set[int] = set()
    threatened_if: dict[int, list[Token]] = {}
    first = sentence.tokens[0].i
    for token in from_the_root(sentence):
        if token.i in held:
            continue
        act = verb_act(token) if is_verb(token) else adjective_act(token) or noun_act(token)
        if act is None:
            continue
        held.update(i for i in held_back(act, token) if not is_call(sentence.tokens[i - first]))
        if act.type == "THREATEN" and act.condition is not None and act.target:
            threatened_if.update((t.i, act.target) for t in act.condition.subtree() if t.dep == "nsubj")
        act.source = [meant for t in act.source for meant in meant_by(t, threatened_if)]
        yield act


def meant_by(who: Token, threatened_if: dict[int, list[Token]]) -> list[Token]:
    """Who a pronoun of a condition is: not who threatens, but whom he threatens ("Peru will answer *Togo* if *it* attacks")."""
    return threatened_if.get(who.i, [who]) if who.lower in ("it", "he", "she", "they") else [who]


def from_the_root(sentence: Sentence) -> list[Token]:
    """The tokens by depth, then in text order."""
    order: list[Token] = []
    seen: set[int] = set()
    level = [t for t in sentence.tokens if t.head is t]
    while level:
        order += level
        seen.update(t.i for t in level)
        level = sorted((c for t in level for c in t.children if c.i not in seen), key=lambda t: t.i)
    return order


OUTSIDE = frozenset(
    {"conj", "advcl", "parataxis", "nsubj", "nsubjpass", "agent", "cc", "punct", "mark", "relcl"}
)
"""Relations below a predicate that are no part of what it asks, promises or charges."""


def held_back(act: Act, token: Token) -> Iterator[int]:
    """The words that may make no act of their own: content, the noun that carried the act, purposes."""
    if act.object is not None:
        yield act.object.i
        yield from (t.i for t in act.object.subtree() if t.dep in ("compound", "amod"))
    frame_reading = reading_of(act)
    for child in token.children:
        if child.dep == "advcl" and (is_purpose(child) or (act.type == "PROTEST" and child.tag == "VBG")):
            if not (act.type == "CONSULT" and (inner := match(child)) and inner.frame.type == "SUPPORT"):
                yield from (t.i for t in child.subtree())
        elif (child.dep == "xcomp" and is_verb(child)) or (
            frame_reading and child.dep not in OUTSIDE and not by_doing(child)
        ):
            yield from (t.i for t in inside(child))
        elif not frame_reading and child.dep == "prep" and child.lower in ("for", "over"):
            yield from (t.i for t in child.subtree())
        elif not frame_reading and child.dep in ("dobj", "pobj", "prep", "dative"):
            yield from (t.i for t in child.subtree() if t.dep == "acl" or is_noun(t))
    if not is_verb(token) and act.content is not None:
        yield from (t.i for t in act.content.subtree())


def reading_of(act: Act) -> bool:
    """Whether the act is made of words, so that what stands below it is content."""
    return bearing(act.type) == "verbal" or act.type in ("AGREE", "THREATEN", "SUPPORT", "CONCEDE")


def by_doing(child: Token) -> bool:
    """Whether it says by what the act was done ("by warning that …")."""
    return child.dep == "prep" and child.lower in ("by", "while") and child.child("pcomp") is not None


# ---- verbs --------------------------------------------------------------------------------------------------------


def verb_act(verb: Token) -> Act | None:
    """The act that a verb makes, if any."""
    mood = mood_of(verb)
    if (asked := must_request(verb, mood) or ultimatum(verb, mood)) is not None:
        return asked
    if (refusal := called_unacceptable(verb) or hits_back(verb, mood)) is not None:
        return refusal
    matched = announced(verb) or match(verb)
    if matched is None or (matched.frame.type == "CONSULT" and judges(verb)) or is_idiom(verb):
        return None
    frame = matched.frame
    if (charged := alleged(verb, mood, frame)) is not None:
        return charged
    act = Act(
        frame.type,
        verb,
        frame.sure,
        frame.mode,
        mood.status,
        "negated" if mood.negated else "affirmed",
        particle=matched.particle,
        object=matched.object if matched.object is not direct_target(frame, matched) else None,
        condition=condition_above(verb),
    )
    act.source = [t for t in doers(verb, mood, frame) if not does_nothing(t) and not is_reflexive(t)]
    if (passed := enacted(verb)) is not None:
        act.status = helpers(passed).status
    if "cargo" in frame.subject and (cargo := subject(verb)) is not None:
        act.source = owners(meaning(cargo))  # "*American* weapons arrived"
    if not shaped(act, verb, matched, mood):
        return None
    if not act.target and not act.alone:
        act.target = [t for t in targets(verb, matched) if t is not act.content]
    if act.type == "PROTEST" and not any(names_actor(t) and t.head.lower not in NO_PLACE for t in act.target):
        act.target = blamed(verb) or act.target
    media = words("class", "media") | words("turn", "outlets")
    if act.type == "CONSULT" and any(t.lemma.lower() in media or t.lower in media for t in act.target):
        return None
    if not act.source and verb.lemma == "seat" and (sitting := direct_object(verb)) is not None:
        act.source = conjuncts(sitting)
    if (
        not act.source
        and is_passive(verb)
        and act.type in ("MOBILIZE", "AID")
        and (sent := direct_object(verb)) is not None
        and classes_of(meaning(sent)) & {"troops", "peacekeepers"}
    ):
        act.source = [sent]
    settled(act, mood, frame)
    if foretold(act, verb, mood, frame):
        act.type, act.mode, act.status = frame.type, frame.mode, "hypothetical"
    aimed(act)
    return act if credible(act, verb) else None


def foretold(act: Act, verb: Token, mood: Mood, frame: Frame) -> bool:
    """Whether an attack to come is only what somebody expects of another: "said *Peru would invade*", "Peru prepares to
    invade". A threat is one by the words of who makes it."""
    if act.type != "THREATEN" or frame.type != "ASSAULT" or mood.negated or act.condition is not None:
        return False
    who = doer(verb)
    if who is None or who.lower in ("i", "we"):
        return False
    speaker = subject(mood.speech) if mood.speech is not None else None
    own = speaker is not None and (echoes(who, speaker) or who is speaker or who.lemma == speaker.lemma)
    above = verb.head if verb.dep in ("xcomp", "acl") else verb
    reported = speaker is not None or (verb.dep == "ccomp" and verb.head is not verb)
    return not own and (reported or above.lemma in words("turn", "preparing"))


def doers(verb: Token, mood: Mood, frame: Frame) -> list[Token]:
    """Who does it; under a verb of saying the speaker, where a pronoun or nobody stands for him."""
    who = doer(verb)
    speaker = subject(mood.speech) if mood.speech is not None else None
    if speaker is not None and (
        (
            who is None
            and bearing(frame.type) == "friendly"
            and is_passive(verb)
            and "pact" not in frame.object
        )
        or (who is not None and echoes(who, speaker))
    ):
        who = speaker
    if who is not None and verb.dep == "acl" and is_thing(who):  # "passed a resolution condemning …"
        owned = owner(who)
        above = next((t for t in who.ancestors() if is_verb(t)), None)
        who = owned if owned is not None else (doer(above) if above is not None else who)
    if who is not None and frame.type in ("CONSULT", "AGREE"):
        return [state for one in conjuncts(who) for state in senders(one)]
    return conjuncts(who) if who is not None else []


def does_nothing(noun: Token) -> bool:
    """Whether a noun is an idea that does nothing: "*reasons* for sending troops"."""
    return noun.pos == "NOUN" and noun.lemma in words("turn", "abstract") and noun.entity not in NAMES


def is_reflexive(pronoun: Token) -> bool:
    """Whether it is "itself" or the like, which does nothing: "may find *itself* forced back"."""
    return pronoun.pos == "PRON" and pronoun.lower.endswith(("self", "selves"))


def enacted(verb: Token) -> Token | None:
    """The verb by which a text was made that does something: "*signed* decrees recognising the island"; null if none."""
    if verb.dep != "acl" or verb.tag != "VBG" or not is_thing(verb.head) or verb.head.dep != "dobj":
        return None
    if verb.child("nsubj", "mark") is not None:
        return None  # "evidence *that Peru* is withdrawing"
    return verb.head.head if is_verb(verb.head.head) else None


def judges(verb: Token) -> list[Token]:
    """The words with which a verb judges its object: "called the talks *useful*", "described it *as frank*"."""
    if verb.lemma not in words("turn", "judging") or (thing := direct_object(verb)) is None:
        return []
    return [
        c
        for c in (*verb.children, *thing.children)
        if c.i > thing.i
        and (c.dep in ("oprd", "acomp", "amod", "ccomp") or (c.dep == "prep" and c.lower == "as"))
    ]


def called_unacceptable(verb: Token) -> Act | None:
    """ "Malta called the demand unacceptable": a refusal."""
    said = [t.lemma.lower() for c in judges(verb) for t in c.subtree()]
    if not words("turn", "unacceptable").intersection(said):
        return None
    thing, who = direct_object(verb), doer(verb)
    if thing is None or who is None or (asked := of_class(thing, ASKED)) is None:
        return None
    mood = mood_of(verb)
    if mood.negated or mood.status == "hypothetical":
        return None
    speaker = subject(mood.speech) if mood.speech is not None else None
    if speaker is not None and echoes(who, speaker):
        who = speaker
    act = Act("REJECT", verb, 0.75, "change", mood.status, source=conjuncts(who), content=thing)
    act.target = owners(asked) or actors_at(asked, ("by", "from"))
    return act if credible(act, verb) else None


def hits_back(verb: Token, mood: Mood) -> Act | None:
    """ "Will respond *decisively* if Peru attacks": a threat of somebody who names no deed."""
    if (
        verb.lemma not in words("turn", "answering")
        or mood.status != "planned"
        or mood.negated
        or is_passive(verb)
    ):
        return None
    said = {t.lower for c in verb.children if c.dep in ("advmod", "conj", "prep") for t in c.subtree()}
    if not said & (words("turn", "harsh_adverbs") | words("class", "harsh")) or (who := doer(verb)) is None:
        return None
    speaker = subject(mood.speech) if mood.speech is not None else None
    if speaker is not None and echoes(who, speaker):
        who = speaker
    act = Act("THREATEN", verb, 0.75, None, "planned", source=conjuncts(who), content=verb)
    act.condition = condition_above(verb)
    act.status = "conditional" if act.condition is not None else "planned"
    act.target = actors_at(verb, ("to", "against"))
    aimed(act)
    return act if credible(act, verb) else None


ASKED = frozenset({"demand", "proposal", "request"})
"""Classes of what is asked or offered."""


def announced(verb: Token) -> Match | None:
    """ "Announced the release of two sailors": the act of the verb that the noun stands for."""
    if lemma_of(verb) not in words("turn", "announcing") or (thing := direct_object(verb)) is None:
        return None
    stands_for = lexicon.toml("frames")["nominal"].get(thing.lemma)
    of = next(prepositional(thing, "of"), None)
    if stands_for is None or of is None:
        return None
    for candidate in nominal_frames(stands_for, of):
        return Match(candidate, None, of if candidate.object or "object" in candidate.target else thing)
    return None


def nominal_frames(stands_for: str, of: Token) -> Iterator[Frame]:
    """The frames of a verb that fit the object its noun has: those with a class first."""
    rows = [row for needed, row in verbs().get(stands_for, ()) if not needed and not row.subject]
    yield from (row for row in rows if row.object and of_class(of, row.object) is not None)
    yield from (row for row in rows if not row.object)


def alleged(verb: Token, mood: Mood, frame: Frame) -> Act | None:
    """ "X claimed that Y attacked": an accusation of X against Y, and no attack on anybody's authority but X's."""
    teller, told = mood.speech, own_subject(verb)
    if teller is None or told is None or teller.lemma not in ("claim", "allege", "acknowledge"):
        return None
    who = subject(teller)
    if who is None or bearing(frame.type) != "hostile" or mood.negated or mood.modal:
        return None
    if told.pos == "PRON":  # "claimed that it had attacked" is CAMEO 015, acknowledge or claim responsibility
        return Act(
            "COMMENT", teller, 0.6, "acknowledge", helpers(teller).status,
            source=conjuncts(who), content=verb, content_type=frame.type,
        )  # fmt: skip
    if teller.lemma == "acknowledge":
        return None
    return Act(
        "ACCUSE", teller, 0.7, "allege", helpers(teller).status,
        source=conjuncts(who), target=conjuncts(told), content=verb, content_type=frame.type,
    )  # fmt: skip


def condition_above(verb: Token) -> Token | None:
    """The condition of a clause, also where it hangs on the verb of saying above."""
    if (found := condition_of(verb)) is not None:
        return None if is_of_a_warning(found, verb) else found
    if verb.dep in ("ccomp", "xcomp") and is_verb(verb.head):
        beside = (c for c in verb.head.children if c.dep == "ccomp" and c.i > verb.i and is_inverted(c))
        return condition_of(verb.head) or next(beside, None)
    return None


def is_of_a_warning(condition: Token, verb: Token) -> bool:
    """Whether a condition belongs to a warning told beside ("urged Togo to leave, *warning* of war if it stayed")."""
    sentence = (t for above in (condition, *condition.ancestors()) for t in (above, *above.children))
    return any(
        t.tag == "VBG" and t.lemma in ("warn", "threaten") and verb.i < t.i < condition.i for t in sentence
    )


def direct_target(frame: Frame, matched: Match) -> Token | None:
    """The object that is itself the other side ("released two *sailors*")."""
    return matched.object if "object" in frame.target else None


def must_request(verb: Token, mood: Mood) -> Act | None:
    """ "X said that Y must Z": a demand of X on Y."""
    if not mood.must or mood.speech is None or mood.negated:
        return None
    asking, asked = subject(mood.speech), own_subject(verb) or subject(verb)
    if asking is None or asked is None or asked.pos == "PRON" or asking.i == asked.i:
        return None
    strong = any(c.lower in ("must", "should", "ought", "to") for c in verb.children if c.dep == "aux")
    if not strong or mood.speech.lemma in ("warn", "think", "believe"):
        return None
    matched = match(verb)
    addressed = names_actor(asked) or asked.pos == "PROPN"
    return Act(
        "REQUEST", mood.speech, 0.7 if addressed else 0.45, None, mood_of(mood.speech).status,
        source=conjuncts(asking), target=conjuncts(asked) if addressed else actor_of(asked, keep=False), content=verb,
        content_type=matched.frame.type if matched else None,
    )  # fmt: skip


def shaped(act: Act, verb: Token, matched: Match, mood: Mood) -> bool:
    """Fill in what the reading of the frame asks for; False if the verb makes no act here."""
    match matched.frame.reading:
        case "promise":
            return promised(act, verb, matched)
        case "request":
            return requested(act, verb, matched)
        case "threat":
            return threatened(act, verb, matched)
        case "refusal":
            return refused(act, verb, matched, mood)
        case "charge" | "words" | "comment":
            if is_expected_at_large(act, verb):
                return False
            act.content = clausal(verb) or act.object or next(prepositional(verb, "of", "for", "over"), None)
            mark = act.content.child("mark") if act.content is not None else None
            return mark is None or mark.lower not in ("if", "whether")
        case _:
            return acted(act, verb, matched, mood)


def is_expected_at_large(act: Act, verb: Token) -> bool:
    """Whether nobody in particular foresees what is told ("is expected to open")."""
    if act.type != "COMMENT" or act.mode != "predict":
        return False
    own = verb.child("xcomp")  # "expects to surpass its rival" is a plan of one's own
    return suffers_nothing(verb) or (own is not None and to_infinitive(own) and own_subject(own) is None)


def promised(act: Act, verb: Token, matched: Match) -> bool:
    """A promise, offer or acceptance: typed by its content."""
    content = clausal(verb)
    things = [c for c in verb.children if c.dep == "dobj"]
    thing = things[-1] if len(things) > 1 or (things and is_passive(verb)) else direct_object(verb)
    if things and is_passive(verb) and (offered := verb.child("nsubjpass")) is not None:
        act.target = conjuncts(offered)  # "*Peru* has been offered a truce"
    if thing is not None and thing.lower.endswith(("self", "selves")):  # "committed itself to send …"
        thing = None
        content = content or next((c for c in verb.children if c.dep == "advcl" and to_infinitive(c)), None)
    if len(things) > 1:
        act.target = conjuncts(things[0])
    if content is None and thing is not None:
        content = thing
    if content is None:
        content = next(prepositional(verb, "to", "on", "upon"), None)
    act.content = content
    if content is None:
        act.sure -= 0.2 if len(act.source) > 1 else 0.55
    if content is not None:
        kind, act.content_type = bearing_of_content(content)
        act.object = None if is_verb(content) else content
        if kind == "hostile" and verb.lemma in words("turn", "binding"):
            act.type, act.mode = "THREATEN", threat_mode(act.content_type)
            act.status = "conditional" if act.condition else "planned"
        elif classes_of(meaning(content)) & {"backing"} and not is_verb(content):
            act.type = "SUPPORT"
    if is_passive(verb) and not act.source:
        act.sure -= 0.2
    proposed = verb.lemma in words("turn", "proposing")
    if act.type == "AGREE" and act.status in ("occurred", "ongoing") and len(act.source) < 2 and not proposed:
        act.status = "planned"
    dative = verb.child("dative")
    if dative is not None and is_noun(dative):
        act.target = conjuncts(dative)
    elif content is not None and is_verb(content) and not act.target:
        act.target = (
            targets(content, inner)
            if (inner := match(content))
            else actors_near(content, ("to", "with", "for", "in", "against"))
        )
    elif content is not None and not act.target:
        act.target = actors_at(content, ("to", "with", "for", "from", "by"))
    return True


def requested(act: Act, verb: Token, matched: Match) -> bool:
    """A demand or appeal: who is asked for what."""
    content, thing = clausal(verb), direct_object(verb)
    if content is None:
        content = next((c for c in verb.children if c.dep == "advcl" and to_infinitive(c)), None)
    if content is not None and is_question(content):
        return False
    if verb.lemma == "ask" and any(c.dep == "prep" and c.lower == "about" for c in verb.children):
        return False
    if verb.lemma in ("press", "pressure") and content is not None and is_finite(content):
        return False  # "was adamant, when pressed, that he had known": he was asked something
    if verb.lemma in ("insist",) and matched.particle is None and content is not None:
        helpers_of = {c.lower for c in content.children if c.dep == "aux"}
        if not helpers_of & {"must", "should"} and (content.tag != "VB" or helpers_of):
            return False
    if verb.lemma in ("appeal", "plead") and content is None and matched.particle is None:
        return False  # "appealed the verdict", "pleaded the Fifth"
    if verb.lemma == "want" and (content is None or own_subject(content) is None) and thing is None:
        return False
    if verb.lemma == "order" and thing is not None and is_own(thing):
        return evacuated(act, content, thing)
    if content is not None:
        asked = own_subject(content) or thing
        act.target = conjuncts(asked) if asked is not None else []
    if matched.particle is not None and (after := matched.particle.child("pobj")) is not None:
        if matched.particle.lower in ("on", "upon", "to", "with") and verb.lemma in (
            "call",
            "appeal",
            "plead",
            "speak",
        ):
            act.target = conjuncts(after)
        elif content is None:
            content = after
        if (
            matched.particle.lower == "for"
            and thing is not None
            and names_actor(thing)
            and not is_passive(verb)
        ):
            act.target = conjuncts(thing)  # "pushes *Malta* for talks"
    if content is None and thing is not None:
        addressee = next(prepositional(verb, "for"), None)
        if addressee is not None and verb.lemma in ("ask", "press", "petition", "beg", "lobby", "implore"):
            act.target, content = conjuncts(thing), addressee
        elif verb.lemma in words("turn", "to_people") and names_actor(thing):
            act.target = conjuncts(thing)  # "go on pressing Malta"
        elif verb.lemma == "ask" and matched.particle is None and thing.pos == "PRON":
            return False  # "what they asked *him*"
        else:
            content = thing
    if content is None and not act.target:
        return False
    if verb.lemma == "call" and content is not None and content.lemma in words("turn", "calling_on"):
        act.type, act.mode, act.object = "CONSULT", None, None  # "called on the premier to discuss the dam"
        return True
    act.content = content
    if content is not None:
        _, act.content_type = bearing_of_content(content)
        act.mode = act.mode or asked_mode(act.content_type)
        if not act.target and not is_verb(content):
            leaving = content.lemma in words("class", "withdrawal")
            places = ("by", "of") if leaving else ("from", "by", "of", "to")
            act.target = actors_at(content, places) or [t for t in owners(content) if t.pos != "PRON"]
        if not act.target:
            act.target = actors_at(verb, ("from", "of", "to", "on"))
    return True


def is_finite(clause: Token) -> bool:
    """Whether a clause tells something, and neither asks nor orders it: "that he had known", not "to know", "that he know"."""
    told = clause.tag in ("VBD", "VBZ", "VBP") or any(
        c.dep in ("aux", "auxpass") and c.tag in ("VBD", "VBZ", "VBP") for c in clause.children
    )
    return is_verb(clause) and told and not to_infinitive(clause)


def is_own(people: Token) -> bool:
    """Whether people are the speaker's own: "*its* staff", "the families of *its* envoys"."""
    of = next(prepositional(people, "of"), None)
    near = (*people.children, *(of.children if of is not None else ()))
    return any(c.dep == "poss" and c.pos == "PRON" for c in near)


def evacuated(act: Act, content: Token | None, people: Token) -> bool:
    """ "Ordered its staff to leave Togo": a withdrawal of one's own, and no demand on anybody."""
    if content is None or content.lemma not in words("turn", "leaving"):
        return False
    act.type, act.mode, act.content, act.object = "RETREAT", "withdraw", content, people
    act.target, act.alone = [], True
    return True


def is_question(content: Token) -> bool:
    """Whether a clause only asks something ("asked whether …", "asked what …")."""
    return any(
        (c.dep == "mark" and c.lower in ("if", "whether"))
        or (c.tag in ("WP", "WRB", "WDT") and c.lower != "that" and c.i < content.i)
        for c in content.children
    )


def threatened(act: Act, verb: Token, matched: Match) -> bool:
    """A threat; a warning is one only if it speaks of harm to the one who is warned."""
    if verb.lemma == "warn" and is_watcher(act.source):
        return forewarned(act, verb)
    if verb.lemma == "warn":
        return warned(act, verb)
    content = clausal(verb) or next(prepositional(verb, "with", "of"), None)
    act.content = content
    act.object = None if content is not None and is_verb(content) else matched.object
    if content is not None:
        act.content_type = bearing_of_content(content)[1]
        act.mode = threat_mode(act.content_type)
        if is_verb(content):
            inner = match(content)
            act.target = targets(content, inner) if inner else []
            act.target = act.target or actors_near(content, ("on", "to", "against", "with"))
            act.target = act.target or named_below(content)
            act.alone = act.content_type is not None
    act.condition = act.condition or (condition_of(content) if content is not None else None)
    act.status = "conditional" if act.condition else "planned"
    return True


def forewarned(act: Act, verb: Token) -> bool:
    """A warning by those who only watch: a forecast, whatever harm it names."""
    content = clausal(verb) or next(prepositional(verb, "of", "about", "against"), None)
    if content is None:
        return False
    act.type, act.mode, act.status = "COMMENT", "predict", helpers(verb).status
    act.content, act.object, act.alone = content, None, True
    return True


def refused(act: Act, verb: Token, matched: Match, mood: Mood) -> bool:
    """A refusal; "did not refuse" is a comment."""
    content = clausal(verb) or act.object or direct_object(verb)
    if verb.lemma == "fail" and not fails_somebody(content):
        return False
    act.content = content
    if content is not None and meaning(content).lemma in words("class", "charged") and not mood.negated:
        act.type, act.mode, act.target = "COMMENT", "deny", owners(content)  # "rejected the accusation"
        act.alone = True
        return True
    if content is not None:
        _, act.content_type = bearing_of_content(content)
        act.mode = asked_mode(act.content_type)
        if is_verb(content):
            inner = match(content)
            act.target = (
                targets(content, inner) if inner else actors_at(content, ("to", "from", "with", "in"))
            )
            thing, asked = direct_object(content), own_subject(content)
            if asked is not None and of_class(asked, ASKED) is not None and owners(asked):
                act.target = owners(
                    asked
                )  # "rejects *Danish* demand to …", where the parser joined demand and verb
            if not act.target and thing is not None:
                act.target = [t for t in owners(thing) if t.pos != "PRON"]
        else:
            act.target = owners(content) or actors_at(content, ("by", "from", "of", "with", "to"))
            if not act.target and names_actor(content):
                act.target = conjuncts(content)
    silent = (
        content is not None
        and verb.lemma in ("decline", "refuse")
        and content.lemma in words("turn", "telling")
    )
    if mood.negated or silent:
        act.type, act.mode, act.polarity = "COMMENT", "decline", "affirmed"
        act.status = helpers(verb).status
    return True


CAPTURING = frozenset({"capture", "recapture", "seize", "take"})


def is_of_police(act: Act, verb: Token) -> bool:
    """Whether what reads like an attack is the work of the police: "captured a smuggler", "conducted raids"."""
    caught = direct_object(verb) if verb.lemma in CAPTURING else None
    if caught is not None and (caught.entity == "PERSON" or classes_of(caught) & {"suspect"}):
        return True
    raided = verb.lemma == "raid" or (act.object is not None and act.object.lemma == "raid")
    policing = any(t.lemma.lower() in words("turn", "policing") for t in act.source)
    return policing and (raided or verb.lemma in CAPTURING)


def fails_somebody(content: Token | None) -> bool:
    """Whether what fails to be done was owed to another: "failed *to sign the treaty*", not "failed to reach orbit"."""
    if content is None or not is_verb(content):
        return False
    kind = bearing_of_content(content)[1]
    owed = content.lemma in words("turn", "owed")
    return owed or (kind is not None and bearing(kind) not in ("hostile", "arming"))


def acted(act: Act, verb: Token, matched: Match, mood: Mood) -> bool:
    """A plain act; an exercise with partners is cooperation."""
    frame = matched.frame
    if frame.exercise and matched.object is not None:
        joint = any(c.lower in ("joint", "bilateral", "multinational") for c in matched.object.children)
        if joint or len(act.source) > 1 or any(prepositional(matched.object, "with")):
            act.type, act.mode = "COOPERATE", None
        elif verb.lemma in ("announce", "plan"):
            act.status = "planned"
            act.mode = (
                "weapons"
                if any(c.lower in ("naval", "air", "missile", "nuclear") for c in matched.object.children)
                else "troops"
            )
    if frame.type == "ASSAULT" and is_of_police(act, verb):
        act.type, act.mode = "COERCE", "arrest" if verb.lemma in CAPTURING else "restrict"
    if (
        frame.type == "PROTEST"
        and verb.lemma == "strike"
        and all(t.entity in ("PERSON", "GPE") for t in act.source)
    ):
        act.type, act.mode = "ASSAULT", None  # "when *Putin* might strike"
    belittled = direct_object(verb) if verb.lemma == "attack" and frame.type == "ASSAULT" else None
    if belittled is not None and is_lifeless(belittled) and not classes_of(meaning(belittled)):
        act.type, act.mode = "ACCUSE", "disapprove"  # "attacked his *record*"
    if frame.swap and (thing := direct_object(verb)) is not None and thing.entity in NAMES | {""}:
        act.source, act.target = conjuncts(thing), act.source
    if frame.type == "CONSULT" and act.mode is None:
        act.mode = "phone" if any(t.lower in ("phone", "telephone") for t in verb.subtree()) else None
    if frame.type == "MOBILIZE" and matched.object is not None and act.mode == "troops":
        if "weapons" in classes_of(matched.object):
            act.mode = "weapons"
        if any(
            t.lower.startswith(("peace", "humanitarian")) and not is_so_called(t, verb)
            for t in verb.subtree()
            if t.i > verb.i
        ):
            act.type, act.mode = "AID", None
    return True


def is_so_called(word: Token, verb: Token) -> bool:
    """Whether a word is only what somebody calls it ("in what the junta *calls* a peace mission")."""
    above = [word, *word.ancestors()]
    inside = above[: above.index(verb)] if verb in above else above
    return any(t.lemma in words("turn", "judging") for t in inside if is_verb(t))


# ---- what PLOVER makes of plans and refusals -----------------------------------------------------------------------


def settled(act: Act, mood: Mood, frame: Frame) -> None:
    """Apply PLOVER's readings to a plain act, and take off surety for doubtful grammar."""
    kind = bearing(act.type)
    plain = frame.reading in ("act", "words", "charge")
    above = act.trigger.head
    purpose = is_purpose(act.trigger) and act.trigger.dep in ("advcl", "xcomp") and is_verb(above)
    if purpose and mood.status == "hypothetical" and act.type in ("SUPPORT", "CONSULT"):
        act.status = helpers(above).status
    if act.status == "occurred" and goes_on(act, mood):
        act.status = "ongoing"
    if mood.background:
        act.sure *= TOLD_BEFORE if is_told_before(act) else BACKGROUND
    if mood.failed:
        act.polarity = "negated"
    if plain and mood.negated and mood.modal and kind in ("friendly", "yielding"):
        act.content_type, act.mode = act.type, asked_mode(act.type)
        act.type, act.polarity, act.content = "REJECT", "affirmed", act.content or act.object or act.trigger
        act.status = "occurred"
    elif plain and mood.sought and not mood.negated and kind in ("friendly", "yielding"):
        planned(act, kind)
        act.sure -= 0.15
    elif plain and mood.status == "planned" and not mood.negated and not mood.must:
        planned(act, kind)
    elif mood.negated and act.type == "AGREE" and act.status in ("planned",) and not merely_silent(act, mood):
        act.type, act.status, act.polarity = "REJECT", "occurred", "affirmed"
    if act.condition is not None and (
        act.type == "THREATEN" or (act.type == "AGREE" and act.status == "planned")
    ):
        act.status = "conditional"
    if act.type == "COMMENT" and mood.negated and act.mode == "optimistic":
        act.mode, act.polarity = "pessimistic", "affirmed"
    if act.type == "COMMENT" and act.mode == "deny":
        act.polarity = "affirmed" if not mood.negated else "negated"


def merely_silent(act: Act, mood: Mood) -> bool:
    """Whether somebody only made no offer or promise ("did not offer a way out"), and refused nothing."""
    return not mood.modal and act.trigger.lemma in words("turn", "binding") | words("turn", "proposing") | {
        "offer"
    }


def is_told_before(act: Act) -> bool:
    """Whether a clause with "after" tells a charge, a demand, a refusal or a threat of one named side to another."""
    verb = act.trigger
    mark = verb.child("mark")
    sided = any(map(names_actor, act.source)) and any(map(names_actor, act.target))
    past = verb.tag == "VBD" or any(c.dep == "aux" and c.lemma == "have" for c in verb.children)
    return (
        act.type in ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
        and mark is not None
        and mark.lower == "after"
        and past
        and sided
    )


def goes_on(act: Act, mood: Mood) -> bool:
    """Whether what is told in the past lasts: "talks *have opened*", "said that it *was seeking*", "*sought* a way out".

    In reported speech the past of a lasting verb is the present of whoever spoke.
    """
    verb = act.trigger.head if is_noun(act.trigger) and act.trigger.dep == "nsubj" else act.trigger
    perfect = any(c.dep == "aux" and c.lemma == "have" and c.tag in ("VBP", "VBZ") for c in verb.children)
    if act.type == "CONSULT" and perfect and verb.lemma in words("turn", "opening"):
        return True
    told = mood.speech is not None and (mood.speech.tag == "VBD" or mood.speech.dep in ("pcomp", "advcl"))
    above = verb.head if verb.dep == "xcomp" else verb
    lasts = {verb.lemma, above.lemma} & words("turn", "enduring")
    return bool(told and lasts and not any(c.dep == "aux" and c.lower == "had" for c in above.children))


def planned(act: Act, kind: str) -> None:
    """Planned friendliness is AGREE, planned hostility THREATEN; going to investigate is ACCUSE already."""
    act.content_type = act.type
    if act.type == "RETREAT" and act.trigger.lemma in ("resign", "quit"):
        return
    if kind in ("friendly", "yielding"):
        act.type, act.mode, act.status = "AGREE", None, "planned"
    elif kind in ("hostile", "arming"):
        act.mode = threat_mode(act.type)
        act.type, act.status = "THREATEN", "conditional" if act.condition else "planned"


# ---- adjectives and nouns -------------------------------------------------------------------------------------------


def adjective_act(adjective: Token) -> Act | None:
    """ "is ready for a summit", "is willing to send troops": an offer, typed by what follows."""
    if adjective.lemma == "responsible" and adjective.pos == "ADJ":
        return responsible(adjective)
    if adjective.pos not in ("ADJ", "VERB") or adjective.lemma not in words("turn", "planned_adjectives"):
        return None
    if adjective.dep not in ("acomp", "ROOT", "conj", "ccomp", "attr", "oprd", "xcomp", "relcl"):
        return None
    content = adjective.child("xcomp", "ccomp") or next(prepositional(adjective, "for", "to"), None)
    above = adjective if adjective.dep in ("ROOT", "ccomp") else adjective.head
    who = subject(above) if is_verb(above) else None
    if content is None or who is None or content.lemma in words("turn", "speech") or content.lemma == "be":
        return None
    mood = mood_of(above)
    if mood.speech is not None and (speaker := subject(mood.speech)) is not None and echoes(who, speaker):
        who = speaker
    act = Act("AGREE", adjective, 0.75, None, "planned", source=conjuncts(who), content=content)
    kind, act.content_type = bearing_of_content(content)
    if kind in ("hostile", "arming") and act.content_type != "MOBILIZE":
        act.type, act.mode = "THREATEN", threat_mode(act.content_type)
        if act.content_type == "ASSAULT" and who.lower not in ("i", "we") and not says_so(who, mood):
            act.type, act.mode, act.status = "ASSAULT", None, "hypothetical"
    elif kind is None and not (classes_of(content) & {"meeting", "pact", "peace"}) and is_verb(content):
        act.sure = 0.4 if adjective.lemma in words("turn", "wishing_adjectives") else 0.55
    inner = match(content) if is_verb(content) else None
    act.target = targets(content, inner) if inner else actors_near(content, ("with", "to", "for", "in"))
    act.condition = condition_above(above) or condition_of(content)
    if act.condition is not None:
        act.status = "conditional"
    if mood.negated:
        act.type, act.mode, act.status = "REJECT", asked_mode(act.content_type), "occurred"
    if mood.status == "hypothetical":
        act.status = "hypothetical"
    return act if credible(act, above) else None


def says_so(who: Token, mood: Mood) -> bool:
    """Whether it is who acts that says it, and nobody else of him."""
    speaker = subject(mood.speech) if mood.speech is not None else None
    return speaker is not None and (speaker is who or echoes(who, speaker) or speaker.lemma == who.lemma)


def responsible(adjective: Token) -> Act | None:
    """ "Is responsible for the killing of monks": told as an attack of theirs."""
    what = next(prepositional(adjective, "for"), None)
    who = subject(adjective.head) if is_verb(adjective.head) else None
    if what is None or who is None or of_class(what, frozenset({"attack"})) is None:
        return None
    act = Act("ASSAULT", adjective, 0.6, status="occurred", source=conjuncts(who), content=what)
    act.target = actors_at(what, ("of", "on", "against", "in"))
    return act


def noun_act(noun: Token) -> Act | None:
    """The act that a noun names: "the Danish demands", "discussions between A and B", "threats of reprisals"."""
    if noun.pos not in ("NOUN", "PROPN") or (
        noun.pos == "PROPN" and noun.entity in ("PERSON", "ORG", "WORK_OF_ART")
    ):
        return None
    frame = next((nouns()[name] for name in full_lemma(noun) if name in nouns()), None)
    if frame is None or noun.dep in ("compound", "amod", "nmod"):
        return None
    mood = noun_mood(noun)
    act = Act(frame.type, noun, frame.sure, frame.mode, mood.status, source=noun_sources(noun, frame))
    if frame.type == "CONSULT":
        if frame.mode == "phone" and noun.dep == "pobj":
            return spoken_in(act, noun)
        return visiting(act, noun) if frame.mode == "visit" else meeting(act, noun)
    act.target = actors_at(noun, tuple(t for t in frame.target if t not in ("object", "owner")))
    if noun.lemma == "release":  # "*his* release": he is let go
        act.source, act.target = [], act.target or act.source
    if frame.type == "RETREAT":  # who stands behind "from" is left by others
        act.source = [t for t in act.source if t.head.lower != "from" and t.head.head.lower != "from"]
    if frame.type == "COERCE" and act.status in ("planned", "hypothetical"):
        return None  # "sanctions would cost"
    if frame.type == "ACCUSE":  # "allegations *of* misconduct"
        act.target = [t for t in act.target if not is_lifeless(t)]
    if (frame.type == "ASSAULT" or (noun.lemma == "sanction" and not is_short_name(noun))) and (
        suffers := invaded(noun)
    ):
        act.source, act.target = [t for t in act.source if t not in suffers], act.target or suffers
    of = next(prepositional(noun, "of", "for", "to"), None)
    if frame.type == "THREATEN":
        if (of is None and not act.source) or is_danger(noun, of):
            return None
        if of is not None and of.head.lower == "to" and is_lifeless(of):
            return None  # "threats *to democracy*"
        act.content, act.status = of, "conditional"
        act.source = act.source or (owners(of) if of is not None else [])
        if noun.dep == "nsubj" and not act.source:
            return None
        return act
    if frame.type == "REQUEST":
        act.status = "ongoing" if act.status != "hypothetical" or act.source else act.status
        act.content = of
        if of is not None:
            _, act.content_type = bearing_of_content(of)
            act.mode = asked_mode(act.content_type)
            act.target = act.target or actors_at(of, ("from", "of", "by"))
        if not act.source:
            return None
        act.target = act.target or answering(noun)
        return act
    if (not act.source and not act.target) or (noun.lemma == "rally" and is_one_person(act.source)):
        return None
    if frame.type in ("ASSAULT", "RETREAT", "SANCTION", "PROTEST") and not act.source:
        act.sure -= 0.1
    return act


def invaded(noun: Token) -> list[Token]:
    """The state that stands before an attack as its first noun, which suffers it: "the *Syldavia* invasion", "*Peru* sanctions"."""
    return [
        c
        for c in noun.children
        if c.dep in ("compound", "nmod")
        and c.tag == "NNP"
        and c.entity in ("GPE", "EVENT", "NORP", "LOC", "")
    ]


def is_short_name(noun: Token) -> bool:
    """Whether a name in letters stands before a noun, which has no adjective of its own: "*US* sanctions" are by the US."""
    return any(c.dep in ("compound", "nmod") and c.text.isupper() for c in noun.children)


def is_danger(noun: Token, of: Token | None) -> bool:
    """Whether a threat is only a danger: "the threat of *invasion*", "the growing Bordurian threat"; not "threats of
    reprisals", "the threat *to shell* the port"."""
    if of is not None and "attack" in classes_of(meaning(of)):
        return True
    if any(c.lemma in words("turn", "unreal_adjectives") for c in noun.children if c.dep == "amod"):
        return True
    told = of is not None and bool(set(full_lemma(meaning(of))) & words("class", "hostile"))
    meant = any(c.dep == "acl" and to_infinitive(c) for c in noun.children)
    return noun.tag == "NN" and not told and not meant


def answering(noun: Token) -> list[Token]:
    """To whom a demand was put, where he answers it: "*Peru* promised a reply to the Chilean demands"."""
    above = next((t for t in noun.ancestors() if is_verb(t)), None)
    if above is None or not standing_request(noun) or is_passive(above):
        return []
    who = subject(above)
    return conjuncts(who) if who is not None else []


def noun_mood(noun: Token) -> Mood:
    """How real a named event is: as its verb, unless it is only feared, planned or set as a condition."""
    above = next((t for t in noun.ancestors() if is_verb(t)), None)
    mood = mood_of(above) if above is not None else Mood("occurred")
    if (
        above is not None
        and noun.i > above.i
        and above.lemma
        in words("turn", "unreal")
        | words("turn", "planned_verbs")
        | {
            "demand",
            "expect",
        }
    ):
        mood.status = "hypothetical"
    if (told := foreseen(noun)) is not None:
        mood.status = told
    elif above is not None and awaited(noun, above):
        mood.status = "hypothetical"
    elif (around := taken_for_granted(noun)) is not None:
        mood.status = around
    elif mood.status == "planned" and noun.dep in ("nsubj", "nsubjpass") and "attack" in classes_of(noun):
        mood.status = "hypothetical"  # "an invasion *would be* bloody"
    for token in [noun, *noun.ancestors()][:8]:
        if token is above:
            break
        if token is not noun and token.lemma in words("turn", "possible") | words("turn", "traces"):
            mood.status = "hypothetical"
        if token.dep == "prep" and token.lower in ("in", "without"):
            inner = token.child("pobj")
            if token.lower == "without" or (
                inner is not None and inner.lemma in words("turn", "condition_phrases")
            ):
                mood.status = "hypothetical"
    return mood


def taken_for_granted(noun: Token) -> Status | None:
    """How real an event is that only says when or what for something else is: "amid *the shelling*", "after *the raid*",
    "to fight *the invasion*" take it as a fact, whatever else is only wished; null for "an invasion"."""
    if any(c.lower in ("a", "an", "any", "no", "another", "possible") for c in noun.children):
        return None
    known = any(c.dep in ("det", "poss") or c.entity in NAMES for c in noun.children)
    if noun.dep == "pobj" and noun.head.dep == "prep" and noun.head.lower == "over":
        return "ongoing" if known and noun.head.head.lemma in words("turn", "outcry") else None
    if noun.dep == "pobj" and noun.head.dep == "prep" and noun.head.lower != "against":
        return {
            "amid": "ongoing",
            "during": "occurred",
            "after": "occurred",
            "following": "occurred",
            "since": "occurred",
            "despite": "ongoing",
        }.get(noun.head.lower)  # type: ignore[return-value]  # keys are ours
    fought = noun.dep == "dobj" and noun.head.lemma in words("turn", "fought")
    fought = fought or (
        noun.dep == "pobj"
        and noun.head.lower == "against"
        and noun.head.head.lemma in words("turn", "fought")
    )
    return "ongoing" if known and fought else None


def awaited(noun: Token, verb: Token) -> bool:
    """Whether somebody only waits for a named event, or wards it off: "braces *for an assault*", "to prevent *an invasion*"."""
    if verb.lemma not in words("turn", "waiting"):
        return False
    return noun.dep == "dobj" or (
        noun.dep == "pobj" and noun.head.head is verb and noun.head.lower in ("for", "against", "of")
    )


def foreseen(noun: Token) -> Status | None:
    """How real its adjectives make a named event: "a *possible* invasion", "the *planned* talks"; null if they say nothing."""
    said = {t for c in noun.children if c.dep in ("amod", "det", "compound") for t in (c.lower, c.lemma)}
    if said & words("turn", "unreal_adjectives"):
        return "hypothetical"
    return "planned" if said & words("turn", "planned_adjectives_of_events") else None


def noun_sources(noun: Token, frame: Frame) -> list[Token]:
    """Whose act it is: possessor, adjective, "by …", "between A and B", or who made it."""
    if (pair := next(prepositional(noun, "between"), None)) is not None:
        return conjuncts(pair)
    found = owners(noun)
    if not found:
        for child in noun.children:
            if child.dep == "acl" and child.tag == "VBN" and (who := agent(child)) is not None:
                return conjuncts(who)
    return found


def visiting(act: Act, noun: Token) -> Act | None:
    """A visit that somebody makes beside something else ("flew home after a quick *tour* of Malta")."""
    if (
        noun.dep != "pobj"
        or noun.head.lower not in ("after", "during", "on", "following")
        or not is_verb(noun.head.head)
    ):
        return None
    if not act.source and (who := subject(noun.head.head)) is not None and is_official(who):
        act.source = conjuncts(who)
    act.target = [t for t in actors_at(noun, ("of", "to", "in")) if t.entity in NAMES]
    mood = helpers(noun.head.head)
    act.status = (
        "planned" if mood.status == "planned" else "occurred" if noun.head.lower != "on" else mood.status
    )
    return act if act.source and act.target and act.status != "planned" else None


def is_call(noun: Token) -> bool:
    """Whether it is a call in which something may have been said: what was said holds it back no more than the day does."""
    named = (
        next((nouns()[name] for name in full_lemma(noun) if name in nouns()), None)
        if noun.dep == "pobj"
        else None
    )
    return named is not None and named.mode == "phone"


def spoken_in(act: Act, noun: Token) -> Act | None:
    """A call in which something is said: "warned him *in a phone call*", "told her *during a call* with Malta"."""
    preposition = noun.head
    above = next((t for t in preposition.ancestors() if is_verb(t)), None)
    if preposition.lower not in ("in", "during", "on", "over", "by", "after", "following") or above is None:
        return None
    while above.dep in ("xcomp", "ccomp", "advcl") and to_infinitive(above) and is_verb(above.head):
        above = above.head  # "urged him *to leave in a call*": the parser hangs it on what is urged
    mood, who = mood_of(above), doer(above)
    if mood.negated or mood.status in ("planned", "hypothetical") or foreseen(noun) or who is None:
        return None
    told = direct_object(above) or next(prepositional(above, "to", "with"), None)
    act.source, act.target = act.source or conjuncts(who), actors_at(noun, ("with", "to"))
    if not act.target and told is not None and names_actor(told):
        act.target = conjuncts(told)
    act.status, act.sure = "occurred", 0.6
    return act if act.target and is_official(act.source[0]) else None


def meeting(act: Act, noun: Token) -> Act | None:
    """A meeting that the sentence is about: its subject, or told to have lasted or to be held."""
    definite = any(
        c.dep == "det" and c.lower in ("this", "the", "these", "that", "those") for c in noun.children
    )
    told = next(
        (
            c
            for c in noun.children
            if c.dep in ("relcl", "acl") and (c.lemma in words("turn", "lasting") or c.lemma == "hold")
        ),
        None,
    )
    about = noun.dep in ("nsubj", "nsubjpass") and (
        noun.head.lemma in words("turn", "lasting") or noun.head.lemma == "hold"
    )
    between = len(act.source) > 1
    act.target = actors_at(noun, ("with",))
    if about and (definite or between or act.source):
        verb = noun.head
    elif told is not None and definite:
        verb = told
    elif (between or (act.source and act.target)) and noun.dep in ("ROOT", "nsubj", "nsubjpass"):
        verb = noun
    else:
        return None
    mood = mood_of(verb) if is_verb(verb) else Mood("occurred")
    mood.status = foreseen(noun) or mood.status
    if mood.status == "hypothetical" and not definite:
        return None
    act.status = "ongoing" if mood.status in ("planned", "hypothetical") and definite else mood.status
    if noun.dep == "nsubj" and condition_of(noun.head) is not None:
        act.status = "conditional"
    act.sure = 0.6 if not mood.background else 0.35
    if act.status == "occurred" and goes_on(act, mood):
        act.status = "ongoing"
    return act


def earlier_meetings(sentence: Sentence, found: Sequence[Act]) -> Iterator[Act]:
    """A meeting of the same people that the one spoken of is counted from: "a new summit, after *that* of May 2019"."""
    for token in sentence.tokens:
        if token.dep != "pobj" or token.head.lower not in ("after", "since", "following"):
            continue
        stands_for = token.lower in ("that", "one") or "meeting" in classes_of(token)
        day = next((d for d in prepositional(token, "of", "on") if d.entity == "DATE"), None)
        if not stands_for or day is None:
            continue
        outer = next((a for a in found if meets(a) and a.source and a.target), None)
        if outer is not None:
            yield Act("CONSULT", token, 0.6, status="occurred", source=outer.source, target=outer.target)


def meets(act: Act) -> bool:
    """Whether an act is a meeting, or speaks of one to come."""
    about = (act.content, act.object)
    return act.type == "CONSULT" or any("meeting" in classes_of(meaning(t)) for t in about if t is not None)


# ---- which to keep ----------------------------------------------------------------------


def credible(act: Act, verb: Token) -> bool:
    """Whether somebody acts or suffers, and no force of nature does."""
    if not act.source and not act.target:
        return False
    by_what = (
        act.source or list(prepositional(verb, "in", "by", "after", "when"))
        if act.type == "ASSAULT"
        else act.source
    )
    if any(t.lemma.lower() in words("turn", "nature") for t in by_what):
        return False
    if verb.dep == "amod" or (act.type == "CONSULT" and act.source and all(map(is_of_outlet, act.source))):
        return False
    if is_verb(verb) and is_unlikely(act, verb):
        return False
    if act.status in ("occurred", "ongoing") and is_bygone(act.source):
        act.status = "historical"
    if not act.source and not is_passive(verb) and act.type not in ("CONSULT",):
        act.sure -= 0.3
    hurting = act.type == "ASSAULT" or (act.type == "THREATEN" and act.content_type == "ASSAULT")
    hurt = direct_object(verb) if hurting and act.object is None and is_verb(verb) else None
    if hurt is not None and verb.lemma not in words("turn", "arms") and is_unhurt(hurt):
        return False
    if act.type == "CONSULT" and act.target and all(map(is_of_outlet, act.target)):
        return False
    if act.type == "SUPPORT" and verb.lemma == "defend" and is_verb(verb) and stands_ground(verb):
        return False
    if act.type == "COERCE" and verb.lemma in words("turn", "to_people"):
        kept = direct_object(verb)
        if kept is not None and (kept.lemma in words("turn", "dangers") or "attack" in classes_of(kept)):
            return False  # "to prevent a war"
    weigh_clause(act, verb)
    if act.sure >= MAIN and any(map(names_actor, act.source)) and any(map(names_actor, act.target)):
        act.sure = min(0.95, act.sure + BOTH_NAMED)
    if (
        all(t.pos == "PRON" and t.lower in ("it", "there", "i", "we", "you") for t in act.source)
        and act.source
        and not act.target
    ):
        act.sure -= 0.15
    return True


def weigh_clause(act: Act, verb: Token) -> None:
    """Take off surety where the clause only describes somebody, or its subject is no actor."""
    if verb.dep == "relcl":
        pronoun = verb.child("nsubj", "nsubjpass")
        restrictive = pronoun is not None and pronoun.lower in ("who", "that") and not set_off(verb)
        act.sure *= DESCRIBING if restrictive else 0.88
    elif verb.dep == "acl" and not set_off(verb):
        act.sure *= DESCRIBING
    elif (
        verb.dep == "advcl"
        and verb.tag == "VBG"
        and verb.child("mark") is None
        and act.type in ("CONSULT", "CONCEDE")
    ):
        act.sure *= BACKGROUND
    bomb = act.type == "ASSAULT" and bool(act.source) and "attack" in classes_of(act.source[0])
    if act.source and all(is_lifeless(t) for t in act.source) and not bomb:
        act.sure *= THING
    elif act.source and all(is_thing(t) for t in act.source) and not bomb:
        act.sure *= THING if reading_of(act) else 0.62
    if act.type == "CONSULT" and act.target and not any(may_meet(t) for t in act.target):
        act.sure *= 0.5
    if not act.source and is_passive(verb):
        act.sure *= 0.8


def stands_ground(verb: Token) -> bool:
    """Whether what is defended is one's own or a place, by arms and not by words: "defend *their city*"."""
    what = direct_object(verb)
    if what is None:
        return False
    own = any(c.dep == "poss" and c.pos == "PRON" for c in what.children)
    return own or ("territory" in classes_of(what) and what.lemma != "position")


def is_unhurt(what: Token) -> bool:
    """Whether an attack on it is a figure of speech, or none on anybody: "injured *her knee*", "destroyed *the doses*"."""
    head = meaning(what)
    if names_actor(head) or names_actor(what) or head.pos in ("PROPN", "PRON", "NUM") or head.entity:
        return False
    if any(c.entity in NAMES or (c.dep == "poss" and c.pos != "PRON") for c in head.children):
        return False  # "a Peruvian convoy"
    return not classes_of(head) & {
        "territory",
        "property",
        "troops",
        "weapons",
        "border",
        "road",
        "attack",
        "rebels",
        "embassy",
        "goods",
    }


def may_meet(noun: Token) -> bool:
    """Whether one can meet it: people, bodies, places, meetings; not "fluency"."""
    return names_actor(noun) or noun.pos in ("PROPN", "PRON") or "meeting" in classes_of(noun)


def set_off(clause: Token) -> bool:
    """Whether a comma stands between a description and its noun, so that it tells something of its own."""
    return any(
        c.dep == "punct" and clause.head.i < c.i <= clause.i
        for c in (*clause.head.children, *clause.children)
    )


def chosen(found: Iterable[Act], sentence: Sentence) -> list[Act]:
    """The acts worth telling: each once, background only where there is nothing else; a question asserts nothing, and a
    command to the reader ("*Join* our panel on Friday") is told to nobody else."""
    kept: list[Act] = []
    first = sentence.tokens[0]
    mishap = is_of_a_mishap(sentence)
    if (
        first.lower in words("turn", "commands")
        and first.tag in ("VB", "VBP", "NNP", "NN")
        and first.head is first
    ):
        return kept
    question = sentence.tokens[-1].text == "?" and not takes_it_as_done(sentence)
    parts = [t.i for t in sentence.tokens if t.text in DASHES]
    for act in found:
        if question and not any(at > act.trigger.i for at in parts):
            act.status = "hypothetical"
        if mishap and act.type == "ASSAULT" and not act.source:
            continue
        if act.sure < FLOOR or (act.status == "hypothetical" and act.polarity == "negated"):
            continue
        twin = next((other for other in kept if same(act, other)), None)
        if twin is None:
            kept.append(act)
        elif not twin.source and act.source:  # "two died when rebels shelled …": the inner one knows who
            twin.source = act.source
    best = max((a.sure for a in kept), default=0.0)
    return [a for a in kept if a.sure >= MAIN or best < MAIN]


def takes_it_as_done(sentence: Sentence) -> bool:
    """Whether a question only asks how or why something is done: "*how is Peru imposing* its rule?", not "how could Peru …"."""
    asked = next((t for t in sentence.tokens if t.lower in ("how", "why")), None)
    if asked is None:
        return False
    unsure = WILL_OR_MAY | words("turn", "may") | words("turn", "must")
    return not any(c.dep == "aux" and c.lower in unsure for c in asked.head.children)


WILL_OR_MAY = frozenset({"will", "would", "shall", "'ll", "’ll"})

DASHES = frozenset({"-", "–", "—", "--"})
"""Marks that part what a headline tells from what it asks ("Peru left the pact – what now?")."""


def same(act: Act, other: Act) -> bool:
    """Whether an act only repeats an outer one of its type: below it, with the same actor or none of its own."""
    if act.type != other.type or not any(t is other.trigger for t in act.trigger.ancestors()):
        return False
    mine, theirs = {t.i for t in act.source}, {t.i for t in other.source}
    if act.trigger.dep == "conj":
        return mine == theirs and {t.i for t in act.target} == {t.i for t in other.target}
    return not mine or mine == theirs or (not theirs and act.type == "ASSAULT")
