"""What amoCRM does with changes of a set-up that is in use. A table; sources are those of `facts`."""

from __future__ import annotations

from pipelang.compare.changes import Change
from pipelang.compare.crm import AUTOMATION, CrmFact, fact

from .facts import DOCS_FIELDS, DOCS_PIPELINES, DOCS_TRIGGERS, DOCS_USERS, ENTITIES, FIELD_KINDS, SYSTEM_FIELDS

_NO_API = "no such method in the documentation or in public clients"


def _system(change: Change) -> bool:
    """Phones and e-mails of clients are fields that every account has."""
    return (ENTITIES[change.node.entity], change.node.type) in SYSTEM_FIELDS


def _own(change: Change) -> bool:
    return not _system(change)


def _same_type(change: Change) -> bool:
    return FIELD_KINDS[change.before].type == FIELD_KINDS[change.after].type


def _other_type(change: Change) -> bool:
    return not _same_type(change)


FACTS: tuple[CrmFact, ...] = (
    fact(
        "Pipeline",
        "removed",
        "destructive",
        "a pipeline that holds deals is not deleted, nor is the last one: move its deals first",
        "воронка, в которой есть сделки, не удалится, как и последняя: сначала перенесите сделки",
        DOCS_PIPELINES,
    ),
    fact(
        "Pipeline",
        "name",
        "safe",
        "only the name changes: deals, stages and reports stay",
        "меняется только название: сделки, этапы и отчёты остаются",
        DOCS_PIPELINES,
    ),
    fact(
        "Pipeline",
        "main",
        "attention",
        "the main pipeline is set anew, and the other one stops being it",
        "главной станет эта воронка, прежняя перестанет ею быть",
        DOCS_PIPELINES,
        sure=False,
    ),
    fact(
        "Stage",
        "removed",
        "destructive",
        "its deals are moved to the first stage of the pipeline, without asking",
        "сделки с этого этапа молча уедут на первый этап воронки",
        DOCS_PIPELINES,
    ),
    fact(
        "Stage",
        "name",
        "safe",
        "only the name changes: deals stay where they are",
        "меняется только название: сделки остаются на своих местах",
        DOCS_PIPELINES,
    ),
    fact(
        "Stage",
        "moved",
        "safe",
        "the order changes, deals stay on their stages",
        "меняется порядок, сделки остаются на своих этапах",
        DOCS_PIPELINES,
    ),
    fact(
        ("Won", "Lost"),
        "name",
        "safe",
        "the name of a system stage changes in this pipeline only",
        "название системного этапа меняется только в этой воронке",
        DOCS_PIPELINES,
        sure=False,
    ),
    fact(
        "Lost",
        "added",
        "safe",
        "no stage appears: all losses are one stage, told apart by reasons",
        "нового этапа не будет: все отказы — один этап, различаются причинами",
        DOCS_PIPELINES,
    ),
    fact(
        "Lost",
        "removed",
        "safe",
        "no stage goes: all losses are one stage, told apart by reasons",
        "этап не исчезнет: все отказы — один этап, различаются причинами",
        DOCS_PIPELINES,
    ),
    fact(
        "Reason",
        "removed",
        "attention",
        "what becomes of deals lost with this reason is not documented: count them first",
        "что станет со сделками, закрытыми с этой причиной, не документировано: сначала посчитайте их",
        _NO_API,
        sure=False,
    ),
    fact(
        "Field",
        "removed",
        "destructive",
        "the field is deleted with all its values, which cannot be undone",
        "поле удаляется вместе со всеми значениями, отменить это нельзя",
        DOCS_FIELDS,
        when=_own,
    ),
    fact(
        "Field",
        "removed",
        "safe",
        "the system field stays in the card with its values",
        "системное поле останется в карточке вместе со значениями",
        DOCS_FIELDS,
        when=_system,
    ),
    fact(
        "Field",
        "type",
        "destructive",
        "the type of a field cannot be changed: it is deleted and made anew, its values are lost",
        "тип поля сменить нельзя: оно удаляется и создаётся заново, значения пропадут",
        DOCS_FIELDS,
        when=_other_type,
    ),
    fact(
        "Field",
        "type",
        "safe",
        "both types are the same one here: values stay",
        "здесь это один и тот же тип: значения остаются",
        DOCS_FIELDS,
        when=_same_type,
    ),
    fact(
        "Field",
        "name",
        "safe",
        "only the label changes: values stay",
        "меняется только название: значения остаются",
        DOCS_FIELDS,
    ),
    fact(
        "Field",
        "renamed",
        "safe",
        "the code of the field changes: outside services that use it must be told",
        "меняется код поля: сообщите внешним сервисам, которые его используют",
        DOCS_FIELDS,
        sure=False,
    ),
    fact(
        "Option",
        "removed",
        "destructive",
        "deals with this answer are left without a value",
        "в сделках с этим вариантом значение пропадёт",
        DOCS_FIELDS,
    ),
    fact(
        "Option",
        "name",
        "safe",
        "the answer keeps its id: deals show the new name",
        "у варианта остаётся прежний id: сделки покажут новое название",
        DOCS_FIELDS,
    ),
    fact(
        "Requirement",
        "added",
        "attention",
        "asked for on entering the stage; deals that stand there already are not stopped",
        "проверяется при входе на этап; сделки, которые уже на нём, не останавливаются",
        DOCS_FIELDS,
    ),
    fact(
        "Requirement",
        "condition",
        "attention",
        "conditions are not held: a task reminds, nothing blocks",
        "условия не проверяются: напомнит задача, но ничего не заблокирует",
        _NO_API,
    ),
    fact(
        "Role",
        "removed",
        "attention",
        "what becomes of the role's users is not documented: give them another role first",
        "что станет с пользователями роли, не документировано: сначала дайте им другую роль",
        DOCS_USERS,
        sure=False,
    ),
    fact(
        AUTOMATION,
        "*",
        "safe",
        "by hand, by the checklist: triggers have no API",
        "вручную, по чек-листу: у триггеров нет API",
        DOCS_TRIGGERS,
    ),
    fact(
        "Message",
        "text",
        "safe",
        "the text stands in a bot or a template: paste it anew",
        "текст лежит в боте или шаблоне: вставьте его заново",
        DOCS_TRIGGERS,
    ),
    fact(
        ("Service", "Channel"),
        "added",
        "safe",
        "connected by hand",
        "подключается вручную",
        _NO_API,
    ),
    fact(
        ("Service", "Channel"),
        "removed",
        "safe",
        "disconnected by hand",
        "отключается вручную",
        _NO_API,
    ),
)
