"""postguard: draft posts against a social-media charter, before they are published.

>>> from postguard import check
>>> report = check("Notre crème est la meilleure du marché, 100 % garantie !")
>>> for violation in report.violations:
...     print(violation.clause.number, violation.message)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postguard.api import check, load
    from postguard.checker import Checker
    from postguard.errors import CharterError, PostguardError, ReadError, UsageError
    from postguard.model import Charter, Clause, Post, Problem, Report, Result, Rule, Span, Violation

__version__ = "0.1.0"

_HOMES = {
    "check": "api",
    "load": "api",
    "Checker": "checker",
    "CharterError": "errors",
    "PostguardError": "errors",
    "ReadError": "errors",
    "UsageError": "errors",
    "Charter": "model",
    "Clause": "model",
    "Post": "model",
    "Problem": "model",
    "Report": "model",
    "Result": "model",
    "Rule": "model",
    "Span": "model",
    "Violation": "model",
}

__all__ = [
    "Charter",
    "CharterError",
    "Checker",
    "Clause",
    "Post",
    "PostguardError",
    "Problem",
    "ReadError",
    "Report",
    "Result",
    "Rule",
    "Span",
    "UsageError",
    "Violation",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    """Names are imported when asked for, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'postguard' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"postguard.{_HOMES[name]}"), name)
