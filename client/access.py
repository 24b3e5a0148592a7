"""Coming in: launch, enrolment, sign-in and recovery of one person on one side (protocol.md 2, 4).

Joins the keys of keys.py with the calls of api.py. What the person then does is elsewhere.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import crypto
from client.api import Api, Json, Refused, b64, unb64
from client.keys import KeyRing, Secret, WrappedKey, open_bundle, seal_bundle, unwrap, wrap
from crypto import SigningKey, Wrapping, wire
from crypto.wire import BoxPublic, Consent, Enrol, Launch, SignIn, SignPublic

KEY_BYTES: Final = 32
RECIPIENT: Final = {"student": "Peer Link Workers", "staff": "service"}
SCOPE: Final = {"student": "conversation", "staff": "confidentiality"}

Launches = Callable[[], str]
"""Gives Telegram's launch data as the Mini App would receive it now."""


@dataclass
class Person:
    """Somebody with a device: their keys, and the calls they can make once they are in.

    `now` is Unix seconds. Changing keys changes `ring`; `save` keeps that at the server.
    """

    api: Api
    side: str
    launches: Launches = field(repr=False)
    now: Callable[[], int]
    device: SigningKey = field(default_factory=SigningKey.generate, repr=False)
    bundle_key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES), repr=False)
    revision: int = 0
    _ring: KeyRing | None = field(default=None, repr=False)

    @property
    def ring(self) -> KeyRing:
        """One's keys. Raises LookupError before enrolling or recovering."""
        if self._ring is None:
            raise LookupError("this person has no keys on this device")
        return self._ring

    def fresh_ring(self) -> KeyRing:
        """New keys, not yet held."""
        return KeyRing.generate(side=self.side)

    async def launch(self) -> None:
        """Open the Mini App: launch data for a launch token."""
        init_data = self.launches()
        body = Launch(
            init=wire.init_hash(init_data),
            side=self.side,
            device_key=SignPublic(self.device.public),
        )
        await self.api.launch(
            init_data=init_data,
            side=self.side,
            device_key=self.device.public,
            proof=wire.signed(body, key=self.device).raw,
        )

    async def enrol(
        self, *, notice: bytes, role_key: bytes = b"", more: Json | None = None
    ) -> Json:
        """Agree and enrol with new keys. `notice` is the digest of the wording agreed to.

        A student who has lost every key says `start_over` in `more`.
        """
        self._ring = self._ring or self.fresh_ring()
        await self.launch()
        body = Enrol(
            challenge=await self.api.challenge(),
            side=self.side,
            sign_key=SignPublic(self.ring.sign.public),
            box_key=BoxPublic(self.ring.box.public),
            role_key=role_key,
        )
        asked: Json = {
            "proof": b64(wire.signed(body, key=self.ring.sign).raw),
            "consent": b64(self.consent(notice)),
        }
        return await self.api.enrol(asked | (more or {}))

    def consent(self, notice: bytes, *, action: str = "agree") -> bytes:
        """A signed receipt of what one agreed to (R3)."""
        body = Consent(
            action=action,
            scope=SCOPE[self.side],
            recipient=RECIPIENT[self.side],
            wording=notice,
            language="en",
            given=self.now() // 60 * 60,
            sign_key=SignPublic(self.ring.sign.public),
        )
        return wire.signed(body, key=self.ring.sign).raw

    async def sign_in(self) -> Json:
        """A session, with keys that are on this device."""
        await self.launch()
        body = SignIn(
            challenge=await self.api.challenge(),
            side=self.side,
            sign_key=SignPublic(self.ring.sign.public),
            device_key=SignPublic(self.device.public),
        )
        return await self.api.sign_in(proof=wire.signed(body, key=self.ring.sign).raw)

    def kept(self, kept: Sequence[Secret]) -> Json:
        """The first bundle under these secrets, as enrolment sends it."""
        self._ring = self._ring or self.fresh_ring()
        self.revision = 1
        blob = seal_bundle(self.ring, bundle_key=self.bundle_key, revision=1)
        wraps = [wrap(secret, side=self.side, bundle_key=self.bundle_key) for secret in kept]
        return {"blob": b64(blob), "wrapped": [wrapped_json(item) for item in wraps]}

    async def keep(self, secret: Secret) -> None:
        """Keep one's keys at the server under one more secret."""
        item = wrap(secret, side=self.side, bundle_key=self.bundle_key)
        if self.revision == 0:
            await self.save()
        body = wrapped_json(item)
        kind = body.pop("kind")
        await self.api.put(f"/api/me/keys/{kind}", body)

    async def save(self) -> None:
        """Keep the bundle as it is now: the next revision."""
        blob = seal_bundle(self.ring, bundle_key=self.bundle_key, revision=self.revision + 1)
        await self.api.put("/api/me/bundle", {"blob": b64(blob), "revision": self.revision + 1})
        self.revision += 1

    def change(self, ring: KeyRing) -> None:
        """Hold these keys from now on."""
        self._ring = ring

    async def recover(self, secret: Secret) -> Json:
        """On an empty device: fetch and open the bundle, and sign in.

        Raises Refused for the wrong secret and WeakParameters for a server that weakens it.
        """
        await self.launch()
        asked = await self.api.post("/api/keys/salt", {"kind": secret.kind})
        wrapping = Wrapping(memory=asked["memory"], passes=asked["passes"], lanes=asked["lanes"])
        salt = unb64(asked["salt"])
        _, fetch_key = secret.keys(salt=salt, wrapping=wrapping)
        found = await self.api.post(
            "/api/keys/fetch", {"kind": secret.kind, "fetch_key": b64(fetch_key)}
        )
        self.bundle_key = unwrap(
            secret,
            side=self.side,
            salt=salt,
            wrapping=wrapping,
            wrapped=unb64(found["wrapped"]),
        )
        self.revision = int(found["revision"])
        self._ring = open_bundle(
            unb64(found["blob"]),
            bundle_key=self.bundle_key,
            side=self.side,
            revision=self.revision,
        )
        return await self.sign_in()

    async def team(self, *, in_conversation: bool = False) -> wire.Team:
        """The team, accepted by this device's rules and remembered (protocol.md 3.2).

        `in_conversation`: for the worker of an open one the newest roster serves even when it
        has expired; it is judged as of its last second. A root that the pinned one signed, or one
        after that, takes its place (3.3). Raises crypto.Refused for a root or a roster that is not
        acceptable, Refused when there is none.
        """
        shown = await self.api.roster()
        root, pinned = SignPublic(shown.root), self.ring.pinned_root
        if pinned is not None and wire.follow_root(pinned=pinned, changes=shown.changes) != root:
            raise crypto.Refused("The team stands under another root than the one that is trusted.")
        now = self.now()
        if in_conversation:
            now = min(now, wire.open_signed(shown.roster, wire.Roster).body.expires - 1)
        team = wire.accept_roster(
            roster=shown.roster,
            certificates=shown.certificates,
            root=root,
            newest=self.ring.newest_roster,
            now=now,
            earlier=shown.earlier,
        )
        self._ring = self.ring.accepted(team)
        return team


async def notice_digest(api: Api, *, notice: str, language: str = "en") -> bytes:
    """The digest of a wording as the server lists it; a real device hashes what it showed."""
    for known in (await api.get("/api/wording"))["notices"]:
        if (known["id"], known["language"]) == (notice, language):
            return unb64(known["digest"])
    raise Refused(404, "no_such_notice")


def wrapped_json(item: WrappedKey) -> dict[str, Any]:
    """What the server keeps of one secret, as the API takes it."""
    return {
        "kind": item.kind,
        "salt": b64(item.salt),
        "verifier": b64(item.verifier),
        "wrapped": b64(item.wrapped),
    }
