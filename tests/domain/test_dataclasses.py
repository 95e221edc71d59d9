"""Our dataclasses behave as those of the standard library, which tell what is right here."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from typing import Any

import pytest

from infoview_tui.domain import dataclasses as ours
from infoview_tui.domain.models import Contact, Interview, Status

BOTH = [dataclasses, ours]


def classes(maker: Any) -> tuple[Any, Any, Any]:
    @maker.dataclass(frozen=True, slots=True, kw_only=True)
    class Head:
        uid: str
        tags: tuple[str, ...] = ()
        extra: dict[str, int] = maker.field(default_factory=dict)

    @maker.dataclass(frozen=True, slots=True, kw_only=True)
    class Whole(Head):
        text: str = ""
        row: int = maker.field(default=0, compare=False, repr=False)

    @maker.dataclass
    class Open:
        size: int
        lines: list[str] = maker.field(default_factory=list)
        twice: int = 0

        def __post_init__(self) -> None:
            self.twice = 2 * self.size

    return Head, Whole, Open


@pytest.mark.parametrize("maker", BOTH)
def test_records_are_equal_by_what_is_compared_and_by_their_class(maker: Any) -> None:
    head, whole, _ = classes(maker)
    assert whole(uid="a", row=1) == whole(uid="a", row=2)
    assert whole(uid="a") != whole(uid="b")
    assert whole(uid="a") != head(uid="a")
    assert head(uid="a").__eq__("a") is NotImplemented


@pytest.mark.parametrize("maker", BOTH)
def test_a_class_within_another_keeps_its_whole_name(maker: Any) -> None:
    head, _, _ = classes(maker)
    assert head.__qualname__ == "classes.<locals>.Head"
    assert head.__module__ == __name__


@pytest.mark.parametrize("maker", BOTH)
def test_records_say_their_fields(maker: Any) -> None:
    _, whole, opened = classes(maker)
    assert repr(whole(uid="a")).endswith("Whole(uid='a', tags=(), extra={}, text='')")
    assert repr(opened(3)).endswith("Open(size=3, lines=[], twice=6)")


@pytest.mark.parametrize("maker", BOTH)
def test_a_frozen_record_does_not_change_and_has_no_other_attributes(maker: Any) -> None:
    _, whole, _ = classes(maker)
    record = whole(uid="a")
    for name in ("uid", "row"):
        with pytest.raises(AttributeError):
            setattr(record, name, "b")
        with pytest.raises(AttributeError):
            delattr(record, name)
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("maker", BOTH)
def test_hashes_go_with_equality(maker: Any) -> None:
    _, whole, opened = classes(maker)
    one, same, other = (whole(uid=uid, extra=0, row=row) for row, uid in enumerate("aab"))
    assert len({one, same, other}) == 2
    with pytest.raises(TypeError):
        hash(opened(3))


@pytest.mark.parametrize("maker", BOTH)
def test_a_default_made_by_a_factory_is_a_new_one_each_time(maker: Any) -> None:
    _, _, opened = classes(maker)
    one, other = opened(1), opened(1)
    one.lines.append("x")
    assert other.lines == []


@pytest.mark.parametrize("maker", BOTH)
@pytest.mark.parametrize("wrong", [{}, {"uid": "a", "name": "b"}])
def test_missing_and_unknown_fields_are_refused(maker: Any, wrong: dict[str, str]) -> None:
    _, whole, _ = classes(maker)
    with pytest.raises(TypeError):
        whole(**wrong)
    with pytest.raises(TypeError):
        whole("a")


@pytest.mark.parametrize("maker", BOTH)
@pytest.mark.parametrize("replace", [dataclasses.replace, ours.replace])
def test_replacing_makes_a_new_record_of_the_same_class(maker: Any, replace: Any) -> None:
    if (maker, replace) == (dataclasses, ours.replace):
        return  # ours knows our own
    _, whole, _ = classes(maker)
    record = whole(uid="a", tags=("x",))
    assert replace(record, text="b") == whole(uid="a", tags=("x",), text="b")
    assert record.text == ""
    with pytest.raises(TypeError):
        replace(record, colour="red")


@pytest.mark.parametrize("maker", BOTH)
def test_records_are_copied_and_pickled(maker: Any) -> None:
    _, whole, _ = classes(maker)
    record = whole(uid="a", extra={"b": 1})
    assert copy.deepcopy(record) == record == copy.copy(record)
    contact = Contact(uid="a", name="Ada", tags=("x",))
    assert pickle.loads(pickle.dumps(contact)) == contact


@pytest.mark.parametrize("maker", BOTH)
def test_patterns_take_the_fields_in_their_order(maker: Any) -> None:
    _, whole, opened = classes(maker)
    assert opened.__match_args__ == ("size", "lines", "twice")
    assert whole.__match_args__ == ()


def test_the_standard_functions_take_our_records() -> None:
    interview = Interview(uid="a", contact="b", status=Status.HELD)
    assert dataclasses.is_dataclass(interview)
    assert [f.name for f in dataclasses.fields(Interview)] == [
        f.name for f in ours.fields(Interview)
    ]
    assert {f.name: f.type for f in dataclasses.fields(Interview)}["status"] == "Status"
    assert dataclasses.asdict(interview)["prep"]["questions"] == ()
    assert list(inspect.signature(Interview).parameters)[:2] == ["uid", "contact"]


def test_records_need_nothing_of_the_standard_dataclasses() -> None:
    code = "import sys, infoview_tui.domain.models as m; m.Contact(uid='a', name='b')"
    told = subprocess.run(
        [sys.executable, "-S", "-c", f"{code}; print('dataclasses' in sys.modules)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip() == "False", told.stderr
