"""The reference client: what devices do, in Python. The only Python that can open a message.

It stands on crypto alone and speaks docs/api.md; nothing of the server imports it.
"""
