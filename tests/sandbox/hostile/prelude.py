# Stands before every hostile program: it says what a program found out, and what it could reach.
import os
import platform

X86 = {
    "tgkill": 234,
    "tkill": 200,
    "rt_sigqueueinfo": 129,
    "rt_tgsigqueueinfo": 297,
    "pidfd_send_signal": 424,
    "ioprio_set": 251,
    "ptrace": 101,
    "process_vm_readv": 310,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "clone": 56,
    "vfork": 58,
    "keyctl": 250,
    "add_key": 248,
    "request_key": 249,
    "io_uring_setup": 425,
    "bpf": 321,
    "perf_event_open": 298,
    "userfaultfd": 323,
    "settimeofday": 164,
    "kexec_load": 246,
    "init_module": 175,
    "delete_module": 176,
    "swapon": 167,
    "acct": 163,
    "quotactl": 179,
    "reboot": 169,
    "iopl": 172,
    "ioperm": 173,
    "pivot_root": 155,
    "fanotify_init": 300,
    "lookup_dcookie": 212,
    "syslog": 103,
    "move_pages": 279,
    "kcmp": 312,
    "process_madvise": 440,
    "modify_ldt": 154,
    "personality": 135,
    "memfd_secret": 447,
    "vmsplice": 278,
    "nfsservctl": 180,
    "unshare": 272,
    "timer_create": 222,
    "open_tree": 428,
    "fsopen": 430,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
}
ARM = {
    "tgkill": 131,
    "tkill": 130,
    "rt_sigqueueinfo": 138,
    "rt_tgsigqueueinfo": 240,
    "pidfd_send_signal": 424,
    "ioprio_set": 30,
    "ptrace": 117,
    "process_vm_readv": 270,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "clone": 220,
    "keyctl": 219,
    "add_key": 217,
    "request_key": 218,
    "io_uring_setup": 425,
    "bpf": 280,
    "perf_event_open": 241,
    "userfaultfd": 282,
    "settimeofday": 170,
    "kexec_load": 104,
    "init_module": 105,
    "delete_module": 106,
    "swapon": 224,
    "acct": 89,
    "quotactl": 60,
    "reboot": 142,
    "pivot_root": 41,
    "fanotify_init": 262,
    "syslog": 116,
    "move_pages": 239,
    "kcmp": 272,
    "process_madvise": 440,
    "personality": 92,
    "memfd_secret": 447,
    "vmsplice": 75,
    "unshare": 97,
    "timer_create": 107,
    "open_tree": 428,
    "fsopen": 430,
    "name_to_handle_at": 264,
    "open_by_handle_at": 265,
}
NR = X86 if platform.machine() == "x86_64" else ARM


def tell(what, data="", _open=open, _print=print):
    """What was reached, written where only an escaped program can write, and printed."""
    text = f"TOLD {what}: {data!r}"[:20_000]
    try:
        with _open("/canary/told", "a") as file:
            file.write(text + "\n")
    except OSError:
        pass
    _print(text, flush=True)


def tell_if_outside(path):
    """That a path was written; whether it is the machine's own is for the machine to say."""
    held = os.stat(path)
    tell("claim", (path, held.st_dev, held.st_ino))


def attempt(what, action):
    try:
        found = action()
    except BaseException:
        return
    if found not in (None, "", b"", [], False):
        tell(what, found)


def foreign(text):
    """What belongs to other processes is a leak where it holds a secret."""
    tell("found", text)


def libc():
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def syscall(name, *arguments):
    if name not in NR:
        return -1
    import ctypes

    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return libc().syscall(ctypes.c_long(NR[name]), *words)


def inside(number):
    """Whether a process was made for this run alone: a namespace of its own, begun just now."""
    begun = []
    try:
        if os.readlink("/proc/self/ns/pid") == "OUTERPID":
            return False
        for one in (number, "self"):
            with open(f"/proc/{one}/stat") as file:
                begun.append(int(file.read().rpartition(")")[2].split()[19]))
    except OSError:
        return False
    return abs(begun[1] - begun[0]) < 100
