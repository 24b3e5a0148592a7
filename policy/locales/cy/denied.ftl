# Sgwrs y mae'r gweinydd yn ei gwadu. Drafft.
denied-title = Dyw ein gweinydd ddim yn dangos dy sgwrs
denied = Mae'r ffôn hwn yn gwybod am lythyr neu sgwrs gen ti oedd yn mynd yn ei blaen. Dyw ein gweinydd ddim yn ei dangos nawr, a does neb ynddi wedi llofnodi ei bod wedi gorffen. Mae dy allweddi wedi'u cadw ar y ffôn hwn. Rho gynnig arall arni; os yw'n aros fel hyn, dywed wrth y tîm.
denied-else = Os byddai'n well gen ti beidio ag aros, cei ysgrifennu aton ni eto.
