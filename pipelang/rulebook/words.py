"""The fixed words of the pages about rules."""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.messages import Locale

GROUP_NAMES: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "structure": "Structure of a funnel",
        "stages": "What happens on a stage",
        "outcomes": "Outcomes and tunnels",
        "card": "Card and access",
        "engine": "Exceptions",
    },
    "ru": {
        "structure": "Устройство воронки",
        "stages": "Что происходит на этапе",
        "outcomes": "Исходы и туннели",
        "card": "Карточка и доступ",
        "engine": "Исключения",
    },
}

#: What the short names in `Rule.source` stand for.
SOURCES: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "S0": "«ИзиГайд по CRM. У вас воронка или дуршлаг?», an integrator on the mistakes that nearly all companies make",
        "S1": "«Как „Отстойник“ рушит аналитику в отделе продаж», with the author's answers to comments",
        "S2": "«Краткая история о том, как воронка по лидам Битрикс24 портит вам конверсию продаж», on sales stages among leads",
        "S3": "«CRM для активных продаж. Путь от лида к сделке», on where and why clients leave",
        "S4": "An article on setting up a funnel in 1C:CRM: six or seven stages to begin with",
        "the model": "It follows from how pipelines work: the spec itself shows it.",
        "–": "Common practice.",
    },
    "ru": {
        "S0": "«ИзиГайд по CRM. У вас воронка или дуршлаг?» — интегратор об ошибках, которые допускают почти все",
        "S1": "«Как „Отстойник“ рушит аналитику в отделе продаж» и ответы автора в комментариях",
        "S2": "«Краткая история о том, как воронка по лидам Битрикс24 портит вам конверсию продаж» — этапы продаж в лидах",
        "S3": "«CRM для активных продаж. Путь от лида к сделке» — где и почему уходят клиенты",
        "S4": "Статья о настройке воронки в 1С:CRM: для начала не больше шести-семи этапов",
        "the model": "Следует из самого устройства воронок: это видно по одной спецификации.",
        "–": "Общепринятая практика.",
    },
}

WORDS: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "made": "<!-- Made from the rules by `python -m pipelang.rulebook docs`; edits here are lost. -->",
        "language": "In English",
        "rules": "The rules of a good funnel",
        "about": "`pipelang check` holds a spec against these practices before a client's CRM is touched.",
        "configuring": "[How to configure them]({}): levels, profiles, options, exceptions. "
        "`pipelang explain NAME` prints one offline.",
        "code": "Code",
        "rule": "Rule",
        "says": "What it says, for example",
        "fix": "Brings a fix",
        "fix-none": "–",
        "fix-safe": "yes",
        "fix-unsafe": "proposed",
        "fix-safe-about": "The finding brings the edit with it; nothing but the mistake changes by it.",
        "fix-unsafe-about": "The finding proposes an edit. Read it before you take it: it changes what happens to deals or data.",
        "level": "Level",
        "profiles": "Profiles",
        "profiles-about": "How many rules there are at each level. `strict` is for specs that are handed over, `first-version` "
        "forgives the polish that a first version of a set-up does not have yet.",
        "why": "Why it costs sales",
        "right": "When breaking it is right",
        "bad": "Bad",
        "printed": "What `pipelang check` says of it, other rules aside:",
        "good": "Good",
        "mend": "How to mend it",
        "business": "The same in a whole company, with the mended spec and the report:",
        "settings": "Settings and exceptions",
        "option": "Option",
        "default": "Default",
        "means": "Meaning",
        "allow": "An exception, on the place or around it:",
        "allow-why": "the reason",
        "no-allow": "It cannot be switched off, neither in the spec nor in `[rules]`; the mildest level is `info`.",
        "more": "[More on settings]({}).",
        "source": "Where it comes from",
    },
    "ru": {
        "made": "<!-- Сделано из самих правил командой `python -m pipelang.rulebook docs`; правки здесь пропадут. -->",
        "language": "По-русски",
        "rules": "Правила хорошей воронки",
        "about": "С этими практиками `pipelang check` сверяет спецификацию, пока CRM клиента ещё никто не трогал.",
        "configuring": "[Как их настроить]({}): уровни, профили, параметры, исключения. "
        "`pipelang explain ИМЯ` покажет правило без интернета.",
        "code": "Код",
        "rule": "Правило",
        "says": "Что скажет, например",
        "fix": "Исправление",
        "fix-none": "–",
        "fix-safe": "есть",
        "fix-unsafe": "предложит",
        "fix-safe-about": "К находке приложена готовая правка; кроме самой ошибки, она ничего не меняет.",
        "fix-unsafe-about": "К находке приложена правка. Сначала прочтите её: от неё зависит, что будет со сделками или данными.",
        "level": "Уровень",
        "profiles": "Профили",
        "profiles-about": "Сколько правил на каком уровне. `strict` — для спецификаций, которые сдают клиенту, `first-version` "
        "прощает первой версии то, до чего руки дойдут потом.",
        "why": "Почему это стоит продаж",
        "right": "Когда нарушить правильно",
        "bad": "Плохо",
        "printed": "Что об этом скажет `pipelang check`, если не считать других правил:",
        "good": "Хорошо",
        "mend": "Как исправить",
        "business": "То же в целой компании, с исправленной спецификацией и отчётом:",
        "settings": "Настройки и исключения",
        "option": "Параметр",
        "default": "По умолчанию",
        "means": "Что значит",
        "allow": "Исключение — на самом месте или вокруг него:",
        "allow-why": "почему так",
        "no-allow": "Отключить его нельзя ни в спецификации, ни в `[rules]`; самый мягкий уровень — `info`.",
        "more": "[Подробнее о настройках]({}).",
        "source": "Откуда правило",
    },
}
