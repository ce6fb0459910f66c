"""The Jinja environment: sandboxed, strict, and aware of where every printed value comes from."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType, FunctionType, MethodType
from typing import Any

from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.utils import Namespace
from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.render.dialect import Dialect
from masterplan_cli.render.filters import build_filters
from masterplan_cli.render.marks import Missing
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.views import RecordView
from masterplan_cli.source.cache import CodeStore
from masterplan_cli.source.overlay import Overlay


class OverlayLoader(BaseLoader):
    """Finds templates by their path inside the profile's folder.

    Why compiled code is kept: compiling three books of templates takes longer than printing them.
    """

    def __init__(self, templates: Overlay, codes: CodeStore) -> None:
        """Look in ``templates``, the workspace's layer first."""
        self._templates = templates
        self._codes = codes

    def load(
        self, environment: Any, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return the template ``name``, compiled anew only where its text has changed."""
        source, filename, uptodate = self.get_source(environment, name)
        environment.texts[name] = source
        key = environment.name_code(name, source)
        code = self._codes.get(key)
        if code is None:
            code = environment.compile(source, name, filename)
            self._codes.put(key, code)
        environment.compiled[name] = code
        known = {} if globals is None else globals
        return Template.from_code(environment, code, known, uptodate)

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and the name that findings show."""
        data = self._templates.read(template)
        if data is None:
            raise TemplateNotFound(template)
        return data.decode("utf-8"), self._templates.label(template), lambda: True


class Notes(Namespace):
    """What a template notes under names: a namespace in which Python itself finds them."""

    __getattribute__ = object.__getattribute__

    def __init__(self, *named: Any, **notes: Any) -> None:
        """Take the first notes as ``dict`` does."""
        self.__dict__.update(*named, **notes)

    def __setitem__(self, name: str, value: Any) -> None:
        """Note ``value``: what Jinja makes of ``set notes.name``."""
        self.__dict__[name] = value

    def __repr__(self) -> str:
        """Show the notes."""
        return f"<Namespace {self.__dict__!r}>"


class ProvenanceEnvironment(Dialect):
    """Prints islands instead of text."""

    def __init__(self, codes: CodeStore, state: RenderState, **options: Any) -> None:
        """Start with no expressions; ``codes`` keeps their code, and that of templates.

        ``state`` hears which line of which template is printed next, what, and which record loops
        are at, and joins; templates themselves cannot call these.
        """
        super().__init__(**options)
        self.codes = codes
        self.note_line = state.note_line
        self.enter_record = state.enter_record
        self.enter_records = state.enter_records
        self.leave_record = state.records.pop
        self.print_text = state.print_text
        self.join_parts = state.join_parts
        self.join_text = state.join_text
        self._asked = state.asked
        self.expressions: dict[str, Any] = {}
        self.compiled: dict[str, CodeType] = {}
        """The code of every template that was loaded."""
        self.texts: dict[str, str] = {}
        """Their text."""
        self.calls: dict[str, set[str]] = {}
        """Which templates each template has named, whether or not there are such."""
        self.noted: frozenset[str] = frozenset()
        """Names by which the part under way must not ask a record unheard; none outside parts."""
        self.touched: set[str] = set()
        """Pointers of the records that were asked by such a name."""
        # For expressions, whose filters ask a context for nothing but its environment.
        self.bare = Context(self, {}, None, {})
        self._plain: set[Any] = set()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read ``attr``; views show nothing but data.

        With ``read`` a template would ask for fields by names that nobody sees (``render/reads``).
        """
        if isinstance(obj, RecordView):
            return not attr.startswith("_") and attr != "read"
        return super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; a view's, a note, a loop's count at once: they show only data."""
        kind = type(obj)
        if kind is RecordView:
            if attribute in self.noted:
                self.touched.add(obj.origin)
            known = obj.__dict__.get(attribute)
            if known is not None:
                return known
            if attribute[0] != "_":
                try:
                    return obj.read(attribute)
                except AttributeError:
                    pass
        elif attribute[0] != "_":
            if kind is Notes and attribute in obj.__dict__:
                return obj.__dict__[attribute]
            if kind is LoopContext and hasattr(obj, attribute):
                return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; a view has none, and is asked for the attribute at once."""
        if isinstance(argument, str):
            kind = type(obj)
            if kind is RecordView:
                self._asked.add(argument)
                return self.getattr(obj, argument)
            if kind is dict and argument in obj:
                return obj[argument]
        return super().getitem(obj, argument)

    def join_path(self, template: str, parent: str) -> str:
        """Return the name as it is written, and note which template has it from which."""
        self.calls.setdefault(parent, set()).add(template)
        return template

    def call(self, context: Context, called: Any, *arguments: Any, **named: Any) -> Any:
        """Call what a template calls; what was found harmless and plain once, without asking."""
        function = called.__func__ if type(called) is MethodType else called
        kind = type(function)
        # A macro is only told whether to escape, which it knows.
        if kind is not Macro and (kind not in _FUNCTIONS or function not in self._plain):
            if not self._is_plain(function):
                return super().call(context, called, *arguments, **named)
            self._plain.add(function)
        # What Jinja hands on for functions that want to know the loop around them.
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*arguments, **named)

    def _is_plain(self, function: Any) -> bool:
        """Say whether a function is harmless, and takes nothing but what the template writes."""
        return (
            type(function) in _FUNCTIONS
            and self.is_safe_callable(function)
            and not hasattr(function, "jinja_pass_arg")
        )

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left`` operator ``right``, refusing captured text."""
        if type(left) is type(right) is list and operator == "+":
            return left + right
        if isinstance(left, Markup) or isinstance(right, Markup):
            raise TemplateFaultError(
                Message(
                    f"teks hasil makro atau blok tidak dapat digabung dengan “{operator}”",
                    f"text captured from a macro or block cannot be combined with '{operator}'",
                ),
                Message("Gabungkan dengan “~”.", "Combine with '~'."),
            )
        if isinstance(left, Missing) or isinstance(right, Missing):
            return left if isinstance(left, Missing) else right
        return super().call_binop(context, operator, left, right)


_FUNCTIONS = frozenset({FunctionType, type})


def build_environment(
    templates: Overlay, state: RenderState, codes: CodeStore
) -> ProvenanceEnvironment:
    """Return the environment for one book; ``state`` collects what its chapters print."""
    environment = ProvenanceEnvironment(
        codes=codes,
        state=state,
        loader=OverlayLoader(templates, codes),
    )
    environment.filters = build_filters(state)
    environment.tests["none"] = lambda value: value is None or isinstance(value, Missing)
    environment.tests["missing"] = environment.tests["none"]
    environment.globals = {
        "range": environment.globals["range"],
        "dict": dict,
        "namespace": Notes,
    }
    return environment
