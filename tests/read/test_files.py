from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError, UsageError
from detente.model.given import Raw, Reject
from detente.plugins import BUILT_IN, part
from detente.read import files, read

TEXT = "Talks end in Tromsø\n\nThe envoys met on the quay on Sunday.\n"

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fjord Courier</title>
<item><title>Talks end</title><link>https://courier.example/talks</link>
<pubDate>Fri, 21 Jan 2022 10:00:00 +0100</pubDate><description>&lt;p&gt;The envoys met.&lt;/p&gt;</description></item>
<item><title>Only a headline</title><pubDate>the day after</pubDate></item>
<item><link>https://courier.example/empty</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Courier</title><entry><title>Talks end</title>
<link href="https://courier.example/a"/><updated>2022-01-21T09:30:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;The envoys met.&lt;/p&gt;&lt;p&gt;They parted.&lt;/p&gt;</content>
</entry></feed>"""


def only(items: list[Raw | Reject]) -> Raw:
    assert len(items) == 1
    assert isinstance(items[0], Raw)
    return items[0]


def rejected(items: list[Raw | Reject]) -> Reject:
    assert len(items) == 1
    assert isinstance(items[0], Reject)
    assert items[0].reason and items[0].remedy
    return items[0]


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_report_word_for_word(tmp_path: Path) -> None:
    raw = only(list(read([written(tmp_path / "a.txt", TEXT)])))
    assert (raw.content, raw.media, raw.name) == (TEXT, "text", str(tmp_path / "a.txt"))


def test_a_page_keeps_its_markup_for_the_cleaner(tmp_path: Path) -> None:
    raw = only(list(read([written(tmp_path / "a.html", "<html><p>Hei</p></html>")])))
    assert raw.media == "html" and "<p>" in raw.content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!DOCTYPE html><html><body>Hei</body></html>", "html"),
        ("<!-- saved --><html lang='no'><p>Hei</p></html>", "html"),
        ("<div><p>Hei</p></div>", "html"),
        (FEED, "feed"),
        (ATOM, "feed"),
        ('{"text": "Hei"}\n', "jsonl"),
        ('[{"text": "Hei"}]', "jsonl"),
        ("Hei < hei", "text"),
        ("[1] A footnote", "text"),
    ],
)
def test_a_name_without_suffix_is_judged_by_its_bytes(content: str, kind: str) -> None:
    assert files.kind_of(None, content.encode()) == kind
    assert files.kind_of(Path("a.unknown"), content.encode("utf-16")) == kind


def test_every_built_in_reader_can_be_loaded() -> None:
    assert all(callable(part("reader", name)) for name in BUILT_IN["reader"])


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": "The envoys met.", "published": "2022-01-21", "outlet": "Courier"}),
        "{not json",
        json.dumps(
            {"body": "A second text.", "date": "2022-01-22", "title": "T", "url": "https://c.example"}
        ),
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        "[1, 2]",
        '"words"',
        json.dumps({"text": "x", "published": 2022}),
        '{"text": "caf\xe9"}',
    ]
    data = "\n".join(lines).encode("latin-1")
    found = list(read([written(tmp_path / "a.jsonl", data)]))
    reports = [item for item in found if isinstance(item, Raw)]
    rejects = [item for item in found if isinstance(item, Reject)]
    assert [(r.id, r.content, r.published) for r in reports] == [
        ("7", "The envoys met.", "2022-01-21"),
        (None, "A second text.", "2022-01-22"),
        (None, "café", None),
    ]
    assert rejects[0].place == "line 2"
    assert {r.place for r in rejects} >= {"line 2", "line 5", "line 6", "line 8", "line 9"}
    assert all(r.remedy for r in rejects)


def test_text_of_a_json_line_is_not_touched_because_offsets_count_in_it(tmp_path: Path) -> None:
    text = "One.\r\nTwo.\rThree\u2028Four \U0001f54a"
    assert only(list(read([written(tmp_path / "a.jsonl", json.dumps({"text": text}))]))).content == text


def test_a_published_field_that_is_no_date_is_said_to_be_none(tmp_path: Path) -> None:
    lines = [
        {"id": 9, "text": "The envoys met.", "published": day}
        for day in ("soon", "2999-01-01", "21 Jan 2022")
    ]
    first, second, third = read([written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))])
    assert isinstance(first, Reject) and isinstance(second, Reject) and isinstance(third, Raw)
    assert (first.id, first.place) == ("9", "line 1") and "no date" in first.reason
    assert "future" in second.reason and third.published == "2022-01-21"


def test_a_json_array_and_an_object_over_many_lines_are_read(tmp_path: Path) -> None:
    array = written(tmp_path / "a.json", json.dumps([{"text": "One."}, {"text": "Two."}], indent=2))
    single = written(tmp_path / "b.json", json.dumps({"text": "Three."}, indent=2))
    assert [r.content for r in read([array, single]) if isinstance(r, Raw)] == ["One.", "Two.", "Three."]


def test_a_feed_gives_its_entries_with_their_dates(tmp_path: Path) -> None:
    first, second, third = read([written(tmp_path / "feed.xml", FEED)])
    assert isinstance(first, Raw) and isinstance(second, Raw) and isinstance(third, Reject)
    assert (first.published, first.media, first.outlet) == (
        "2022-01-21T10:00:00+01:00",
        "html",
        "Fjord Courier",
    )
    assert first.name.endswith("feed.xml#1") and first.url == "https://courier.example/talks"
    assert (second.content, second.published) == ("Only a headline", None)
    assert third.place == "entry 3"


def test_an_atom_entry_prefers_its_content_to_its_summary(tmp_path: Path) -> None:
    raw = only(list(read([written(tmp_path / "a.atom", ATOM)])))
    assert "parted" in raw.content and raw.published == "2022-01-21T09:30:00+00:00"


def test_a_broken_feed_keeps_what_can_be_read(tmp_path: Path) -> None:
    found = list(read([written(tmp_path / "a.rss", FEED[: FEED.index("<item><link>")] + "<item><title>cut")]))
    assert sum(isinstance(item, Raw) for item in found) >= 2
    assert isinstance(found[-1], Reject) and "broken" in found[-1].reason


def test_a_feed_never_makes_anybody_fetch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("fetched"))
    outside = '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + FEED.split("?>", 1)[1].replace(
        "Talks end", "&e;"
    )
    list(
        read(
            [
                written(tmp_path / "a.rss", outside),
                written(tmp_path / "b.rss", "https://courier.example/feed"),
            ]
        )
    )


def test_folders_are_read_in_order_hidden_files_and_links_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", "a/.git/config.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path / name, name)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "d.txt").symlink_to("/etc/hostname")
    found = list(read([tmp_path]))
    names = [item.name.removeprefix(f"{tmp_path}/") for item in found if isinstance(item, Raw)]
    assert names == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]
    assert [r.reason for r in found if isinstance(r, Reject)] == ["is a link.", "is a link."]


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "regular" in rejected(list(read([tmp_path]))).reason
    assert "regular" in rejected(list(read([tmp_path / "pipe.txt"]))).reason
    assert "regular" in rejected(list(read(["/dev/null"]))).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        ("\u3000\n".encode(), "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"\x1f\x8b\x08" + bytes(range(200)), "gzip"),
        (b"\x9c" + bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_rejected_with_reason_and_remedy(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert reason in rejected(list(read([written(tmp_path / "a.txt", content)]))).reason


def test_one_bad_source_never_stops_the_rest(tmp_path: Path) -> None:
    good = written(tmp_path / "a.txt", TEXT)
    odd = ["nowhere.txt", "with\0nul", "x" * 5000, tmp_path / "empty", "\udcff.txt", "", good]
    (tmp_path / "empty").mkdir()
    found = list(read(odd))
    assert isinstance(found[-1], Raw)
    assert all(isinstance(item, Raw) or (item.reason and item.remedy) for item in found)
    for item in found:
        item.name.encode()


def test_a_file_that_vanishes_is_a_reject(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        written(tmp_path / name, TEXT)
    found = read([tmp_path])
    next(found)
    (tmp_path / "b.txt").unlink()
    gone, last = found
    assert isinstance(gone, Reject) and "not there" in gone.reason
    assert isinstance(last, Raw)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    closed = written(tmp_path / "a.txt", TEXT)
    closed.chmod(0)
    assert all(isinstance(item, Reject) and "may not" in item.reason for item in read([tmp_path]))


def test_a_refusal_of_the_system_is_put_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path / "a.txt", TEXT)
    monkeypatch.setattr(files.os, "open", refuse)
    assert "may not be read" in rejected(list(read([path]))).reason
    monkeypatch.setattr(files.os, "scandir", refuse)
    assert "may not be read" in rejected(list(read([tmp_path]))).reason


def test_a_file_beyond_the_limit_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILE_LIMIT", 10)
    assert "larger" in rejected(list(read([written(tmp_path / "a.txt", TEXT)]))).reason
    assert only(list(read([written(tmp_path / "a.jsonl", '{"text": "longer than ten"}')])))


def test_standard_input_is_read_by_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "The envoys met."}\n')))
    raw = only(list(read(["-"])))
    assert (raw.name, raw.content) == ("-#1", "The envoys met.")


def test_an_encoding_that_is_none_is_wrong_usage() -> None:
    for encoding in ("klingon", "hex", "", "a\0b"):
        with pytest.raises(UsageError):
            read(["a.txt"], encoding=encoding)


def test_a_single_name_is_one_source_and_the_callers_date_counts(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Møtet".encode("cp865"))
    raw = only(list(read(str(path), published="2022-01-21", encoding="cp865")))
    assert (raw.content, raw.published) == ("Møtet", "2022-01-21")


SNIPPETS = st.sampled_from(
    [b"<rss>", b"<item>", b"<title>", b"</item>", b"&amp;", b"<![CDATA[", b"<!--", b'{"text":"a"}\n', b"[", b"{", b'"', b"\n", b"<p>",
     b"\xff", b"\0", b"<?xml version='1.0' encoding='utf-16'?>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"\xd0\x9c"]
)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=200), st.lists(SNIPPETS, max_size=25).map(b"".join))


@pytest.mark.parametrize("kind", sorted(BUILT_IN["reader"]))
@settings(max_examples=60, deadline=None)
@given(data=BYTES)
def test_any_bytes_give_reports_or_rejects(kind: str, data: bytes) -> None:
    try:
        found = list(part("reader", kind)(data, "a", encoding=None))
    except InputError:
        return
    for item in found:
        assert isinstance(item, Raw | Reject)
        if isinstance(item, Raw):
            item.content.encode()
