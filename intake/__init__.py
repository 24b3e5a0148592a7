"""The student's side: requests, matching, conversations, and what the service owes people.

Subject rules and the small Protocols they need live here. Nothing of supervision's, no SQL, no
HTTP, no Telegram; storage implements the Protocols and the wiring joins them.
"""
