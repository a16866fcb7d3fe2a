"""Reports: one file a format, each a pure function of a `Report`.

Not here: verdicts or how they are reached.
"""
