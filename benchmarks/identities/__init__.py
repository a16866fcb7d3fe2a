"""Random identities that are true by construction, and mutants that are certainly false.

    python -m benchmarks.identities --count 10000 --seed 1

A map of the files: `expression` (the benchmark's own terms), `rewriting` (rules with
holes, applied at random places), `fragments/` (a table of rules and a random start for
each fragment), `evaluate` (ball arithmetic with python-flint alone), `differentiate`,
`mutants`, `cases` (an identity and its mutant from a seed), `terms` and `latex` (how
they are handed over), `program` (what the program says), `table` (the count).

Nothing here uses the program's normal forms: an identity is true because each rewrite
that made it is a formula of a textbook, used under its condition. Both sides are also
evaluated at random points, so that a misprint among these formulas is found.
"""
