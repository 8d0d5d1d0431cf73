"""Names, values and texts of a program as people say them: everything by its name, never by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, Self

from pipelang.model import (
    Crm,
    Distribution,
    Duration,
    Field,
    FieldRef,
    Literal,
    Pipeline,
    Place,
    Placeholder,
    Program,
    StageRef,
    Text,
    Today,
    Value,
    working_day,
)
from pipelang.model.index import Index
from pipelang.words.durations import Form, Locale, duration_words, plural_ru
from pipelang.words.figures import Figures, PlainFigures
from pipelang.words.phrases import COMMON, COUNTED, DAYS, Phrase

_WORKWEEK = ("mon", "tue", "wed", "thu", "fri")
_WEEKEND = ("sat", "sun")


class Names:
    """Words for the nouns of one program. `locale` is the crm's unless another is asked for."""

    def __init__(
        self,
        program: Program,
        locale: Locale | None = None,
        phrases: Mapping[str, Phrase] | None = None,
        figures: Callable[[Locale], Figures] = PlainFigures,
    ) -> None:
        self.program = program
        self.locale: Locale = locale or program.crm.locale
        self.figures = figures(self.locale)
        self.index = Index(program)
        self._phrases = self._in_locale(COMMON)
        self._add(phrases or {})
        self._places = {place.address: (pipeline, place) for pipeline in program.pipelines for place in pipeline.places}
        self._slots: dict[Placeholder, str] = {}
        self._reasons = {
            (pipeline.id, reason.id): reason.name
            for pipeline in program.pipelines
            for lost in pipeline.lost
            for reason in lost.reasons
        }
        self._any_reason = {reason: name for (_, reason), name in reversed(self._reasons.items())}

    def _in_locale(self, phrases: Mapping[str, Phrase]) -> dict[str, str]:
        which = 1 if self.locale == "ru" else 0
        return {key: phrase[which] for key, phrase in phrases.items()}

    def with_phrases(self, phrases: Mapping[str, Phrase]) -> Self:
        """The same words, with the caller's fixed phrases beside those of `t`."""
        more = copy(self)
        more._phrases = self._phrases.copy()
        more._add(phrases)
        return more

    def _add(self, phrases: Mapping[str, Phrase]) -> None:
        """Raises ValueError for a key that stands for something else already: it would be said in the wrong place."""
        for key, phrase in self._in_locale(phrases).items():
            if self._phrases.setdefault(key, phrase) != phrase:
                raise ValueError(f"phrase {key!r} is taken")

    def t(self, key: str, **params: object) -> str:
        """A fixed phrase. Raises KeyError for one that is in no table."""
        phrase = self._phrases[key]
        return phrase.format(**params) if params else phrase

    def about(self, key: str, address: str, **params: object) -> str:
        """A fixed phrase about what moves through the node's pipeline: `key.lead` for a lead, when there is one."""
        own = f"{key}.{self.thing(address)}"
        return self.t(own if own in self._phrases else key, **params)

    def quote(self, name: str) -> str:
        """A name in quotation marks; other marks when it has the usual ones inside."""
        if self.locale == "ru":
            return f"„{name}“" if "«" in name else f"«{name}»"
        return f"“{name}”"

    def listing(self, items: list[str], last: str = "and") -> str:
        """`a, b и c`."""
        if len(items) < 2:
            return "".join(items)
        return self.t(last).join((", ".join(items[:-1]), items[-1]))

    def count(self, amount: int, noun: str) -> str:
        """`5 этапов`, `1 stage`: `noun` is a key of COUNTED."""
        english, russian = COUNTED[noun]
        return f"{amount} {russian[plural_ru(amount)] if self.locale == 'ru' else english[amount != 1]}"

    def duration(self, duration: Duration, form: Form = "nominative") -> str:
        return duration_words(duration, self.locale, form)

    def number(self, number: float | str) -> str:
        return self.figures.number(number)

    def money(self, amount: float | str, currency: str | None) -> str:
        return self.figures.money(amount, currency or self.program.crm.currency or "")

    def date(self, iso: str) -> str:
        return self.figures.date(iso)

    def entity(self, entity: str) -> str:
        return self.t(f"entity.{entity}")

    def role(self, role: str) -> str:
        """A role's name; `owner` is whoever answers for the deal."""
        return self.t("owner.deal") if role == "owner" else self.index.roles[role].name

    def channel(self, channel: str) -> str:
        return self.index.channels[channel].name

    def product(self, product: str) -> str:
        return self.index.products[product].name

    def service(self, service: str) -> str:
        return self.index.services[service].name

    def task_type(self, kind: str) -> str:
        declared = self.index.task_types.get(kind)
        return declared.name if declared else self.t(f"task type.{kind}")

    def field(self, ref: FieldRef) -> str:
        """The field's label."""
        return self.index.fields[ref].name

    def field_of(self, ref: FieldRef) -> str:
        """The label, with the entity when it is not the deal's or the lead's own card: «Телефон (контакт)»."""
        if ref.entity in ("deal", "lead"):
            return self.field(ref)
        return self.t("field.of", name=self.field(ref), entity=self.entity(ref.entity))

    def fields(self, refs: tuple[FieldRef, ...]) -> str:
        return ", ".join(self.quote(self.field_of(ref)) for ref in refs)

    def field_type(self, field: Field) -> str:
        """`число от 1 до 10`; options are listed elsewhere."""
        if field.type == "link":
            return self.t("type.link", entity=self.entity(field.link or "contact"))
        if field.type != "number" or (field.low is None and field.high is None):
            return self.t(f"type.{field.type}")
        if field.high is None or field.low is None:
            key, bound = ("low", field.low) if field.high is None else ("high", field.high)
            return self.t(f"type.number.{key}", **{key: self.number(bound or 0)})
        return self.t("type.number.between", low=self.number(field.low), high=self.number(field.high))

    def option(self, field: FieldRef, option: str) -> str:
        return next((item.name for item in self.index.fields[field].options if item.id == option), option)

    def reason(self, reason: str, address: str = "") -> str:
        """A loss reason's name. Reasons belong to pipelines; `address` is that of a node in the one meant."""
        return self._reasons.get((_pipeline_id(address), reason)) or self._any_reason.get(reason, reason)

    def pipeline_of(self, address: str) -> Pipeline | None:
        """The pipeline that the node of this address belongs to."""
        return self.index.pipelines.get(_pipeline_id(address))

    def thing(self, address: str) -> str:
        """What moves through the pipeline of that node: `deal` or `lead`."""
        pipeline = self.pipeline_of(address)
        return pipeline.entity if pipeline else "deal"

    def place_name(self, ref: StageRef | Place) -> str:
        return self._places[ref.address][1].name

    def place(self, ref: StageRef | Place) -> str:
        """«Продажи» → «Посетил шоу-рум»."""
        pipeline, place = self._places[ref.address]
        return f"{self.quote(pipeline.name)} → {self.quote(place.name)}"

    def place_at(self, address: str) -> str:
        """The place that a node belongs to, or its pipeline, in words; an empty text for nodes outside pipelines."""
        parts = address.split(".")
        for length in range(len(parts), 2, -1):
            found = self._places.get(".".join(parts[:length]))
            if found:
                return self.place(found[1])
        pipeline = self.pipeline_of(address)
        return self.quote(pipeline.name) if pipeline else ""

    def distribution(self, distribution: Distribution) -> str:
        if distribution.by == "field" and distribution.field:
            return self.t("by.field", field=self.field_of(distribution.field))
        return self.t(f"by.{distribution.by}")

    def value(self, value: Value, field: FieldRef | None = None, address: str = "") -> str:
        """A value in words. `field` tells whose options an option belongs to, `address` whose reasons a reason."""
        if isinstance(value, FieldRef):
            return self.t("set.field", field=self.field_of(value))
        if isinstance(value, Today):
            return self._today(value)
        return self._literal(value, field, address)

    def _today(self, today: Today) -> str:
        if not today.shift:
            return self.t("today")
        days = self.duration(Duration(abs(today.shift), "d"))
        return self.t("today.later" if today.shift > 0 else "today.earlier", days=days)

    def _literal(self, literal: Literal, field: FieldRef | None, address: str) -> str:
        value: Any = literal.value
        if literal.type == "option" and field is not None:
            return self.quote(self.option(field, value))
        if literal.type == "reason":
            return self.quote(self.reason(value, address))
        if literal.type == "money":
            return self.money(value, literal.currency)
        plain = _PLAIN.get(literal.type)
        return plain(self, value) if plain else self.quote(str(value))

    def text(self, text: Text) -> str:
        """The text with placeholders shown as `[Контакт: Имя]`."""
        return "".join(part if isinstance(part, str) else self.slot(part) for part in text.parts)

    def line(self, text: Text) -> str:
        """The text on one line."""
        return " ".join(self.text(text).split())

    def slot(self, slot: Placeholder) -> str:
        known = self._slots.get(slot)
        if known is None:
            known = self._slots[slot] = f"[{self._slot(slot)}]"
        return known

    def _slot(self, slot: Placeholder) -> str:
        if slot.builtin:
            return self._phrases.get(f"slot.{slot.owner}.{slot.name}", f"{slot.owner}.{slot.name}")
        entity = self.entity(slot.owner)
        return f"{entity[:1].upper()}{entity[1:]}: {self.field(FieldRef(slot.owner, slot.name))}"

    def days(self, days: tuple[str, ...]) -> str:
        """`каждый рабочий день`, `по понедельникам и средам`. No days at all is every day."""
        if not days or len(days) == 7:
            return self.t("days.all")
        if days in (_WORKWEEK, self.working_days()):
            return self.t("days.working")
        if days == _WEEKEND:
            return self.t("days.weekend")
        which = 1 if self.locale == "ru" else 0
        return self.t("days.on", days=self.listing([DAYS[day][which][1] for day in days]))

    def working_days(self) -> tuple[str, ...]:
        worked = {day for hours in self.program.crm.hours for day in hours.days}
        return tuple(day for day in DAYS if day in worked)

    def hours(self, crm: Crm) -> str:
        """`пн–пт 09:00–19:00, сб 10:00–16:00`."""
        return ", ".join(f"{self._span_of_days(hours.days)} {hours.start}–{hours.end}" for hours in crm.hours)

    def working_day(self) -> Duration:
        return working_day(self.program.crm)

    def _span_of_days(self, days: tuple[str, ...]) -> str:
        which = 1 if self.locale == "ru" else 0
        names = [DAYS[day][which][0] for day in days]
        week = list(DAYS)
        if len(days) > 2 and list(days) == week[week.index(days[0]) :][: len(days)]:
            return f"{names[0]}–{names[-1]}"
        return ", ".join(names)


def _pipeline_id(address: str) -> str:
    parts = address.split(".", 2)
    return parts[1] if parts[0] == "pipeline" and len(parts) > 1 else ""


#: Values whose words need nothing but the value.
_PLAIN: dict[str, Callable[[Names, Any], str]] = {
    "role": lambda names, value: names.quote(names.role(value)),
    "channel": lambda names, value: names.quote(names.channel(value)),
    "product": lambda names, value: names.quote(names.product(value)),
    "duration": lambda names, value: names.duration(value),
    "flag": lambda names, value: names.t("yes" if value else "no"),
    "date": lambda names, value: names.date(value),
    "number": lambda names, value: names.number(value),
    "percent": lambda names, value: f"{names.number(value)}%",
}
