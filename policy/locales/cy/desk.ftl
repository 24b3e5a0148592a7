# Yr hyn mae'r Mini App yn ei ddweud wrth staff. Drafft.

desk-title = Desg
desk-tabs-more = Mwy
desk-lock = Cloi
desk-offline = Dim cysylltiad ar hyn o bryd. Mae'r dudalen hon yn dangos sut roedd pethau.
desk-expired = Er diogelwch mae'r dudalen hon yn peidio â gweithio ar ôl tipyn. Caea hi ac agora hi eto o'r sgwrs.
desk-outside = Agora dy ddesg o sgwrs y bot yn Telegram.
desk-ended-title = Dyw'r gwasanaeth ddim yn dy adael i mewn
desk-ended = Mae'r gwasanaeth yn dweud na all y cyfrif hwn agor y ddesg mwyach. Dyw e ddim yn profi hynny. Mae'r hyn roeddet ti'n ei ysgrifennu'n aros yma tra bydd y dudalen hon ar agor. Rho gynnig arall arni; os yw'n aros fel hyn, siarada â'r cydlynydd wyneb yn wyneb.
desk-ended-again = Rho gynnig arall arni
desk-unsaved = Heb ei gadw eto. Caiff ei gadw pan fydd cysylltiad.
desk-print = Argraffu
desk-print-else = Os nad oes dim yn digwydd, all yr ap hwn ddim argraffu: ysgrifenna ef ar bapur.
desk-copy = Copïo'r ddolen
desk-copied = Wedi'i chopïo
desk-copy-not = Dewisa'r ddolen a'i chopïo
desk-share = Rhannu

desk-role-worker = Gweithiwr
desk-role-coordinator = Cydlynydd
desk-role-manager = Rheolwr
desk-role-deputy = Dirprwy
desk-role-consultant = Ymgynghorydd
desk-role-auditor = Archwilydd

desk-minutes = { $minutes ->
        [0] llai na munud
        [one] un funud
       *[other] { $minutes } munud
    }
desk-hours = { $hours ->
        [one] un awr
       *[other] { $hours } awr
    }
desk-days = { $days ->
        [one] un diwrnod
       *[other] { $days } diwrnod
    }

desk-agreement-lead = Darllena hwn. Rwyt ti'n ei lofnodi ag allwedd a wneir ar y ddyfais hon.
desk-have-account = Rwyf wedi sefydlu'n barod
desk-who-title = Pwy wyt ti yma
desk-name = Dy enw
desk-name-hint = Mae myfyrwyr a'r tîm yn ei weld. Mae enw cyntaf yn ddigon.
desk-name-bad = Defnyddia lythrennau, dim mwy na 60 nod.
desk-passphrase = Cyfrinymadrodd
desk-passphrase-hint = O leiaf 12 nod. Mae pedwar neu fwy o eiriau nad ydynt yn perthyn i'w gilydd yn dda. Nid yw byth yn gadael y ddyfais hon.
desk-passphrase-again = Yr un peth unwaith eto
desk-passphrase-differs = Nid yw'r ddau yr un fath.
desk-passphrase-short = { $missing ->
        [one] Un nod arall eto.
       *[other] { $missing } nod arall eto.
    }
desk-strength-fair = Digon hir
desk-strength-good = Da
desk-strength-strong = Cryf
desk-sign = Rwy'n cytuno, yn llofnodi ac yn sefydlu
desk-working = Yn cloi dy allweddi
desk-working-why = Mae hyn yn cymryd ychydig eiliadau, er mwyn i ddyfalu gymryd blynyddoedd i eraill.
desk-fault-invite = Nid yw'r ddolen hon yn gweithio. Gall fod wedi'i defnyddio neu ei thynnu'n ôl, neu mae'n rhy hen. Gofynna am un newydd.
desk-fault-stale = Mae testun y dudalen hon wedi newid. Caea hi ac agora'r ddolen eto.
desk-fault-exists = Mae'r cyfrif Telegram hwn wedi'i sefydlu'n barod. Agora ef â'th gyfrinymadrodd neu'th becyn.

