"""What people and other tools are told: problems, changes, audits, documents, checklists, maps."""
