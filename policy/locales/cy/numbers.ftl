# Y rhifau. Drafft. Enwau tablau: dim mwy na 40 nod; labeli: dim mwy na 80.

numbers-ask-why = Os hoffet ti, dywed sut aeth hi. Dim ond ei gyfri a wneir, ynghyd â phob sgwrs arall.
numbers-ask-outcome = Sut gorffennodd hi?
numbers-ask-theme = Am beth roedd hi'n bennaf?
numbers-ask-pointed = I ble y cyfeiriaist, yn gyntaf oll?
numbers-ask-fewer = Tynnu'r ateb yn ôl

numbers-over-title = Heb eu rhestru fel rhai i ti mwyach
numbers-over = Dyw'r sgwrs hon ddim wedi'i rhestru fel un i ti mwyach: { $name }
numbers-over-count = Ei chyfri
numbers-over-skip = Peidio â'i chyfri

numbers-outcome-heard = Roedd cael gwrandawiad yn ddigon am y tro
numbers-outcome-step = Gadawodd â chynllun ei hun ar gyfer y cam nesaf
numbers-outcome-onward = Mynd ymlaen gyda gwasanaeth arall
numbers-outcome-handed = Mynd ymlaen gydag un arall o'n gweithwyr
numbers-outcome-faded = Peidiodd ag ysgrifennu
numbers-outcome-outside = Nid ar gyfer hynny rydyn ni yma
numbers-outcome-unsaid = Heb ei ddweud

numbers-theme-study = Astudio ac arholiadau
numbers-theme-money = Arian a gwaith
numbers-theme-home = Tai a neuaddau
numbers-theme-people = Ffrindiau, teulu, perthnasoedd
numbers-theme-alone = Bod ar eich pen eich hun, ymgartrefu
numbers-theme-mood = Straen, poeni, hwyliau isel
numbers-theme-health = Iechyd
numbers-theme-loss = Colled a galar
numbers-theme-unfair = Cael eich trin yn annheg
numbers-theme-other = Rhywbeth arall
numbers-theme-unsaid = Heb ei ddweud

numbers-pointed-nowhere = Dim unman: siarad oedd ei eisiau
numbers-pointed-union = Gwasanaeth cynghori'r undeb
numbers-pointed-university = Gwasanaeth yn y brifysgol
numbers-pointed-health = Meddyg neu wasanaeth iechyd
numbers-pointed-helpline = Llinell gymorth
numbers-pointed-elsewhere = Rhywle arall
numbers-pointed-unsaid = Heb ei ddweud

numbers-wait_1h = Atebwyd o fewn awr
numbers-wait_4h = O fewn 4 awr
numbers-wait_24h = O fewn 24 awr
numbers-wait_longer = Yn hwyrach na hynny
numbers-withdrawals = Tynnwyd yn ôl cyn cael ateb

numbers-table-waits = Aros am yr ateb cyntaf
numbers-table-themes = Am beth roedd yn bennaf
numbers-table-outcomes = Sut gorffennodd sgyrsiau
numbers-table-pointed = I ble y cyfeiriwyd myfyrwyr
numbers-together = I gyd gyda'i gilydd
numbers-total = Cyfanswm
numbers-hidden = 1 i 7
numbers-row = Beth
numbers-count = Faint
numbers-period = Cyfnod
numbers-table = Tabl

numbers-term = { $number ->
        [1] Ionawr i Ebrill { $year }
        [2] Mai i Awst { $year }
       *[3] Medi i Ragfyr { $year }
    }

numbers-month = { $number ->
        [1] Ionawr { $year }
        [2] Chwefror { $year }
        [3] Mawrth { $year }
        [4] Ebrill { $year }
        [5] Mai { $year }
        [6] Mehefin { $year }
        [7] Gorffennaf { $year }
        [8] Awst { $year }
        [9] Medi { $year }
        [10] Hydref { $year }
        [11] Tachwedd { $year }
       *[12] Rhagfyr { $year }
    }
numbers-option = { $period }: { $state }

numbers-tab = Rhifau
numbers-title = Rhifau
numbers-lead = Yr hyn y gall y gwasanaeth ei ddweud wrth eraill amdano'i hun: cyfrifon o bawb gyda'i gilydd, a byth un bach.
numbers-none = Nid oes rhifau wedi'u rhyddhau eto. Mae'r cydlynydd yn rhyddhau rhai cyfnod ar ôl iddo orffen.
numbers-how = Sut i ddarllen hwn
numbers-how-rules = Dangosir 0 fel y mae. Dangosir cyfrifon o 1 i 7 fel “1 i 7”, fel na ellir dod o hyd i neb ynddyn nhw. Talgrynnir pob un arall i'r 5 agosaf, y cyfanswm hefyd: does dim rhaid i resi adio iddo. Un rhes yw tabl o ychydig iawn.
numbers-how-counted = Mae ffonau gweithwyr yn cyfri'r hyn a atebodd pob un; mae'r gwasanaeth yn cyfri'r aros. Mae ffôn y cydlynydd yn agor y cyfrifon hyn, yn eu hadio ac yn dangos y symiau yn unig. Nid yw sgyrsiau gweithwyr na ddaeth eu hwythnos i mewn ynddyn nhw.
numbers-uncertain = Doedd dim modd gwirio'r tabl hwn: nid yw neb y mae'r ddyfais hon yn ymddiried ynddo wedi'i lofnodi.
numbers-uncertain-rows = Gadewir ef allan o'r hyn rwyt ti'n ei gadw neu'n ei gopïo.
numbers-broken = { $count ->
        [one] Doedd dim modd darllen un tabl, felly ni chaiff ei ddangos.
       *[other] Doedd dim modd darllen { $count } tabl, felly ni chânt eu dangos.
    }
