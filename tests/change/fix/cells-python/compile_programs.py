"""Compiles programs, as JSON on standard input, and prints what CPython says of each: an empty text where it is content."""

import json
import sys
import warnings


def complaint(text):
    try:
        compile(text.encode(), "program.py", "exec")
    except (SyntaxError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


warnings.simplefilter("ignore")
json.dump([complaint(text) for text in json.load(sys.stdin)], sys.stdout)
