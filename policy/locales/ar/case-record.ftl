# ما يحتفظ به العامل عن حالة (مسودة).

case-record-title = السجل
case-record-lead = ما حدث وما تم فعله، في كلمات قليلة. لا ما قيل، ولا رأيك وحدك.
case-record-seen = يمكن للطالب قراءة هذا، وكذلك المنسق والمدير، ومن يتابع بعدك إذا سمح الطالب بذلك.
case-record-earlier = { $count ->
    [one] قيد واحد من قبل مجيئك لم يُنقل إليك.
   *[other] { $count } قيود من قبل مجيئك لم تُنقل إليك.
}
case-record-empty = لم يُكتب شيء بعد.
case-record-missing = مدخل تعذر فتحه.
case-record-uncertain = ليس مؤكدًا من كتب هذا.

case-record-add = إضافة إلى السجل
case-record-kind = ماذا حدث
case-record-kind-none = اختر
case-record-kind-contact = أول تواصل
case-record-kind-signposted = قيل له أين يجد مساعدة أخرى
case-record-kind-referred = أُحيل بموافقته
case-record-kind-agreed = اتُّفق على الخطوة التالية
case-record-kind-no-reply = لا رد
case-record-kind-handed-over = سُلّمت لغيره
case-record-kind-closed = انتهت
case-record-kind-other = شيء آخر
case-record-day = في أي يوم
case-record-text = في كلمات قليلة
case-record-text-hint = مثلًا أي خدمة. 300 حرف على الأكثر. دون أسماء أشخاص. لا يمكن تغييره بعد ذلك.
case-record-add-yes = راجعه وأضفه
case-record-found = يبدو هذا اسم شخص أو مكان. اترك ما لا يلزم؛ ويجوز ذكر اسم خدمة.
case-record-not-looked = تعذر فحص الكلمات بحثًا عن أسماء الآن. من فضلك اقرأها بنفسك مرة أخرى.
case-record-anyway = أضفه كما هو

case-record-fault-kind = من فضلك اختر ما حدث.
case-record-fault-words = من فضلك قل في كلمات قليلة ما كان.
case-record-fault-long = هذا أطول من 300 حرف.
case-record-fault-day = من فضلك اختر يومًا ليس في المستقبل.
case-record-trouble-later = تعذر الوصول إلى السجل الآن. ما كتبته ما زال هنا.
case-record-trouble-unchecked = تعذر التحقق من مكانك في الفريق أو من هذه المحادثة. لم يُضف شيء.
case-record-trouble-full = في هذا السجل 100 مدخل. لا مكان للمزيد.
case-record-trouble-failed = لم ينجح ذلك. لم يُضف شيء.

case-record-look = { $count ->
    [0] لم يُكتب فيه شيء.
    [one] فيه مدخل واحد لك.
   *[other] فيه { $count } من المدخلات لك.
}
case-record-look-last = بعد أن تنتهي لا يمكنك إضافة شيء.
case-record-look-open = فتح السجل

case-records-tab = السجلات
case-records-title = سجلات الحالات
case-records-lead = ما يحتفظ به العاملون عن كل حالة، دون اسم أحد. كلما فتحت سجلًا دُوّن ذلك، ويستطيع الطالب أن يراه.
case-records-empty = لا يوجد سجل بعد.
case-records-earlier = الأقدم
case-records-offline = تعذرت قراءة هذا الآن.
case-records-failed = لم ينجح ذلك. من فضلك حاول مرة أخرى.
case-record-entries = { $count ->
    [one] مدخل واحد
   *[other] { $count } من المدخلات
}
case-record-open = المحادثة مستمرة
case-record-closed = انتهت المحادثة
case-record-broken = هذا السجل غير متماسك: فيه نقص أو شيء في غير مكانه. لا يُعرض منه شيء.
case-record-unlike = ما وجده مدقق يخص سجلًا فيه قيد ليس في هذا السجل. عُرض عليه سجل آخر، أو أُخفي الآن شيء من هذا.

case-record-yours = ما دوّنه العامل
case-record-yours-lead = يدوّن العامل معك ما حدث وما تم، لا ما قلته. يمكن للمنسق والمدير قراءته دون اسمك. وإذا تابع معك شخص آخر فأنت تختار هل يحصل عليه.
case-record-none = لم يُدوَّن شيء.
case-record-part = تعذر فتح بعضه أو لا يتوافق بعضه مع بعض.

record-audit-title = مراجعة السجلات
record-audit-lead = يقرأ مدقق عينة يسحبها هذا الجهاز، حتى يوم محدد، ويقول ما يجده. يُدوَّن أنه نظر فيها، ويستطيع الطلاب رؤية ذلك. وبعدها لا يستطيع قراءة شيء.
record-audit-nobody = لا يوجد مدقق في الفريق. ادعُ واحدًا من صفحة الفريق.
record-audit-who = من ينظر
record-audit-of = في سجلات
record-audit-months = { $count ->
    [one] هذا الشهر والذي قبله
   *[other] آخر { $count } من الأشهر
}
record-audit-size = كم عددها
record-audit-days = لكم يوم
record-audit-number = من فضلك اختر رقمًا من 1 إلى { $most }.
record-audit-begin = اسحبها ودع المدقق يقرأ
record-audit-making = يجري الإقفال للمدقق. تم { $done } من { $of }.
record-audit-none = لا يوجد سجل من ذلك الوقت.
record-audit-gone = مدقق غادر
record-audit-until = يمكن قراءتها حتى { $time }
record-audit-over = انتهت { $time }: لم يعد المدقق يستطيع قراءة شيء
record-audit-not-yet = لم يُنظر فيه بعد
record-audit-unproven = قيل شيء لم يثبت أنه من المدقق.
record-audit-mark-complete = كامل
record-audit-mark-relevant = فيه ما يلزم فقط
record-audit-mark-excess = فيه أكثر مما ينبغي
record-audit-mark-missing = ينقصه شيء
record-audit-own-lead = سجلات طُلب منك النظر فيها، دون اسم أحد. كلما فتحت سجلًا دُوّن ذلك، ويستطيع الطالب أن يراه.
record-audit-own-none = لا شيء للنظر فيه الآن.
record-audit-said = لقد قلت ما وجدته.
record-audit-what = ماذا وجدت؟
record-audit-choose = من فضلك اختر واحدًا.
record-audit-comment = كلمات قليلة للمنسق والمدير
record-audit-comment-hint = قل ماذا، لا مَن.
record-audit-send = إرسال إلى التنسيق والإدارة
case-record-handed = من قبل مجيئك، كما نقله الطالب
case-record-since = منذ مجيئك
case-record-handed-unfit = ما نُقل من قبل لا يتوافق مع هذا السجل. لا يُعرض شيء منه.
