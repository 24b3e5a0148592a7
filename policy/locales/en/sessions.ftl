# Where somebody is signed in, for students and staff: which kind of device, since which day, used how lately.
# Honest about what signing out does and does not do; no place and no address, for none is kept.

sessions-on-android = Android
sessions-on-ios = iPhone or iPad
sessions-on-macos = Telegram on a Mac
sessions-on-desktop = Telegram on a computer
sessions-on-web = Telegram in a browser
sessions-on-other = Another device
sessions-here = (this one)
sessions-since = Signed in since { $date }
sessions-used-today = Last used today
sessions-used-week = Last used in the last seven days
sessions-used-earlier = Not used for more than a week
sessions-times = In { $count } windows
sessions-end = Sign out
sessions-end-rest = Sign out its other windows
sessions-done = That was signed out.
sessions-others = Sign out everywhere else
sessions-others-done = { $count ->
        [0] You were not signed in anywhere else.
        [one] One other place was signed out.
       *[other] { $count } other places were signed out.
    }
sessions-why-student = Signing out ends what is open there at once. To come in again that device needs your twelve words; you can make them here, under “Where your key is”. It keeps people out, not somebody who takes apart what is stored on a phone. If somebody else has your phone, end its session in Telegram, too (Settings, Devices).
sessions-why-staff = Signing out ends what is open there at once. To come in again it needs your passphrase or kit: if somebody may know it, change it here.
