"""What Bitrix24 does with changes of a set-up that is in use. A table; sources are those of `facts`."""

from __future__ import annotations

from pipelang.compare.changes import Change
from pipelang.compare.crm import AUTOMATION, CrmFact, fact

from .facts import (
    API_AUTOMATION,
    API_CATEGORY,
    API_FIELDS,
    API_STATUS,
    FIELD_KINDS,
    HELP_REQUIRED,
    HELP_ROBOTS,
    SRC_CATEGORY,
    SRC_FIELDS,
    SRC_ORDER,
    SRC_RIGHTS,
    STANDARD_FIELDS,
)


def _standard(change: Change) -> bool:
    """Phones and e-mails of clients are fields that every portal has."""
    return (change.node.entity, change.node.type) in STANDARD_FIELDS


def _own(change: Change) -> bool:
    return not _standard(change)


def _same_type(change: Change) -> bool:
    before, after = FIELD_KINDS[change.before], FIELD_KINDS[change.after]
    return (before.type, before.multiple) == (after.type, after.multiple)


def _other_type(change: Change) -> bool:
    return not _same_type(change)


FACTS: tuple[CrmFact, ...] = (
    fact(
        "Pipeline",
        "removed",
        "destructive",
        "a pipeline that holds items is not deleted, nor is the default one; its stages and the rights on it go with it",
        "воронка с элементами не удалится, как и воронка по умолчанию; вместе с ней исчезнут стадии и права на неё",
        API_CATEGORY,
    ),
    fact(
        "Pipeline",
        "added",
        "attention",
        "every role of the CRM gets default rights on it: check them; plans limit the number of pipelines",
        "все роли CRM получат на неё права по умолчанию: проверьте; число воронок ограничено тарифом",
        SRC_CATEGORY,
    ),
    fact(
        "Pipeline",
        "name",
        "safe",
        "only the name changes",
        "меняется только название",
        API_CATEGORY,
    ),
    fact(
        ("Stage", "Lost"),
        "removed",
        "attention",
        "a stage with items on it is not deleted: move them first",
        "стадия, на которой есть элементы, не удалится: сначала перенесите их",
        API_STATUS,
    ),
    fact(
        ("Stage", "Lost"),
        "added",
        "attention",
        "ranges of stages with required fields stretch by themselves: check them",
        "диапазоны стадий с обязательными полями растянутся сами: проверьте их",
        SRC_ORDER,
    ),
    fact(
        "Stage",
        "moved",
        "attention",
        "ranges of stages with required fields move along: check them",
        "диапазоны стадий с обязательными полями сдвинутся: проверьте их",
        SRC_ORDER,
    ),
    fact(
        ("Stage", "Won", "Lost"),
        "name",
        "safe",
        "only the name changes: items stay",
        "меняется только название: элементы остаются",
        API_STATUS,
    ),
    fact(
        ("Stage", "Lost"),
        "renamed",
        "safe",
        "STATUS_ID cannot be changed: the stage keeps the one it was made with",
        "STATUS_ID изменить нельзя: у стадии останется тот, с которым её создали",
        API_STATUS,
    ),
    fact(
        "Reason",
        "removed",
        "destructive",
        "an option of the list “Loss reason” is deleted: items with it are left without a reason",
        "удаляется вариант списка «Причина отказа»: элементы с ним останутся без причины",
        SRC_FIELDS,
    ),
    fact(
        "Reason",
        "name",
        "safe",
        "the option keeps its id: items show the new name",
        "у варианта остаётся прежний id: элементы покажут новое название",
        SRC_FIELDS,
    ),
    fact(
        "Field",
        "removed",
        "destructive",
        "the field is deleted with all its values",
        "поле удаляется вместе со всеми значениями",
        API_FIELDS,
        when=_own,
    ),
    fact(
        "Field",
        "removed",
        "safe",
        "the standard field stays in the card with its values",
        "стандартное поле останется в карточке вместе со значениями",
        API_FIELDS,
        when=_standard,
    ),
    fact(
        "Field",
        "type",
        "destructive",
        "neither the type nor “multiple” can be changed: the field is deleted and made anew, its values are lost",
        "ни тип, ни множественность сменить нельзя: поле удаляется и создаётся заново, значения пропадут",
        API_FIELDS,
        when=_other_type,
    ),
    fact(
        "Field",
        "type",
        "safe",
        "both types are the same one here: values stay",
        "здесь это один и тот же тип: значения остаются",
        API_FIELDS,
        when=_same_type,
    ),
    fact(
        "Field",
        "name",
        "safe",
        "only the label changes: values stay",
        "меняется только название: значения остаются",
        API_FIELDS,
    ),
    fact(
        "Field",
        "renamed",
        "safe",
        "FIELD_NAME cannot be changed: the field keeps the code it was made with",
        "FIELD_NAME изменить нельзя: у поля останется код, с которым его создали",
        API_FIELDS,
    ),
    fact(
        "Field",
        "low",
        "safe",
        "bounds of a number are set by hand, in the settings of the field",
        "границы числа задаются вручную, в настройках поля",
        API_FIELDS,
        sure=False,
    ),
    fact(
        "Field",
        "high",
        "safe",
        "bounds of a number are set by hand, in the settings of the field",
        "границы числа задаются вручную, в настройках поля",
        API_FIELDS,
        sure=False,
    ),
    fact(
        "Option",
        "removed",
        "destructive",
        "the option is deleted: items that have it lose the value",
        "вариант удаляется: элементы с ним потеряют значение",
        SRC_FIELDS,
    ),
    fact(
        "Option",
        "name",
        "safe",
        "the option keeps its id: items show the new name",
        "у варианта остаётся прежний id: элементы покажут новое название",
        SRC_FIELDS,
    ),
    fact(
        "Requirement",
        "*",
        "safe",
        "required by stage is set by hand, in the card; items that stand there already are asked at their next move",
        "обязательность по стадиям задаётся вручную, в карточке; с тех, что уже там, поле спросят при следующем переходе",
        HELP_REQUIRED,
    ),
    fact(
        "AccessRule",
        "*",
        "safe",
        "by hand, by the checklist: rights have no REST",
        "вручную, по чек-листу: у прав нет REST",
        SRC_RIGHTS,
    ),
    fact(
        AUTOMATION,
        "*",
        "safe",
        "by hand, by the checklist: robots, triggers and tunnels have no REST",
        "вручную, по чек-листу: у роботов, триггеров и туннелей нет REST",
        API_AUTOMATION,
    ),
    fact(
        "Message",
        "text",
        "safe",
        "the text stands in the robots that send it: paste it anew",
        "текст лежит в роботах, которые его шлют: вставьте его заново",
        HELP_ROBOTS,
    ),
    fact(
        "Stage",
        "stay",
        "safe",
        "the delay of the robots that answer an overdue item is changed by hand",
        "задержка роботов, которые отвечают за просрочку, меняется вручную",
        HELP_ROBOTS,
    ),
)
