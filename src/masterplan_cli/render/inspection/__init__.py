"""Templates read without being printed: names, tables and origins that a build would trip over."""
