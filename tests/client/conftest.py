"""What the reference client's tests share: services that stop soon. Never here: expectations."""

from tests.stopping import stopped_soon

__all__ = ["stopped_soon"]
