"""Every rule makes its valid examples, and its invalid ones get the verdict they name."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.catalogue import load_catalogue
from derivation.recognise import recognise
from derivation.rule import Invalid, Rule, Valid
from derivation.verdict import Proved, StepReport

RULES = load_catalogue().rules
VALID = [(rule, example) for rule in RULES for example in rule.valid]
INVALID = [(rule, example) for rule in RULES for example in rule.invalid]


def report(rule: Rule, example: Valid | Invalid) -> StepReport:
    """The report on an example as a document of one step, its rule as the reason."""
    given = "".join(f"Let ${statement}$.\n\n" for statement in example.given)
    text = f"{given}$${example.before}$$\n\n[{rule.name}]\n\n$$= {example.after}$$\n"
    (step,) = [s for s in verify(text).steps if s.before == example.before]
    return step


def name(value: object) -> str:
    return value.name if isinstance(value, Rule) else getattr(value, "before", "")


@pytest.mark.parametrize(("rule", "example"), VALID, ids=name)
def test_a_rule_makes_its_valid_examples(rule: Rule, example: Valid) -> None:
    step = report(rule, example)
    assert step.verdict == Proved(rule.name), step.explanation


@pytest.mark.parametrize(("rule", "example"), INVALID, ids=name)
def test_an_invalid_example_gets_its_verdict(rule: Rule, example: Invalid) -> None:
    step = report(rule, example)
    assert isinstance(step.verdict, example.verdict), step


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_phrase_of_a_rule_names_it(rule: Rule) -> None:
    for phrase in rule.phrases:
        assert rule.name in recognise(phrase, load_catalogue()).names, phrase
