"""What has changed between two programs: by meaning, never by lines of text.

compare      two programs -> changes, each of one node or one attribute
gathering    the same change in many places -> one, with its places (a template, `every stage`, a parent pipeline)
reach        what a change does elsewhere: a requirement holds on all later stages, so does an owner
felt         who feels a change, and how much: managers, the client, data, analytics
crm          what a CRM does with a change; the facts are tables of the targets
approvals    intended destructive changes, named in a file with the reason
review       all of it together, for the reports
"""

from pipelang.compare.changes import Change, Comparison
from pipelang.compare.compare import compare

__all__ = ["Change", "Comparison", "compare"]
