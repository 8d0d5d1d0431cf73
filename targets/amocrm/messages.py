"""Words for what amoCRM cannot hold (AMO101…)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import PIPELINE, in_file, in_pipeline, in_stage

_CODED = 'field budget on deal: number "Бюджет"\nfield price on deal: number "Цена"\n'


def _options(lines: str, before: str = "") -> str:
    return in_file(f"{before}target amocrm {{\n  {lines}\n}}\n")


def _many_pipelines(count: int) -> str:
    more = (PIPELINE.replace("pipeline sales", f"pipeline sales{number}") for number in range(1, count))
    return in_file("\n".join(more))


def _many_stages(count: int) -> str:
    return in_pipeline("\n".join(f'  stage step{number} "Шаг {number} пройден"' for number in range(1, count)))


def _everywhere(count: int) -> str:
    hooks = "\n".join(f'    on enter {{ webhook "https://hooks.example/{number}" }}' for number in range(count))
    places = f'  stage request "Заявка получена" {{\n{hooks}\n  }}\n  won {{\n{hooks}\n  }}\n'
    lost = f'  lost {{\n    reason price "Дорого"\n{hooks}\n  }}\n'
    return f'crm "Кухни"\npipeline sales "Продажи" {{\n{places}{lost}}}\n'


ENTRIES = (
    # --- options of `target amocrm` ---
    Entry(
        "AMO101", "unknown-amocrm-option", "error",
        Words("amoCRM has no option `{key}` here", "An option that nobody reads would look as if it worked.",
              "options here: {known}", "did you mean `{suggestion}`?"),
        Words("у amoCRM здесь нет настройки `{key}`", "Настройка, которую никто не читает, выглядит так, будто она работает.",
              "здесь есть: {known}", "может быть, `{suggestion}`?"),
        _options('pipeline sales.request { colour "#ffce5a" }'),
    ),
    Entry(
        "AMO102", "amocrm-option-of-another-type", "error",
        Words("`{key}` cannot be {value}", "amoCRM would refuse the value, or take it for something else.",
              "write {wanted}", "did you mean `{suggestion}`?"),
        Words("`{key}` не может быть {value}", "amoCRM откажется от такого значения или поймёт его по-своему.",
              "напишите {wanted}", "может быть, `{suggestion}`?"),
        _options('pipeline sales { unsorted "sometimes" }'),
    ),
    Entry(
        "AMO103", "amocrm-option-in-wrong-place", "error",
        Words("the option `{key}` does not belong here", "Here it would change nothing.", "put it so: `{example}`"),
        Words("настройке `{key}` здесь не место", "Здесь она ничего не изменит.", "запишите так: `{example}`"),
        _options('pipeline sales { color "#ffce5a" }'),
    ),
    Entry(
        "AMO104", "color-outside-palette", "error",
        Words("amoCRM has no stage colour `{color}`", "Stages take one of 21 colours, any other is answered with an error.",
              "the nearest one is `{nearest}`; all: {palette}"),
        Words("в amoCRM нет цвета этапа `{color}`", "У этапов 21 цвет, на любой другой API отвечает ошибкой.",
              "ближайший — `{nearest}`; все: {palette}"),
        _options('pipeline sales.request { color "#ffcc00" }'),
    ),
    Entry(
        "AMO105", "bad-field-code", "error",
        Words("`{value}` is not a good field code", "amoCRM is known to refuse codes that are not capitals, digits and `_`.",
              "start with a Latin capital and use capitals, digits and `_`", "did you mean `{suggestion}`?"),
        Words("`{value}` не годится в коды полей", "amoCRM принимает не всё: безопасны заглавные латинские, цифры и `_`.",
              "начните с латинской заглавной; дальше заглавные, цифры и `_`", "может быть, `{suggestion}`?"),
        _options('field deal.budget { code "мой код" }', _CODED),
    ),
    Entry(
        "AMO106", "field-code-taken", "error",
        Words("the code `{value}` is given to `{owner}` already", "Values written by code would land in the other field.",
              "choose another code, or leave it out: the id serves then"),
        Words("код `{value}` уже отдан полю `{owner}`", "Значения, которые пишут по коду, попадут не в то поле.",
              "выберите другой код или уберите его: тогда кодом станет id"),
        _options('field deal.budget { code "SUM" }\n  field deal.price { code "SUM" }', _CODED),
    ),
    Entry(
        "AMO107", "field-code-of-system", "error",
        Words("the code `{value}` belongs to a field of amoCRM itself", "Values written by code would land in that field.",
              "choose another code, or leave it out: the id serves then"),
        Words("код `{value}` принадлежит системному полю amoCRM", "Значения, которые пишут по коду, попадут в него.",
              "выберите другой код или уберите его: тогда кодом станет id"),
        _options('field deal.budget { code "UTM_SOURCE" }', _CODED),
    ),
    # --- limits ---
    Entry(
        "AMO111", "too-many-pipelines", "error",
        Words("{count} pipelines, and amoCRM holds {limit}", "The rest would not be created.",
              "merge pipelines that differ only in a field, or split the account"),
        Words("воронок {count}, а amoCRM вмещает {limit}", "Остальные не создадутся.",
              "объедините воронки, которые отличаются только полем, или разделите аккаунт"),
        _many_pipelines(51),
    ),
    Entry(
        "AMO112", "too-many-stages", "error",
        Words("`{name}` has {count} stages, and amoCRM holds {limit} (Unsorted, won and lost are counted too)",
              "The rest would not be created.", "split the pipeline and link the parts with a tunnel"),
        Words("в воронке `{name}` этапов {count}, а amoCRM вмещает {limit} (с «Неразобранным», успехом и отказом)",
              "Остальные не создадутся.", "разделите воронку и соедините части туннелем"),
        _many_stages(98),
    ),
    Entry(
        "AMO113", "hint-too-long", "error",
        Words("the hint has {length} characters, and amoCRM holds {limit}", "It would be refused as a whole.",
              "cut it after character {cut}, “…{words}”, and move the rest to an `objection` or the playbook"),
        Words("в подсказке {length} знаков, а amoCRM вмещает {limit}", "API отклонит её целиком.",
              "обрежьте после знака {cut}, «…{words}», остальное вынесите в `objection` или в плейбук"),
        in_stage(f'hint "{"Цену по телефону не называем. " * 40}"'),
    ),
    Entry(
        "AMO114", "too-many-webhooks", "error",
        Words("{count} webhooks, and an account of amoCRM holds {limit}", "The rest would not be subscribed.",
              "send several events to one address"),
        Words("вебхуков {count}, а аккаунт amoCRM вмещает {limit}", "На остальные подписка не создастся.",
              "направьте несколько событий на один адрес"),
        _everywhere(101),
    ),
    # --- what is done in another way ---
    Entry(
        "AMO121", "lead-pipeline-becomes-deals", "info",
        Words("amoCRM has no leads before deals: `{name}` becomes an ordinary pipeline",
              "Its cards are deals, so they count in reports on deals, and converting is a move to another pipeline.",
              "leave its deals out of sales reports by the pipeline"),
        Words("лидов до сделок в amoCRM нет: `{name}` станет обычной воронкой",
              "Карточки в ней — сделки: они попадут в отчёты по сделкам, а конвертация станет переходом в другую воронку.",
              "в отчётах по продажам отбирайте сделки по воронке"),
        in_file('pipeline intake "Квалификация" of lead {\n  stage fresh "Заявка получена"\n  won\n  lost { reason spam "Спам" }\n}\n'),
    ),
    Entry(
        "AMO122", "losses-share-one-stage", "info",
        Words("amoCRM has one stage for lost deals: `{name}` becomes the beginning of its reasons",
              "Rights and required fields of that stage are common to all losses.",
              "nothing to do; the reasons will be called “{example}”"),
        Words("этап для отказов в amoCRM один: `{name}` станет началом названий причин",
              "Права и обязательные поля этого этапа общие для всех отказов.",
              "делать ничего не надо; причины будут называться «{example}»"),
        in_file('pipeline intake "Заявки" {\n  stage fresh "Заявка получена"\n  won\n  lost bad "Брак" { reason spam "Спам" }\n'
                '  lost cold "Отказ" { reason price "Дорого" }\n}\n'),
    ),
    Entry(
        "AMO123", "field-type-replaced", "info",
        Words("amoCRM has no such type for `{name}`: it becomes a field of the type `{becomes}`",
              "What the type promises (a colleague, a linked card, a phone) is not checked there.",
              "nothing to do; let the label say what to write into it"),
        Words("такого типа для `{name}` в amoCRM нет: поле получит тип `{becomes}`",
              "То, что обещает тип (сотрудник, связанная карточка, телефон), там не проверяется.",
              "делать ничего не надо; пусть из названия будет понятно, что в него писать"),
        in_file('field designer on deal: user "Дизайнер"\n'),
    ),
    Entry(
        "AMO127", "money-as-number", "info",
        Words("`{name}` becomes a plain number in amoCRM", "Monetary fields belong to the paid option “Супер-поля”.",
              "if the account has it, write `super_fields yes` in `target amocrm`"),
        Words("`{name}` станет в amoCRM обычным числом", "Денежные поля входят в платную опцию «Супер-поля».",
              "если она подключена, напишите `super_fields yes` в `target amocrm`"),
        in_file('field budget on deal: money "Бюджет"\n'),
    ),
    Entry(
        "AMO124", "money-field-without-currency", "error",
        Words("`{name}` would be a monetary field, and the crm names no currency", "amoCRM does not create one without it.",
              "add `currency RUB` to `crm`, or take `super_fields` out"),
        Words("`{name}` станет денежным полем, а валюта в `crm` не указана", "Без валюты amoCRM такое поле не создаст.",
              "добавьте `currency RUB` в `crm` или уберите `super_fields`"),
        f'crm "Кухни"\nfield budget on deal: money "Бюджет"\n{PIPELINE}target amocrm {{\n  super_fields yes\n}}\n',
    ),
    Entry(
        "AMO125", "general-hint-unseen", "warning",
        Words("nobody will see this hint in amoCRM", "Each level of experience has a hint of its own, and amoCRM shows one.",
              "move the text into the hints by level, or drop one of those"),
        Words("эту подсказку в amoCRM никто не увидит", "У каждого уровня своя подсказка, а amoCRM показывает одну.",
              "перенесите текст в подсказки по уровням или уберите одну из них"),
        in_stage('hint "Общая."\n    hint newbie "Новичку."\n    hint candidate "Кандидату."\n    hint master "Мастеру."'),
    ),
    Entry(
        "AMO126", "hint-on-outcome", "info",
        Words("amoCRM shows no hints on `{name}`", "Of the closed stages only the name can be set.",
              "nothing to do; the playbook tells it"),
        Words("на этапе `{name}` amoCRM подсказок не показывает", "У закрытых этапов меняется только название.",
              "делать ничего не надо; подсказка будет в плейбуке"),
        in_file('pipeline intake "Заявки" {\n  stage fresh "Заявка получена"\n  won "Оплачено" { hint "Поблагодарите." }\n'
                '  lost { reason spam "Спам" }\n}\n'),
    ),
)  # fmt: skip
