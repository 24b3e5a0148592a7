"""Flushes that fail, without a compiler or a kernel module: a seccomp filter on one's own process.

From then on fsync(2) and fdatasync(2) answer EIO in every thread, as over a dying disk. There is
no way back but the process's end. Linux on x86_64 and aarch64; no assertions live here.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Mapping
from types import MappingProxyType

# (audit architecture, seccomp(2), fsync(2), fdatasync(2)) from the kernel's headers.
NUMBERS: Mapping[str, tuple[int, int, int, int]] = MappingProxyType(
    {"x86_64": (0xC000003E, 317, 74, 75), "aarch64": (0xC00000B7, 277, 82, 83)}
)
NO_NEW_PRIVILEGES = 38
SET_MODE_FILTER, ALL_THREADS = 1, 1
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06
CALL_AT, ARCHITECTURE_AT = 0, 4


def fail_from_now_on() -> None:
    """Install the filter. Raises OSError where the kernel does not allow one."""
    architecture, seccomp, *flushes = NUMBERS[platform.machine()]
    program = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (JUMP_EQUAL, 0, 4, architecture),
        (LOAD, 0, 0, CALL_AT),
        (JUMP_EQUAL, 1, 0, flushes[0]),
        (JUMP_EQUAL, 0, 1, flushes[1]),
        (RETURN, 0, 0, REFUSE | errno.EIO),
        (RETURN, 0, 0, ALLOW),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    held = ctypes.create_string_buffer(code, len(code))
    described = struct.pack("H6xP", len(program), ctypes.addressof(held))
    described_at = ctypes.create_string_buffer(described, len(described))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.syscall(seccomp, SET_MODE_FILTER, ALL_THREADS, described_at):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")
