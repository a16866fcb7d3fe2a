"""Decision procedures: trusted, each complete for the fragment stated at its top.

Each takes terms and answers with data (or None); only `kernel` makes theorems of it.
"""
