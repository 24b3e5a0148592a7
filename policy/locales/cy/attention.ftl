# Yr hyn mae ffôn yn ei ddweud pan all geiriau arno fod yn destun pryder. Drafft.

hint-title = Does dim rhaid i ti gario hyn ar dy ben dy hun
hint-text = Os yw rhywbeth yn anodd iawn ar hyn o bryd, neu os nad wyt ti neu rywun arall yn ddiogel, mae'r bobl hyn yno. Nid yw ysgrifennu yma'n galw am help. Gelli di ddal i ysgrifennu.
hint-only = Dim ond y ffôn hwn sylwodd, wrth y geiriau. Chafodd dim byd ei anfon o'i herwydd, a chafodd neb wybod. Gall fod yn anghywir.
hint-close = Cau
hint-off = Paid â dangos hyn ar y ffôn hwn

hint-setting = Cynnig cysylltiadau pan fydd geiriau'n swnio'n bryderus
hint-setting-worker = Nodi negeseuon a all fod yn destun pryder
hint-setting-why = Mae dy ffôn yn edrych ar y geiriau ar ei ben ei hun. Does dim byd yn cael ei anfon na'i storio. Mae'n colli llawer ac weithiau'n anghywir.

mark-concern = Gall hyn fod yn destun pryder
guide-title = Codi pryder
guide-why = Gall rhai geiriau yn y neges hon fod yn destun pryder. Dim ond dy ddyfais di sylwodd, chafodd dim byd ei anfon, a gall fod yn anghywir. Mae hefyd yn colli llawer: mae dy synnwyr di dy hun yn cyfri mwy.
guide-now-title = Os gall rhywun fod mewn perygl nawr
guide-now = Ffonia { $emergency } yn gyntaf, neu dîm diogelwch y brifysgol os yw ar y safle. Yna cod y pryder.
guide-now-no-number = Ffonia'r gwasanaethau brys yn gyntaf, neu dîm diogelwch y brifysgol os yw ar y safle. Yna cod y pryder.
guide-ask-title = Yr hyn y gelli di ei ofyn
guide-ask =
    Wyt ti'n ddiogel ar hyn o bryd? Oes rhywun gyda thi?
    Wyt ti'n meddwl am roi terfyn ar dy fywyd? Nid yw gofyn yn blaen yn rhoi'r syniad yno.
    Oes rhywun yn dy frifo, neu'n gwneud i ti wneud pethau nad wyt ti eisiau eu gwneud?
    Oes plentyn neu unrhyw un arall mewn perygl?
    Beth hoffet ti ei weld yn digwydd? Oes rhywun nad wyt ti eisiau iddyn nhw wybod?
guide-say-title = Yr hyn y gelli di ei ddweud
guide-say =
    Rwy'n falch dy fod wedi dweud wrtha i.
    Alla i ddim cadw hyn rhyngon ni'n dau yn unig os gall rhywun gael niwed difrifol. Fe ddyweda i wrthyt ti'n gyntaf pryd bynnag y galla i.
    Gelli di ffonio'r bobl hyn nawr, ac fe fydda i yma o hyd.
guide-not-title = Yr hyn i'w osgoi
guide-not =
    Paid ag addo ei gadw'n gyfrinach, a phaid â gofyn am brawf na manylion sut.
    Paid â phenderfynu ar dy ben dy hun, a phaid â dweud wrth neb ond y ddau berson sy'n darllen pryderon.
guide-raise = Codi pryder
guide-where = Gelli di godi pryder o'r ystafell hon. Mae dau berson a enwir yn ei ddarllen, a neb arall.
guide-close = Cau
