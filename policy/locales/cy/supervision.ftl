# Nodiadau goruchwylio. Drafft.

supervision-theme-study = Astudio ac arholiadau
supervision-theme-home = Cartref a thai
supervision-theme-family = Teulu
supervision-theme-relationships = Ffrindiau a pherthnasoedd
supervision-theme-alone = Bod ar eich pen eich hun
supervision-theme-health = Iechyd a chwsg
supervision-theme-money = Arian a gwaith
supervision-theme-hurt = Trais neu gam-drin
supervision-theme-worry = Poeni am ddiogelwch
supervision-theme-limits = Fy nherfynau fy hun
supervision-theme-other = Rhywbeth arall

supervision-note = Nodyn ar gyfer goruchwyliaeth
supervision-note-about = Am { $name }
supervision-note-lead = Mae goruchwyliaeth yn dy helpu gyda'th waith. Ysgrifenna fel y daw: tynnir enwau ar y ddyfais hon cyn i ddim ei gadael.
supervision-note-concern = Os oes rhywun mewn perygl, paid ag aros am oruchwyliaeth.
supervision-note-theme = Am beth mae e?
supervision-note-theme-none = Dewisa un
supervision-note-own-theme = Yn dy eiriau dy hun
supervision-note-own-theme-hint = Dim mwy na 40 nod
supervision-note-happened = Beth ddigwyddodd
supervision-note-wish = Beth rydw i ei eisiau gan oruchwyliaeth
supervision-note-own = Sut rydw i
supervision-note-own-hint = Rwyt ti'n cyfri hefyd.
supervision-note-check = Chwilio am enwau
supervision-note-send = Cloi ac anfon
supervision-note-back = Newid yr hyn a ysgrifennais
supervision-note-sending = Yn cloi ac yn anfon
supervision-note-again = Anfon eto
supervision-note-later = Ddim nawr
supervision-fault-theme = Dewisa am beth mae e.
supervision-fault-own-theme = Dywed am beth mae e, mewn dim mwy na 40 nod.
supervision-fault-theme-long = Gyda'r enwau wedi'u disodli, mae am beth mae e yn hirach na 40 nod. Byrha ef.
supervision-fault-empty = Ysgrifenna rywbeth mewn o leiaf un o'r tri.
supervision-fault-long = Mae hynny'n rhy hir o { $over } nod.
supervision-fault-joined = Mae rhywbeth a farciwyd yn rhedeg o un blwch i'r nesaf. Newidia ef ychydig ac edrycha eto. Chafodd dim byd ei anfon.
supervision-trouble-later = Dim cysylltiad. Does dim wedi'i golli; anfona eto pan fyddi'n ôl.
supervision-trouble-unchecked = Allai'r ddyfais hon ddim gwirio'r tîm ar hyn o bryd, felly chafodd dim byd ei anfon.
supervision-trouble-full = Rwyt ti wedi ysgrifennu llawer iawn o nodiadau yr wythnos hon. Siarada â'r cydlynydd. Chafodd dim byd ei anfon.
supervision-trouble-failed = Weithiodd hynny ddim. Chafodd dim byd ei anfon, a does dim wedi'i golli.
supervision-sent-title = Wedi'i anfon
supervision-sent = Mae goruchwyliaeth yn ei adnabod fel
supervision-sent-why = Mae'r geiriau hyn yn sefyll am y sgwrs nes i'r tymor ddod i ben. Defnyddia nhw wrth siarad amdani: all neb ddweud ohonyn nhw pwy yw.
supervision-sent-done = Wedi gorffen

supervision-offer-title = Dyw un sgwrs ddim wedi'i rhestru fel un i ti mwyach
supervision-offer = Hoffet ti ysgrifennu nodyn ar gyfer goruchwyliaeth am { $name }? Cei ei adael. Os oes rhywbeth ynddi'n dy boeni, cod bryder.
supervision-offer-write = Ysgrifennu nodyn
supervision-offer-leave = Ei adael
supervision-offer-leave-title = Ei adael?
supervision-offer-leave-gone = Mae'r hyn a ddechreuaist ei ysgrifennu'n diflannu, ac ni ellir ysgrifennu nodyn am y sgwrs hon mwyach, na chodi pryder.
supervision-offer-leave-yes = Ie, ei adael

supervision-mine = Nodiadau
supervision-mine-title = Fy nodiadau
supervision-mine-lead = Ni ellir agor yma eto yr hyn a anfonaist: dim ond goruchwyliaeth all wneud.
supervision-mine-empty = Dwyt ti ddim wedi ysgrifennu nodyn eto. Gelli di ysgrifennu un o ystafell, o dan Mwy.
supervision-mine-week = Wythnos { $date }
supervision-mine-new = Wedi'i anfon
supervision-mine-review = Yn cael ei ystyried
supervision-mine-discussed = Wedi'i drafod
supervision-mine-closed = Wedi cau
supervision-reply-by = { $role }: { $name }
supervision-reply-broken = Daeth ateb na ellid ei agor na'i wirio. Gofynna i'r cydlynydd wyneb yn wyneb.

