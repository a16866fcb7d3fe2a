"""The catalogue of rules for people: a list, one rule in full, and `docs/rules.md`.

python -m derivation.report.rules                     prints the Markdown
python -m derivation.report.rules --check FILE        fails if FILE is stale
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from derivation.notation.plain import latex_text
from derivation.report.page import Look, Page

if TYPE_CHECKING:
    from derivation.rule import Invalid, Rule, Valid

_HEAD = """# Rules

<!-- Written by `python -m derivation.report.rules`; change the files in `steps/`. -->

Each rule is one file in `steps/`. Its statement, conditions and examples are at once
the rule, its tests and this page. A reason names a rule by one of its phrases.
"""


def render_rules(rules: Sequence[Rule], look: Look) -> str:
    """Every rule by name with its statement."""
    page = Page(look)
    for rule in rules:
        page.line((rule.name, "bold"))
        page.wrapped(latex_text(rule.statement), 4)
    page.blank()
    page.wrapped(f"{len(rules)} rules; --rule NAME shows one with its examples")
    return page.render()


def render_rule(rule: Rule, look: Look, latex: bool = False) -> str:
    """One rule in full, with its examples."""

    def math(text: str) -> str:
        return text if latex else latex_text(text)

    page = Page(look)
    page.line((rule.name, "bold"))
    page.wrapped(rule.explanation, 2)
    page.blank()
    for statement in (rule.statement, *rule.also):
        page.wrapped(math(statement), 4)
    page.blank()
    if rule.conditions:
        page.labelled(
            "  conditions: ", "; ".join(math_words(c, latex) for c in rule.conditions)
        )
    if rule.phrases:
        page.labelled("  phrases:    ", ", ".join(rule.phrases))
    for valid in rule.valid:
        page.labelled("  makes:      ", f"{math(valid.before)} = {math(valid.after)}", "green")
        _given(page, valid, latex)
    for invalid in rule.invalid:
        made = f"{math(invalid.before)} = {math(invalid.after)}"
        page.labelled("  not:        ", made, "red")
        page.wrapped(f"{invalid.verdict.word}: {invalid.why}", 14)
        _given(page, invalid, latex)
    return page.render()


def _given(page: Page, example: Valid | Invalid, latex: bool) -> None:
    if example.given:
        page.wrapped(f"given {'; '.join(math_words(g, latex) for g in example.given)}", 14)


_CONDITION_WORDS = (" differentiable in ", " constant in ", " integer")


def math_words(condition: str, latex: bool) -> str:
    """A condition: its formulas as mathematics, the words of the three kinds kept."""
    if latex:
        return condition
    for words in _CONDITION_WORDS:
        before, found, after = condition.partition(words)
        if found:
            return f"{latex_text(before)}{words}{latex_text(after)}".rstrip()
    return latex_text(condition)


def markdown(rules: Sequence[Rule]) -> str:
    """The page `docs/rules.md`."""
    index = "\n".join(f"- [{rule.name}](#{rule.name.replace(' ', '-')})" for rule in rules)
    return "\n".join((_HEAD, index, "", *(_section(rule) for rule in rules)))


def _section(rule: Rule) -> str:
    statements = "\n\n".join(f"$${statement}$$" for statement in (rule.statement, *rule.also))
    parts = [f"## {rule.name}", rule.explanation, statements]
    if rule.conditions:
        parts.append("Conditions: " + ", ".join(_condition(c) for c in rule.conditions) + ".")
    if rule.phrases:
        parts.append("Phrases: " + ", ".join(f"“{phrase}”" for phrase in rule.phrases) + ".")
    examples = [_example(each.before, each.after, "", each.given) for each in rule.valid]
    if examples:
        parts.append("Makes:\n\n" + "\n".join(examples))
    examples = [
        _example(each.before, each.after, f" ({each.verdict.word}: {each.why})", each.given)
        for each in rule.invalid
    ]
    if examples:
        parts.append("Does not make:\n\n" + "\n".join(examples))
    return "\n\n".join(parts) + "\n"


def _condition(text: str) -> str:
    for words in _CONDITION_WORDS:
        before, found, after = text.partition(words)
        if found:
            variable = f" ${after}$" if after else ""
            return f"${before}${words.rstrip()}{variable}"
    return f"${text}$"


def _example(before: str, after: str, note: str, given: tuple[str, ...]) -> str:
    stated = f", given {', '.join(f'${g}$' for g in given)}" if given else ""
    return f"- ${before} = {after}${note}{stated}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the page, or compares it with a file: 1 if the file is stale, 2 if misused."""
    from derivation.catalogue import load_catalogue

    given = list(sys.argv[1:] if arguments is None else arguments)
    page = markdown(load_catalogue().rules)
    if not given:
        sys.stdout.buffer.write(page.encode("utf-8"))
        return 0
    if len(given) != 2 or given[0] != "--check":
        sys.stderr.write("usage: python -m derivation.report.rules [--check FILE]\n")
        return 2
    path = Path(given[1])
    if path.is_file() and path.read_bytes() == page.encode("utf-8"):
        return 0
    command = f"python -m derivation.report.rules > {path}"
    sys.stderr.write(f"{path} is stale; write it anew with: {command}\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
