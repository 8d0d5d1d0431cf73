"""A company of fifty pipelines with twenty stages each, every one with all that a manager needs."""

from __future__ import annotations

from functools import cache

from programs import Builder, Lines, text

from pipelang.model import Channel, Crm, Duration, Norm, Notify, Pipeline, Program, Role, Send, Stage

PIPELINES, STAGES = 50, 20


@cache
def large_program() -> Program:
    b = Builder(Lines(lines=30_000))
    return Program(
        crm=Crm("crm", b.lines.next(), "Большая компания"),
        roles=(b.named(Role, "role", "manager", "Менеджер по продажам"),),
        channels=(b.named(Channel, "channel", "whatsapp", "WhatsApp"),),
        fields=tuple(
            b.field("deal", f"field_{at}", "text", f"Поле номер {at}", about="Без него дальше не пойти")
            for at in range(STAGES)
        ),
        messages=(b.message("offer", "whatsapp", "{contact.name}, отправили предложение. Когда удобно обсудить?"),),
        pipelines=tuple(_pipeline(b, number) for number in range(PIPELINES)),
    )


def _pipeline(b: Builder, number: int) -> Pipeline:
    id = f"p{number}"
    goes = (b.tunnel("copy", "p0.s0"),)
    lost = b.lost(f"pipeline.{id}.lost", "Отказ", {"price": ("Дорого", None, "Назвал цену конкурента")}, tunnels=goes)
    stages = tuple(_stage(b, f"pipeline.{id}.stage.s{at}", at, number) for at in range(STAGES))
    return b.pipeline(id, f"Воронка {number}", kind="custom", stages=stages, won=b.won(id, "Оплата"), lost=(lost,))


def _stage(b: Builder, address: str, at: int, number: int) -> Stage:
    """Each stage has its tasks, terms and a hint; every third one asks for a field and knows an objection."""
    third = at % 3 == 0
    return b.stage(
        address,
        f"Этап {at} воронки {number} пройден",
        about="Клиент ответил и ждёт нас.",
        owner="manager",
        react="15m working",
        stay="3d",
        norm=Norm(60, Duration(2, "d")),
        goal="Клиент назовёт день встречи",
        requirements=(b.require(f"field_{at}"),) if third else (),
        tasks=(b.task("call", "Позвонить и назначить встречу", "15m working"),),
        checklist=("Эскиз согласован", "Клиент назвал срок"),
        hints={"": "Сначала эти сделки, потом все остальные.\nНе «на неделе», а «в четверг до обеда»."},
        objections=(b.objection("Надо посоветоваться", "Подготовлю так, чтобы было что показать."),) if third else (),
        triggers=(
            b.on("enter", b.do(Send, message="offer")),
            b.on("overdue", b.do(Notify, role="owner", text=text("Сделка стоит"))),
        ),
    )
