"""Words for what Bitrix24 cannot hold: options (BX101–BX108, BX112–BX114), limits and ids, things it does only roughly (BX12x)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import CRM, in_file, in_stage

_LONG = "Очень длинное название " * 5

_OPTIONS = (
    Entry(
        "BX101", "unknown-bitrix24-option", "error",
        Words(
            "Bitrix24 has no option `{key}` for `{subject}`",
            "What it should set would stay as Bitrix24 makes it.",
            "options here: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "у Битрикс24 нет опции `{key}` для `{subject}`",
            "То, что она должна задать, останется таким, каким его сделает Битрикс24.",
            "здесь есть опции: {known}",
            "может быть, `{suggestion}`?",
        ),
        in_file('target bitrix24 { pipeline sales.stage.request { colour "#ffce5a" } }'),
    ),
    Entry(
        "BX102", "bitrix24-option-of-another-type", "error",
        Words(
            "the option `{key}` takes a value of type `{type}`, not `{value}`",
            "Bitrix24 would refuse the value.",
            "write it as `{type}`: a text in quotes, a number, or `yes` and `no`",
        ),
        Words(
            "опция `{key}` принимает значение типа `{type}`, а не `{value}`",
            "Битрикс24 такого значения не примет.",
            "напишите значение типа `{type}`: текст в кавычках, число или `yes` и `no`",
        ),
        in_file("target bitrix24 { pipeline sales.stage.request { color 7 } }"),
    ),
    Entry(
        "BX103", "bitrix24-option-in-wrong-place", "error",
        Words(
            "Bitrix24 has no options for `{subject}`: `{key}` means nothing here",
            "Options are there for pipelines, stages, fields, channels and products.",
            "move the option to what it is about, or take it out",
        ),
        Words(
            "у Битрикс24 нет опций для `{subject}`: `{key}` здесь ничего не значит",
            "Опции есть у воронок, этапов, полей, каналов и товаров.",
            "перенесите опцию к тому, о чём она, или уберите её",
        ),
        in_file('role head "РОП"\ntarget bitrix24 { role head { id "HEAD" } }'),
    ),
    Entry(
        "BX104", "color-format", "error",
        Words(
            "`{value}` is not a colour",
            "Bitrix24 takes colours as `#RRGGBB`, and would show another one.",
            'write six hexadecimal digits after `#`, as in `color "#39A8EF"`',
        ),
        Words(
            "`{value}` — не цвет",
            "Битрикс24 понимает цвет вида `#RRGGBB` и показал бы другой.",
            'напишите шесть шестнадцатеричных цифр после `#`, например `color "#39A8EF"`',
        ),
        in_file('target bitrix24 { pipeline sales.stage.request { color "red" } }'),
    ),
    Entry(
        "BX105", "stage-id-format", "error",
        Words(
            "`{value}` cannot be the id of a stage",
            "With the pipeline's prefix a longer id does not fit into Bitrix24's column of rights.",
            "use 1 to 16 capital Latin letters, digits and `_`, without the prefix `C7:`",
        ),
        Words(
            "`{value}` не может быть id стадии",
            "Вместе с префиксом воронки более длинный id не помещается в колонку прав Битрикс24.",
            "возьмите от 1 до 16 заглавных латинских букв, цифр и `_`, без префикса `C7:`",
        ),
        in_file('target bitrix24 { pipeline sales.stage.request { id "C7:request" } }'),
    ),
    Entry(
        "BX108", "pipeline-id", "error",
        Words(
            "`{value}` cannot stand for the id of a pipeline: only `id 0` can",
            "Ids of other pipelines differ from account to account; they live in the bindings.",
            "take the line out and adopt the pipeline with `pipelang plan --adopt`",
        ),
        Words(
            "`{value}` нельзя указать как id воронки: только `id 0`",
            "Id остальных воронок в каждом аккаунте свои; они хранятся в привязках.",
            "уберите строку и привяжите воронку через `pipelang plan --adopt`",
        ),
        in_file("target bitrix24 { pipeline sales { id 7 } }"),
    ),
    Entry(
        "BX112", "field-code-format", "error",
        Words(
            "`{value}` cannot be the code of a field",
            "Bitrix24 refuses such a field when it is added.",
            "use 1 to 43 capital Latin letters, digits and `_`, without `UF_CRM_`",
        ),
        Words(
            "`{value}` не может быть кодом поля",
            "Битрикс24 откажется создать такое поле.",
            "возьмите от 1 до 43 заглавных латинских букв, цифр и `_`, без `UF_CRM_`",
        ),
        in_file('field budget on deal: money "Бюджет"\ntarget bitrix24 { field budget { name "бюджет" } }'),
    ),
    Entry(
        "BX113", "item-id-format", "error",
        Words(
            "`{value}` cannot be the id of a dictionary item",
            "The item would not be found again under it.",
            "use 1 to 50 capital Latin letters, digits and `_`",
        ),
        Words(
            "`{value}` не может быть id значения справочника",
            "Под таким id значение потом не найти.",
            "возьмите от 1 до 50 заглавных латинских букв, цифр и `_`",
        ),
        in_file('channel site: form "Сайт"\ntarget bitrix24 { channel site { id "сайт" } }'),
    ),
)  # fmt: skip

_LIMITS = (
    Entry(
        "BX106", "duplicate-stage-id", "error",
        Words(
            "“{stage}” and “{first}” would both have the stage id `{id}`",
            "Ids of stages are unique in a pipeline, and Bitrix24 refuses the second one.",
            'give one of them its own: `target bitrix24 {{ pipeline … {{ id "…" }} }}`',
        ),
        Words(
            "у «{stage}» и «{first}» получается один id стадии `{id}`",
            "Id стадий в воронке не повторяются, вторую Битрикс24 не создаст.",
            'дайте одной из них свой: `target bitrix24 {{ pipeline … {{ id "…" }} }}`',
        ),
        in_file('target bitrix24 { pipeline sales.stage.offer { id "INVOICE" } }').replace(
            "  won\n", '  stage offer "Предложение отправлено"\n  stage invoice "Счёт выставлен"\n  won\n'
        ),
    ),
    Entry(
        "BX107", "missing-system-stage", "error",
        Words(
            "nothing in “{pipeline}” is the stage `{id}`",
            "Bitrix24 makes this stage by itself and does not let it be deleted.",
            'let one of them have `id "{id}"`, or leave the choice to pipelang',
        ),
        Words(
            "в воронке «{pipeline}» никому не досталась стадия `{id}`",
            "Эту стадию Битрикс24 создаёт сам и удалить не даёт.",
            'дайте одной из них `id "{id}"` или доверьте выбор pipelang',
        ),
        in_file('target bitrix24 { pipeline sales.stage.request { id "REQUEST" } }'),
    ),
    Entry(
        "BX109", "second-default-pipeline", "error",
        Words(
            "“{pipeline}” and “{first}” both ask to be the default pipeline",
            "Bitrix24 has one pipeline with id 0; the second would overwrite the first.",
            "keep `id 0` on one of them",
        ),
        Words(
            "и «{pipeline}», и «{first}» хотят быть воронкой по умолчанию",
            "Воронка с id 0 в Битрикс24 одна: вторая затёрла бы первую.",
            "оставьте `id 0` у одной из них",
        ),
        in_file(
            'pipeline repeat "Повторные" { stage ask "Заявка" won lost { reason no "Нет" } }\n'
            "target bitrix24 { pipeline sales { id 0 } pipeline repeat { id 0 } }"
        ),
    ),
    Entry(
        "BX110", "second-lead-pipeline", "error",
        Words(
            "“{pipeline}” is a second pipeline of leads; “{first}” has taken the only one",
            "Leads of Bitrix24 have one funnel, so the stages of the two would mix.",
            "make it a pipeline of deals (`of deal`), or join the two",
        ),
        Words(
            "«{pipeline}» — вторая воронка лидов, а единственную заняла «{first}»",
            "У лидов в Битрикс24 одна воронка: стадии двух воронок смешались бы.",
            "сделайте её воронкой сделок (`of deal`) или объедините их",
        ),
        CRM
        + 'pipeline a "Первая" of lead { stage in "Заявка" won lost { reason no "Нет" } }\n'
        + 'pipeline b "Вторая" of lead { stage in "Заявка" won lost { reason no "Нет" } }\n',
    ),
    Entry(
        "BX111", "name-too-long", "error",
        Words(
            "the name of this {kind} has {length} characters; Bitrix24 holds {limit}",
            "A longer name is refused or cut off in the middle of a word.",
            "shorten it; what it explains can go into `about`",
        ),
        Words(
            "название ({kind}) — {length} символов, а Битрикс24 вмещает {limit}",
            "Более длинное он не примет или обрежет на середине слова.",
            "сократите; пояснение можно вынести в `about`",
        ),
        CRM
        + f'pipeline sales "Продажи" {{ stage request "{_LONG.strip()}" won lost {{ reason no "Нет" }} }}\n',
    ),
    Entry(
        "BX114", "stage-id-meaning", "error",
        Words(
            "`{id}` means another kind of stage than “{stage}”",
            "Bitrix24 makes that stage itself, as a start, a success or a failure, and its meaning never changes.",
            "choose another id",
        ),
        Words(
            "`{id}` — стадия другого смысла, чем «{stage}»",
            "Эту стадию Битрикс24 создаёт сам как начало, успех или провал, и смысл её не меняется.",
            "выберите другой id",
        ),
        in_file(
            'target bitrix24 { pipeline sales.stage.request { id "NEW" } pipeline sales.won { id "WON" } '
            'pipeline sales.lost { id "LOSE" } }'
        ).replace("  won\n", '  stage offer "Предложение отправлено"\n  won\n').replace(
            'target bitrix24 {', 'target bitrix24 { pipeline sales.stage.offer { id "APOLOGY" }'
        ),
    ),
    Entry(
        "BX115", "duplicate-field-code", "error",
        Words(
            "the field “{field}” and “{first}” would both have the code `{name}`",
            "Codes are unique in an entity, and Bitrix24 refuses the second field.",
            'give one of them its own: `target bitrix24 {{ field … {{ name "…" }} }}`',
        ),
        Words(
            "у поля «{field}» и у «{first}» получается один код `{name}`",
            "Коды полей у сущности не повторяются, второе поле Битрикс24 не создаст.",
            'дайте одному из них свой: `target bitrix24 {{ field … {{ name "…" }} }}`',
        ),
        in_file(
            'field budget on deal: money "Бюджет"\nfield price on deal: money "Цена"\n'
            'target bitrix24 { field price { name "BUDGET" } }'
        ),
    ),
    Entry(
        "BX116", "duplicate-item-id", "error",
        Words(
            "“{name}” and “{first}” would be the same dictionary item `{id}`",
            "Reports and conditions could not tell the two apart.",
            'give one of them its own: `target bitrix24 {{ channel … {{ id "…" }} }}`',
        ),
        Words(
            "«{name}» и «{first}» окажутся одним значением справочника `{id}`",
            "Отчёты и условия их не различат.",
            'дайте одному из них своё: `target bitrix24 {{ channel … {{ id "…" }} }}`',
        ),
        in_file(
            'channel site: form "Сайт"\nchannel web: form "Лендинг"\ntarget bitrix24 { channel web { id "SITE" } }'
        ),
    ),
    Entry(
        "BX117", "default-pipeline-of-leads", "error",
        Words(
            "“{pipeline}” is a pipeline of leads and cannot be the default pipeline of deals",
            "Id 0 belongs to deals; leads have a funnel of their own that needs no id.",
            "take `id 0` out",
        ),
        Words(
            "«{pipeline}» — воронка лидов, воронкой сделок по умолчанию она быть не может",
            "Id 0 — у сделок; у лидов своя воронка, и id ей не нужен.",
            "уберите `id 0`",
        ),
        CRM
        + 'pipeline a "Лиды" of lead { stage in "Заявка" won lost { reason no "Нет" } }\n'
        + "target bitrix24 { pipeline a { id 0 } }\n",
    ),
    Entry(
        "BX118", "too-many-fields", "error",
        Words(
            "{count} fields on `{entity}`; Bitrix24 holds {limit}",
            "The rest would be refused.",
            "leave out fields that nobody fills in",
        ),
        Words(
            "полей у `{entity}` — {count}, а Битрикс24 вмещает {limit}",
            "Остальные он не создаст.",
            "уберите поля, которые никто не заполняет",
        ),
    ),
)  # fmt: skip

_TUNNELS = (
    Entry(
        "BX119", "two-way-tunnel", "warning",
        Words(
            "“{pipeline}” and “{to}” send deals to each other",
            "Newer versions of Bitrix24 stop a tunnel after three rounds, without a word to anybody.",
            "let a person make one of the two ways, or end it in another pipeline",
            labels={"way-back": "the way back"},
        ),
        Words(
            "«{pipeline}» и «{to}» отправляют сделки друг другу",
            "Новые версии Битрикс24 останавливают туннель после трёх кругов и никому об этом не говорят.",
            "пусть один из путей делает человек, или ведите его в другую воронку",
            labels={"way-back": "обратный путь"},
        ),
        in_file(
            'pipeline warming "Прогрев" { stage letters "Пишем" won { tunnel move to sales.request } '
            'lost { reason no "Нет" } }'
        ).replace("  won\n", "  won { tunnel copy to warming.letters }\n", 1),
    ),
    Entry(
        "BX127", "conversion-stage", "info",
        Words(
            "the deal of a converted lead starts on “{stage}”, the first stage of “{pipeline}”",
            "The robot that converts chooses the pipeline, not the stage.",
            "lead the conversion to the first stage, or move the deal on by a robot there",
        ),
        Words(
            "сделка из лида появится на «{stage}» — первой стадии воронки «{pipeline}»",
            "Робот конвертации выбирает воронку, но не стадию.",
            "ведите конвертацию на первый этап или переводите сделку дальше роботом",
        ),
        in_file(
            'pipeline leads "Лиды" of lead { stage fresh "Заявка" won { tunnel convert to sales.offer } '
            'lost { reason no "Нет" } }'
        ).replace("  won\n", '  stage offer "Предложение отправлено"\n  won\n', 1),
    ),
)  # fmt: skip

_ROUGHLY = (
    Entry(
        "BX121", "missing-event", "info",
        Words(
            "Bitrix24 has no event `{event}`",
            "The checklist says how to come close; it will not be exact.",
            "see whether `on enter` of the next stage or `on overdue` would do",
        ),
        Words(
            "события `{event}` в Битрикс24 нет",
            "В чек-листе сказано, как его приблизительно заменить; точно не получится.",
            "посмотрите, не подойдёт ли `on enter` следующего этапа или `on overdue`",
        ),
        in_stage('on leave { tag "ушёл" }'),
    ),
    Entry(
        "BX122", "event-without-move", "info",
        Words(
            "Bitrix24 answers `{event}` only by moving to a stage",
            "Without a move it takes a workflow, an app or a person; the checklist says which.",
            "if the event is decisive, give it a stage of its own and move there",
        ),
        Words(
            "на `{event}` Битрикс24 отвечает только переводом на стадию",
            "Без перевода нужен бизнес-процесс, приложение или человек; в чек-листе сказано, что именно.",
            "если событие решающее, заведите для него этап и переводите туда",
        ),
        in_stage('on call missed { tag "перезвонить" }'),
    ),
    Entry(
        "BX123", "conditional-requirement", "info",
        Words(
            "`{field}` cannot be required under a condition",
            "Bitrix24 requires a field on a stage always or never: a robot will only remind of it.",
            "require it without `if`, or leave it to the reminder",
        ),
        Words(
            "`{field}` нельзя сделать обязательным по условию",
            "В Битрикс24 поле на стадии обязательно всегда или никогда: робот будет только напоминать.",
            "уберите `if` или оставьте напоминание",
        ),
        in_stage("require budget if budget is empty", 'field budget on deal: money "Бюджет"\n'),
    ),
    Entry(
        "BX124", "requirement-of-other-card", "info",
        Words(
            "`{field}` belongs to another card and cannot be required by stage",
            "In the card of a `{entity}` a field is required always, also outside this pipeline.",
            "ask for a field of the deal, or accept that it is always required",
        ),
        Words(
            "`{field}` — поле другой карточки, по стадиям его не потребовать",
            "В карточке `{entity}` поле обязательно всегда, и вне этой воронки тоже.",
            "требуйте поле сделки или согласитесь, что оно обязательно всегда",
        ),
        in_stage("require phone", 'field phone on contact: phone "Телефон"\n'),
    ),
    Entry(
        "BX126", "distribution-by-load", "info",
        Words(
            "Bitrix24 does not distribute by load",
            "Its robot chooses in turn, at random, or the first who is there.",
            "write `by turns`",
        ),
        Words(
            "Битрикс24 не распределяет по загрузке",
            "Его робот выбирает по очереди, случайно или первого, кто на месте.",
            "напишите `by turns`",
        ),
        in_stage("owner manager by load", 'role manager "Менеджер"\n'),
    ),
)  # fmt: skip

ENTRIES = (*_OPTIONS, *_LIMITS, *_TUNNELS, *_ROUGHLY)
