"""What changed between two states of a workspace, in the plan's own terms.

In: two commits, or a commit and the files as they are. Out: changes of programmes, budgets,
targets, owners and texts, as text, JSON or a memo ``Document``.
"""
