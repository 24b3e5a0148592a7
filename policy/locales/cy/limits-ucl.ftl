# Terfynau polisi UCL. Drafft.
policy-ucl-union = peilot Cefnogaeth Cymheiriaid UCL
policy-ucl-team = Maen nhw'n cael cefnogaeth gan dîm bach, a all gynnwys staff y brifysgol; mae ei gydlynydd yn gweithio i'r brifysgol. Maen nhw'n siarad â'r tîm hwnnw heb ddefnyddio dy enw.
policy-ucl-short = Maen nhw'n cael cefnogaeth gan dîm bach, a all gynnwys staff y brifysgol, heb ddefnyddio dy enw. Os gall rhywun gael niwed difrifol, neu os yw plentyn neu oedolyn bregus yn anniogel, efallai y bydd rhaid i ni ddweud wrth rywun; fe geisiwn siarad â thi'n gyntaf.

policy-ucl-limits =
    Y terfynau
    Ni throsglwyddir dim oni bai dy fod yn cytuno, ac eithrio hyn: os gall rhywun gael niwed difrifol ac na all neu na fynn gael help, neu os yw plentyn neu oedolyn bregus yn anniogel, efallai y bydd rhaid i ni ddweud wrth rywun. Mae'r gwasanaeth hwn yn ychwanegu rheol ei hun: yr un peth os yw'r gyfraith yn gorchymyn hynny. Trafodir ef yn gyntaf gydag uwch aelod o staff. Rydyn ni'n ceisio siarad â thi yn gyntaf. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn: y gwasanaethau dan sylw, y tîm Diogelwch os yw'n digwydd ar y safle, y Cyfarwyddwr Cymorth i Fyfyrwyr.

policy-ucl-limits-under-18 =
    Y terfynau os wyt ti o dan 18
    Mae dyletswydd arnon ni i gadw pobl o dan 18 yn ddiogel, felly mae'r terfynau'n wahanol i ti. Os wyt ti'n dweud wrthon ni dy fod di, neu rywun arall o dan 18, yn cael ei frifo, ei esgeuluso neu mewn perygl o niwed, bydd rhaid i ni ddweud wrth y bobl sydd â'r gwaith o'th gadw'n ddiogel, hyd yn oed os byddai'n well gennyt i ni beidio. Trafodir ef yn gyntaf gydag uwch aelod o staff. Rydyn ni'n ceisio siarad â thi yn gyntaf a dweud wrthyt pwy gaiff wybod. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn. Efallai y bydd rhaid i ni ddweud wrth rywun hefyd os gall unrhyw un gael niwed difrifol ac na all neu na fynn gael help ac, yn ôl rheol y gwasanaeth hwn ei hun, os yw'r gyfraith yn gorchymyn hynny.