desk-kit-title = Dy becyn adfer
desk-kit-lead = Mae'r deuddeg gair hyn yn agor dy ddesg pan fydd y cyfrinymadrodd ar goll. Argraffa nhw, neu ysgrifenna nhw ar bapur yn y drefn hon, a chadwa'r papur lle nad oes neb arall yn edrych. Does dim modd eu dangos eto.
desk-kit-sheet-title = Pecyn adfer
desk-kit-sheet-words = Dy ddeuddeg gair
desk-kit-sheet-root = Wyth gair y gwasanaeth hwn
desk-kit-sheet-root-none = Maen nhw ar y poster.
desk-kit-sheet-how = I'w ddefnyddio: agora dy ddesg yn Telegram, dewisa'r pecyn, teipia'r deuddeg gair. Yna gosoda gyfrinymadrodd newydd.
desk-kit-done = Mae gen i ef ar bapur
desk-kit-check-title = Ydy e ar bapur?
desk-kit-check = Teipia'r ddau air hyn o dy bapur.
desk-kit-word = Gair rhif { $place }
desk-kit-wrong = Nid y rheina yw'r geiriau. Edrycha ar dy bapur eto.
desk-kit-show = Dangos y geiriau eto
desk-kit-lost-title = Nid yw dy becyn wedi'i gadarnhau
desk-kit-lost = Dwyt ti ddim wedi dangos eto bod dy becyn adfer ar bapur. Gwna un newydd nawr; mae un hŷn yn peidio â gweithio.
desk-kit-later = Ddim nawr, gofyn i mi'r tro nesaf
desk-kit-make = Gwneud pecyn newydd
desk-kit-make-title = Gwneud pecyn newydd?
desk-kit-make-gone = Mae'r pecyn sydd gennyt ar bapur yn peidio â gweithio.
desk-kit-make-yes = Ie, gwna un newydd
desk-kit-tab = Fy mhecyn
desk-kit-about = Mae dy becyn printiedig yn agor dy ddesg pan fydd y cyfrinymadrodd ar goll. Os collaist ef, neu os gall rhywun fod wedi'i weld, gwna un newydd a dywed wrth y cydlynydd yr un diwrnod.
desk-kit-passphrase = Newid fy nghyfrinymadrodd
desk-kit-words = Dy wyth gair dy hun
desk-kit-words-why = Mae'r cydlynydd yn eu cymharu gyda thi cyn rhoi tystysgrif i ti.

desk-locked-title = Mae dy ddesg dan glo
desk-locked-lead = Does dim modd darllen dim ar y ddyfais hon heb dy gyfrinymadrodd.
desk-locked-wrong = Nid agorodd hynny'r ddesg. Edrycha arno eto.
desk-locked-open = Agor
desk-locked-lost = Collais fy nghyfrinymadrodd
desk-locked-kit = Deuddeg gair dy becyn printiedig
desk-locked-passphrase = Defnyddio fy nghyfrinymadrodd
desk-locked-invite = Sefydlu gyda fy nolen untro
desk-locked-drafts = Mae'r hyn roeddet ti'n ei ysgrifennu yma o hyd.
desk-new-title = Gosod cyfrinymadrodd newydd
desk-new-lead = Daethost i mewn gyda'th becyn. Gosoda gyfrinymadrodd newydd at y tro nesaf.
desk-new-save = Ei osod
desk-new-keep = Rwy'n gwybod yr hen un wedi'r cyfan

desk-waiting-title = Yn aros am y cydlynydd
desk-waiting-lead = Mae'r cydlynydd yn cymharu wyth gair gyda thi, orau oll wyneb yn wyneb neu ar alwad, ac yna'n rhoi tystysgrif i ti. Darllena nhw ar goedd:
desk-waiting-next = Does dim angen dim arall gennyt ti. Gelli di gau hwn; mae'n mynd ymlaen yma pan fydd gennyt dystysgrif.

