"""A key map is obeyed where it can be, and never silently not."""

from __future__ import annotations

import pytest

from infoview_tui.domain.key_map import EVERYWHERE, Known, checked, key_name

BINDINGS = (
    Known("quit", EVERYWHERE, ("q",)),
    Known("find", EVERYWHERE, ("slash",)),
    Known("contacts.add", "Contacts", ("a",)),
    Known("contacts.edit", "Contacts", ("e",)),
    Known("contacts.archive", "Contacts", ("d",)),
    Known("contacts.bring_back", "Contacts", ("d",)),
    Known("prep.add", "Prep", ("a",)),
)


@pytest.mark.parametrize(
    ("written", "name"),
    [("?", "question_mark"), ("ctrl+/", "ctrl+slash"), ("+", "plus"), ("G", "G"), ("f5", "f5")],
)
def test_a_key_may_be_written_as_its_sign(written: str, name: str) -> None:
    assert key_name(written) == name


def test_a_binding_moves_to_its_new_keys() -> None:
    good, faults = checked({"contacts.add": "n, insert"}, BINDINGS)
    assert (good, faults) == ({"contacts.add": "n,insert"}, ())


def test_two_bindings_may_change_places() -> None:
    wanted = {"contacts.add": "e", "contacts.edit": "a"}
    assert checked(wanted, BINDINGS) == (wanted, ())


def test_what_shares_a_key_moves_together() -> None:
    good, faults = checked({"contacts.archive": "x"}, BINDINGS)
    assert good == {"contacts.archive": "x", "contacts.bring_back": "x"}
    assert faults == ()


@pytest.mark.parametrize(
    ("uid", "keys", "message"),
    [
        ("contact.add", "n", "there is no binding 'contact.add'; did you mean 'contacts.add'?"),
        ("contacts.add", "pgup", "there is no key 'pgup'; did you mean 'pageup'?"),
        ("contacts.add", "cmd+n", "there is no key 'cmd+n'"),
        ("contacts.add", " ", "names no key"),
        ("contacts.add", "ctrl+i", "terminals send ctrl+i as tab; choose another"),
        ("contacts.add", "e", "e is the key of 'contacts.edit' on Contacts"),
        ("contacts.add", "q", "q is the key of 'quit'"),
        ("quit", "a", "a is the key of 'contacts.add' on Contacts"),
    ],
)
def test_a_line_that_cannot_hold_is_named_and_left_out(uid: str, keys: str, message: str) -> None:
    good, faults = checked({uid: keys, "prep.add": "n"}, BINDINGS)
    assert good == {"prep.add": "n"}
    assert [(fault.id, fault.message) for fault in faults] == [(uid, message)]


def test_the_same_key_on_two_screens_is_no_clash() -> None:
    assert checked({"prep.add": "e"}, BINDINGS)[1] == ()
