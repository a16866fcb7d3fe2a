r"""Matrix expressions as sums of words: products carried out, transposes brought inside.

Trusted. A product of matrices, columns, rows and numbers is an `Operator` over its factors
in their order (the term language commutes, matrices do not). Here it becomes a sum of
words, each a sequence of letters with a number in front:

- (A + B) C = A C + B C, A (B + C) = A B + A C, (A B) C = A B C. Of two ways to bracket a
  word, a number that is a row times a column among its parts, the values are the same
  wherever both have one;
- (A + B)^T = A^T + B^T, (A B)^T = B^T A^T, (A^T)^T = A, (A^{-1})^T = (A^T)^{-1};
- A^{-1} A and A A^{-1} fall out of a longer word, (A^{-1})^{-1} = A;
- tr(A + B) = tr A + tr B, tr(c A) = c tr A, tr(A B) = tr(B A);
- a number is its own transpose: x^T S^{-1} y for two columns, and whatever stands in a
  function, or in a sum with a number.

Both sides of each are equal wherever both have a value. Nothing is assumed about any
letter, so A B and B A stay apart.
Complete for equalities that follow from these laws alone (free algebras with involution).
Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 4th ed., 1.1 and 2.1; K. B.
Petersen, M. S. Pedersen, The Matrix Cookbook, 2012, 1.
Not here: determinants, matrices given by their entries (opaque).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sympy import Add, Function, IndexedBase, Mul, Pow, Rational

from derivation.errors import OutOfBudgetError
from derivation.term import (
    MATRIX_INVERSE,
    MATRIX_PRODUCT,
    MATRIX_TRACE,
    MATRIX_TRANSPOSE,
    ONE,
    Operator,
    ScalarProduct,
    Term,
    add,
    multiply,
    operator,
    rebuild,
)

Word = tuple[Term, ...]

MAXIMUM_WORDS = 400
"""A term that comes to more words than this is out of budget."""

_OF_MATRICES = (MATRIX_PRODUCT, MATRIX_TRANSPOSE, MATRIX_INVERSE, MATRIX_TRACE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number times a word; the empty word stands for the number 1."""

    number: Term
    word: Word


def normal_form(
    term: Term, columns: frozenset[Term] = frozenset(), *, number: bool = False
) -> Term:
    """The term with every matrix expression in it as a sum of words.

    `columns` are names that are columns (or numbers), as are vectors; `number` tells that
    the term stands where only a number can. OutOfBudgetError if there are too many words.
    """
    if _mentions_matrices(term) and isinstance(term, Add | Mul | Operator | ScalarProduct):
        return _rebuilt(_pieces(term, columns), columns, number=number)
    if isinstance(term, Pow | Function):
        parts = tuple(normal_form(part, columns, number=True) for part in term.args)
        return term if parts == term.args else rebuild(term, parts)
    if isinstance(term, Add | Mul):
        parts = tuple(normal_form(part, columns, number=number) for part in term.args)
        return term if parts == term.args else rebuild(term, parts)
    return term


def _mentions_matrices(term: Term) -> bool:
    """Whether it is a matrix expression, or a sum or multiple of one."""
    if isinstance(term, Add | Mul):
        return any(map(_mentions_matrices, term.args))
    return isinstance(term, ScalarProduct) or _head(term) in _OF_MATRICES


def _head(term: Term) -> str:
    """The head of an operator with one list of arguments, or nothing."""
    if not isinstance(term, Operator) or term.args[1].args:
        return ""
    return str(term.args[0].name)


def _pieces(term: Term, columns: frozenset[Term]) -> list[_Piece]:
    """The term as a sum of numbers times words."""
    if isinstance(term, Add):
        return _bounded(piece for part in term.args for piece in _pieces(part, columns))
    if isinstance(term, Mul):
        return _of_multiple(term, columns)
    if isinstance(term, ScalarProduct):
        return _of_product((operator(MATRIX_TRANSPOSE, (term.args[0],)), term.args[1]), columns)
    head = _head(term)
    if head == MATRIX_PRODUCT:
        return _of_product(term.args[2].args, columns)
    if head == MATRIX_TRANSPOSE:
        own = _pieces(term.args[2].args[0], columns)
        return [_Piece(p.number, _transpose(p.word)) for p in own]
    if head == MATRIX_TRACE:
        return _of_trace(term.args[2].args, columns)
    if head == MATRIX_INVERSE:
        return [_of_inverse(term.args[2].args[0], columns)]
    kept = _inside(term, columns)
    return [_Piece(kept, ())] if _is_number(kept) else [_Piece(ONE, (kept,))]


def _inside(term: Term, columns: frozenset[Term]) -> Term:
    """A letter or number with what stands inside its functions in normal form."""
    if isinstance(term, Pow | Function):
        return rebuild(
            term, tuple(normal_form(part, columns, number=True) for part in term.args)
        )
    if isinstance(term, Add | Mul):
        return rebuild(term, tuple(_inside(part, columns) for part in term.args))
    return term


def _of_multiple(term: Term, columns: frozenset[Term]) -> list[_Piece]:
    """Numbers times what may be more than a number."""
    numbers = [part for part in term.args if _is_number(part)]
    others = [part for part in term.args if not _is_number(part)]
    if len(others) > 1:  # plain names, which commute: one letter
        own = [_Piece(ONE, (rebuild(term, [_inside(part, columns) for part in others]),))]
    else:
        own = _pieces(others[0], columns) if others else [_Piece(ONE, ())]
    front = [normal_form(part, columns, number=True) for part in numbers]
    return [_Piece(_times(*front, p.number), p.word) for p in own]


