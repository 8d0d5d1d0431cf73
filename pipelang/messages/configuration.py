"""Words for what can be wrong with `pipelang.toml` and with what a command was told."""

from __future__ import annotations

from pipelang.messages import Entry, Words

ENTRIES = (
    Entry(
        "C101",
        "broken-configuration",
        "error",
        Words(
            "`pipelang.toml` is not valid TOML: {reason}",
            "Without it there is no telling which specs and targets the project has.",
            "mend the line; texts stand in quotes, lists in square brackets",
        ),
        Words(
            "`pipelang.toml` — не TOML: {reason}",
            "Без этого файла не узнать, какие в проекте спецификации и цели.",
            "исправьте строку: тексты пишутся в кавычках, списки — в квадратных скобках",
        ),
        example='[project\nentry = "main.pipe"\n',
    ),
    Entry(
        "C102",
        "unknown-setting",
        "error",
        Words(
            "there is no setting `{key}`",
            "A setting that nobody reads changes nothing, and a slip in its name would stay unnoticed.",
            "known here: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет настройки `{key}`",
            "Настройка, которую никто не читает, ничего не меняет, и опечатка в имени осталась бы незамеченной.",
            "здесь можно: {known}",
            "может быть, `{suggestion}`?",
        ),
        example='[project]\nentri = "main.pipe"\n',
    ),
    Entry(
        "C103",
        "wrong-type-of-setting",
        "error",
        Words(
            "`{key}` has a value of the wrong type",
            "A value of another type has no meaning here.",
            "write it like this: `{example}`",
        ),
        Words(
            "у `{key}` значение не того типа",
            "Значение другого типа здесь ничего не значит.",
            "напишите так: `{example}`",
        ),
        example="[project]\nentry = 1\n",
    ),
    Entry(
        "C104",
        "unknown-setting-value",
        "error",
        Words(
            "`{key}` cannot be `{value}`",
            "Only the values that the tool knows have a meaning.",
            "possible: {known}",
        ),
        Words(
            "`{key}` не бывает `{value}`",
            "Смысл имеют только известные значения.",
            "можно: {known}",
        ),
        example='[project]\nlang = "de"\n',
    ),
    Entry(
        "C105",
        "unknown-environment",
        "error",
        Words(
            "there is no environment `{name}`",
            "Its parameters would be missing, and the build would be made with the wrong values.",
            "declare it in `pipelang.toml`: `[env.{name}.params]`",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет окружения `{name}`",
            "Его параметров не было бы, и сборка вышла бы с чужими значениями.",
            "опишите его в `pipelang.toml`: `[env.{name}.params]`",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "C106",
        "unknown-target",
        "error",
        Words(
            "there is no target `{name}`",
            "Nothing can be built for a target that is not installed.",
            "installed: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет цели `{name}`",
            "Для цели, которая не установлена, ничего не собрать.",
            "установлены: {known}",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "C107",
        "setting-outside-project",
        "error",
        Words(
            "`{key}` leads out of the project: `{value}`",
            "What a project's file says must not read or write anywhere else on the machine.",
            "name a path inside the folder of `pipelang.toml`; to write elsewhere say so on the command line: `-o DIR`",
        ),
        Words(
            "`{key}` ведёт за пределы проекта: `{value}`",
            "Файл проекта не должен читать и писать в других местах на машине.",
            "укажите путь внутри папки с `pipelang.toml`; чтобы писать в другое место, скажите это в команде: `-o ПАПКА`",
        ),
        example='[project]\nout = "../elsewhere"\n',
    ),
    Entry(
        "C121",
        "unknown-rule",
        "error",
        Words(
            "there is no rule `{name}`",
            "A setting for a rule that does not exist leaves the rule that was meant as it was.",
            "`pipelang rules` lists all rules by name",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет правила `{name}`",
            "Настройка несуществующего правила не изменит то, которое имелось в виду.",
            "все правила по именам покажет `pipelang rules`",
            "может быть, `{suggestion}`?",
        ),
        example='[rules]\nmonster-pipelin = "off"\n',
    ),
    Entry(
        "C122",
        "unknown-rule-level",
        "error",
        Words(
            "the level of `{name}` cannot be `{value}`",
            "A level says whether a finding stops a build, is only shown, or is not looked for at all.",
            "possible: {known}",
        ),
        Words(
            "у `{name}` не бывает уровня `{value}`",
            "Уровень решает, остановит ли находка сборку, будет только показана или её вовсе не будут искать.",
            "можно: {known}",
        ),
        example='[rules]\nmonster-pipeline = "fatal"\n',
    ),
    Entry(
        "C123",
        "unknown-rule-option",
        "error",
        Words(
            "`{name}` has no option `{option}`",
            "An option that nobody reads changes nothing, and a slip in its name would stay unnoticed.",
            "known here: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "у `{name}` нет настройки `{option}`",
            "Настройка, которую никто не читает, ничего не меняет, и опечатка в имени осталась бы незамеченной.",
            "здесь можно: {known}",
            "может быть, `{suggestion}`?",
        ),
        example="[rules]\nmonster-pipeline = { mots = 12 }\n",
    ),
    Entry(
        "C124",
        "wrong-rule-option",
        "error",
        Words(
            "`{option}` of `{name}` has a value of the wrong type",
            "The rule cannot compare a spec with a value of another type.",
            "write it like this: `{example}`",
        ),
        Words(
            "у `{option}` правила `{name}` значение не того типа",
            "С таким значением правилу не с чем сравнивать спецификацию.",
            "напишите так: `{example}`",
        ),
        example='[rules]\nmonster-pipeline = { most = "twelve" }\n',
    ),
    Entry(
        "C125",
        "rule-cannot-be-switched-off",
        "error",
        Words(
            "`{name}` cannot be switched off",
            "What it finds harms others than its author, and an exception would hide exactly the case that it is made for.",
            "mend what it finds; where it is mistaken set `{name}` to `info`, and the finding stops no build",
        ),
        Words(
            "`{name}` нельзя выключить",
            "То, что находит это правило, вредит не только автору, и исключение скрыло бы как раз тот случай, ради которого оно есть.",
            "исправьте найденное; если правило ошиблось, поставьте `{name}` уровень `info`: находка не остановит сборку",
        ),
        example='[rules]\nsecret-in-spec = "off"\n',
    ),
    Entry(
        "C141",
        "broken-counts",
        "error",
        Words(
            "the counts are not valid TOML: {reason}",
            "Without them there is no telling how the report differs from the truth.",
            "mend the line; a stage is written so: `sales.request = {{ entered = 412, stands = 35, lost = 61 }}`",
        ),
        Words(
            "файл с числами — не TOML: {reason}",
            "Без него не узнать, насколько отчёт расходится с правдой.",
            "исправьте строку; этап пишется так: `sales.request = {{ entered = 412, stands = 35, lost = 61 }}`",
        ),
    ),
    Entry(
        "C142",
        "unknown-counted-place",
        "error",
        Words(
            "there is no {kind} `{name}` to count deals of",
            "Its deals would be missing from the total, and every share would be wrong.",
            "known here: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "нет {kind:gen} `{name}`, чьи сделки можно считать",
            "Этих сделок не будет в общем числе, и все доли выйдут неверными.",
            "здесь есть: {known}",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "C143",
        "unknown-count",
        "error",
        Words(
            "nothing is counted as `{key}`",
            "A number that nobody reads changes nothing, and a slip in its name would stay unnoticed.",
            "a stage has: {known}",
            "did you mean `{suggestion}`?",
        ),
        Words(
            "числа `{key}` нет",
            "Число, которое никто не читает, ничего не меняет, и опечатка в имени осталась бы незамеченной.",
            "у этапа есть: {known}",
            "может быть, `{suggestion}`?",
        ),
    ),
    Entry(
        "C144",
        "wrong-count",
        "error",
        Words(
            "`{key}` is {value}, which is no number of deals",
            "Deals are counted whole, and there cannot be fewer than none.",
            "write a whole number from 0 to a thousand million",
        ),
        Words(
            "`{key}` — {value}, столько сделок не бывает",
            "Сделки считают целиком, и меньше нуля их быть не может.",
            "напишите целое число от 0 до миллиарда",
        ),
    ),
    Entry(
        "C145",
        "missing-count",
        "error",
        Words(
            "{place} is not counted in full: {keys} missing",
            "The report adds up all stages: with one of them unknown all the others come out wrong.",
            "add what is missing: `{example}`",
        ),
        Words(
            "{place}: посчитано не всё, не хватает: {keys}",
            "Отчёт складывает все этапы: если один неизвестен, неверны и остальные.",
            "допишите недостающее: `{example}`",
        ),
    ),
    Entry(
        "C146",
        "more-left-than-came",
        "error",
        Words(
            "{place}: {ended} deals stand there or were lost from there, but only {entered} ever came",
            "Either number is wrong, and the audit would show the client a difference that is not there.",
            "`entered` counts every deal that has ever stood on the stage, those that still do among them",
        ),
        Words(
            "{place}: стоит или проиграно {ended} {ended:сделка|сделки|сделок}, а побывало всего {entered}",
            "Одно из чисел неверно, и аудит показал бы клиенту разницу, которой нет.",
            "`entered` — все сделки, которые когда-либо были на этапе, вместе с теми, что стоят там сейчас",
        ),
    ),
    Entry(
        "C147",
        "more-came-than-there-are",
        "error",
        Words(
            "{place}: {entered} deals came, but there are only {total} in the pipeline",
            "All deals of the period stand somewhere, are lost or won: the stages and `won` must add up to at least as many.",
            "count each deal once, however often it came to the stage, and take the same period for all numbers",
        ),
        Words(
            "{place}: побывало {entered} {entered:сделка|сделки|сделок}, а во всей воронке их {total}",
            "Каждая сделка периода где-то стоит, проиграна или выиграна: этапы и `won` вместе дают не меньше.",
            "считайте каждую сделку один раз, сколько бы раз она ни возвращалась, и берите для всех чисел один период",
        ),
    ),
    Entry(
        "C148",
        "no-deals-counted",
        "error",
        Words(
            "no deals are counted in {place}",
            "Of no deals there is no conversion.",
            "take a longer period, or leave the pipeline out: the audit then shows an example",
        ),
        Words(
            "не посчитано ни одной сделки: {place}",
            "Из нуля сделок конверсии не посчитать.",
            "возьмите период подольше или не указывайте воронку: тогда аудит покажет пример",
        ),
    ),
)
