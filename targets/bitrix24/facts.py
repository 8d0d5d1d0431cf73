"""What Bitrix24 is like: stages it brings, lengths, types, dictionaries, names of things. Tables only, each with its source.

`api:` names a page of the vendor's REST documentation (api-reference/…), `crm:`, `rest:`, `main:` a file of the product's own
modules (read, version 26.250), `help:` an article of the vendor's help. What is only read from code may differ on an older box.
"""

from __future__ import annotations

from dataclasses import dataclass

API_STATUS = "api:crm/status"
API_CATEGORY = "api:crm/universal/category"
API_FIELDS = "api:crm/deals/user-defined-fields"
API_CARD = "api:crm/universal/item-details-configuration"
API_MODE = "api:crm/crm-settings-mode-get"
API_AUTOMATION = "api:crm/automation"
SRC_STATUS = "crm:classes/general/crm_status.php"
SRC_ORDER = "crm:lib/statustable.php"
SRC_CATEGORY = "crm:lib/category/dealcategory.php"
SRC_FIELDS = "rest:lib/userfieldproxy.php"
SRC_CARD = "crm:lib/integration/ui/entityeditor/defaultentityconfig"
SRC_TUNNELS = "crm:lib/automation/tunnelmanager.php"
SRC_ROBOTS = "bp:lib/automation/engine"
SRC_RIGHTS = "crm:lib/security/role/manage/permissions"
SRC_DOCUMENT = "crm:classes/general/crm_document_deal.php"
HELP_REQUIRED = "help:helpdesk.bitrix24.com/open/25902803"
HELP_ROBOTS = "help:helpdesk.bitrix24.com/open/15166676"
HELP_TRIGGERS = "help:helpdesk.bitrix24.com/open/16628872"
HELP_OWNER = "help:helpdesk.bitrix24.com/open/16145350"

#: `entityTypeId` of universal methods (api:crm/data-types).
ENTITY_TYPES = {"lead": 1, "deal": 2, "contact": 3, "company": 4}

# --- stages (SRC_STATUS; API_STATUS) ---


@dataclass(frozen=True, slots=True)
class Brought:
    """A stage that is there before anybody made one. `semantics`: "" in work, S success, F failure."""

    id: str
    sort: int
    semantics: str = ""
    system: bool = False
    color: str | None = None


DEAL_STAGES = (
    Brought("NEW", 10, system=True),
    Brought("PREPARATION", 20),
    Brought("PREPAYMENT_INVOICE", 30),
    Brought("EXECUTING", 40),
    Brought("FINAL_INVOICE", 50),
    Brought("WON", 60, "S", True, "#7BD500"),
    Brought("LOSE", 70, "F", True, "#FF5752"),
    Brought("APOLOGY", 80, "F", False, "#FF5752"),
)
LEAD_STAGES = (
    Brought("NEW", 10, system=True),
    Brought("IN_PROCESS", 20),
    Brought("PROCESSED", 30),
    Brought("CONVERTED", 40, "S", True, "#7BD500"),
    Brought("JUNK", 50, "F", True, "#FF5752"),
)
STAGES = {"deal": DEAL_STAGES, "lead": LEAD_STAGES}
#: What the first stage, the success and the first failure of a board are: system stages, never created, never deleted.
ENDS = {"deal": ("NEW", "WON", "LOSE"), "lead": ("NEW", "CONVERTED", "JUNK")}

#: Own part of a stage's STATUS_ID. 22 characters with the prefix `C{n}:` fit (21 for leads); 16 are safe up to a four-digit n.
STAGE_ID_LENGTH = 16
STAGE_ID_PATTERN = r"[A-Z0-9_]{1,16}"
COLOR_PATTERN = r"#[0-9A-Fa-f]{6}"
PIPELINE_NAME_LENGTH = 255
STAGE_NAME_LENGTH = 100

# --- dictionaries (SRC_STATUS; crm:lib/integration/rest/configuration/entity/status.php for types of deals) ---

SOURCES = {
    "CALL": 10, "EMAIL": 20, "WEB": 30, "ADVERTISING": 40, "PARTNER": 50, "RECOMMENDATION": 60, "TRADE_SHOW": 70,
    "WEBFORM": 75, "REPEAT_SALE": 76, "CALLBACK": 77, "RC_GENERATOR": 78, "STORE": 79, "OTHER": 80, "BOOKING": 81,
}  # fmt: skip
DEAL_TYPES = {"SALE": 10, "COMPLEX": 20, "GOODS": 30, "SERVICES": 40, "SERVICE": 50}
DICTIONARIES = {"SOURCE": SOURCES, "DEAL_TYPE": DEAL_TYPES}
#: Own items stand after those that the portal has already.
FIRST_OWN_SORT = 200
ITEM_ID_LENGTH = 50
ITEM_ID_PATTERN = r"[A-Z0-9_]{1,50}"

# --- user fields (API_FIELDS; SRC_FIELDS) ---

