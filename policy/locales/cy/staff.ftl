# Yr hyn mae pobl sy'n gweithio yma'n ei lofnodi. Drafft.
staff-agreement-title = Cytundeb cyfrinachedd

staff-agreement =
    Yr hyn mae myfyrwyr yn ei ysgrifennu ataf
    Rwy'n ei gadw i mi fy hun. Nid wyf yn ei ailadrodd, ei gopïo, tynnu llun ohono na mynd ag ef o'r ystafell. Nid wyf yn dweud a oes unrhyw un yn defnyddio'r gwasanaeth hwn, pwy bynnag sy'n gofyn. Rwy'n agor ystafelloedd dim ond lle na all neb arall weld fy sgrin.

    Yr hyn rwy'n ei wneud yma
    Rwy'n gwrando ac yn dangos ble mae help. Nid wyf yn rhoi cyngor. Nid wyf yn cwrdd â'r myfyrwyr rwy'n ysgrifennu gyda nhw, yn eu cyfeirio at neb cyn i ni siarad, nac yn ysgrifennu atyn nhw yn unman arall.

    Pobl rwy'n eu hadnabod
    Os gallaf fod yn adnabod y person, neu os yw fy muddiannau fy hun dan sylw, rwy'n camu'n ôl ar unwaith. Nid oes rhaid i mi ddweud pam.

    Goruchwyliaeth
    Rwy'n siarad am fy ngwaith gyda'r tîm heb enwau na manylion sy'n pwyntio at berson.

    Pan na fydd rhywun yn ddiogel efallai
    Os gall rhywun gael niwed difrifol, neu os gall plentyn neu oedolyn bregus fod yn anniogel, rwy'n codi pryder yn yr ystafell ar unwaith. Nid wyf yn penderfynu ar fy mhen fy hun ac nid wyf yn dweud wrth neb arall. Lle gallaf, rwy'n siarad â'r myfyriwr yn gyntaf.

    Fy allweddi
    Fi yn unig biau fy nghyfrinymadrodd a'm pecyn printiedig. Os collaf nhw, neu os credaf fod rhywun arall wedi'u gweld, rwy'n dweud wrth y cydlynydd yr un diwrnod.

    Pan fyddaf yn rhoi'r gorau iddi
    Mae fy mynediad yn dod i ben pan ddaw fy nhystysgrif i ben neu pan fyddaf yn gadael. Mae'r hyn a ddarllenais yn aros yn gyfrinachol wedyn.
