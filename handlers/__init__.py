"""The edges of the service: read a request, make one call, render the answer. No rules."""
