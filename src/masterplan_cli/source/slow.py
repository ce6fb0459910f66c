"""PyYAML's own parser, made to behave like libyaml's, for machines without it.

In: text. Out: the same events as libyaml's parser, ten times slower. One difference stays: tabs
inside and around unquoted texts, of which each refuses some that the other takes for white space.
"""

from __future__ import annotations

import re

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

_SURROGATE = re.compile("[\ud800-\udfff]")


class SlowParser(Reader, Scanner, Parser):
    """Reader, scanner and parser in one, as PyYAML's loaders combine them."""

    def __init__(self, text: str) -> None:
        """Prepare to read ``text``."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip white space; tabs too, where libyaml takes them for it."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """Return a quoted scalar; refuses code points that are no characters, as libyaml does."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
        except (ValueError, OverflowError):
            token = None
        if token is None or _SURROGATE.search(token.value):
            raise ScannerError(
                "while parsing a quoted scalar",
                start,
                "found invalid Unicode character escape code",
                self.get_mark(),
            )
        return token
