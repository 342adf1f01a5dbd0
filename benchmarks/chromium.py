"""A headless Chromium, driven by the DevTools protocol over a pair of pipes.

Needs a `chromium` (or Chrome) binary and nothing else: no driver, no port, no package.
Serves the page benchmark and the browser tests. Limits: one tab; POSIX only; events other than
the answers to its own calls are kept only if they are exceptions of the page (`errors`).
"""

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any, Self

__all__ = ["Chromium", "binary"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


def binary() -> str | None:
    """Where the browser is, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Chromium:
    """One browser with one tab, closed at the end of the `with` block.

    >>> with Chromium() as tab:  # doctest: +SKIP
    ...     tab.open(Path("results.html"))
    ...     tab.js("document.title")
    """

    def __init__(self, width: int = 1280, height: int = 900) -> None:
        path = binary()
        if path is None:
            raise FileNotFoundError(f"no browser found; looked for {', '.join(NAMES)}")
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._number = 0
        self._buffer = b""
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = self._start([path, *FLAGS, f"--user-data-dir={self._profile.name}"])
        self._session = self._attach()
        self.size(width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._call("Browser.close", session=False)
        except (OSError, RuntimeError):
            os.kill(self._process, signal.SIGKILL)
        finally:
            os.waitpid(self._process, 0)
            os.close(self._write)
            os.close(self._read)
            self._profile.cleanup()

    def size(self, width: int, height: int, *, scale: float = 1.0, mobile: bool = False) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile}
        self._call("Emulation.setDeviceMetricsOverride", metrics)
        self._call("Emulation.setTouchEmulationEnabled", {"enabled": mobile})

    def prefer(self, **features: str) -> None:
        """Media features, such as `color_scheme="dark"`."""
        names = {name: f"prefers-{name.replace('_', '-')}" for name in features}
        given = [{"name": names[name], "value": value} for name, value in features.items()]
        self._call("Emulation.setEmulatedMedia", {"features": given})

    def open(self, path: Path, fragment: str = "") -> None:
        """Opens a file's page; see `visit`."""
        self.visit(path.resolve().as_uri() + fragment)

    def visit(self, url: str) -> None:
        """Navigate, from a blank page, and wait until the page says that it is ready."""
        self._call("Page.navigate", {"url": "about:blank"})
        self._call("Page.navigate", {"url": url})
        self.wait("document.documentElement?.dataset.ready === 'yes'")

    def js(self, expression: str) -> Any:
        """The value of an expression, promises awaited. Raises RuntimeError where it throws."""
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self._call("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 60.0) -> None:
        """Until the expression is true."""
        end = time.monotonic() + seconds
        while not self.js(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {condition}; page errors: {self.errors}")
            time.sleep(0.02)

    def key(self, key: str) -> None:
        """Press and release; a single character also types itself."""
        text = key if len(key) == 1 else {"Enter": "\r"}.get(key, "")
        code = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38}.get(key, 0)
        pressed = {"key": key, "windowsVirtualKeyCode": code}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self._call("Input.dispatchKeyEvent", pressed | down)
        self._call("Input.dispatchKeyEvent", pressed | {"type": "keyUp"})

    def move(self, x: float, y: float) -> None:
        self._call("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def count_cpu(self) -> None:
        """From here on `cpu` tells processor time and not time on the clock."""
        self._call("Performance.disable")
        self._call("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        self._call("Performance.enable")

    def cpu(self) -> float:
        """Seconds that the page's main thread has worked."""
        metrics = self._call("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    def memory(self) -> int:
        """Bytes of JavaScript heap in use."""
        return int(self._call("Runtime.getHeapUsage")["usedSize"])

    def renderer_peak(self) -> int:
        """The largest resident size, so far, of any renderer below the browser (Linux)."""
        return max((_peak(pid) for pid in _descendants(self._process)), default=0)

    def _start(self, command: list[str]) -> int:
        """The process id; Chromium reads commands from 3 and answers on 4."""
        theirs_in, self._write = map(_high, os.pipe())
        self._read, theirs_out = map(_high, os.pipe())
        null = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
        given = [(os.POSIX_SPAWN_DUP2, theirs_in, 3), (os.POSIX_SPAWN_DUP2, theirs_out, 4)]
        process = os.posix_spawn(command[0], command, os.environ, file_actions=null + given)
        os.close(theirs_in)
        os.close(theirs_out)
        return process

    def _attach(self) -> str:
        made = self._call("Target.createTarget", {"url": "about:blank"}, session=False)
        asked = {"targetId": made["targetId"], "flatten": True}
        session = self._call("Target.attachToTarget", asked, session=False)["sessionId"]
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        return session

    def _call(self, method: str, params: Any = None, *, session: bool = True) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._note(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], 120)
            piece = os.read(self._read, 1 << 20) if ready else b""
            if not piece:
                raise RuntimeError("the browser is gone or silent")
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def _note(self, event: dict[str, Any]) -> None:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params)[:2000])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(json.dumps(params["entry"])[:2000])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])


def _high(descriptor: int) -> int:
    """The same file under a number that placing 3 and 4 cannot overwrite."""
    copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return copy


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        children = Path(f"/proc/{parent}/task/{parent}/children")
        found += [int(child) for child in children.read_text().split()] if children.exists() else []
    return [child for child in found[1:] if b"--type=renderer" in _command(child)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024
