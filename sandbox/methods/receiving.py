"""How a bot receives updates: by asking, or by webhook; never both.

Here: getUpdates and the webhook's calls. Never here: delivery itself (webhook.py).
"""

from dataclasses import dataclass

from sandbox.errors import bad_request, conflict
from sandbox.limits import POLL_SECONDS_MAX, UPDATES_LIMIT_MAX
from sandbox.params import Params
from sandbox.rows import Json
from sandbox.world import World


@dataclass(frozen=True, kw_only=True)
class Described:
    """A result that Telegram sends together with a sentence."""

    result: object
    description: str


def _allowed(params: Params) -> list[str] | None:
    value = params.data("allowed_updates")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise bad_request("can't parse allowed_updates: Array of String expected")
    return list(dict.fromkeys(value))


async def get_updates(world: World, params: Params) -> list[Json]:
    """getUpdates: long polling, offsets, 409 while a webhook is set or another poll takes over."""
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
            " the webhook first"
        )
    world.updates.allow(_allowed(params))
    return await world.updates.poll(
        offset=params.integer("offset") or 0,
        limit=params.integer("limit") or UPDATES_LIMIT_MAX,
        seconds=min(params.seconds("timeout"), POLL_SECONDS_MAX),
    )


def set_webhook(world: World, params: Params) -> Described:
    """setWebhook; an empty address removes it."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    same = url == world.webhook.url
    with world.batch():
        world.webhook.set(
            url=url,
            secret=params.text("secret_token"),
            connections=params.integer("max_connections"),
        )
        world.updates.allow(_allowed(params))
        if params.flag("drop_pending_updates"):
            world.updates.drop()
    world.updates.stop_polling("terminated by setWebhook request")
    return Described(
        result=True, description="Webhook is already set" if same else "Webhook was set"
    )


def delete_webhook(world: World, params: Params) -> Described:
    """deleteWebhook."""
    was_set = bool(world.webhook.url)
    with world.batch():
        world.webhook.set(url="", secret="", connections=None)
        if params.flag("drop_pending_updates"):
            world.updates.drop()
    return Described(
        result=True,
        description="Webhook was deleted" if was_set else "Webhook is already deleted",
    )


def get_webhook_info(world: World, params: Params) -> Json:  # noqa: ARG001 - takes none
    """getWebhookInfo."""
    return world.webhook.info()
