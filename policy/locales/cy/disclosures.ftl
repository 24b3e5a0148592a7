# Datgelu gan ddau ddeiliad. Drafft.

disclosures-tab = Datgelu
disclosures-title = Datgeliadau
disclosures-lead = Mae angen dau ddeiliad i agor pwy yw myfyriwr: mae un yn ysgrifennu pam, a'r llall yn penderfynu heb wybod pwy yw. Dechreua un o bryder yn y blwch.
disclosures-lead-auditor = Y cofnodion datgelu a seliodd deiliad i ti. Nid yw pwy yw'r myfyriwr ynddyn nhw.
disclosures-empty = Nid oes yr un.
disclosures-prepare = Paratoi datgeliad
disclosures-now = { $count ->
        [one] Mae datgeliad yn aros amdanat.
       *[other] Mae { $count } datgeliad yn aros amdanat.
    }
disclosures-now-overdue = { $count ->
        [one] Mae'n hwyr i ti ddweud beth wnaed ar ôl agor hunaniaeth.
       *[other] Mae'n hwyr i ti ddweud beth wnaed mewn { $count } datgeliad.
    }
disclosures-now-go = Dangos

disclosures-state-requested = Yn aros am benderfyniad
disclosures-state-approved = Wedi'i gymeradwyo, heb ei agor
disclosures-state-opened = Wedi'i agor
disclosures-state-completed = Wedi'i gwblhau
disclosures-state-refused = Wedi'i wrthod
disclosures-state-withdrawn = Wedi'i dynnu'n ôl, yn ôl gair y gwasanaeth
disclosures-withheld-badge = Wedi'i ddal yn ôl gan y gwasanaeth
disclosures-withheld = Dyw'r gwasanaeth ddim yn dangos hwn mwyach fel y darllenodd y ddyfais hon ef. Yr hyn sydd yma yw'r hyn a ddarllenwyd ac a lofnodwyd; does dim modd gwneud dim ag ef nawr. Siarada â'r deiliad arall wyneb yn wyneb.
disclosures-turn-decide = Ti sy'n penderfynu
disclosures-turn-open = Gelli di ei agor
disclosures-turn-complete = Dywed beth wnaed
disclosures-overdue = Hwyr
disclosures-asked = Gofynnwyd ar { $date }
disclosures-pair = { $requester } sy'n gofyn, { $approver } sy'n penderfynu
disclosures-broken-record = Doedd dim modd gwirio'r cofnod hwn ar y ddyfais hon, felly ni ddangosir dim ohono. Dywed wrth y deiliad arall wyneb yn wyneb.
disclosures-broken-decision = Doedd dim modd gwirio'r penderfyniad ar y ddyfais hon. Does dim modd gwneud dim â'r datgeliad hwn yma. Dywed wrth y deiliad arall wyneb yn wyneb.
disclosures-broken-completion = Doedd dim modd gwirio ar y ddyfais hon yr hyn y dywedir iddo gael ei wneud. Dywed wrth y deiliad arall wyneb yn wyneb.
disclosures-draft = Rwyt ti'n ysgrifennu datgeliad.
disclosures-draft-go = Dal i ysgrifennu
disclosures-draft-drop = Ei daflu
disclosures-draft-drop-title = Taflu'r hyn a ysgrifennaist?
disclosures-draft-drop-why = Chafodd dim ohono ei anfon. Bydd yn diflannu.
disclosures-draft-drop-yes = Ie, tafla fe

disclosures-form-title = Paratoi datgeliad
disclosures-form-lead = Dyma'r cofnod. Daw cyn agor dim, ti sy'n ei lofnodi, ac mae'n aros. Dwyt ti ddim yn gwybod eto pwy yw'r myfyriwr; ysgrifenna ef fel nad oes angen i'r deiliad arall wybod chwaith.
disclosures-form-flag = Am y pryder ar y sail “{ $ground }”, a ysgrifennwyd ar { $date }.
disclosures-form-lacking = Mae rhywbeth ar goll:
disclosures-form-lacks = Dywed hyn hefyd.
disclosures-form-ground = Ar ba sail?
disclosures-form-ground-hint = Dim ond y seiliau hyn sy'n caniatáu hynny.
disclosures-form-ground-none = Doedd dim modd darllen seiliau'r polisi. Edrycha ar y cysylltiad.
disclosures-form-ground-again = Rho gynnig arall arni
disclosures-form-outline = Beth ddigwyddodd, yn fras
disclosures-form-outline-hint = Heb enw, rhif, ystafell na chyfeiriad neb. Mae'r deiliad arall yn penderfynu heb wybod pwy yw, er mwyn penderfynu ar yr hyn a ddigwyddodd.
disclosures-form-names = { $count ->
        [one] Gallai hyn ddweud pwy yw:
       *[other] Gallai'r rhain ddweud pwy yw:
    }
