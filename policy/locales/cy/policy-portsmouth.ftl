# Polisi portsmouth, a’r cyfan wedi’i roi at ei gilydd. Drafft.
policy-portsmouth-written =
    Yr hyn a ysgrifennir
    Mae cofnod achos yn cynnwys dim ond yr hyn sy'n bwysig: beth ddigwyddodd a beth wnaed. O bryd i'w gilydd mae rhywun a benodwyd ar gyfer hynny'n gwirio sut mae'r gwasanaeth yn gweithio; mae ei fynediad yn dod i ben ohono'i hun, yn cael ei gofnodi, ac nid yw'n cyrraedd yr hyn rwyt ti'n ei ysgrifennu.

policy-portsmouth-numbers =
    Rhifau
    Mae'r brifysgol, partner cyfryngu bob mis a'r cyrff y mae'r undeb yn perthyn iddyn nhw yn cael rhifau, ac nid oes dim ynddyn nhw sy'n pwyntio at berson. { policy-part-numbers-own }

policy-portsmouth-kept =
    Am ba hyd
    Cedwir dy ystafell tan flwyddyn ar ôl i dy radd ddod i ben, dan glo fel o'r blaen, ac yna ei dinistrio. Gofynnir iti unwaith, o dan dy lythyr cyntaf, ym mha fis y mae hynny: nid oes neb yn ei wirio, a gall y gwasanaeth ei ddarllen. Nid oes rhaid iti ddweud. Gelli ei ddweud, ei newid neu ei dynnu'n ôl yn Fy nghofnod, ac mae'r hyn a ddaeth i ben yn ei ddilyn. Tra na fyddi wedi ei ddweud, cedwir dy ystafell am { $retention_days ->
        [one] un diwrnod
       *[other] { NUMBER($retention_days, useGrouping: 0) } diwrnod
    } ar ôl iddi ddod i ben. Beth bynnag a ddywedi, fe'i cedwir am o leiaf 30 diwrnod ar ôl iddi ddod i ben, ac am ryw ddeng mlynedd ar y mwyaf.

policy-portsmouth-open =
    Yr hyn nad yw'r gwasanaeth hwn yn ei wneud
    Mae'r polisi ysgrifenedig yn caniatáu cymryd cytundeb yn ganiataol, ac yn caniatáu rhannu achosion â phartner. Ni wneir y naill na'r llall yma: nid oes dim yn cyfri fel cytundeb ond cytundeb.

policy-portsmouth-changes =
    Newidiadau
    { policy-part-review }

policy-portsmouth =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-part-workers }

    { policy-portsmouth-limits }

    { policy-part-two }

    { policy-part-conflict }

    { policy-portsmouth-written }

    { policy-portsmouth-numbers }

    { policy-part-record }

    { policy-portsmouth-kept }

    { policy-portsmouth-open }

    { policy-portsmouth-changes }
