"""Decisions about single data as a reader makes them: on the page of the datum, without scripts, and by REST."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

import detente
from detente.ask.formerly import names_of_claim
from tests.conftest import missing
from tests.show.web.conftest import Open, Served

pytestmark = pytest.mark.browser


def sent(served: Served, act: str, **body: Any) -> httpx.Response:
    """An act of the REST API."""
    return httpx.post(f"{served.address}/api/judgements/{act}", json=body, timeout=60)


def asked(served: Served, path: str) -> Any:
    """What the REST API answers."""
    answer = httpx.get(f"{served.address}/api/{path}", timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def a_claim(served: Served, kind: str = "move") -> dict[str, Any]:
    """A claim that rests on one sentence."""
    found = asked(served, f"claims?limit=1000&kind={kind}")["items"]
    return next(c for c in found if len(c["evidence"]) == 1 and c["evidence"][0]["item"])


# --- the page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_claim_is_rejected_seen_as_such_and_taken_back(own: Served, look: Open, scripts: bool) -> None:
    claim = a_claim(own)
    page = look(f"{own.address}/datum/{claim['id']}", scripts=scripts)
    page.get_by_text("It is wrong", exact=True).click()
    page.locator("form[action='/judge/reject']").get_by_label("because").fill("a slip of the desk")
    page.locator("form[action='/judge/reject']").get_by_label("signed").fill("Mira")
    with page.expect_navigation():
        page.get_by_role("button", name="Reject").click()
    assert page.get_by_text("It counts nowhere.").is_visible()
    assert "a slip of the desk" in page.get_by_role("region", name="What people say of it").inner_text()
    assert claim["id"] not in [c["id"] for c in asked(own, "claims?limit=1000")["items"]]
    e = claim["evidence"][0]
    page.goto(f"{own.address}/reports/{e['report']}?at={e['start']}-{e['end']}")
    assert "rejected by Mira: a slip of the desk" in (
        page.locator(".in-rejected").first.get_attribute("title") or ""
    )
    page.goto(f"{own.address}/judgements?kind=reject")
    with page.expect_navigation():
        page.get_by_role("button", name="take back").click()
    assert page.get_by_role("heading", name="What people say of it").count() == 0
    assert claim["id"] in [c["id"] for c in asked(own, "claims?limit=1000")["items"]]


def test_what_was_read_is_corrected_by_the_keyboard_and_the_claim_follows(own: Served, look: Open) -> None:
    claim = a_claim(own)
    page = look(f"{own.address}/datum/{claim['id']}")
    with page.expect_navigation():
        page.get_by_role("link", name="how it was read").press("Enter")
    page.get_by_text("Something in it is wrong").focus()
    page.keyboard.press("Enter")
    form = page.locator("form[action='/judge/correct']")
    form.get_by_label("type").select_option("PROTEST")
    form.get_by_label("source").fill("Norway")
    form.get_by_label("because").fill("named in the headline")
    with page.expect_navigation():
        form.get_by_role("button", name="Correct").press("Enter")
    told = page.get_by_role("region", name="What people say of it").inner_text()
    assert "Type corrected to PROTEST" in told and "Source corrected to Norway" in told
    fields = page.get_by_role("region", name="Read as").inner_text()
    assert "PROTEST" in fields and claim["type"] in fields and "Norway" in fields
    now = [
        c
        for c in asked(own, "claims?limit=1000")["items"]
        if c["evidence"][0]["item"] == claim["evidence"][0]["item"]
    ]
    assert [(c["type"], c["actors"]) for c in now] == [("PROTEST", ["state:NOR"])]


def test_a_wrong_value_is_refused_in_words_and_nothing_is_kept(own: Served) -> None:
    item = a_claim(own)["evidence"][0]["item"]
    form = {
        "datum": item,
        "is.status": "planned",
        "was.status": "occurred",
        "is.when": "soon",
        "was.when": "",
    }
    answer = httpx.post(f"{own.address}/judge/correct", data=form, timeout=60)
    assert answer.status_code == 400
    assert "is no time" in answer.text
    assert asked(own, "judgements")["total"] == 0


def test_a_datum_is_marked_as_checked_and_noted_where_it_is_listed(own: Served, look: Open) -> None:
    claim = a_claim(own)
    page = look(f"{own.address}/datum/{claim['id']}")
    page.get_by_text("It is right", exact=True).click()
    page.locator("form[action='/judge/accept']").get_by_label("signed").fill("Ana Lind")
    with page.expect_navigation():
        page.get_by_role("button", name="Mark as checked").click()
    page.get_by_text("Note something on it").click()
    page.get_by_label("Note", exact=True).fill("Ask the embassy.\nTwice.")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the note").click()
    told = page.get_by_role("region", name="What people say of it").inner_text()
    assert page.get_by_text("It is right", exact=True).count() == 0
    assert "Checked" in told and "Ask the embassy.\nTwice." in told
    table = httpx.get(f"{own.address}/api/claims?format=csv", timeout=60).text
    assert "checked_by" in table.splitlines()[0] and "Ana Lind" in table
    page.goto(f"{own.address}/judgements")
    page.get_by_label("Words, a name or an id").fill("embassy")
    with page.expect_navigation():
        page.get_by_role("button", name="Find", exact=True).click()
    assert page.get_by_role("main").get_by_role("listitem").filter(has_text="embassy").count() == 1
    assert page.get_by_text("Ana Lind").count() == 0


def test_reports_actors_and_stories_can_be_noted(own: Served, look: Open) -> None:
    report = asked(own, "reports")["items"][0]["report"]
    for path, name in (
        (f"/reports/{report}", "this report"),
        ("/actors/person:antony-blinken", "this actor"),
        ("/stories", "this story"),
    ):
        page = look(own.address + path)
        page.get_by_text(f"Note something on {name}").first.click()
        page.get_by_label("Note", exact=True).first.fill(f"known of {name}")
        with page.expect_navigation():
            page.get_by_role("button", name="Keep the note").first.click()
        assert page.get_by_text(f"known of {name}").is_visible()


def test_what_was_read_from_a_passage_is_listed_beside_it(served: Served, look: Open) -> None:
    report = a_claim(served)["evidence"][0]["report"]
    page = look(f"{served.address}/reports/{report}", scripts=False)
    page.locator(".read-as summary").first.click()
    link = page.locator(".read-as a").first
    with page.expect_navigation():
        link.click()
    assert page.get_by_role("heading", name="Read as").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_to_mend_where_something_is_decided(
    own: Served, look: Open, width: int, scheme: str
) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python is not installed: `make setup-dev`")
    claim = a_claim(own)
    item, report = (claim["evidence"][0][name] for name in ("item", "report"))
    assert sent(own, "accept", datum=claim["id"]).status_code == 201
    assert sent(own, "note", datum=claim["id"], note="a note").status_code == 201
    assert sent(own, "correct", datum=item, fields={"status": "planned"}).status_code == 201
    assert sent(own, "reject", datum=asked(own, "changes")["items"][0]["id"]).status_code == 201
    page = look(own.address, width=width, scheme=scheme)
    for address in (f"/datum/{claim['id']}", f"/datum/{item}", f"/reports/{report}", "/judgements"):
        page.goto(own.address + address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options).response["violations"]
        assert [(address, v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- REST --------------------------------------------------------------------------------------------


def test_rest_acts_are_those_of_the_python_door(own: Served) -> None:
    claim = a_claim(own)
    item = claim["evidence"][0]["item"]
    before = asked(own, "claims?limit=1000")["items"]
    made = sent(
        own, "correct", datum=item, fields={"type": "PROTEST", "mode": "-"}, reason="why not", author="Mira"
    )
    if made.status_code == 400:
        made = sent(own, "correct", datum=item, fields={"type": "PROTEST"}, reason="why not", author="Mira")
    assert made.status_code == 201, made.text
    assert {(j["kind"], j["datum"], j["author"], j["reason"]) for j in made.json()} == {
        ("correct", item, "Mira", "why not")
    }
    fields = {f["name"]: f for f in asked(own, f"why/{item}")["fields"]}
    assert (fields["type"]["value"], fields["type"]["was"]) == ("PROTEST", claim["type"])
    for j in reversed(made.json()):
        assert sent(own, f"{j['id']}/undo").status_code == 201
    assert asked(own, "claims?limit=1000")["items"] == before
    rejected = sent(own, "reject", datum=claim["id"]).json()
    why = asked(own, f"why/{claim['id']}")
    assert why["rejected"] and [j["id"] for j in why["judgements"]] == [rejected["id"]]
    kinds = [d["kind"] for d in asked(own, "judgements")["items"]]
    assert kinds[-1] == "reject" and kinds.count("undo") == len(made.json())
    assert [d["id"] for d in asked(own, "judgements?kind=reject")["items"]] == [rejected["id"]]
    assert {d["standing"] for d in asked(own, f"judgements?about={item}&kind=correct")["items"]} == {
        "taken back"
    }
    with detente.open(own.path) as crisis:
        assert [d["id"] for d in asked(own, "judgements")["items"]] == [d.id for d in crisis.decisions()]


def an_answered_line(served: Served) -> dict[str, Any]:
    """A line of the ledger that reports tell the answer to."""
    return next(x for x in asked(served, "ledger?limit=1000")["items"] if x["answers"])


@pytest.mark.parametrize("scripts", [True, False])
def test_one_answer_is_rejected_on_its_page_and_the_line_tells_it(
    own: Served, look: Open, scripts: bool
) -> None:
    line = an_answered_line(own)
    page = look(f"{own.address}/datum/{line['id']}", scripts=scripts)
    with page.expect_navigation():
        page.get_by_role("region", name="Answers").get_by_role(
            "link", name="is that an answer?"
        ).first.click()
    assert page.get_by_text("Answer", exact=False).first.is_visible()
    page.get_by_text("It is wrong", exact=True).click()
    form = page.locator("form[action='/judge/reject']")
    assert "no answer to that line" in form.inner_text()
    form.get_by_label("signed").fill("Mira")
    with page.expect_navigation():
        form.get_by_role("button", name="Reject").click()
    assert page.get_by_text("It counts nowhere.").is_visible()
    (now,) = (x for x in asked(own, "ledger?limit=1000")["items"] if x["id"] == line["id"])
    assert now["answers"] == line["answers"][1:]
    page.goto(f"{own.address}/datum/{line['id']}")
    told = page.get_by_role("region", name="What people say of it")
    assert "Rejected in the answer" in " ".join(told.inner_text().split())
    with page.expect_navigation():
        told.get_by_role("button", name="take back").click()
    (now,) = (x for x in asked(own, "ledger?limit=1000")["items"] if x["id"] == line["id"])
    assert now == line


def test_an_answer_is_noted_rejected_and_taken_back_by_rest(own: Served) -> None:
    line = an_answered_line(own)
    answer = line["answers"][0]
    why = asked(own, f"why/{answer['id']}")
    assert (why["what"], why["related"]) == ("answer", [line["id"]])
    assert sent(own, "note", datum=answer["id"], note="who heard it?").status_code == 201
    made = sent(own, "reject", datum=answer["id"], author="Mira").json()
    assert (made["what"], made["kind"]) == ("answer", "reject")
    assert asked(own, f"why/{answer['id']}")["rejected"]
    assert sent(own, f"{made['id']}/undo").status_code == 201
    assert next(x for x in asked(own, "ledger?limit=1000")["items"] if x["id"] == line["id"]) == line


# --- ids that changed --------------------------------------------------------------------------------


def test_an_id_that_a_claim_had_once_leads_to_the_one_it_has(served: Served, look: Open) -> None:
    with detente.open(served.path, write=False) as crisis:
        claim = next(c for c in crisis.weighed("2022-01-21").claims if len(c.evidence) > 1)
    old = next(name for name in names_of_claim(claim) if name != claim.id)
    page = look(f"{served.address}/datum/{old}?as_of=2022-01-21")
    assert page.url == f"{served.address}/datum/{claim.id}?as_of=2022-01-21"
    answer = httpx.get(f"{served.address}/api/why/{old}?as_of=2022-01-21", timeout=60)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/api/why/{claim.id}?as_of=2022-01-21")


def test_what_only_a_judgement_remembers_is_told_to_be_gone_with_a_way_to_search(
    own: Served, look: Open
) -> None:
    claim = a_claim(own)
    sent(own, "note", datum=claim["id"], note="keep an eye on it")
    with detente.open(own.path) as crisis:
        crisis.remove(claim["evidence"][0]["report"])
        crisis.weighed()
    answer = httpx.get(f"{own.address}/api/why/{claim['id']}", timeout=60)
    for _ in range(100):
        if answer.status_code != 200:
            break
        time.sleep(0.1)
        answer = httpx.get(f"{own.address}/api/why/{claim['id']}", timeout=60)
    assert answer.status_code == 410
    assert answer.headers["content-type"].startswith("application/problem+json")
    page = look(f"{own.address}/datum/{claim['id']}", expect=410)
    assert page.get_by_role("heading", name="Not here any more").is_visible()
    page.get_by_role("link", name="Search for its words").click()
    assert "/search?q=" in page.url


def test_what_is_known_only_since_leads_to_today(served: Served, look: Open) -> None:
    with detente.open(served.path, write=False) as crisis:
        early = {c.id for c in crisis.weighed("2022-01-19").claims}
        later = next(c for c in crisis.claims() if c.id not in early and len(c.evidence) == 1)
    page = look(f"{served.address}/datum/{later.id}?as_of=2022-01-19", expect=404)
    with page.expect_navigation():
        page.get_by_role("link", name="Open it as known today").click()
    assert page.url == f"{served.address}/datum/{later.id}"


def test_the_list_of_judgements_is_never_told_to_be_unchanged_when_it_is_not(own: Served) -> None:
    first = httpx.get(f"{own.address}/api/judgements", timeout=60)
    again = httpx.get(
        f"{own.address}/api/judgements", headers={"if-none-match": first.headers["etag"]}, timeout=60
    )
    assert again.status_code == 304
    sent(own, "note", datum="person:antony-blinken", note="one more")
    then = httpx.get(
        f"{own.address}/api/judgements", headers={"if-none-match": first.headers["etag"]}, timeout=60
    )
    assert (then.status_code, then.json()["total"]) == (200, 1)


@pytest.mark.parametrize(
    ("act", "body", "words"),
    [
        ("reject", {"datum": "zzzz"}, "no single datum"),
        ("accept", {"datum": "person:antony-blinken"}, "can have notes"),
        ("note", {"datum": "person:antony-blinken", "note": " "}, "needs words"),
        ("correct", {"datum": "person:antony-blinken", "fields": {}}, "say what is to be corrected"),
        ("correct", {"datum": "place-x-1-2", "fields": {"reading": "Oslo"}}, "no single datum"),
        ("zzz/undo", {}, "no single judgement"),
        ("reject", {}, "datum"),
        ("note", {"datum": "a", "note": "x" * 5000}, "note"),
    ],
)
def test_what_cannot_be_decided_is_a_problem_in_words(
    served: Served, act: str, body: dict[str, Any], words: str
) -> None:
    answer = sent(served, act, **body)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert words in answer.json()["detail"]


def test_another_site_decides_nothing(served: Served) -> None:
    for path in ("/judge/reject", "/judge/note", "/api/judgements/reject"):
        answer = httpx.post(
            served.address + path, headers={"origin": "https://evil.example"}, json={"datum": "a"}
        )
        assert answer.status_code == 403
