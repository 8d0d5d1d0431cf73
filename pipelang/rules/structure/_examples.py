"""What the examples of this group begin with."""

HEAD = """crm "Окна" {
  locale ru
}
"""
LOST = '  lost "Отказ" { reason price "Дорого" }\n'
