"""Hardware designs in Verilog: read, driven with inputs, compared, proven equal.

Nothing a design says is believed. Its outputs are printed by a bench of ours that holds inputs and
no expected value; the golden design is simulated by itself, with the same inputs, and the two
records are compared outside.
"""
