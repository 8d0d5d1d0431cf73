"""What counts as the same thing, and what as a change: matching, renaming, moves, effects elsewhere."""

from __future__ import annotations

import re

import pytest
from cases import CORPUS
from compiling import ENDS, program_of

from pipelang.compare import Change, compare
from pipelang.compare.gathering import gather
from pipelang.compare.keys import keys
from pipelang.compare.reach import Reaches
from pipelang.compare.texts import word_diff
from pipelang.model import Program

HEAD = """\
crm "Кухни" { currency RUB }
role manager "Менеджер"
role head "РОП"
channel whatsapp: messenger "WhatsApp"
message hello by whatsapp "Здравствуйте, {contact.name}"
field budget on deal: money "Бюджет"
field interest on deal: number 1..10 "Интерес"
field size on deal: choice "Размер" { small "Малый" large "Большой" }
pipeline other "Прочее" { stage new "Новый заказ" won lost }
"""


def sales(*stages: str, head: str = HEAD, before: str = "", ends: str = ENDS) -> Program:
    """A program with one pipeline of these stages; `a: …` is a stage with that body."""
    made = []
    for stage in stages:
        head_, _, body = stage.partition(":")
        id, _, was = head_.partition(" ")
        made.append(f'  stage {id} "Этап {id}" {was} {{ {body.strip()}\n  }}')
    return program_of(f'{head}pipeline sales "Продажи" {{\n{before}\n' + "\n".join(made) + f"\n  {ends}\n}}\n")


def told(old: Program, new: Program) -> list[str]:
    return keys(compare(old, new).changes)


# ---- unnamed things


def test_a_trigger_put_in_front_changes_nothing_about_the_others() -> None:
    rest = 'on overdue { notify head "Поздно" } on idle 2d { tag "тихо" }'
    changes = compare(sales(f"a: {rest}"), sales(f"a: on enter {{ send hello }} {rest}")).changes
    assert [(change.verb, change.kind) for change in changes] == [("added", "Trigger")]
    assert changes[0].new.event.kind == "enter"


def test_a_requirement_put_in_front_is_the_only_change() -> None:
    assert told(sales("a: require budget"), sales("a: require interest, budget")) == [
        "added pipeline.sales.stage.a.require[deal.interest]"
    ]


def test_a_trigger_of_the_same_event_is_the_same_one() -> None:
    old, new = sales('a: on enter after 3d { tag "x" }'), sales('a: on enter after 5d { tag "x" }')
    (change,) = compare(old, new).changes
    assert (change.verb, change.attribute, str(change.before), str(change.after)) == ("changed", "delay", "3d", "5d")


def test_a_trigger_that_does_the_same_at_another_event_is_the_same_one() -> None:
    actions = '{ notify head "Сделка стоит" tag "стоит" }'
    (change,) = compare(sales(f"a: on idle 5d {actions}"), sales(f"a: on overdue {actions}")).changes
    assert (change.verb, change.attribute) == ("changed", "event")


def test_unlike_triggers_are_two() -> None:
    old = sales('a: on idle 5d { notify head "Стоит" }')
    new = sales("a: on enter { send hello }")
    assert [change.verb for change in compare(old, new).changes] == ["removed", "added"]


def test_of_two_triggers_of_an_event_the_one_with_the_same_condition_is_meant() -> None:
    one, two = 'on enter if interest > 5 { tag "a" }', 'on enter if interest <= 5 { tag "b" }'
    changed = 'on enter if interest <= 5 { tag "c" }'
    (change,) = compare(sales(f"a: {one} {two}"), sales(f"a: {changed} {one}")).changes[-1:]
    assert (change.kind, change.before, change.after) == ("Tag", "b", "c")


def test_actions_are_added_in_their_order() -> None:
    old, new = sales('a: on enter { tag "x" }'), sales('a: on enter { send hello tag "x" }')
    assert told(old, new) == ["added pipeline.sales.stage.a.trigger[enter].action[send hello]"]


