"""Runs and verdict rows in the formats of others.

source             what is exported: a run's folder, or a file of verdict rows
every_eval_ever    Every Eval Ever: results in one file, attempts in another beside it
instances          an attempt as a record of that second file
events             OpenTelemetry's `gen_ai.evaluation.result`, one event a verdict
otlp               events as OTLP in JSON lines, or sent by the SDK (extra `telemetry`)
"""
