"""Compiler of smart-city masterplans: YAML in, Word and Markdown books out."""

__version__ = "0.1.0"
