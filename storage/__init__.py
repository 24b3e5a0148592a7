"""The store: everything that must survive a restart, and the only place that knows SQLite.

Drivers, the single writer, sealing at rest, audit chain, migrations and backup live here.
Rules about people, cases and conversations do not: those are intake's and supervision's.
"""
