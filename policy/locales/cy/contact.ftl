# Deiliad yn ysgrifennu at fyfyriwr. Drafft.

contact-nav = Dy sgyrsiau
contact-main = Yn ôl i dy dudalen dy hun
contact-main-room = Gyda { $name }
contact-asked = Neges gan { $who }
contact-open = Gyda { $who }
contact-loading = Mae rhywun o'r tîm wedi ysgrifennu atat
contact-unchecked-short = Neges na ellid ei gwirio
contact-unread = { $count ->
    [one] 1 neges newydd
   *[other] { $count } neges newydd
}

contact-who = { $name }, { $role }
contact-role-coordinator = cydlynydd
contact-role-manager = rheolwr
contact-role-deputy = dirprwy

contact-asked-title = Neges gan { $who }
contact-asked-why = Un o'r bobl sy'n gyfrifol am y gwasanaeth hwn yw hwn neu hon. Nid dy weithiwr yw, ac ni all dy weithiwr weld beth a ddywedir yma. Dim ond ti a { $name } all ei agor.
contact-asked-checked = Gwiriodd y ffôn hwn fod { $name } ar restr y tîm.
contact-asked-choice = Does dim rhaid i ti ateb, ac ni fydd neb yn gofyn pam. Mae dy sgwrs dy hun yn mynd ymlaen y naill ffordd neu'r llall.
contact-asked-first = Yr hyn a ysgrifennodd { $name }
contact-answer = Ateb
contact-not-now = Ddim nawr
contact-decline = Dydw i ddim eisiau'r sgwrs hon
contact-decline-title = Gwrthod y sgwrs hon?
contact-decline-gone = Bydd { $name } yn gweld ei bod wedi gorffen, ac nid pam. Ni all ysgrifennu atat yma mwyach, ond gall ofyn eto mewn sgwrs newydd. Ni fydd yr hyn a ysgrifennodd yn cael ei ddangos yma mwyach.
contact-decline-yes = Ie, gwrthod

contact-unchecked-title = Doedd dim modd i ni wirio pwy ysgrifennodd hwn
contact-unchecked = Ysgrifennodd rhywun atat yn enw'r tîm, ond allai'r ffôn hwn ddim gwirio pwy. Does dim ohono'n cael ei ddangos a chafodd dim byd ei anfon ato. Rho gynnig arall arni nes ymlaen, neu dywed wrth dy weithiwr.

contact-room-title = { $who }
contact-room-not-worker = Nid dy weithiwr yw hwn. Dim ond ti a { $name } all ddarllen yr hyn a ddywedir yma.
contact-gone = Dyw { $name } ddim ar restr y tîm mwyach, felly does dim byd arall yn cael ei anfon ato ef neu hi. Gelli di ddarllen yr hyn a ddywedwyd.

contact-closed-title = Mae'r sgwrs hon wedi gorffen
contact-closed-by-holder = { $name } orffennodd hi, ac ni all ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Ti biau hi tan { $date }.
contact-closed-by-student = Ti orffennodd hi. All { $name } ddim ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Ti biau hi tan { $date }.
contact-closed-unproven = Mae ein gweinydd yn dweud bod hon wedi gorffen, ond does neb ynddi wedi llofnodi hynny. Does dim modd anfon rhagor yma. Cafodd yr hyn y gelli di ei ddarllen o hyd ei wirio, a ti biau fe.
contact-closed-back = Yn ôl

contact-record = Sgyrsiau gyda'r tîm
contact-record-state-loading = Yn cael ei hagor
contact-record-state-unchecked = Does dim modd ei gwirio
contact-record-state-asked = Heb ei hateb
contact-record-state-open = Yn mynd ymlaen
contact-record-state-closed = Wedi gorffen

contact-desk-write = Ysgrifennu at y myfyriwr
contact-desk-why = Sgwrs rhyngot ti a'r myfyriwr yn unig. Ni all y gweithiwr na neb arall yn y tîm ei gweld. Gall y myfyriwr wrthod, ac ni ofynnir pam.
contact-desk-form-title = Ysgrifennu at y myfyriwr
contact-desk-form-who = Bydd yn gweld dy enw a'th rôl, a'r neges gyntaf hon.
contact-desk-form-mind = Efallai nad yw'n gwybod bod pryder wedi'i godi. Dywed pam rwyt ti'n ysgrifennu, mewn geiriau plaen, a beth fydd yn digwydd nesaf. Nid ar gyfer argyfwng mae hwn: os oes rhywun mewn perygl nawr, ffonia.
contact-desk-form-label = Dy neges gyntaf
contact-desk-form-too-long = Mae hynny'n hirach nag y gall un neges fod, o { $over } nod.
contact-desk-send = Anfon
contact-desk-cancel = Ddim nawr

contact-desk-list = Sgyrsiau gyda myfyrwyr
contact-desk-list-why = Ti yn unig biau nhw: dyw'r deiliaid eraill ddim yn eu gweld.
contact-desk-about = Am “{ $name }”
contact-desk-state-waiting = Yn aros am ateb
contact-desk-state-open = Ar agor
contact-desk-state-declined = Gwrthodwyd hi, neu gorffennodd cyn cael ateb
contact-desk-state-ended = Heb ei rhestru fel un i ti mwyach
contact-desk-state-unchecked = Does dim modd ei gwirio
contact-desk-written = Ysgrifennwyd { $when }
contact-desk-again = Ysgrifennu eto
contact-desk-go = Agor y sgwrs
contact-desk-forget = Tynnu o'r rhestr hon
contact-desk-unread = { $count ->
    [one] 1 neges newydd
   *[other] { $count } neges newydd
}

contact-desk-room-title = Gyda myfyriwr “{ $name }”
contact-desk-room-waiting = Dyw'r myfyriwr ddim wedi ateb eto. Gelli di ddal i ysgrifennu; bydd yn ei weld wrth ei hagor.
contact-desk-room-unchecked = Doedd dim modd gwirio rhywbeth am y sgwrs hon, felly does dim byd yn cael ei anfon.
contact-desk-room-close = Gorffen y sgwrs hon
contact-desk-room-close-title = Gorffen y sgwrs hon?
contact-desk-room-close-gone = Ni fyddi di'n gallu ei hagor mwyach, ar unrhyw ddyfais. Gall y myfyriwr ei darllen nes bod ei hamser cadw ar ben.
contact-desk-room-close-yes = Ie, gorffen hi

contact-desk-trouble-offline = Dim cysylltiad. Mae'r hyn a ysgrifennaist wedi'i gadw yma; rho gynnig arall arni.
contact-desk-trouble-failed = Weithiodd hynny ddim. Mae'r hyn a ysgrifennaist wedi'i gadw yma; rho gynnig arall arni.
contact-desk-trouble-roster = Newidiodd rhestr y tîm yn y cyfamser, neu dwyt ti ddim arni. Rho gynnig arall arni.
contact-desk-trouble-exists = Mae gennyt sgwrs gyda'r myfyriwr hwn sy'n dal i fynd.
contact-desk-trouble-full = Dechreuwyd cynifer o sgyrsiau am yr achos hwn fel na ellir dechrau rhagor.
contact-desk-trouble-gone = Does dim modd ysgrifennu at y myfyriwr hwn mwyach: dilëwyd yr achos, neu gadawyd ef ar ôl.
contact-desk-trouble-stale = Mae'r myfyriwr wedi newid ei allweddi ers i'r pryder gael ei godi, felly ni all neges a ysgrifennir ohono ei gyrraedd.
contact-desk-trouble-unchecked = Allai'r ddyfais hon ddim gwirio'r tîm, felly chafodd dim byd ei anfon.
