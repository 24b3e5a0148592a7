"""Every way in which cryptography says no.
No other errors leave this package for bad input; none of them carries the input."""

__all__ = [
    "BadKey",
    "BadSignature",
    "CryptoError",
    "DoesNotOpen",
    "MalformedStructure",
    "Refused",
    "WeakParameters",
]


class CryptoError(Exception):
    """The root. Whatever was asked has not happened; its text is fit to show."""


class MalformedStructure(CryptoError):
    """The bytes are not the structure that was expected. They are discarded."""


class DoesNotOpen(CryptoError):
    """The ciphertext does not open under this key for this purpose. Nothing was read."""

    def __init__(self) -> None:
        super().__init__("This does not open.")


class BadSignature(CryptoError):
    """The signature is not this key's over this body. Nothing in the body counts."""

    def __init__(self) -> None:
        super().__init__("The signature does not hold.")


class WeakParameters(CryptoError):
    """Key derivation was asked for with parameters that this project never uses."""

    def __init__(self) -> None:
        super().__init__("These key parameters are refused.")


class BadKey(CryptoError):
    """The key has a wrong length, or is a point that offers no security."""

    def __init__(self) -> None:
        super().__init__("This key is refused.")


class Refused(CryptoError):
    """Well-formed and signed, but against a rule of the protocol. State stays as it was."""
