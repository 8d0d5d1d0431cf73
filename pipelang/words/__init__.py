"""A program in the words of people, Russian or English: durations, conditions, events, actions, places.

Everything returned is plain text: whoever puts it into HTML, Markdown or a terminal escapes it there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipelang.model import (
    AccessRule,
    Action,
    Condition,
    Owner,
    Program,
    Requirement,
    Review,
    Stage,
    Task,
    Trigger,
    Tunnel,
)
from pipelang.model.pipeline import Norm
from pipelang.words.automation import action_words, event_words, task_words, tunnel_words
from pipelang.words.conditions import condition_words
from pipelang.words.durations import Form, Locale
from pipelang.words.figures import Figures, PlainFigures
from pipelang.words.names import Names
from pipelang.words.phrases import Phrase

__all__ = ["Form", "Locale", "Phrase", "Words", "sentence", "words_for"]


class Words(Names):
    """Words for all that a program says."""

    def condition(self, condition: Condition, address: str = "") -> str:
        """«Интерес клиента не меньше 9». `address` is that of a node in the pipeline whose loss reasons are meant."""
        return condition_words(self, condition, address)

    def event(self, trigger: Trigger) -> str:
        """«через 3 дня на этапе, если Интерес клиента не меньше 9»."""
        condition = self.condition(trigger.condition, trigger.address) if trigger.condition else ""
        return event_words(self, trigger, condition)

    def action(self, action: Action) -> str:
        """«поставить задачу «Звонок»: Перезвонить, срок 10 рабочих минут»."""
        return action_words(self, action)

    def task(self, task: Task) -> str:
        """«Звонок: Перезвонить, срок 10 рабочих минут»."""
        return task_words(self, task)

    def tunnel(self, tunnel: Tunnel) -> str:
        """«копия сделки переходит: «Производство» → «Новый заказ», если …; переносятся поля: …»."""
        condition = self.condition(tunnel.condition, tunnel.address) if tunnel.condition else ""
        return tunnel_words(self, tunnel, condition)

    def owner(self, owner: Owner) -> str:
        """«Менеджер по продажам (по очереди)»."""
        role = self.role(owner.role)
        return f"{role} ({self.distribution(owner.distribution)})" if owner.distribution else role

    def requirement(self, requirement: Requirement) -> str:
        """«Ждём следующую покупку, если причина отказа — не «Не наш клиент»»."""
        field = self.field_of(requirement.field)
        if requirement.condition is None:
            return field
        return self.t("require.if", field=field, condition=self.condition(requirement.condition, requirement.address))

    def review(self, review: Review) -> str:
        role = self.role(review.role)
        if review.within is None:
            return self.t("review", role=role)
        return self.t("review.within", role=role, within=self.duration(review.within, "within"))

    def norm(self, norm: Norm, address: str = "") -> str:
        """«60% сделок переходят на следующий этап в течение 2 дней»; `address` is the stage's."""
        percent = f"{self.number(norm.percent)}%"
        if norm.within is None:
            return self.about("norm", address, percent=percent)
        return self.about("norm.within", address, percent=percent, within=self.duration(norm.within, "within"))

    def access(self, rule: AccessRule) -> str:
        """«просмотр, изменение (только проигранные)», without the role."""
        rights = ", ".join(self.t(f"right.{right}") for right in rule.rights)
        if rule.scope == "all":
            return rights
        return f"{rights} ({self.t(f'scope.{rule.scope}', stages=self._stage_names(rule))})"

    def _stage_names(self, rule: AccessRule) -> str:
        pipeline = self.pipeline_of(rule.address)
        stages: dict[str, Stage] = {stage.id: stage for stage in pipeline.stages} if pipeline else {}
        return ", ".join(self.quote(stages[stage].name if stage in stages else stage) for stage in rule.stages)


def words_for(
    program: Program,
    locale: Locale | None = None,
    phrases: Mapping[str, Phrase] | None = None,
    figures: Callable[[Locale], Figures] = PlainFigures,
) -> Words:
    """Words in the crm's own language, or in `locale`. `phrases` adds the caller's fixed phrases to those of `t`.

    Documents for people take `local.LocalFigures` for `figures`.
    """
    return Words(program, locale, phrases, figures)


def sentence(words: str) -> str:
    """The words with a capital first letter (nothing else is changed)."""
    return f"{words[:1].upper()}{words[1:]}"
