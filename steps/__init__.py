"""The rewrite rules, one a file: to add a rule, add a file with a `RULE` in it.

A rule's statement is an axiom that everything proved with it rests on; its examples
are its tests and its documentation. See `CONTRIBUTING.md`.
"""
