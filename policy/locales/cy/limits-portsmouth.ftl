# Terfynau polisi Portsmouth. Drafft.
policy-portsmouth-union = UPSU Advice yn Portsmouth
policy-portsmouth-team = Maen nhw'n cael cefnogaeth gan dîm bach, ac yn siarad ag ef heb ddefnyddio dy enw.
policy-portsmouth-short = Maen nhw'n cael cefnogaeth gan dîm bach, heb ddefnyddio dy enw. Os yw rhywun yn cael niwed difrifol neu y gallai gael niwed, neu os yw'r gyfraith yn gorchymyn hynny, efallai y bydd rhaid i ni ddweud wrth rywun; fe geisiwn siarad â thi'n gyntaf.

policy-portsmouth-limits-body =
    Ni throsglwyddir dim oni bai dy fod yn cytuno, ac eithrio hyn: os wyt ti neu rywun arall yn cael niwed difrifol neu y gallai gael niwed, neu os yw'r gyfraith yn gorchymyn hynny, efallai y bydd rhaid i ni ddweud wrth rywun; ac os na allwn weithredu oherwydd gwrthdaro buddiannau efallai y bydd rhaid i ni ddweud na allwn weithredu, a dim byd arall. Y rheolwr llinell sy'n penderfynu heb wybod pwy wyt ti, a byth un person ar ei ben ei hun. Os gwrthodir, mae hynny'n derfynol. Rydyn ni'n ceisio siarad â thi yn gyntaf. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn.

policy-portsmouth-limits =
    Y terfynau
    { policy-portsmouth-limits-body }

policy-portsmouth-limits-under-18 =
    Y terfynau os wyt ti o dan 18
    Mae gan y polisi'r un terfynau ym mhob oed. { policy-portsmouth-limits-body }
