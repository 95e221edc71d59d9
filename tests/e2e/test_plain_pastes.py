"""Escape characters inside of a paste go; everything else arrives, in whatever pieces it comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.screens.terminal import PlainPastes

BEGIN, END = "\x1b[200~", "\x1b[201~"
typed = st.text("ab\x1b[20~O", max_size=8).filter(lambda text: BEGIN not in text)
pasted = st.text("ab\x1b[20~1\r", max_size=12).filter(lambda text: END not in text)


@given(st.lists(st.tuples(typed, pasted), max_size=4), typed, st.data())
def test_only_the_inside_of_pastes_changes(
    parts: list[tuple[str, str]], last: str, data: st.DataObject
) -> None:
    raw, wanted = "", ""
    for keys, paste in parts:
        if (keys + BEGIN).find(BEGIN) < len(keys) or (paste + END).find(END) < len(paste):
            return
        raw += keys + BEGIN + paste + END
        wanted += keys + BEGIN + paste.replace("\x1b", "") + END
    pastes, got, rest = PlainPastes(), "", raw + last
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        got += pastes.plain(rest[:size])
        rest = rest[size:]
    assert got == wanted + last


def test_a_lone_escape_is_a_key_at_once() -> None:
    assert PlainPastes().plain("\x1b") == "\x1b"
