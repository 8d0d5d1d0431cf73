"""Words for values of the wrong sort (T4xx)."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.messages.examples import in_stage

_NUMBER = 'field interest on deal: number 1..10 "Интерес"\n'
_MONEY = 'field budget on deal: money "Бюджет"\n'

ENTRIES = (
    Entry(
        "T401", "types-do-not-compare", "error",
        Words("`{name}` is {type:a}, it cannot be compared with {found:a}", "The condition could never hold, or always would.",
              "write a value of the field's own type"),
        Words("`{name}` — {type}, сравнивать с другим типом ({found}) нельзя",
              "Такое условие не выполнялось бы никогда или выполнялось бы всегда.", "напишите значение того же типа, что и поле"),
        in_stage('on enter if budget > 3d { tag "крупный" }', _MONEY),
    ),
    Entry(
        "T402", "wrong-operator", "error",
        Words("`{operator}` does not fit `{name}`, which is {type:a}", "The CRM would have nothing to compare.",
              "numbers, money and dates compare with `<` and `>`; choices with `is` and `in`; texts with `is` and `contains`"),
        Words("`{operator}` не подходит к `{name}` ({type})", "CRM было бы нечего сравнивать.",
              "числа, деньги и даты сравниваются через `<` и `>`; варианты — через `is` и `in`; тексты — через `is` и `contains`"),
        in_stage('on enter if city > 3 { tag "далеко" }', 'field city on deal: text "Город"\n'),
    ),
    Entry(
        "T403", "money-without-currency", "error",
        Words("money needs its currency: `{value} {currency}`", "A bare number does not say what it is a number of.",
              "write `{value} {currency}`"),
        Words("к деньгам нужна валюта: `{value} {currency}`", "Просто число не говорит, чего именно столько.",
              "напишите `{value} {currency}`"),
        in_stage('on enter if budget > 500_000 { tag "крупный" }', _MONEY),
    ),
    Entry(
        "T404", "other-currency", "error",
        Words("`{value}` is not in the currency of the crm ({currency})", "The CRM keeps amounts in one currency and does not convert.",
              "write the amount in {currency}"),
        Words("`{value}` — не в валюте CRM ({currency})", "CRM хранит суммы в одной валюте и не пересчитывает.",
              "напишите сумму в {currency}"),
        in_stage('on enter if budget > 500 USD { tag "крупный" }', _MONEY),
    ),
    Entry(
        "T405", "field-of-another-type", "error",
        Words("`{name}` is {type:a}; {wanted:a} is needed here", "", "name a field of the right type"),
        Words("`{name}` — {type}, а нужна: {wanted}", "", "укажите поле подходящего типа"),
        in_stage('on date interest - 7d { tag "пора" }', _NUMBER),
    ),
    Entry(
        "T406", "value-of-another-type", "error",
        Words("{wanted:a} is needed here", "", "write {wanted:a}"),
        Words("здесь нужно другое: {wanted}", "", "подставьте значение этого типа: {wanted}"),
        in_stage("use late(\"скоро\")", "template late(limit: duration) {\n  sla stay $limit\n}\n"),
    ),
    Entry(
        "T407", "out-of-bounds", "error",
        Words("`{name}` is within {bounds}, so this never holds with {value}", "What depends on it would never happen.",
              "write a value within {bounds}, or widen the field"),
        Words("`{name}` бывает только {bounds}, так что при {value} этого не будет никогда",
              "То, что от этого зависит, никогда бы не случилось.", "напишите значение из {bounds} или расширьте границы поля"),
        in_stage('on enter if interest > 10 { tag "горячий" }', _NUMBER),
    ),
    Entry(
        "T408", "always-true", "warning",
        Words("`{name}` is within {bounds}, so this always holds with {value}", "The condition decides nothing.",
              "remove the condition, or write the bound that was meant"),
        Words("`{name}` бывает только {bounds}, так что при {value} это верно всегда", "Такое условие ничего не решает.",
              "уберите условие или напишите ту границу, которая имелась в виду"),
        in_stage('on enter if interest >= 1 { tag "горячий" }', _NUMBER),
    ),
    Entry(
        "T409", "no-such-date", "error",
        Words("there is no date {date}", "", "write an existing day as `2026-03-01`"),
        Words("даты {date} не бывает", "", "напишите существующий день: `2026-03-01`"),
        in_stage("on enter { set next_buy = 2026-02-31 }", 'field next_buy on deal: date "Следующая покупка"\n'),
    ),
    Entry(
        "T410", "no-such-time", "error",
        Words("there is no time {time}", "", "write hours and minutes as `09:00`"),
        Words("времени {time} не бывает", "", "напишите часы и минуты: `09:00`"),
        in_stage('on schedule mon-fri 25:00 { tag "утро" }'),
    ),
    Entry(
        "T411", "no-such-share", "error",
        Words("{value} is not a share of deals", "A norm is what part of deals should go on: more than none, at most all.",
              "write a share from `1%` to `100%`"),
        Words("{value} — не доля сделок", "Норма — какая часть сделок должна пройти дальше: больше нуля, но не больше всех.",
              "напишите долю от `1%` до `100%`"),
        in_stage("norm 160% in 2d"),
    ),
    Entry(
        "T412", "date-moved-by-time", "error",
        Words("a date is moved by days or weeks, not by {duration}", "", "write `today + 3d` or `today + 2w`"),
        Words("дату сдвигают на дни или недели, а не на {duration}", "", "напишите `today + 3d` или `today + 2w`"),
        in_stage("on enter { set next_buy = today + 5h }", 'field next_buy on deal: date "Следующая покупка"\n'),
    ),
    Entry(
        "T413", "value-out-of-bounds", "error",
        Words("`{name}` is within {bounds}, {value} does not fit", "The CRM would refuse it, or keep what means nothing.",
              "write a value within {bounds}, or widen the field"),
        Words("`{name}` бывает только {bounds}, {value} не подходит", "CRM его не примет или сохранит то, что ничего не значит.",
              "напишите значение из {bounds} или расширьте границы поля"),
        in_stage("on enter { set interest = 11 }", _NUMBER),
    ),
    Entry(
        "T414", "value-from-outside", "error",
        Words("the parameter `{name}` is set to `{value}`, {wanted:a} is needed", "", "mend it on the command line or in pipelang.toml"),
        Words("параметру `{name}` задано `{value}`, а нужно другое: {wanted}", "", "исправьте в командной строке или в pipelang.toml"),
    ),
)  # fmt: skip
