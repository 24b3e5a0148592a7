# The policy of the UCL Peer Support pilot (000) in our own words:
# what a student reads before agreeing. The rest is in policy-ucl.ftl.
policy-ucl-union = the UCL Peer Support pilot
policy-ucl-team = They get support from a small team, which may include university staff; its coordinator works for the university. They talk with that team without using your name.
policy-ucl-short = They get support from a small team, which may include university staff, without using your name. If someone may be seriously harmed, or a child or vulnerable adult is unsafe, we may have to tell someone; we'll try to talk to you first.

policy-ucl-limits =
    The limits
    Nothing is passed on unless you say yes, but for this: if someone may be seriously harmed and cannot or will not get help, or if a child or a vulnerable adult is unsafe, we may have to tell someone. This service adds a rule of its own: the same if the law orders it. It is first discussed with a senior member of staff. We try to talk to you first. We tell as few people as we can, as little as we can: the services concerned, Security if it is happening on the premises, the Director of Student Support.

policy-ucl-limits-under-18 =
    The limits if you are under 18
    We have a duty to keep people under 18 safe, so the limits are different for you. If you tell us that you, or someone else under 18, is being hurt, neglected or is at risk of harm, we will have to tell the people whose job it is to keep you safe, even if you would rather we did not. It is first discussed with a senior member of staff. We try to talk to you first and tell you who is told. We tell as few people as we can, as little as we can. We may also have to tell someone if anybody may be seriously harmed and cannot or will not get help and, by a rule of this service's own, if the law orders it.
