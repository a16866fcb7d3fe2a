"""Proving: the trusted kernel and decision procedures, and what only proposes.

Trusted: `kernel`, `decide/`, and the conditions' meaning in `proposition`.
Untrusted (can only call the kernel): `discharge`, `rewrite`; separate: `refute/`.
"""
