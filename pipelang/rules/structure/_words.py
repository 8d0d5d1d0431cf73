"""What a stage is about, by the words of its name: finding out who the client is, selling, or the decisive step.

Unlike the style of a name this needs no grammar: stems are enough, and whatever is missed only leaves a rule silent.
"""

from __future__ import annotations

from pipelang.names.stems import Stems

_QUALIFYING = (
    r"квалиф\w*|потребност\w*|целев\w+|лпр",
    r"принимающ\w+ решени\w*",
    r"(?:контакт|связь)\w*(?: с \w+)? (?:установлен\w*|налажен\w*)|установ\w+ (?:контакт|связь)",
    r"перв(?:ичн)?\w+ (?:контакт|разговор|консультац\w+)",
    r"(?<!не )(?:дозвонил\w*|связал\w+)",
    r"анкет\w*|бюджет\w* (?:выявлен|определен|извест|подтвержд|назван)\w*",
    r"интерес\w* (?:подтвержд|выявлен)\w*|(?:выявил|подтвердил)\w* (?:интерес|бюджет)\w*",
    r"(?:заявк|лид|запрос|обращени)\w* (?:\w+ )?(?:провер|обработа|разобра|подтвержд)\w*",
    r"(?:проверка|обработка|разбор) (?:заяв|лид|запрос|обращени)\w*",
    r"qualif\w*|mql|sql|bant|needs? (?:identified|analysis|assessment|discovery|defined)|discovery|screen(?:ed|ing)",
    r"decision maker\w*|contacted|contact made|first contact|budget (?:confirmed|known|identified)",
)
_SELLING = (
    r"кп|ткп|коммерческ\w*|предложени\w*(?! о (?:встреч|созвон|показ|демо)\w*)|смет\w*|оферт\w*",
    r"счет\w*|договор(?:а|у|ом|е|ы|ов)?|контракт\w*",
    r"оплат\w*|оплач\w*|предоплат\w*|предоплач\w*|аванс\w*|рассрочк\w*|деньги",
    r"заказ\w* (?:оформлен|размещен|подтвержд)\w*|отгру\w+",
    r"proposals?|quot(?:e|es|ed|ation)|offer\w*|invoice\w*|contracts?|agreement\w*|payments?|paid|deposit\w*|negotiat\w*",
)
#: What a client wants of us or we have not done yet is no sale: «Запросил КП» is where qualification ends.
_ASKED = r"запрос\w*|запраш\w*|интерес\w*|хоч\w+|хот\w+|нужн\w+|request\w*|want\w*|interested"
_DECISIVE = (
    r"посет\w+|визит\w*|шоу-?рум\w*|встреч\w*|показ\w*|осмотр\w*|пробн\w+|тест-драйв\w*|замер\w*|обследован\w*",
    r"демо\w*|презентац\w*|презентова\w*|образ(?:ец|цы|цов)|(?:кп|макет|эскиз|проект)\w* согласован\w*",
    r"visit\w*|meeting|met|demo\w*|trial\w*|presentation|presented|viewing|viewed|measure\w*|survey\w*|sampl\w+",
)
#: Agreed on is not done: «Встреча назначена» costs the client nothing yet.
_AHEAD = r"назнач\w*|запис\w*|ожида\w*|ждем|нуж\w+|не|booked|scheduled|pending|awaiting"


_QUALIFYING_STEMS, _SELLING_STEMS, _DECISIVE_STEMS = Stems(*_QUALIFYING), Stems(*_SELLING), Stems(*_DECISIVE)
_ASKED_STEMS, _AHEAD_STEMS = Stems(_ASKED), Stems(_AHEAD)


def is_qualifying(name: str) -> bool:
    """Whether the stage finds out who the client is and what he needs: «Потребность выявлена», "Contacted"."""
    return _QUALIFYING_STEMS.within(name)


def is_selling(name: str) -> bool:
    """Whether an offer, an invoice, a contract or money is already in play: «КП отправлено», "Contract signed"."""
    return _SELLING_STEMS.within(name) and not _ASKED_STEMS.within(name)


def is_decisive(name: str) -> bool:
    """Whether a client who got there has spent time of his own: «Посетил шоу-рум», "Demo held"."""
    return _DECISIVE_STEMS.within(name) and not _AHEAD_STEMS.within(name)
