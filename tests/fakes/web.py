"""The web application over a store, and devices that call it as the Mini App does.

Everything goes through HTTP; what is built here by hand is only what the wiring builds.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

import crypto
from crypto import wire
from handlers.web.app import create_app
from handlers.web.desk import Desk
from handlers.web.fields import decode, encode
from handlers.web.limits import Limits
from handlers.web.services import Services
from handlers.web.settings import (
    CountryLine,
    CrisisLine,
    CrisisSaid,
    DirectoryLine,
    ElsewhereLine,
    PolicyDigest,
    PolicyLine,
    SignpostLine,
    SignpostSaid,
    WebSettings,
)
from handlers.web.supervision import Supervision
from people.accounts import Role, Side
from people.consents import Consents, Notice
from people.enrolment import Challenges, Enrolment
from people.keys import Keys, Kind
from people.launch import Launches
from people.sessions import Sessions
from policy.wording import Variant
from storage.errors import StorageError
from supervision.backups import Backups
from supervision.invites import Invites
from supervision.setup import SetUp
from supervision.team import TeamDesk
from tests.fakes.devices import BOT_TOKEN, Device, certificate, roster, roster_hash, wrapped
from tests.fakes.sockets import RecordingSockets
from tests.fakes.stores import Stores
from tests.fakes.team import FixedCounts

NOTICES = {
    crypto.digest("pl.wording", variant.value.encode()): Notice(
        variant=variant,
        language="en",
        digest=crypto.digest("pl.wording", variant.value.encode()),
    )
    for variant in Variant
}


def notice(variant: Variant) -> bytes:
    """The digest of a known wording."""
    return crypto.digest("pl.wording", variant.value.encode())


SETTINGS = WebSettings(
    name="Peerlink",
    bot="peerlink_bot",
    language="en",
    languages=("en", "ar"),
    origin="https://peerlink.example",
    frame_origins=("https://web.telegram.org",),
    retention_days=180,
    claim_minutes=30,
    staff_idle_minutes=15,
    crisis=(CrisisLine(name="Samaritans", hours="any time", note="free", call="116 123"),),
    elsewhere=ElsewhereLine(
        name="Directory",
        page="lines.example.org",
        countries=(
            CountryLine(
                country="IE",
                crisis=(
                    CrisisLine(
                        name="Emergency services",
                        hours="any time",
                        note="",
                        said=(CrisisSaid(language="ar", name="x", hours="y", note=""),),
                        call="112",
                        checked="2026-01-31",
                    ),
                ),
            ),
        ),
    ),
    signposts=DirectoryLine(
        recheck_days=180,
        signposts=(
            SignpostLine(
                code="shout",
                category="listening",
                name="Shout",
                what="By text.",
                said=(SignpostSaid(language="ar", name="x", what="y", hours="", where=""),),
                text="85258",
                text_word="SHOUT",
                checked="2026-01-31",
            ),
        ),
    ),
    policy=PolicyLine(
        profile="ucl",
        digest=b"p" * 32,
        texts=(PolicyDigest(language="en", digest=b"p" * 32),),
        grounds=("harm-unable", "safeguarding", "law-service"),
        switches=(),
        recipients=("services-concerned",),
        statistics=("union",),
    ),
    app=Path("/nonexistent"),
)

FETCH_KEY = b"f" * 32


class Web:
    """An application, a client for it, and what tests do with both."""

    def __init__(
        self,
        stores: Stores,
        *,
        settings: WebSettings = SETTINGS,
        burst: int = 10_000,
        desk: Desk | None = None,
        sockets: RecordingSockets | None = None,
        supervision: Supervision | None = None,
    ) -> None:
        self.stores = stores
        self.clock = stores.clock
        self.sockets = sockets or RecordingSockets()
        self.counts = FixedCounts()
        self.services = self._services(settings, burst)
        self.app = create_app(self.services, desk=desk, supervision=supervision)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://peerlink.test"
        )
        self.roots: dict[str, crypto.SigningKey] = {"root": crypto.SigningKey.generate()}
        self.rosters: list[bytes] = []
        self.certificates: dict[bytes, bytes] = {}

    def _services(self, settings: WebSettings, burst: int) -> Services:
        stores, clock, sockets = self.stores, self.clock, self.sockets
        random = crypto.random_bytes
        invites = Invites(store=stores.invites, sockets=sockets, clock=clock, random=random)
        return Services(
            settings=settings,
            clock=clock,
            limits=Limits(clock=clock, burst=burst),
            sessions=Sessions(
                store=stores.sessions,
                sockets=sockets,
                clock=clock,
                random=random,
                idle_seconds={Side.STUDENT: 12 * 3600, Side.STAFF: 15 * 60},
            ),
            launches=Launches(
                bot_token=BOT_TOKEN, bindings=stores.people, clock=clock, random=random
            ),
            enrolment=Enrolment(
                store=stores.people,
                accounts=stores.people,
                invites=stores.invites,
                challenges=Challenges(clock=clock, random=random),
                notices=NOTICES,
                clock=clock,
                random=random,
            ),
            accounts=stores.people,
            keys=Keys(store=stores.keys, decoys=stores.fields, sockets=sockets, clock=clock),
            key_store=stores.keys,
            consents=Consents(accounts=stores.people, notices=NOTICES),
            team=TeamDesk(
                store=stores.team,
                invites=stores.invites,
                cases=self.counts,
                sockets=sockets,
                clock=clock,
            ),
            set_up=SetUp(store=stores.team, invites=invites, sockets=sockets, clock=clock),
            invites=invites,
            backups=Backups(store=stores.team, sockets=sockets),
            team_sockets=sockets,
            unavailable=(StorageError,),
        )

    async def call(
        self, method: str, path: str, token: str | None = None, body: object = None
    ) -> httpx.Response:
        """One request; `token` is a launch or session token."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        json = None if method in {"GET", "DELETE"} and body is None else body
        return await self.http.request(method, path, headers=headers, json=json)

    async def ok(
        self, method: str, path: str, token: str | None = None, body: object = None
    ) -> Any:  # noqa: ANN401 -- JSON
        """The answer of a request that must succeed."""
        response = await self.call(method, path, token, body)
        assert response.is_success, (response.status_code, response.text)
        return response.json() if response.content else None

    def launch_body(self, device: Device, **changed: str) -> Mapping[str, str]:
        init_data = changed.get("init_data") or device.init_data(at=self.clock.now())
        return {
            "init_data": init_data,
            "side": device.side.value,
            "device_key": encode(device.installation.public),
            "proof": encode(device.launch_proof(init_data)),
            **changed,
        }

    async def launch(self, device: Device) -> str:
        """A launch token."""
        answer = await self.ok("POST", "/api/launch", body=self.launch_body(device))
        token: str = answer["token"]
        return token

    async def challenge(self, launch: str) -> bytes:
        answer = await self.ok("POST", "/api/challenge", launch)
        return decode(answer["challenge"])

    async def enrol_body(self, device: Device, launch: str, **more: object) -> dict[str, object]:
        variant = Variant.ADULT if device.side is Side.STUDENT else Variant.STAFF
        body: dict[str, object] = {
            "proof": encode(device.enrol(await self.challenge(launch))),
            "consent": encode(device.consent(notice(variant))),
        }
        if device.side is Side.STAFF:
            body["name"] = f"{device.role.value.title()} {device.telegram % 100}"
            body["keys"] = self.keys_body(Kind.PASSPHRASE, Kind.KIT)
        return body | more

    @staticmethod
    def keys_body(*kinds: Kind) -> dict[str, object]:
        made = [wrapped(kind, fetch_key=FETCH_KEY) for kind in kinds]
        return {
            "blob": encode(b"sealed bundle"),
            "wrapped": [
                {
                    "kind": key.kind.value,
                    "salt": encode(key.salt),
                    "verifier": encode(key.verifier),
                    "wrapped": encode(key.wrapped),
                }
                for key in made
            ],
        }

    async def enrol(self, device: Device, **more: object) -> Any:  # noqa: ANN401 -- JSON
        """The answer to an enrolment: token and me."""
        launch = await self.launch(device)
        return await self.ok(
            "POST", "/api/enrol", launch, await self.enrol_body(device, launch, **more)
        )

    async def sign_in(self, device: Device, platform: str | None = None) -> str:
        """A session by signing a fresh challenge."""
        launch = await self.launch(device)
        proof = encode(device.sign_in(await self.challenge(launch)))
        said = {} if platform is None else {"platform": platform}
        answer = await self.ok("POST", "/api/sessions", launch, {"proof": proof, **said})
        token: str = answer["token"]
        return token

    async def student(self, telegram: int = 7_000_000_001) -> tuple[Device, str]:
        """A new student and their session."""
        device = Device(telegram)
        return device, (await self.enrol(device))["token"]

    async def holders(self) -> dict[Role, tuple[Device, str]]:
        """The three holders, enrolled by their first links; nobody certified."""
        links = await self.services.set_up.links()
        made = {}
        for number, (role, token) in enumerate(links.items()):
            device = Device.staff(7_100_000_001 + number, role)
            made[role] = (device, (await self.enrol(device, invite=encode(token)))["token"])
        return made

    async def worker(
        self, holder: str, *, telegram: int = 7_200_000_001, under18: bool = False
    ) -> tuple[Device, str]:
        """A worker invited by a holder, enrolled, not certified."""
        return await self.invited(holder, Role.WORKER, telegram=telegram, under18=under18)

    async def invited(
        self, holder: str, role: Role, *, telegram: int, under18: bool = False
    ) -> tuple[Device, str]:
        """Somebody invited by a holder, enrolled, not certified."""
        body = {"role": role.value, "label": role.value.title(), "under18": under18}
        issued = await self.ok("POST", "/api/team/invites", holder, body)
        device = Device.staff(telegram, role)
        return device, (await self.enrol(device, invite=issued["token"]))["token"]

    async def visitor(
        self, team: dict[Role, tuple[Device, str]], role: Role, *, telegram: int = 7_300_000_001
    ) -> tuple[Device, str]:
        """A consultant or an auditor, certified by the coordinator, in a further roster."""
        coordinator, token = team[Role.COORDINATOR]
        device, session = await self.invited(token, role, telegram=telegram)
        await self.certify(token, device, by=coordinator.sign)
        await self.sign_roster(token, coordinator)
        return device, session

    def certificate(
        self,
        device: Device,
        *,
        by: crypto.SigningKey | None = None,
        **more: Any,  # noqa: ANN401
    ) -> bytes:
        """A certificate under the device's enrolled name; by the root unless said."""
        made = certificate(
            device,
            name=more.pop("name", f"{device.role.value.title()} {device.telegram % 100}"),
            by=by or self.roots["root"],
            now=int(self.clock.now()),
            **more,
        )
        self.certificates[device.sign.public] = made
        return made

    async def root(self, coordinator: Device, token: str) -> None:
        """The coordinator makes the root."""
        body = {
            "root": encode(self.roots["root"].public),
            "certificate": encode(self.certificate(coordinator)),
        }
        await self.ok("POST", "/api/team/root", token, body)

    async def certify(
        self, token: str, device: Device, *, by: crypto.SigningKey | None = None
    ) -> None:
        body = {"certificate": encode(self.certificate(device, by=by))}
        await self.ok("POST", "/api/team/certificates", token, body)

    async def sign_roster(self, token: str, by: Device, *, days: int = 35) -> bytes:
        """A roster of everybody certified so far."""
        team = await self.ok("GET", "/api/team", token)
        signed = self.next_roster(team, by=by, days=days)
        await self.ok("POST", "/api/team/roster", token, {"roster": encode(signed)})
        self.rosters.append(signed)
        return signed

    def next_roster(self, team: Any, *, by: Device, days: int = 35) -> bytes:  # noqa: ANN401
        """What a holder's device makes of `GET /api/team`."""
        listed = [
            decode(member["certificate"])
            for member in team["members"]
            if member["state"] == "active" and "certificate" in member
        ]
        previous, version = bytes(32), 1
        if "roster" in team:
            newest = decode(team["roster"])
            version = wire.open_signed(newest, wire.Roster).body.version + 1
            previous = roster_hash(newest)
        return roster(
            listed,
            root=decode(team["root"]),
            by=by.sign,
            now=int(self.clock.now()),
            version=version,
            previous=previous,
            days=days,
            audit=(team["audit"]["row"], decode(team["audit"]["head"])),
        )

    async def whole_team(self) -> dict[Role, tuple[Device, str]]:
        """Root, three holders and one worker, certified, with a roster: intake is open."""
        made = await self.holders()
        coordinator, token = made[Role.COORDINATOR]
        await self.root(coordinator, token)
        for role in (Role.MANAGER, Role.DEPUTY):
            await self.certify(token, made[role][0])
        made[Role.WORKER] = await self.worker(token)
        await self.certify(token, made[Role.WORKER][0], by=coordinator.sign)
        await self.sign_roster(token, coordinator)
        return made


Staffed = tuple[Web, dict[Role, tuple[Device, str]]]
"""An application and its whole team, each with their session."""