numbers-nothing = Ni chyfrifwyd dim.
numbers-chart = Siart: { $name }, { $period }. Mae'r un rhifau yn y tabl oddi tano.
numbers-csv = Cadw fel CSV
numbers-copy = Copïo fel testun
numbers-copied = Wedi'i gopïo
numbers-copy-not = Weithiodd copïo ddim. Dewisa'r testun isod a'i gopïo.
numbers-text = Y rhifau fel testun
numbers-png = Cadw llun
numbers-png-copy = Copïo llun
numbers-png-not = Weithiodd hynny ddim yma. Mae'r un rhifau yn y tabl.
numbers-save-else = Os nad oes dim yn cael ei gadw, dyw Telegram ddim yn gadael i'r dudalen hon gadw ffeiliau: copïa'r testun, neu agora'r ddesg yn Telegram ar gyfrifiadur.

numbers-make = Rhewi cyfnod
numbers-make-lead = Pan fydd cyfnod ar ben, daw ei gyfrifon yn dablau sefydlog, unwaith ac am byth. Yna rwyt ti'n eu rhyddhau.
numbers-which = Pa gyfnod?
numbers-look = Edrych arno
numbers-looking = Yn agor y cyfrifon wythnosol
numbers-state-open = heb orffen
numbers-state-due = gellir ei rewi
numbers-state-frozen = wedi'i rewi, heb ei ryddhau
numbers-state-released = wedi'i ryddhau
numbers-until = Nid yw'r cyfnod hwn ar ben: mae ei wythnos olaf yn gorffen ar { $date }. Tan hynny ni ellir rhewi dim.
numbers-came = { $count ->
        [0] Ni ddaeth cyfrif wythnosol gan weithiwr i mewn.
        [one] Daeth un cyfrif wythnosol gan weithiwr i mewn a gellid ei wirio.
       *[other] Daeth { $count } cyfrif wythnosol gan weithwyr i mewn a gellid eu gwirio.
    }
numbers-left-out = { $count ->
        [one] Gadewir un cyfrif wythnosol allan: doedd dim modd ei agor, neu nid yw neb sydd ar y rhestr ddyletswydd nawr wedi'i lofnodi.
       *[other] Gadewir { $count } cyfrif wythnosol allan: doedd dim modd eu hagor, neu nid yw neb sydd ar y rhestr ddyletswydd nawr wedi'u llofnodi.
    }
numbers-missing = Mae ffôn gweithiwr yn anfon ei wythnosau pan fydd yn agor ei ddesg nesaf. Os wyt ti'n disgwyl rhagor, gofynna iddyn nhw ei hagor, ac edrycha eto: nid yw'r hyn a ddaw ar ôl rhewi'n cyfri yn unman.
numbers-preview = Dyma a rewir
numbers-preview-alone = { $count ->
        [one] Dangosir un tabl fel ei gyfanswm yn unig: mae'n cyfri rhy ychydig, neu byddai ei resi'n datgelu cyfrif bach.
       *[other] Dangosir { $count } tabl fel eu cyfansymiau yn unig: maen nhw'n cyfri rhy ychydig, neu byddai eu rhesi'n datgelu cyfrif bach.
    }
numbers-freeze = Rhewi'r tablau hyn
numbers-freeze-title = Rhewi { $period }?
numbers-freeze-why = Mae'r tablau'n aros fel y maen nhw nawr, am byth. Dinistrir y cyfrifon wythnosol y'u gwnaed ohonynt, felly ni ellir cyfri, cywiro nac ychwanegu dim eto. Ni wêl neb arall y tablau nes i ti eu rhyddhau.
numbers-freeze-yes = Ie, rhewi
numbers-frozen = Wedi'u rhewi. Nid yw'r tablau hyn byth yn newid.
numbers-frozen-before = Rhewyd y cyfnod hwn o'r blaen. Ni wnaed dim eto: dyma'r tablau sydd.
numbers-frozen-together = Cymerodd y gwasanaeth y tablau hyn fel cyfansymiau yn unig: byddai eu rhesi wedi datgelu cyfrif bach.
numbers-fixed = Mae'r cyfnod hwn wedi'i rewi. Mae ei dablau isod; ni wneir nhw byth eto.
numbers-fixed-released = Mae'r cyfnod hwn wedi'i rewi a'i ryddhau. Mae ei dablau isod; ni wneir nhw byth eto.
numbers-release = Eu rhyddhau
numbers-release-title = Rhyddhau { $period }?
numbers-release-why = Wedyn gall y rheolwr a'r dirprwy ddarllen y tablau hyn, eu cadw a'u trosglwyddo. Does dim modd tynnu hynny'n ôl.
numbers-release-yes = Ie, rhyddhau
numbers-released = Wedi'u rhyddhau.
numbers-not-released = Dim ond ti all weld y tablau hyn hyd yma.
numbers-trouble-offline = Dim cysylltiad. Newidiodd dim byd; rho gynnig arall arni.
numbers-trouble-failed = Weithiodd hynny ddim. Newidiodd dim byd.
numbers-trouble-period = Mae'r gwasanaeth yn dweud na ellir rhewi'r cyfnod hwn nawr: nid yw ei wythnos olaf ar ben, neu mae'r gwasanaeth yn cyfri mewn cyfnodau eraill.
numbers-trouble-key = Nid oes gan y ddyfais hon allwedd rôl i agor cyfrifon wythnosol â hi.
numbers-trouble-unchecked = Doedd dim modd gwirio'r tîm, felly nid agorwyd na llofnodwyd dim.
