"""English clauses. The language marks what a stage name needs by endings and word order, so small rules do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelang.names.lexicon import listed

if TYPE_CHECKING:
    from pipelang.names import Style

#: Past forms that do not end in -ed, and words that state a result as a participle does.
_DONE = listed("""
    sent won lost paid done made set held met bought sold taken given built put got chosen withdrawn gone left
    shown seen spoken brought begun written known ready complete closed
""")
#: Words in -ed and -ing that are no verb forms.
_NOT_DONE = listed("need feed speed seed bed red indeed proceed exceed unresolved needed required")
_EVENTS_IN_ING = listed("meeting booking listing viewing showing briefing pricing hearing filing wedding")
#: Work that lasts: nouns in which the endings below are missing or doubtful.
_LASTING = listed("""
    analysis diligence discovery review nurture drafting live assessment diagnostics progress evaluation
    research work support design outreach maintenance repair assembly prep qa
""")
_LASTING_ENDINGS = ("tion", "tions", "sion", "ment", "ing")
#: Things, documents, events and payments: they end as lasting work does, but say not whether it is before or after.
_THINGS = listed("""
    presentation demonstration consultation inspection proposition quotation application confirmation decision
    agreement payment prepayment appointment shipment installation document commitment statement requirement
    subscription invitation recommendation conversation introduction reservation registration
""")
_WAITING = listed("pending awaiting waiting pends awaits waits due overdue missing")
#: Verbs with which a to-do begins; the second set are nouns too and need a word after them to be read as verbs.
_TODO = listed("""
    send chase remind reach prepare ask retry revisit collect verify create follow get give make check confirm
    call-back callback recall resend reschedule try notify
""")
_TODO_OR_NOUN = listed("call contact email meet close phone text visit invoice")
_TODO_BEFORE_NOUN = listed("schedule book arrange sign to")
_AGAIN = listed("back again later up client customer lead them him her the a tomorrow asap")
_NEED = listed("needs need needed required requires todo")
#: «Needs analysis» studies needs; «Needs review» asks for a review.
_STUDY = listed("analysis assessment discovery identification identified analyzed defined")
_NO_CONTACT = listed("""
    unresponsive unreachable voicemail ringing ghosted follow-up followup follow-ups noanswer no-show noshow
    no-answer no-response
""")
_REPLY = listed("answer response reply show contact connect reach")
_ATTEMPTS = listed("attempt attempting attempted trying attempts tried")
_ORDINALS = listed("second third fourth fifth 2nd 3rd 4th 5th another repeat repeated final")
_TOUCHES = listed("call touch email reminder message attempt contact follow-up")
#: «In progress», «Under review», «At risk»: a state, when it leads.
_STATE_PREPOSITIONS = listed("in under on at with out for")
_TIMES = listed("day days week weeks month months year years hours quarter")
#: The deal or the person itself: «Marketing qualified lead» is a kind, not an event.
_DEALS = listed("lead leads prospect prospects customer customers client clients enquiry inquiry")
#: Kinds, places and leftovers: no event to misread.
_KINDS = listed("""
    hot warm cold vip spam junk irrelevant duplicate other misc partners future backlog archive lot lead vendor
    supplier competitor partner broker referral wrong do dead bad
""")
_FRESH = listed("new incoming inbound unsorted unassigned fresh")


def clause_style(words: tuple[str, ...], governed: bool) -> tuple[Style, bool]:
    """The class of a clause; `governed` is the affair of Russian infinitives and is passed on."""
    lower = tuple(word.lower().replace("’", "'") for word in words)
    return _style(lower), governed


def _style(words: tuple[str, ...]) -> Style:
    if _untouched(words):
        return "neutral"
    if _is_task(words):
        return "task"
    if _WAITING & set(words) and words[:2] != ("due", "diligence"):
        return "process"
    if _has_happened(words):
        return "conversion"
    if _goes_on(words):
        return "process"
    return "neutral" if {words[0], words[-1]} & _KINDS else "ambiguous"


def _untouched(words: tuple[str, ...]) -> bool:
    if words[0] in _FRESH or (_TIMES & set(words) and any(word.isdigit() for word in words)):
        return True
    if words[-1] in _DEALS and not (_STATE_PREPOSITIONS | _WAITING | {"to", "from", "by"}) & set(words):
        return not _is_task(words)
    if words[0] == "not":
        return not _REPLY & set(words)
    return words[0] == "do" or words[:2] == ("no", "longer")


def _is_task(words: tuple[str, ...]) -> bool:
    first, rest = words[0], set(words[1:])
    if (first == "needs" and rest & _STUDY) or (first == "do" and "not" in rest):
        return False
    if words[-1] in _WAITING:
        return first in _TOUCHES and words[-1] in (
            "due",
            "overdue",
        )  # «Follow-up due» is late, «Payment due» is awaited
    if rest and _states_result(words[-1]) and not _ATTEMPTS & set(words):
        return False
    if rest & {"later", "again", "asap"} or (first == "left" and rest & {"message", "voicemail", "vm"}):
        return True
    if (
        first in _TODO
        or first.endswith("ify")
        or (first in _TODO_BEFORE_NOUN and rest)
        or (first in _TODO_OR_NOUN and rest & _AGAIN)
    ):
        return True
    if (_NEED | _NO_CONTACT | _ATTEMPTS) & set(words):
        return True
    if _REPLY & rest and {"no", "not", "can't", "cannot", "couldn't", "didn't"} & set(words):
        return True
    return _is_numbered_touch(words)


def _is_numbered_touch(words: tuple[str, ...]) -> bool:
    return (words[-1] in _TOUCHES and words[0] in _ORDINALS) or (words[0] in _TOUCHES and words[-1].isdigit())


def _has_happened(words: tuple[str, ...]) -> bool:
    if words[:2] == ("under", "contract") or words[1:] == ("out",):
        return True
    return any(_states_result(word) for word in words)


def _states_result(word: str) -> bool:
    return word in _DONE or (word.endswith("ed") and word not in _NOT_DONE)


def _goes_on(words: tuple[str, ...]) -> bool:
    if words[0] in _STATE_PREPOSITIONS or {"in", "under", "on", "out"} & set(words[1:-1]):
        return True
    if words[-1].endswith("ing") and any(word.endswith("ly") for word in words[:-1]):
        return True
    if words[0] == "no" or (_lasts(words[0]) and words[0].endswith("ing") and words[-1].endswith("s")):
        return True
    return _lasts(_head(words))


def _lasts(noun: str) -> bool:
    if noun in _THINGS | _EVENTS_IN_ING:
        return False
    return noun in _LASTING or noun.endswith(_LASTING_ENDINGS)


def _head(words: tuple[str, ...]) -> str:
    """The noun that the others describe: the last one, or the one before a preposition or a conjunction."""
    for place, word in enumerate(words[1:], start=1):
        if word in {"of", "with", "from", "to", "for", "and", "or"}:
            return words[place - 1]
    return words[-1]
