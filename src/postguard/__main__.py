"""`python -m postguard`."""

from postguard.cli import run

run()
