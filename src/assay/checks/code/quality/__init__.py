"""Python as text and as a syntax tree: what instructions about its quality are judged on.

Nothing is executed. Trees are walked without recursion, so that depth is no danger.
"""
