"""The checks, one folder a family, one class a kind."""
