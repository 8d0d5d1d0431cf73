"""Values that a spec can write: durations, texts with placeholders, literals of conditions and assignments."""

from __future__ import annotations

from typing import Literal as Choice

from pipelang.records import record

Unit = Choice["m", "h", "d", "w"]

#: Minutes in a unit of calendar time. A working day has the length of the crm's `hours`, so it is not in this table.
MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}


@record
class Duration:
    """`15m working`: an amount of one unit; `working` counts only the hours of the crm."""

    amount: int
    unit: Unit
    working: bool = False

    @property
    def minutes(self) -> int:
        """Length in calendar minutes (for `working` durations: the minutes themselves, for comparing like with like)."""
        return self.amount * MINUTES[self.unit]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}{' working' if self.working else ''}"


@record
class Placeholder:
    """`{deal.budget}` in a text: `owner` is an entity or one of the built-in owners of placeholders.

    `builtin` tells the names every CRM knows (`contact.name`, `owner.phone`) from the spec's own fields.
    """

    owner: str
    name: str
    builtin: bool

    def __str__(self) -> str:
        return f"{{{self.owner}.{self.name}}}"


@record
class Text:
    """A text that live data is put into when it is sent: literal parts and placeholders in order."""

    parts: tuple[str | Placeholder, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))


@record
class FieldRef:
    """A field of an entity; `str()` gives `deal.budget`."""

    entity: str
    id: str

    @property
    def address(self) -> str:
        return f"field.{self.entity}.{self.id}"

    def __str__(self) -> str:
        return f"{self.entity}.{self.id}"


@record
class StageRef:
    """A place in a pipeline: a stage, `won`, `lost` or a named loss (`lost.junk`); `address` is the node's."""

    pipeline: str
    stage: str
    address: str

    def __str__(self) -> str:
        return f"{self.pipeline}.{self.stage}"


ValueType = Choice[
    "text", "number", "money", "percent", "date", "duration", "flag", "option", "role", "channel", "reason", "product"
]


@record
class Literal:
    """A written value with its type.

    `value`: text and ids as str; number, percent and money as int or float (`currency` beside); date as `YYYY-MM-DD`;
    duration as Duration; flag as bool.
    """

    type: ValueType
    value: str | int | float | bool | Duration
    currency: str | None = None

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        if self.type == "text":
            return f'"{self.value}"'
        suffix = "%" if self.type == "percent" else f" {self.currency}" if self.currency else ""
        return f"{self.value}{suffix}"


@record
class Today:
    """`today + 180d` in an assignment; `shift` is in days, negative for the past."""

    shift: int = 0

    def __str__(self) -> str:
        return f"today {'+' if self.shift > 0 else '-'} {abs(self.shift)}d" if self.shift else "today"


Value = Literal | Today | FieldRef
