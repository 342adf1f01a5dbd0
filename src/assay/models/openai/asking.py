"""One ask from beginning to end: a place, a try, a wait, another try, an answer."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable

import msgspec

from assay.errors import BadParameter, ModelError
from assay.model import Answer, Ask, Fault, Generation
from assay.models.openai.adaptive import Gate
from assay.models.openai.failure import Failure, failure_of_status
from assay.models.openai.request import Request, request_of
from assay.models.openai.response import Malformed, Refused, generation_of
from assay.models.openai.settings import Hidden, Settings
from assay.models.openai.stragglers import Stragglers
from assay.models.openai.transport import Transport

__all__ = ["Asker"]

FIRST_CONTACT = 3  # tries to connect, before anything ever answered
IN_VAIN = 10  # refusals one after another (no such model, key not taken) that end a stream

LOST = Failure(kind="timeout", message="no answer in far longer than the others took")


class Asker:
    """Asks one endpoint. Of one event loop; all asks share its gate and what it has learnt."""

    def __init__(
        self,
        model: str,
        url: str,
        hidden: Hidden,
        run: str,
        settings: Settings,
        transport: Transport,
        gate: Gate,
    ) -> None:
        self._model = model
        self._url = url
        self._hidden = hidden
        self._run = run
        self._settings = settings
        self._transport = transport
        self._gate = gate
        self._random = random.Random()  # noqa: S311 (waits are spread, nothing is hidden)
        self._reached = False  # something listens
        self._useful = False  # an answer came
        self._in_vain = 0  # refusals since then for reasons that no ask is to blame for

    async def answer(
        self, ask: Ask, rest: Callable[[float], Awaitable[None]], stragglers: Stragglers
    ) -> Answer:
        """The answer, after as many tries as it takes; `rest` sleeps between them, `stragglers`
        know the others of the stream.

        Raises ModelError where the endpoint cannot be reached or used at all.
        """
        settings = self._settings
        try:
            request = request_of(
                ask, self._model, settings.api, settings.max_tokens_field, self._run
            )
        except BadParameter as wrong:
            return Answer(ask, fault=Fault(kind="refused", message=str(wrong), tries=0))
        began, tries, spared = time.monotonic(), 0, False
        while True:
            tries += 1
            spared = spared or tries >= settings.tries
            outcome = await self._try(request, stragglers, spared=spared)
            if isinstance(outcome, Generation):
                return Answer(ask, generation=outcome)
            self._look(outcome, tries)
            wait = 0.0 if outcome is LOST else self._wait(outcome, tries)
            late = time.monotonic() - began + wait > settings.patience
            if not outcome.again or tries >= settings.tries or late:
                return Answer(ask, fault=outcome.fault(tries, self._hidden.message))
            spared = spared or outcome is LOST  # once: the next has all that the deadline leaves it
            await rest(wait)

    async def _try(
        self, request: Request, stragglers: Stragglers, *, spared: bool
    ) -> Generation | Failure:
        """One try, in one place at the gate."""
        place = await self._gate.enter()
        began = time.monotonic()
        try:
            async with stragglers.watched(spared=spared):
                outcome = await self._post(request)
        except TimeoutError:
            self._gate.leave(place, None)
            return LOST
        except BaseException:
            self._gate.leave(place, None)
            raise
        seconds = time.monotonic() - began
        if isinstance(outcome, Generation):
            self._gate.answered(place, seconds)
            stragglers.answered(seconds)
            return msgspec.structs.replace(outcome, seconds=seconds)
        if outcome.overload:
            self._gate.refused(place, seconds)
        else:
            self._gate.leave(place, False)
        return outcome

    async def _post(self, request: Request) -> Generation | Failure:
        headers = {"Idempotency-Key": request.idempotency_key}
        read = await self._transport.post(request.body, headers)
        if isinstance(read, Failure):
            self._reached = self._reached or not read.unreached
            return read
        self._reached = True
        try:
            outcome = generation_of(read, self._settings.price)
        except Malformed as fault:
            return Failure(kind="malformed", message=str(fault))
        except Refused as fault:
            told = msgspec.json.encode({"error": {"message": str(fault), "code": fault.code}})
            return failure_of_status(fault.code if 400 <= fault.code < 600 else 500, {}, told)
        self._useful, self._in_vain = True, 0
        return msgspec.structs.replace(
            outcome,
            text=self._hidden.answer(outcome.text),
            reasoning=self._hidden.answer(outcome.reasoning),
            model=self._hidden.message(outcome.model),
            id=self._hidden.message(outcome.id),
        )

    def _look(self, failure: Failure, tries: int) -> None:
        """Raises where no other ask will fare better: nobody listens, or the key is not taken."""
        told = failure.fault(tries, self._hidden.message).message
        self._in_vain += failure.unusable
        if failure.unusable and (not self._useful or self._in_vain >= IN_VAIN):
            lacking = failure.status == 404 and "/v1" not in self._url
            hint = "; base URLs mostly end in /v1" if lacking else ""
            raise ModelError(f"{self._url} cannot be used for {self._model!r}: {told}{hint}")
        nobody = failure.unreached and not self._reached
        if nobody and (tries >= FIRST_CONTACT or not failure.again):
            raise ModelError(f"nobody answers at {self._url}: {told}")

    def _wait(self, failure: Failure, tries: int) -> float:
        """Seconds: exponential backoff with full jitter, after what the endpoint asked for."""
        settings = self._settings
        most = min(settings.max_wait, settings.backoff * 2 ** min(tries - 1, 30))
        asked = min(failure.after or 0.0, settings.max_wait)
        if asked:
            return asked + self._random.uniform(0, min(most, settings.backoff))
        return self._random.uniform(0, most)
