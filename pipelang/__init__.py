"""CRM funnels as code: a spec of pipelines compiles to CRM set-ups, checklists, documents and playbooks."""

__version__ = "0.1.0"
