"""The same model without NumPy: slower by two orders of magnitude, and nothing to install."""