disclosures-form-names-how = Ysgrifenna “ffrind” neu “y neuadd” yn lle hynny, oni bai nad yw'n perthyn i neb.
disclosures-form-aim = Beth fyddai dweud wrth rywun yn ei gyflawni?
disclosures-form-aim-hint = Beth sy'n dod yn fwy diogel drwyddo, a pham na fyddai dim llai yn gwneud y tro.
disclosures-form-recipients = Wrth bwy y dywedid?
disclosures-form-recipients-hint = Cyn lleied â phosibl. Un ar y tro: rôl, gwasanaeth, person a enwir.
disclosures-form-recipient = Pwy
disclosures-form-recipient-add = Ychwanegu
disclosures-form-recipient-drop = Tynnu { $name }
disclosures-form-fields = Beth a ddywedid wrthyn nhw am bwy yw'r myfyriwr?
disclosures-form-fields-hint = Cyn lleied â phosibl. Dim ond yr hyn rwyt ti'n ei dicio yma a ddangosir pan agorir yr hunaniaeth, ac nid y gweddill.
disclosures-form-consulted = Gyda phwy yr ymgynghoraist?
disclosures-form-consulted-hint = Rhaid gofyn i rywun uwch cyn torri cyfrinachedd. Dywed pwy, pryd, a beth oedd y cyngor.
disclosures-form-told = Ydy'r myfyriwr yn gwybod?
disclosures-form-told-hint = Ceisia ddweud wrth y myfyriwr yn gyntaf, os yw'n ddiogel: gelli di ysgrifennu ato o'r pryder. Noda'r hyn mae'n ei ddymuno, hefyd lle rwyt ti'n mynd yn groes iddo.
disclosures-form-told-told = Ydy, dywedwyd
disclosures-form-told-not-told = Nac ydy, ni ddywedwyd
disclosures-form-wishes = Beth mae'n ei ddymuno?
disclosures-form-why-not = Pam na ddywedwyd?
disclosures-form-why-not-hint = Er enghraifft: byddai'n ychwanegu at y perygl, doedd dim amser, mae'r gyfraith yn ei wahardd. Heb reswm rhaid dweud.
disclosures-form-telling = Pryd mae'n darllen amdano yn “Fy nghofnod”?
disclosures-form-telling-hint = Mae “Fy nghofnod” yn dangos i fyfyrwyr pwy ddaeth at yr hyn sy'n eiddo iddyn nhw. Ar ôl yr amser a ddewisi mae'n dangos hyn hefyd.
disclosures-telling-at-once = Cyn gynted ag yr agorir ef
disclosures-telling-week = Ymhen wythnos
disclosures-telling-month = Ymhen 30 diwrnod
disclosures-telling-quarter = Ymhen 90 diwrnod
disclosures-telling-lifted = Ddim nes i ddeiliad ei ganiatáu
disclosures-form-note = Yr hyn a ddarllenir yno
disclosures-form-note-hint = I'r myfyriwr, mewn geiriau plaen: pam y gwnaed hyn. Darllenir hefyd y sail, pwy gafodd wybod, a beth.
disclosures-form-closed = Oes rhywun i'w gadw rhag darllen y cofnod hwn?
disclosures-form-closed-hint = Ticia bwy bynnag a allai edrych i mewn i gŵyn amdano. Ni roddir ef iddyn nhw byth, ddim fel archwilydd nac ar ôl adnewyddu tystysgrif chwaith.
disclosures-form-closed-none = Nid oes neb arall yn y tîm y gellid byth ei roi iddo.
disclosures-form-approver = Pwy sy'n penderfynu?
disclosures-form-approver-hint = Y deiliad arall. Dim ond os yw i ffwrdd, y dirprwy: efallai nad yw'r pryder gan y dirprwy, ac felly na all gymharu'r cofnod hwn ag ef.
disclosures-form-approver-out = Mae'r pryder am y rôl hon, sy'n cael ei gadael allan: { $role }.
disclosures-form-review = Darllen drwyddo
disclosures-lack-ground = y sail
disclosures-lack-outline = beth ddigwyddodd, yn fras
disclosures-lack-aim = beth fyddai dweud wrth rywun yn ei gyflawni
disclosures-lack-recipients = wrth bwy y dywedid
disclosures-lack-fields = beth a ddywedid wrthyn nhw
disclosures-lack-consulted = gyda phwy yr ymgynghoraist
disclosures-lack-told = a yw'r myfyriwr yn gwybod
disclosures-lack-wishes = beth mae'r myfyriwr yn ei ddymuno
disclosures-lack-why-not = pam na ddywedwyd
disclosures-lack-telling = pryd mae'n darllen amdano
disclosures-lack-note = beth fydd yn ei ddarllen
disclosures-lack-approver = pwy sy'n penderfynu

