# Aeth rhywbeth o'i le: wrth bwy y gellir cwyno. Drafft.

complain-title = Aeth rhywbeth o'i le
complain-lead = Gyda'r gwasanaeth hwn, gyda rhywun sy'n gweithio yma, neu gyda dy ddata. Does dim rhaid i ti fod yn siŵr. Nid yw'n newid dim am dy sgwrs.

complain-outside-title = Rhywun y tu allan i'r tîm
complain-outside = Cei gwyno wrth { $name }:
complain-outside-sees = Nid ydynt yn rhan o'r tîm. Ni allant weld dim yma: nid dy fod yn ysgrifennu yma, nid pwy wyt ti, dim gair o'r hyn a ddywedwyd. Maent yn dysgu'r hyn a ddywedi wrthynt. Gelli gadw copi o'th gofnod a dangos iddynt yr hyn a ddewisi ohono.
complain-outside-hidden = Os yw'n ymwneud â datgelu pwy wyt ti, mae'n well mynd atyn nhw: mae cofnod hynny ar gau iddynt, ac efallai mai'r bobl sy'n arwain y tîm a benderfynodd.
complain-outside-none = Nid oes neb y tu allan i'r tîm wedi'i enwi yma eto. Cei gwyno wrth yr undeb ei hun.

complain-tell-title = Dweud wrth y bobl sy'n arwain y tîm
complain-tell = Mae dau berson yn ei ddarllen: y cydlynydd a'r rheolwr. Os yw am un ohonynt, y llall a'r dirprwy. Ni ddywedir wrth neb arall dy fod wedi ysgrifennu, ac ni all y gwasanaeth hwn ei ddarllen. Ni welant pwy wyt ti na pha sgwrs yw dy un di, oni bai dy fod yn ei ysgrifennu.
complain-tell-then = Maent yn edrych i mewn i'r peth ac yn dweud wrthyt yma beth a ddaeth ohono. Os wyt ti'n caniatáu negeseuon, yna cei "Mae gen ti ddiweddariad", a dim mwy. Nid yw'n ffordd o gael help yn gyflym: os na all aros, ffonia.
complain-tell-kept = Fe'i cedwir tra bydd ar agor, ac am beth amser ar ôl ei gau, hyd yn oed os wyt ti'n dileu popeth. Yna nid oes dim ynddo'n dweud mai ti oedd biau fe, ac ni all yr ateb dy gyrraedd mwyach.

complain-kind = Am beth mae e?
complain-kind-service = Y gwasanaeth neu'r ap
complain-kind-worker = Rhywun y bûm yn ysgrifennu ato
complain-kind-holder = Y cydlynydd, y rheolwr neu'r dirprwy
complain-kind-data = Yr hyn a gedwir amdanaf, neu pwy a'i gwelodd
complain-kind-device = Ffôn neu gyfrifiadur a gollwyd neu a ddygwyd
complain-kind-recipient = Rhywbeth a aeth at y person anghywir
complain-kind-other = Rhywbeth arall
complain-who = Am bwy mae e?
complain-who-coordinator = Y cydlynydd: dim ond y rheolwr a'r dirprwy sy'n ei gael
complain-who-manager = Y rheolwr: dim ond y cydlynydd a'r dirprwy sy'n ei gael
complain-who-deputy = Y dirprwy: dim ond y cydlynydd a'r rheolwr sy'n ei gael
complain-who-more = Mwy nag un ohonynt
complain-who-more-then = Byddai dau ohonynt yn ei ddarllen. Dywed wrth rywun y tu allan i'r tîm yn lle hynny.
complain-said = Beth ddigwyddodd?
complain-said-hint = Cymaint ag y mynni. Gad allan enwau na ddylai neb eu darllen.
complain-send = Anfon at y ddau berson hyn
complain-too-long = Mae hynny'n rhy hir o { $over } nod.
complain-trouble-unchecked = Ni allai'r ffôn hwn wirio pwy yw'r ddau berson, felly ni anfonwyd dim. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni.
complain-trouble-offline = Nid oes cysylltiad, felly nid oes gan neb hwn eto. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni.
complain-trouble-refused = Ni dderbyniodd y gwasanaeth ef. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni'n nes ymlaen, neu dywed wrth rywun y tu allan i'r tîm.
complain-sent = Anfonwyd. Bydd yr hyn a ddaw ohono i'w weld yma.

complain-mine = Yr hyn a adroddaist
complain-mine-failed = Ni ellid gofyn beth a ddaeth ohono nawr.
complain-state-new = Anfonwyd. Nid oes neb wedi edrych i mewn iddo eto.
complain-state-looked = Mae rhywun yn edrych i mewn iddo.
complain-state-told = Dywedwyd wrthyt beth a ddaeth ohono.
complain-state-closed = Ar gau. Dywedwyd wrthyt beth a ddaeth ohono.
complain-outcome = Yr hyn a ddaeth ohono, { $time }:
complain-outcome-by = Yr hyn a ddaeth ohono, { $time }, gan { $name }:
complain-outcome-uncertain = Nid yw'n sicr pwy a ysgrifennodd hwn.
complain-outcome-broken = Mae ateb na all y ffôn hwn ei agor.
