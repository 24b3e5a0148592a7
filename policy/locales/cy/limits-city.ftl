# Terfynau polisi City. Drafft.
policy-city-union = Gwasanaeth Cymorth Undeb City
policy-city-team = Maen nhw'n cael cefnogaeth gan dîm bach, ac yn siarad ag ef heb ddefnyddio dy enw.
policy-city-short = Maen nhw'n cael cefnogaeth gan dîm bach, heb ddefnyddio dy enw. Os yw'r gyfraith yn gorchymyn hynny, neu os ydyn ni'n poeni am dy les, efallai y bydd rhaid i ni ddweud wrth rywun; fe geisiwn siarad â thi'n gyntaf.

policy-city-limits-body =
    Ni throsglwyddir dim oni bai dy fod yn cytuno, ac eithrio hyn: os yw'r gyfraith yn gorchymyn hynny, neu os ydyn ni'n poeni am dy les ac angen cysylltu â gwasanaethau iechyd neu ddysgu'r brifysgol. { $security_times ->
        [on] Os cefaist dy symud o'r safle, dywedir wrth y tîm Diogelwch pryd rwyt ti'n dod i apwyntiad, a dim byd arall.
       *[off] Ni throsglwyddir dim am apwyntiadau i'r tîm Diogelwch.
    } Nid yw'r polisi'n dweud pwy sy'n penderfynu; yma rhaid i ddau berson a enwir gytuno. Rydyn ni'n ceisio siarad â thi yn gyntaf. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn.

policy-city-limits =
    Y terfynau
    { policy-city-limits-body }

policy-city-limits-under-18 =
    Y terfynau os wyt ti o dan 18
    Mae gan y polisi'r un terfynau ym mhob oed. { policy-city-limits-body }
