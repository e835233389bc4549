"""What the person at the terminal reads while the figures are taken."""

from __future__ import annotations

import sys

BAR = 20


def say(words: str) -> None:
    """Print at once, also into a pipe."""
    print(words, flush=True)


def progress(what: str, done: int, whole: int) -> None:
    """How far it is: a bar that moves in a terminal, one line at the beginning in a pipe."""
    if sys.stdout.isatty():
        filled = BAR * done // whole
        bar = "#" * filled + "." * (BAR - filled)
        print(f"\r  {what} [{bar}] {done}/{whole}", end="\n" if done == whole else "", flush=True)
    elif done == 0:
        say(f"  {what}: {whole} {'round' if whole == 1 else 'rounds'} ...")
