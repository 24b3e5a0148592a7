# The policy of LUSU Advice at Lancaster (003) in our own words:
# what a student reads before agreeing. The rest is in policy-lancaster.ftl.
policy-lancaster-union = LUSU Advice at Lancaster
policy-lancaster-team = They get support from a small team, and talk with it without using your name.
policy-lancaster-short = They get support from a small team, without using your name. If someone is in serious and immediate danger, we may have to tell someone; we'll try to talk to you first.

policy-lancaster-limits-body =
    Nothing is passed on unless you say yes, but for this: if someone is in serious and immediate danger we may have to tell someone, and if we cannot act because of a conflict of interest we may have to say that we cannot act, and nothing else. This service adds a rule of its own: the same if the law orders it. The line manager decides; when it is urgent and they are away, whom the Chief Executive names. We try to talk to you first and write down what you want. We tell as few people as we can, as little as we can.

policy-lancaster-limits =
    The limits
    { policy-lancaster-limits-body }

policy-lancaster-limits-under-18 =
    The limits if you are under 18
    The policy has the same limits at every age. { policy-lancaster-limits-body }
