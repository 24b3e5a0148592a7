# Yr hyn mae gweithiwr yn ei ddarllen wrth godi pryder. Drafft.

concern-raise = Codi pryder
concern-go-on = Mynd ymlaen â'th bryder
concern-progress = Am { $name } · cam { $at } o { $of }
concern-next = Nesaf
concern-send = Anfon at y ddau hyn
concern-discard = Taflu hwn
concern-discard-title = Taflu hwn?
concern-discard-why = Mae'r hyn a ddewisaist ac a deipiaist yma'n diflannu. Chafodd dim byd ei anfon.
concern-discard-yes = Ie, tafla fe
concern-too-long = Mae hynny'n rhy hir o { $over } nod, gan gynnwys negeseuon a ddyfynnwyd.
concern-trouble-unchecked = Allai'r ddyfais hon ddim gwirio pwy yw'r cydlynydd a'r rheolwr, felly chafodd dim byd ei anfon. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni, neu dywed wrth un ohonyn nhw wyneb yn wyneb.
concern-trouble-refused = Wnaeth y gwasanaeth mo'i dderbyn. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni, neu dywed wrth y cydlynydd neu'r rheolwr wyneb yn wyneb.

concern-danger-title = Oes rhywun mewn perygl ar hyn o bryd?
concern-danger-lead = Y myfyriwr, rhywun arall, neu ti.
concern-danger-yes = Oes, nawr
concern-danger-no = Nac oes, ddim nawr
concern-danger-unsure = Os nad wyt ti'n siŵr, dewisa oes. Gelli di fynd yn ôl.
concern-called-title = Ffonia yn gyntaf
concern-called-lead = Ffonia { $emergency }, neu dîm diogelwch y brifysgol os yw ar y safle. Gwna hynny nawr, yna ysgrifenna yma. Nid yw anfon hwn yn galw neb.
concern-called-no-number = Ffonia'r gwasanaethau brys, neu dîm diogelwch y brifysgol os yw ar y safle. Gwna hynny nawr, yna ysgrifenna yma. Nid yw anfon hwn yn galw neb.
concern-called = Pwy gafodd ei alw, gan bwy, a sut?
concern-called-hint = Er enghraifft: ffoniais am 21:10, maen nhw'n anfon rhywun. Os nad oedd modd galw neb, ysgrifenna pam.

concern-ground-title = Pam wyt ti'n poeni?
concern-ground-lead = Dewisa'r hyn sydd agosaf. Does dim rhaid i ti fod yn sicr: y ddau sy'n ei ddarllen sy'n penderfynu.
concern-ground-loading = Yn gofyn pa resymau mae'r polisi'n eu hadnabod
concern-said-title = Yr hyn a ddywedwyd
concern-quotes = Eu geiriau eu hunain
concern-quotes-hint = Dewisa dim ond yr hyn sy'n bwysig. Maen nhw'n mynd yn union fel yr ysgrifennwyd nhw. Y rhai diweddaraf sydd gyntaf.
concern-said = Yn dy eiriau di
concern-said-hint = Beth ddigwyddodd, a beth sy'n gwneud i ti boeni. Gad ef yn wag os yw eu geiriau nhw'n ei ddweud.
concern-wants-title = Beth maen nhw ei eisiau?
concern-wants = Yr hyn mae'r myfyriwr eisiau ei weld yn digwydd
concern-wants-hint = Hefyd wrth bwy nad ydyn nhw eisiau dweud. Os nad wyt ti'n gwybod, gad ef yn wag neu dywed hynny.
concern-told-title = Ydyn nhw'n gwybod?
concern-told-lead = Os yw'n ddiogel, dywed wrthyn nhw'n gyntaf: beth sy'n dy boeni, dy fod yn dweud wrth ddau berson yn y tîm, a pham. Does dim angen eu caniatâd arnat.
concern-told = Beth ddywedaist wrthyn nhw, a beth ddywedon nhw
concern-told-hint = Neu pam nad wyt wedi dweud wrthyn nhw.

concern-holder-title = Ydy e am un o'r ddau sy'n ei ddarllen?
concern-holder-lead = Mae pryderon yn mynd at y cydlynydd a'r rheolwr.
concern-holder-name = { $role }: { $name }
concern-about-neither = Na, am y naill na'r llall
concern-about-neither-why = Mae'r ddau'n ei gael.
concern-about-coordinator-why = Nid yw'n ei gael ac ni ddywedir wrtho ei fod yn bod. Mae'n mynd at y rheolwr a'r dirprwy.
concern-about-manager-why = Nid yw'n ei gael ac ni ddywedir wrtho ei fod yn bod. Mae'n mynd at y cydlynydd a'r dirprwy.

