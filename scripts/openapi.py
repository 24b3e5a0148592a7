"""Prints the API's OpenAPI schema, from which the TypeScript client's types are generated."""

import json

from handlers.web.app import openapi

print(json.dumps(openapi(), indent=1, sort_keys=True))  # noqa: T201 - a command's answer
