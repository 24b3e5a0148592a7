# Polisi cambridge, a’r cyfan wedi’i roi at ei gilydd. Drafft.
policy-cambridge-written =
    Yr hyn a ysgrifennir
    Mae cofnod achos yn cynnwys dim ond yr hyn sy'n bwysig: beth ddigwyddodd a beth wnaed. Os oes rhaid torri cyfrinachedd, mae'r cofnod yn dweud pam, gyda phwy yr ymgynghorwyd a phwy gafodd wybod; ychwanegir dy enw dim ond ar ôl gorfod ei agor.

policy-cambridge-numbers =
    Rhifau
    Mae rhifau'n mynd i adroddiadau ac ymgyrchoedd, ac nid oes dim ynddyn nhw sy'n pwyntio at berson. { policy-part-numbers-own }

policy-cambridge-open =
    Yr hyn mae'n ei adael ar agor
    Nid yw'r polisi ysgrifenedig yn dweud am faint y cedwir dim; pwy bynnag sy'n rhedeg y gwasanaeth hwn benderfynodd hynny.

policy-cambridge =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-workers }

    { policy-cambridge-limits }

    { policy-part-two }

    { policy-cambridge-written }

    { policy-cambridge-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-cambridge-open }