def _of_product(factors: Iterable[Term], columns: frozenset[Term]) -> list[_Piece]:
    """The words of a product, each factor's behind those of the factors before it."""
    whole = [_Piece(ONE, ())]
    for factor in factors:
        own = _pieces(factor, columns)
        whole = _bounded(
            _Piece(_times(left.number, right.number), left.word + right.word)
            for left in whole
            for right in own
        )
    return [_Piece(p.number, _shortened(p.word)) for p in whole]


def _of_trace(arguments: tuple[Term, ...], columns: frozenset[Term]) -> list[_Piece]:
    """Numbers times traces of words, each word in the first of its cyclic orders."""
    if len(arguments) != 1:
        return [
            _Piece(
                operator(MATRIX_TRACE, (normal_form(each, columns) for each in arguments)), ()
            )
        ]
    found = []
    for piece in _pieces(arguments[0], columns):
        if not piece.word:
            found.append(piece)  # the trace of a number
            continue
        both = (piece.word, _transpose(piece.word))
        turns = [_rotated(word, n) for word in both for n in range(len(word))]
        word = min(turns, key=_order)
        trace = operator(MATRIX_TRACE, (_of_word(_shortened(word)),))
        found.append(_Piece(_times(piece.number, trace), ()))
    return found


def _rotated(word: Word, places: int) -> Word:
    return word[places:] + word[:places]


def _of_inverse(term: Term, columns: frozenset[Term]) -> _Piece:
    inside = _pieces(term, columns)
    if len(inside) == 1 and inside[0].number == ONE and len(inside[0].word) == 1:
        (letter,) = inside[0].word
        if _head(letter) == MATRIX_INVERSE:
            return _Piece(ONE, tuple(_letters(letter.args[2].args[0])))
    return _Piece(ONE, (operator(MATRIX_INVERSE, (_rebuilt(inside, columns),)),))


def _transpose(word: Word) -> Word:
    """The word of the transpose."""
    return tuple(_transposed(letter) for letter in reversed(word))


def _transposed(letter: Term) -> Term:
    head = _head(letter)
    if head == MATRIX_TRANSPOSE:
        return letter.args[2].args[0]
    if head == MATRIX_INVERSE:
        turned = operator(MATRIX_TRANSPOSE, (letter.args[2].args[0],))
        return operator(MATRIX_INVERSE, (normal_form(turned),))
    return operator(MATRIX_TRANSPOSE, (letter,))


def _shortened(word: Word) -> Word:
    """The word without what stands beside its own inverse, if letters are left."""
    for place, letter in enumerate(word):
        if _head(letter) != MATRIX_INVERSE:
            continue
        own = tuple(_letters(letter.args[2].args[0]))
        behind = word[place + 1 : place + 1 + len(own)]
        before = word[max(0, place - len(own)) : place]
        if own == behind and len(word) > len(own) + 1:
            return _shortened(word[:place] + word[place + 1 + len(own) :])
        if own == before and len(word) > len(own) + 1:
            return _shortened(word[: place - len(own)] + word[place + 1 :])
    return word


def _letters(term: Term) -> Iterator[Term]:
    """The letters of a term that is a single word in normal form."""
    if _head(term) == MATRIX_PRODUCT:
        yield from term.args[2].args
    else:
        yield term


def _is_number_word(word: Word, columns: frozenset[Term]) -> bool:
    """Whether it is a row times a column for certain, with square matrices between them."""
    if len(word) < 2 or not _is_column(word[-1], columns):
        return False
    first, between = word[0], word[1:-1]
    row = _head(first) == MATRIX_TRANSPOSE and _is_column(first.args[2].args[0], columns)
    return row and all(_head(letter) == MATRIX_INVERSE for letter in between)


def _is_column(letter: Term, columns: frozenset[Term]) -> bool:
    return isinstance(letter, IndexedBase) or letter in columns


def _order(word: Word) -> tuple[str, ...]:
    return tuple(map(repr, word))


def _is_number(term: Term) -> bool:
    """Whether it can be nothing but a number; a name may be a column or a matrix."""
    if isinstance(term, Rational | Pow | Function | ScalarProduct):
        return True
    if isinstance(term, Add):
        return any(map(_is_number, term.args))
    if isinstance(term, Mul):
        return all(map(_is_number, term.args))
    return _head(term) == MATRIX_TRACE


def _times(*factors: Term) -> Term:
    kept = [factor for factor in factors if factor != ONE]
    return multiply(*kept) if len(kept) > 1 else kept[0] if kept else ONE


def _bounded(pieces: Iterable[_Piece]) -> list[_Piece]:
    found = []
    for piece in pieces:
        found.append(piece)
        if len(found) > MAXIMUM_WORDS:
            raise OutOfBudgetError(f"a matrix expression of more than {MAXIMUM_WORDS} words")
    return found


def _rebuilt(pieces: list[_Piece], columns: frozenset[Term], *, number: bool = False) -> Term:
    """The sum; of a number each word is the first of it and its transpose."""
    number = number or any(not p.word or _is_number_word(p.word, columns) for p in pieces)
    terms = []
    for piece in pieces:
        word = _of_number(piece.word) if number else piece.word
        terms.append(_times(piece.number, _of_word(word)) if word else piece.number)
    return add(*terms) if len(terms) > 1 else terms[0]


def _of_number(word: Word) -> Word:
    """Of a word whose value is a number, the first of it and its transpose."""
    if len(word) > 1:
        return min(word, _transpose(word), key=_order)
    is_turned = bool(word) and _head(word[0]) == MATRIX_TRANSPOSE
    return _transpose(word) if is_turned else word


def _of_word(word: Word) -> Term:
    return operator(MATRIX_PRODUCT, word) if len(word) > 1 else word[0]
