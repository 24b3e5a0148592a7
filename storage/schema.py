"""Prints the schema that the migrations make: `python -m storage.schema > storage/schema.sql`.

The committed file is for people to read; a test holds it equal to the migrations.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from storage.database import STORE_ID, Database
from storage.migrate import migrate, read_migrations, schema_of


async def current_schema(path: Path) -> str:
    """The schema of a new database at `path`, with every migration applied."""
    database = await Database.open(path, application=STORE_ID)
    try:
        await migrate(database, read_migrations())
        return await database.run(schema_of)
    finally:
        await database.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as directory:
        sys.stdout.write(asyncio.run(current_schema(Path(directory) / "schema.db")))
