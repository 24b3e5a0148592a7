# The policy of UPSU Advice at Portsmouth (004) in our own words:
# what a student reads before agreeing. The rest is in policy-portsmouth.ftl.
policy-portsmouth-union = UPSU Advice at Portsmouth
policy-portsmouth-team = They get support from a small team, and talk with it without using your name.
policy-portsmouth-short = They get support from a small team, without using your name. If someone is being seriously harmed or may be, or the law orders it, we may have to tell someone; we'll try to talk to you first.

policy-portsmouth-limits-body =
    Nothing is passed on unless you say yes, but for this: if you or someone else is being seriously harmed or may be, or if the law orders it, we may have to tell someone; and if we cannot act because of a conflict of interest we may have to say that we cannot act, and nothing else. The line manager decides without being told who you are, and never one person alone. If they say no, that is final. We try to talk to you first. We tell as few people as we can, as little as we can.

policy-portsmouth-limits =
    The limits
    { policy-portsmouth-limits-body }

policy-portsmouth-limits-under-18 =
    The limits if you are under 18
    The policy has the same limits at every age. { policy-portsmouth-limits-body }
