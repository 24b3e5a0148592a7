# Where somebody is signed in, for students and staff: which kind of device, since which day, used how lately.
# Honest about what signing out does and does not do; no place and no address, for none is kept.

sessions-on-android = Android
sessions-on-ios = iPhone أو iPad
sessions-on-macos = تيليغرام على Mac
sessions-on-desktop = تيليغرام على حاسوب
sessions-on-web = تيليغرام في متصفح
sessions-on-other = جهاز آخر
sessions-here = (هذا الجهاز)
sessions-since = مسجّل الدخول منذ { $date }
sessions-used-today = آخر استخدام اليوم
sessions-used-week = آخر استخدام خلال الأيام السبعة الماضية
sessions-used-earlier = لم يُستخدم منذ أكثر من أسبوع
sessions-times = في { $count } نوافذ
sessions-end = تسجيل الخروج
sessions-end-rest = أخرج نوافذه الأخرى
sessions-done = تم تسجيل الخروج هناك.
sessions-others = سجّل الخروج من كل مكان آخر
sessions-others-done = { $count ->
        [0] لم تكن مسجّل الدخول في أي مكان آخر.
        [one] تم تسجيل الخروج من مكان آخر واحد.
       *[other] تم تسجيل الخروج من { $count } أماكن أخرى.
    }
sessions-why-student = تسجيل الخروج يُنهي فورًا ما هو مفتوح هناك. وللدخول من جديد يحتاج ذلك الجهاز إلى كلماتك الاثنتي عشرة؛ ويمكنك إنشاؤها هنا تحت «أين مفتاحك». وهو يمنع الناس، لا من يفكك ما هو مخزّن على هاتف. إذا كان هاتفك مع شخص آخر فأنهِ جلسته في تيليغرام أيضًا (Settings, Devices).
sessions-why-staff = تسجيل الخروج يُنهي فورًا ما هو مفتوح هناك. وللدخول من جديد تلزم عبارة مرورك أو حقيبتك: إذا كان أحد قد يعرفها فغيّرها هنا.