disclosures-review-title = Darllen drwyddo
disclosures-review-lead = Dyma rwyt ti'n ei lofnodi. Mae'n mynd at { $approver } yn unig, wedi'i selio; all y gwasanaeth ddim ei ddarllen.
disclosures-review-change = Newid rhywbeth
disclosures-review-send = Llofnodi ac anfon
disclosures-review-send-title = Llofnodi'r cofnod hwn?
disclosures-review-send-why = Mae ar gofnod o hyn ymlaen. Gelli di ei dynnu'n ôl nes agor yr hunaniaeth, ond nid ei newid. Os gwrthodir ef, mae hynny'n derfynol ar y sail hon.
disclosures-review-send-yes = Llofnodi ac anfon

disclosures-one-title = Datgeliad
disclosures-ground = Sail
disclosures-outline = Amlinelliad
disclosures-aim = Yr hyn mae i'w gyflawni
disclosures-recipients = I gael gwybod
disclosures-fields = Beth o'u hunaniaeth
disclosures-consulted = Ymgynghorwyd â
disclosures-told = Dywedwyd wrth y myfyriwr
disclosures-told-told = Do
disclosures-told-not-told = Naddo
disclosures-wishes = Yr hyn mae'n ei ddymuno
disclosures-why-not = Pam na ddywedwyd
disclosures-tell = Mae'r myfyriwr yn darllen amdano
disclosures-tell-at-once = cyn gynted ag yr agorir ef
disclosures-tell-from = o { $date } ymlaen
disclosures-tell-lifted = ddim nes i ddeiliad ei ganiatáu
disclosures-closed = Wedi'i gadw rhag
disclosures-closed-unknown = rhywun nad yw ar y rhestr ddyletswydd mwyach
disclosures-closed-nobody = neb
disclosures-requester = Yn gofyn
disclosures-approver = Yn penderfynu
disclosures-field-telegram-id = Rhif Telegram
disclosures-field-telegram-name = Enw yn Telegram
disclosures-field-name = Enw
disclosures-field-phone = Ffôn
disclosures-field-place = Ble mae'n byw neu ble mae
disclosures-field-someone = Rhywun i'w ffonio
disclosures-record = Y cofnod
disclosures-signed = Llofnodwyd gan { $by } ar { $date }.
disclosures-signed-certain = Mae hyn yn sicr: tystysgrif gan wraidd y gwasanaeth hwn.
disclosures-signed-former = Tystysgrif gan wraidd y gwasanaeth hwn, ond ddim ar y rhestr ddyletswydd mwyach.

disclosures-decision = Y penderfyniad
disclosures-decision-approve = Cymeradwywyd
disclosures-decision-refuse = Gwrthodwyd
disclosures-reasons = Rhesymau
disclosures-refused-final = Mae hyn yn derfynol. Ni ellir gofyn eto ar yr un sail ar gyfer y myfyriwr hwn; mae angen sail newydd ar gofnod newydd.
disclosures-waits = Gofynnwyd i { $approver }. Daw hysbysiad sy'n dweud dim mwy na bod rhywbeth.

