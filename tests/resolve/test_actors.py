"""Who is meant, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.extract import findings
from detente.lexicon import toml
from detente.model import Span
from detente.model.given import Passage, Published, Report, Role
from detente.parse import Parsed
from detente.resolve.actors import Cast, cast_of
from detente.resolve.placing import in_report

Parse = Callable[[str], Parsed]


def cast(parse: Parse, text: str, published: str | None = None, roles: tuple[Role, ...] = ()) -> Cast:
    """The cast of a report; its paragraphs stand in lines of their own."""
    passages, at = [], 0
    for n, line in enumerate(text.split("\n")):
        if line:
            passages.append(
                Passage(start=at, end=at + len(line), role=roles[n] if n < len(roles) else "body")
            )
        at += len(line) + 1
    report = Report(
        id="r", name="r", text=text, passages=tuple(passages),
        published=Published(earliest=published, latest=published, by="caller") if published else None,
    )  # fmt: skip
    return cast_of(report, in_report((p, findings(parse(report.quote(p.span)))) for p in passages))


def span_of(text: str, words: str) -> Span:
    """Where the words stand; `he#2` is the second place."""
    words, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = next(n for n in range(at + 1, len(text)) if text.startswith(words, n) and not text[n - 1 : n].isalpha()
                  and not text[n + len(words) : n + len(words) + 1].isalpha())  # fmt: skip
    return Span(at, at + len(words))


def actors(cast: Cast, words: str) -> list[str | None]:
    """The actors of the mention that stands at the words."""
    span = span_of(cast.report.text, words)
    here = [m for m in cast.mentions if m.start < span.end and span.start < m.end]
    exact = [m for m in here if (m.start, m.end) == tuple(span)]
    best = exact or [m for m in here if (m.start, m.end) == (here[0].start, here[0].end)]
    return [m.actor for m in best]


FIXTURES: list[tuple[str, str | None, dict[str, list[str | None]]]] = [
    # names
    ("Masoud Pezeshkian spoke to reporters. Pezeshkian ruled out new talks.", "2024-11-05",
     {"Masoud Pezeshkian": ["person:masoud-pezeshkian"], "Pezeshkian#2": ["person:masoud-pezeshkian"]}),
    ("Mitsotakis and Erdogan will meet in Ankara.", "2023-12-01", {"Erdogan": ["person:recep-tayyip-erdogan"]}),
    ("Ilze Kalnina, a mediator, arrived first. Kalnina said little.", "2023-03-01",
     {"Ilze Kalnina": ["person:ilze-kalnina"], "Kalnina#2": ["person:ilze-kalnina"]}),
    ("Sergey Shoigu flew to Yerevan.", "2016-02-01", {"Sergey Shoigu": ["person:sergei-shoigu"]}),
    ("Ola Berg met Ida Berg. Berg left early.", "2020-01-01", {"Berg#3": [None]}),
    ("President Harding's villa stood empty.", "2022-05-05", {"President Harding": [None]}),
    # titles beside names and titles alone
    ("Turkish Foreign Minister Mevlut Cavusoglu warned Athens. The Turkish foreign minister gave no date.", "2020-08-14",
     {"Turkish Foreign Minister Mevlut Cavusoglu": ["person:mevlut-cavusoglu"],
      "The Turkish foreign minister": ["person:mevlut-cavusoglu"]}),
    ("The head of Iranian diplomacy refused to comment.", "2018-06-01", {"The head of Iranian diplomacy": ["person:mohammad-javad-zarif"]}),
    ("The heads of Armenian and Azerbaijani diplomacy met in Tbilisi.", "2022-07-16",
     {"The heads of Armenian and Azerbaijani diplomacy": ["person:ararat-mirzoyan", "person:jeyhun-bayramov"]}),
    ("The foreign ministers of Japan and South Korea shook hands.", "2019-11-23",
     {"The foreign ministers of Japan and South Korea": ["person:toshimitsu-motegi", "person:kang-kyung-wha"]}),
    ("The British Foreign Secretary called for restraint.", "2015-03-03", {"The British Foreign Secretary": ["person:philip-hammond"]}),
    ("The EU's foreign policy chief deplored the arrests.", "2017-02-02", {"The EU's foreign policy chief": ["person:federica-mogherini"]}),
    ("NATO's secretary general urged calm.", "2010-10-10", {"NATO's secretary general": ["person:anders-fogh-rasmussen"]}),
    ("The Polish president vetoed the bill.", "2016-01-05", {"The Polish president": ["person:andrzej-duda"]}),
    ("The Nauruan president vetoed the bill.", "2016-01-05", {"The Nauruan president": ["office:NRU/president"]}),
    ("The head of Korean diplomacy, Park Jin, was received by his Japanese counterpart, Yoshimasa Hayashi.", "2022-07-18",
     {"The head of Korean diplomacy": ["person:park-jin"], "his Japanese counterpart": ["person:yoshimasa-hayashi"]}),
    ("Sushma Swaraj thanked her Chinese counterpart.", "2018-04-22", {"her Chinese counterpart": ["person:wang-yi"]}),
    ("President Ilham Aliyev received his counterpart Nikol Pashinyan.", "2021-05-01",
     {"his counterpart Nikol Pashinyan": ["person:nikol-pashinyan"], "his": ["person:ilham-aliyev"]}),
    ("Kenyan Foreign Minister Amina Otieno spoke first. The Kenyan foreign minister named no sum.", "2031-01-01",
     {"The Kenyan foreign minister": ["person:amina-otieno"]}),
    # seats, capitals, towns
    ("Ankara accused Athens of arming the islands.", "2022-09-10", {"Ankara": ["state:TUR"], "Athens": ["state:GRC"]}),
    ("The note was sent from Ankara, where the delegation spent two days in Ankara.", "2022-09-10", {"Ankara": [None], "Ankara#2": [None]}),
    ("Downing Street rejected the offer, and the Elysee welcomed it.", "2019-01-10",
     {"Downing Street": ["state:GBR"], "the Elysee": ["state:FRA"]}),
    ("After a short visit to Khartoum she flew home.", "2020-08-25", {"Khartoum": [None]}),
    ("The pact was concluded with Prague during the Cold War.", "2022-01-01", {"Prague": ["state:CSK"]}),
    ("Prague wants the pact renewed.", "2022-01-01", {"Prague": ["state:CZE"]}),
    ("The Obama administration lifted the embargo.", "2016-01-16", {"The Obama administration": ["state:USA"]}),
    ("The Sudanese government and Chadian officials blamed each other.", "2009-05-05",
     {"The Sudanese government": ["state:SDN"], "Chadian officials": ["state:TCD"]}),
    # pronouns
    ("Angela Merkel told Alexis Tsipras that she would not yield.", "2015-06-20", {"she": ["person:angela-merkel"]}),
    ("Narendra Modi called Imran Khan. He congratulated him on his election.", "2018-08-01",
     {"He": ["person:narendra-modi"], "him": ["person:imran-khan"]}),
    ("Hassan Rouhani urged Donald Trump to lift the sanctions. He also said that he saw no reason for talks.", "2019-09-25",
     {"He": ["person:hassan-rouhani"], "he": ["person:hassan-rouhani"]}),
    ("Ethiopia filled the dam. On Tuesday it announced a second stage.", "2020-07-22", {"it": ["state:ETH"]}),
    ("Cairo suspects Addis Ababa of wanting to dry out its fields.", "2020-07-22", {"Cairo": ["state:EGY"], "Addis Ababa": ["state:ETH"]}),
    ("Pyongyang let it be known that it would test again.", "2017-09-01", {"it#2": ["state:PRK"]}),
    ("It rained in the valley when Saudi Arabia closed its border.", "2019-09-01", {"its": ["state:SAU"]}),
    ("“I will not resign,” said Nikol Pashinyan.", "2020-11-12", {"I": ["person:nikol-pashinyan"]}),
    # descriptions
    ("Haakon Lie and Jens Dahl met at dawn. The two men said nothing.", "2022-01-01",
     {"The two men": ["person:haakon-lie", "person:jens-dahl"]}),
    ("Algeria and Morocco traded words. The two countries have no embassies.", "2021-08-25",
     {"The two countries": ["state:DZA", "state:MAR"]}),
    ("Rwanda denies that it sends weapons to its neighbour. Kinshasa filed a complaint for the Democratic Republic of the Congo.", "2022-06-20",
     {"its": ["state:RWA"], "its neighbour": ["state:COD"]}),
    ("NATO met in Vilnius. The Alliance promised more tanks.", "2023-07-11", {"The Alliance": ["org:NATO"]}),
    ("The alliance between the two parties held.", "2023-07-11", {"The alliance": [None]}),
    ("Westerners want a pause, the Russians do not.", "2023-07-11", {"Westerners": ["group:western-states"], "the Russians": ["state:RUS"]}),
    ("Russia has armed the separatists in the east of Ukraine.", "2016-07-11",
     {"the separatists in the east of Ukraine": ["group:donbas-separatists"]}),
    ("“We shall act with our allies,” said Emmanuel Macron.", "2018-04-13", {"our allies": ["group:western-states"]}),
    ("Canada said that the Allied camp had never been closer.", "2023-05-02", {"the Allied camp": ["group:western-states"]}),
    ("Denmark spoke to Moscow for the Allied governments.", "2022-02-03", {"the Allied governments": ["group:western-states"]}),
    ("In 1944 the Allied forces freed Lyon, Belgium recalled.", "2019-08-25", {"the Allied forces": [None]}),
    ("Poland honoured the Allied armies of the Second World War.", "2020-05-08", {"the Allied armies": [None]}),
    ("Portugal joined the Allied camp.", "1991-02-20", {"the Allied camp": [None]}),
    ("Allied militias shelled a camp in Norway's sector.", "2022-03-04", {"Allied militias": [None]}),
    ("Syria and allied forces shelled a base of Canada.", "2022-03-04", {"allied forces": []}),
    ("Oman and the Allied states of the coast met.", "2022-03-04", {"the Allied states": [None]}),
    ("The JNIM fighters took Djibo.", "2024-03-01", {"The JNIM fighters": ["group:jnim"]}),
    ("Hezbollah denied it. Hamas gunmen had fired first.", "2024-03-01", {"Hamas gunmen": ["group:hamas"]}),
    ("The M23 rebels' commanders refused the truce.", "2024-03-01", {"The M23 rebels": ["group:m23"]}),
    ("Fighters of the Lord's Resistance Army fled.", "2008-03-01", {"Fighters of the Lord's Resistance Army": ["group:lra"]}),
    ("The Houthis withdrew. The anti-Houthi fighters moved in.", "2018-06-01", {"The anti-Houthi fighters": [None]}),
    ("Boko Haram denied it. Three gunmen had crossed into Niger.", "2018-06-01", {"Three gunmen": [None]}),
    ("Boko Haram struck at dawn. The gunmen burned a mill.", "2018-06-01", {"The gunmen": ["group:boko-haram"]}),
    ("The Rwandan-backed government fell.", "2018-06-01", {"The Rwandan-backed government": [None]}),
    ("ASEAN ministers met in Vientiane, and the ten nations agreed.", "2024-07-25",
     {"ASEAN ministers": ["org:ASEAN"], "the ten nations": ["org:ASEAN"]}),
    ("NATO met in Oslo. All 31 allies signed.", "2023-06-01", {"All 31 allies": ["org:NATO"]}),
    ("NATO met in Oslo. All 31 allies signed.", "2022-06-01", {"All 31 allies": [None]}),
    ("The European Union had a plan. The 28 agreed to it.", "2015-06-22", {"The 28": ["org:EU"]}),
    ("EU leaders refused.", "2019-06-20", {"EU leaders": ["org:EU"]}),
    ("Ghanaian ministers resigned.", "2019-06-20", {"Ghanaian ministers": ["state:GHA"]}),
    ("Chadian rebel leaders signed in Doha.", "2022-08-08", {"Chadian rebel leaders": [None]}),
    ("Mali broke off the talks. The country has been ruled by soldiers since 2020.", "2022-03-01", {"The country": ["state:MLI"]}),
    ("Harbour Chairman Lars Friis welcomed Denmark’s queen. Friis said that his country was proud.", "2012-06-01",
     {"Harbour Chairman Lars Friis": ["person:lars-friis"], "Friis#2": ["person:lars-friis"]}),
    ("Sanna Marin said that her country would apply.", "2022-04-13", {"her country": ["state:FIN"]}),
    ("Paul Ndiaye Jr. sued. Mr. Ndiaye lost.", "2022-04-13", {"Mr. Ndiaye": ["person:paul-ndiaye-jr"]}),
    ("Ida Moe (left) and Ole Lund (right) as they leave the hall.", "2022-04-13", {"they": ["person:ida-moe", "person:ole-lund"]}),
    ("The INF Treaty was signed in Washington.", "2019-02-02", {"Washington": [None]}),
    ("Norwegian fears for their safety were ignored by the United Nations.", "2022-01-01", {"their": ["state:NOR"]}),
]  # fmt: skip


@pytest.mark.parametrize("text, published, expected", FIXTURES, ids=[f[0][:40] for f in FIXTURES])
def test_everybody_is_who_a_careful_reader_takes_them_for(
    parse: Parse, text: str, published: str | None, expected: dict[str, list[str | None]]
) -> None:
    found = cast(parse, text, published)
    assert {words: actors(found, words) for words in expected} == expected


def test_a_title_that_is_not_the_office_held_keeps_the_name_and_is_flagged(parse: Parse) -> None:
    found = cast(parse, "British Foreign Secretary Theresa May spoke in Parliament.", "2017-03-01")
    (may,) = [m for m in found.mentions if m.actor == "person:theresa-may"]
    assert may.flag == "printed title differs from the office held"
    assert may.office == "office:GBR/head-of-government"


def test_an_office_without_a_date_is_held_by_nobody_in_particular(parse: Parse) -> None:
    found = cast(parse, "The French president declined.")
    assert actors(found, "The French president") == ["office:FRA/president"]


def test_beyond_our_tables_a_holder_is_only_likely(parse: Parse) -> None:
    found = cast(parse, "The Danish prime minister declined.", "2029-04-01")
    (mention,) = found.mentions
    assert mention.actor == "person:mette-frederiksen"
    assert mention.flag is not None and "may have passed on" in mention.flag
    assert mention.sure <= 0.6


def test_titles_beside_names_bound_the_day(parse: Parse) -> None:
    found = cast(
        parse, "Chancellor Gerhard Schröder and President Jacques Chirac wrote to Prime Minister Tony Blair."
    )
    earliest, latest, reasons = found.bounds()
    assert (earliest, latest) == ("1998-10-27", "2005-11-22")
    assert len(reasons) == 3


def test_former_titles_bound_nothing(parse: Parse) -> None:
    assert cast(parse, "Former President Bill Clinton visited Kigali.").bounds()[:2] == (None, None)


def test_titles_never_held_together_give_no_bounds(parse: Parse) -> None:
    found = cast(parse, "President Boris Tadić met Chancellor Olaf Scholz in Belgrade.")
    assert found.bounds()[:2] == (None, None)


def test_a_pronoun_does_not_look_into_a_caption(parse: Parse) -> None:
    text = "Jonas Eide left the hall.\nOle Moe at the airport\nHe will return on Monday."
    assert actors(cast(parse, text, roles=("body", "caption", "body")), "He") == ["person:jonas-eide"]


def test_who_stands_for_the_head_of_a_noun_phrase_only(parse: Parse) -> None:
    text = "He and the French president discussed the Iranian demands with Oman’s foreign minister."
    found = cast(parse, "Justin Trudeau flew to Paris. " + text, "2018-06-07")
    who = {
        w: found.who(span_of(found.report.text, w))
        for w in ("He and the French president", "the Iranian demands")
    }
    assert who == {
        "He and the French president": ("person:justin-trudeau", "person:emmanuel-macron"),
        "the Iranian demands": (),
    }


def test_parties_have_the_code_of_the_state_behind_them(parse: Parse) -> None:
    text = "Viktor Orban, the Kremlin, NATO, Hezbollah, Ivorian rebels and Peruvian troops were named."
    found = cast(parse, text, "2022-02-01")
    codes = {w: [(p.code, p.sector) for p in found.parties(span_of(text, w))]
             for w in ("Viktor Orban", "the Kremlin", "NATO", "Ivorian rebels", "Peruvian troops")}  # fmt: skip
    assert codes == {"Viktor Orban": [("HUN", "GOV")], "the Kremlin": [("RUS", "GOV")], "NATO": [("IGO", None)],
                     "Ivorian rebels": [("CIV", "REB")], "Peruvian troops": [("PER", "MIL")]}  # fmt: skip


def test_people_without_an_id_still_have_a_country(parse: Parse) -> None:
    text = (
        "Thousands of Togolese students marched, Serbia’s conduct was condemned, and residents of Lima fled."
    )
    found = cast(parse, text, "2022-02-01")
    codes = {
        w: [(p.actor, p.code, p.sector) for p in found.parties(span_of(text, w))]
        for w in ("Thousands of Togolese students", "Serbia’s conduct", "residents of Lima")
    }
    assert codes == {
        "Thousands of Togolese students": [("state:TGO", "TGO", "CVL")],
        "Serbia’s conduct": [("state:SRB", "SRB", "GOV")],
        "residents of Lima": [(None, "PER", "CVL")],
    }


def test_a_person_out_of_office_belongs_to_the_body_last_served(parse: Parse) -> None:
    scene = cast(parse, "Barroso warned of a flood.", "2016-06-01").scene
    assert scene is not None
    assert scene.body_of("person:jose-manuel-barroso") == "EU"
    assert scene.body_of("person:paul-wolfowitz") == "WORLD-BANK"


def test_the_word_before_a_group_tells_its_sector(parse: Parse) -> None:
    text = "Guatemalan rebel groups laid down their arms."
    found = cast(parse, text, "1996-12-29")
    assert [(p.code, p.sector) for p in found.parties(span_of(text, "Guatemalan rebel groups"))] == [
        ("GTM", "REB")
    ]


def test_a_relative_pronoun_stands_for_what_is_before_it(parse: Parse) -> None:
    text = "Oslo thanked Mark Rutte, who had called."
    found = cast(parse, text, "2022-02-01")
    assert found.who(span_of(text, "who")) == ("person:mark-rutte",)


STAND_INS = [
    ("Jonas Støre received Mia Mottley in Oslo. The guest praised the fjord.", "The guest", ["person:mia-mottley"]),
    ("Jonas Støre received Mia Mottley in Oslo. The guest thanked her host.", "her host", ["person:jonas-gahr-store"]),
    ("Mia Mottley was received by Jonas Støre. The visitor sang.", "The visitor", ["person:mia-mottley"]),
    ("Mia Mottley and Jonas Støre spoke. The former smiled.", "The former", ["person:mia-mottley"]),
    ("Mia Mottley and Jonas Støre spoke. The latter smiled.", "The latter", ["person:jonas-gahr-store"]),
    ("Mia Mottley and Jonas Støre sat down. Both smiled.", "Both", ["person:mia-mottley", "person:jonas-gahr-store"]),
    ("Pyongyang fired at dawn. The South was silent.", "The South", ["state:KOR"]),
    ("Chile fired at dawn. The South was silent.", "The South", []),
    ("The Latvian foreign ministry wrote to Tunis. The ministry waits.", "The ministry", ["state:LVA"]),
    ("ASEAN met in Jakarta. The bloc said that it would wait.", "The bloc", ["org:ASEAN"]),
    ("The envoy met Mia Mottley on Monday, who promised rice.", "who", ["person:mia-mottley"]),
    ("Oslo handed the note to Chile on Monday, which refused it.", "which", ["state:CHL"]),
    ("“We will wait,” the Norwegian prime minister said.", "We", ["state:NOR"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "actors"), STAND_INS)
def test_who_is_meant_by_the_part_he_plays(parse: Parse, text: str, words: str, actors: list[str]) -> None:
    assert list(cast(parse, text, "2022-02-01").who(span_of(text, words))) == actors


def test_a_day_told_places_the_offices_of_an_undated_report(parse: Parse) -> None:
    text = "On 12 June 2010 the British prime minister said that the bill would be paid."
    assert cast(parse, text).who(span_of(text, "the British prime minister")) == ("person:david-cameron",)


def test_days_far_apart_place_no_offices(parse: Parse) -> None:
    text = "The treaty was signed on 3 May 1999 and broken on 12 June 2010. The British prime minister was silent."
    assert cast(parse, text).who(span_of(text, "The British prime minister")) == (
        "office:GBR/head-of-government",
    )


@pytest.mark.parametrize(
    "table",
    [
        "place",
        "owned",
        "expletive",
        "administration",
        "country",
        "outward",
        "pair",
        "particle",
        "calendar",
        "modifier",
        "complement",
        "counted",
        "alliance",
        "behind",
        "newcomer",
        "visit",
        "several",
        "divided",
        "organ",
        "bloc",
        "countering",
    ],
)
def test_every_row_about_reference_shows_a_sentence(table: str, parse: Parse) -> None:
    for row in toml("reference")[table]:
        assert cast(parse, row["seen"], "2022-01-01").mentions


def test_reports_without_words_have_no_cast(parse: Parse) -> None:
    assert cast(parse, "").mentions == ()
    assert cast(parse, "— … “").who(Span(0, 3)) == ()


def test_who_wrote_it_is_nobody_in_the_report(parse: Parse) -> None:
    text = "NIAMEY, Aug 25 (Sahel Wire) -\nBy Amara Diallo\nNiger told the envoy to go."
    here = cast(parse, text, roles=("dateline", "byline", "lede"))
    assert [text[m.start : m.end] for m in here.mentions] == ["Niger", "the envoy"]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Chile's Foreign Ministry denied it.", "Chile's Foreign Ministry", "state:CHL"),
        ("The Chilean Foreign Ministry denied it.", "Chilean Foreign Ministry", "state:CHL"),
        ("The Defence Ministry of Chile denied it.", "Defence Ministry of Chile", "state:CHL"),
        ("Kenya's Supreme Court ruled on it.", "Kenya's Supreme Court", "state:KEN"),
    ],
)
def test_a_ministry_with_capitals_acts_for_its_state(text: str, words: str, actor: str, parse: Parse) -> None:
    assert actors(cast(parse, text, "2024-05-03"), words) == [actor]
