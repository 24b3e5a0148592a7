# Gofyn cyn trosglwyddo dim. Drafft.
sharing-wording-referral = Rwy'n cytuno bod y person rwy'n siarad â nhw yma yn trosglwyddo hyn i { $recipient }, ac i neb arall: { $what } Caf dynnu hyn yn ôl nes iddo gael ei drosglwyddo. Mae'n dod i ben ar { $until }, neu pan fydd y sgwrs hon yn gorffen.
sharing-wording-contact = Rwy'n cytuno bod y person rwy'n siarad â nhw yma yn cysylltu â { $recipient } drosof am hyn, ac â neb arall: { $what } Caf dynnu hyn yn ôl nes iddo gael ei wneud. Mae'n dod i ben ar { $until }, neu pan fydd y sgwrs hon yn gorffen.
sharing-wording-supervision = Ceir trafod yr hyn rydyn ni'n siarad amdano mewn goruchwyliaeth, heb fy enw, er mwyn cefnogi fy ngweithiwr.
sharing-wording-statistics = Ceir cyfri yn rhifau'r gwasanaeth sut gorffennodd y sgwrs hon ac am beth roedd hi'n bennaf. Nid enwir neb ynddyn nhw.
sharing-ask-referral = Gaiff hyn ei drosglwyddo?
sharing-ask-contact = Gawn ni gysylltu â rhywun?
sharing-to = I bwy
sharing-what = Beth
sharing-until = Tan
sharing-asked = Sut y gofynnwyd
sharing-wording = Yn y geiriau hyn
sharing-nature-room = Yma
sharing-nature-person = Wyneb yn wyneb, ar { $when }
sharing-nature-phone = Dros y ffôn, ar { $when }
sharing-nature-video = Drwy fideo, ar { $when }
sharing-nature-writing = Yn ysgrifenedig, ar { $when }
sharing-unread = Doedd dim modd darllen hwn fel yr hyn mae'n honni bod. Nid yw'n cyfri am ddim.
sharing-loading = Rhywbeth am gytundeb
sharing-yours-open = Dy ddewis di yw. Nid yw dweud na yn newid dim arall.
sharing-yours-spoken = Nodwyd i ti ddweud ie. Dim ond os wyt ti'n ei gadarnhau yma y mae'n cyfri.
sharing-yours-agree = Cytunaist.
sharing-yours-refuse = Dywedaist na. Ni throsglwyddir dim.
sharing-yours-withdraw = Tynnaist ef yn ôl. Ni throsglwyddir dim.
sharing-yours-expired = Mae'r amser ar gyfer hyn ar ben. Ni throsglwyddir dim.
sharing-yours-done = Cafodd ei drosglwyddo.
sharing-answer = Ateb
sharing-answer-title = Dy ateb
sharing-avoid = Gyda phwy na ddylen ni gysylltu?
sharing-avoid-why = Rhieni, tiwtor, cyd-letywr: unrhyw un na ddylai glywed am hyn. Gofynnir hyn cyn gwneud dim drosot.
sharing-avoid-nobody = Neb yn arbennig
sharing-avoid-named = Nid y rhain:
sharing-avoid-whom = Gyda phwy i beidio â chysylltu
sharing-avoid-needed = Dywed gyda phwy i beidio â chysylltu, neu nad oes neb yn arbennig.
sharing-avoid-same = Rwyt ti newydd enwi { $recipient } fel rhywun i beidio â chysylltu ag ef. Os nad wyt ti eisiau hyn, dywed na.
sharing-agree = Rwy'n cytuno
sharing-refuse = Na
sharing-later-on = Ddim nawr
sharing-not-sent = Doedd dim modd cadw hynny ar y ffôn hwn ar hyn o bryd. Chafodd dim byd ei anfon. Rho gynnig arall arni.
sharing-withdraw = Ei dynnu'n ôl
sharing-withdraw-title = Tynnu hwn yn ôl?
sharing-withdraw-gone = O'r eiliad y mae eu dyfais yn clywed amdano, ni fydd eu hap yn gadael iddyn nhw drosglwyddo hyn. Ni ellir galw'n ôl yr hyn a drosglwyddwyd eisoes.
sharing-withdraw-yes = Ie, tynna fe'n ôl
sharing-said-agree = { $mine ->
        [yes] Cytunaist ei fod yn mynd i { $recipient }.
       *[no] Cytunwyd ei fod yn mynd i { $recipient }.
    }
