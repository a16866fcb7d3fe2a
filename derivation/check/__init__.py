"""Checking: a document and a catalogue of rules in, a report out.

`document` walks the derivations; `step` tries one step; `search` finds the rule that
makes it; `reason` understands the author's words; `conditions`, `constraints` and `fresh`
say what a step rests on, what rules a counterexample out, and which names are new;
`explain`, `slips` and `reading` put it into words.
"""

from derivation.check.document import verify_source

__all__ = ["verify_source"]
