# ruff: noqa: E501 # one example a line, however long
import pytest

from derivation.model import Document, Source
from derivation.read.document import read_document


def read(display: str) -> Document:
    return read_document(Source("a.md", f"$$\n{display}\n$$"))


def written(display: str) -> list[str]:
    """Chains as `expression relation expression ...`, with each step's reason."""
    found = []
    for derivation in read(display).derivations:
        words = []
        for line in derivation.lines:
            reason = f" <{line.justification.text}>" if line.justification else ""
            words.append(f"{line.relation} {line.expression.text}{reason}".strip())
        found.append(" ".join(words))
    return found


@pytest.mark.parametrize(
    ("display", "chains"),
    [
        (r"a = b = c", ["a = b = c"]),
        (r"a &\leq b \\ &< c", [r"a \leq b < c"]),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}.", ["a = b = c"]),
        (r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}", ["a = b = c"]),
        (r"a &= b \\ c &= d \\ &= e", ["a = b", "c = d = e"]),
        (r"a &= b & c &= d \\ &= e & &= f", ["a = b = e", "c = d = f"]),
        (r"a &:= b \\ &\equiv c \\ &\coloneqq d", ["a = b = c = d"]),
        (r"P(X = x) = p", ["P(X = x) = p"]),
        (r"\sum_{i=1} a = \left( b = c \right)", [r"\sum_{i=1} a = \left( b = c \right)"]),
        (r"a &= b \\ &\quad + c \\ &\quad - d", ["a = b + c - d"]),
        (r"a &= b + \\ & c", ["a = b + c"]),
        (r"a &= b \\ &+ c = d", ["a = b + c = d"]),
        (r"a &= b \\ -x &= c", ["a = b", "-x = c"]),
        (r"a = \\ b", ["a = b"]),
        (r"a = \\ = b", ["a = b"]),
        (r"a &= (b + c \\ &\quad d = e) \\ &= f", ["a = (b + c d = e) = f"]),
        (
            r"a &= \left( b \right. \\ &\left. + c \right)",
            [r"a = \left( b + c \right)"],
        ),
        (r"a = \begin{cases} b & x = 1 \\ c \end{cases}", None),
        (r"a \not= b", [r"a \neq b"]),
        (r"a = b, \; .", ["a = b"]),
        (r"\label{eq:a} a = b \tag{3} \nonumber", ["a = b"]),
        (r"a = b \tag*{(3)}", ["a = b"]),
        (r"a = b \tag*{chain rule}", ["a = b <chain rule>"]),
        (r"a = b \text{[Expand]}", ["a = b <Expand>"]),
        (r"a &= b \\ &= c && \text{(by } x = y \text{)} \\ &= d", ["a = b = c <by $x = y$> = d"]),
        (r"a = b \quad \text{by $x$}", ["a = b <by $x$>"]),
        (r"a = b \quad \text{(Expand)} = c", ["a = b <Expand> = c"]),
        (r"a = b, \quad x > 0 \text{ holds}", ["a = b <$x > 0$ holds>"]),
        (r"a = b \quad \text{and} \quad c = d \text{ by x}", ["a = b", "c = d <by x>"]),
        (r"a = b \quad \text{if } x > 0 \text{ and } y = 1", ["a = b <if $x > 0$ and $y = 1$>"]),
        (r"a = b \qquad (\text{chain rule})", ["a = b <chain rule>"]),
        (r"\text{loss} = \text{Var}(x) + \text{bias}^2", [r"\text{loss} = \text{Var}(x) + \text{bias}^2"]),
        (r"x_{\text{by me}} = a^\text{b c}", [r"x_{\text{by me}} = a^\text{b c}"]),
        (r"a \overset{(1)}{=} b \stackrel{\text{def}}{=} c", ["a = b <1> = c <def>"]),
        (r"a \overset{u = v}{=} b", ["a = b <$u = v$>"]),
        (r"a &= b \\ \text{[Expand]} \\ &= c", ["a = b = c <Expand>"]),
        (r"a &= b \\ \intertext{by parts} &= c", ["a = b = c <by parts>"]),
        (r"a &= \bigl( b \bigr)", [r"a = \bigl( b \bigr)"]),
    ],
)  # fmt: skip
def test_a_display_is_split_into_chains(display: str, chains: list[str] | None) -> None:
    if chains is None:
        chains = [display]
    assert written(display) == chains
    assert read(display).problems == ()


def test_a_relation_with_nothing_behind_it_is_a_problem() -> None:
    document = read("a = b =")
    assert len(document.problems) == 1
    assert "Nothing stands behind" in document.problems[0].message


def test_an_expression_begins_at_its_first_character() -> None:
    text = "$$\na &= b \\\\\n  &=  \\frac{1}{2} \\\\\n$$"
    document = read_document(Source("a.md", text))
    line = document.derivations[0].lines[2]
    place = document.source.position(line.expression.origin(0))
    assert (place.line, place.column) == (3, 7)
    assert text[line.span.start : line.span.end] == "=  \\frac{1}{2}"
