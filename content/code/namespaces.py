"""Linux namespaces by system calls: a root folder, processes and a network of one's own.

Every function here raises OSError where the kernel doesn't allow it. They are called in a
process of one thread that gives itself up for this; none of it can be undone.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

WORK = "/work-of-the-code"
"""The only folder besides ``/dev/shm`` that can be written to in the root of ``build_root``."""
NOBODY = 65534
_NEWNS, _NEWUTS, _NEWIPC = 0x00020000, 0x04000000, 0x08000000
_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000
_RDONLY, _NOSUID, _NODEV, _BIND, _REC, _PRIVATE = 0x1, 0x2, 0x4, 0x1000, 0x4000, 0x40000
_DETACH = 2
_RECURSIVE = 0x8000  # AT_RECURSIVE
_AT_FDCWD = -100
_MOUNT_SETATTR = 442  # the same number on every architecture
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
_SIGKILL = 9

_SYSTEM = (
    *("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/sys/devices/system/cpu"),
    *(f"/etc/{name}" for name in ("alternatives", "fonts", "group", "hosts", "ld.so.cache")),
    *(f"/etc/{name}" for name in ("ld.so.conf", "ld.so.conf.d", "localtime", "mime.types")),
    *(f"/etc/{name}" for name in ("nsswitch.conf", "os-release", "passwd", "timezone")),
)
"""What programs need of a system; nothing in it is the user's own."""
_DEVICES = ("null", "zero", "full", "random", "urandom")


def _call(name: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def die_with_parent() -> None:
    """Let the kernel kill this process when the thread that started it is gone."""
    if sys.platform == "linux":
        _call("prctl", _SET_DEATH_SIGNAL, _SIGKILL, 0, 0, 0)


def give_up_privileges() -> None:
    """Let no program that this process starts gain rights, as ``sudo`` would."""
    if sys.platform == "linux":
        _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def separate() -> None:
    """Leave the machine's processes, network, shared memory and mounts for fresh ones.

    The next fork begins the new process numbers. An account other than root needs a fresh user
    namespace for that; root makes one later, by ``become_nobody``.
    """
    if sys.platform != "linux":
        raise OSError("only Linux has namespaces")
    fresh = _NEWNS | _NEWUTS | _NEWIPC | _NEWPID | _NEWNET
    if os.getuid() == 0:
        _call("unshare", fresh)
    else:
        _fresh_user(fresh)
    _call("mount", None, b"/", None, _REC | _PRIVATE, None)
    _start_loopback()


def become_nobody() -> None:
    """As root, become an account without rights in a fresh user namespace; else do nothing."""
    if os.getuid() != 0:
        return
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    _call("prctl", _SET_DUMPABLE, 1, 0, 0, 0)  # else its maps can't be written
    _fresh_user(0)


def _fresh_user(more: int) -> None:
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEWUSER | more)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _start_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        interface_up = struct.pack("16sH14s", b"lo", 0x1, b"")
        fcntl.ioctl(any_socket, 0x8914, interface_up)  # SIOCSIFFLAGS, IFF_UP


def build_root(needed: Iterable[str], size: int) -> None:
    """Build a root folder of the system and the folders ``needed``, all of it read-only.

    ``WORK`` and ``/dev/shm`` are empty and hold ``size`` bytes each. ``enter_root`` goes there.
    """
    _mount_memory("/tmp", size)  # noqa: S108  # in a mount namespace of our own
    Path("/tmp/old").mkdir()  # noqa: S108
    Path("/tmp/new").mkdir()  # noqa: S108
    _call("pivot_root", b"/tmp", b"/tmp/old")
    os.chdir("/")
    _mount_memory("/new", size)
    for name in (f"/new{WORK}", "/new/dev/shm"):
        Path(name).mkdir(parents=True)
        _mount_memory(name, size)
    for path in (*_SYSTEM, *(f"/dev/{name}" for name in _DEVICES), *_outermost(needed)):
        _show(path)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        Path("/new/dev", name).symlink_to(f"/proc/self/fd/{number}")
    Path("/new/dev/fd").symlink_to("/proc/self/fd")
    Path("/new/proc").mkdir()


def enter_root() -> None:
    """Go into the root that ``build_root`` made; nothing outside it can be reached any more.

    Call it in the first process of the new process namespace.
    """
    _call("mount", b"proc", b"/new/proc", b"proc", _NOSUID | _NODEV, None)
    _set_read_only("/new", recursive=False)
    os.chdir("/new")
    _call("pivot_root", b".", b".")
    _call("umount2", b".", _DETACH)
    os.chdir(WORK)


def _mount_memory(path: str, size: int) -> None:
    options = f"mode=1777,size={size}".encode()
    _call("mount", b"tmpfs", path.encode(), b"tmpfs", _NOSUID | _NODEV, options)


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return the paths that aren't inside another one or in ``/usr``, with links followed too."""
    found = {str(path) for each in paths for path in (Path(each).absolute(), Path(each).resolve())}
    kept: list[str] = []
    for path in sorted(found):
        if not any(path == root or path.startswith(f"{root}/") for root in ("/usr", *kept)):
            kept.append(path)
    return kept


def _show(path: str) -> None:
    old, new = Path("/old" + path), Path("/new" + path)
    if new.is_symlink() or not os.path.lexists(old):
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_symlink():
        new.symlink_to(old.readlink())
        return
    if old.is_dir():
        new.mkdir(exist_ok=True)
    else:
        new.touch()
    _call("mount", bytes(old), bytes(new), None, _BIND | _REC, None)
    _set_read_only(str(new), recursive=True)


def _set_read_only(path: str, *, recursive: bool) -> None:
    attributes = struct.pack("QQQQ", _RDONLY | _NOSUID, 0, 0, 0)
    flags = _RECURSIVE if recursive else 0
    number = ctypes.c_long(_MOUNT_SETATTR)
    size = ctypes.c_size_t(len(attributes))
    _call(
        "syscall",
        number,
        ctypes.c_long(_AT_FDCWD),
        path.encode(),
        ctypes.c_long(flags),
        attributes,
        size,
    )