sharing-said-refuse = { $mine ->
        [yes] Dywedaist na.
       *[no] Dywedwyd na. Ni cheir trosglwyddo dim.
    }
sharing-said-withdraw = { $mine ->
        [yes] Tynnaist yn ôl ei fod yn mynd i { $recipient }.
       *[no] Tynnwyd yn ôl ei fod yn mynd i { $recipient }. Ni cheir trosglwyddo dim.
    }
sharing-said-avoid = Peidio â chysylltu â: { $whom }
sharing-said-avoid-nobody = Nid oes neb i'w adael allan yn arbennig.
sharing-said-supervision-withdraw = { $mine ->
        [yes] Gofynnaist i hyn beidio â chael ei drafod mewn goruchwyliaeth.
       *[no] Nid ydyn nhw eisiau i hyn gael ei drafod mewn goruchwyliaeth. Ni chynigir nodyn. Os gall rhywun gael niwed difrifol, gelli di godi pryder o hyd.
    }
sharing-said-supervision-agree = { $mine ->
        [yes] Cytunaist y ceir trafod hyn mewn goruchwyliaeth, heb dy enw.
       *[no] Cytunwyd y ceir trafod hyn mewn goruchwyliaeth.
    }
sharing-said-statistics-withdraw = { $mine ->
        [yes] Gofynnaist i'r sgwrs hon beidio â chael ei chyfri.
       *[no] Nid ydyn nhw eisiau i'r sgwrs hon gael ei chyfri. Gadewir hi allan o'th rifau.
    }
sharing-said-statistics-agree = { $mine ->
        [yes] Cytunaist y ceir cyfri'r sgwrs hon.
       *[no] Cytunwyd y ceir cyfri'r sgwrs hon.
    }
