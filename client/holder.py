"""A holder's device: set-up from a one-time link, certifying, rosters and backups (protocol.md 3).

What the server says of the team is checked here before anything is signed over it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import crypto
from client.access import Person, notice_digest
from client.api import Json, b64, unb64
from client.keys import Secret
from client.team import Applicant, certify, make_backup, make_roster
from crypto import BoxSecret, SigningKey, wire
from crypto.wire import Certificate, Signed, SignPublic

AGREEMENT: Final = "staff-agreement"
HOLDERS: Final = ("coordinator", "manager", "deputy")


async def enrol_staff(
    person: Person, *, invite: str, name: str, kept: Sequence[Secret], role_key: bytes = b""
) -> Json:
    """Enrol through a one-time link: agreement signed, bundle kept under these secrets."""
    notice = await notice_digest(person.api, notice=AGREEMENT)
    more: Json = {"invite": invite, "name": name, "keys": person.kept(kept)}
    return await person.enrol(notice=notice, role_key=role_key, more=more)


@dataclass
class Holder:
    """Coordinator, manager or deputy on their device."""

    person: Person
    role: str

    async def set_up(
        self,
        *,
        invite: str,
        name: str,
        kept: Sequence[Secret],
        notes: Mapping[str, bytes] | None = None,
    ) -> None:
        """Make the role key (as coordinator the root, too) and enrol; `notes` join the bundle."""
        ring = self.person.fresh_ring()
        for note, value in (notes or {}).items():
            ring = ring.with_entry(note, value)
        ring = ring.with_entry(f"role/{self.role}/1", BoxSecret.generate().secret)
        if self.role == "coordinator":
            root = SigningKey.generate()
            ring = ring.with_entry("root-seed", root.seed).with_entry("root", root.public)
            ring = ring.with_entry("root-checked", b"\1")
        self.person.change(ring)
        await enrol_staff(
            self.person, invite=invite, name=name, kept=kept, role_key=self.role_key.public
        )
        if self.role == "coordinator":
            await self._make_root(name)

    @property
    def role_key(self) -> BoxSecret:
        """The key that flags and identity halves are sealed to."""
        return BoxSecret(self.person.ring.others[f"role/{self.role}/1"])

    @property
    def root(self) -> SigningKey:
        """The coordinator's root. KeyError on other holders' devices."""
        return SigningKey(self.person.ring.others["root-seed"])

    async def _make_root(self, name: str) -> None:
        own = Applicant(
            role=self.role,
            name=name,
            sign_key=self.person.ring.sign.public,
            box_key=self.person.ring.box.public,
            role_key=self.role_key.public,
            role_key_version=1,
        )
        signed = certify(own, by=self.root, now=self.person.now())
        body = {"root": b64(self.root.public), "certificate": b64(signed.raw)}
        await self.person.api.post("/api/team/root", body)

    async def overview(self) -> Json:
        """The team as the server shows it to holders."""
        return await self.person.api.get("/api/team")

    async def invite_worker(self, *, label: str, under18: bool = False) -> str:
        """A one-time token for a worker."""
        return await self.invite("worker", label=label, under18=under18)

    async def invite(self, role: str, *, label: str, under18: bool = False) -> str:
        """A one-time token for a worker, a consultant or an auditor."""
        body = {"role": role, "label": label, "under18": under18}
        return str((await self.person.api.post("/api/team/invites", body))["token"])

    async def certify(self, name: str, *, words: Sequence[str], under18: bool = False) -> None:
        """Certify the waiting member shown as `name`, whose device showed these eight words.

        A worker's training is put on record with it. Raises crypto.Refused when the server's
        keys are not those the words were made from.
        """
        members = (await self.overview())["members"]
        member = next(m for m in members if m["name"] == name and m["state"] == "waiting")
        applicant = _applicant(member, under18=under18)
        shown = crypto.comparison_words(
            sign_key=applicant.sign_key, box_key=applicant.box_key, role_key=applicant.role_key
        )
        if list(shown) != list(words):
            raise crypto.Refused("The words are not the same.")
        by = self.root if applicant.role in HOLDERS else self.person.ring.sign
        signed = certify(applicant, by=by, now=self.person.now())
        await self.person.api.post("/api/team/certificates", {"certificate": b64(signed.raw)})
        if applicant.role == "worker":
            await self.record_training(signed.body.sign_key)

    async def renew(self, name: str) -> None:
        """A new certificate for the same keys, name and age mark; the next roster lists it."""
        members = (await self.overview())["members"]
        member = next(m for m in members if m["name"] == name and m.get("certificate"))
        old = wire.open_signed(unb64(member["certificate"]), wire.Certificate).body
        by = self.root if old.role in HOLDERS else self.person.ring.sign
        signed = certify(_applicant(member, under18=old.under18), by=by, now=self.person.now())
        await self.person.api.post("/api/team/certificates", {"certificate": b64(signed.raw)})

    async def record_training(
        self,
        member: wire.SignPublic,
        *,
        what: str = "Induction",
        by: str = "The team",
        done: int | None = None,
        until: int = 0,
    ) -> None:
        """Put a training of theirs on record, done now unless it says when."""
        now = self.person.now()
        made = wire.Training(
            id=secrets.token_bytes(16),
            member=member,
            what=what,
            by=by,
            done=now if done is None else done,
            until=until,
            made=now,
        )
        signed = wire.signed(made, key=self.person.ring.sign)
        await self.person.api.post("/api/team/file/trainings", {"training": b64(signed.raw)})

    async def sign_roster(self) -> None:
        """Sign the next roster: the newest certificates of the active members."""
        team = await self.overview()
        listed = _in_force(team, now=self.person.now())
        before = None
        if team.get("roster"):
            newest = wire.open_signed(unb64(team["roster"]), wire.Roster)
            before = wire.RosterPin(version=newest.body.version, hash=wire.roster_hash(newest))
        signed = make_roster(
            listed,
            root=SignPublic(unb64(team["root"])),
            before=before,
            audit=(team["audit"]["row"], unb64(team["audit"]["head"])),
            by=self.person.ring.sign,
            now=self.person.now(),
        )
        await self.person.api.post("/api/team/roster", {"roster": b64(signed.raw)})

    async def back_up(self) -> None:
        """Give the other two holders a half each of one's role key (and of the root)."""
        team = await self.person.team()
        owned = [(self.role, self.role_key.secret)]
        if self.role == "coordinator":
            owned.append(("root", self.root.seed))
        for role, secret in owned:
            made = make_backup(
                role=role, version=1, secret=secret, team=team, by=self.person.ring.sign
            )
            body: Json = {"role": role, "version": 1, "record": b64(made.record.raw)}
            halves = [b64(half) for half in made.halves]
            await self.person.api.put("/api/team/backup", body | {"halves": halves})

    async def suspend(self, name: str) -> None:
        """End a member's access, and sign a roster without them."""
        members = (await self.overview())["members"]
        account = next(m["account"] for m in members if m["name"] == name)
        await self.person.api.post(f"/api/team/members/{account}/suspend")
        await self.sign_roster()


def fresh_kit() -> Secret:
    """A recovery kit's secret."""
    return Secret(kind="kit", value=secrets.token_bytes(16))


def _applicant(member: dict[str, Any], *, under18: bool) -> Applicant:
    role = str(member["role"])
    role_key = unb64(member["role_key"]) if member.get("role_key") else b""
    return Applicant(
        role=role,
        name=str(member["name"]),
        sign_key=unb64(member["sign_key"]),
        box_key=unb64(member["box_key"]),
        role_key=role_key,
        role_key_version=1 if role in HOLDERS else 0,
        under18=under18,
    )


def _in_force(team: Json, *, now: int) -> list[Signed[Certificate]]:
    active = [m for m in team["members"] if m["state"] == "active" and m.get("certificate")]
    opened = [wire.open_signed(unb64(m["certificate"]), Certificate) for m in active]
    return [each for each in opened if each.body.not_before <= now < each.body.not_after]
