"""How complete a plan is: the checks' findings, counted by pillar or OPD, listed and written.

In: ``Masterplan``, findings and provisions of the checks. Out: a table, JSON, a memo per OPD.
"""
