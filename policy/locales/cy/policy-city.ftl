# Polisi city, a’r cyfan wedi’i roi at ei gilydd. Drafft.
policy-city-numbers =
    Rhifau
    Mae'r brifysgol ac asiantaethau allanol yn cael rhifau, ac nid oes dim ynddyn nhw sy'n pwyntio at berson. { policy-part-numbers-own }

policy-city-complaints =
    Os aiff rhywbeth o'i le
    Cei gwyno am y tîm, hefyd wrth rywun y tu allan iddo. Edrychir i mewn i'r mater, a dywedir wrthyt beth ddaeth ohono.

policy-city-changes =
    Newidiadau
    Mae'r ymddiriedolwyr yn cymeradwyo pob newid i'r polisi hwn, a chofnodir hynny cyn derbyn ceisiadau newydd oddi tano. { policy-part-review }

policy-city =
    { policy-part-private }

    { policy-part-consent }

    { policy-part-workers }

    { policy-city-limits }

    { policy-part-two }

    { policy-city-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-city-complaints }

    { policy-city-changes }
