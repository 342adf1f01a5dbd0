"""Final answers: found in a response, read into typed values, compared by a cascade.

    extraction   response text -> the final answer, its span, the rule, candidates and flags
    reading      answer text   -> typed values (`values`), expressions as trees (`trees`)
    equality     two readings  -> equal, different or undecided, at which stage and why
    measures, chemistry, wording   what needs tables: units, dates, numerals, formulae, names

Nothing here runs what it reads, and nothing needs a clock: `limits` come before any operation.
"""
