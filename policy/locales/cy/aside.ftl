# Gweithiwr na all fynd ymlaen. Drafft.

aside-open = Alla i ddim mynd ymlaen â hon
aside-title = Elli di ddim mynd ymlaen?
aside-lead = Mae hynny'n iawn. Dewisa'r hyn sy'n ffitio; does neb yn gofyn i ti egluro.
aside-said = Dywedir hyn drosot ti, yna mae'n gorffen:
aside-failed = Nid yw hynny wedi cyrraedd. Does dim wedi gorffen. Rho gynnig arall arni.

aside-know = Efallai fy mod yn adnabod y person hwn
aside-know-why = Mae'r sgwrs yn gorffen, ac ni elli di ei hagor ar unrhyw ddyfais mwyach. Gellir gofyn am rywun arall, a gadewir ti allan wedyn. Ni ddywedir pam wrth neb, ac ni chedwir rheswm.
aside-know-said = Mae'n ddrwg gen i, alla i ddim mynd ymlaen â'r sgwrs hon fy hun. Nid oherwydd unrhyw beth a ddywedaist ti. Gall rhywun arall yma: dewisa “Gofyn am rywun arall”, ac mae dy neges gyntaf yn mynd at y lleill ac nid ataf fi.
aside-know-yes = Dweud hyn a'i gorffen

aside-conflict = Rydym eisoes yn helpu'r ochr arall
aside-conflict-title = Ochr arall anghydfod?
aside-conflict-why = Mae'n aros nes bod y cydlynydd, y rheolwr neu'r dirprwy wedi penderfynu, ac nid ti sydd â hi mwyach. Dwyt ti ddim yn dweud beth yw'r mater na gyda phwy, ac ni chedwir dim o hynny. Ni ddywedir wrth y myfyriwr.
aside-conflict-why-open = Gofynnir i'r cydlynydd, y rheolwr a'r dirprwy benderfynu. Dwyt ti ddim yn dweud beth yw'r mater na gyda phwy, ac ni chedwir dim o hynny. Nes iddynt benderfynu mae'r sgwrs yn mynd ymlaen; ni ddywedir wrth y myfyriwr.
aside-conflict-yes = Ie, gadael iddyn nhw benderfynu
aside-conflict-done = Gofynnwyd iddyn nhw. Nes bod un ohonyn nhw wedi penderfynu gelli di fynd ymlaen fel o'r blaen.

aside-conduct = Mae'n sarhaus, neu heb fod o ddifrif
aside-conduct-why = Does dim rhaid i ti oddef hyn. Mae'r sgwrs yn gorffen, ac ni elli di ei hagor ar unrhyw ddyfais mwyach.
aside-conduct-said = Rwy'n gorffen y sgwrs hon nawr. Os yw rhywbeth yn anodd i ti, gelli di ysgrifennu atom eto, a bydd rhywun yn gwrando. Os wyt ti mewn perygl, ffonia { $emergency }. Gellir ffonio { $talk } ar unrhyw awr: { $talk_number }.
aside-conduct-look = Gofyn i'r cydlynydd edrych arni. Dim ond dy fod wedi gofyn a ddysgant, nid beth a ddywedwyd.
aside-conduct-yes = Dweud hyn a'i gorffen
