"""The staff side: the team, its root, certificates and roster, invites, suspension, the console.

Nothing about what students write, and no join between a person and a case, lives here.
"""
