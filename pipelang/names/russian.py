"""Russian clauses. Grammar decides; words are named only where grammar cannot tell a thing from the work on it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelang.names.lexicon import listed
from pipelang.names.morphology import Form, Word, is_action, word

if TYPE_CHECKING:
    from pipelang.names import Style

_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "ADJS", "PRED", "GRND"})
#: Reaching the client. Not to have managed it is an attempt; not to have bought is an outcome.
_REACHING = listed("""
    дозвониться дозваниваться недозвониться ответить отвечать связаться прийти приехать явиться дойти доехать
    приходить
""")
#: Verbs that mean reaching only with their noun: «взять трубку», «выйти на связь».
_REACHING_WITH = {"взять": "трубка", "брать": "трубка", "поднять": "трубка", "выйти": "связь", "выходить": "связь"}
_PENDING = frozenset({"ожидать", "ждать", "думать", "ожидающий", "ждущий", "думающий"})
#: With an infinitive these hand the next move back to us: «Попросил перезвонить».
_ASKING = frozenset({"попросить", "просить"})
#: Verbs that want an infinitive, even across a slash: «Хочет прийти / заказать».
_GOVERNING = listed("""
    хотеть готовый мочь смочь планировать обещать пообещать решить собираться согласный должный
""")
#: «Не удалось связаться» is a failed contact as «Не дозвонились» is.
_MANAGING = listed("удаться удаваться мочь смочь суметь получиться")
_NEEDING = listed("требовать требоваться нужно надо необходимо можно нужный необходимый пора")
#: Counted («Второй звонок», «Касание 3»), they are attempts.
_TOUCHES = listed("звонок касание контакт сообщение попытка письмо прозвон дозвон напоминание")
_REPLIES = frozenset({"ответ", "связь", "реакция"})
_MISSED = listed("ндз нд игнор автоответчик занято")
_SILENT = listed("молчать игнорировать сбрасывать")

#: Lasting work, where the noun alone already says that it is going on.
_LASTING = listed("""
    переговоры работа торг торги прогрев вызревание дожим доведение производство сборка раскрой пошив отделка
    обработка отработка проработка подготовка проверка диагностика квалификация подбор поиск разработка
    сопровождение растаможка закупка поставка знакомство контроль тендер верификация модерация экспертиза
    финализация реализация техподдержка поддержка доработка отрисовка логистика адаптация комплектация упаковка
    стажировка обзвон рассылка ремонт стройка аудит дизайн печать съемка терапия монтажные отбор сбор резка
    мойка варка сушка гибка распил
""")
#: Nouns in -ние/-тие that name a thing or an event, not the work.
_RESULTS = listed("""
    предложение соглашение решение сообщение обращение задание занятие обещание заявление приложение отделение
    помещение собрание совещание собеседование событие оборудование мероприятие возражение касание впечатление
    здание начало
""")
#: Things, payments and events: before, during and after look the same, even with an object («Оплата остатка»).
_THINGS = listed("""
    договор счет смета кп оплата предоплата доплата постоплата автооплата аванс встреча звонок визит выезд
    рассрочка скидка задача документ запрос заявка спрос демо бриф оффер покупка рекламация апелляция старт
    перенос пилот тест лист точка карта справка ссылка ставка оферта анкета бронь акция сделка карточка площадка
    вставка выставка планерка заморозка правка просрочка план график проект протокол контракт макет эскиз отзыв
    ответ письмо образец выход приход приезд заезд вылет вебинар урок тренинг митинг жалоба запись лимит
""")
#: Events that have a place («Встреча в офисе»): the place is not their state.
_EVENTS = listed("""
    встреча звонок созвон визит выезд показ осмотр замер презентация консультация регистрация экскурсия митинг
    тренинг кастинг брифинг рейтинг вебинар доставка отгрузка приемка оценка установка отправка выплата поездка
    примерка подписка
""")
#: Action nouns that `is_action` cannot derive from their verbs.
_ACTIONS = listed("""
    расчет просчет подбор поиск выбор перевод сбор отбор отправка сдача ввод вывод набор прием
""")
#: Nouns that an infinitive hangs on, so that it is no to-do: «Согласие сотрудничать».
_WILLING = listed("согласие желание готовность отказ решение намерение возможность просьба право")
#: The deal itself and what it lies in.
_DEALS = listed("""
    заявка лид обращение отклик заказ пул список база очередь воронка запрос лист архив резерв бэклог корзина
    поток
""")
_OUTCOMES = listed("""
    отказ успех провал спам дубль отвал брак мусор проигрыш выигрыш победа проблема случай вопрос ситуация
    категория сегмент отдел группа филиал другое прочее остальное
