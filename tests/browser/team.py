"""The team by the reference client, for stories that are about something else.

Here: a coordinator who certifies manager, deputy and workers, and signs. Never here: a browser.
"""

from dataclasses import dataclass

import crypto
from client.api import b64, unb64
from client.holder import Holder, enrol_staff, fresh_kit
from client.keys import Secret
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from tests.browser.town import Town

PASSPHRASE = "a long enough passphrase"


@dataclass
class Team:
    """The coordinator's device, which can bring in workers."""

    town: Town
    coordinator: Holder

    async def certify(self, name: str, *, under18: bool = False) -> None:
        """Compare the words of who waits under this name, certify them and sign the roster."""
        members = (await self.coordinator.overview())["members"]
        member = next(m for m in members if m["name"] == name and m["state"] == "waiting")
        words = crypto.comparison_words(
            sign_key=unb64(member["sign_key"]),
            box_key=unb64(member["box_key"]),
            role_key=unb64(member["role_key"]) if member.get("role_key") else b"",
        )
        await self.coordinator.certify(name, words=list(words), under18=under18)
        await self.coordinator.sign_roster()

    async def worker(self, name: str, *, under18: bool = False) -> Worker:
        """A certified worker of the sandbox with the reference client."""
        token = await self.coordinator.invite_worker(label=name, under18=under18)
        person = self.town.person(name, side="staff")
        kept = [Secret.passphrase(PASSPHRASE), fresh_kit()]
        await enrol_staff(person, invite=token, name=name, kept=kept)
        await self.certify(name, under18=under18)
        return Worker(person=person)


async def set_up_team(town: Town) -> Team:
    """Coordinator, manager and deputy, certified, with a first roster."""
    person = town.person("Coordinator", side="staff")
    holder = Holder(person=person, role="coordinator")
    kept = [Secret.passphrase(PASSPHRASE), fresh_kit()]
    await holder.set_up(invite=town.invite("Coordinator"), name="Coordinator", kept=kept)
    team = Team(town=town, coordinator=holder)
    for name in ("Manager", "Deputy"):
        await team.certify(name)
    return team


async def live(town: Town, someone: Worker | Student) -> Socket:
    """Their live connection."""
    return await Socket.open(url=town.socket_url, token=someone.person.api.token)


def fingerprint(team: Team) -> str:
    """The root's fingerprint as posters carry it."""
    return b64(crypto.fingerprint(team.coordinator.root.public))
