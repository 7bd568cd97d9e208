"""The language of a report: English is known by its small words, whatever names stand in it."""

from __future__ import annotations

import pytest

from detente.clean.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Norway, Chile, Peru, Kenya and Joao Silva told Ana Kovic and Espen Dahl. ",
        "Mevlüt Öztürk, İbrahim Yardım and Ümit Çelik told reporters in DİYARBAKIR that they would meet. ",
        "Сергей Иванов told Владимир Коваль in Киев that Россия would not come. ",
    ],
)
def test_english_full_of_foreign_names_is_english(text: str) -> None:
    assert language_of(text * 4) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Außenminister sagte am Freitag, dass die Gespräche in Oslo fortgesetzt werden sollten. ", "de"),
        ("De minister zei met nadruk dat het overleg over de handel of de visserij hervat was. ", "nl"),
        ("El ministro de Asuntos Exteriores de Chile dijo que no habrá acuerdo con Perú este año. ", "es"),
        ("Министр иностранных дел сообщил в пятницу, что переговоры будут продолжены. ", "ru"),
    ],
)
def test_another_language_is_told(text: str, code: str) -> None:
    assert language_of(text * 4) == code
