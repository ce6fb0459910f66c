"""Writes a book with pandoc, started as pypandoc starts it: Markdown in, Word out."""

import sys

import pypandoc


def main() -> None:
    """Read Markdown from the first path, write the book to the second."""
    pypandoc.convert_file(
        sys.argv[1], "docx", format="gfm", outputfile=sys.argv[2], extra_args=["--wrap=none"]
    )


if __name__ == "__main__":
    main()