def test_an_owner_is_always_the_same_one() -> None:
    assert told(sales("a: owner manager"), sales("a: owner head by turns")) == [
        "changed pipeline.sales.stage.a.owner#role manager -> head",
        "changed pipeline.sales.stage.a.owner#distribution none -> "
        + told(sales("a: owner head"), sales("a: owner head by turns"))[0].rpartition("> ")[2],
    ]


def test_comments_spaces_and_places_of_lines_are_no_change() -> None:
    texts = "a: sla stay 3d require budget", "a:\n  # срок\n  sla stay 3d\n\n  require budget  # сразу"
    assert told(sales(texts[0]), sales(texts[1])) == []


# ---- order


def test_one_stage_moved_over_many_is_one_change() -> None:
    (change,) = compare(sales("a", "b", "c", "d"), sales("d", "a", "b", "c")).changes
    assert (change.verb, change.node.id, change.behind) == ("moved", "d", None)


def test_a_moved_stage_names_the_one_it_stands_after() -> None:
    (change,) = compare(sales("a", "b", "c", "d"), sales("b", "c", "a", "d")).changes
    assert (change.node.id, change.behind.id) == ("a", "c")


def test_adding_and_removing_stages_moves_none() -> None:
    assert told(sales("a", "b", "c"), sales("x", "a", "c")) == [
        "added pipeline.sales.stage.x",
        "removed pipeline.sales.stage.b",
    ]


# ---- renaming

_EVERY = (CORPUS / "every_statement" / "main.pipe").read_text(encoding="utf-8")
_SHARED = {
    f"shared/{name}.pipe": (CORPUS / "every_statement" / "shared" / f"{name}.pipe").read_text(encoding="utf-8")
    for name in ("people", "texts")
}


def every(text: str) -> Program:
    return program_of({"main.pipe": text, **_SHARED}, {"branch": "Юг"})


@pytest.mark.parametrize(
    ("declaration", "renamed", "id"),
    [
        ('role manager "Менеджер по продажам" was seller', "role.manager", "manager"),
        ('product wardrobe "Шкафы"', "product.wardrobe", "wardrobe"),
        ('service robots "Роботы"', "service.robots", "robots"),
        ('channel site: form "Заявки с сайта"', "channel.site", "site"),
        ('task type measure "Замер" was visit_home', "task_type.measure", "measure"),
        ('field next_buy on deal: date "Ждём следующую покупку"', "field.deal.next_buy", "next_buy"),
        ('pickup "Самовывоз"', "field.deal.shipping.pickup", "pickup"),
        ('stage visit "Посетил шоу-рум" after request', "pipeline.sales.stage.visit", "visit"),
        ('reason thinking "Отложил решение"', "pipeline.sales.lost.reason.thinking", "thinking"),
    ],
    ids=lambda text: text.split()[0],
)
def test_a_renamed_id_is_one_change_whatever_refers_to_it(declaration: str, renamed: str, id: str) -> None:
    head = re.sub(r" was \w+", "", declaration)
    name, after = head.partition(" after ")[::2]
    was = f"{name} was {id}" + (f" after {after}" if after else "")
    text = re.sub(rf"\b{id}\b", f"{id}_two", _EVERY.replace(declaration, "DECLARED"))
    new = every(text.replace("DECLARED", re.sub(rf"\b{id}\b", f"{id}_two", was, count=1)))
    ((_, change),) = gathered(every(_EVERY), new)  # a reason is inherited by another pipeline
    assert (change.verb, change.was, change.address) == ("renamed", renamed, renamed.replace(id, f"{id}_two"))


def test_a_renamed_pipeline_carries_its_stages_along() -> None:
    old, new = sales("a: require budget"), sales("a: require budget", head=HEAD)
    text = re.sub(r"\bwarming\b", "sleeping_beauty", _EVERY.replace('pipeline warming "Утепление"', "PIPELINE"))
    renamed = every(text.replace("PIPELINE", 'pipeline sleeping_beauty "Утепление" was warming'))
    assert told(every(_EVERY), renamed) == ["renamed pipeline.sleeping_beauty was pipeline.warming"]
    assert told(old, new) == []


