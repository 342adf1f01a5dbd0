"""Measuring and attacking verifiers: how much a suite of tests would let through."""
