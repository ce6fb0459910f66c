"""Findings as output: one file per format; in: sorted diagnostics, out: text."""
