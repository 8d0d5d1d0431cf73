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
)
