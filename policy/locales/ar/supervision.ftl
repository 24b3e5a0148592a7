# ملاحظات الإشراف. مسودة.

supervision-theme-study = الدراسة والامتحانات
supervision-theme-home = البيت والسكن
supervision-theme-family = العائلة
supervision-theme-relationships = الأصدقاء والعلاقات
supervision-theme-alone = الوحدة
supervision-theme-health = الصحة والنوم
supervision-theme-money = المال والعمل
supervision-theme-hurt = العنف أو الإساءة
supervision-theme-worry = القلق على السلامة
supervision-theme-limits = حدودي
supervision-theme-other = شيء آخر

supervision-note = ملاحظة للإشراف
supervision-note-about = عن { $name }
supervision-note-lead = يساعدك الإشراف في عملك. تُكتب الملاحظة كما تأتي: تُزال الأسماء على هذا الجهاز قبل أن يغادره شيء.
supervision-note-concern = إن كان أحد في خطر، فلا تنتظر الإشراف.
supervision-note-theme = عن ماذا؟
supervision-note-theme-none = اختيار واحد
supervision-note-own-theme = بكلماتك
supervision-note-own-theme-hint = 40 حرفًا على الأكثر
supervision-note-happened = ما الذي حدث
supervision-note-wish = ما أريده من الإشراف
supervision-note-own = كيف حالي
supervision-note-own-hint = أنت مهم أيضًا.
supervision-note-check = البحث عن أسماء
supervision-note-send = قفل وإرسال
supervision-note-back = تغيير ما كتبته
supervision-note-sending = جارٍ القفل والإرسال
supervision-note-again = إرسال مرة أخرى
supervision-note-later = ليس الآن
supervision-fault-theme = يُرجى اختيار الموضوع.
supervision-fault-own-theme = يُرجى ذكر الموضوع في 40 حرفًا على الأكثر.
supervision-fault-theme-long = بعد استبدال الأسماء صار الموضوع أطول من 40 حرفًا. يُرجى تقصيره.
supervision-fault-empty = يُرجى كتابة شيء في واحدة من الثلاث على الأقل.
supervision-fault-long = هذا أطول من اللازم بمقدار { $over } حرفًا.
supervision-fault-joined = شيء مما عُلّم يمتد من خانة إلى التي تليها. يُرجى تغييره قليلًا والبحث مرة أخرى. لم يُرسَل شيء.
supervision-trouble-later = لا يوجد اتصال. لم يضِع شيء؛ يُرجى الإرسال مرة أخرى عند عودته.
supervision-trouble-unchecked = لم يتمكن هذا الجهاز من التحقق من الفريق الآن، فلم يُرسَل شيء.
supervision-trouble-full = كتبت ملاحظات كثيرة جدًا هذا الأسبوع. يُرجى التحدث مع مسؤول التنسيق. لم يُرسَل شيء.
supervision-trouble-failed = لم ينجح ذلك. لم يُرسَل شيء ولم يضِع شيء.
supervision-sent-title = أُرسلت
supervision-sent = يعرفها الإشراف باسم
supervision-sent-why = تمثل هذه الكلمات المحادثة إلى نهاية الفصل الدراسي. تُستخدم عند الحديث عنها: لا يعرف منها أحد مَن هو.
supervision-sent-done = تم

supervision-offer-title = محادثة لم تعد مدرجة ضمن محادثاتك
supervision-offer = هل تودّ كتابة ملاحظة للإشراف عن { $name }؟ يمكنك ترك ذلك. وإن أقلقك شيء فيها، فيُرجى تقديم بلاغ.
supervision-offer-write = كتابة ملاحظة
supervision-offer-leave = ترك ذلك
supervision-offer-leave-title = ترك ذلك؟
supervision-offer-leave-gone = يزول ما بدأت كتابته، ولا يمكن بعد ذلك كتابة ملاحظة عن هذه المحادثة ولا تقديم بلاغ.
supervision-offer-leave-yes = نعم، ترك ذلك

supervision-mine = الملاحظات
supervision-mine-title = ملاحظاتي
supervision-mine-lead = لا يمكن فتح ما أرسلته هنا مرة أخرى: لا يفتحه إلا الإشراف.
supervision-mine-empty = لم تكتب أي ملاحظة بعد. يمكنك كتابة واحدة من الغرفة، تحت «المزيد».
supervision-mine-week = أسبوع { $date }
supervision-mine-new = أُرسلت
supervision-mine-review = قيد النظر
supervision-mine-discussed = نوقشت
supervision-mine-closed = مغلقة
supervision-reply-by = { $role }: { $name }
supervision-reply-broken = وصل ردّ تعذّر فتحه أو التحقق منه. يُرجى سؤال مسؤول التنسيق وجهًا لوجه.