desk-root-title = Wyth gair y gwasanaeth hwn
desk-root-yours = Maen nhw ar y poster ac ar bob pecyn. Darllena nhw i unrhyw un sy'n gofyn ai hwn yw'r gwasanaeth go iawn.
desk-root-compare = Cymhara nhw â'r poster, neu gad i'r cydlynydd eu darllen ar goedd.
desk-root-same = Maen nhw'r un fath
desk-root-checked = Cymharaist nhw â'r poster.
desk-mismatch-title = Dyw rhywbeth ddim yn ffitio
desk-mismatch = Doedd dim modd gwirio'r hyn mae'r gweinydd yn ei ddangos o'r tîm, neu nid dyna a welodd y ddyfais hon o'r blaen. Ni lofnodwyd dim, ac ni wneir. Dywed wrth y tîm wyneb yn wyneb, nid drwy'r gwasanaeth hwn.

desk-now = Nawr
desk-now-title = Sut mae pethau
desk-now-waiting = Yn aros
desk-now-oldest = Yr hynaf ers { $for }
desk-now-claimed = Yn cael eu darllen
desk-now-open = Mewn sgwrs
desk-now-stuck = Yn sownd
desk-now-stuck-why = Does neb a allai eu hagor ar y rhestr ddyletswydd. Adfera weithiwr, neu gofynna i'r myfyrwyr ysgrifennu eto.
desk-intake-open = Derbynnir ceisiadau newydd.
desk-intake-paused = Mae ceisiadau newydd wedi'u seibio.
desk-intake-shut = Mae ceisiadau newydd ar gau.
desk-why-no_root = Nid oes gwraidd gan y gwasanaeth eto. Dyfais y cydlynydd sy'n ei wneud wrth sefydlu.
desk-why-holders = Rhaid i'r cydlynydd, y rheolwr a'r dirprwy i gyd fod â thystysgrif: mae angen dau o'r tri i agor hunaniaeth.
desk-why-no_roster = Nid oes rhestr ddyletswydd wedi'i llofnodi eto.
desk-why-roster_expired = Mae'r rhestr ddyletswydd wedi dod i ben. Caiff ei llofnodi eto pan fydd deiliad yn agor y ddesg hon.
desk-why-no_worker = Nid oes gweithiwr â thystysgrif ar y rhestr ddyletswydd.
desk-why-policy = Nid yw'r fersiwn o'r polisi sydd mewn grym wedi'i chofnodi fel un a gymeradwywyd.
desk-why-paused = Seibiodd deiliad geisiadau newydd. Nid yw'n cyffwrdd â'r rhai sy'n aros na'r rhai mewn sgwrs.
desk-pause = Seibio ceisiadau newydd
desk-resume = Derbyn ceisiadau newydd eto
desk-pause-title = Seibio ceisiadau newydd?
desk-pause-why = Mae myfyrwyr yn gweld nad ydych yn derbyn llythyrau newydd am y tro, a phwy allan nhw ei ffonio. Mae'r rhai sy'n aros yn barod a sgyrsiau agored yn mynd ymlaen.
desk-pause-yes = Seibio

desk-steps-title = I agor y gwasanaeth
desk-steps-next = Nesaf
desk-steps-done = Wedi'i wneud
desk-step-wait-manager = Y rheolwr yn agor ei ddolen untro
desk-step-wait-deputy = Y dirprwy yn agor ei ddolen untro
desk-step-certify-manager = Gwirio'r rheolwr a rhoi tystysgrif
desk-step-certify-deputy = Gwirio'r dirprwy a rhoi tystysgrif
desk-step-invite-worker = Gwahodd gweithiwr
desk-step-certify-worker = Gwirio pob gweithiwr sydd wedi sefydlu a rhoi tystysgrif
desk-step-poster = Hongian y poster
desk-step-open = Derbynnir ceisiadau newydd
desk-step-certify-holder-why = Dim ond dyfais y cydlynydd all wneud hynny.
desk-steps-all = Mae popeth yn ei le.

