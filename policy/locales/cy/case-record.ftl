# Yr hyn y mae gweithiwr yn ei gadw o achos (drafft).

case-record-title = Cofnod
case-record-lead = Beth ddigwyddodd a beth a wnaed, mewn ychydig eiriau. Nid yr hyn a ddywedwyd, na dim byd sy'n farn i ti yn unig.
case-record-seen = Gall y myfyriwr ddarllen hwn. Felly hefyd y cydlynydd a’r rheolwr, a phwy bynnag sy’n parhau ar dy ôl os yw’r myfyriwr yn caniatáu.
case-record-earlier = { $count ->
    [one] Ni throsglwyddwyd i ti un cofnod o’r cyfnod cyn i ti ddod.
   *[other] Ni throsglwyddwyd i ti { $count } cofnod o’r cyfnod cyn i ti ddod.
}
case-record-empty = Does dim wedi'i ysgrifennu eto.
case-record-missing = Cofnod na ellid ei agor.
case-record-uncertain = Nid yw'n sicr pwy ysgrifennodd hwn.

case-record-add = Ychwanegu at y cofnod
case-record-kind = Beth ddigwyddodd
case-record-kind-none = Dewis
case-record-kind-contact = Cyswllt cyntaf
case-record-kind-signposted = Cafodd wybod ble arall i gael help
case-record-kind-referred = Trosglwyddwyd, gyda chydsyniad
case-record-kind-agreed = Cytunwyd beth ddaw nesaf
case-record-kind-no-reply = Dim ateb
case-record-kind-handed-over = Trosglwyddwyd i rywun arall
case-record-kind-closed = Daeth i ben
case-record-kind-other = Rhywbeth arall
case-record-day = Ar ba ddiwrnod
case-record-text = Mewn ychydig eiriau
case-record-text-hint = Er enghraifft pa wasanaeth. Hyd at 300 nod. Dim enwau pobl. Ni ellir ei newid wedyn.
case-record-add-yes = Edrych drosto a'i ychwanegu
case-record-found = Mae hyn yn edrych fel rhywun, neu le. Gad allan yr hyn nad oes angen iddo fod yma; caiff enw gwasanaeth aros.
case-record-not-looked = Ni ellid edrych dros y geiriau am enwau nawr. Darllen nhw eto dy hun.
case-record-anyway = Ei ychwanegu fel y mae

case-record-fault-kind = Dewis beth ddigwyddodd.
case-record-fault-words = Dyweda mewn ychydig eiriau beth oedd.
case-record-fault-long = Mae hynny'n hirach na 300 nod.
case-record-fault-day = Dewis ddiwrnod nad yw o'n blaenau.
case-record-trouble-later = Ni ellid cyrraedd y cofnod nawr. Mae'r hyn a deipiaist yma o hyd.
case-record-trouble-unchecked = Ni ellid gwirio dy le yn y tîm, neu'r sgwrs hon. Ni chafodd dim ei ychwanegu.
case-record-trouble-full = Mae 100 o gofnodion yma. Does dim lle i ragor.
case-record-trouble-failed = Ni weithiodd hynny. Ni chafodd dim ei ychwanegu.

case-record-look = { $count ->
    [0] Does dim wedi'i ysgrifennu ynddo.
    [one] Mae un cofnod gen ti.
   *[other] Mae { $count } o gofnodion gen ti.
}
case-record-look-last = Ar ôl iddo ddod i ben, ni alli ychwanegu dim.
case-record-look-open = Agor y cofnod

