"""Words for specs that are well written but cannot be meant (M3xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import CRM, PIPELINE, in_file, in_pipeline, in_stage

_SECOND = PIPELINE.replace("sales", "second")

ENTRIES = (
    Entry(
        "M301", "misplaced-statement", "error",
        Words("`{statement}` cannot stand {block}", "It would say something about the wrong thing.", "it belongs {homes}"),
        Words("`{statement}` не может стоять {block}", "Так она говорила бы не о том.", "её место — {homes}"),
        in_pipeline("  sla stay 2d"),
    ),
    Entry(
        "M302", "said-twice", "error",
        Words("`{statement}` is said twice", "Only one of the two could hold.", "keep one"),
        Words("`{statement}` сказано дважды", "Действовать может только одно из двух.", "оставьте одно"),
        in_stage("sla stay 2d, stay 3d"),
    ),
    Entry(
        "M303", "import-cycle", "error",
        Words("files import one another in a circle: {loop}", "There is no order in which they could be read.",
              "move what they share into a file of its own"),
        Words("файлы импортируют друг друга по кругу: {loop}", "Их ни в каком порядке не прочесть.",
              "вынесите общее в отдельный файл"),
    ),
    Entry(
        "M304", "import-outside", "error",
        Words("the import `{file}` leaves the project", "A spec must mean the same on every machine and in every clone.",
              "copy the file into the project; paths have forward slashes and are taken from the importing file"),
        Words("импорт `{file}` выходит за пределы проекта", "Спецификация должна значить одно и то же на любой машине.",
              "положите файл в проект; в пути — прямые черты, считается он от импортирующего файла"),
        'import "../../elsewhere.pipe"\n' + CRM + PIPELINE,
    ),
    Entry(
        "M305", "inheritance-cycle", "error",
        Words("pipelines extend one another in a circle: {loop}", "None of them says what it is made of.", "let one stand on its own"),
        Words("воронки наследуют друг другу по кругу: {loop}", "Ни одна не говорит, из чего она состоит.",
              "сделайте одну из них самостоятельной"),
        CRM + PIPELINE.replace('"Продажи" {', '"Продажи" extends second {')
        + _SECOND.replace('"Продажи" {', '"Вторая" extends sales {'),
    ),
    Entry(
        "M306", "template-cycle", "error",
        Words("the template `{name}` uses itself", "It would go on for ever.", "take the `use` out of it"),
        Words("шаблон `{name}` использует сам себя", "Это никогда бы не кончилось.", "уберите из него `use`"),
        in_stage("use late", "template late {\n  use late\n}\n"),
    ),
    Entry(
        "M307", "no-won", "error",
        Words("the pipeline `{name}` has no `won`", "A deal could never end well, and conversion could not be counted.",
              'add `won "Оплата получена"`'),
        Words("в воронке `{name}` нет `won`", "Сделка не могла бы кончиться успехом, и конверсию не посчитать.",
              'добавьте `won "Оплата получена"`'),
        CRM + PIPELINE.replace("  won\n", ""),
    ),
    Entry(
        "M308", "no-lost", "error",
        Words("the pipeline `{name}` has no `lost`", "Deals that come to nothing would stay among the live ones.",
              'add `lost "Отказ"` with its reasons'),
        Words("в воронке `{name}` нет `lost`", "Сделки, из которых ничего не вышло, остались бы среди живых.",
              'добавьте `lost "Отказ"` с причинами'),
        CRM + PIPELINE.replace('  lost { reason price "Дорого" }\n', ""),
    ),
    Entry(
        "M309", "no-stages", "error",
        Words("the pipeline `{name}` has no stages", "There would be nowhere for a deal to begin.", "add at least one `stage`"),
        Words("в воронке `{name}` нет этапов", "Сделке негде было бы начаться.", "добавьте хотя бы один `stage`"),
        CRM + PIPELINE.replace('  stage request "Заявка получена"\n', ""),
    ),
    Entry(
        "M310", "no-crm", "error",
        Words("there is no `crm` in this program", "Nobody knows whose set-up this is, nor its language and currency.",
              'add `crm "Название клиента" {{ locale ru }}`'),
        Words("в этой программе нет `crm`", "Неизвестно, чья это настройка, на каком языке и в какой валюте.",
              'добавьте `crm "Название клиента" {{ locale ru }}`'),
        PIPELINE,
    ),
    Entry(
        "M311", "second-crm", "error",
        Words("a program describes one `crm`, this is the second", "Each client's account is set up by a program of its own.",
              "keep one; what clients share goes into an imported file"),
        Words("программа описывает одну `crm`, а это уже вторая", "Аккаунт каждого клиента настраивает своя программа.",
              "оставьте одну; общее для клиентов вынесите в импортируемый файл"),
        in_file('crm "Шкафы"'),
    ),
    Entry(
        "M312", "no-name", "error",
        Words("{kind} `{name}` has no name", "People see names, not ids.", "write the name in quotes after the id"),
        Words("{kind} `{name}` — нет названия", "Люди видят названия, а не имена.", "напишите название в кавычках после имени"),
        in_pipeline("  stage offer"),
    ),
    Entry(
        "M314", "second-main", "error",
        Words("the pipeline `{name}` is the second `main` one", "New deals without an address go to one pipeline only.",
              "keep `main` in one of them"),
        Words("воронка `{name}` — уже вторая с `main`", "Сделки без адреса попадают только в одну воронку.",
              "оставьте `main` в одной"),
        CRM + PIPELINE.replace("  won\n", "  main\n  won\n") + _SECOND.replace("  won\n", "  main\n  won\n"),
    ),
    Entry(
        "M315", "channel-reserved-twice", "error",
        Words("the channel `{channel}` is reserved for two pipelines", "A request can come into one of them only.",
              "leave it in one, and go on to the other through a tunnel"),
        Words("канал `{channel}` закреплён за двумя воронками", "Заявка может попасть только в одну из них.",
              "оставьте его в одной, а в другую ведите туннелем"),
        CRM + 'channel site: form "Сайт"\n' + PIPELINE.replace("  won\n", "  sources site\n  won\n")
        + _SECOND.replace("  won\n", "  sources site\n  won\n"),
    ),
    Entry(
        "M317", "wrong-tunnel-mode", "error",
        Words("`{mode}` does not fit this tunnel, it must be `{wanted}`",
              "A lead becomes a deal by conversion; a deal goes on by moving or as a copy.", "write `{wanted}`"),
        Words("`{mode}` не подходит этому туннелю, нужно `{wanted}`",
              "Лид становится сделкой через конвертацию, а сделка переходит сама или копией.", "напишите `{wanted}`"),
        CRM + PIPELINE.replace("  won\n", "  won { tunnel convert to second.request }\n") + _SECOND,
    ),
    Entry(
        "M318", "tunnel-into-itself", "error",
        Words("the tunnel leads to `{name}` of the same pipeline", "Deals would be copied in a circle, and counted twice.",
              "use `move` in a trigger to change the stage; tunnels lead to other pipelines"),
        Words("туннель ведёт в `{name}` той же воронки", "Сделки копировались бы по кругу и считались дважды.",
              "сменить этап можно действием `move` в триггере; туннели ведут в другие воронки"),
        CRM + PIPELINE.replace("  won\n", "  won { tunnel copy to request }\n"),
    ),
    Entry(
        "M320", "too-many-arguments", "error",
        Words("the template `{name}` takes {count}, this one is too many", "", "remove it"),
        Words("у шаблона `{name}` параметров {count}, этот лишний", "", "уберите его"),
        in_stage("use late(2d, 3d)", "template late(limit: duration) {\n  sla stay $limit\n}\n"),
    ),
    Entry(
        "M322", "missing-argument", "error",
        Words("the template needs `{name}`", "What it says would stay incomplete.", "write it in parentheses"),
        Words("шаблону нужен параметр `{name}`", "Без него сказанное в шаблоне осталось бы неполным.", "напишите его в скобках"),
        in_stage("use late", "template late(limit: duration) {\n  sla stay $limit\n}\n"),
    ),
    Entry(
        "M324", "choice-without-options", "error",
        Words("the choice `{name}` has no options", "There would be nothing to choose.", 'list them: `{{ yes "Да"  no "Нет" }}`'),
        Words("у поля `{name}` с выбором нет вариантов", "Выбирать было бы не из чего.", 'перечислите их: `{{ yes "Да"  no "Нет" }}`'),
        in_file('field shipping on deal: choice "Отгрузка"'),
    ),
    Entry(
        "M325", "options-without-choice", "error",
        Words("`{name}` is {type:a} and cannot have options", "They would show up nowhere.", "make it a `choice`, or remove the options"),
        Words("у поля `{name}` ({type}) не бывает вариантов", "Они нигде бы не появились.",
              "сделайте поле типа `choice` или уберите варианты"),
        in_file('field city on deal: text "Город" {\n  moscow "Москва"\n}'),
    ),
    Entry(
        "M326", "bounds-without-number", "error",
        Words("only a number has bounds, not {type:a}", "", "make it a `number`, or remove the bounds"),
        Words("границы бывают только у числа ({type} — не число)", "", "сделайте поле типа `number` или уберите границы"),
        in_file('field city on deal: text 1..10 "Город"'),
    ),
    Entry(
        "M327", "allow-without-reason", "error",
        Words("`allow {rule}` gives no reason", "A rule broken without a reason is a mistake that nobody will dare to mend.",
              "say in the quotes why it is right here"),
        Words("у `allow {rule}` нет причины", "Правило, нарушенное без причины, — ошибка, которую никто не решится исправить.",
              "напишите в кавычках, почему здесь так и надо"),
        in_stage('allow stage-without-task ""'),
    ),
    Entry(
        "M330", "end-before-start", "error",
        Words("`{text}` ends before it begins", "", "write the smaller end first"),
        Words("`{text}` кончается раньше, чем начинается", "", "напишите сначала меньшее"),
        in_file('field interest on deal: number 10..1 "Интерес"'),
    ),
    Entry(
        "M331", "no-currency", "error",
        Words("`{word}` is not a code of a currency", "", "write three capital letters: `RUB`, `KZT`, `USD`"),
        Words("`{word}` — не код валюты", "", "напишите три заглавные буквы: `RUB`, `KZT`, `USD`"),
        'crm "Кухни" {\n  currency rubles\n}\n' + PIPELINE,
    ),
    Entry(
        "M333", "no-timezone", "error",
        Words("`{zone}` is not a name of a time zone", "Working hours would be counted by somebody else's clock.",
              'write it as `"Europe/Moscow"` or `"Asia/Novosibirsk"`'),
        Words("`{zone}` — не название часового пояса", "Рабочее время считалось бы по чужим часам.",
              'напишите, например, `"Europe/Moscow"` или `"Asia/Novosibirsk"`'),
        'crm "Кухни" {\n  timezone "MSK"\n}\n' + PIPELINE,
    ),
    Entry(
        "M334", "no-address", "error",
        Words("`{url}` is not an address that a CRM could call", "", "begin it with `https://`"),
        Words("`{url}` — не адрес, который CRM могла бы вызвать", "", "начните его с `https://`"),
        in_stage('on enter { webhook "example.ru/hook" }'),
    ),
    Entry(
        "M335", "parameter-without-value", "error",
        Words("the parameter `{name}` has no value", "It has no default, and the environment sets none.",
              "give it a default, or set it: `--param {name}=…`, or in pipelang.toml"),
        Words("у параметра `{name}` нет значения", "У него нет значения по умолчанию, и окружение его не задаёт.",
              "дайте значение по умолчанию или задайте его: `--param {name}=…` либо в pipelang.toml"),
        in_file("param city: text"),
    ),
    Entry(
        "M336", "money-without-crm-currency", "error",
        Words("`{name}` is money, but the crm names no currency", "An amount without a currency says nothing.",
              "add `currency RUB` to `crm`"),
        Words("`{name}` — деньги, а валюта CRM не названа", "Сумма без валюты ничего не говорит.",
              "добавьте `currency RUB` в `crm`"),
        in_stage('on enter if budget > 500 { tag "крупный" }', 'field budget on deal: money "Бюджет"\n').replace(
            "  currency RUB\n", ""
        ),
    ),
    Entry(
        "M319", "lead-and-deal-mixed", "error",
        Words("leads and deals do not share pipelines: `{name}` is for the others", "The CRM keeps them as different cards.",
              "a lead becomes a deal by `tunnel convert to …`; a deal does not become a lead again"),
        Words("лиды и сделки не ходят по одной воронке: `{name}` — не для этой карточки", "В CRM это разные карточки.",
              "лид становится сделкой через `tunnel convert to …`; сделка лидом обратно не становится"),
        CRM + PIPELINE.replace("  won\n", "  won { tunnel copy to second.request }\n")
        + _SECOND.replace('"Продажи"', '"Лиды" of lead'),
    ),
    Entry(
        "M337", "stage-after-itself", "error",
        Words("`{name}` cannot stand after itself", "", "name the stage before it"),
        Words("`{name}` не может стоять после самого себя", "", "назовите предыдущий этап"),
        in_pipeline('  stage offer "КП отправлено" after offer'),
    ),
    Entry(
        "M338", "chain-too-long", "error",
        Words("this is the end of a chain of more than {limit}", "No project needs that; something refers on and on.",
              "import or extend what is needed directly"),
        Words("здесь кончается цепочка длиннее {limit}", "Ни одному проекту столько не нужно: что-то ссылается всё дальше и дальше.",
              "импортируйте или наследуйте нужное напрямую"),
    ),
    Entry(
        "M339", "too-many-expansions", "error",
        Words("templates are used more than {limit} times", "Templates that use each other many times over grow without measure.",
              "take out a level of `use`"),
        Words("шаблоны использованы больше {limit} раз", "Шаблоны, которые многократно используют друг друга, растут без меры.",
              "уберите один уровень `use`"),
    ),
    Entry(
        "M340", "subject-without-letter", "error",
        Words("`{name}` sends no letters, so its messages have no subject", "It would be left out, and nobody would see it.",
              "take `subject` out, or send the message by a channel of the kind `mail`"),
        Words("`{name}` — не почта, у сообщений там нет темы", "Тема пропала бы, и её никто бы не увидел.",
              "уберите `subject` или отправьте сообщение по каналу вида `mail`"),
        in_file('channel chat: messenger "WhatsApp"\nmessage hello by chat subject "Знакомство" "Здравствуйте!"'),
    ),
)  # fmt: skip
