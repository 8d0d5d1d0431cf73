"""Frozen slotted dataclasses that are cheap to define.

`dataclass(frozen=True, slots=True)` compiles six functions for every class. With the sixty classes of the model that was a
quarter of the start-up of a check, so `record` compiles the constructor alone and shares the rest. What it makes are
dataclasses: `fields`, `replace`, `is_dataclass` and pydantic know them as such.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)

_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Class) -> Class:
    """Make a class a frozen slotted dataclass. Fields with `compare=False` count neither in `==` nor in the hash."""
    # Without a docstring dataclass() would work out a signature for one; this is the shape that it would have.
    cls.__doc__ = cls.__doc__ or f"{cls.__name__}()"
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__init__ = _constructor(made)
    made.__compared__ = _key_of([spec.name for spec in fields(made) if spec.compare])
    for name, function in _SHARED.items():
        if name not in made.__dict__ or name in ("__getstate__", "__setstate__"):
            setattr(made, name, function)
    kind: Class = made
    return kind


def _constructor(cls: type) -> Any:
    environment: dict[str, Any] = {"_set": _set}
    parameters: list[str] = []
    body: list[str] = []
    for spec in fields(cls):
        made = spec.default_factory is not MISSING  # then the factory itself stands for "not given"
        default = spec.default_factory if made else spec.default
        value = f"_default_{spec.name}() if {spec.name} is _default_{spec.name} else {spec.name}" if made else spec.name
        body.append(f" _set(self, {spec.name!r}, {value})")
        environment[f"_default_{spec.name}"] = default
        parameters.append(spec.name if default is MISSING else f"{spec.name}=_default_{spec.name}")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *(body or [" pass"])]), environment)
    return environment["__init__"]


def _key_of(names: list[str]) -> Any:
    if not names:
        return lambda _: ()
    return attrgetter(*names)


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    key: Any = type(self).__compared__
    return self is other or key(self) == key(other)


def _hash(self: Any) -> int:
    return hash((type(self), type(self).__compared__(self)))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{spec.name}={getattr(self, spec.name)!r}" for spec in fields(self) if spec.repr)
    return f"{type(self).__qualname__}({shown})"


def _frozen(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, spec.name) for spec in fields(self)]


def _restored(self: Any, state: list[object]) -> None:
    for spec, value in zip(fields(self), state, strict=True):
        _set(self, spec.name, value)


_SHARED = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__getstate__": _state,
    "__setstate__": _restored,
}
