"""CQL2, the filter language: from text or JSON to one tree, and from the tree to a condition on a layer's rows.

The text is read by a parser of our own and not by the `cql2` package: that one takes 2^n time for n opening brackets
that are not closed, holding the interpreter, and ends the whole process on deep nesting. Tests hold the two together.
"""
