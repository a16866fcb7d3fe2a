"""Meaning: from what is on the page to terms, names with kinds, definitions, assumptions.

Not here: parsing (`derivation.read`) and equalities (`derivation.prove`).
"""
