"""Endpoints that speak OpenAI's dialect.

settings  what they are asked with
request   ask → body          response  body → generation        failure  what went wrong
adaptive  how many at once    transport one request over HTTP    asking   one ask, all tries
flow      the calling thread and the loop                        runner   the loop's thread
"""

from __future__ import annotations

from assay.models.openai.model import OpenAI
from assay.models.openai.settings import Settings

__all__ = ["OpenAI", "Settings"]
