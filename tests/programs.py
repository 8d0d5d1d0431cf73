"""Programs for tests, built without the compiler: `rich_program()` says everything the language can say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from pipelang.model import (
    AccessRule,
    Action,
    Allow,
    And,
    Assign,
    Channel,
    CloseTasks,
    Compare,
    Copy,
    Crm,
    Distribution,
    Document,
    Duration,
    Event,
    Field,
    FieldRef,
    HasTag,
    Hint,
    Hours,
    Literal,
    Lose,
    Lost,
    MakeDocument,
    Message,
    Move,
    Norm,
    Not,
    Notify,
    Objection,
    Option,
    Or,
    Owner,
    Param,
    Pipeline,
    Placeholder,
    Product,
    Program,
    Reason,
    Requirement,
    Review,
    Role,
    Run,
    Send,
    Service,
    SetField,
    Stage,
    StageRef,
    StartProcess,
    Subscribe,
    Tag,
    TargetOption,
    Task,
    TaskType,
    Text,
    Today,
    Trigger,
    Tunnel,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
    Won,
)
from pipelang.source import Source, Span

_OF_DEALS = ("name", "id", "link", "price")
BUILTINS = frozenset(
    {"contact.name", "contact.first_name", "company.name", "crm.name", "stage.name", "pipeline.name"}
    | {f"{entity}.{name}" for entity in ("deal", "lead") for name in _OF_DEALS}
    | {f"owner.{name}" for name in ("name", "phone", "email")}
)

Make = partial[Any]


class Lines:
    """Spans on the lines of a made-up file, one after the other."""

    def __init__(self, path: str = "sales.pipe", lines: int = 2000) -> None:
        self.source = Source(path, "\n".join(f"line {number}" for number in range(1, lines + 1)))
        self._at = 0

    def next(self) -> Span:
        span = Span(self.source, self._at, self._at + 4)
        self._at = self.source.text.index("\n", self._at) + 1
        return span


def duration(said: str) -> Duration:
    """`15m working`."""
    amount, unit, working = re.fullmatch(r"(\d+)([mhdw])( working)?", said).groups()  # type: ignore[union-attr]
    return Duration(int(amount), unit, bool(working))


def text(said: str) -> Text:
    """A text with `{deal.budget}` in it."""
    parts: list[str | Placeholder] = []
    for number, part in enumerate(re.split(r"\{([a-z_]+\.[a-z_]+)\}", said)):
        if number % 2:
            owner, name = part.split(".")
            parts.append(Placeholder(owner, name, part in BUILTINS))
        elif part:
            parts.append(part)
    return Text(tuple(parts))


def field(said: str) -> FieldRef:
    """`budget`, `contact.phone_no`."""
    entity, _, name = said.rpartition(".")
    return FieldRef(entity or "deal", name)


def to(said: str) -> StageRef:
    """`production.new`, `sales.lost`, `sales.lost.junk`."""
    pipeline, _, stage = said.partition(".")
    outcome = stage.split(".")[0] in ("won", "lost")
    return StageRef(
        pipeline, stage, f"pipeline.{pipeline}.{stage}" if outcome else f"pipeline.{pipeline}.stage.{stage}"
    )


def option(*ids: str) -> tuple[Literal, ...]:
    return tuple(Literal("option", item) for item in ids)


def reasons(*ids: str) -> tuple[Literal, ...]:
    return tuple(Literal("reason", item) for item in ids)


def number(value: float) -> tuple[Literal]:
    return (Literal("number", value),)


class Builder:
    """Gives nodes their addresses and lines: the tests below only say what is in them."""

    def __init__(self, lines: Lines | None = None) -> None:
        self.lines = lines or Lines()

    def named(self, cls: type, sort: str, id: str, name: str, **rest: Any) -> Any:
        return cls(address=f"{sort}.{id}", at=self.lines.next(), id=id, name=name, **rest)

    def field(
        self, entity: str, id: str, type: str, name: str, options: dict[str, str] | None = None, **rest: Any
    ) -> Field:
        address, at = f"field.{entity}.{id}", self.lines.next()
        items = tuple(
            Option(
                f"{address}.{key}",
                self.lines.next(),
                key,
                label.removesuffix("*"),
                f"{key}_old" if label.endswith("*") else None,
            )
            for key, label in (options or {}).items()
        )
        return Field(address, at, id, name, entity=entity, type=type, options=items, **rest)  # type: ignore[arg-type]

    def message(self, id: str, channel: str, said: str, subject: str = "") -> Message:
        title = text(subject) if subject else None
        return Message(f"message.{id}", self.lines.next(), id, channel, text(said), title)

    def do(self, cls: type[Action], **rest: Any) -> Make:
        return partial(cls, **rest)

    def on(
        self, kind: str, *actions: Make, when: Any = None, after: str = "", enabled: bool = True, **event: Any
    ) -> Make:
        def make(address: str) -> Trigger:
            at = self.lines.next()
            done = tuple(action(f"{address}.action.{n}", self.lines.next()) for n, action in enumerate(actions, 1))
            return Trigger(address, at, Event(kind, **event), when, duration(after) if after else None, done, enabled)  # type: ignore[arg-type]

        return partial(make)

    def tunnel(self, mode: str, target: str, when: Any = None, **rest: Any) -> Make:
        return partial(self._node, Tunnel, mode=mode, to=to(target), condition=when, **rest)

    def require(self, said: str, when: Any = None, here: bool = False) -> Make:
        return partial(self._node, Requirement, field=field(said), here=here, condition=when)

    def task(self, kind: str, said: str, due: str = "", **rest: Any) -> Make:
        return partial(self._node, Task, kind=kind, text=text(said), due=duration(due) if due else None, **rest)

    def access(self, role: str, *rights: str, **rest: Any) -> Make:
        return partial(self._node, AccessRule, role=role, rights=rights, **rest)

    def objection(self, title: str, answer: str) -> Make:
        return partial(self._node, Objection, title=title, answer=answer)

    def stage(self, address: str, name: str, **rest: Any) -> Stage:
        return self._place(Stage, address, name, **rest)

    def won(self, pipeline: str, name: str, **rest: Any) -> Won:
        return self._place(Won, f"pipeline.{pipeline}.won", name, **rest)

    def lost(
        self, address: str, name: str, reasons: dict[str, Any], review: tuple[str, str] | None = None, **rest: Any
    ) -> Lost:
        place = self._place(Lost, address, name, **rest)
        made = tuple(
            Reason(f"{address}.reason.{id}", self.lines.next(), id, *((said,) if isinstance(said, str) else said))
            for id, said in reasons.items()
        )
        looked = Review(f"{address}.review", self.lines.next(), review[0], duration(review[1])) if review else None
        return Lost(
            **{key: getattr(place, key) for key in place.__dataclass_fields__} | {"reasons": made, "review": looked}
        )

    def pipeline(self, id: str, name: str, **rest: Any) -> Pipeline:
        address, at = f"pipeline.{id}", self.lines.next()
        for key in ("access", "triggers"):
            rest[key] = self._numbered(
                f"{address}.{key.removesuffix('s')}" if key == "triggers" else f"{address}.access", rest.get(key, ())
            )
        rest.setdefault("entity", "deal")
        rest.setdefault("style", "conversion")
        return Pipeline(address=address, at=at, id=id, name=name, **rest)

    def _node(self, cls: type, address: str, **rest: Any) -> Any:
        return cls(address, self.lines.next(), **rest)

    def _numbered(self, prefix: str, makes: Iterable[Make]) -> tuple[Any, ...]:
        return tuple(make(f"{prefix}.{number}") for number, make in enumerate(makes, 1))

    def _place(self, cls: type, address: str, name: str, **rest: Any) -> Any:
        at = self.lines.next()
        for key, word in _NUMBERED.items():
            if key in rest:
                rest[key] = self._numbered(f"{address}.{word}", rest[key])
        if "hints" in rest:
            rest["hints"] = tuple(
                Hint(f"{address}.hint.{level}" if level else f"{address}.hint", self.lines.next(), level or None, said)
                for level, said in rest["hints"].items()
            )
        if "owner" in rest:
            role, shared = rest["owner"] if isinstance(rest["owner"], tuple) else (rest["owner"], None)
            rest["owner"] = Owner(f"{address}.owner", self.lines.next(), role, shared)
        for key in ("stay", "react"):
            if key in rest:
                rest[key] = duration(rest[key])
        return cls(address=address, at=at, id=address.rpartition(".")[2], name=name, **rest)


_NUMBERED = {
    "requirements": "require",
    "tasks": "task",
    "triggers": "trigger",
    "tunnels": "tunnel",
    "objections": "objection",
    "access": "access",
}


@cache
def rich_program() -> Program:
    """A furniture factory: every class of the model, every event, action, type, operator and level at least once."""
    b = Builder()
    return Program(
        crm=Crm(
            "crm",
            b.lines.next(),
            "Мебельная фабрика",
            "ru",
            "Europe/Moscow",
            "RUB",
            (Hours(("mon", "tue", "wed", "thu", "fri"), "09:00", "19:00"), Hours(("sat",), "10:00", "16:00")),
            "Кухни и шкафы на заказ, шоу-рум в Москве.",
        ),
        params=(
            Param("param.city", b.lines.next(), "city", "text", Literal("text", "Москва")),
            Param("param.big_deal", b.lines.next(), "big_deal", "money", Literal("money", 500000, "RUB")),
        ),
        roles=(
            b.named(Role, "role", "telemarketer", "Телемаркетолог"),
            b.named(Role, "role", "manager", "Менеджер по продажам", about="Ведёт сделку от встречи до оплаты"),
            b.named(Role, "role", "head", "РОП", was="chief"),
            b.named(Role, "role", "accountant", "Бухгалтер"),
            b.named(Role, "role", "marketer", "Маркетолог на подряде"),
            b.named(Role, "role", "master", "Мастер производства"),
        ),
        products=(
            b.named(Product, "product", "kitchen", "Кухни на заказ"),
            b.named(Product, "product", "wardrobe", "Шкафы", about="Встроенные и корпусные"),
        ),
        services=(
            b.named(Service, "service", "wazzup", "Wazzup", about="WhatsApp и Telegram в карточке сделки"),
            b.named(Service, "service", "f5", "Триггеры F5"),
        ),
        channels=(
            b.named(Channel, "channel", "whatsapp", "WhatsApp", kind="messenger", via="wazzup"),
            b.named(Channel, "channel", "phone", "Телефония", kind="telephony"),
            b.named(Channel, "channel", "site", "Заявки с сайта", kind="form"),
            b.named(Channel, "channel", "mail", "Почта отдела продаж", kind="mail", about="sales@fabrika.example"),
            b.named(Channel, "channel", "sms", "SMS-шлюз", kind="sms"),
        ),
        task_types=(b.named(TaskType, "task_type", "measure", "Замер"),),
        fields=_fields(b),
        messages=(
            b.message(
                "offer_sent",
                "whatsapp",
                "{contact.first_name}, отправили предложение на {deal.budget}. Когда удобно обсудить?\n"
                "{owner.name}, {owner.phone}",
            ),
            b.message(
                "news_letter",
                "mail",
                "Здравствуйте, {contact.name}!\n\nСобрали кухни этого сезона.\nОтписаться: ответьте СТОП.",
                "Кухни сезона для {contact.first_name}",
            ),
            b.message("ready", "sms", "Заказ {deal.name} готов: {deal.shipping}."),
        ),
        documents=(
            Document(
                "document.offer",
                b.lines.next(),
                "offer",
                "Коммерческое предложение",
                text("Предложение для {contact.name}\nСумма: {deal.budget}\n{crm.name}"),
            ),
            Document("document.contract", b.lines.next(), "contract", "Договор поставки"),
        ),
        pipelines=(_leads(b), _sales(b), _wardrobes(b), _production(b), _claims(b), _warming(b)),
        options=(
            TargetOption(b.lines.next(), "amocrm", "pipeline.sales.stage.visit", "color", "#ffce5a"),
            TargetOption(b.lines.next(), "bitrix24", "pipeline.sales", "id", 0),
        ),
        allows=(
            Allow(
                b.lines.next(),
                "stage-without-task",
                "Бухгалтер работает по очереди счетов",
                "pipeline.sales.stage.invoice",
            ),
        ),
    )


def _fields(b: Builder) -> tuple[Field, ...]:
    shipping = {"courier": "Наша доставка", "pickup": "Самовывоз", "carrier": "Транспортная компания*"}
    return (
        b.field(
            "deal",
            "interest",
            "number",
            "Интерес клиента",
            low=1,
            high=10,
            about="1 — зашёл погреться, 10 — готов платить",
        ),
        b.field("deal", "budget", "money", "Бюджет", group="Коммерция"),
        b.field("deal", "next_buy", "date", "Ждём следующую покупку"),
        b.field("deal", "shipping", "choice", "Способ отгрузки", shipping, group="Коммерция"),
        b.field("deal", "rooms", "choices", "Комнаты", {"kitchen": "Кухня", "hall": "Прихожая"}),
        b.field("deal", "urgent", "flag", "Срочный заказ"),
        b.field("deal", "visit_at", "datetime", "Встреча в шоу-руме", was="meeting_at"),
        b.field("deal", "sketch", "file", "Эскиз"),
        b.field("deal", "notes", "longtext", "Пожелания"),
        b.field("deal", "designer", "user", "Дизайнер"),
        b.field("deal", "address", "address", "Адрес доставки"),
        b.field("deal", "payer", "link", "Плательщик", link="company"),
        b.field(
            "deal",
            "decision",
            "choice",
            "Решение по рекламации",
            {"repair": "Ремонт", "refund": "Возврат", "refuse": "Отказ"},
        ),
        b.field("lead", "need", "text", "Что нужно клиенту"),
        b.field("contact", "phone_no", "phone", "Телефон"),
        b.field("contact", "email_box", "email", "E-mail"),
        b.field("company", "web", "url", "Сайт"),
    )


def _leads(b: Builder) -> Pipeline:
    lead = FieldRef("lead", "need")
    return b.pipeline(
        "leads",
        "Квалификация",
        entity="lead",
        kind="qualification",
        style="process",
        sources=("site",),
        goal="Отсеять нецелевые заявки за один день",
        access=(b.access("telemarketer", "edit"), b.access("marketer", "view", scope="lost")),
        stages=(
            b.stage(
                "pipeline.leads.stage.new",
                "Разбираем заявку",
                owner=("telemarketer", Distribution("turns")),
                react="15m working",
                stay="1d",
                requirements=(b.require("lead.need"),),
                tasks=(b.task("call", "Узнать, что нужно клиенту: {lead.need}", "15m working"),),
                goal="Понять, наш ли это клиент",
                hints={"": "Спросите город и срок."},
                norm=Norm(70),
                triggers=(
                    b.on("form", b.do(Notify, role="owner", text=text("Новая заявка {lead.name}")), channel="site"),
                    b.on("overdue", b.do(Lose, reason="junk_call", to=to("leads.lost"))),
                ),
            ),
        ),
        won=b.won(
            "leads", "Целевой", tunnels=(b.tunnel("convert", "sales.request", when=Compare(lead, "is filled", ())),)
        ),
        lost=(b.lost("pipeline.leads.lost", "Нецелевой", {"junk_call": "Спам"}),),
        was="qualify",
    )


def _sales(b: Builder) -> Pipeline:
    return b.pipeline(
        "sales",
        "Продажи",
        kind="sales",
        products=("kitchen",),
        sources=("site", "phone", "whatsapp"),
        main=True,
        goal="Продать кухню",
        about="Главная воронка отдела продаж",
        access=(
            b.access("manager", "view", "edit"),
            b.access("marketer", "view", scope="lost"),
            b.access("accountant", "edit", scope="stages", stages=("invoice",)),
            b.access("head", "view", "edit", "delete", "export"),
        ),
        triggers=(
            b.on(
                "call",
                b.do(Task, kind="call", text=text("Перезвонить {contact.name}"), due=duration("10m working")),
                call="missed",
            ),
            b.on("lost", b.do(Unsubscribe, channel="mail")),
        ),
        stages=(_request(b), _visit(b), _offer(b), _invoice(b)),
        won=b.won(
            "sales",
            "Оплата получена",
            about="Деньги пришли на счёт",
            requirements=(b.require("payer"),),
            tunnels=(
                b.tunnel(
                    "copy",
                    "production.new",
                    carry=(field("budget"), field("shipping")),
                    carry_tags=True,
                    tags=("из продаж",),
                ),
            ),
        ),
        lost=_losses(b),
    )


def _request(b: Builder) -> Stage:
    return b.stage(
        "pipeline.sales.stage.request",
        "Заявка получена",
        about="Клиент оставил контакт любым способом",
        owner=("manager", Distribution("turns")),
        react="15m working",
        stay="2d",
        requirements=(b.require("contact.phone_no"),),
        tasks=(b.task("call", "Позвонить и назначить встречу", "15m working", required=True),),
        goal="Клиент приедет в шоу-рум",
        hints={
            "": "Цену по телефону не называем:\nприглашаем на встречу.",
            "newbie": "Держите под рукой адрес шоу-рума.",
            "candidate": "Предложите два времени на выбор.",
            "master": "Спросите, кто ещё принимает решение.",
        },
        objections=(
            b.objection("Нет времени ехать", "Предложите выезд дизайнера."),
            b.objection("Сколько стоит?", "Точную цену считаем по эскизу, он бесплатный."),
        ),
        norm=Norm(60, Duration(2, "d")),
        triggers=(
            b.on("overdue", b.do(Notify, role="head", text=text("Заявка {deal.name} без звонка"))),
            b.on("idle", b.do(Task, kind="call", text=text("Напомнить о себе"), assignee="head"), wait=duration("3d")),
            b.on("call", b.do(Assign, role="manager", distribution=Distribution("load")), call="incoming"),
            b.on("message", b.do(Tag, tag="просит цену"), channel="whatsapp", text="цена"),
        ),
    )


def _visit(b: Builder) -> Stage:
    hot = Compare(field("interest"), ">=", number(9))
    return b.stage(
        "pipeline.sales.stage.visit",
        "Посетил шоу-рум",
        was="meeting",
        key=True,
        no_skip=True,
        stay="5d",
        requirements=(
            b.require("budget"),
            b.require("interest"),
            b.require("sketch", here=True),
            b.require("address", when=Compare(field("shipping"), "is", option("courier"))),
        ),
        checklist=("Замеры сделаны", "Эскиз согласован"),
        goal="Клиент согласился получить предложение",
        triggers=(
            b.on(
                "enter", b.do(CloseTasks), b.do(Task, kind="meeting", text=text("Обсудить эскиз"), due=duration("1d"))
            ),
            b.on(
                "change",
                b.do(Tag, tag="горячий"),
                b.do(Notify, role="head", text=text("Горячий клиент {contact.name}")),
                when=hot,
                field=field("interest"),
            ),
            b.on(
                "date",
                b.do(Notify, role="owner", text=text("Завтра встреча")),
                field=field("visit_at"),
                shift=duration("1d"),
                before=True,
            ),
            b.on("leave", b.do(Untag, tag="просит цену"), when=Or((HasTag("просит цену"), Not(HasTag("горячий"))))),
        ),
        tunnels=(
            b.tunnel("move", "wardrobes.measure", when=Compare("product", "is", (Literal("product", "wardrobe"),))),
        ),
        access=(b.access("master", "view"),),
    )


def _offer(b: Builder) -> Stage:
    big = And((
        Compare(field("budget"), ">", (Literal("money", 500000, "RUB"),)),
        Compare(field("urgent"), "is", (Literal("flag", True),)),
        Not(Compare(field("rooms"), "contains", option("hall"))),
    ))  # fmt: skip
    return b.stage(
        "pipeline.sales.stage.offer",
        "Предложение отправлено",
        stay="7d",
        tasks=(b.task("measure", "Контрольный замер", "2d working", assignee="master"),),
        triggers=(
            b.on(
                "enter",
                b.do(MakeDocument, document="offer", title="Коммерческое предложение"),
                b.do(Send, message="offer_sent"),
            ),
            b.on("enter", b.do(Task, kind="call", text=text("Спросить решение"), due=duration("1d")), after="3d"),
            b.on("enter", b.do(Assign, role="head"), when=big),
            b.on("overdue", b.do(Lose, reason="thinking", to=to("sales.lost"))),
            b.on("tag", b.do(Run, service="f5", what="Отправить QR-код"), text="qr"),
            b.on(
                "call",
                b.do(SetField, field=field("urgent"), value=Literal("flag", True)),
                call="outgoing",
                enabled=False,
            ),
            b.on(
                "schedule",
                b.do(Webhook, url="https://hooks.fabrika.example/offers"),
                days=("mon", "tue", "wed", "thu", "fri"),
                time="10:00",
                when=Compare("source", "in", (Literal("channel", "site"), Literal("channel", "phone"))),
            ),
        ),
    )


def _invoice(b: Builder) -> Stage:
    return b.stage(
        "pipeline.sales.stage.invoice",
        "Счёт выставлен",
        owner="accountant",
        stay="3d",
        requirements=(
            b.require("shipping"),
            b.require("next_buy", when=Compare(field("next_buy"), ">=", (Literal("date", "2026-01-01"),))),
        ),
        triggers=(
            b.on("payment", b.do(Win)),
            b.on(
                "enter",
                b.do(StartProcess, name="Согласование скидки", wait=duration("1d working")),
                b.do(MakeDocument, document=None, title="Счёт"),
            ),
        ),
    )


def _losses(b: Builder) -> tuple[Lost, ...]:
    cold = reasons("thinking", "no_answer")
    return (
        b.lost(
            "pipeline.sales.lost",
            "Отказ",
            {
                "price": ("Дорого", None, "Клиент назвал цену конкурента"),
                "thinking": "Отложил решение",
                "no_answer": ("Перестал отвечать", "silence"),
            },
            review=("head", "1d"),
            requirements=(b.require("next_buy", when=Compare("reason", "is not", reasons("price"))),),
            tasks=(b.task("call", "Узнать причину отказа", "1d"),),
            tunnels=(
                b.tunnel(
                    "copy", "warming.new", when=Compare("reason", "in", cold), everything=True, tags=("на утепление",)
                ),
            ),
        ),
        b.lost(
            "pipeline.sales.lost.junk",
            "Брак",
            {"spam": "Не наш клиент", "double": "Дубль"},
            access=(b.access("marketer", "view"),),
        ),
    )


def _wardrobes(b: Builder) -> Pipeline:
    return b.pipeline(
        "wardrobes",
        "Шкафы",
        kind="sales",
        products=("wardrobe",),
        sources=("phone",),
        extends="sales",
        stages=(
            b.stage(
                "pipeline.wardrobes.stage.measure",
                "Замер сделан",
                owner=("manager", Distribution("field", field("designer"))),
                stay="4d",
                key=True,
                tasks=(b.task("letter", "Отправить расчёт"),),
                triggers=(
                    b.on("message", b.do(Move, to=to("wardrobes.paid"))),
                    b.on("date", b.do(SetField, field=field("next_buy"), value=Today(180)), field=field("visit_at")),
                ),
            ),
            b.stage("pipeline.wardrobes.stage.paid", "Аванс получен", owner="accountant", stay="2w working"),
        ),
        won=b.won("wardrobes", "Оплата получена", tunnels=(b.tunnel("copy", "production.new"),)),
        lost=(b.lost("pipeline.wardrobes.lost", "Отказ", {"price": "Не устроила цена"}),),
    )


def _production(b: Builder) -> Pipeline:
    return b.pipeline(
        "production",
        "Производство",
        kind="production",
        style="process",
        stages=(
            b.stage(
                "pipeline.production.stage.new",
                "В очереди на раскрой",
                owner="master",
                stay="3d working",
                requirements=(b.require("budget"), b.require("shipping")),
                triggers=(b.on("enter", b.do(SetField, field=field("next_buy"), value=field("visit_at"))),),
            ),
            b.stage(
                "pipeline.production.stage.assembly",
                "Собираем",
                tasks=(b.task("todo", "Проверить фурнитуру"),),
                triggers=(
                    b.on(
                        "overdue", b.do(Notify, role="head", text=text("Заказ {deal.name} задерживается")), after="1d"
                    ),
                    b.on("won", b.do(Send, message="ready")),
                ),
            ),
        ),
        won=b.won("production", "Готово", triggers=(b.on("enter", b.do(Send, message="ready")),)),
        lost=(
            b.lost(
                "pipeline.production.lost",
                "Отменён",
                {"client": "Клиент отменил заказ"},
                triggers=(b.on("enter", b.do(Notify, role="head", text=text("Отмена {deal.name}")), after="1h"),),
            ),
        ),
    )


def _claims(b: Builder) -> Pipeline:
    decision = field("decision")
    return b.pipeline(
        "claims",
        "Рекламации",
        kind="claims",
        style="process",
        sources=("phone", "mail"),
        stages=(
            b.stage(
                "pipeline.claims.stage.open",
                "Разбираемся",
                owner="manager",
                react="2h working",
                stay="2d working",
                triggers=(
                    b.on(
                        "change",
                        b.do(Copy, to=to("production.new"), carry=(field("shipping"),), tags=("ремонт",)),
                        when=Compare(decision, "is", option("repair")),
                        field=decision,
                    ),
                    b.on(
                        "change",
                        b.do(Move, to=to("warming.new")),
                        when=Compare(decision, "not in", option("repair", "refund")),
                        field=decision,
                    ),
                ),
            ),
        ),
        won=b.won("claims", "Решено"),
        lost=(b.lost("pipeline.claims.lost", "Отказано", {"no_case": "Нет гарантийного случая"}),),
    )


def _warming(b: Builder) -> Pipeline:
    return b.pipeline(
        "warming",
        "Утепление",
        kind="warming",
        style="process",
        stages=(
            b.stage(
                "pipeline.warming.stage.new",
                "Греем письмами",
                owner="manager",
                stay="26w",
                triggers=(
                    b.on("enter", b.do(Subscribe, channel="mail")),
                    b.on("schedule", b.do(Send, message="news_letter"), days=("tue", "thu"), time="11:30"),
                    b.on(
                        "message",
                        b.do(Move, to=to("sales.request")),
                        when=Compare("owner", "is not", (Literal("role", "head"),)),
                    ),
                ),
            ),
        ),
        won=b.won("warming", "Вернулся"),
        lost=(b.lost("pipeline.warming.lost", "Отписался", {"stop": "Попросил не писать"}),),
    )
