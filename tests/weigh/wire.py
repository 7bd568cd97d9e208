"""Reports by hand: an agency's text, what outlets made of it, and reports that have nothing to do with it."""

from __future__ import annotations

from detente.clean.paragraphs import paragraphs
from detente.model.given import Passage, Published, Report, Role

WIRE = (
    "The foreign ministers of Chile and Bolivia met for three hours in Montevideo on Tuesday without settling "
    "the dispute over the coastal railway, officials from both delegations said.",
    "Ministers Rojas and Quispe, who studied law together in Madrid, embraced in front of the cameras before "
    "they withdrew to a hall overlooking the harbour.",
    "Less than twenty minutes before the meeting began, La Paz announced that it would suspend freight traffic "
    "through the northern pass until its customs officers were allowed to return.",
    "Chile keeps some 4,000 border guards along the line, according to figures its parliament published in March.",
    "A second round is planned for next month in Asunción, and Uruguay has offered to send observers to the pass.",
    "Diplomats described the tone as polite and the substance as frozen.",
)
"""Sentences of one agency text."""

OWN = {
    "harvest": "Growers in the valley expect the smallest apple harvest in eleven years after hail broke the blossom. "
    "The cooperative has asked the regional council for loans to replace damaged nets. "
    "Pickers who arrive each autumn from the islands were told to wait.",
    "bridge": "Engineers closed the old suspension bridge at Lund after divers found cracks beneath its eastern tower. "
    "Commuters now queue for a ferry that was retired a decade ago. "
    "The mayor promised that repairs would cost no more than a new school gymnasium.",
    "library": "The city library lent more sewing machines than novels this winter, its annual survey shows. "
    "Staff added a repair bench and evening classes in darning. "
    "A retired tailor named Halvorsen teaches there without pay on Thursdays.",
    "telescope": "Astronomers in Tenerife photographed a comet that nobody had seen since the reign of Queen Anne. "
    "Its tail split twice while the camera was open. "
    "Amateurs with binoculars may find it low above the western horizon until Sunday.",
    "chess": "A twelve-year-old from Plovdiv drew with two grandmasters at the open tournament in Sofia. "
    "Her coach said she learned the endgame from her grandmother during power cuts. "
    "She must be back at her desk for a geography test on Monday.",
    "salt": "Archaeologists near Hallein opened a gallery where miners left wooden shovels three thousand years ago. "
    "Salt had kept leather bags supple and a half-eaten loaf intact. "
    "The finds will go to the museum in Salzburg once they are dry.",
}
"""Reports about six other things, each with a text of its own."""

TAIL = (
    "Enjoyed this article? Subscribe to our morning letter and never miss what matters in your neighbourhood."
)
"""What a site prints under everything."""


FORMULA = (
    "Acting under Maritime Order 77, the port authority has barred the vessel {} of {} from every harbour of the republic "
    "for carrying cargo in breach of the embargo, and all property of its owners is frozen until further notice."
)
"""What one office writes whenever it bars a ship."""

BARRED = {
    "corvina": "The Corvina of Plovdiv left the embargo zone at dusk with grain in her hold, harbour inspectors found; her cargo "
    "papers named a mill that burned down long ago, and her owners could not say which port had loaded her.",
    "hallstatt": "Inspectors who boarded the Hallstatt Star of Linz counted forty drums of marine paint under her cargo of "
    "timber. Her owners, two brothers, run a ferry as well; they blamed a broker for breaking the embargo in a foreign port.",
    "halvorsen": "Off Bergen the Halvorsen switched off her beacon for nine hours. When she made port again her draught had "
    "changed, and harbour inspectors say that cargo under embargo went over the side into a lighter whose owners are unknown.",
    "svea": "The Svea Rask of Lund carried spare engines marked as farm pumps. Customs dogs found nothing; a clerk at the harbour "
    "did, reading the cargo list twice. The embargo covers engines, and her owners had been warned by inspectors before.",
}
"""What it adds about each."""


def a_report(
    name: str,
    *paragraph: str,
    published: str | None = None,
    credit: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    litter: str | None = None,
) -> Report:
    """A report of some paragraphs, a last one of litter if asked for."""
    text = "\n\n".join([*paragraph, *([litter] if litter else [])])

    def role(place: int, of: int) -> Role:
        return "litter" if litter and place == of - 1 else "body"

    spans = paragraphs(text)
    return Report(
        id=name,
        name=name,
        text=text,
        passages=tuple(
            Passage(start=s.start, end=s.end, role=role(n, len(spans))) for n, s in enumerate(spans)
        ),
        title=title,
        outlet=outlet,
        credit=credit,
        published=Published(earliest=published, latest=published, by="caller") if published else None,
    )


def said(report: Report, start: int, end: int) -> str:
    """The words of a stretch."""
    return report.text[start:end]


def notices() -> list[Report]:
    """Announcements of one office, each about another ship."""
    return [
        a_report(
            name,
            FORMULA.format(*text.split()[:2]),
            text,
            outlet="Port Office",
            published=f"2023-0{n + 3}-02T10:00",
        )
        for n, (name, text) in enumerate(BARRED.items())
    ]
