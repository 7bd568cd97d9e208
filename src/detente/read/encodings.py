"""Bytes → text: byte order mark, UTF-8, the charset a page declares, else the likeliest of the old ones."""

from __future__ import annotations

import codecs
import re

from detente.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

DECLARED = re.compile(
    rb"""(?:<\?xml[^<>]{0,200}encoding|<meta[^<>]{0,300}charset)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
"""Where HTML and XML name their charset. Looked for in the first `HEAD` bytes, as browsers do."""
HEAD = 4096
WEB = re.compile(
    rb"(?:windows|cp|iso-?8859|koi8|mac|x-mac|gb|big5|shift|euc|tis|latin|us-ascii)", re.IGNORECASE
)
"""Charsets that pages are written in. Python knows others (punycode, idna …) that take for ever on a long text."""

SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"(\xb5/\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
REMEDY = "Give the text itself (.txt, .html, .jsonl, .xml)."

SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b\x1a")
SAMPLE = 65_536
BINARY_SHARE, SPOILT_SHARE = 0.1, 0.04
"""Share of control characters above which bytes are no text. One stray NUL in a line of twenty letters is
5 %. Where the bytes are no UTF-8 either, less is enough: compressed data has 10 % of them."""

LONG_ENOUGH = 400
"""Bytes from which charset-normalizer's guess of a single-byte charset beats ours; below it takes Russian for Greek."""

COMMON = {
    "cp1251": "оеаинтсрвлкмдпуіяыьгзбчйхжшюцщэфєїў",
    "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "iso8859_5": "оеаинтсрвлкмдпуіяыьгзбчйхжшюцщэфєїў",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "cp1253": "αοιετσνηυρπκμλςωάήίόύέδγχθ",
    "cp1255": "יוהלאמתרבשנדעקחפסגצכטםןזךףץ",
    "cp1256": "اليمنوترهبعدسفكقةحجىشصطخ",
}
"""Letters that most of a text in that charset's languages consists of, in lower case."""


def decoded(data: bytes, name: str, *, encoding: str | None = None) -> str:
    """The text of the bytes: line ends are `\\n`, stray NULs are U+FFFD (one for one: they mark a gap).

    Raises `InputError` for what is no text, or no text in the encoding the caller names.
    """
    for mark, marked in MARKS:
        if data.startswith(mark):
            return tidy(data[len(mark) :].decode(marked, "replace"))
    if encoding:
        return tidy(in_encoding(data, name, encoding))
    check_signature(data, name)
    if wide := without_mark(data):
        return tidy(data.decode(wide, "replace"))
    check_text(data, name)
    return tidy(any_charset(data))


def tidy(text: str) -> str:
    """The text with `\\n` at line ends and U+FFFD for NULs and half surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return storable(text.removeprefix("\ufeff"))


def storable(text: str) -> str:
    """The text with U+FFFD for what no store takes (NUL, half surrogates); no offset moves."""
    text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATE.sub("\ufffd", text)
    return text


def in_encoding(data: bytes, name: str, encoding: str) -> str:
    """The text in the encoding that the caller names. Raises `InputError` where it does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        place = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else None
        remedy = "Leave the encoding out to have it found."
        raise InputError(
            f"is not in the encoding {encoding}.", name=name, place=place, remedy=remedy
        ) from error


def without_mark(data: bytes) -> str | None:
    """UTF-16 written without a mark: every other byte of Western text is NUL."""
    sample = data[: SAMPLE // 16 * 2]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def check_signature(data: bytes, name: str) -> None:
    """Raise `InputError` if the bytes begin as a picture, an archive or a program does."""
    remedy = REMEDY
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            if what.endswith("compressed"):
                remedy = "Unpack it first."
            raise InputError(f"is {what}, not a text.", name=name, remedy=remedy)


def check_text(data: bytes, name: str) -> None:
    """Raise `InputError` if the bytes are anything but text."""
    check_signature(data, name)
    sample = data[:SAMPLE]
    control = len(sample) - len(sample.translate(None, CONTROL))
    if control > (BINARY_SHARE if nearly_utf8(sample) else SPOILT_SHARE) * len(sample):
        raise InputError("is binary, not a text.", name=name, remedy=REMEDY)


def any_charset(data: bytes) -> str:
    """The text: UTF-8 if it is that, else in the charset it declares, else in the likeliest one."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (found := DECLARED.search(data[:HEAD])) and WEB.match(found[1]):
        charset = found[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if charset == "iso-8859-1" else charset)
        except (LookupError, UnicodeError):
            pass  # a page may declare what it is not
    if nearly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(likeliest(data), "replace")


def nearly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few bytes spoilt (or cut in the middle of a character)."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    right = sum(c > "\x7f" and c != "\ufffd" for c in text)
    return text.count("\ufffd") * 10 <= right


def likeliest(data: bytes) -> str:
    """The old charset of bytes that are no UTF-8.

    Where letters above ASCII stand alone between others, the text is Western (or Central European);
    where they make up whole words, we count how many are common letters of each script. Long texts
    and those of East Asia go to charset-normalizer.
    """
    sample = data[:SAMPLE]
    words = re.findall(rb"[A-Za-z\x80-\xff]{3,}", sample)
    high = [w for w in words if sum(b > 0x7F for b in w) > 0.6 * len(w)]
    if len(b"".join(high)) < 0.2 * max(1, len(b"".join(w for w in words if max(w) > 0xBF))):
        return western(sample)
    scores = {name: share_of_common(sample, name) for name in COMMON}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.8 and len(sample) >= 40:
        return normalizer(sample) or best
    return best


def share_of_common(sample: bytes, charset: str) -> float:
    """The share of the bytes above ASCII that are common letters there; half a point for a capital."""
    text = "".join(c for c in sample.decode(charset, "replace") if c > "\x7f")
    letters = COMMON[charset]
    small = sum(c in letters for c in text)
    capital = sum(c not in letters and c.lower() in letters for c in text)
    return (small + capital / 2) / max(1, len(text))


def western(sample: bytes) -> str:
    """Latin-1 as the web reads it (cp1252), unless a longer text speaks for Central Europe or Turkey."""
    if len(sample) >= LONG_ENOUGH:
        found = normalizer(sample, ("cp1250", "cp1252", "cp1254", "cp1257"))
        return found if found in ("cp1250", "cp1254", "cp1257") else "cp1252"
    return "cp1252"


def normalizer(sample: bytes, among: tuple[str, ...] = ()) -> str | None:
    """What charset-normalizer takes the charset for."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(among) or None).best()
    return best.encoding if best else None
