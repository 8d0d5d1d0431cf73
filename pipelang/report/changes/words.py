"""Changes in words: things, attributes and values by the names that people know, in the old program's words and the new one's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelang.compare.changes import Change
from pipelang.compare.renames import REFERENCES
from pipelang.compare.shape import children
from pipelang.messages import Locale
from pipelang.model import (
    Action,
    Distribution,
    Duration,
    Event,
    FieldRef,
    Literal,
    Pipeline,
    Place,
    Program,
    StageRef,
    Text,
    Today,
    Trigger,
)
from pipelang.model.conditions import And, Compare, HasTag, Not, Or
from pipelang.model.pipeline import Norm
from pipelang.report.changes.phrases import ACTION, LABELS, NOUNS, PARTICIPLES, PHRASES
from pipelang.words import Words, words_for

#: How much of a text is shown where only its beginning is needed.
_BRIEF = 80


class ChangeWords:
    """Words for the changes between two programs. A program that is not there has the words of the other one."""

    def __init__(self, old: Program, new: Program, locale: Locale) -> None:
        self.locale = locale
        self.old = words_for(old, locale, PHRASES)
        self.new = words_for(new, locale, PHRASES) if new is not old else self.old

    def of(self, change: Change) -> Words:
        """The words of the program that the change's node is in."""
        return self.old if change.new is None else self.new

    def t(self, key: str, **params: object) -> str:
        return self.new.t(f"diff.{key}", **params)

    def title(self, change: Change) -> str:
        """«добавлен этап «Замер» после «Заявка»»: a sentence without its capital; where it is, is told by `where`."""
        if change.kind == "Requirement" and change.verb in ("added", "removed"):
            return self.t(f"required.{change.verb}", field=self.name(change.node, self.of(change)))
        thing = self.thing_of(change)
        if change.verb in ("added", "removed"):
            return f"{self._participle(change)} {thing}{self._behind(change)}"
        if change.verb == "renamed":
            return self.t(
                "renamed", thing=thing, now=self.new.quote(change.node.id), was=self.new.quote(_last(change.was))
            )
        if change.verb == "moved":
            if change.behind is None:
                return self.t("moved.first", thing=thing)
            return self.t("moved", thing=thing, behind=self.name(change.behind, self.new))
        return self._changed(change, thing)

    def thing_of(self, change: Change) -> str:
        """What has changed, by the name it goes by."""
        short = _SHORT.get(change.kind) if change.verb == "changed" else None
        return short(self, change) if short else self.thing(change.node, self.of(change), change.above)

    def _changed(self, change: Change, thing: str) -> str:
        label = self.label(change.kind, change.attribute)
        if self.is_text(change):
            return self.t("changed.text", thing=thing, new=self.t(f"new.{change.attribute}"))
        listed = self._listed(change)
        if listed:
            return self.t("changed.list", thing=thing, label=label, listed=listed)
        before, after = self.values(change)
        return self.t("changed", thing=thing, label=label, before=before, after=after)

    def where(self, change: Change) -> str:
        """The place on the board that the change is in, with the event of its trigger; "" for what stands by itself."""
        words = self.of(change)
        outer = [node for node in change.above if isinstance(node, Pipeline | Place)]
        place = next((node for node in reversed(outer) if isinstance(node, Place)), None)
        shown = words.place(place) if place is not None else words.quote(outer[0].name) if outer else ""
        return ": ".join(part for part in (shown, self.event(change)) if part)

    def event(self, change: Change) -> str:
        """The event of the trigger that the change is in, if it is in one."""
        trigger = next((node for node in change.above if isinstance(node, Trigger)), None)
        return self.of(change).event(trigger) if trigger is not None else ""

    def _participle(self, change: Change) -> str:
        english, russian = PARTICIPLES[change.verb]
        return russian[_noun(change.node)[1]] if self.locale == "ru" else english

    def _behind(self, change: Change) -> str:
        """Where a new stage stands; of other things nobody asks."""
        if change.kind != "Stage" or change.verb != "added":
            return ""
        if change.behind is None:
            return f" {self.t('behind.first')}"
        return f" {self.t('behind', behind=self.new.quote(change.behind.name))}"

    def thing(self, node: Any, words: Words, above: tuple[Any, ...] = ()) -> str:
        """«этап «Замер»», «задача Звонок: …»: the sort of thing and its name."""
        noun = self.noun(node)
        name = self.name(node, words)
        if type(node).__name__ == "Option" and above:
            return self.t("of", thing=f"{noun} {name}", field=words.quote(above[-1].name))
        return f"{noun} {name}" if name else noun

    def noun(self, node: Any) -> str:
        phrase: str = _noun(node)[0][1 if self.locale == "ru" else 0]
        return phrase

    def name(self, node: Any, words: Words) -> str:
        """What one thing of its sort is known by."""
        special = _NAMES.get(type(node).__name__)
        if special is not None:
            return special(self, node, words)
        if isinstance(node, Action):
            return words.quote(_brief(words.action(node)))
        return words.quote(getattr(node, "name", "") or getattr(node, "id", ""))

    def label(self, kind: str, attribute: str) -> str:
        phrase = LABELS.get((kind, attribute)) or LABELS["", attribute]
        return phrase[1 if self.locale == "ru" else 0]

    def inside(self, change: Change) -> tuple[str, ...]:
        """What came or went together with a thing."""
        words = self.of(change)
        if change.verb not in ("added", "removed"):
            return ()
        return tuple(self.thing(child, words) for child in children(change.node))

    # ---- values

    def is_text(self, change: Change) -> bool:
        """Whether the change is one of words, to be shown word by word."""
        if change.verb != "changed" or (change.kind, change.attribute) in REFERENCES:
            return False
        both = all(isinstance(value, str | Text) for value in (change.before, change.after))
        return both and change.attribute in ("text", "subject", "answer", "goal", "about", "why")

    def texts(self, change: Change) -> tuple[str, str]:
        return self._text(change.before, self.old), self._text(change.after, self.new)

    def values(self, change: Change) -> tuple[str, str]:
        """Both values in words."""
        return self.value(change, change.before, self.old), self.value(change, change.after, self.new)

    def _listed(self, change: Change) -> str:
        """Of a list what came and what went; "" where it is no list, or only its order has changed."""
        before, after = change.before, change.after
        if not (isinstance(before, tuple) and isinstance(after, tuple) and before and after):
            return ""
        came = [f"+ {self.value(change, (item,), self.new)}" for item in after if item not in before]
        gone = [f"− {self.value(change, (item,), self.old)}" for item in before if item not in after]
        return ", ".join(came + gone) if (change.kind, change.attribute) != ("Crm", "hours") else ""

    def value(self, change: Change, value: Any, words: Words) -> str:
        """A value in words; `words` are those of the side it is on."""
        if value is None or value == ():
            return self.t("none")
        node = change.old if words is self.old and change.old is not None else change.node
        special = _VALUES.get((change.kind, change.attribute))
        if special is not None:
            return special(self, value, node, words)
        sort = REFERENCES.get((change.kind, change.attribute))
        if sort is not None:
            ids = value if isinstance(value, tuple) else (value,)
            return ", ".join(words.quote(_BY_SORT[sort](words, item)) for item in ids)
        if isinstance(value, tuple):
            return ", ".join(self._plain(item, node, words) for item in value)
        return self._plain(value, node, words)

    def _plain(self, value: Any, node: Any, words: Words) -> str:
        known = _PLAIN.get(type(value))
        return known(self, value, node, words) if known is not None else words.quote(_brief(str(value)))

    def _text(self, value: Any, words: Words) -> str:
        return words.text(value) if isinstance(value, Text) else str(value or "")


