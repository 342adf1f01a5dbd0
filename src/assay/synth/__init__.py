"""Instructions made to be checkable, and texts that satisfy them."""
