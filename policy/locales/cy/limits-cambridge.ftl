# Terfynau polisi Caergrawnt. Drafft.
policy-cambridge-union = Gwasanaeth Cynghori Myfyrwyr Caergrawnt
policy-cambridge-team = Maen nhw'n cael cefnogaeth gan dîm bach, ac yn siarad ag ef heb ddefnyddio dy enw.
policy-cambridge-short = Maen nhw'n cael cefnogaeth gan dîm bach, heb ddefnyddio dy enw. Os oes risg ddifrifol wrth law, neu os yw'r gyfraith ar derfysgaeth yn ein gorfodi, efallai y bydd rhaid i ni ddweud wrth rywun; fe geisiwn siarad â thi'n gyntaf.

policy-cambridge-limits-body =
    Ni throsglwyddir dim oni bai dy fod yn cytuno, ac eithrio dau beth: os oes risg ddifrifol i rywun sydd wrth law, neu os yw'r gyfraith ar derfysgaeth yn ein gorfodi. Nid oes rhai eraill. Y swyddog sy'n penderfynu ar ôl siarad ag o leiaf un arall. Rydyn ni'n ceisio siarad â thi yn gyntaf, oni bai bod y gyfraith ar derfysgaeth yn gwahardd hynny. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn, ac yn ysgrifennu pwy gafodd wybod.

policy-cambridge-limits =
    Y terfynau
    { policy-cambridge-limits-body }

policy-cambridge-limits-under-18 =
    Y terfynau os wyt ti o dan 18
    Mae gan y polisi'r un terfynau ym mhob oed. { policy-cambridge-limits-body }
