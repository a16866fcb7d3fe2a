"""Reading: from a file's text to a `Document`, and from LaTeX to a surface tree.

Not here: what names mean; nothing in this package imports SymPy.
"""
