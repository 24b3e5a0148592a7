"""Telegram's numbers, and the bounds that keep the sandbox small.

Here: constants only, each with its source. Never here: behaviour.
"""

from typing import Final

# core.telegram.org/bots/api
TEXT_MAX: Final = 4096  # characters of a message
CALLBACK_DATA_MAX: Final = 64  # bytes
CALLBACK_ANSWER_MAX: Final = 200  # characters
COMMANDS_MAX: Final = 100
COMMAND_DESCRIPTION_MAX: Final = 256
DESCRIPTION_MAX: Final = 512
SHORT_DESCRIPTION_MAX: Final = 120
NAME_MAX: Final = 64
UPDATES_LIMIT_MAX: Final = 100  # getUpdates' limit
POLL_SECONDS_MAX: Final = 50
DELETE_WINDOW_SECONDS: Final = 48 * 3600
DELETE_MANY_MAX: Final = 100
WEBHOOK_CONNECTIONS_DEFAULT: Final = 40
WEBHOOK_CONNECTIONS_MAX: Final = 100
CALLBACK_WINDOW_SECONDS: Final = 15 * 60  # Telegram names no number; old ones are refused
START_PARAM_MAX: Final = 64  # core.telegram.org/bots/features#deep-linking
STARTAPP_PARAM_MAX: Final = 512  # core.telegram.org/api/links#direct-mini-app-links

# core.telegram.org/bots/webapps#cloudstorage
CLOUD_KEY_MAX: Final = 128
CLOUD_VALUE_MAX: Final = 4096
CLOUD_KEYS_MAX: Final = 1024

# The sandbox's own.
BODY_MAX: Final = 1 << 20  # bytes of one request
UPDATES_KEPT: Final = 10_000
MESSAGES_KEPT: Final = 500  # per chat
MESSAGES_SHOWN: Final = 200  # per chat, on the page
PEOPLE_MAX: Final = 500
ROOMS_MAX: Final = 100
LISTENER_BACKLOG: Final = 1000
NAME_OF_PERSON_MAX: Final = 64
FAULTS_MAX: Final = 100
FAULT_SECONDS_MAX: Final = 120.0
WEBHOOK_TIMEOUT_SECONDS: Final = 30.0
