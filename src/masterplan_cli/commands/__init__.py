"""One file per command: reads arguments, asks the compiler, prints, writes files."""
