# Where somebody is signed in, for students and staff: which kind of device, since which day, used how lately.
# Honest about what signing out does and does not do; no place and no address, for none is kept.

sessions-on-android = Android
sessions-on-ios = iPhone neu iPad
sessions-on-macos = Telegram ar Mac
sessions-on-desktop = Telegram ar gyfrifiadur
sessions-on-web = Telegram mewn porwr
sessions-on-other = Dyfais arall
sessions-here = (hon)
sessions-since = Wedi mewngofnodi ers { $date }
sessions-used-today = Defnyddiwyd ddiwethaf heddiw
sessions-used-week = Defnyddiwyd ddiwethaf yn y saith diwrnod diwethaf
sessions-used-earlier = Heb ei defnyddio ers dros wythnos
sessions-times = Mewn { $count } ffenestr
sessions-end = Allgofnodi
sessions-end-rest = Allgofnodi ei ffenestri eraill
sessions-done = Allgofnodwyd honno.
sessions-others = Allgofnodi ym mhobman arall
sessions-others-done = { $count ->
        [0] Nid oeddech wedi mewngofnodi yn unman arall.
        [one] Allgofnodwyd un lle arall.
       *[other] Allgofnodwyd { $count } lle arall.
    }
sessions-why-student = Mae allgofnodi'n rhoi terfyn ar unwaith ar yr hyn sydd ar agor yno. I ddod i mewn eto mae angen eich deuddeg gair ar y ddyfais honno; gallwch eu gwneud yma, o dan “Ble mae'ch allwedd”. Mae'n cadw pobl allan, nid rhywun sy'n mynd trwy'r hyn sydd wedi'i storio ar ffôn. Os yw eich ffôn gan rywun arall, dewch â'i sesiwn yn Telegram i ben hefyd (Settings, Devices).
sessions-why-staff = Mae allgofnodi'n rhoi terfyn ar unwaith ar yr hyn sydd ar agor yno. I ddod i mewn eto mae angen eich cyfrinair neu'ch pecyn: os gallai rhywun ei wybod, newidiwch ef yma.