supervision-tab = Goruchwylio
supervision-title = Goruchwyliaeth
supervision-empty = Nid oes nodiadau eto.
supervision-none = Dim nodiadau yn yr olwg hon.
supervision-group = Grwpio yn ôl
supervision-group-theme = Thema
supervision-group-name = Enw
supervision-filter = Dangos
supervision-filter-open = Heb gau
supervision-filter-all = Pob un
supervision-state-new = Newydd
supervision-state-review = Dan ystyriaeth
supervision-state-discussed = Wedi'i drafod
supervision-state-closed = Wedi cau
supervision-filter-count = { $what } ({ $count })
supervision-on-agenda = Ar yr agenda
supervision-term = { $part ->
        [1] Ionawr i Ebrill { $year }
        [2] Mai i Awst { $year }
       *[other] Medi i Ragfyr { $year }
    }
supervision-by = Ysgrifennwyd gan { $name }
supervision-uncertain = Ddim yn sicr pwy ysgrifennodd hwn
supervision-broken = Nid yw'r nodyn hwn yn ffitio at ei gilydd, felly ni ddangosir dim ohono.
supervision-broken-why = Doedd dim modd ei agor na'i wirio ar y ddyfais hon. Os yw hynny'n parhau, dywed wrth y tîm wyneb yn wyneb.
supervision-nothing = Dim wedi'i ysgrifennu yma
supervision-take = Cymryd i'w ystyried
supervision-discuss = Wedi'i drafod
supervision-close = Cau
supervision-reopen = Yn ôl i'w ystyried
supervision-agenda-on = Rhoi ar yr agenda
supervision-agenda-off = Tynnu oddi ar yr agenda
supervision-changed = Newidiodd rhywun arall hwn yn y cyfamser. Dyma sut mae nawr.
supervision-failed = Weithiodd hynny ddim. Mae'r dudalen hon yn dangos sut mae nawr.
supervision-offline = Dim cysylltiad. Newidiodd dim byd.
supervision-team = Mae'r tîm newydd newid. Rho gynnig arall arni.
supervision-replies = { $count ->
        [one] Anfonwyd un ateb.
       *[other] Anfonwyd { $count } ateb.
    }
supervision-reply = Ateb yr awdur
supervision-reply-hint = Dim ond yr awdur all ei agor. Ni ellir ei ddarllen eto yma.
supervision-reply-send = Cloi ac anfon
supervision-reply-sent = Anfonwyd dy ateb.
supervision-reply-not = Nid yw'n sicr pwy ysgrifennodd hwn, felly ni ellir cloi ateb ar ei gyfer.

supervision-agenda-open = Agenda'r sesiwn nesaf ({ $count })
supervision-agenda-title = Agenda'r sesiwn nesaf
supervision-agenda-empty = Does dim ar yr agenda. Cymer nodyn i'w ystyried, yna rho ef arni.
supervision-agenda-lead = Nid oes enwau yma: nid enw'r myfyriwr, nid enw'r gweithiwr. Cadwa'r papur fel rwyt ti'n cadw'r nodiadau.
supervision-agenda-full = Gyda'r nodiadau cyfan
supervision-consultants-none = Nid oes ymgynghorydd ar y rhestr ddyletswydd, felly dim ond y cydlynydd a'r rheolwr sy'n ei darllen.
supervision-consultants = { $count ->
        [one] Mae un ymgynghorydd yn ei darllen.
       *[other] Mae { $count } ymgynghorydd yn ei darllen.
    }
supervision-consultants-again = Ei chloi eto i bob ymgynghorydd
supervision-consultants-why = Gall ymgynghorydd a gafodd dystysgrif wedyn ei darllen ar ôl ei chloi eto.

supervision-reading-empty = Does dim ar yr agenda ar hyn o bryd.
supervision-reading-lead = Yr hyn a roddodd y tîm ar agenda'r sesiwn nesaf. Mae'n diflannu ar ôl ei drafod.
supervision-trouble-took-back = Nid yw'r myfyriwr eisiau i hyn gael ei drafod mewn goruchwyliaeth mwyach. Chafodd dim byd ei anfon.
supervision-took-back = { $name }: nid yw eisiau i hyn gael ei drafod mewn goruchwyliaeth, felly nid ysgrifennir nodyn. Os gall rhywun gael niwed difrifol, gelli di godi pryder o hyd.
