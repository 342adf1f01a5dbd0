"""What is measured, counted, paid and dated: units, numerals in words, dates and times."""
