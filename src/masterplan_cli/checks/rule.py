"""What a rule is, and how the rules are found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from masterplan_cli.diagnostics import Nature, Severity, Text
from masterplan_cli.model.masterplan import Masterplan


class Finding(NamedTuple):
    """What a rule found: a pointer, a message, and what to do.

    ``on_key`` points at the key rather than the value; ``related`` holds pointers with what they
    have to do with it. ``about`` is the pointer of what is lacking, where ``pointer`` can only say
    where to show the finding: a file that does not exist has no line. ``part`` narrows the place
    to some printed characters of a text (``model.wording.Hit.part``). ``fix`` is what certainly
    mends it there, as YAML: ``validate --fix`` writes it. ``hides`` says that something of the
    record stands there unread, so that nothing in it may be called missing.
    """

    pointer: str
    message: Text
    hint: Text | None = None
    related: tuple[tuple[str, Text], ...] = ()
    on_key: bool = False
    about: str = ""
    part: tuple[int, int] | None = None
    fix: str | None = None
    hides: bool = False


class Met(NamedTuple):
    """What a rule of nature missing looked for at ``pointer``, and found.

    Why: a percentage needs to know how many places were looked at, and only the rule knows. Where
    programmes have thousands, only with ``plan.counting``.
    """

    pointer: str


class Rule(NamedTuple):
    """One rule: its code, nature, the stage from which it is an error, its manual page.

    ``error_from`` is None where it never is: such a rule advises.
    A ``fixed`` one cannot be weighed anew or ignored: the books rely on it. What a rule ``by_file``
    says of a programme depends on that programme and on files without programmes alone.
    """

    code: str
    nature: Nature
    error_from: int | None
    manual: str
    check: Callable[[Masterplan], Iterator[Finding | Met]]
    fixed: bool = False
    by_file: bool = False

    def weigh(self, stage: int) -> Severity:
        """Return the severity at ``stage``: a warning before the rule's own stage."""
        late = self.error_from is not None and stage >= self.error_from
        return Severity.ERROR if late else Severity.WARNING

    def weigh_in(self, plan: Masterplan) -> Severity | None:
        """Return the severity in this plan, None where the workspace has switched the rule off."""
        setting = None if self.fixed else plan.workspace.manifest.rules.get(self.code)
        if setting is None:
            return self.weigh(plan.stage.number)
        return None if setting.weight == "off" else Severity(setting.weight)


@cache
def list_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code.

    A rule module defines ``NATURE``, ``ERROR_FROM`` (a stage number, or None) and ``check``;
    ``FIXED = True`` where the workspace may neither weigh it anew nor ignore it; ``BY_FILE = True``
    where it looks at no two programmes together.
    """
    from masterplan_cli.checks import rules

    found = []
    for module_info in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{module_info.name}")
        found.append(
            Rule(
                code=module_info.name.replace("_", "-"),
                nature=module.NATURE,
                error_from=module.ERROR_FROM,
                manual=module.__doc__ or "",
                check=module.check,
                fixed=getattr(module, "FIXED", False),
                by_file=getattr(module, "BY_FILE", False),
            )
        )
    return tuple(sorted(found, key=lambda rule: rule.code))
