"""The database's history as numbered SQL files, applied in order, each once (migrate.py).

A file that was ever released is never changed: its digest is recorded in every database.
Nothing but `NNNN_name.sql` files lives here.
"""
