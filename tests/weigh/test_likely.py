"""A part that proposes claims in other words: it proposes, and never decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from detente.errors import MissingPart
from detente.plugins import BUILT_IN
from tests.weigh.fixtures import Page, of

CSC, FRD, RUIZ = "state:CSC", "state:FRD", "person:ana-ruiz"


def everything(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Takes any two texts for one."""
    yield from ((i, j, 1.0) for i, j in combinations(range(len(texts)), 2))


def blamed(name: str, words: str, day: str = "2031-05-10", by: str = CSC) -> Page:
    return Page(name, day).says(words).move("ACCUSE", words, (by,), (FRD,), mode="disapprove")


ONE = blamed("a", "Cascadia blamed Freedonia for the broken pumps at the lower sluice gates")
OTHER = blamed("b", "Cascadia said the wreck of the sluice works was Freedonia's doing alone")


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUILT_IN["likeness"], "double", f"{__name__}:everything")
    monkeypatch.setenv("DETENTE_LIKENESS", "double")


def test_without_a_part_other_words_are_two_claims() -> None:
    assert len(of(ONE, OTHER).claims) == 2


@pytest.mark.usefixtures("part")
def test_what_is_proposed_and_has_nothing_against_it_is_one_claim() -> None:
    assert len(of(ONE, OTHER).claims) == 1


@pytest.mark.usefixtures("part")
@pytest.mark.parametrize(
    "other",
    [
        blamed("b", "Cascadia said the wreck of the sluice works was Freedonia's doing", "2031-05-20"),
        blamed("b", "It called a poor harvest of salt a crime of its neighbour"),
        blamed("b", "Norvia said the wreck of the sluice works was Freedonia's doing", by="state:NRV"),
        blamed("b", "Cascadia said the wreck of 12 sluice works was Freedonia's doing"),
    ],
    ids=["days later", "no word in common", "another side", "another number"],
)
def test_likeness_alone_decides_nothing(other: Page) -> None:
    assert len(of(ONE, other).claims) == 2


def test_a_part_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_LIKENESS", "nowhere")
    with pytest.raises(MissingPart, match="nowhere"):
        of(ONE, OTHER)
