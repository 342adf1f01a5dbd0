"""An event loop in a thread of its own, so that a model works from any thread and in notebooks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Coroutine
from typing import Any

__all__ = ["Runner"]

ENDING = 5.0  # seconds that what is under way has to end in


class Runner:
    """Started when made; `stop` cancels all that runs and ends the thread.

    A process forked from this one has no such thread: `alive` is False there.
    """

    def __init__(self, ending: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.loop = asyncio.new_event_loop()
        self._ending = ending
        self._process = os.getpid()
        self._thread = threading.Thread(target=self._run, name="assay-model", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._process == os.getpid() and self._thread.is_alive()

    def call(self, function: Callable[..., object], *given: Any) -> None:
        """Has the loop call a function soon; nothing happens where it has ended."""
        if self.alive:
            with contextlib.suppress(RuntimeError):  # it closes as we speak
                self.loop.call_soon_threadsafe(function, *given)

    def stop(self) -> None:
        if not self.alive:
            return
        self.call(self.loop.stop)
        self._thread.join(2 * ENDING)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
            self.loop.run_until_complete(self._wind_up())
        finally:
            self.loop.close()

    async def _wind_up(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=ENDING)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ending(), ENDING)
        await self.loop.shutdown_asyncgens()
