"""The standard library's dataclasses, of which only as much is made as is used.

Importing `dataclasses` and making its classes was a third of the time of `infoview due`: it
writes and compiles six methods a class, and a run needs a few of them. Here `__init__` is
compiled when a class first makes a record, and the other methods are inherited. Checkers see the
real thing, and `dataclasses.fields`, `replace` and `is_dataclass` work as ever.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import MISSING, dataclass, field, fields, replace
else:
    MISSING = object()

    class _Field:
        """What is said of one field; its own default if it has one."""

        __slots__ = ("compare", "default", "default_factory", "kw_only", "name", "repr", "type")

        def __init__(self, default, default_factory=MISSING, compare=True, repr=True):  # noqa: A002
            self.default, self.default_factory = default, default_factory
            self.compare, self.repr = compare, repr

    def field(*, default=MISSING, default_factory=MISSING, compare=True, repr=True):  # noqa: A002
        return _Field(default, default_factory, compare, repr)

    def fields(record):
        return tuple(record.__own_fields__.values())

    def replace(record, /, **changes):
        for name in record.__own_fields__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)

    def dataclass(cls=None, *, frozen=False, slots=False, kw_only=False, eq=True):
        def make(cls):
            return _made(cls, frozen, slots, kw_only, eq)

        return make if cls is None else make(cls)

    def _made(cls, frozen, slots, kw_only, eq):
        own = {}
        for name, kind in cls.__annotations__.items():
            if not str(kind).startswith("ClassVar"):
                given = cls.__dict__.get(name, MISSING)
                spec = own[name] = given if isinstance(given, _Field) else _Field(given)
                spec.name, spec.type, spec.kw_only = name, kind, kw_only
        namespace = dict(cls.__dict__)
        namespace["__qualname__"] = cls.__qualname__  # Textual names the handler of a message by it
        namespace["__own_fields__"] = fields = getattr(cls, "__own_fields__", {}) | own
        namespace["__match_args__"] = tuple(n for n, f in fields.items() if not f.kw_only)
        compared = [name for name, field in fields.items() if field.compare]
        namespace["__compared__"] = staticmethod(attrgetter(*compared) if compared else type)
        for name, spec in own.items():
            if slots or spec.default is MISSING:
                namespace.pop(name, None)
            else:
                namespace[name] = spec.default
        if slots:
            namespace["__slots__"] = tuple(own)
        for name in ("__dict__", "__weakref__"):
            namespace.pop(name, None)
        methods = _FROZEN if frozen else _EQUAL if eq else _PLAIN
        made = type(cls)(cls.__name__, cls.__bases__, methods | namespace)
        made.__init__ = _Init(made)
        return made

    class _Init:
        """Stands in a class for its `__init__` until that is asked for."""

        def __init__(self, cls):
            self._cls = cls

        def __get__(self, record, owner):
            self._cls.__init__ = made = _compiled(self._cls)
            return made.__get__(record, owner)

    def _compiled(cls):
        positional, named, body = ["self"], [], []
        known = {"set_": object.__setattr__, "MISSING": MISSING}
        for name, spec in cls.__own_fields__.items():
            known[f"default_{name}"], value = spec.default, name
            if spec.default_factory is not MISSING:
                known[f"make_{name}"] = spec.default_factory
                value = f"make_{name}() if {name} is MISSING else {name}"
            optional = spec.default is not MISSING or spec.default_factory is not MISSING
            (named if spec.kw_only else positional).append(
                f"{name}=default_{name}" if optional else name
            )
            body.append(f"set_(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        parameters = [*positional, *(["*", *named] if named else [])]
        exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), known)
        made = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    class _StandardFields:
        """The fields as the standard library tells them, for whoever asks with its functions."""

        def __get__(self, record, owner):
            from dataclasses import field as standard
            from dataclasses import make_dataclass

            told = []
            for name, spec in owner.__own_fields__.items():
                given = {"default": spec.default, "default_factory": spec.default_factory}
                given = {key: value for key, value in given.items() if value is not MISSING}
                more = {"compare": spec.compare, "repr": spec.repr, "kw_only": spec.kw_only}
                told.append((name, spec.type, standard(**given, **more)))
            owner.__dataclass_fields__ = make_dataclass("_", told).__dataclass_fields__
            return owner.__dataclass_fields__

    def _repr(self):
        shown = (n for n, f in self.__own_fields__.items() if f.repr)
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.__compared__(self) == self.__compared__(other)

    def _hash(self):
        return hash(self.__compared__(self))

    def _refuse(self, name, value=None):
        raise AttributeError(f"cannot change {name!r} of a frozen record")

    def _reduce(self):
        return _again, (self.__class__, [getattr(self, name) for name in self.__own_fields__])

    def _again(cls, values):
        return cls(**dict(zip(cls.__own_fields__, values, strict=True)))

    _PLAIN = {"__repr__": _repr, "__dataclass_fields__": _StandardFields()}
    _EQUAL = _PLAIN | {"__eq__": _eq, "__hash__": None}
    _FROZEN = _EQUAL | {
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": _reduce,
    }


__all__ = ["MISSING", "dataclass", "field", "fields", "replace"]
