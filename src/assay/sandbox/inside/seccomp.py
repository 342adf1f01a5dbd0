"""The filter of system calls: a deny list, searched as a binary tree, with a reason a group."""

from __future__ import annotations

import ctypes
import errno
import struct

from .kernel import AUDIT_ARCH, MACHINE, prctl

__all__ = ["Filter", "available"]

_PR_SET_SECCOMP, _PR_GET_SECCOMP = 22, 21
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _GREATER, _AND, _RETURN = 0x20, 0x15, 0x25, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENT = 0, 4, 16

# name: (x86-64, 64-bit ARM); None where the architecture has no such call
_PRIVILEGED = {
    # mounts and roots
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "swapon": (167, 224), "swapoff": (168, 225), "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264), "fanotify_init": (300, 262), "acct": (163, 89),
    # namespaces
    "unshare": (272, 97), "setns": (308, 268), "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    "move_pages": (279, 239), "migrate_pages": (256, 238),
    # the kernel
    "bpf": (321, 280), "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142),
    "syslog": (103, 116), "lookup_dcookie": (212, 18), "memfd_secret": (447, 447),
    "personality": (135, 92), "vhangup": (153, 58), "nfsservctl": (180, 42),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None),
    "uselib": (134, None), "_sysctl": (156, None),
    # the clock
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
}  # fmt: skip
# What would outlive a program, or hold memory that no limit counts. "Not there" is what programs
# expect of a kernel without them. clone3 keeps its flags in memory, where no filter can look;
# the C library then falls back to clone.
_ABSENT = {
    "clone3": (435, 435), "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "mq_open": (240, 180),
}  # fmt: skip
_UNCOUNTED = {"memfd_create": (319, 279)}
_SOCKET, _CLONE, _IOCTL = (41, 198), (56, 220), (16, 29)
# without a namespace of processes, and without Landlock's scope, there are others to signal
_SIGNALS = {
    "kill": (62, 129), "tkill": (200, 130), "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
}  # fmt: skip
_NEW_NAMESPACES = 0x7E020000
_AF_UNIX = 1
_TERMINAL_INPUT, _TERMINAL_CONSOLE = 0x5412, 0x541C


def _code(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, k)


def _refuse(error: int) -> bytes:
    return _code(_RETURN, _ERRNO | error)


_ALLOWED = _code(_RETURN, _ALLOW)


def _tree(rules: list[tuple[int, bytes]]) -> bytes:
    """Instructions that find the number, loaded already, among the rules, or allow the call."""
    if not rules:
        return _ALLOWED
    if len(rules) == 1:
        number, body = rules[0]
        return _code(_EQUAL, number, 0, len(body) // 8) + body + _ALLOWED
    middle = len(rules) // 2
    low, high = _tree(rules[:middle]), _tree(rules[middle:])
    return _code(_GREATER, rules[middle][0] - 1, len(low) // 8, 0) + low + high


class Filter:
    """A filter, made once and taken on by each program.

    `memory_counted`: memory is counted whoever holds it, so that files in memory may be made.
    `alone`: no process can be signalled that is not the program's own.
    """

    def __init__(self, *, memory_counted: bool, alone: bool) -> None:
        rules: dict[int, bytes] = {}

        def add(names: dict[str, tuple[int, int | None]], body: bytes) -> None:
            numbers = (pair[MACHINE] for pair in names.values())
            rules.update({number: body for number in numbers if number is not None})

        add(dict(_PRIVILEGED), _refuse(errno.EPERM))
        add(dict(_ABSENT), _refuse(errno.ENOSYS))
        if not memory_counted:
            add(dict(_UNCOUNTED), _refuse(errno.ENOSYS))
        if not alone:
            add(dict(_SIGNALS), _refuse(errno.EPERM))
        argument = _code(_LOAD, _ARGUMENT)
        second = _code(_LOAD, _ARGUMENT + 8)
        refuse = _refuse(errno.EPERM)
        rules[_SOCKET[MACHINE]] = argument + _code(_EQUAL, _AF_UNIX, 0, 1) + _ALLOWED + refuse
        rules[_CLONE[MACHINE]] = (
            argument + _code(_AND, _NEW_NAMESPACES) + _code(_EQUAL, 0, 0, 1) + _ALLOWED + refuse
        )
        rules[_IOCTL[MACHINE]] = (
            second + _code(_EQUAL, _TERMINAL_INPUT, 2, 0)
            + _code(_EQUAL, _TERMINAL_CONSOLE, 1, 0) + _ALLOWED + refuse
        )  # fmt: skip
        head = (
            _code(_LOAD, _ARCH)
            + _code(_EQUAL, AUDIT_ARCH[MACHINE], 1, 0)
            + _code(_RETURN, _KILL)
            + _code(_LOAD, _NUMBER)
            # the 32-bit names of the same calls on x86-64 have this bit
            + _code(_GREATER, 0x3FFFFFFF, 0, 1)
            + _refuse(errno.ENOSYS)
        )
        code = head + _tree(sorted(rules.items()))
        self._code = ctypes.create_string_buffer(code, len(code))
        self._program = ctypes.create_string_buffer(
            struct.pack("<H6xQ", len(code) // 8, ctypes.addressof(self._code)), 16
        )

    def take(self) -> None:
        prctl(_PR_SET_SECCOMP, 2, ctypes.byref(self._program))


def available() -> bool:
    try:
        prctl(_PR_GET_SECCOMP)
    except OSError:
        return False
    return MACHINE >= 0
