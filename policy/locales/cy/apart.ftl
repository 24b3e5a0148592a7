# Siarad â rhywun arall. Drafft.

apart-else = Byddai'n well gen i siarad â rhywun arall
apart-else-again = Gofyn am rywun arall
apart-else-title = Rhywun arall?
apart-else-ends = Mae'r sgwrs hon yn gorffen. All { $name } ddim ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Gelli di ei darllen o hyd.
apart-else-next = Mae dy neges gyntaf yn mynd yn ôl i'r blwch ysgrifennu. Gelli di ei newid, a chaiff ei hanfon pan fyddi'n tapio Anfon: at y lleill, byth at { $name }.
apart-else-untold = Does dim rhaid i ti ddweud pam, ac ni ddywedir wrth neb. Dim ond bod y sgwrs wedi gorffen a wêl { $name }.
apart-else-nobody = Does neb arall yma a allai ateb ar hyn o bryd. Ni orffennwyd dim, ac ni ddywedwyd wrth neb.
apart-else-yes = Gorffen hon ac ysgrifennu at rywun arall
apart-else-yes-over = Ysgrifennu at rywun arall

apart-cannot-act-title = Allwn ni ddim gweithredu ar y cais hwn
apart-cannot-act = Mae'n ddrwg gennym: allwn ni ddim gweithredu ar y cais hwn. Allwn ni ddim dweud mwy, ac nid yw'n dweud dim amdanat ti. Mae ar gau, ac ni all neb yma agor yr hyn a ysgrifennaist mwyach. Gelli di ei ddarllen o hyd.
apart-cannot-act-help = Mae eraill a all dy helpu.
apart-cannot-act-unproven = Dywed ein gweinydd fod y cais hwn wedi'i gau, ond ni allai'r ffôn hwn wirio pwy ar y tîm a ddywedodd hynny. Os yw hyn yn dy synnu, dywed wrth y tîm.