desk-team = Tîm
desk-team-title = Y tîm
desk-team-me = ti
desk-team-absent = Mae'r gwasanaeth yn gadael y bobl hyn allan o'r tîm, er eu bod ar y rhestr ddyletswydd. Dyw hynny'n profi dim: maen nhw'n aros ar y rhestr. Gofynna iddyn nhw wyneb yn wyneb, a dywed wrth y deiliaid eraill:
desk-state-waiting = Wedi sefydlu, i'w wirio
desk-state-certified = Tystysgrif tan { $date }
desk-state-lapsed = Daeth y dystysgrif i ben ar { $date }
desk-state-unlisted = Tystysgrif, ddim ar y rhestr ddyletswydd
desk-state-suspended = Wedi'i atal
desk-state-broken = Ddim yn ffitio
desk-broken-why = Mae'r gweinydd yn dangos tystysgrif i'r person hwn na ellid ei gwirio. Nid yw'n cyfri am ddim yma.
desk-under-18 = Hefyd i rai o dan 18
desk-check = Gwirio a rhoi tystysgrif
desk-check-title = Gwirio { $name }
desk-check-why = Gad i'r person ddarllen ei wyth gair i ti, wyneb yn wyneb neu ar alwad lle rwyt ti'n adnabod ei lais. Rhaid mai'r rhain yw'r geiriau, yn y drefn hon:
desk-check-under-18 = Tystysgrif ar gyfer pobl o dan 18
desk-check-under-18-why = Dim ond os oes ganddo'r hyfforddiant. Dim ond iddyn nhw y gofynnir pan fydd rhywun o dan 18 yn ysgrifennu.
desk-check-days = Am faint
desk-check-yes = Cymharais y rhain gyda'r person: rhoi tystysgrif
desk-check-differ = Os ydyn nhw'n wahanol, paid â rhoi tystysgrif. Gall rhywun fod yn y canol. Dywed wrth y tîm wyneb yn wyneb.
desk-renew = Adnewyddu
desk-list = Rhoi ar y rhestr ddyletswydd
desk-suspend = Atal
desk-suspend-title = Atal { $name }?
desk-suspend-why = Daw'r mynediad i ben ar unwaith, tudalennau agored hefyd. Llofnodir rhestr ddyletswydd newydd heb y person, felly mae ffonau myfyrwyr yn gwrthod. Mae ceisiadau a gymerwyd yn aros eto. Mae'r sgyrsiau agored yn sownd nes i ti adfer y person neu i'r myfyriwr ysgrifennu o'r newydd. Gelli di adfer nes ymlaen.
desk-suspend-yes = Ie, atal
desk-restore = Adfer
desk-restore-title = Adfer { $name }?
desk-restore-why = Rhoddir mynediad eto, a llofnodir rhestr ddyletswydd gyda'r person arni.
desk-restore-yes = Ie, adfer
desk-invite = Gwahodd rhywun
desk-invite-label = I bwy mae hi?
desk-invite-label-hint = Dim ond y tîm sy'n gweld hwn, er mwyn i chi wybod dolen pwy yw hi.
desk-invite-as = Fel beth?
desk-invite-why-consultant = Mae ymgynghorydd yn darllen dim ond y nodiadau goruchwylio ar agenda'r sesiwn nesaf, a dim byd arall.
desk-invite-why-auditor = Mae archwilydd yn gweld y rhestr o fynediadau a'r cofnodion datgelu rwyt ti'n eu selio iddo, byth sgwrs, nodyn na phryder diogelwch, ac am fis ar y mwyaf.
desk-invite-under-18 = Wedi'i hyfforddi ar gyfer pobl o dan 18
desk-invite-make = Gwneud y ddolen
desk-invite-ready = Rho'r ddolen hon i { $label }, ac i neb arall. Mae'n gweithio unwaith, ac fe'i dangosir nawr yn unig.
desk-invites-title = Dolenni heb eu defnyddio eto
desk-invite-until = Yn dda tan { $date }
desk-invite-withdraw = Tynnu'n ôl
desk-roster-title = Rhestr ddyletswydd
desk-roster-none = Heb ei llofnodi eto.
desk-roster-state = Fersiwn { $version }, yn dda tan { $date }. Caiff ei llofnodi eto ohoni ei hun pan fydd deiliad yn agor y ddesg hon ar ôl { $reminder }, a phan fydd y tîm yn newid.
desk-roster-expired = Daeth y rhestr ddyletswydd i ben ar { $date }. Mae derbyn a chymryd ceisiadau'n sefyll yn llonydd nes iddi gael ei llofnodi eto.
desk-backup-title = Copïau wrth gefn
desk-backup-yes = Mae copi wrth gefn o allwedd dy rôl wedi'i rannu rhwng y ddau ddeiliad arall.
desk-backup-no = Gwneir copi wrth gefn o allwedd dy rôl ohono'i hun pan fydd tystysgrif gan y tri deiliad.
desk-trouble-offline = Dim cysylltiad. Newidiodd dim byd.
desk-trouble-failed = Weithiodd hynny ddim. Mae'r dudalen hon yn dangos sut mae nawr.
desk-trouble-roster = Ni dderbyniodd y gweinydd yr hyn a lofnododd y ddyfais hon. Gwna'n siŵr fod cloc y ddyfais yn iawn, a rho gynnig arall arni.

