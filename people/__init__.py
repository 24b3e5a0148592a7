"""Who is signed in and with which keys: accounts, launches, sessions, wrapped keys, enrolment.

Both sides (student, staff) stand on it. Nothing about cases, queues or the team's decisions
lives here, and nothing here knows a web framework or a database.
"""
