"""What each passage is on its page: headline, lede, body, heading, caption, byline, dateline or litter."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from detente.clean.dateline import dateline, ends_in_day, is_agency, is_byline, printed_day, source_line
from detente.clean.lines import CLOSERS, Line, lines
from detente.model.given import Passage, Role

HEADLINE_WORDS, HEADLINE_CHARS = 35, 250
HEADING_WORDS, HEADING_CHARS = 14, 100
"""Display lines of our corpora: 99 % of headlines have at most 20 words, of subheadings 12."""
HEADINGS = 3
"""Headings that may follow each other; more are a list or a table of the report itself."""
QUESTION_WORDS = 10
"""A question of up to ten words on a line of its own, between paragraphs, is a heading."""
RUN = 5
"""So many lines in a row that are no sentences are a menu or a list of links; after the report's end, TAIL."""
TAIL = 3
SCRAPED = 10
"""So many lines that a rule calls litter show a scraped page. In a clean text a list of short lines is
the report's own (winners, fixtures, figures): without this, 1.6 % of the lines of BBC reports were lost."""
BARE_SHARE = 0.7
"""Share of a run's lines that must not end as a sentence does."""
REPEATED_WORDS, REPEATED_LETTERS = 4, 8
"""Shorter lines may stand twice ("No comment."), and so may rows of figures."""
AFTER_COMMENTS = 0.5
"""What follows "Leave a comment" is the readers' if it has less than half the words of what stands before."""
CAPTION_WORDS = 60
MENU_WORDS, MENU_CAPITALS = 30, 0.8
SENTENCE_MARK = re.compile(r"[.!?;:](?:\s|\Z)")

CAPTION = re.compile(
    r"\((?:from )?(?:far |second |third |2nd |3rd |top |bottom |front |back |pictured |seen )?(?:left|right|cent(?:er|re)|L|pictured|above|below)(?:,[^()]{0,30}| from (?:left|right))?\)"
    r"|^(?:FILE|FILE PHOTO|File photo|PHOTO|Pictured|Caption|FILE IMAGE|ARCHIVE PHOTO|Archive photo)\b ?[:.–—-]"
    r"|^(?:FILE PHOTO|File photo|Pictured)\b"
    r"|^(?:A|An|This|In this)(?: \w+){0,2} (?:photo|photograph|image|picture|screenshot|video grab|frame grab)\b(?: \w+){0,4} (?:shows?|showing|taken|released|provided|made)\b"
    r"|\bin this (?:\w+ )?(?:photo|picture|image|photograph|illustration|handout|frame grab|screengrab)\b"
    r"|\((?i:photo|handout|file photo|image|picture|ap photo|credit|photograph)\b[^()]{0,60}\)\W*$"
    r"|\[(?:[^\[\]/]{2,40}/)?(?:AP|AFP|Reuters|EPA|Getty Images|Getty|TASS|Anadolu|Xinhua|Handout)[^\[\]]{0,30}\]\W*$"
    r"|\((?:[^()/]{2,40}/)(?:AP|AFP|Reuters|EPA|Getty Images|Getty|Pool|Unsplash)[^()]{0,40}\)\W*$"
    r"|(?:/AFP via Getty Images|AP Photo/[^.!?]{2,40}|REUTERS/[^.!?]{2,40})\W*$",
    re.MULTILINE,
)

BULLET = re.compile(r"(?:[-*•·●▪–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
OUTLINE = re.compile(r"[-*]\s+#{1,6}\s")
"""A list of the page's headings, as scrapers make it."""
HASHES = re.compile(r"#{1,6}\s+")
WORD = re.compile(r"\w+")
SITE = re.compile(r"\s+(?:[|»·•:]|[-–—]{1,2})\s+")
"""What parts a page's title from its site's name."""

FIELD = re.compile(
    r"[-*\s]{0,4}\**(?P<name>[A-Za-z][A-Za-z _-]{1,30}?)\**\s?:\s?\**\s*(?P<value>.*?)\**\s*\Z", re.DOTALL
)
FIELDS = {
    "title": "title", "url": "url", "url source": "url", "source": "url", "link": "url", "canonical": "url",
    "date": "published", "published": "published", "published time": "published", "publish date": "published",
    "publication date": "published", "pubdate": "published", "site": "outlet", "sitename": "outlet",
    "site name": "outlet", "outlet": "outlet", "publisher": "outlet", "author": "author",
}  # fmt: skip
"""Fields that scrapers write above a text, by what we call them."""
HEAD_LINES, LONGEST_FIELD = 40, 2000


SLUG_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]+|\d+)(?![^\W_])")
SLUG_WORDS, SLUG_SHARE, SLUG_LINES, LONGEST_URL = 4, 0.6, 1000, 2000
"""An address of four words and more is taken for the headline's; the line must share so much with it (Dice)."""