case-records-tab = Cofnodion
case-records-title = Cofnodion achos
case-records-lead = Yr hyn y mae gweithwyr yn ei gadw o bob achos, heb enw neb. Bob tro y byddi'n agor un, mae hynny ar gofnod, a gall y myfyriwr ei weld.
case-records-empty = Does dim cofnod eto.
case-records-earlier = Rhai cynharach
case-records-offline = Ni ellid darllen hyn nawr.
case-records-failed = Ni weithiodd hynny. Rho gynnig arall arni.
case-record-entries = { $count ->
    [one] Un cofnod
   *[other] { $count } o gofnodion
}
case-record-open = mae'r sgwrs yn parhau
case-record-closed = mae'r sgwrs wedi dod i ben
case-record-broken = Nid yw'r cofnod hwn yn dal at ei gilydd: mae rhywbeth ar goll neu o'i le. Ni ddangosir dim ohono.
case-record-unlike = Mae'r hyn a ganfu archwilydd am gofnod ac ynddo nodyn nad yw yn hwn. Dangoswyd cofnod arall iddynt, neu mae rhywbeth o hwn wedi'i guddio nawr.

case-record-yours = Beth nododd fy ngweithiwr
case-record-yours-lead = Mae dy weithiwr yn nodi beth ddigwyddodd a beth a wnaed, nid beth ddywedaist ti. Gall y cydlynydd a’r rheolwr ei ddarllen, heb dy enw. Os bydd rhywun arall yn parhau gyda thi, ti sy’n dewis a ydynt yn ei gael.
case-record-none = Ni nodwyd dim.
case-record-part = Ni ellid agor rhywfaint ohono, neu nid yw'n ffitio at ei gilydd.

record-audit-title = Cael rhywun i edrych ar gofnodion
record-audit-lead = Mae archwilydd yn darllen sampl y mae'r ddyfais hon yn ei thynnu, tan ddiwrnod penodol, ac yn dweud beth mae'n ei weld. Mae'r ffaith iddo edrych ar gofnod, a gall y myfyrwyr ei gweld. Wedyn ni all ddarllen dim mwyach.
record-audit-nobody = Does dim archwilydd yn y tîm. Gwahodda un ar dab y tîm.
record-audit-who = Pwy sy'n edrych
record-audit-of = Ar gofnodion o
record-audit-months = { $count ->
    [one] y mis hwn a'r un cynt
   *[other] y { $count } mis diwethaf
}
record-audit-size = Faint
record-audit-days = Am faint o ddyddiau
record-audit-number = Dewis rif o 1 i { $most }.
record-audit-begin = Eu tynnu a gadael i'r archwilydd ddarllen
record-audit-making = Yn cloi i'r archwilydd. { $done } o { $of } wedi'u gwneud.
record-audit-none = Does dim cofnod o'r adeg honno.
record-audit-gone = Archwilydd sydd wedi gadael
record-audit-until = Gellir ei ddarllen tan { $time }
record-audit-over = Daeth i ben { $time }: ni all yr archwilydd ddarllen dim mwyach
record-audit-not-yet = Neb wedi edrych eto
record-audit-unproven = Dywedwyd rhywbeth na ellid profi mai'r archwilydd a'i dywedodd.
record-audit-mark-complete = Cyflawn
record-audit-mark-relevant = Dim ond yr hyn sy'n berthnasol
record-audit-mark-excess = Mae'n dal mwy nag y dylai
record-audit-mark-missing = Mae rhywbeth ar goll
record-audit-own-lead = Cofnodion y gofynnwyd i ti edrych arnyn nhw, heb enw neb. Bob tro y byddi'n agor un, mae hynny ar gofnod, a gall y myfyriwr ei weld.
record-audit-own-none = Does dim i edrych arno nawr.
record-audit-said = Rwyt wedi dweud beth welaist.
record-audit-what = Beth welaist ti?
record-audit-choose = Dewis un.
record-audit-comment = Ychydig eiriau i'r cydlynydd a'r rheolwr
record-audit-comment-hint = Dyweda beth, nid pwy.
record-audit-send = Anfon at y cydlynydd a'r rheolwr
case-record-handed = O’r cyfnod cyn i ti ddod, fel y trosglwyddodd y myfyriwr ef
case-record-since = Ers i ti ddod
case-record-handed-unfit = Nid yw’r hyn a drosglwyddwyd o’r cyfnod cynt yn cyd-fynd â’r cofnod hwn. Ni ddangosir dim ohono.
