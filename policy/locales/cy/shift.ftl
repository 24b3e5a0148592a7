# Sifftiau a'r rota. Drafft.
rota-tab = Rota
rota-title = Pwy sydd yma pryd
rota-lead = Amserau { $zone } yw'r rhain.
rota-none = Does neb ar y rota yn y saith diwrnod nesaf.
rota-today = Heddiw, { $date }
rota-shift = { $from } tan { $to }
rota-gap = Neb, er y dylai rhywun fod yma
rota-mine = ti
rota-unknown = rhywun nad yw ar restr y tîm
rota-show = Dangos
rota-show-all = Pawb
rota-show-own = Fy sifftiau
rota-weekly = Bob wythnos
rota-days = Diwrnodau unigol
rota-days-none = Nid oes diwrnod yn wahanol i'r sifftiau wythnosol.
rota-hours = Pryd y dylai rhywun fod yma
rota-hours-why = O fewn yr oriau hyn mae'r rota'n dangos bylchau. Y tu allan iddyn nhw ni ddisgwylir neb.
rota-hours-none = Ni osodwyd oriau, felly ni ddangosir bylchau.
rota-weekly-none = Nid oes sifft wythnosol gan neb eto.
rota-away = i ffwrdd drwy'r dydd
rota-also = yma { $from } tan { $to }
rota-edit = Newid y rota
rota-save = Cadw'r rota
rota-discard = Taflu'r newidiadau
rota-add = Ychwanegu
rota-remove = Tynnu
rota-who = Pwy
rota-weekday = Diwrnod yr wythnos
rota-day = Diwrnod
rota-from = O
rota-to = Tan
rota-to-hint = Mae diwedd nad yw ar ôl y dechrau ar y diwrnod wedyn.
rota-kind = Beth sy'n wahanol
rota-kind-away = I ffwrdd y diwrnod hwnnw
rota-kind-here = Yma ar amser arall
rota-no-workers = Nid oes gweithiwr â thystysgrif ar restr y tîm eto.
rota-unsaved = Heb ei gadw eto.
rota-lead-only = Y cydlynydd sy'n cadw'r rota.
rota-server-word = Mae'r gwasanaeth yn darllen y rota, er mwyn gallu dweud wrth fyfyrwyr sy'n aros pryd y bydd rhywun yma nesaf. Dywedir amserau wrthyn nhw, a dim enwau.
rota-trouble-offline = Dim cysylltiad ar hyn o bryd. Mae dy newidiadau yma o hyd.
rota-trouble-changed = Newidiodd rhywun arall y rota yn y cyfamser. Dangosir nawr yr hyn a gadwyd ganddo; cedwir dy newidiadau nes i ti eu cadw neu eu taflu.
rota-trouble-failed = Weithiodd hynny ddim. Mae dy newidiadau yma o hyd.
rota-now-title = Ar sifft
rota-now-on = Yma nawr
rota-now-nobody = Does neb ar sifft nawr.
rota-now-until = { $name }, tan { $time }
rota-now-next = Nesaf: { $name }, { $time }
rota-now-next-none = Does neb ar y rota am weddill y saith diwrnod.
rota-now-gaps = { $count ->
        [one] Un bwlch yn y saith diwrnod nesaf
       *[other] { $count } bwlch yn y saith diwrnod nesaf
    }
rota-now-gap = { $from } tan { $to }
rota-now-away = Yn gorffwys
rota-now-resting = { $name }, tan { $time }
rota-now-stopped = Bu raid i { $name } stopio. Y person ei hun sy'n dweud pryd y mae'n ôl. Gofynna sut mae.
rota-now-open = Agor y rota
pause-until = Tan pryd (cei adael hwn yn wag)
pause-until-hint = Gydag amser mae'r saib yn gorffen ohono'i hun, a dywedir wrth fyfyrwyr pryd y cân nhw ysgrifennu aton ni eto.
pause-past = Mae'r amser hwnnw wedi mynd heibio.
pause-ends = Mae'r saib yn gorffen ohono'i hun: { $time }.
shift-tab = Fy sifft
shift-title = Fy sifft
shift-on = Rwyt ti ar sifft tan { $time }.
shift-next = Dy sifft nesaf: { $time }.
shift-no-next = Nid oes gennyt sifft yn y saith diwrnod nesaf.
shift-rota-open = Rota
shift-limit = Sgyrsiau ar y tro
shift-limit-why = Dewisa'r hyn y gelli di ei wneud yn dda. Mae hyd at { $most } yn bosibl.
shift-load = Mae gennyt ti { $open ->
        [0] ddim un sgwrs
        [one] un sgwrs
       *[other] { $open } sgwrs
    }, gan gynnwys y rhai rwyt ti'n eu darllen, a dewisaist { $limit ->
        [one] un
       *[other] { $limit }
    } ar y mwyaf.