class Layout(NamedTuple):
    """The lines of a text, the role of each, the fields above the text, and the line of the headline.

    The headline may be only a part of its line: the value of a field (`title: "…"`).
    """

    lines: list[Line]
    roles: list[Role]
    fields: dict[str, str]
    headline: int | None


def layout(text: str, title: str | None = None, url: str | None = None) -> Layout:
    """The lines of a text with the role of each. `title` and `url` are the report's, where they are known."""
    found = lines(text)
    roles: list[Role | None] = [by_itself(line) for line in found]
    fields = head_fields(found, roles)
    known = title or fields.get("title") or told_by_address(found, roles, url or fields.get("url"))
    headline = find_headline(found, roles, known)
    if headline is not None:
        roles[headline] = "headline"
    mark_repeated(found, roles)
    mark_after_comments(found, roles)
    mark_lists(found, roles)
    mark_display(found, roles)
    mark_datelines(found, roles, headline)
    named = mark_lede(found, [role or "body" for role in roles])
    return Layout(found, named, fields, headline)


def passages(found: Layout) -> tuple[Passage, ...]:
    """The passages of a text in order; a dateline is parted from the paragraph that it opens."""
    cut: list[Passage] = []
    opened = False
    for line, role in zip(found.lines, found.roles, strict=True):
        start = line.start
        if role in ("lede", "body"):
            if head := dateline(line.text, opening=not opened):
                cut.append(Passage(start=start, end=start + head.end, role="dateline"))
                start += head.end + len(line.text[head.end :]) - len(line.text[head.end :].lstrip())
            opened = True
        elif role == "heading" and (hashes := HASHES.match(line.text)):
            start += hashes.end()
        if start < line.end:
            cut.append(Passage(start=start, end=line.end, role=role))
    return tuple(cut)


def by_itself(line: Line) -> Role | None:
    """What a line is by its own words; None if that depends on its place."""
    if line.rule or line.unbroken or OUTLINE.match(line.text) or is_agency(line.text, line.words):
        return "litter"
    if is_menu(line):
        return "litter"
    if line.words <= CAPTION_WORDS and CAPTION.search(line.text):
        return "caption"
    if source_line(line.text, line.words):
        return "litter"
    return "byline" if is_byline(line.text, line.words, line.ends) else None


def is_menu(line: Line) -> bool:
    """Whether a long line is only names in a row ("Albania Algeria Andorra …"): a menu whose breaks a scraper lost."""
    if line.words < MENU_WORDS or SENTENCE_MARK.search(line.text):
        return False
    words = line.text.split()
    return sum(word[:1].isupper() for word in words) >= MENU_CAPITALS * len(words)


def head_fields(found: list[Line], roles: list[Role | None]) -> dict[str, str]:
    """The fields that a scraper wrote above the text; their lines are litter.

    They stand between lines of dashes, or are a list with bold names, or at least two of them are known to us.
    """
    fenced = bool(found) and set(found[0].text) == {"-"} and len(found[0].text) >= 3
    fields: dict[str, str] = {}
    seen: list[int] = []
    bold = 0
    for i, line in enumerate(found[:HEAD_LINES]):
        if fenced and i and set(line.text) == {"-"}:
            seen.append(i)
            break
        match = FIELD.match(line.text) if len(line.text) < LONGEST_FIELD else None
        if match:
            seen.append(i)
            bold += "**" in line.text[:8]
            name = FIELDS.get(match["name"].lower())
            if name and (value := match["value"].strip().strip("\"'“”").strip()):
                fields.setdefault(name, value)
        elif not fenced and (line.running or (seen and not HASHES.match(line.text))):
            break
    if not fields.get("url", "http").startswith("http"):
        del fields["url"]  # "Source: …" may name an agency
    if len(fields) < 2 and bold < 3:
        return {}
    for i in seen:
        roles[i] = "litter"
    return fields


def find_headline(found: list[Line], roles: list[Role | None], title: str | None) -> int | None:
    """Which line is the headline: the title, else the page's title said again, else the last fit line before the text."""
    begin = first_running(found, roles)
    if title and (at := same_as(title, found, begin)) is not None:
        return at
    at = guessed_headline(found, roles, begin)
    return at if at is None or title is None or alike(title, found[at].text) else None