FIELD_PREFIX = "UF_CRM_"
#: Code of the field that serves for tags.
TAGS_CODE = "UF_CRM_TAGS"
FIELD_NAME_LENGTH = 43
FIELD_NAME_PATTERN = r"[A-Z0-9_]{1,43}"
FIELD_LABEL_LENGTH = 255
OPTION_LENGTH = 255
MAX_FIELDS = 1016
#: Types that the server lets into the filter of lists; for the others it forces `SHOW_FILTER` to N when a field is added.
FILTERED = frozenset({"string", "double", "boolean", "date", "datetime", "enumeration", "employee", "crm"})


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What a type of the language is in Bitrix24. `exact` is false where something is lost on the way."""

    type: str
    settings: tuple[tuple[str, str | int], ...] = ()
    multiple: bool = False
    exact: bool = True


FIELD_KINDS: dict[str, FieldKind] = {
    "text": FieldKind("string", (("ROWS", 1),)),
    "longtext": FieldKind("string", (("ROWS", 5),)),
    # Without PRECISION the server stores 0 and rounds; bounds of a number are not among the settings that REST lets through.
    "number": FieldKind("double", (("PRECISION", 2),), exact=False),
    "money": FieldKind("money"),
    "date": FieldKind("date"),
    "datetime": FieldKind("datetime"),
    "flag": FieldKind("boolean", (("DISPLAY", "CHECKBOX"),)),
    "choice": FieldKind("enumeration", (("DISPLAY", "LIST"), ("LIST_HEIGHT", 1))),
    "choices": FieldKind("enumeration", (("DISPLAY", "LIST"), ("LIST_HEIGHT", 5)), multiple=True),
    "phone": FieldKind("string", (("ROWS", 1),), exact=False),
    "email": FieldKind("string", (("ROWS", 1),), exact=False),
    "url": FieldKind("url"),
    "address": FieldKind("address"),
    "file": FieldKind("file"),
    "user": FieldKind("employee"),
    "link": FieldKind("crm"),
}
#: Multi-fields that these entities have from the start: nothing is created for the first field of that type.
STANDARD_FIELDS = {
    (entity, kind): kind.upper() for entity in ("lead", "contact", "company") for kind in ("phone", "email")
}

# --- card (API_CARD; SRC_CARD) ---

#: Standard elements of the first and the last section of a card, as the product itself lays them out.
CARD_MAIN = {
    "deal": ("TITLE", "STAGE_ID", "OPPORTUNITY_WITH_CURRENCY", "CLOSEDATE", "CLIENT"),
    "lead": ("TITLE", "STATUS_ID", "OPPORTUNITY_WITH_CURRENCY", "CLIENT", "LAST_NAME", "NAME", "PHONE", "EMAIL"),
    "contact": ("LAST_NAME", "NAME", "SECOND_NAME", "POST", "PHONE", "EMAIL", "COMPANY", "ADDRESS"),
    "company": ("TITLE", "INDUSTRY", "PHONE", "EMAIL", "CONTACT", "ADDRESS", "REQUISITES"),
}
CARD_MORE = {
    "deal": ("TYPE_ID", "SOURCE_ID", "SOURCE_DESCRIPTION", "ASSIGNED_BY_ID", "OBSERVER", "COMMENTS", "UTM"),
    "lead": ("SOURCE_ID", "SOURCE_DESCRIPTION", "ASSIGNED_BY_ID", "OBSERVER", "COMMENTS", "UTM"),
    "contact": ("TYPE_ID", "SOURCE_ID", "ASSIGNED_BY_ID", "OBSERVER", "COMMENTS"),
    "company": ("ASSIGNED_BY_ID", "OBSERVER", "COMMENTS"),
}
CARD_PRODUCTS = {"deal": "PRODUCT_ROW_SUMMARY", "lead": "PRODUCT_ROW_SUMMARY"}
#: New leads and leads of returning clients have a card each.
LEAD_CARDS = (1, 2)

# --- texts of robots (SRC_DOCUMENT) ---

#: What stands for a place of a text in a robot; `{entity}` names that differ between deals and leads are in LEAD_PLACES.
PLACES = {
    "contact.name": "{=Document:CONTACT.NAME} {=Document:CONTACT.LAST_NAME}",
    "contact.first_name": "{=Document:CONTACT.NAME}",
    "company.name": "{=Document:COMPANY.TITLE}",
    "owner.name": "{=Document:ASSIGNED_BY_PRINTABLE}",
    "owner.phone": "{=Document:ASSIGNED_BY_WORK_PHONE}",
    "owner.email": "{=Document:ASSIGNED_BY_EMAIL}",
    "stage.name": "{=Document:STAGE_ID_PRINTABLE}",
    "pipeline.name": "{=Document:CATEGORY_ID_PRINTABLE}",
    **{
        f"{entity}.{name}": f"{{=Document:{code}}}"
        for entity in ("deal", "lead")
        for name, code in (("name", "TITLE"), ("id", "ID"), ("link", "URL"), ("price", "OPPORTUNITY"))
    },
}
#: A lead holds the client's data itself.
LEAD_PLACES = {
    "contact.name": "{=Document:NAME} {=Document:LAST_NAME}",
    "contact.first_name": "{=Document:NAME}",
    "company.name": "{=Document:COMPANY_TITLE}",
    "stage.name": "{=Document:STATUS_ID_PRINTABLE}",
}
#: Of these types a robot prints the stored value (an id, `100|RUB`) unless it is told otherwise.
PRINTED = frozenset({"choice", "choices", "user", "link", "flag", "money", "address", "file"})
