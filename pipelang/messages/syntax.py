"""Words for mistakes of spelling and punctuation (S1xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import CRM, PIPELINE, in_file, in_pipeline, in_stage

ENTRIES = (
    Entry(
        "S101", "something-forgotten", "error",
        Words("{expected} is missing before {found}", "The statement is not complete without it.", "write {expected} here"),
        Words("не хватает: {expected} (дальше — {found})", "Без этого команда не закончена.", "напишите здесь {expected}"),
        in_pipeline('  stage "Замер сделан"'),
    ),
    Entry(
        "S102", "something-needless", "error",
        Words("{found} cannot stand here; expected {expected}", "The compiler cannot tell what is meant.",
              "remove it, or write {expected}"),
        Words("здесь не может стоять {found}; ожидалось: {expected}", "Непонятно, что имелось в виду.",
              "уберите лишнее или напишите {expected}"),
        in_stage("goal 5d"),
    ),
    Entry(
        "S103", "text-not-closed", "error",
        Words("this text has no closing quote", "Everything up to the end of the line would belong to the text.",
              'close it with `"`; a text of several lines stands between `"""` and `"""`'),
        Words("у этого текста нет закрывающей кавычки", "Текстом стало бы всё до конца строки.",
              'закройте его знаком `"`; текст в несколько строк пишется между `"""` и `"""`'),
        in_stage('goal "Клиент приедет в шоу-рум'),
    ),
    Entry(
        "S104", "long-text-not-closed", "error",
        Words('this text is opened with `"""` and never closed', "The rest of the file would belong to the text.",
              'put `"""` where the text ends'),
        Words('этот текст открыт знаком `"""` и нигде не закрыт', "Текстом стал бы весь остаток файла.",
              'поставьте `"""` там, где текст кончается'),
        CRM + PIPELINE + 'channel whatsapp: messenger "WhatsApp"\nmessage hello by whatsapp """\n  Здравствуйте!\n',
    ),
    Entry(
        "S105", "unreadable-number", "error",
        Words("`{text}` is neither a number nor a duration", "Deadlines and limits must be exact.",
              "durations are `15m`, `2h`, `3d`, `1w`; numbers `1_000`, `2.5`; shares `60%`; dates `2026-03-01`; times `09:00`"),
        Words("`{text}` — не число и не срок", "Сроки и границы должны быть точными.",
              "сроки пишутся `15m`, `2h`, `3d`, `1w` (минуты, часы, дни, недели); числа `1_000`, `2.5`; доли `60%`; даты `2026-03-01`; "
              "время `09:00`"),
        in_stage("sla stay 15min"),
    ),
    Entry(
        "S106", "stray-character", "error",
        Words("the character `{char}` means nothing here", "", "remove it; a comment begins with `#`"),
        Words("знак `{char}` здесь ничего не значит", "", "уберите его; комментарий начинается с `#`"),
        in_file('role manager "Менеджер";'),
    ),
    Entry(
        "S107", "cyrillic-look-alike", "error",
        Words("the letter `{char}` in `{word}` is Cyrillic, it only looks Latin",
              "Ids and keywords are keyed by their letters, so `{word}` and `{meant}` would be two things.", "write `{meant}`"),
        Words("буква `{char}` в слове `{word}` — русская, она только похожа на латинскую",
              "Имена и команды различаются по буквам: `{word}` и `{meant}` были бы двумя разными вещами.",
              "напишите `{meant}` латиницей"),
        in_file('rоle manager "Менеджер"'),
    ),
    Entry(
        "S108", "word-not-latin", "error",
        Words("`{word}` is not in Latin letters", "Ids and keywords are Latin; names in any language stand in quotes.",
              'write an id such as `manager`, and the name beside it: `role manager "Менеджер"`', "the keyword is `{suggestion}`"),
        Words("слово `{word}` написано не латиницей", "Имена и команды пишутся латиницей, названия на любом языке — в кавычках.",
              'напишите имя, например `manager`, а название рядом: `role manager "Менеджер"`', "эта команда пишется `{suggestion}`"),
        in_file('роль manager "Менеджер"'),
    ),
    Entry(
        "S109", "nested-too-deep", "error",
        Words("blocks are nested deeper than {limit}", "No spec needs that; a brace was probably pasted many times.",
              "take the needless braces out"),
        Words("блоки вложены глубже {limit}", "Ни одной спецификации столько не нужно: скорее всего, скобка вставлена много раз.",
              "уберите лишние скобки"),
        "crm " + '"Кухни" ' + "{ stage a " * 50,
    ),
    Entry(
        "S110", "unknown-statement", "error",
        Words("there is no statement `{word}`", "The line would be left out of everything that is built.",
              "see docs/language.md for the statements", "did you mean `{suggestion}`?"),
        Words("нет команды `{word}`", "Строка не попала бы ни в CRM, ни в документы.",
              "все команды перечислены в docs/language.md", "может быть, `{suggestion}`?"),
        in_stage('gaol "Клиент приедет в шоу-рум"'),
    ),
    Entry(
        "S111", "brace-not-closed", "error",
        Words("this `{{` is never closed", "What follows would belong to the wrong block.", "put `}}` where the block ends",
              labels={"before": "the block must have ended before this"}),
        Words("эта `{{` нигде не закрыта", "Всё, что ниже, попало бы не в тот блок.", "поставьте `}}` там, где блок кончается",
              labels={"before": "блок должен был кончиться до этого места"}),
        f"{CRM}role manager \"Менеджер\"\n{PIPELINE.rstrip()[:-1]}",
    ),
    Entry(
        "S112", "brace-not-opened", "error",
        Words("this `}}` closes nothing", "One of the blocks above has ended too early.", "remove it, or find the `{{` that is missing"),
        Words("эта `}}` ничего не закрывает", "Какой-то блок выше кончился раньше времени.",
              "уберите её или найдите, где не хватает `{{`"),
        CRM + PIPELINE + "}\n",
    ),
    Entry(
        "S113", "typographic-quotes", "error",
        Words("texts stand in straight quotes", "Typographic quotes belong inside a text, they do not make one.",
              'write `"…"`'),
        Words("тексты пишутся в прямых кавычках", "Кавычки-ёлочки могут стоять внутри текста, но не вокруг него.",
              'напишите `"…"`'),
        in_stage("goal «Клиент приедет в шоу-рум»"),
    ),
    Entry(
        "S114", "unknown-escape", "error",
        Words("`{escape}` means nothing in a text", "", 'a backslash stands only in `\\n`, `\\t`, `\\"` and `\\\\`'),
        Words("`{escape}` в тексте ничего не значит", "", 'обратная черта бывает только в `\\n`, `\\t`, `\\"` и `\\\\`'),
        in_stage(r'goal "Скидка 5\%"'),
    ),
    Entry(
        "S115", "unknown-language-version", "error",
        Words("this pipelang reads version 1 of the language, the file is in version {version}",
              "A newer version may give the same words another meaning.", "install a newer pipelang, or write `language 1`"),
        Words("эта версия pipelang читает версию языка 1, а файл написан на версии {version}",
              "В новой версии те же слова могут значить другое.", "обновите pipelang или напишите `language 1`"),
        "language 2\n" + CRM + PIPELINE,
    ),
    Entry(
        "S116", "language-not-first", "error",
        Words("`language` must be the first statement of the file", "It says how the rest is to be read.", "move it to the top"),
        Words("`language` должно стоять первым в файле", "Оно говорит, как читать всё остальное.", "перенесите строку в начало"),
        CRM + "language 1\n" + PIPELINE,
    ),
    Entry(
        "S117", "half-a-placeholder", "error",
        Words("this brace has no other half", "The client would get it as it stands.",
              "a placeholder is `{{contact.name}}`; a plain brace is written twice"),
        Words("у этой скобки нет пары", "Клиент получил бы её как есть.",
              "подстановка пишется `{{contact.name}}`; просто скобка — дважды"),
        in_file('channel mail: mail "Почта"\nmessage hello by mail "Здравствуйте, {contact.name!"'),
    ),
)  # fmt: skip
