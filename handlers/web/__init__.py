"""The Mini App's edge over HTTP and WebSocket: read the request, make one call, render.

No rule of the service lives here; docs/api.md is the contract.
"""
