"""What the tests of the process share: services that stop soon. Never here: expectations."""

from tests.stopping import stopped_soon

__all__ = ["stopped_soon"]
