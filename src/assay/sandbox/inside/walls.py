"""The layers of isolation: which of them stand here, why others do not, and how they are taken on.

The order matters. As root: namespaces, the jail, then an ordinary user, then a user namespace that
locks all mounts. As an ordinary user: a user namespace first. Privileges that the zygote needs
(to mount the scratch filesystem) never reach a program: it gives up everything before it starts.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from . import identity, jail, kernel, landlock, seccomp
from .bounds import bounds, threads_of
from .first import become_first, die_with_parent
from .places import places
from .program import Start
from .scratch import Disk, Memory, no_shared_memory
from .watch import Clock, Watch

__all__ = ["Walls"]

_SPACES = {"pid": kernel.CLONE_PID, "mount": kernel.CLONE_MOUNT, "network": kernel.CLONE_NET,
           "ipc": kernel.CLONE_IPC, "uts": kernel.CLONE_UTS}  # fmt: skip
_PR_SET_CHILD_SUBREAPER = 36
_SLACK = 256  # processes that the host's own user may start while a program runs


class Walls:
    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = config
        self._without = frozenset(config["without"])
        self.layers: set[str] = set()
        self.missing: dict[str, str] = {}
        self._root = os.getuid() == 0
        self._limits: Mapping[str, Any] = {}
        self._counted = 0
        self._start: Start | None = None
        self._outside = os.getuid()  # who it is to the host
        self._user = -1  # whom a program is made, where the zygote is someone else
        self._spaces()
        self._identity()
        self._last()

    @property
    def summary(self) -> dict[str, Any]:
        missing = {name: why for name, why in self.missing.items() if name not in self.layers}
        user = self._user if self._user >= 0 else self._outside
        return {
            "layers": sorted(self.layers), "missing": missing, "left": self.scratch.base,
            "user": user,
        }  # fmt: skip

    def _try(self, layer: str, step: Any, *arguments: Any) -> bool:
        """Takes the step that makes a layer stand, or notes why it does not."""
        if layer in self._without:
            self.missing[layer] = "taken away"
            return False
        try:
            step(*arguments)
        except OSError as error:
            self.missing[layer] = str(error)
            return False
        self.layers.add(layer)
        return True

    def _spaces(self) -> None:
        """Namespaces; each needs root's privileges, or a user namespace before it."""
        able = identity.administers()
        if not able:
            able = self._try("user", identity.own_users, os.getuid())
        for layer, flag in _SPACES.items():
            if able:
                self._try(layer, kernel.unshare, flag, layer)
            else:
                self.missing[layer] = (
                    "taken away" if layer in self._without else "no user namespace"
                )
        if "pid" in self.layers:
            become_first(self._config["group"], self._config["opened"])
        else:
            kernel.prctl(_PR_SET_CHILD_SUBREAPER, 1)
        if "mount" in self.layers:
            self._jail()
        if "uts" in self.layers:
            with suppress(OSError):
                kernel.name_host("sandbox")

    def _jail(self) -> None:
        own = "pid" in self.layers and "proc" not in self._without
        config = self._config
        lost = jail.build(
            visible=config["visible"], hidden=config["hidden"], written=config["written"],
            user=identity.INSIDE, own_proc=own,
        )  # fmt: skip
        if lost or not own:
            self.missing["proc"] = lost or "taken away"
        else:
            self.layers.add("proc")

    def _identity(self) -> None:
        """Root becomes an ordinary user, then everyone the owner of a user namespace, in which
        the mounts made so far are locked. Where root can have none, each program is made someone
        else, and the zygote stays who it is."""
        spare = -1
        if "user" in self.layers:
            with suppress(OSError):  # one inside the other; the outer one holds too
                self._own_users()
        elif self._root:
            spare = self._spare_user()
            if "user" in self._without:
                self.missing["user"] = "taken away"
            elif identity.can_own_users(spare):
                if spare >= 0:
                    identity.drop_to(spare)
                    self._outside = spare
                self._own_users()
            else:
                self.missing["user"] = "the system refuses user namespaces"
        if spare >= 0:
            self.layers.add("uid")
            if "user" not in self.layers:
                self._user = spare

    def _own_users(self) -> None:
        identity.own_users(identity.INSIDE)
        self.layers.add("user")
        if "mount" in self.layers:
            kernel.unshare(kernel.CLONE_MOUNT, "mount")

    def _spare_user(self) -> int:
        """Whom root becomes; nobody else where only root may read the interpreter."""
        if "uid" in self._without:
            self.missing["uid"] = "taken away"
        elif "mount" not in self.layers and not identity.open_to_all(self._config["readable"][0]):
            self.missing["uid"] = "only root may read the interpreter"
        else:
            spare = identity.spare_user()
            if spare < 0:
                self.missing["uid"] = "no other user is known to this namespace of users"
            return spare
        return -1

    def _last(self) -> None:
        if "mount" in self.layers:
            self.scratch = Memory(self._user, "scratch" not in self._without)
            self._note("scratch", True, "")
        else:
            self.scratch = Disk(self._user, self._config["open_python"])
            self.missing["scratch"] = "a folder on disk, looked at but not bounded"
        self._try("capabilities", identity.lock_privileges)
        self._try("no_new_privs", identity.no_new_privileges)
        if "rlimits" in self._without:
            self.missing["rlimits"] = "taken away"
        else:
            self.layers.add("rlimits")
        self._abi = landlock.abi()
        self._rules: landlock.Rules | None = None
        self._note("landlock", self._abi > 0, "the kernel has no Landlock")
        self._note("seccomp", seccomp.available(), "the kernel has no filter for this processor")
        self._alone = "pid" in self.layers
        scoped = "landlock" in self.layers and self._abi >= 6
        self._filter = seccomp.Filter(
            memory_counted=self._config["counted"], alone=self._alone, scoped=scoped,
            apart={"mount", "network"} <= self.layers,
            foreign=bool({"mount", "uid"} & self.layers),
        )  # fmt: skip
        opened = self._config["opened"]
        self._clock = Clock(fcntl.fcntl(opened[0], fcntl.F_DUPFD_CLOEXEC, 20)) if opened else None
        identity.hide_memory(True)
        if self._alone:  # changing who it is made it forget
            die_with_parent()

    def _note(self, layer: str, there: bool, why: str) -> None:
        if layer in self._without:
            self.missing[layer] = "taken away"
        elif there:
            self.layers.add(layer)
        else:
            self.missing[layer] = why

    @property
    def _sees(self) -> bool:
        """Whether /proc shows the processes of a program, by the numbers that this one knows."""
        return "proc" in self.layers or not self._alone

    @property
    def search(self) -> str:
        if "mount" in self.layers:
            return self._config["search"]
        return f"{self.scratch.tools}:{self._config['open_search']}"

    def enter(self) -> None:
        """This process finds modules, and has the environment, as programs will."""
        sys.path[:] = self._config["path" if "mount" in self.layers else "open_path"]
        os.environ.clear()
        os.environ.update(self.environment)

    @property
    def environment(self) -> dict[str, str]:
        places = {"PATH": self.search, "HOME": self.scratch.work, "TMPDIR": self.scratch.top}
        return {**self._config["environment"], **places}

    def prepare(self, limits: Mapping[str, Any]) -> None:
        """The scratch folder, and the rules that name it."""
        self.scratch.prepare(limits["scratch"], limits["inodes"])
        lasting = "landlock" in self.layers and "mount" in self.layers
        if lasting and (self.scratch.fresh or self._rules is None):
            if self._rules is not None:
                self._rules.close()
            self._rules = self._new_rules()
            self._rules.keep_above(20)

    def _new_rules(self) -> landlock.Rules:
        mounted = "mount" in self.layers
        return landlock.Rules(self._abi, places(self._config, self.scratch.top, mounted=mounted))

    def give_up(self) -> None:
        """Called in the process that becomes the program, last before it does. Identity and
        capabilities go last: a host that has no other way may still need them for the filter."""
        if "landlock" in self.layers:
            (self._rules or self._new_rules()).take()
        os.closerange(5, 256)
        if "seccomp" in self.layers:
            self._filter.take()
        if self._user >= 0:
            identity.drop_to(self._user)
        if "capabilities" in self.layers:
            identity.drop_capabilities()
        identity.hide_memory(False)
        if not self._alone:
            die_with_parent()

    def start(self, limits: Mapping[str, Any]) -> Start:
        """How the next program starts; the same as the last one where nothing has changed."""
        others = self._others()
        if self._start is None or self._limits != limits or self._counted != others:
            self._limits, self._counted = limits, others
            found = bounds(limits, others=others, watched=self._sees)
            found = found if "rlimits" in self.layers else []
            work = self.scratch.work
            self._start = Start(found, self.environment, self.search, work, self.give_up)
        return self._start

    def _others(self) -> int:
        """How many processes that are not the program's count against its number."""
        if "user" in self.layers:
            return 1
        return 0 if self._user >= 0 else threads_of(os.getuid()) + _SLACK

    def watch(self, pid: int, limits: Mapping[str, Any]) -> Watch:
        return Watch(
            pid, limits, self.scratch, alone=self._alone, visible=self._sees, clock=self._clock
        )

    def clean(self) -> bool:
        return self.scratch.clean() and ("seccomp" in self.layers or no_shared_memory())