disclosures-decide = Penderfynu
disclosures-decide-lead = Rwyt ti'n penderfynu ar yr hyn a ddigwyddodd, nid ar bwy yw. Does neb yn gwybod hynny eto.
disclosures-compare-fits = Cymharodd y ddyfais hon y cofnod â'r pryder: mae am y pryder hwnnw a'i fyfyriwr, y sail yw'r un a nodwyd, ac nid oes gan neb mae'r pryder yn ei adael allan ran ynddo. Mae'r sawl sy'n gofyn ar y rhestr ddyletswydd.
disclosures-compare-not-compared = Rwyt ti'n cymryd lle rhywun ac nid yw'r pryder gennyt. Allai'r ddyfais hon ddim cymharu'r cofnod ag ef: gan y deiliad arall yn unig y gwyddost a yw am y pryder a'r myfyriwr hwnnw, ar y sail hon. Mae'r sawl sy'n gofyn ar y rhestr ddyletswydd.
disclosures-compare-no-flag = Nid yw'r pryder mae'r cofnod amdano gan y ddyfais hon, felly ni ellir ei gymeradwyo yma. Gelli di ei wrthod.
disclosures-compare-mismatch = Nid yw'r cofnod yn ffitio'r pryder, neu nid yw'r sawl a'i llofnododd ar y rhestr ddyletswydd. Ni ellir ei gymeradwyo yma. Gelli di ei wrthod; dywed wrth y deiliad arall wyneb yn wyneb.
disclosures-compare-other-ground = Nid yw sail y cofnod hwn yn un o seiliau'r polisi. Ni ellir ei gymeradwyo yma. Gelli di ei wrthod; gofyn i'r deiliad arall wyneb yn wyneb.
disclosures-compare-no-policy = Nid yw'n hysbys yma eto pa seiliau sydd gan y polisi, felly ni ellir ei gymeradwyo eto. Gelli di ei wrthod.
disclosures-decide-reasons = Dy resymau
disclosures-decide-reasons-hint = Maen nhw'n aros gyda'r cofnod, beth bynnag a benderfyni.
disclosures-decide-lacking = Ysgrifenna dy resymau yn gyntaf.
disclosures-approve = Cymeradwyo
disclosures-approve-title = Cymeradwyo agor yr hunaniaeth hon?
disclosures-approve-why = Wedyn gall { $requester } weld pwy yw'r myfyriwr, cyn belled ag y mae'r cofnod yn dweud, a dim byd arall. Dwyt ti ddim yn ei weld. Mae dy resymau llofnodedig yn aros.
disclosures-approve-yes = Ie, cymeradwyo
disclosures-refuse = Gwrthod
disclosures-refuse-title = Ei wrthod?
disclosures-refuse-why = Mae gwrthodiad yn derfynol: ni ellir gofyn eto ar yr un sail ar gyfer y myfyriwr hwn.
disclosures-refuse-yes = Ie, gwrthod

disclosures-open = Agor yr hunaniaeth
disclosures-open-lead = Cafodd ei gymeradwyo. Pan fyddi'n ei agor, mae'r ddyfais hon yn dangos yr hyn mae'r cofnod yn ei enwi a dim byd arall.
disclosures-open-title = Agor pwy yw'r myfyriwr?
disclosures-open-why = Cofnodir i ti ei agor, gyda'r amser, a does dim modd dadwneud hynny. O fewn y dyddiau a osodwyd rwyt ti'n dweud beth wnaed.
disclosures-open-yes = Ei agor
disclosures-open-again = Ei ddangos eto
disclosures-open-again-lead = Nid yw'n cael ei gadw ar y ddyfais hon. Cofnodir ei ddangos eto hefyd.
disclosures-identity = Pwy yw'r myfyriwr
disclosures-identity-lead = Dim ond yr hyn mae'r cofnod yn ei enwi. Mae'n diflannu pan fydd y ddesg hon yn cloi.
disclosures-identity-nothing = heb ei roi gan y myfyriwr

disclosures-complete = Beth wnaed
disclosures-complete-lead = Dywed cyn gynted ag y gwneir. Tan hynny mae hyn ar agor.
disclosures-complete-due = I fod erbyn { $date }.
disclosures-complete-overdue = Mae hyn yn hwyr ers { $date }.
disclosures-complete-done = Beth wnaed
disclosures-complete-by = Pwy sy'n gyfrifol
disclosures-complete-at = Pryd
disclosures-complete-passed = A drosglwyddwyd unrhyw beth?
disclosures-complete-passed-yes = Do
disclosures-complete-passed-no = Naddo, ni throsglwyddwyd dim
disclosures-complete-recipients = Pwy gafodd wybod
disclosures-complete-fields = Beth a ddywedwyd wrthyn nhw
disclosures-complete-lacking = Dywed beth wnaed, pwy sy'n gyfrifol, pryd, a phwy gafodd wybod beth.
disclosures-complete-send = Llofnodi a chwblhau
disclosures-completion = Beth wnaed
disclosures-completion-nothing = Ni throsglwyddwyd dim.

