"""Addresses of links: which ones may leave the book, and how they are spelt in a package."""

from __future__ import annotations

from typing import Final

_SCHEMES: Final = ("http://", "https://", "mailto:")
# Reserved and unreserved characters of RFC 3986; "%" stays, since it is mostly an escape.
_SAFE: Final = "-._~:/?#@!$&'()*+,;=%"


def clean_address(url: str) -> str:
    """Return ``url`` fit for a relationship's target, or an empty text if it must not be one.

    Only http, https and mailto. Brackets, spaces and letters beyond ASCII are escaped.

    Why so narrow: Word calls a whole file damaged when one target is no valid URI, and
    refuses a link whose host is missing or of the wrong shape.
    """
    from urllib.parse import quote

    text = url.strip()
    scheme = next((item for item in _SCHEMES if text.lower().startswith(item)), "")
    rest = text[len(scheme) :]
    if not scheme or not rest:
        return ""
    if scheme == "mailto:":
        name, at, host = rest.partition("?")[0].rpartition("@")
        if not (name and at and _is_host(host)):
            return ""
    else:
        authority = rest.replace("?", "/").replace("#", "/").partition("/")[0]
        host, colon, port = authority.rpartition("@")[2].partition(":")
        if not _is_host(host) or (colon and not (port.isascii() and port.isdecimal())):
            return ""
        if port and int(port) > 65535:
            return ""
        if "@" in authority and not authority.rpartition("@")[0].isascii():
            return ""
    head, hash_sign, fragment = rest.partition("#")
    rest = head + hash_sign + fragment.replace("#", "%23")
    return scheme + _mend_escapes(quote(rest, safe=_SAFE))


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return host.isascii() and all(
        label and len(label) < 64 and label.strip("-") == label and _is_label(label)
        for label in labels
    )


def _is_label(label: str) -> bool:
    return label.replace("-", "").replace("_", "").isalnum()


def _mend_escapes(text: str) -> str:
    """Return ``text`` with each ``%`` that begins no escape written as ``%25``."""
    head, *tails = text.split("%")
    digits = "0123456789abcdefABCDEF"
    mended = [
        ("%" if len(tail) > 1 and tail[0] in digits and tail[1] in digits else "%25") + tail
        for tail in tails
    ]
    return head + "".join(mended)
