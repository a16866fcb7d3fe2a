"""Equality of elementary and related functions, by normal forms over atoms with relations.

Trusted. A term is turned into a fraction of polynomials in *atoms*: names, exponentials
exp(u) with u a monomial, logarithms log|p| and absolute values |p| of irreducible
polynomials p (with rational exponents: roots are powers of them), roots of unity, gamma
functions at a common shift, and everything that is not understood further. Atoms that
are algebraic carry their relation (|p|^2 = p^2, |p| = p where p >= 0 is known, a
cyclotomic equation for roots of unity). Two terms are equal if the cross-multiplied
difference of their fractions reduces to zero by the relations. Whatever holds only
under a condition names it.

A map of the files: `treatment` (which functions are understood), `atom_ring`
(polynomials in atoms, reduced by relations), `evaluation` (terms to normal forms), and
one file for each kind of function: `exponentials`, `logarithms`, `powers`,
`trigonometric`, `inverse_functions`, `gamma_functions`, `absolute`, `binders`; `signs`
and `factoring` help them; `identity` compares.

Independence: exponentials and logarithms of arguments that are linearly independent
over the rationals are algebraically independent (the structure theorem of R. Risch;
M. Bronstein, Symbolic Integration I, 2nd ed., ch. 9); roots of different primes and
irreducible polynomials are independent (A. Besicovitch, On the linear independence of
fractional powers of integers, J. London Math. Soc. 15, 1940). So the procedure is
complete for: rational functions; exponentials; logarithms and powers where the signs of
the factors are known; trigonometric and hyperbolic functions of linear arguments;
gamma functions under integer shifts. Elsewhere it is sound and may fail to decide.
"""