def told_by_address(found: list[Line], roles: list[Role | None], url: str | None) -> str | None:
    """The line that says what the address says (`/world/envoys-meet-in-tromso`): the headline of a page full of menus."""
    said = set(slug(url))
    best, share = None, SLUG_SHARE
    if len(said) < SLUG_WORDS:
        return None
    for i, line in enumerate(found[:SLUG_LINES]):
        if roles[i] is not None or line.words > HEADLINE_WORDS or len(line.text) > HEADLINE_CHARS:
            continue
        words = set(letters(line.text).split())
        common = 2 * len(said & words) / (len(said) + len(words))
        if common > share:
            best, share = line.text, common
    return best


def slug(url: str | None) -> list[str]:
    """The words of the address's part that has most of them."""
    if not url or len(url) > LONGEST_URL:
        return []
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return []
    parts = [SLUG_WORD.findall(part.lower()) for part in path.split("/")]
    return max(parts, key=lambda words: sum(map(str.isalpha, words)))


def alike(title: str, line: str) -> bool:
    """Whether a line says at least half of what the known title says, or the other way round."""
    a, b = set(letters(title).split()), set(letters(line).split())
    return 2 * len(a & b) >= min(len(a), len(b)) > 0


def guessed_headline(found: list[Line], roles: list[Role | None], begin: int | None) -> int | None:
    """The headline of a text whose title nobody told us. `begin` is the first line of running text."""
    if begin is None:
        begin = next((i for i, line in enumerate(found) if i and line.ends and line.words >= 3), None)
        if begin is None:
            return None
    fit = [
        i
        for i, line in enumerate(found[:begin])
        if roles[i] is None
        and is_display(line, HEADLINE_WORDS, HEADLINE_CHARS)
        and line.words > 1
        and "\n" not in line.text
        and not printed_day(line.text, line.words)
    ]
    if not fit:
        return None
    if (at := titled(found, fit)) is not None:
        return at
    marked = [i for i in fit if found[i].text.startswith("# ") and found[i].words > 3]
    if marked:
        return marked[0]
    if begin <= RUN:
        return fit[0]
    return next((i for i in reversed(fit) if found[i].words >= 4), fit[-1])


def first_running(found: list[Line], roles: list[Role | None]) -> int | None:
    """The first line of running text."""
    return next((i for i, line in enumerate(found) if line.running and roles[i] is None), None)


def same_as(title: str, found: list[Line], begin: int | None) -> int | None:
    """The line that is the title, with or without the site's name: the last before the text begins, else the first."""
    names = {letters(title), *(letters(title[: mark.start()]) for mark in SITE.finditer(title))} - {""}
    longest = 2 * len(title) + 20
    hits = [
        i
        for i, line in enumerate(found)
        if len(line.text) <= longest and not OUTLINE.match(line.text) and letters(line.text) in names
    ]
    if not hits:
        return None
    before = [i for i in hits if begin is None or i <= begin]
    return before[-1] if before else hits[0]


def titled(found: list[Line], fit: list[int]) -> int | None:
    """The line that says again what the page's title ("Talks end – Fjord Courier") said before the site's name."""
    said = {letters(found[i].text): i for i in fit}
    for i in fit:
        for mark in SITE.finditer(found[i].text):
            at = said.get(letters(found[i].text[: mark.start()]))
            if at is not None and at > i and found[at].words > 1:
                return at
    return None


def letters(line: str) -> str:
    """A line as it is compared: words in lower case, nothing between them but a space."""
    return " ".join(WORD.findall(line.lower()))