desk-poster = Poster
desk-poster-title = Y poster
desk-poster-lead = Hongia ef lle mae myfyrwyr. Mae ei god yn agor y gwasanaeth ac yn profi ar ffôn y myfyriwr mai hwn yw e.
desk-poster-none = Nid oes gwraidd eto, felly does dim i'w argraffu.
desk-poster-sheet = Rhywun i siarad ag ef, yn breifat
desk-poster-sheet-how = Sgania gyda dy ffôn. Mae'n agor yn Telegram.
desk-poster-sheet-words = I wirio mai ni ydyn ni go iawn, cymhara'r geiriau hyn yn yr ap:
desk-poster-done = Mae'r poster yn hongian
desk-poster-hangs = Mae'r poster yn hongian.

desk-queue = Ciw
desk-queue-title = Pwy sy'n aros
desk-queue-empty = Does neb yn aros ar hyn o bryd.
desk-queue-waiting = yn aros ers { $for }
desk-queue-name = Eisiau cael ei alw'n { $name }
desk-queue-topic = Am
desk-queue-help = Beth fyddai'n helpu
desk-queue-know = I'w wybod yn gyntaf
desk-queue-nothing = Dim wedi'i ddweud ymlaen llaw
desk-queue-under-18 = O dan 18
desk-queue-broken = Nid yw'r cais hwn yn ffitio at ei gilydd, felly ni ddangosir dim ohono. Does dim modd ei gymryd yma.
desk-queue-unlisted = Dwyt ti ddim ar y rhestr ddyletswydd ar hyn o bryd, felly ni elli di gymryd cais. Gall y cydlynydd weld hynny.
desk-queue-roster = Doedd dim modd gwirio rhestr ddyletswydd y tîm, felly ni elli di gymryd cais ar hyn o bryd.
desk-claim = Darllen ac ateb
desk-pass = Gadael i'r lleill
desk-pass-done = Mae'n aros gyda'r lleill.
desk-recuse = Efallai fy mod yn adnabod y person hwn
desk-recuse-title = Camu'n ôl o'r un hwn?
desk-recuse-why = Caiff dy allwedd i'r cais hwn ei dileu ac ni chaiff ei ddangos i ti eto. Does dim rhaid i ti ddweud pam, ac ni ddywedir wrth neb. Gall y lleill ateb o hyd. Does dim modd dadwneud hyn.
desk-recuse-yes = Ie, camu'n ôl
desk-taken = Roedd rhywun arall yn gyflymach. Maen nhw mewn dwylo da.
desk-gone = Nid yw yno mwyach: wedi'i dynnu'n ôl, neu wedi'i ateb.
desk-reading = Rwyt ti'n darllen
desk-reading-open = Mynd ymlaen

desk-claimed-title = { $name }
desk-claimed-left = { $minutes ->
        [0] Llai na munud ar ôl i anfon dy ateb cyntaf.
        [one] Un funud ar ôl i anfon dy ateb cyntaf.
       *[other] { $minutes } munud ar ôl i anfon dy ateb cyntaf.
    }
