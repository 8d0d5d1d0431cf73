"""What amoCRM is like: palettes, limits, types, codes. Tables only, each with where it is known from.

`ru:` names a page of www.amocrm.ru/developers/content, `en:` of developers.kommo.com. "Client code" is what the vendor's own
PHP client or a public script does without a word of the documentation about it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelang.deploy.resources import Json
from pipelang.model import FieldRef
from pipelang.model.pipeline import Level

DOCS_PIPELINES = "ru:crm_platform/leads_pipelines"
DOCS_FIELDS = "ru:crm_platform/custom-fields"
DOCS_USERS = "ru:crm_platform/users-api"
DOCS_TAGS = "ru:crm_platform/tags-api"
DOCS_WEBHOOKS = "ru:crm_platform/webhooks-api"
DOCS_TASKS = "ru:crm_platform/tasks-api"
DOCS_SUBJECT = "ru:crm_platform/subject_area"
DOCS_SALESBOT = "ru:digital_pipeline/salesbot"
DOCS_TRIGGERS = "en:kommo.com/support, pipeline triggers"
CLIENT = "client code amocrm/amocrm-api-php"

# --- pipelines and stages (DOCS_PIPELINES) ---

#: System stages: the same two ids in every pipeline; only their names can change.
WON, LOST = 142, 143
MAX_PIPELINES = 50
#: Stages of a pipeline with the three system ones: Unsorted, won, lost.
MAX_STAGES, SYSTEM_STAGES = 100, 3
LEVELS: tuple[Level, ...] = ("newbie", "candidate", "master")
MAX_HINT = 1000

#: Colours that are accepted for ordinary stages, three shades of a hue in a row.
STAGE_COLORS = (
    "#fffeb2", "#fffd7f", "#fff000", "#ffeab2", "#ffdc7f", "#ffce5a", "#ffdbdb", "#ffc8c8", "#ff8f92",
    "#d6eaff", "#c1e0ff", "#98cbff", "#ebffb1", "#deff81", "#87f2c0", "#f9deff", "#f3beff", "#ccc8f9",
    "#eb93ff", "#f2f3f4", "#e6e8ea",
)  # fmt: skip
#: What stages without a colour of their own are created with, in turn, so that neighbours on the board differ.
DEFAULT_COLORS = ("#fffeb2", "#d6eaff", "#ffeab2", "#ebffb1", "#f9deff", "#ffdbdb")
#: Colours of tags of deals, written without `#` (DOCS_TAGS).
TAG_COLORS = (
    "EBEBEB", "D0D0D0", "F2DDF7", "D1A4DC", "FF8F92", "FFC8C8", "C7DB8C", "DDEBB5", "8699DA", "AABDFF", "FFCE5A", "FFE193",
    "90CDB0", "C6F4DE", "A9A5D7", "D8D5FF", "86C0FC", "832161", "6A0F49", "0C7C59", "10599D", "9D2B32", "247BA0",
)  # fmt: skip


def nearest_color(color: str) -> str:
    """The colour of the palette closest to `#rrggbb`; the first one when it is not such a number."""
    try:
        wanted = _rgb(color)
    except ValueError:
        return STAGE_COLORS[0]
    return min(STAGE_COLORS, key=lambda known: sum((a - b) ** 2 for a, b in zip(_rgb(known), wanted, strict=True)))


def _rgb(color: str) -> tuple[int, ...]:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6:
        raise ValueError(color)
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))


# --- fields (DOCS_FIELDS) ---

#: amoCRM has no leads before deals: what the language calls a lead is a deal in an earlier pipeline.
ENTITIES = {"lead": "leads", "deal": "leads", "contact": "contacts", "company": "companies"}


@dataclass(frozen=True, slots=True)
class FieldKind:
    """The type of amoCRM that holds a type of the language; `exact` is false where something is lost on the way."""

    type: str
    exact: bool = True


FIELD_KINDS: dict[str, FieldKind] = {
    "text": FieldKind("text"),
    "longtext": FieldKind("textarea"),
    "number": FieldKind("numeric"),
    "money": FieldKind("numeric", exact=False),
    "date": FieldKind("date"),
    "datetime": FieldKind("date_time"),
    "flag": FieldKind("checkbox"),
    "choice": FieldKind("select"),
    "choices": FieldKind("multiselect"),
    "phone": FieldKind("text", exact=False),
    "email": FieldKind("text", exact=False),
    "url": FieldKind("url"),
    "address": FieldKind("streetaddress"),
    "file": FieldKind("file"),
    "user": FieldKind("text", exact=False),
    "link": FieldKind("url", exact=False),
}
#: With the paid option "Супер-поля".
SUPER_MONEY = FieldKind("monetary")
#: Fields that every account has already: they are found by code, never created. That companies have them too is not in the
#: table of the documentation; accounts do (client code).
SYSTEM_FIELDS = {
    ("contacts", "phone"): "PHONE",
    ("contacts", "email"): "EMAIL",
    ("companies", "phone"): "PHONE",
    ("companies", "email"): "EMAIL",
}
#: Codes of system fields (examples of DOCS_FIELDS; tracking fields of deals as listed by client code). Upper case here:
#: whether amoCRM compares codes with case is not documented.
SYSTEM_CODES: dict[str, frozenset[str]] = {
    "leads": frozenset((
        "UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN", "UTM_TERM", "UTM_CONTENT", "UTM_REFERRER", "_YM_UID", "_YM_COUNTER",
        "ROISTAT", "REFERRER", "FROM", "OPENSTAT_SERVICE", "OPENSTAT_CAMPAIGN", "OPENSTAT_AD", "OPENSTAT_SOURCE",
        "GCLIENTID", "GCLID", "YCLID", "FBCLID",
    )),
    "contacts": frozenset(("PHONE", "EMAIL", "POSITION", "IM", "USER_AGREEMENT")),
    "companies": frozenset(("PHONE", "EMAIL", "WEB", "ADDRESS")),
}  # fmt: skip

# --- the rest ---

#: Task types that every account has: built-in kind of the language -> the type's id (DOCS_TASKS).
TASK_TYPES = {"call": 1, "meeting": 2}
MAX_WEBHOOKS = 100
#: Events a webhook of the account can be subscribed to (DOCS_WEBHOOKS).
WEBHOOK_EVENTS = (
    "responsible_lead", "responsible_contact", "responsible_company", "responsible_customer", "responsible_task",
    "restore_lead", "restore_contact", "restore_company",
    "add_lead", "add_contact", "add_company", "add_customer", "add_talk", "add_task",
    "update_lead", "update_contact", "update_company", "update_customer", "update_talk", "update_task",
    "delete_lead", "delete_contact", "delete_company", "delete_customer", "delete_task",
    "status_lead",
    "note_lead", "note_contact", "note_company", "note_customer",
    "add_chat_template_review",
)  # fmt: skip
#: A deal comes to a stage either by being created there or by being moved there.
ENTER_EVENTS = ("add_lead", "status_lead")
#: What a role may do with things that specs say nothing about; only set when the role is created (DOCS_USERS).
OTHER_RIGHTS: dict[str, dict[str, Json]] = {
    "contacts": {"view": "A", "edit": "A", "add": "A", "delete": "D", "export": "D"},
    "companies": {"view": "A", "edit": "A", "add": "A", "delete": "D", "export": "D"},
    "tasks": {"edit": "A", "delete": "D"},
}
#: Rights on deals of a role that no `access` mentions.
OPEN_RIGHTS: dict[str, Json] = {"view": "A", "edit": "A", "add": "A", "delete": "D", "export": "D"}
#: A right brings those it cannot work without (DOCS_USERS, dependencies of rights).
IMPLIED_RIGHTS: dict[str, tuple[str, ...]] = {
    "view": ("view",),
    "edit": ("edit", "view"),
    "delete": ("delete", "edit", "view"),
    "export": ("export", "view"),
    "none": (),
}
#: Places in texts that Salesbot fills by itself (DOCS_SALESBOT, markers); the rest are chosen in its list by hand.
MARKERS = {
    FieldRef("contact", "name"): "{{contact.name}}",
    FieldRef("deal", "name"): "{{lead.name}}",
    FieldRef("deal", "id"): "{{lead.id}}",
    FieldRef("deal", "price"): "{{lead.price}}",
    FieldRef("lead", "name"): "{{lead.name}}",
    FieldRef("lead", "id"): "{{lead.id}}",
    FieldRef("lead", "price"): "{{lead.price}}",
    FieldRef("owner", "name"): "{{lead.responsible.name}}",
    FieldRef("owner", "email"): "{{lead.responsible.email}}",
}
