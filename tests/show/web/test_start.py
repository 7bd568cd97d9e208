"""What opening the page costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOOK = """
import asyncio, sys
from pathlib import Path
import httpx
from detente.show.web.app import app

async def look():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app(Path(sys.argv[1]))), base_url="http://127.0.0.1") as client:
        for address in ("/", "/timeline", "/ledger", "/claims", "/reports", "/map", "/dyads/RUS/USA", "/search?q=talks"):
            answer = await client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

asyncio.run(look())
print(*sys.modules)
"""


def test_reading_the_page_loads_no_parser(example_store: Path) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOOK, str(example_store)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"spacy", "thinc", "trafilatura", "faker"} & set(loaded)
