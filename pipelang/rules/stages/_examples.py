"""What the examples of this group begin with."""

CRM = 'crm "Окна" { locale ru  currency RUB  hours mon-fri 09:00-18:00 }\n'
PEOPLE = 'role manager "Менеджер"\nrole head "РОП"\n'
WHATSAPP = 'channel whatsapp: messenger "WhatsApp"\n'
HEAD = CRM + PEOPLE
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Перестал отвечать" }\n'