def _alone(c: ChangeWords, change: Change) -> str:
    return c.noun(change.node)


def _task(c: ChangeWords, change: Change) -> str:
    """The type of task where its text has changed, else the text it has on both sides."""
    words = c.of(change)
    texted = change.attribute != "text" and str(change.node.text)
    name = words.line(change.node.text) if texted else words.task_type(change.node.kind)
    return c.t("task", name=words.quote(_brief(name)))


def _notice(c: ChangeWords, change: Change) -> str:
    words = c.of(change)
    return c.t("notice", role=words.quote(words.role(change.node.role)))


def _message(c: ChangeWords, change: Change) -> str:
    words = c.of(change)
    return c.t("message", name=words.quote(change.node.id), channel=words.channel(change.node.channel))


#: Class -> what it is called where one of its attributes has changed: shorter than all that it says.
_SHORT: dict[str, Callable[[ChangeWords, Change], str]] = {
    **dict.fromkeys(("Crm", "Owner", "Review"), _alone),
    "Task": _task,
    "Notify": _notice,
    "Message": _message,
}


def _last(address: str) -> str:
    return address.rpartition(".")[2]


def _noun(node: Any) -> Any:
    return NOUNS.get(type(node).__name__, ACTION)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _BRIEF else f"{line[:_BRIEF].rpartition(' ')[0] or line[:_BRIEF]}…"


def _number(value: float, words: Words) -> str:
    return words.number(value)


_Name = Callable[[ChangeWords, Any, Words], str]
_Value = Callable[[ChangeWords, Any, Any, Words], str]

#: Class of the model -> what a node of it is known by, where that is not simply its name.
_NAMES: dict[str, _Name] = {
    "Owner": lambda c, n, w: w.quote(w.owner(n)),
    "Requirement": lambda c, n, w: w.quote(w.requirement(n)),
    "Hint": lambda c, n, w: f"({c.t(n.level or 'everybody')})",
    "Objection": lambda c, n, w: w.quote(n.title),
    "Review": lambda c, n, w: f"({w.review(n)})",
    "AccessRule": lambda c, n, w: f"{c.t('role', role=w.quote(w.role(n.role)))}: {w.access(n)}",
    "Allow": lambda c, n, w: c.t("rule", rule=n.rule),
    "TargetOption": lambda c, n, w: f"{c.t('setting', target=n.target, option=n.key)} ({_subject(c, n.subject, w)})",
    "Trigger": lambda c, n, w: w.quote(w.event(n)),
    "Tunnel": lambda c, n, w: w.tunnel(n),
    "Task": lambda c, n, w: w.quote(_brief(w.task(n))),
}


