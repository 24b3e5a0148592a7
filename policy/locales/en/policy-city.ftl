# The policy of the City Union Support Service (001) in our own words:
# what stands in it beside the limits (limits-city.ftl), and the whole put together.
policy-city-numbers =
    Numbers
    The university and outside agencies get numbers, and nothing in them points to a person. { policy-part-numbers-own }

policy-city-complaints =
    If something goes wrong
    You can complain about the team, also to somebody outside it. It is looked into, and you are told what came of it.

policy-city-changes =
    Changes
    The trustees approve every change to this policy, and that is recorded before new requests are taken under it. { policy-part-review }

policy-city =
    { policy-part-private }

    { policy-part-consent }

    { policy-part-workers }

    { policy-city-limits }

    { policy-part-two }

    { policy-city-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-city-complaints }

    { policy-city-changes }
