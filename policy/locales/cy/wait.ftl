# Pryd y daw rhywun. Drafft.
wait-here = Mae rhywun a allai ateb yma nawr, tan { $time }. Efallai ei fod yn siarad â rhywun arall yn gyntaf.
wait-next = Does neb yma ar hyn o bryd. Bydd rhywun yma nesaf { $time }.
wait-next-none = Does neb yma ar hyn o bryd, ac allwn ni ddim dweud eto pryd y bydd rhywun.
wait-late-title = Mae hyn yn cymryd amser hir
wait-late = Allai neb gymryd dy lythyr eto. Mae hynny am faint ohonon ni sydd, nid am yr hyn a ysgrifennaist. Rydyn ni wedi dweud wrth y tîm ei fod yn dal i aros. Gelli di ddal i aros; os byddai'n well gennyt beidio, mae'r bobl isod yn ateb yn gynt.
wait-hours = { $hours ->
        [one] Mae dy lythyr wedi aros am awr.
       *[other] Mae dy lythyr wedi aros am { $hours } awr.
    }