def test_a_renaming_that_has_landed_says_nothing_any_more() -> None:
    assert told(sales("b was a: require budget"), sales("b was a: require budget")) == []
    assert told(sales("b was a: require budget"), sales("b: require budget")) == [
        "changed pipeline.sales.stage.b#was a -> none"
    ]


def test_a_new_stage_may_take_the_id_that_another_one_had() -> None:
    assert told(sales("a: sla stay 1d"), sales("b was a: sla stay 1d", "a: sla stay 9d")) == [
        "renamed pipeline.sales.stage.b was pipeline.sales.stage.a",
        "changed pipeline.sales.stage.b#name Этап a -> Этап b",
        "added pipeline.sales.stage.a",
    ]


def test_what_changes_together_with_its_id_is_told_besides() -> None:
    assert told(sales("a: sla stay 1d"), sales("b was a: sla stay 2d")) == [
        "renamed pipeline.sales.stage.b was pipeline.sales.stage.a",
        "changed pipeline.sales.stage.b#name Этап a -> Этап b",
        "changed pipeline.sales.stage.b#stay 1d -> 2d",
    ]


def test_a_loss_that_gets_an_id_leaves_the_other_losses_alone() -> None:
    ends = 'won lost "Отказ" { reason price "Дорого" } lost junk "Брак" { reason spam "Спам" }'
    renamed = ends.replace('lost "Отказ"', 'lost refused "Отказ" was lost')
    changes = compare(sales("a", ends=ends), sales("a", ends=renamed)).changes
    assert [(change.verb, change.address) for change in changes] == [("renamed", "pipeline.sales.lost.refused")]


# ---- values


def test_yes_and_one_are_not_the_same_setting() -> None:
    text = f"{HEAD}target amocrm {{ retries VALUE }}\n"
    (change,) = compare(program_of(text.replace("VALUE", "1")), program_of(text.replace("VALUE", "yes"))).changes
    assert (change.kind, change.before, change.after) == ("TargetOption", 1, True)


def test_a_retyped_field_is_named_with_both_types() -> None:
    old, new = sales("a"), sales("a", head=HEAD.replace("budget on deal: money", "budget on deal: text"))
    assert told(old, new) == ["changed field.deal.budget#type money -> text"]


def test_long_texts_are_named_by_what_is_in_them() -> None:
    long = HEAD.replace(
        "Здравствуйте", "Здравствуйте! Это очень длинное сообщение, которое ни в какое имя не поместится"
    )
    (key,) = told(sales("a"), sales("a", head=long))
    assert re.fullmatch(r"changed message\.hello#text [0-9a-f]{8} -> [0-9a-f]{8}", key)


# ---- words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Позвоним в ближайшие 15 минут", "Перезвоним в ближайшие полчаса"),
        ("", "всё новое"),
        ("всё ушло", ""),
        ("одна строка\nдругая", "одна строка\n\nдругая строка"),
        ("а " * 900, "б " * 900 + "конец"),
        ("слово " * 3000, "слово " * 2999 + "конец\n"),
    ],
)
def test_the_pieces_of_a_text_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "came") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_only_the_words_that_differ_are_marked() -> None:
    pieces = word_diff("Позвоним завтра в десять утра", "Позвоним сегодня в десять утра")
    assert [tuple(piece) for piece in pieces] == [
        ("same", "Позвоним "),
        ("gone", "завтра"),
        ("came", "сегодня"),
        ("same", " в десять утра"),
    ]


# ---- effects elsewhere


def reach(old: Program, new: Program) -> dict[str, list[tuple[str, str, list[str]]]]:
    comparison = compare(old, new)
    reaches = Reaches(comparison)
    return {
        name: [(item.what, str(item.thing), [place.id for place in item.places]) for item in reaches.of([change])]
        for name, change in zip(keys(comparison.changes), comparison.changes, strict=True)
    }


def test_a_new_requirement_is_demanded_on_all_later_stages() -> None:
    assert reach(sales("a", "b", "c"), sales("a", "b: require budget", "c")) == {
        "added pipeline.sales.stage.b.require[deal.budget]": [("demanded", "deal.budget", ["c", "won"])]
    }


