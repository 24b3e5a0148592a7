"""Several roles in one column, as text: in order, with a + between. Which and why is others'."""

from collections.abc import Iterable
from typing import Final

from people.accounts import Role

_BETWEEN: Final = "+"
AMONG_HOLDERS: Final = "instr('+' || holders || '+', '+' || :role || '+') > 0"
"""Whether :role is in the column `holders`."""


def text_of(roles: Iterable[Role]) -> str:
    """The column's value; empty for none."""
    return _BETWEEN.join(sorted(role.value for role in roles))


def roles_of(text: str) -> frozenset[Role]:
    """The roles in a column that is not empty. Raises ValueError."""
    return frozenset(Role(name) for name in text.split(_BETWEEN))