def _subject(c: ChangeWords, subject: str, words: Words) -> str:
    if not subject:
        return c.t("whole.crm")
    return words.place_at(subject) or subject


def _field_type(c: ChangeWords, value: Any, node: Any, words: Words) -> str:
    return words.quote(words.field_type(node) if node.type == value else words.t(f"type.{value}"))


def _rights(c: ChangeWords, value: Any, node: Any, words: Words) -> str:
    return ", ".join(words.t(f"right.{right}") for right in value)


def _stages(c: ChangeWords, value: Any, node: Any, words: Words) -> str:
    pipeline = words.pipeline_of(node.address)
    names = {stage.id: stage.name for stage in pipeline.stages} if pipeline else {}
    return ", ".join(words.quote(names.get(stage, stage)) for stage in value)


def _param(c: ChangeWords, value: Any, node: Any, words: Words) -> str:
    return words.value(value) if isinstance(value, Literal) else words.quote(_brief(str(value)))


def _event(c: ChangeWords, value: Event, node: Any, words: Words) -> str:
    return words.quote(words.event(Trigger(node.address, node.at, value, None, None, ())))


#: (class, attribute) -> its value in words, where the type of the value does not tell.
_VALUES: dict[tuple[str, str], _Value] = {
    ("Crm", "locale"): lambda c, v, n, w: c.t(f"locale.{v}"),
    ("Crm", "hours"): lambda c, v, n, w: w.hours(n),
    ("Param", "value"): _param,
    ("Channel", "kind"): lambda c, v, n, w: w.quote(w.t(f"channel.{v}")),
    ("Field", "type"): _field_type,
    ("Field", "entity"): lambda c, v, n, w: w.quote(w.entity(v)),
    ("Field", "link"): lambda c, v, n, w: w.quote(w.entity(v)),
    ("Pipeline", "entity"): lambda c, v, n, w: w.quote(w.entity(v)),
    ("Pipeline", "kind"): lambda c, v, n, w: w.quote(w.t(f"kind.{v}")),
    ("Pipeline", "style"): lambda c, v, n, w: w.quote(w.t(f"style.{v}")),
    ("Hint", "level"): lambda c, v, n, w: c.t(v),
    ("AccessRule", "rights"): _rights,
    ("AccessRule", "scope"): lambda c, v, n, w: c.t("everywhere" if v == "all" else f"scope.{v}"),
    ("AccessRule", "stages"): _stages,
    ("Allow", "where"): lambda c, v, n, w: w.quote(_subject(c, v, w)),
    ("TargetOption", "subject"): lambda c, v, n, w: w.quote(_subject(c, v, w)),
    ("Trigger", "event"): _event,
    ("Tunnel", "mode"): lambda c, v, n, w: c.t(f"mode.{v}"),
    ("SetField", "value"): lambda c, v, n, w: w.value(v, n.field, n.address),
    ("Lose", "reason"): lambda c, v, n, w: w.quote(w.reason(v, n.to.address)),
}

#: Sort of a thing -> the name of the one with an id.
_BY_SORT: dict[str, Callable[[Words, str], str]] = {
    "role": lambda w, id: w.role(id),
    "channel": lambda w, id: w.channel(id),
    "service": lambda w, id: w.service(id),
    "product": lambda w, id: w.product(id),
    "pipeline": lambda w, id: w.index.pipelines[id].name if id in w.index.pipelines else id,
    "task_type": lambda w, id: w.task_type(id),
    "message": lambda w, id: id,
    "document": lambda w, id: w.index.documents[id].name,
}


def _condition(c: ChangeWords, value: Any, node: Any, words: Words) -> str:
    return words.quote(words.condition(value, node.address))


#: Type of a value -> the value in words.
_PLAIN: dict[type, _Value] = {
    bool: lambda c, v, n, w: w.t("yes" if v else "no"),
    int: lambda c, v, n, w: _number(v, w),
    float: lambda c, v, n, w: _number(v, w),
    Duration: lambda c, v, n, w: w.duration(v),
    Norm: lambda c, v, n, w: w.quote(w.norm(v, n.address)),
    Distribution: lambda c, v, n, w: w.distribution(v),
    FieldRef: lambda c, v, n, w: w.quote(w.field_of(v)),
    StageRef: lambda c, v, n, w: w.place(v),
    Text: lambda c, v, n, w: w.quote(_brief(w.text(v))),
    Today: lambda c, v, n, w: w.value(v),
    **dict.fromkeys((Compare, HasTag, Not, And, Or), _condition),
}
