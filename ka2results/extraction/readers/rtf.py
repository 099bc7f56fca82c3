"""Rich Text Format."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from ka2results.extraction.transcript import Damaged, TooCostly, Transcript

_MAX_BYTES = 64 * 1024 * 1024
_MAX_DEPTH = 500
_TOKEN = re.compile(
    rb"\\bin(?P<bin>\d{1,9}) ?"
    rb"|\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|(?P<hex>(?:\\'[0-9a-f]{2})+)"
    rb"|\\(?P<symbol>[^a-z0-9])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.I | re.S,
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata datastore xmlnstbl listtable "
    b"listoverridetable rsidtbl generator fldinst bkmkstart bkmkend latentstyles "
    b"colorschememapping wgrffmtfilter revtbl pntext atnid atnauthor annotation".split()
)
_LETTERS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"cell": " ",
    b"tab": " ", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
# Source: RTF 1.9.1, "Font Table", \fcharset.
_CHARSETS = {
    0: "cp1252", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True)
class _Group:
    """What holds until the closing brace."""

    skipped: bool = False
    fonts: bool = False
    after_unicode: int = 1
    """How many stand-ins follow a Unicode letter, for programs that know none."""
    encoding: str = ""


@dataclass
class _State:
    """Where the reading of one file is."""

    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    pending: int = 0
    """Stand-ins still to be passed over."""
    star: bool = False


def read(file: BinaryIO, transcript: Transcript) -> None:
    """Read the body; fonts, styles, pictures and field codes are left out.

    Source: Rich Text Format Specification 1.9.1.
    """
    content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise TooCostly(f"RTF larger than {_MAX_BYTES:,} bytes")
    if not content.lstrip().startswith(b"{\\rtf"):
        raise Damaged("no RTF header")
    state, surrogate = _State(), ""
    for piece in _pieces(content, state):
        # Letters beyond the first plane come as two halves in two control words.
        if "\ud800" <= piece <= "\udbff":
            surrogate = piece
            continue
        both = (surrogate + piece).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        surrogate = ""
        transcript.add(both)


def _pieces(content: bytes, state: _State) -> Iterator[str]:
    position = 0
    while found := _TOKEN.search(content, position):
        position = found.end()
        if found["bin"]:
            position += int(found["bin"])
        elif found["brace"]:
            _change_group(found["brace"], state)
        elif found["word"]:
            yield from _control(found["word"].lower(), found["number"], state)
        elif found["symbol"]:
            yield from _symbol(found["symbol"], state)
        else:
            yield from _letters(found["hex"], found["text"], state)


def _change_group(brace: bytes, state: _State) -> None:
    state.star, state.pending = False, 0
    if brace == b"{":
        if len(state.outer) >= _MAX_DEPTH:
            raise TooCostly(f"groups nested deeper than {_MAX_DEPTH}")
        state.outer.append(state.group)
    elif state.outer:
        state.group = state.outer.pop()


def _control(word: bytes, number: bytes | None, state: _State) -> Iterator[str]:
    value = int(number) if number else 0
    if word in _SKIPPED or (state.star and word != b"shpinst"):
        state.group = replace(state.group, skipped=True, fonts=word == b"fonttbl")
    elif word == b"ansicpg":
        state.encoding = _codec(f"cp{value}", state.encoding)
    elif word == b"uc":
        state.group = replace(state.group, after_unicode=max(0, min(value, 16)))
    elif word in (b"f", b"fcharset"):
        _choose_font(word, value, state)
    elif word == b"u" and not state.group.skipped:
        state.pending = state.group.after_unicode
        yield chr(value % 0x10000)
    elif word in _LETTERS and not state.group.skipped:
        yield _LETTERS[word]
    state.star = False


def _choose_font(word: bytes, value: int, state: _State) -> None:
    if word == b"f" and state.group.fonts:
        state.font = value
    elif word == b"fcharset" and state.group.fonts and value in _CHARSETS:
        state.fonts[state.font] = _CHARSETS[value]
    elif word == b"f":
        state.group = replace(state.group, encoding=state.fonts.get(value, ""))


def _symbol(symbol: bytes, state: _State) -> Iterator[str]:
    state.star = symbol == b"*"
    if not state.group.skipped and symbol in _SYMBOLS:
        yield _SYMBOLS[symbol]


def _letters(hex_run: bytes | None, text: bytes | None, state: _State) -> Iterator[str]:
    state.star = False
    if state.group.skipped:
        return
    raw = bytes.fromhex(hex_run.replace(b"\\'", b"").decode()) if hex_run else text or b""
    passed, state.pending = raw[state.pending :], max(0, state.pending - len(raw))
    yield passed.decode(state.group.encoding or state.encoding, errors="replace")


def _codec(name: str, otherwise: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return otherwise
