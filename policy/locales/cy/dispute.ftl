# Anghydfod â gwasanaethau'r undeb ei hun (R25).

dispute-open = Mae hyn am wasanaethau'r undeb ei hun
dispute-open-title = Anghydfod â gwasanaethau'r undeb ei hun?
dispute-open-why = Mae'r gwasanaeth hwn yn perthyn i'r undeb. Os oes anghydfod gydag un o'i wasanaethau, gofynnir i'r ddau ohonoch a ydych yn fodlon mynd ymlaen amdano yma, pob un drosto'i hun. Does neb yn gofyn pam.
dispute-open-yes = Ie, gofynnwch i'r ddau ohonom
dispute-rather-not = Byddai'n well gen i beidio â mynd ymlaen amdano yma
dispute-asked = Mae hyn am anghydfod â gwasanaethau'r undeb ei hun. Wyt ti'n fodlon mynd ymlaen amdano yma, y ddau ohonoch?
dispute-asked-why = Dywed beth sy'n iawn i ti. Gofynnir yr un peth i'r llall, a does neb yn gofyn pam.
dispute-content = Rwy'n fodlon mynd ymlaen
dispute-stop = Byddai'n well gen i beidio
dispute-waiting = Rwyt ti'n fodlon mynd ymlaen. Nid yw'r llall wedi ateb eto.
dispute-stopped-own = Dywedaist y byddai'n well gennyt beidio â mynd ymlaen am hyn yma. Does dim rhaid dweud pam.
dispute-stopped-other = Byddai'n well gan y llall beidio â mynd ymlaen am hyn yma. Does neb yn gofyn pam, ac nid yw'n dweud dim amdanat ti.
dispute-ways-student = Gelli di ofyn am rywun arall, neu weld pwy arall all helpu, y tu allan i'r undeb hefyd. Gelli di ddal i ysgrifennu am unrhyw beth arall.
dispute-ways-worker = Gelli di gynnig rhywun arall, neu gyfeirio at gymorth y tu allan i'r undeb. Gallan nhw ddal i ysgrifennu am unrhyw beth arall.
dispute-failed = Doedd dim modd cadw hynny ar y ddyfais hon nawr. Ni anfonwyd dim. Rho gynnig arall arni.
dispute-said-dispute = { $mine ->
    [yes] Dywedaist fod hyn am anghydfod â gwasanaethau'r undeb ei hun.
   *[no] Dywedon nhw fod hyn am anghydfod â gwasanaethau'r undeb ei hun.
}
dispute-said-content = { $mine ->
    [yes] Rwyt ti'n fodlon mynd ymlaen amdano yma.
   *[no] Maen nhw'n fodlon mynd ymlaen amdano yma.
}
dispute-said-stop = { $mine ->
    [yes] Byddai'n well gennyt beidio â mynd ymlaen amdano yma.
   *[no] Byddai'n well ganddyn nhw beidio â mynd ymlaen amdano yma.
}
dispute-along = Dywedir wrth { $other } fod hyn am anghydfod â gwasanaethau'r undeb ei hun, a gofynnir iddyn nhw, fel i ti, a ydyn nhw'n fodlon mynd ymlaen.
