"""Checks: one rule per file in ``rules``, found automatically.

In: a ``Masterplan`` at one stage. Out: findings; their severity follows from the stage. The gate
of a stage is this run, not a second subsystem.
"""