def is_display(line: Line, words: int, chars: int) -> bool:
    """Whether the line may be a headline or heading: short, with letters, not a sentence."""
    text = line.text
    if line.words > words or len(text) > chars or text[0].islower() or not any(map(str.isalpha, text)):
        return False
    return not line.ends or (
        text.rstrip(CLOSERS)[-1:] in "?!？！" and line.words <= max(QUESTION_WORDS, words // 2)
    )


def mark_repeated(found: list[Line], roles: list[Role | None]) -> None:
    """Of a line printed twice one is litter: the second, or the first if that alone stands at a credit."""
    first: dict[str, int] = {}
    for i, line in enumerate(found):
        if line.words < REPEATED_WORDS or roles[i] == "litter":
            continue
        name = letters(line.text)
        if sum(map(str.isalpha, name)) < REPEATED_LETTERS:
            continue  # the head of a table
        before = first.setdefault(name, i)
        if before == i:
            continue
        kept, dropped = before, i
        if roles[i] == "headline" or (
            at_credit(found, before) and not at_credit(found, i) and not line.running
        ):
            kept, dropped = i, before
        if at_credit(found, before) and roles[kept] is None and line.words <= CAPTION_WORDS:
            roles[kept] = "caption"
        roles[dropped] = "litter"
        first[name] = kept


def at_credit(found: list[Line], i: int) -> bool:
    """Whether the line before or after is a photographer's credit."""
    near = (found[k].rule for k in (i - 1, i + 1) if 0 <= k < len(found))
    return any(rule is not None and rule.kind == "photo credit" for rule in near)


def mark_after_comments(found: list[Line], roles: list[Role | None]) -> None:
    """What readers wrote below the report is litter, all of it."""
    words = [line.words if line.running else 0 for line in found]
    total, before = sum(words), 0
    for i, line in enumerate(found):
        if line.rule and line.rule.ends and before and (total - before) < AFTER_COMMENTS * before:
            for k in range(i + 1, len(found)):
                roles[k] = "litter"
            return
        before += words[i]


def mark_lists(found: list[Line], roles: list[Role | None]) -> None:
    """Menus, lists of links and what follows "Related articles" are litter; lists that the text announces are body."""
    if first_running(found, roles) is None:
        return
    scraped = sum(line.rule is not None for line in found) >= SCRAPED
    start = 0
    while start < len(found):
        if found[start].running:
            start += 1
            continue
        end = start
        while end < len(found) and not found[end].running:
            end += 1
        mark_run(found, roles, start, end, scraped)
        start = end


def mark_run(found: list[Line], roles: list[Role | None], start: int, end: int, scraped: bool) -> None:
    """Judge the lines from `start` to `end`, none of which is running text."""
    announced = start > 0 and found[start - 1].text.endswith((":", "："))
    opened = False
    run = found[start:end]
    bare = sum(not line.ends for line in run) >= BARE_SHARE * len(run)
    page = scraped or any(line.rule for line in run)
    crowd = page and bare and len(run) >= (TAIL if end == len(found) else RUN)
    own = [line for line in run if not line.rule]
    listed = sum(bool(BULLET.match(line.text)) for line in own) >= BARE_SHARE * len(own)
    if announced or (listed and start > 0 and sum(line.words for line in own) >= 4 * len(own)):
        crowd = False
    for i in range(start, end):
        rule = found[i].rule
        if rule and rule.opens:
            opened = True
        if roles[i] == "byline" and crowd and start > 0:
            roles[i] = "litter"  # of another article
        if roles[i] is not None:
            continue
        last = i == end - 1 and end < len(found) and not opened and found[i].words >= 3 and not found[i].ends
        if (opened and not found[i].ends) or (crowd and not last):
            roles[i] = "litter"


def mark_display(found: list[Line], roles: list[Role | None]) -> None:
    """Short lines between paragraphs are headings."""
    running_later = False
    alone = [listed_lines(found, roles, i) <= HEADINGS for i in range(len(found))]
    for i in range(len(found) - 1, -1, -1):
        line = found[i]
        if (
            roles[i] is None
            and running_later
            and alone[i]
            and not line.running
            and not BULLET.match(line.text)
        ):
            question = line.text.rstrip(CLOSERS)[-1:] in "?？"
            if (
                "\n" not in line.text
                and (not line.ends or question)
                and is_display(line, HEADING_WORDS, HEADING_CHARS)
            ):
                roles[i] = "heading"
        if roles[i] is None:
            running_later = line.running or (line.ends and line.words >= 3)


def listed_lines(found: list[Line], roles: list[Role | None], i: int) -> int:
    """How many lines in a row, this among them, are neither running text nor litter; counted up to one above `HEADINGS`."""
    first = last = i
    while (
        first > 0 and last - first <= HEADINGS and roles[first - 1] is None and not found[first - 1].running
    ):
        first -= 1
    while (
        last + 1 < len(found)
        and last - first <= HEADINGS
        and roles[last + 1] is None
        and not found[last + 1].running
    ):
        last += 1
    return last - first + 1


def mark_datelines(found: list[Line], roles: list[Role | None], headline: int | None) -> None:
    """A line that is nothing but a date belongs to the head of the report; below it, to a list of links."""
    begin = first_running(found, roles)
    for i, line in enumerate(found):
        if roles[i] not in (None, "heading", "litter") or line.rule or i == headline:
            continue
        above = begin is None or i < begin
        near = headline is None or i > headline - 3
        if printed := printed_day(line.text, line.words):
            if printed[0] or (above and near):
                roles[i] = "dateline"
        elif headline is not None and headline < i and above and ends_in_day(line.text, line.words):
            roles[i] = "dateline"


def mark_lede(found: list[Line], roles: list[Role]) -> list[Role]:
    """The first paragraph is the lede, if a headline or another paragraph shows it to be one."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    if body and (len(body) > 1 or "headline" in roles):
        first = next((i for i in body if found[i].running), body[0])
        roles[first] = "lede"
    return roles
