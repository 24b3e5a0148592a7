# Terfynau polisi Lancaster. Drafft.
policy-lancaster-union = LUSU Advice yn Lancaster
policy-lancaster-team = Maen nhw'n cael cefnogaeth gan dîm bach, ac yn siarad ag ef heb ddefnyddio dy enw.
policy-lancaster-short = Maen nhw'n cael cefnogaeth gan dîm bach, heb ddefnyddio dy enw. Os yw rhywun mewn perygl difrifol ac uniongyrchol, efallai y bydd rhaid i ni ddweud wrth rywun; fe geisiwn siarad â thi'n gyntaf.

policy-lancaster-limits-body =
    Ni throsglwyddir dim oni bai dy fod yn cytuno, ac eithrio hyn: os yw rhywun mewn perygl difrifol ac uniongyrchol efallai y bydd rhaid i ni ddweud wrth rywun, ac os na allwn weithredu oherwydd gwrthdaro buddiannau efallai y bydd rhaid i ni ddweud na allwn weithredu, a dim byd arall. Mae'r gwasanaeth hwn yn ychwanegu rheol ei hun: yr un peth os yw'r gyfraith yn gorchymyn hynny. Y rheolwr llinell sy'n penderfynu; pan fydd brys ac yntau i ffwrdd, y sawl a enwir gan y Prif Weithredwr. Rydyn ni'n ceisio siarad â thi yn gyntaf ac yn ysgrifennu beth rwyt ti ei eisiau. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn.

policy-lancaster-limits =
    Y terfynau
    { policy-lancaster-limits-body }

policy-lancaster-limits-under-18 =
    Y terfynau os wyt ti o dan 18
    Mae gan y polisi'r un terfynau ym mhob oed. { policy-lancaster-limits-body }
