r"""Macros expanded: a text in, the same with every macro replaced by what it stands for.

Every character that comes out of a macro has its place where the macro was used, so that
an error inside it points there; arguments keep their own places. Not here: what makes a
definition (`definitions`), groups (`macros`), where files are found (`inclusions`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derivation.model import Excerpt, Expansion, Inclusion, Problem, Source, Span
from derivation.read.definitions import COMMANDS, KEPT, RefusedError, definition
from derivation.read.feed import Feed, MissingError
from derivation.read.macros import STYLES, Macro, Scopes, Sign, filled, signs
from derivation.read.replaced import Replaced
from derivation.read.vocabulary import ACCENTS, BINOMIALS, FRACTIONS, LETTER_FONTS, ROMAN_FONTS

MOST_REPLACEMENTS = 1_000
"""How many macros one use may stand for, all told; more is one that calls itself."""

MOST_CHARACTERS = 20_000
"""How long the text that one use stands for may become."""

MOST_ALTOGETHER = 2_000_000
"""How many characters all macros of a document may stand for."""

MOST_FAILURES = 100
"""After how many incomplete uses and definitions nothing is expanded any more."""

MOST_LEARNED = 32 * 1024 * 1024
"""How many characters of other files are searched for definitions."""

_CONDITION = re.compile(
    r"\\(?:if(?!f\b|thenelse|def|cs)[A-Za-z@]*|ifdefined|ifcsname|unless)|\\fi"
)
_STYLED = re.compile("|".join(re.escape(name) + "(?![A-Za-z])" for name in sorted(STYLES)))
_TAKING = FRACTIONS | BINOMIALS | ACCENTS | LETTER_FONTS | ROMAN_FONTS | {r"\sqrt"}
"""Commands of which a macro behind them, without braces, is one argument."""


@dataclass
class Expander:
    """The macros of a document while it is read from its beginning to its end."""

    source: Source
    scopes: Scopes = field(default_factory=lambda: Scopes(dict(STYLES)))
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    characters: int = 0
    learned: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        """Learn the macros that hold from the beginning."""
        for file in self.source.macros:
            self.learn(file, Span(0, 0))

    def define(self, macro: Macro, *, everywhere: bool = True) -> None:
        """Define a macro, unless it is a command that makes up the document."""
        if macro.name not in KEPT:
            self.scopes.define(macro, everywhere=everywhere)

    def expand(self, excerpt: Excerpt, *, tex: bool) -> Excerpt:
        """The text with its macros replaced, and its definitions taken out."""
        named = len(self.scopes.table) > len(STYLES)
        found = COMMANDS.search(excerpt.text) or _STYLED.search(excerpt.text)
        if not named and not found and not self.source.inclusions:
            return excerpt
        expanded = _Pass(self, excerpt, self.source, tex=tex).run()
        self.scopes.close_all()
        return expanded

    def preamble(self, excerpt: Excerpt) -> None:
        """Learn the definitions of a text of which nothing else is read."""
        _Pass(self, excerpt, self.source, tex=True, learning=True).run()
        self.scopes.close_all()

    def learn(self, file: Source, place: Span) -> None:
        """Learn the definitions of another file; what is wrong there is said at `place`."""
        whole = Excerpt.of(file, 0, len(file.text))
        self.learned += len(file.text) + 1000
        if self.learned > MOST_LEARNED:
            self.notes.append(
                Problem(f"{file.path} is not searched: there is too much.", place)
            )
        elif file.path.lower().endswith((".yml", ".yaml", ".json")):
            from derivation.read import macro_tables

            macros, problems = macro_tables.whole(whole, file.path)
            for macro in macros:
                self.define(macro)
            for problem in problems:
                self.problems.append(elsewhere(file, problem, place))
        else:
            _Pass(self, whole, file, tex=True, learning=True, place=place).run()

    def learn_inclusions(self) -> None:
        """Learn the macros of every included file, wherever it is included."""
        for each in self.source.inclusions:
            self.include(self.source, each, Span(0, 0))

    def include(self, source: Source, inclusion: Inclusion, place: Span) -> None:
        """Learn what an included file defines, or note why there is none."""
        inner = inclusion.span if source is self.source else place
        if inclusion.source is not None:
            self.learn(inclusion.source, inner)
            return
        note = Problem(inclusion.why, inclusion.span)
        self.notes.append(note if source is self.source else elsewhere(source, note, place))


def elsewhere(file: Source, problem: Problem, place: Span) -> Problem:
    """A problem of another file, said in the document."""
    position = file.position(problem.span.start)
    return Problem(f"{file.path}, line {position.line}: {problem.message}", place)


class _Pass:
    """One pass over a text; `learning`: for its definitions alone."""

    def __init__(
        self,
        expander: Expander,
        excerpt: Excerpt,
        source: Source,
        *,
        tex: bool,
        learning: bool = False,
        place: Span | None = None,
    ) -> None:
        self.expander = expander
        self.scopes = expander.scopes
        self.excerpt = excerpt
        self.source = source
        self.tex = tex
        self.learning = learning
        self.place = place
        self.inclusions: dict[int, list[Inclusion]] = {}
        for each in source.inclusions if tex else ():
            self.inclusions.setdefault(each.span.start, []).append(each)
        self.feed = Feed(signs(excerpt.text, tex=tex))
        self.out = Replaced(excerpt)
        self.conditions = 0
        self.replacements = self.characters = self.mark = 0
        self.first: Sign | None = None

    def run(self) -> Excerpt:
        """The expanded text (empty when learning)."""
        while True:
            fresh = self.feed.settled()
            sign = self.feed.take()
            if sign is None:
                return self.out.text()
            if fresh:
                self.first = sign
                self.replacements = self.characters = 0
            self._sign(sign, fresh=fresh)

    def _sign(self, sign: Sign, *, fresh: bool) -> None:
        text = sign.text
        if self.expander.failures > MOST_FAILURES:
            self._add(sign)
            return
        if self.inclusions and text[0] in "\\%":
            self._include(sign)
        if text == "{":
            self.scopes.open("{")
        elif text == "}":
            self.scopes.close("{")
        elif not sign.is_command or sign.final:
            pass
        elif COMMANDS.fullmatch(text):
            self._define(sign)
            return
        elif text in (r"\begin", r"\end"):
            if self._environment(sign, fresh=fresh):
                return
        elif self.learning:
            self._condition(text)
        elif (macro := self.scopes.table.get(text)) is not None:
            self._use(macro, sign, fresh=fresh)
            return
        self._add(sign)

    def _add(self, sign: Sign) -> None:
        if not self.learning:
            self.out.add(sign)

    def _span(self, sign: Sign) -> Span:
        return sign.call or self.excerpt.span(sign.at, sign.at + len(sign.text))

    def _include(self, sign: Sign) -> None:
        """Learn the macros of a file, where it is brought in."""
        for inclusion in self.inclusions.get(self._span(sign).start, ()):
            place = inclusion.span if self.place is None else self.place
            self.expander.include(self.source, inclusion, place)

    def _condition(self, text: str) -> None:
        if text == r"\fi":
            self.conditions = max(0, self.conditions - 1)
        elif _CONDITION.fullmatch(text):
            self.conditions += 1

    def _problem(self, message: str, span: Span) -> None:
        problem = Problem(message, span)
        if self.place is not None:
            self.expander.notes.append(elsewhere(self.source, problem, self.place))
        elif self.learning:
            self.expander.notes.append(problem)
        else:
            self.expander.problems.append(problem)

    def _define(self, sign: Sign) -> None:
        """Carry out a definition; an empty command stays in its place."""
        span = self._span(sign)
        line = self.source.position(span.start).line
        where = f"line {line}" if self.place is None else f"{self.source.path}, line {line}"
        self.feed.attempt()
        try:
            found = definition(sign.text, self.feed, self.scopes, where)
        except MissingError as error:
            self.feed.undo()
            self.expander.failures += 1
            behind = self.feed.peek()
            if self.tex or (behind is not None and behind.text[0] in "{\\"):
                self._problem(f"This definition is not complete: {error}.", span)
            self._add(sign)
            return
        except RefusedError as error:
            self.feed.accept()
            self._problem(str(error), span)
        else:
            self.feed.accept()
            self._defined(found, sign)
        if not self.learning:
            for text in (r"\relax", " "):
                self.out.add(Sign(text, sign.at, span))

    def _defined(self, found: list[Macro], sign: Sign) -> None:
        everywhere = sign.text in (r"\gdef", r"\xdef") or self.out.last.rstrip() == r"\global"
        for macro in found:
            if self.conditions:
                message = f"{macro.name} is defined under a condition, so that it is not known."
                self._problem(message, self._span(sign))
            elif self.tex or macro.name[1:2].isalpha():
                self.expander.define(macro, everywhere=everywhere)

    def _environment(self, sign: Sign, *, fresh: bool) -> bool:
        r"""A `\begin` or `\end`: of a macro's environment, or of one that is a group."""
        self.feed.attempt()
        try:
            name = "".join(each.text for each in self.feed.argument()).strip()
        except MissingError:
            self.feed.undo()
            self.expander.failures += 1
            return False
        macro = self.scopes.table.get(f"{sign.text}{{{name}}}")
        if macro is not None and not self.learning:
            self.feed.accept()
            self._use(macro, sign, fresh=fresh)
            return True
        self.feed.undo()
        if name != "document":
            if sign.text == r"\begin":
                self.scopes.open("environment")
            else:
                self.scopes.close("environment")
        return False

    def _use(self, macro: Macro, sign: Sign, *, fresh: bool) -> None:
        """Put in what a macro stands for, in place of the macro and its arguments."""
        if fresh:
            self.mark = self.out.mark()
        if macro.name in self.expander.broken:
            self._add(sign)
            return
        self.feed.attempt()
        try:
            body, arguments = self._arguments(macro, self._span(sign))
        except MissingError as error:
            self.feed.undo()
            self.expander.failures += 1
            plural = "s" if macro.parameters != 1 else ""
            message = (
                f"{macro.name} takes {macro.parameters} argument{plural}, but {error} here."
            )
            self._problem(message, self._span(sign))
            self._add(sign)
            return
        self.feed.accept()
        call = self._span(sign)
        if sign.call is None and macro.name not in STYLES:
            self.expander.expansions.append(
                Expansion(call, macro.name, macro.text, macro.origin)
            )
        placed = [each._replace(call=call) for each in body]
        text = list(filled(placed, arguments))
        if self.out.last.rstrip() in _TAKING and len(text) > 1:
            text = [Sign("{", 0, call), *text, Sign("}", 0, call)]
        added = self.feed.put(text)
        self._count(added, macro)

    def _arguments(
        self, macro: Macro, call: Span
    ) -> tuple[tuple[Sign, ...], list[tuple[Sign, ...]]]:
        """The text that is to be put in, and the arguments for its parameters."""
        body = macro.body
        if macro.starred is not None and self.feed.over("*"):
            body = macro.starred
        found: list[tuple[Sign, ...]] = []
        if macro.default is not None:
            default = tuple(each._replace(call=call) for each in macro.default)
            given = self.feed.optional()
            found.append(default if given is None else given)
        while len(found) < macro.parameters:
            found.append(self.feed.argument())
        return body, found

    def _count(self, added: int, macro: Macro) -> None:
        """Stop a macro that never ends, or that grows beyond all bounds."""
        self.replacements += 1
        self.characters += added
        self.expander.characters += added
        if self.replacements > MOST_REPLACEMENTS:
            why = f"it is replaced more than {MOST_REPLACEMENTS} times: it stands for itself"
        elif self.characters > MOST_CHARACTERS:
            why = f"it stands for more than {MOST_CHARACTERS} characters"
        elif self.expander.characters > MOST_ALTOGETHER:
            why = f"the macros here stand for more than {MOST_ALTOGETHER} characters"
        else:
            return
        first = self.first or Sign(macro.name, 0)
        self._problem(f"{first.text} cannot be put in: {why}.", self._span(first))
        self.expander.broken.add(first.text)
        found = self.expander.expansions
        while found and found[-1].span.start >= self._span(first).start:
            found.pop()
        self.feed.drop()
        self.out.reset(self.mark)
        self._add(first)
