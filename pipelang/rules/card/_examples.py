"""What the examples of this group begin with."""

HEAD = 'crm "Окна" { currency RUB }\n'
WHATSAPP = 'channel whatsapp: messenger "WhatsApp"\n'
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Перестал отвечать" }\n'