shift-full = Mae gennyt gynifer o sgyrsiau ag a ddewisaist. Gelli di newid hynny o dan Fy sifft, neu adael i eraill gymryd hwn.
shift-resting-queue = Dwyt ti ddim yn cymryd dim newydd ar hyn o bryd. Gelli di newid hynny o dan Fy sifft.
shift-rest-title = Gorffwys
shift-rest-why = Cymer ddim byd newydd am dipyn. Does neb yn gofyn pam; dim ond tan pryd a wêl y cydlynydd. Mae dy sgyrsiau agored yn mynd ymlaen.
shift-rest-until = Tan
shift-rest = Gorffwys tan hynny
shift-resting = Rwyt ti'n gorffwys tan { $time }. Ni ddaw dim newydd atat.
shift-rest-past = Dewisa amser sydd i ddod, o fewn 60 diwrnod.
shift-back = Rwy'n ôl
shift-end-title = Mae fy sifft yn gorffen
shift-end-why = Dywed wrth y myfyrwyr yn dy sgyrsiau agored pryd y byddi'n ôl. Neges gyffredin gennyt ti yw hi, wedi'i selio ar y ddyfais hon.
shift-end = Mae fy sifft yn gorffen
shift-end-back = Yn ôl yma (cei adael hwn yn wag)
shift-end-rooms = At bwy
shift-end-text = Neges
shift-end-send = Anfon
shift-end-none = Nid oes gennyt sgwrs agored, felly nid oes neb i ddweud wrtho.
shift-end-message = Mae fy sifft yn gorffen nawr. Rwy'n ôl yma { $time } ac fe ddarllenaf bryd hynny yr hyn a ysgrifenni. Cei ysgrifennu ar unrhyw adeg. Os aiff yn anodd cyn hynny, mae “Pwy i'w ffonio” ar frig y dudalen hon.
shift-end-message-open = Mae fy sifft yn gorffen nawr. Alla i ddim dweud eto pryd y bydda i'n ôl. Cei ysgrifennu ar unrhyw adeg. Os aiff yn anodd cyn hynny, mae “Pwy i'w ffonio” ar frig y dudalen hon.
shift-said = { $count ->
        [0] Doedd dim angen dweud wrth neb.
        [one] Dywedwyd mewn un sgwrs.
       *[other] Dywedwyd mewn { $count } sgwrs.
    }
shift-said-not = Nid aeth hyn allan yn: { $names }. Ysgrifenna ef yno dy hun pan elli di.
shift-stop = Mae angen i mi stopio
shift-stop-why = Un tap: ni ddaw dim newydd atat, mae ceisiadau rwyt ti'n eu darllen yn mynd yn ôl, dywedir wrth dy fyfyrwyr yn garedig, a dywedir wrth y cydlynydd y bu raid i ti stopio. Ni ddywedir pam wrth neb.
shift-stop-message = Mae'n rhaid i mi stopio am heddiw, ac nid oherwydd unrhyw beth a ysgrifennaist. Dydw i ddim yn gwybod eto pryd y gallaf ysgrifennu eto; mae'r hyn a ysgrifennaist yn ddiogel. Os oes angen rhywun arnat cyn hynny, mae “Pwy i'w ffonio” ar frig y dudalen hon, ac mae “Mae angen mwy o help arna i na hyn”, o dan “Mwy”, yn cyrraedd y tîm.
shift-stopped-title = Rwyt ti wedi stopio
shift-stopped = Ni ddaw dim newydd atat nes i ti ddweud dy fod yn ôl. Dywedir wrth y cydlynydd, nid pam. Gwnest ti'r peth iawn.
shift-stopped-call = Siarada â rhywun os gelli di.
shift-silent = { $days ->
        [one] Nid ysgrifennwyd dim ers un diwrnod.
       *[other] Nid ysgrifennwyd dim ers { $days } diwrnod.
    } Dywedwyd unwaith yn y sgwrs fod diweddariad. Gelli di ei gorffen â gair caredig: cedwir yr hyn a ddywedwyd, a gellir ysgrifennu aton ni eto ar unrhyw adeg.
shift-silent-end = Ei gorffen â gair caredig
shift-silent-text = Neges olaf
shift-silent-message = Dydw i ddim wedi clywed gennyt ers tipyn, ac mae hynny'n iawn. Rwy'n gorffen ein sgwrs yma fel nad yw'n pwyso arnat. Ti biau'r hyn a ysgrifennaist, a chei ysgrifennu aton ni eto pryd bynnag y mynni, am hyn neu unrhyw beth arall. Rwy'n falch dy fod wedi ysgrifennu.
shift-silent-unsent = Nid yw'r neges wedi mynd allan eto, felly ni orffennwyd dim. Rho gynnig arall arni pan fydd cysylltiad.
shift-heavy = Roedd honno'n drwm: dim byd newydd i mi tan
shift-heavy-why = Dim ond yr amser a gedwir, nid pa sgwrs.
shift-trouble-offline = Dim cysylltiad ar hyn o bryd. Nid yw hynny wedi cyrraedd y gwasanaeth eto.
shift-trouble-failed = Weithiodd hynny ddim. Rho gynnig arall arni.
oncall-open = Ar alwad
oncall-title = Rhywun i ti, nawr
oncall-none = Nid oes neb wedi rhoi cyswllt ar alwad eto. Gofynna i'r cydlynydd osod un.
oncall-call = Ffonio { $name }
