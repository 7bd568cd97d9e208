"""Who says "we" in a text that an institution gives out itself."""

from __future__ import annotations

import pytest

from detente import analyze

WORDS = "We condemn the raid on the ferry. We call on Peru to withdraw its ships."


def speakers(text: str, url: str | None = None) -> set[str | None]:
    return {p.actor for m in analyze(text, url=url).moves for p in m.source}


@pytest.mark.parametrize(
    ("title", "url", "who"),
    [
        ("Statement on the ferry", "https://www.mfa.gov.dk/statements/1", "state:DNK"),
        ("Statement on the ferry", "https://www.state.gov/statements/1", "state:USA"),
        ("Statement on the ferry", "https://www.gov.uk/statements/1", "state:GBR"),
        ("Statement on the ferry", "https://www.nato.int/statements/1", "org:NATO"),
        ("Statement by the Danish foreign minister on the ferry", None, "state:DNK"),
        ("Joint statement of the Kenyan government on the ferry", None, "state:KEN"),
        ("Statement on the ferry", "https://courier.example/1", None),
        ("Remarks by the Danish premier and the king of Norway", "https://www.mfa.gov.dk/1", None),
    ],
)
def test_we_is_whoever_gives_out_the_text(title: str, url: str | None, who: str | None) -> None:
    assert speakers(f"{title}\n\n{WORDS}", url) == {who}


def test_we_in_quotation_marks_is_the_speakers_side() -> None:
    text = "Statement on the ferry\n\n“We condemn the raid on the ferry,” the Kenyan foreign minister said."
    assert "state:DNK" not in speakers(text, "https://www.mfa.gov.dk/statements/1")