sharing-done = Trosglwyddwyd i { $recipient }
sharing-done-uncovered = Nid oedd cytundeb ar gofnod a oedd yn cynnwys hyn. Cei gwyno amdano: mae'r polisi'n dweud wrth bwy.
sharing-open = Gofyn cyn trosglwyddo rhywbeth
sharing-form-title = Gofyn cyn trosglwyddo rhywbeth
sharing-form-lead = Nid oes dim yn mynd y tu allan i'r tîm heb gytundeb. Mae'r myfyriwr yn ateb yma, a gall ei dynnu'n ôl.
sharing-form-purpose = Beth fyddet ti'n ei wneud?
sharing-form-referral = Trosglwyddo rhywbeth i wasanaeth neu berson arall
sharing-form-contact = Cysylltu â rhywun ar ran y myfyriwr
sharing-form-recipient = I bwy? Un person neu wasanaeth
sharing-form-what = Beth yn union a ddywedid neu a drosglwyddid?
sharing-form-what-hint = Dim ond yr hyn sydd ei angen. Mae'r myfyriwr yn darllen hwn.
sharing-form-days = Am faint mae'r cytundeb yn dal?
sharing-form-day = { $days } diwrnod
sharing-form-nature = Sut rwyt ti'n gofyn?
sharing-form-room = Rwy'n gofyn yma
sharing-form-person = Cytunwyd wyneb yn wyneb
sharing-form-phone = Cytunwyd dros y ffôn
sharing-form-video = Cytunwyd drwy fideo
sharing-form-writing = Cytunwyd yn ysgrifenedig
sharing-form-when = Pryd y cytunwyd?
sharing-form-spoken = Mae cytundeb llafar yn cyfri pan gaiff ei gadarnhau yma.
sharing-form-preview = Gofynnir iddyn nhw gytuno i hyn
sharing-form-send = Gofyn
sharing-form-lacking = Dywed i bwy, a beth.
sharing-form-lacking-when = Dywed pryd y cytunwyd. Ni all fod yn hwyrach na nawr.
sharing-form-failed = Doedd dim modd cadw hynny ar y ddyfais hon ar hyn o bryd. Chafodd dim byd ei anfon.
sharing-may-may = Cytunwyd. Cei ei drosglwyddo.
sharing-may-unspoken = Siaradwch yn gyntaf. Gelli di ofyn ar ôl i chi'ch dau ysgrifennu yma.
sharing-may-unanswered = Heb ei ateb eto. Ni cheir trosglwyddo dim.
sharing-may-refused = Dywedwyd na. Ni cheir trosglwyddo dim.
sharing-may-withdrawn = Tynnwyd ef yn ôl. Ni cheir trosglwyddo dim.
sharing-may-expired = Mae'r amser ar gyfer hyn ar ben. Gofynna eto.
sharing-may-avoided = Enwyd y person neu'r gwasanaeth hwn fel un i beidio â chysylltu ag ef. Ni cheir trosglwyddo dim.
sharing-may-offline = Does dim cysylltiad, felly all y ddyfais hon ddim gwybod a gafodd ei dynnu'n ôl. Ni cheir trosglwyddo dim nawr.
sharing-may-unsure = Nid yw rhywbeth yn y sgwrs hon yn ffitio at ei gilydd, felly all y ddyfais hon ddim gwybod a gafodd ei dynnu'n ôl. Ni cheir trosglwyddo dim nawr.
sharing-may-done = Trosglwyddwyd.
sharing-pass = Rwyf wedi'i drosglwyddo
sharing-pass-title = Cofnodi'r hyn a drosglwyddaist
sharing-pass-avoid = Dywedwyd peidio â chysylltu â
sharing-pass-avoid-nobody = Nid enwyd neb i'w adael allan.
sharing-pass-read = Rwyf wedi darllen gyda phwy i beidio â chysylltu
sharing-pass-done = Beth a drosglwyddaist, a sut?
sharing-pass-done-hint = Mae'r myfyriwr yn gweld hyn yma.
sharing-pass-send = Ei gofnodi
sharing-pass-lacking = Dywed beth a drosglwyddaist, a dy fod wedi darllen gyda phwy i beidio â chysylltu.
sharing-purpose-conversation = Cael rhywun yn ysgrifennu atat yma
sharing-purpose-contact = “Mae gennyt ddiweddariad” yn Telegram
sharing-purpose-supervision = Mewn goruchwyliaeth
sharing-purpose-statistics = Yn y rhifau
sharing-purpose-referral = Trosglwyddo i { $recipient }
sharing-purpose-someone = Cysylltu â { $recipient }
sharing-state-agree = Cytunaist
sharing-state-withdraw = Wedi'i dynnu'n ôl
sharing-state-refuse = Dywedaist na
sharing-state-none = Heb ofyn
sharing-state-notice = Cytunwyd
sharing-state-asked = Yn aros am dy ateb
sharing-state-ended = Wedi dod i ben
sharing-state-done = Wedi'i wneud
sharing-since = Ers
sharing-version = Geiriad
sharing-version-is = fersiwn { $version }
sharing-history = Hanes
sharing-history-agree = Cytuno
sharing-history-withdraw = Tynnu'n ôl
sharing-history-refuse = Dweud na
sharing-in-room = Rwyt ti'n ateb hyn yn dy ystafell.
sharing-again = Cytuno eto
sharing-meaning-conversation = Rwyt ti'n ysgrifennu yma ac yn cael ateb, gan wybod beth sy'n breifat a beth yw'r terfynau.
sharing-gone-supervision-title = Peidio â thrafod mewn goruchwyliaeth?
sharing-gone-supervision = Nid yw ap dy weithiwr yn cynnig nodyn am y sgwrs hon mwyach, na'r rhai nesaf. Mae nodiadau a ysgrifennwyd o'r blaen yn aros; nid ydyn nhw'n dy enwi. Os gall rhywun gael niwed difrifol, gellir codi pryder diogelwch o hyd.
sharing-gone-statistics-title = Peidio â chyfri?
sharing-gone-statistics = Mae dyfais dy weithiwr yn gadael y sgwrs hon allan o'r rhifau mae'n eu hanfon, a'r rhai nesaf hefyd. Ni ellir dod o hyd eto i'r hyn a gyfrifwyd mewn wythnos a anfonwyd, gan nad enwir neb ynddi. Cei help yr un fath.
sharing-gone-yes = Ie, tynna fe'n ôl
sharing-later = Mae wedi'i gadw ar y ffôn hwn, ac fe'i dywedir wrth dy weithiwr cyn gynted ag y bydd dy ystafell ar agor.
sharing-yours-ended = Daeth hyn i ben gyda'r sgwrs. Ni throsglwyddir dim.
