"""The catalogue: every rule of a package, one module a rule, loaded and checked.

A rule file that cannot be imported, holds no `RULE`, or doubles a name is a loud
`CatalogueError`; nothing is skipped.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import ModuleType

from derivation.errors import CatalogueError
from derivation.rule import Rule


@dataclass(frozen=True)
class Catalogue:
    """Every rule, sorted by name, and the package they come from if it is one."""

    rules: tuple[Rule, ...]
    package: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Rule]:
        """The rules by their names."""
        return {rule.name: rule for rule in self.rules}

    @cached_property
    def ranked(self) -> tuple[Rule, ...]:
        """The rules in the order of the search: by rank, then by name."""
        return tuple(sorted(self.rules, key=lambda rule: (rule.rank, rule.name)))


@lru_cache(maxsize=8)
def load_catalogue(package: str = "steps") -> Catalogue:
    """The catalogue of a package of rules; CatalogueError names a broken file."""
    try:
        parent = importlib.import_module(package)
    except ImportError as error:
        raise CatalogueError(f"the rules package {package!r} cannot be imported") from error
    names = sorted(module.name for module in pkgutil.iter_modules(parent.__path__))
    rules = [_rule(f"{package}.{name}") for name in names if not name.startswith("_")]
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.name in seen:
            raise CatalogueError(f"two rules are named {rule.name!r}")
        seen[rule.name] = rule
    return Catalogue(tuple(sorted(rules, key=lambda rule: rule.name)), package)


def _rule(module_name: str) -> Rule:
    try:
        module: ModuleType = importlib.import_module(module_name)
    except (ImportError, SyntaxError, TypeError, NameError) as error:
        raise CatalogueError(f"the rule file {module_name} is broken: {error}") from error
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise CatalogueError(f"the rule file {module_name} has no RULE")
    return rule
