"""Chemical species, equations and structures."""