concern-review-title = Darllena ef unwaith eto
concern-review-to = Mae'n mynd at
concern-review-late = Os na fydd y naill na'r llall yn ei gadarnhau mewn pryd, gall y dirprwy ei agor. Cofnodir hynny.
concern-review-left-out = Nid at: { $role }.
concern-review-what = Dyma maen nhw'n ei ddarllen
concern-review-danger = Perygl nawr
concern-review-called = Pwy gafodd ei alw
concern-review-ground = Rheswm
concern-review-quotes = Eu geiriau eu hunain
concern-review-said = Yn dy eiriau di
concern-review-wants = Yr hyn mae'r myfyriwr ei eisiau
concern-review-told = Yr hyn a ddywedwyd wrth y myfyriwr
concern-review-nothing = Dim wedi'i ysgrifennu
concern-review-inside = Ynddo hefyd mae pa sgwrs mae'n ymwneud â hi, pryd yr ysgrifennaist ef, a'th enw fel y sawl a'i cododd. Nid yw enw'r myfyriwr ynddo oni bai i ti ei ysgrifennu.
concern-review-after =
    Caiff ei gloi i'r bobl hyn ar y ddyfais hon. Ar ôl ei anfon, ni elli di ei ddarllen na'i newid mwyach; dim ond ei fod wedi'i anfon a'i dderbyn a weli di.
    Nid yw'r gwasanaeth yn dweud wrth y myfyriwr, ac nid yw wedi'i restru yn ei gofnod.

concern-waiting-title = Heb ei anfon eto
concern-waiting = Does dim cysylltiad, felly does neb wedi cael dy bryder eto. Cadwa'r dudalen hon ar agor: caiff ei anfon cyn gynted ag y bydd cysylltiad. Os na all aros, dywed wrth y cydlynydd neu'r rheolwr wyneb yn wyneb, a ffonia os oes rhywun mewn perygl.
concern-sent-title = Mae dy bryder ar ei ffordd
concern-state-asking = Cafodd ei anfon. Doedd dim modd gofyn eto pa mor bell y mae wedi mynd.
concern-state-sent = Wedi'i anfon. Does neb wedi'i gadarnhau eto; mae'r dudalen hon yn dangos pan fydd rhywun yn gwneud.
concern-state-received = Wedi'i dderbyn. Mae un ohonyn nhw wedi'i gadarnhau ac yn delio ag ef nawr.
concern-state-gone = Nid yw'n cael ei gadw mwyach.
concern-state-unsent = Heb ei anfon eto.
concern-sent-after =
    Gwnest ti'r peth iawn. Does dim rhaid i ti gario hyn ar dy ben dy hun: y ddau sy'n ei ddarllen biau'r hyn sy'n digwydd nesaf.
    Tra bo'r sgwrs ar agor gelli di ddal i siarad fel o'r blaen. Os bydd unrhyw beth yn gwaethygu, ffonia, a chod ef eto.
concern-sent-back = Mynd yn ôl

concern-list-title = Pryderon a godaist
concern-list-why = Dim ond pryd, a pha mor bell mae pob un wedi mynd. Ni chedwir yr hyn a ysgrifennaist yma.
concern-short-asking = Wedi'i anfon
concern-short-unsent = Heb ei anfon eto
concern-short-sent = Wedi'i anfon
concern-short-received = Wedi'i dderbyn
concern-short-gone = Heb ei gadw mwyach

concern-ended = Dyw'r gwasanaeth ddim yn rhestru'r sgwrs hon fel un i ti mwyach. Daeth hi i ben, mae rhywun arall yn parhau â hi, neu mae'r gwasanaeth yn anghywir: chaiff y ddyfais hon ddim gwybod pa un. Ni elli di ei hagor nes iddi gael ei rhestru eto; wedyn mae'n parhau o'r lle'r oedd hi.
concern-ended-worried = Os oes rhywbeth ynddi'n dy boeni, cod bryder nawr, tra gelli di ddyfynnu'r hyn a ysgrifennwyd.
concern-ended-leave = Ei gadael
