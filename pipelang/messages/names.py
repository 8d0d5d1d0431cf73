"""Words for names that are not there, or are there twice (N2xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import in_file, in_pipeline, in_stage

_NOTHING = "Nothing in the CRM would stand behind it."
_NOTHING_RU = "В CRM за этим ничего бы не стояло."

ENTRIES = (
    Entry(
        "N201", "unknown-name", "error",
        Words("there is no {kind} `{name}`", _NOTHING, "declare it, or import the file that does", "did you mean `{suggestion}`?"),
        Words("нет {kind:gen} `{name}`", _NOTHING_RU, "это имя нужно объявить или импортировать файл, в котором оно объявлено",
              "может быть, `{suggestion}`?"),
        in_stage("owner mananger", 'role manager "Менеджер"\n'),
    ),
    Entry(
        "N202", "declared-twice", "error",
        Words("{kind} `{name}` is declared twice", "Ids are identity: two things under one id cannot be told apart in the CRM.",
              "give one of them another id, or remove it"),
        Words("второй раз объявлено: {kind} `{name}`", "По имени вещь узнаётся: две вещи под одним именем в CRM не различить.",
              "дайте одному из них другое имя или уберите его"),
        in_file('role manager "Менеджер"\nrole manager "Старший менеджер"'),
    ),
    Entry(
        "N204", "id-spelling", "error",
        Words("the id `{name}` must be in lower case and begin with a letter",
              "Some CRMs do not tell case apart, so ids that differ by it would meet.", "write `{suggestion}`"),
        Words("имя `{name}` пишется строчными буквами и начинается с буквы",
              "Некоторые CRM не различают регистр, и такие имена совпали бы.", "напишите `{suggestion}`"),
        in_file('role Manager "Менеджер"'),
    ),
    Entry(
        "N205", "ambiguous-field", "error",
        Words("`{name}` may be any of {choices}", "A value would be looked for on the wrong card.", "write the one you mean in full"),
        Words("`{name}` может быть любым из: {choices}", "Значение искали бы не в той карточке.", "напишите нужное полностью"),
        in_stage("require city", 'field city on contact: text "Город"\nfield city on company: text "Город офиса"\n'),
    ),
    Entry(
        "N207", "unknown-placeholder", "error",
        Words("nothing can be put in for `{{{name}}}`", "The client would get the braces, or a hole in the sentence.",
              "write `{{deal.FIELD}}`, `{{contact.FIELD}}` or `{{company.FIELD}}` of a declared field; `{{{{` is a plain brace",
              "did you mean `{{{suggestion}}}`?"),
        Words("вместо `{{{name}}}` нечего подставить", "Клиент получил бы скобки или дыру в предложении.",
              "напишите `{{deal.ПОЛЕ}}`, `{{contact.ПОЛЕ}}` или `{{company.ПОЛЕ}}` объявленного поля; `{{{{` — просто скобка",
              "может быть, `{{{suggestion}}}`?"),
        in_file('channel mail: mail "Почта"\nmessage hello by mail "Здравствуйте, {contact.nam}!"'),
    ),
    Entry(
        "N208", "unknown-variable", "error",
        Words("there is no parameter `{name}`", "The text or value would stay empty.",
              "declare it with `param`, or among the parameters of the template", "did you mean `{suggestion}`?"),
        Words("нет параметра `{name}`", "Текст или значение остались бы пустыми.",
              "объявите его через `param` или среди параметров шаблона", "может быть, `{suggestion}`?"),
        in_stage('goal "Встреча в городе {$sity}"', 'param city: text = "Москва"\n'),
    ),
    Entry(
        "N209", "unknown-word", "error",
        Words("`{word}` is not {what:a}", "", "choose one of: {choices}", "did you mean `{suggestion}`? ({choices})"),
        Words("`{word}` — это не {what}", "", "возможны: {choices}", "может быть, `{suggestion}`? (возможны: {choices})"),
        in_pipeline("  kind seles"),
    ),
    Entry(
        "N210", "unknown-option", "error",
        Words("`{field}` has no option `{name}`", "The condition would never hold.", "its options are: {choices}",
              "did you mean `{suggestion}`? (options: {choices})"),
        Words("у поля `{field}` нет варианта `{name}`", "Условие никогда бы не выполнилось.", "его варианты: {choices}",
              "может быть, `{suggestion}`? (варианты: {choices})"),
        in_stage(
            'on enter if shipping is curier { tag "доставка" }',
            'field shipping on deal: choice "Отгрузка" {\n  courier "Наша доставка"\n  pickup "Самовывоз"\n}\n',
        ),
    ),
    Entry(
        "N212", "empty-name", "error",
        Words("this name is empty", "People would see a blank where they must choose.", "write what they should read"),
        Words("это название пусто", "Люди увидели бы пустое место там, где надо выбирать.", "напишите, что они должны прочесть"),
        in_file('role manager ""'),
    ),
    Entry(
        "N213", "unknown-parameter-set", "error",
        Words("the parameter `{name}` is set from outside, but the spec has none of that name",
              "The value would be lost without a word.", "declare `param {name}`, or remove the setting", "did you mean `{suggestion}`?"),
        Words("параметр `{name}` задан снаружи, но в спецификации такого нет", "Значение молча пропало бы.",
              "объявите `param {name}` или уберите настройку", "может быть, `{suggestion}`?"),
    ),
)  # fmt: skip
