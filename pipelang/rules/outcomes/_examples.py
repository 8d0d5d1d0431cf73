"""What the examples of this group begin with."""

HEAD = 'crm "Окна" { currency RUB }\n'
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Перестал отвечать" }\n'
PRODUCTION = """
pipeline production "Производство" {
  kind production
  stage new "Заказ получен"
  won "Заказ выдан"
  lost "Заказ отменён" { reason client "Передумал" }
}
"""
