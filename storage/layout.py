"""Where the store's files are. Only names: nothing is opened or created here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The data directory and the key directory, which a deployment may put on another disk."""

    data: Path
    keys: Path

    @classmethod
    def at(cls, data: Path) -> "Layout":
        """The usual layout: keys in a directory of their own inside `data`."""
        return cls(data=data, keys=data / "keys")

    @property
    def lock(self) -> Path:
        return self.data / "store.lock"

    @property
    def database(self) -> Path:
        return self.data / "peerlink.db"

    @property
    def tombstones(self) -> Path:
        return self.data / "tombstones"

    @property
    def service_keys(self) -> Path:
        return self.keys / "service.json"

    @property
    def case_keys(self) -> Path:
        return self.keys / "cases.db"

    @property
    def rotation(self) -> Path:
        """The next service keys, present while fields are sealed anew: no start meanwhile."""
        return self.keys / "rotation.json"

    @property
    def restoring(self) -> Path:
        """Present while a restore is under way: a start refuses what is half restored."""
        return self.data / "restoring"
