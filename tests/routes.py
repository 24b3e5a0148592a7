"""The routes of the API with the methods that each answers, as the tests walk them."""

from fastapi.routing import APIRoute


def methods_of(route: APIRoute) -> set[str]:
    """What a route answers; the library allows for routes that say nothing of it."""
    assert route.methods is not None, route.path
    return route.methods