def test_a_requirement_that_an_earlier_stage_has_anyway_reaches_nothing() -> None:
    old, new = sales("a: require budget", "b", "c"), sales("a: require budget", "b: require budget", "c")
    assert reach(old, new) == {"added pipeline.sales.stage.b.require[deal.budget]": []}


def test_a_requirement_for_one_stage_only_frees_the_later_ones() -> None:
    old, new = sales("a: require budget", "b", "c"), sales("a: require budget here", "b", "c")
    assert reach(old, new) == {
        "changed pipeline.sales.stage.a.require[deal.budget]#here no -> yes": [
            ("freed", "deal.budget", ["b", "c", "won"])
        ]
    }


def test_removing_a_stage_frees_what_only_it_demanded() -> None:
    assert reach(sales("a", "b: require budget", "c"), sales("a", "c")) == {
        "removed pipeline.sales.stage.b": [("freed", "deal.budget", ["c", "won"])]
    }


def test_moving_a_stage_shifts_what_it_demands() -> None:
    old, new = sales("a", "b", "c: require budget"), sales("c: require budget", "a", "b")
    assert reach(old, new) == {"moved pipeline.sales.stage.c first": [("demanded", "deal.budget", ["a", "b"])]}


def test_an_owner_holds_until_another_is_named() -> None:
    old = sales("a: owner manager", "b", "c: owner manager", "d")
    new = sales("a: owner head", "b", "c: owner manager", "d")
    assert reach(old, new) == {"changed pipeline.sales.stage.a.owner#role manager -> head": [("owner", "head", ["b"])]}


# ---- one change in many places


def gathered(old: Program, new: Program) -> list[tuple[int, Change]]:
    changes = compare(old, new).changes
    return [(len(item.changes), item.first) for item in gather(changes, keys(changes))]


def test_a_line_of_every_stage_is_told_once() -> None:
    every_stage = 'every stage { on overdue { notify head "Поздно" } }'
    old, new = (
        sales("a", "b", "c", before=text) for text in (every_stage, every_stage.replace("Поздно", "Очень поздно"))
    )
    ((places, change),) = gathered(old, new)
    assert (places, change.kind, change.attribute) == (3, "Notify", "text")


def test_a_line_of_a_template_is_told_once_for_all_pipelines() -> None:
    template = 'template late(who: role) { sla stay 2d  on overdue { notify $who "Поздно" } }\n'
    pipelines = "".join(f'pipeline p{n} "П{n}" {{ stage a "А{n}" {{ use late(head) }} won lost }}\n' for n in range(3))
    old, new = (program_of(HEAD + text + pipelines) for text in (template, template.replace("overdue", "idle 3d")))
    ((places, change),) = gathered(old, new)
    assert (places, change.attribute) == (3, "event")


def test_a_stage_added_to_a_parent_is_told_once_with_its_heirs() -> None:
    child = 'pipeline more "Ещё" extends sales { stage z "Последний" }\n'

    def of(*stages: str) -> Program:
        lines = "".join(f'stage {stage} "Этап {stage}"\n' for stage in stages)
        return program_of(f'{HEAD}pipeline sales "Продажи" {{\n{lines}\n{ENDS}\n}}\n{child}')

    ((places, change),) = gathered(of("a", "b"), of("a", "x", "b"))
    assert (places, change.verb, change.node.id) == (2, "added", "x")


def test_the_same_new_limit_on_several_stages_is_one_change() -> None:
    old, new = sales("a: sla stay 2d", "b: sla stay 2d", "c"), sales("a: sla stay 3d", "b: sla stay 3d", "c")
    ((places, change),) = gathered(old, new)
    assert (places, change.attribute) == (2, "stay")


def test_requirements_of_one_line_stay_apart() -> None:
    found = gathered(sales("a"), sales("a: require budget, interest"))
    assert [(places, change.node.field.id) for places, change in found] == [(1, "budget"), (1, "interest")]