desk-claimed-letter = Y llythyr
desk-claimed-reply = Dy ateb cyntaf
desk-claimed-reply-hint = Mae'r sgwrs yn dechrau pan fyddi'n ei anfon. Tan hynny dim ond bod rhywun yn darllen a welir.
desk-claimed-send = Anfon a dechrau
desk-claimed-sending = Yn cloi ac yn anfon
desk-claimed-release = Ei roi'n ôl
desk-claimed-release-title = Ei roi'n ôl?
desk-claimed-release-why = Mae'n mynd yn ôl at bawb a allai ateb. Ni chaiff yr hyn a ysgrifennaist ei anfon.
desk-claimed-release-yes = Ie, ei roi'n ôl
desk-claimed-broken = Doedd dim modd agor na gwirio'r llythyr, felly ni chaiff ei ddangos. Rho ef yn ôl.
desk-claimed-too-long = Mae hynny'n rhy hir o { $over } nod.
desk-lapsed-title = Mae'r amser ar ben
desk-lapsed = Mae'r cais hwn yn aros am bawb eto. Mae'r hyn a ysgrifennaist wedi'i gadw yma: gelli di gymryd y cais unwaith eto, os nad oes neb arall wedi gwneud, a'i anfon.
desk-lapsed-again = Ei gymryd eto
desk-lapsed-leave = Ei adael i'r lleill
desk-trouble-lapsed = Roedd yr amser ar ben. Chafodd dim byd ei anfon.
desk-trouble-roster-accept = Mae rhestr ddyletswydd y tîm newydd newid. Anfona eto.
desk-trouble-unchecked = Allai'r ddyfais hon ddim gwirio'r tîm ar hyn o bryd, felly chafodd dim byd ei anfon.
desk-trouble-later = Dim cysylltiad. Does dim wedi'i golli; anfona eto pan fyddi'n ôl.

desk-conversations = Ystafelloedd
desk-conversations-title = Fy sgyrsiau
desk-conversations-empty = Dwyt ti ddim mewn unrhyw sgwrs ar hyn o bryd.
desk-unread = { $count ->
        [one] un neges newydd
       *[other] { $count } neges newydd
    }
desk-room-letter = Y llythyr
desk-room-unchecked = Doedd dim modd gwirio'r sgwrs hon ar y ddyfais hon, felly ni ddangosir dim ohoni.
desk-room-refused = Dyw'r gwasanaeth ddim yn rhoi'r sgwrs hon nawr, neu dyw e ddim yn derbyn yr hyn rwyt ti'n ei ysgrifennu: daeth hi i ben, mae rhywun arall yn parhau â hi, neu mae'r gwasanaeth yn anghywir. Mae'r hyn rwyt ti'n ei ysgrifennu'n cael ei gadw yma a'i anfon pan gaiff ei dderbyn.
desk-room-side = Pwy allan nhw ei ffonio
desk-room-side-lead = Rwyt ti'n gwrando ac yn dangos ble mae help. Mae'r cysylltiadau hyn un tap i ffwrdd ar eu sgrin nhw hefyd.
desk-room-menu = Mwy
desk-room-close = Gorffen y sgwrs hon
desk-room-close-title = Gorffen y sgwrs hon?
desk-room-close-gone = Ni fyddi di'n gallu ei hagor mwyach, a chaiff ei thynnu o'r ddyfais hon. Mae'r myfyriwr yn ei chadw am dipyn, ac yn gallu ysgrifennu at y gwasanaeth eto. Does dim modd ei hailagor.
desk-room-close-yes = Ie, gorffen hi
desk-room-ended = Mae'r sgwrs wedi gorffen.

desk-now-unattended = { $count ->
        [one] Mae { $count } sgwrs heb weithiwr
       *[other] Mae { $count } sgwrs heb weithiwr
    }: cafodd y gweithiwr ei atal, mae wedi gadael neu nid yw'n ateb. Gofynnir i'r myfyrwyr a ddylai rhywun arall fynd ymlaen. Nid oes dim yma'n dweud pwy ydyn nhw.
desk-room-share = Gofyn cyn trosglwyddo rhywbeth
desk-room-not-counted = Gofynnwyd am beidio â chyfri, felly nid aiff dim o hyn i'th rifau.

desk-signed-in = Ble rydych wedi mewngofnodi
