"""Other tools that make the same book: one script each, run in an environment of its own."""
