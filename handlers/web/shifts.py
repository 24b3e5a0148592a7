"""What the endpoints of shifts are given: part of the desk of requests (handlers/web/desk.py).

Built by the wiring; no logic lives here.
"""

from dataclasses import dataclass

from intake.again import Again
from intake.duty import OwnDuty
from intake.first import Firsts, Wishes
from intake.pausing import Pausing
from intake.silence import Silence
from intake.waiting import Waits
from supervision.rota_desk import RotaDesk


@dataclass(frozen=True, kw_only=True)
class OnCall:
    """Whom workers call when they need somebody now."""

    name: str
    call: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class Shifts:
    """The rota, workers' own strength, waiting, for one worker too, and pausing.

    `on_call` is None where none was named.
    """

    rota: RotaDesk
    duty: OwnDuty
    waits: Waits
    silence: Silence
    again: Again
    wishes: Wishes
    firsts: Firsts
    pausing: Pausing
    silent_close_days: int
    zone: str
    on_call: OnCall | None
