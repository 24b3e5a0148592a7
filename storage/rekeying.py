"""A student's new keys inside somebody's transaction (people/rekeying.py).

Account, bundle, wrapped keys and sessions change together or not at all; why is intake's.
"""

from dataclasses import replace

from intake.errors import Conflict, NotFound
from people.rekeying import KeptKeys, Rekeyed
from storage import personkeys
from storage.accounts import keep_person, load_person
from storage.audit import Audit
from storage.fields import Fields
from storage.sessions import end_others_in
from storage.transaction import Transaction


class Rekeying:
    """Carries out a `Rekeyed`."""

    def __init__(self, *, fields: Fields, audit: Audit) -> None:
        self._fields = fields
        self._audit = audit

    async def carry_out(self, tx: Transaction, step: Rekeyed) -> None:
        """Raises NotFound when the keys are others by now, Conflict `revision` for the bundle."""
        person = await load_person(tx, self._fields, step.account)
        if person is None or person.account.keys.sign != step.was:
            raise NotFound
        account = replace(person.account, keys=step.keys)
        await keep_person(tx, self._fields, person, account)
        await self._keep(tx, step)
        await end_others_in(tx, step.account, but=step.session)
        await self._audit.append(tx, event="keys.changed", role=account.role.value)

    async def _keep(self, tx: Transaction, step: Rekeyed) -> None:
        row = await tx.one(
            "SELECT revision FROM bundles WHERE account = :account", {"account": step.account}
        )
        revision = 0 if row is None else int(row["revision"])
        if step.kept is None:
            # Left as it is, the bundle would bring back keys that sign nobody in.
            if revision:
                raise Conflict("revision")
            return
        if step.kept.bundle.revision != revision + 1:
            raise Conflict("revision")
        await self._replace(tx, step, step.kept)

    async def _replace(self, tx: Transaction, step: Rekeyed, kept: KeptKeys) -> None:
        await tx.execute(
            "DELETE FROM wrapped_keys WHERE account = :account", {"account": step.account}
        )
        for key in kept.wrapped:
            await personkeys.put_wrapped(tx, self._fields, step.account, key)
        await personkeys.put_bundle(tx, self._fields, step.account, kept.bundle)
