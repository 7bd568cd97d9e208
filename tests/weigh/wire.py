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