disclosures-withdraw = Ei dynnu'n ôl
disclosures-withdraw-title = Tynnu'r datgeliad hwn yn ôl?
disclosures-withdraw-why = Nid yw'n agor dim mwyach. Mae'r ffaith y gofynnwyd amdano yn aros ar gofnod.
disclosures-withdraw-yes = Ie, tynnu'n ôl

disclosures-tell-change = Newid pryd mae'r myfyriwr yn darllen amdano
disclosures-tell-shown = Gall y myfyriwr ddarllen amdano yn “Fy nghofnod”.
disclosures-tell-now = Gadael i'r myfyriwr ddarllen amdano nawr
disclosures-tell-now-title = Gadael i'r myfyriwr ddarllen amdano?
disclosures-tell-now-why = Ar ôl ei agor, mae “Fy nghofnod” yn dangos bod yr hunaniaeth wedi'i hagor, pam, a phwy gafodd wybod. Does dim modd tynnu hynny'n ôl.
disclosures-tell-now-yes = Ie, gadael
disclosures-tell-later = Dewis amser arall

disclosures-auditor = Yr archwilydd
disclosures-auditor-lead = Gall archwilydd ddarllen y cofnod hwn, y penderfyniad a'r hyn a wnaed, byth pwy yw'r myfyriwr na'r hyn a ddywedodd y pryder.
disclosures-auditor-let = Gadael i'r archwilydd ddarllen hwn
disclosures-auditor-let-title = Gadael i'r archwilydd ddarllen hwn?
disclosures-auditor-let-why = Caiff ei selio i: { $names }. Maen nhw'n cadw'r hyn a ddarllenon nhw.
disclosures-auditor-let-yes = Ei selio iddyn nhw
disclosures-auditor-none = Nid oes archwilydd ar y rhestr ddyletswydd a gaiff ei ddarllen.
disclosures-auditor-shut = Wedi'i gadw rhag { $names }, fel mae'r cofnod yn dweud.
disclosures-auditor-done = Mae wedi'i selio i'r archwilydd.

disclosures-sheet = Argraffu'r cofnod hwn
disclosures-sheet-title = Cofnod datgelu
disclosures-sheet-lead = Wedi'i wneud ar y ddyfais hon o'r hyn a lofnodwyd. Gall pwy bynnag sydd â'r papur hwn ei ddarllen: cadwa ef lle cedwir papurau'r tîm.
disclosures-sheet-identity = Rhoi pwy yw'r myfyriwr ar y papur
disclosures-sheet-number = Rhif { $id }
disclosures-sheet-state = Cyflwr ar { $date }: { $state }
disclosures-sheet-not = Nid yw pwy yw'r myfyriwr ar y papur hwn.

disclosures-problem-offline = Dim cysylltiad. Mae'r hyn a ysgrifennaist yma o hyd; rho gynnig arall arni pan fyddi'n ôl.
disclosures-problem-failed = Wnaeth y gweinydd mo'i dderbyn. Mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-roster = Doedd dim modd gwirio rhestr ddyletswydd y tîm, neu mae wedi dod i ben, felly ni lofnodwyd dim. Mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-mismatch = Doedd rhywbeth ddim yn ffitio, felly ni wnaed dim. Dywed wrth y deiliad arall wyneb yn wyneb. Mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-changed = Mae hyn wedi newid yn y cyfamser. Mae'r dudalen hon yn dangos sut mae nawr; mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-refused = Gwrthodwyd y sail hon ar gyfer y myfyriwr hwn o'r blaen, ac mae hynny'n derfynol. Mae angen sail newydd ar gofnod newydd. Mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-full = Mae gormod o ddatgeliadau am y myfyriwr hwn yn barod. Mae'r hyn a ysgrifennaist yma o hyd.
disclosures-problem-gone = Nid yw yno mwyach, neu nid dy eiddo di yw. Gall yr hyn a seliwyd fod wedi'i ddileu ers hynny.
disclosures-problem-told = Gall y myfyriwr ddarllen amdano'n barod. Does dim modd tynnu hynny'n ôl.
disclosures-problem-stale = Mae'r rhestr ddyletswydd newydd newid. Rho gynnig arall arni.
disclosures-problem-no-capsule = Nid oes hunaniaeth wedi'i selio ar gyfer y myfyriwr hwn, neu ddim mwyach: all neb agor pwy yw.
disclosures-problem-no-flag = Nid yw'r pryder mae hyn amdano ar agor ar y ddyfais hon. Agora'r blwch yn gyntaf, yna rho gynnig arall arni.
