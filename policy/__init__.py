"""What the service says and to whom it points people: wording and contacts that staff can review.

No rules, no people, no storage: text in, text out.
"""
