"""A Telegram on this machine: the Bot API over HTTP and a page of phones.

Here: Telegram's side of every conversation, for tests and demonstrations, on loopback only.
Never here: anything of ours (no package of this project is imported), and nothing that leaves
this machine. It keeps its own SQLite file, which is no part of the service's store.
"""

from sandbox.app import create_app
from sandbox.clock import MovableClock
from sandbox.errors import Misuse, Refusal, SandboxError
from sandbox.faults import Fault, FaultKind
from sandbox.launch import Launch, frame_url
from sandbox.people import Person
from sandbox.server import Sandbox
from sandbox.world import DEFAULT_TOKEN, World

__all__ = [
    "DEFAULT_TOKEN",
    "Fault",
    "FaultKind",
    "Launch",
    "Misuse",
    "MovableClock",
    "Person",
    "Refusal",
    "Sandbox",
    "SandboxError",
    "World",
    "create_app",
    "frame_url",
]