""")
#: Papers known by their letters.
_PAPERS = listed("кп ткп тз дкп дду псо псд нда мск упд акт смр бг")
#: An unknown word up to this long is an abbreviation of the house («ВР»), and says nothing to us.
_ABBREVIATION = 4
#: Prepositions of a state, with the case that makes them one: «на проверке» is a state, «на проверку» an errand.
_STATE_CASES = {"в": "loct", "во": "loct", "на": "loct", "при": "loct", "под": "ablt", "без": "gent", "у": "gent"}
_PLACES = listed("путь склад магазин аренда доставка очередь пауза обучение наличие резерв")
_TIMES = listed("день неделя месяц год час минута сутки квартал полгода")
_FRESH = listed("новый входящий свежий неразобранный необработанный")


def clause_style(words: tuple[str, ...], governed: bool) -> tuple[Style, bool]:
    """The class of a clause, and whether it has a verb that an infinitive in the next one can hang on."""
    parsed = tuple(word(text) for text in words)
    predicates = ((at, form) for at, item in enumerate(parsed) if (form := _predicate(item, _has_subject(parsed[:at]))))
    place, form = next(predicates, (0, None))
    if form is None:
        return _without_verb(parsed), False
    if "INFN" in form.tags and place > 0 and parsed[place - 1].lemma in _WILLING:
        return _without_verb(parsed[:place]), False
    if "INFN" in form.tags:
        return ("neutral", True) if governed else ("task", False)
    return _with_verb(parsed, place, form), form.lemma in _GOVERNING


def _has_subject(before: tuple[Word, ...]) -> bool:
    """Whether somebody is named who can have done something; «Заявка и замер», «Контрольный замер» name nobody."""
    return any(item.tagged("NOUN", "nomn") for item in before) and before[-1].text != "и"


def _predicate(item: Word, subject: bool) -> Form | None:
    if item.text == "есть":
        return Form("есть", frozenset({"PRTS"}))  # «Есть контакт» says that it has come about
    form = item.forms[0]
    if not subject and form.tags >= {"past", "masc"} and item.tagged("NOUN", "nomn"):
        return None  # «Замер» is a measuring, not someone who stood still
    if "impr" in form.tags:
        form = item.tagged("VERB", "past") or form  # «Пришли на пробное»
    if (ours := item.tagged("VERB", "1per", "plur")) and not item.tagged("NOUN", "nomn"):
        form = ours  # «Согласуем договор»: we do or shall, and not «согласуемый»
    # A guess about a word outside the dictionary is good enough for a noun, not for a short adjective («АВТОПОЛИВ»).
    return form if form.tags & _PREDICATES and (item.known or form.tags & {"VERB", "INFN"}) else None


def _with_verb(words: tuple[Word, ...], place: int, form: Form) -> Style:
    negated = place > 0 and words[place - 1].text == "не"
    if form.lemma in _NEEDING | _SILENT or _asks_for_contact(words, place, form):
        return "task"
    if (negated and _is_reaching(words, form)) or words[place].text in _MISSED:
        return "task"
    if _says_nothing(words, form):
        return "neutral"
    if form.tags & {"PRTS", "ADJS"}:
        return "process" if negated else "conversion"
    if "past" in form.tags:
        return "task" if form.lemma.startswith("недозвон") else "conversion"
    # «Подпишем договор» is what we do on this stage, beside «Готовим КП»; «Позвоню», «Пришлите ТЗ» are notes to somebody.
    noted = bool(form.tags & {"impr", "2per"}) or form.tags >= {"futr", "1per", "sing"}
    return "task" if noted or _lacks_reply(words) else "process"


def _says_nothing(words: tuple[Word, ...], form: Form) -> bool:
    """«Осталась неделя» only counts time; «Неактуально», «Дорого» are verdicts on nothing in particular."""
    if form.lemma in {"остаться", "оставаться"}:
        return _names_time(words)
    alone = "ADJS" in form.tags and len(words) == 1 and not words[0].tagged("PRTS")
    return alone and form.lemma != "готовый" and ("neut" in form.tags or form.lemma.startswith("не"))


def _asks_for_contact(words: tuple[Word, ...], place: int, form: Form) -> bool:
    return form.lemma in _ASKING and any(item.tagged("INFN") for item in words[place + 1 :])


def _is_reaching(words: tuple[Word, ...], form: Form) -> bool:
    if form.lemma in _MANAGING:
        return any((tried := item.tagged("INFN")) and tried.lemma in _REACHING for item in words)
    noun = _REACHING_WITH.get(form.lemma)
    return form.lemma in _REACHING or any(item.tagged("NOUN") and item.lemma == noun for item in words)


def _lacks_reply(words: tuple[Word, ...]) -> bool:
    """«Нет ответа», «Без связи»."""
    return any(before.text in {"нет", "без"} and item.lemma in _REPLIES for before, item in pairwise(words))


def _without_verb(words: tuple[Word, ...]) -> Style:
    if _is_attempt(words) or _is_due(words) or _lacks_reply(words):
        return "task"
    if _names_time(words) or words[0].lemma in _FRESH:
        return "neutral"
    if _is_state(words) or words[0].lemma in _PENDING:
        return "process"
    return _by_noun(words)


def _is_attempt(words: tuple[Word, ...]) -> bool:
    if any(item.text.startswith("недозвон") or item.text in _MISSED for item in words):
        return True
    return _is_numbered(words) and any(item.lemma in _TOUCHES for item in words)


def _is_numbered(words: tuple[Word, ...]) -> bool:
    # The first contact is a step like any other («Первый контакт»); it is counting them that makes attempts.
    if [item.text for item in words[:2]] == ["первый", "контакт"]:
        return False
    ordinal = any(item.tagged("Anum") or item.lemma == "повторный" for item in words[:-1])
    return ordinal or words[0].text.isdigit() or words[-1].text.isdigit()


def _is_due(words: tuple[Word, ...]) -> bool:
    """«К обзвону», «На проверку», «Чертежи в работу»: where the deal has to go, not where it is."""
    if len(words) < 2:
        return False
    if words[0].text == "к" and words[1].tagged("NOUN", "datv"):
        return True
    towards = [at for at, item in enumerate(words[:-1]) if item.text in {"на", "в"} and _only_accusative(words[at + 1])]
    if not towards or towards[0] == 0:
        return bool(towards)
    return words[towards[0] + 1].lemma == "работа" and not is_action(words[0].lemma)


def _only_accusative(item: Word) -> bool:
    return item.tagged("NOUN", "accs") is not None and item.tagged("NOUN", "loct") is None


def _names_time(words: tuple[Word, ...]) -> bool:
    begins = words[0].text.isdigit() or words[0].leads_as("PREP") or words[0].tagged("VERB") or words[0].lemma in _TIMES
    return bool(begins) and any(item.lemma in _TIMES for item in words)


def _is_state(words: tuple[Word, ...]) -> bool:
    """«В работе», «Договор на согласовании», «Товар в пути», «У клиента»."""
    for at, item in enumerate(words[:-1]):
        if case := _STATE_CASES.get(item.text):
            inside = [form for other in words[at + 1 :] if (form := other.tagged("NOUN", case))]
            return bool(inside) and (at == 0 or (words[0].lemma not in _EVENTS and _is_place(item.text, inside)))
    return False


def _is_place(preposition: str, inside: list[Form]) -> bool:
    if preposition == "у":
        return True
    nouns = [form.lemma for form in inside]
    return any(noun in _PLACES | _LASTING or (preposition == "на" and is_action(noun)) for noun in nouns)


def _by_noun(words: tuple[Word, ...]) -> Style:
    head = _head(words)
    if head is None:
        return "neutral"
    at, form = head
    noun = form.lemma
    if noun in _PAPERS:
        return "ambiguous"
    if joined := _joined(words[at + 1 :]):
        return "process" if "process" in (_by_noun(joined), _by_noun(words[: at + 1])) else "ambiguous"
    if _is_kind(form, words[at + 1 :]):
        return "neutral"
    if noun in _THINGS | _RESULTS:
        return "ambiguous"
    if _lasts(noun) or ((noun in _ACTIONS or is_action(noun)) and _has_object(words[at + 1 :])):
        return "process"
    return "ambiguous" if words[at].known or len(noun) > _ABBREVIATION else "neutral"


def _joined(rest: tuple[Word, ...]) -> tuple[Word, ...]:
    """What «и» adds: «Коммуникация и уточнение деталей» goes on because the second does."""
    return rest[1:] if len(rest) > 1 and rest[0].text == "и" and rest[1].tagged("NOUN", "nomn") else ()


def _is_kind(form: Form, rest: tuple[Word, ...]) -> bool:
    """A queue of deals, a kind of people or an outcome: nothing is said to happen, so nothing can be misread."""
    noun = form.lemma
    if noun in _DEALS:
        return not (rest and noun == "запрос") and not _given_to(rest)
    return noun in _OUTCOMES or noun.endswith("отдел") or ("anim" in form.tags and noun not in _THINGS)


def _lasts(noun: str) -> bool:
    if noun in _LASTING or noun.endswith(("ние", "тие")):
        return True
    if noun.endswith("ка"):
        return noun not in _EVENTS and (is_action(noun) or is_action(noun.removeprefix("пост").removeprefix("пред")))
    return noun.endswith("инг") and noun not in _EVENTS


def _head(words: tuple[Word, ...]) -> tuple[int, Form] | None:
    """The noun that the clause is about, before any preposition."""
    for at, item in enumerate(words):
        if item.text in _PAPERS | _THINGS:
            return at, Form(item.text, frozenset({"NOUN"}))
        if (form := item.tagged("NOUN", "nomn")) and not item.tagged("ADJF", "nomn"):
            return at, form
        if item.leads_as("PREP"):
            return None
    return None


def _has_object(rest: tuple[Word, ...]) -> bool:
    """A genitive after the noun («Отгрузка товара»), or an abbreviation in its place («Подготовка КП»)."""
    for item in rest:
        if item.leads_as("PREP"):
            return False
        if item.text in _PAPERS or (item.tagged("NOUN", "gent") and not item.leads_as("CONJ")):
            return True
    return False


def _given_to(rest: tuple[Word, ...]) -> bool:
    return any((form := item.tagged("NOUN")) and "datv" in form.tags for item in rest[:1])
