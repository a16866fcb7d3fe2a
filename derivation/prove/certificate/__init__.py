"""Certificates: theorems written down as plain data, read back and proved again.

`terms`, `propositions` and `values` say how each kind of thing is written; `writing`
turns a theorem into data, `reading` data into terms and propositions, `functions` is
the table of the kernel's functions, `replaying` makes the theorem again from the data.
`derivation.prove.replay` is the command; docs/certificates.md describes the format.

Untrusted, all of it: a theorem is made again by the kernel's functions alone.
"""
