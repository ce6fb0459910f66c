"""Findings as output; in: sorted diagnostics, out: text. One file per format in ``formats``."""
