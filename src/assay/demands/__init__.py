"""What checks ask of a text, in terms that can be reasoned about."""
