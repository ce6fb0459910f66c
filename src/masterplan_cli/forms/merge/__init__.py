"""A form meets today's plan: what only one side changed is taken, what both changed is asked.

In: lines of a form, what it held when it was made, and the plan. Out: changes of YAML by file, or
conflicts with all three values. ``compare`` decides, ``records`` builds new ones, ``edits`` says
where in which file, ``outcome`` tries it and asks the rules.
"""
