"""``python -m masterplan_cli``."""

from masterplan_cli.cli import main

if __name__ == "__main__":
    main()