supervision-tab = الإشراف
supervision-title = الإشراف
supervision-empty = لا توجد ملاحظات بعد.
supervision-none = لا ملاحظات في هذا العرض.
supervision-group = التجميع حسب
supervision-group-theme = الموضوع
supervision-group-name = الاسم
supervision-filter = عرض
supervision-filter-open = غير المغلقة
supervision-filter-all = الكل
supervision-state-new = جديدة
supervision-state-review = قيد النظر
supervision-state-discussed = نوقشت
supervision-state-closed = مغلقة
supervision-filter-count = { $what } ({ $count })
supervision-on-agenda = في جدول الأعمال
supervision-term = { $part ->
        [1] يناير إلى أبريل { $year }
        [2] مايو إلى أغسطس { $year }
       *[other] سبتمبر إلى ديسمبر { $year }
    }
supervision-by = كتبها { $name }
supervision-uncertain = ليس مؤكدًا مَن كتب هذا
supervision-broken = لا تتطابق أجزاء هذه الملاحظة، فلا يُعرض منها شيء.
supervision-broken-why = تعذّر فتحها أو التحقق منها على هذا الجهاز. إن استمر ذلك، فيُرجى إخبار الفريق وجهًا لوجه.
supervision-nothing = لم يُكتب شيء هنا
supervision-take = أخذها للنظر
supervision-discuss = نوقشت
supervision-close = إغلاق
supervision-reopen = إعادتها إلى النظر
supervision-agenda-on = وضعها في جدول الأعمال
supervision-agenda-off = إزالتها من جدول الأعمال
supervision-changed = غيّر شخص آخر هذا في الأثناء. هذه هي الحال الآن.
supervision-failed = لم ينجح ذلك. تعرض هذه الصفحة الحال الآن.
supervision-offline = لا يوجد اتصال. لم يتغيّر شيء.
supervision-team = تغيّر الفريق للتو. يُرجى إعادة المحاولة.
supervision-replies = { $count ->
        [one] أُرسل رد واحد.
        [two] أُرسل ردّان.
        [few] أُرسلت { $count } ردود.
       *[other] أُرسل { $count } ردًا.
    }
supervision-reply = رد على الكاتب
supervision-reply-hint = لا يفتحه إلا الكاتب. ولا يمكن قراءته هنا مرة أخرى.
supervision-reply-send = قفل وإرسال
supervision-reply-sent = أُرسل ردك.
supervision-reply-not = ليس مؤكدًا مَن كتب هذا، فلا يمكن قفل رد له.

supervision-agenda-open = جدول أعمال الجلسة القادمة ({ $count })
supervision-agenda-title = جدول أعمال الجلسة القادمة
supervision-agenda-empty = لا شيء في جدول الأعمال. تُؤخذ ملاحظة للنظر ثم توضع فيه.
supervision-agenda-lead = لا أسماء هنا: لا اسم الطالب ولا اسم العامل. تُحفظ الورقة كما تُحفظ الملاحظات.
supervision-agenda-full = مع الملاحظات كاملة
supervision-consultants-none = لا يوجد مستشار في القائمة، فلا يقرؤه إلا مسؤول التنسيق ومسؤول الإدارة.
supervision-consultants = { $count ->
        [one] يقرؤه مستشار واحد.
        [two] يقرؤه مستشاران.
        [few] يقرؤه { $count } مستشارين.
       *[other] يقرؤه { $count } مستشارًا.
    }
supervision-consultants-again = قفله مجددًا لكل المستشارين
supervision-consultants-why = المستشار الذي اعتُمد لاحقًا يمكنه قراءته بعد قفله مجددًا.

supervision-reading-empty = لا شيء في جدول الأعمال الآن.
supervision-reading-lead = ما وضعه الفريق في جدول أعمال الجلسة القادمة. يزول بعد مناقشته.
supervision-trouble-took-back = لم يعد الطالب يريد مناقشة هذا في الإشراف. لم يُرسَل شيء.
supervision-took-back = { $name }: لا يريد الطالب مناقشة هذا في الإشراف، فلا تُكتب ملاحظة. وإن كان شخص قد يتعرض لأذى جسيم، يمكنك تقديم بلاغ.
