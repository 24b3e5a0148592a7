# Polisi lancaster, a’r cyfan wedi’i roi at ei gilydd. Drafft.
policy-lancaster-asked =
    Cyn i ddim byd gael ei wneud drosot
    Gofynnir i ti â phwy nad wyt ti eisiau i ni gysylltu a sut y cawn dy gyrraedd, a chedwir at hynny.

policy-lancaster-breach =
    Os daw i hynny
    Mae'r hyn a gofnodir ar gau i unrhyw un a allai edrych i mewn i gŵyn amdano wedyn.

policy-lancaster-numbers =
    Rhifau
    Mae cyllidwyr a'r weithrediaeth yn cael rhifau. Nid oes dim ynddyn nhw sy'n pwyntio at berson oni bai i'r person hwnnw gytuno. { policy-part-numbers-own }

policy-lancaster-changes =
    Newidiadau
    Mae fersiynau i'r polisi, a dyma un. { policy-part-review }

policy-lancaster =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-lancaster-asked }

    { policy-part-workers }

    { policy-lancaster-limits }

    { policy-part-two }

    { policy-lancaster-breach }

    { policy-part-conflict }

    { policy-lancaster-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-lancaster-changes }
