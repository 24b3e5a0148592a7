# ما يقوله التطبيق المصغّر للعاملين. مسودة.

desk-title = المكتب
desk-tabs-more = المزيد
desk-lock = قفل
desk-offline = لا يوجد اتصال الآن. تعرض هذه الصفحة كيف كانت الأمور.
desk-expired = حرصًا على السلامة تتوقف هذه الصفحة عن العمل بعد مدة. يُرجى إغلاقها وفتحها من المحادثة مرة أخرى.
desk-outside = يُفتح مكتبك من محادثة البوت في Telegram.
desk-ended-title = الخدمة لا تسمح بدخولك
desk-ended = تقول الخدمة إن هذا الحساب لم يعد يفتح المكتب، ولا تثبت ذلك. ما كنت تكتبه يبقى هنا ما دامت هذه الصفحة مفتوحة. يُرجى إعادة المحاولة؛ وإن بقي الأمر هكذا، فيُرجى التحدث مع مسؤول التنسيق وجهًا لوجه.
desk-ended-again = إعادة المحاولة
desk-unsaved = لم يُحفظ بعد. يُحفظ عند توفّر الاتصال.
desk-print = طباعة
desk-print-else = إن لم يحدث شيء، فهذا التطبيق لا يطبع: يُرجى الكتابة على ورقة.
desk-copy = نسخ الرابط
desk-copied = تم النسخ
desk-copy-not = يُرجى تحديد الرابط ونسخه
desk-share = مشاركة

desk-role-worker = عامل
desk-role-coordinator = مسؤول التنسيق
desk-role-manager = مسؤول الإدارة
desk-role-deputy = النائب
desk-role-consultant = مستشار
desk-role-auditor = مدقق

desk-minutes = { $minutes ->
        [0] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    }
desk-hours = { $hours ->
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
       *[other] { $hours } ساعة
    }
desk-days = { $days ->
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
       *[other] { $days } يومًا
    }

desk-agreement-lead = يُرجى قراءة هذا. توقّعه بمفتاح يُصنع على هذا الجهاز.
desk-have-account = أعددت حسابي من قبل
desk-who-title = مَن أنت هنا
desk-name = اسمك
desk-name-hint = يراه الطلاب والفريق. الاسم الأول يكفي.
desk-name-bad = يُرجى استخدام الحروف، 60 حرفًا على الأكثر.
desk-passphrase = عبارة المرور
desk-passphrase-hint = 12 حرفًا على الأقل. أربع كلمات أو أكثر لا صلة بينها خيار جيد. لا تغادر هذا الجهاز أبدًا.
desk-passphrase-again = العبارة نفسها مرة أخرى
desk-passphrase-differs = العبارتان غير متطابقتين.
desk-passphrase-short = { $missing ->
        [one] ينقص حرف واحد.
        [two] ينقص حرفان.
        [few] تنقص { $missing } أحرف.
       *[other] ينقص { $missing } حرفًا.
    }
desk-strength-fair = طويلة بما يكفي
desk-strength-good = جيدة
desk-strength-strong = قوية
desk-sign = أوافق وأوقّع وأُعدّ الحساب
desk-working = جارٍ قفل مفاتيحك
desk-working-why = يستغرق هذا بضع ثوانٍ، كي يستغرق التخمين من الآخرين سنوات.
desk-fault-invite = هذا الرابط لا يعمل. ربما استُخدم أو سُحب أو انتهت مدته. يُرجى طلب رابط جديد.
desk-fault-stale = تغيّر نص هذه الصفحة. يُرجى إغلاقها وفتح الرابط من جديد.
desk-fault-exists = حساب Telegram هذا مُعدّ من قبل. يُفتح بعبارة المرور أو بالحزمة.

desk-kit-title = حزمة الاسترداد
desk-kit-lead = هذه الكلمات الاثنتا عشرة تفتح مكتبك حين تضيع عبارة المرور. يُرجى طباعتها أو كتابتها على ورقة بهذا الترتيب، وحفظ الورقة حيث لا ينظر غيرك. لا يمكن عرضها مرة أخرى.
desk-kit-sheet-title = حزمة الاسترداد
desk-kit-sheet-words = كلماتك الاثنتا عشرة
desk-kit-sheet-root = كلمات هذه الخدمة الثماني
desk-kit-sheet-root-none = هي على الملصق.
desk-kit-sheet-how = لاستخدامها: فتح المكتب في Telegram، ثم اختيار الحزمة، ثم كتابة الكلمات الاثنتي عشرة، ثم تعيين عبارة مرور جديدة.
desk-kit-done = هي عندي على ورقة
desk-kit-check-title = هل هي على ورقة؟
desk-kit-check = يُرجى كتابة هاتين الكلمتين من ورقتك.
desk-kit-word = الكلمة رقم { $place }
desk-kit-wrong = هذه ليست الكلمات. يُرجى النظر في ورقتك مرة أخرى.
desk-kit-show = عرض الكلمات مرة أخرى
desk-kit-lost-title = لم تُؤكَّد حزمتك
desk-kit-lost = لم يثبت بعد أن حزمة الاسترداد على ورقة. يُرجى صنع حزمة جديدة الآن؛ وتتوقف القديمة عن العمل.
desk-kit-later = ليس الآن، في المرة القادمة
desk-kit-make = صنع حزمة جديدة
desk-kit-make-title = صنع حزمة جديدة؟
desk-kit-make-gone = تتوقف الحزمة التي لديك على الورق عن العمل.
desk-kit-make-yes = نعم، صنع حزمة جديدة
desk-kit-tab = حزمتي
desk-kit-about = تفتح حزمتك المطبوعة مكتبك حين تضيع عبارة المرور. إن فقدتها، أو ربما رآها غيرك، فيُرجى صنع حزمة جديدة وإخبار مسؤول التنسيق في اليوم نفسه.
desk-kit-passphrase = تغيير عبارة المرور
desk-kit-words = كلماتك الثماني
desk-kit-words-why = يقارنها مسؤول التنسيق معك قبل اعتمادك.

desk-locked-title = مكتبك مقفل
desk-locked-lead = لا يمكن قراءة شيء على هذا الجهاز من دون عبارة مرورك.
desk-locked-wrong = لم يُفتح المكتب بذلك. يُرجى التحقق.
desk-locked-open = فتح
desk-locked-lost = فقدت عبارة مروري
desk-locked-kit = الكلمات الاثنتا عشرة من حزمتك المطبوعة
desk-locked-passphrase = استخدام عبارة مروري
desk-locked-invite = الإعداد برابطي المخصص لمرة واحدة
desk-locked-drafts = ما كنت تكتبه ما زال هنا.
desk-new-title = تعيين عبارة مرور جديدة
desk-new-lead = دخلت بالحزمة. يُرجى تعيين عبارة مرور جديدة للمرة القادمة.
desk-new-save = تعيينها
desk-new-keep = تذكّرت القديمة

desk-waiting-title = بانتظار مسؤول التنسيق
desk-waiting-lead = يقارن مسؤول التنسيق ثماني كلمات معك، والأفضل وجهًا لوجه أو في مكالمة، ثم يعتمدك. تُقرأ بصوت مسموع:
desk-waiting-next = لا يلزم منك شيء آخر. يمكنك إغلاق هذا؛ ويُستأنف هنا بعد اعتمادك.

desk-root-title = كلمات هذه الخدمة الثماني
desk-root-yours = هي على الملصق وعلى كل حزمة. تُقرأ لكل مَن يسأل إن كانت هذه هي الخدمة الحقيقية.
desk-root-compare = تُقارَن بالملصق، أو يقرؤها مسؤول التنسيق.
desk-root-same = هي نفسها
desk-root-checked = قارنتها بالملصق.
desk-mismatch-title = هناك ما لا يستقيم
desk-mismatch = تعذّر التحقق مما يعرضه الخادم عن الفريق، أو ليس ما رآه هذا الجهاز من قبل. لم يُوقَّع شيء ولن يُوقَّع. يُرجى إخبار الفريق وجهًا لوجه، لا عبر هذه الخدمة.

desk-now = الآن
desk-now-title = كيف الأحوال
desk-now-waiting = في الانتظار
desk-now-oldest = الأقدم منذ { $for }
desk-now-claimed = قيد القراءة
desk-now-open = في محادثة
desk-now-stuck = عالقة
desk-now-stuck-why = لا أحد ممن يمكنهم فتحها في القائمة. يمكن استعادة أحد العاملين، أو الطلب من الطلاب الكتابة من جديد.
desk-intake-open = الطلبات الجديدة مفتوحة.
desk-intake-paused = الطلبات الجديدة متوقفة مؤقتًا.
desk-intake-shut = الطلبات الجديدة مغلقة.
desk-why-no_root = ليس للخدمة جذر بعد. يصنعه جهاز مسؤول التنسيق عند الإعداد.
desk-why-holders = يجب اعتماد مسؤول التنسيق ومسؤول الإدارة والنائب جميعًا: كشف الهوية يحتاج إلى اثنين من الثلاثة.
desk-why-no_roster = لا توجد قائمة موقّعة بعد.
desk-why-roster_expired = انتهت مدة القائمة. تُوقَّع من جديد حين يفتح أحد المسؤولين هذا المكتب.
desk-why-no_worker = لا يوجد عامل معتمد في القائمة.
desk-why-policy = لم يُسجَّل اعتماد إصدار السياسة المعمول به.
desk-why-paused = أوقف أحد المسؤولين الطلبات الجديدة مؤقتًا. لا يمس ذلك مَن ينتظرون ومَن هم في محادثة.
desk-pause = إيقاف الطلبات الجديدة مؤقتًا
desk-resume = قبول طلبات جديدة من جديد
desk-pause-title = إيقاف الطلبات الجديدة مؤقتًا؟
desk-pause-why = يرى الطلاب أنكم لا تستقبلون رسائل جديدة الآن، وبمن يمكنهم الاتصال. ويستمر مَن ينتظرون بالفعل والمحادثات المفتوحة.
desk-pause-yes = إيقاف مؤقت

desk-steps-title = لفتح الخدمة
desk-steps-next = التالي
desk-steps-done = تم
desk-step-wait-manager = يفتح مسؤول الإدارة رابطه المخصص لمرة واحدة
desk-step-wait-deputy = يفتح النائب رابطه المخصص لمرة واحدة
desk-step-certify-manager = التحقق من مسؤول الإدارة واعتماده
desk-step-certify-deputy = التحقق من النائب واعتماده
desk-step-invite-worker = دعوة عامل
desk-step-certify-worker = التحقق من كل عامل أعدّ حسابه واعتماده
desk-step-poster = تعليق الملصق
desk-step-open = الطلبات الجديدة مفتوحة
desk-step-certify-holder-why = لا يفعل ذلك إلا جهاز مسؤول التنسيق.
desk-steps-all = كل شيء جاهز.

desk-team = الفريق
desk-team-title = الفريق
desk-team-me = أنت
desk-team-absent = الخدمة لا تعرض هؤلاء ضمن الفريق، مع أن القائمة الموقّعة تضمّهم. عدم عرضهم لا يثبت شيئًا: يبقون في القائمة. اسألهم وجهًا لوجه، وأخبر بقية المسؤولين:
desk-state-waiting = أعدّ حسابه، بانتظار التحقق
desk-state-certified = معتمد حتى { $date }
desk-state-lapsed = انتهت الشهادة في { $date }
desk-state-unlisted = معتمد، ليس في القائمة
desk-state-suspended = موقوف
desk-state-broken = لا يستقيم
desk-broken-why = يعرض الخادم لهذا الشخص شهادة تعذّر التحقق منها. لا يُعتدّ بها هنا.
desk-under-18 = ولمن هم دون 18 عامًا أيضًا
desk-check = التحقق والاعتماد
desk-check-title = التحقق من { $name }
desk-check-why = يقرأ لك كلماته الثماني، وجهًا لوجه أو في مكالمة تعرف فيها صوته. يجب أن تكون هذه، وبهذا الترتيب:
desk-check-under-18 = معتمد لمن هم دون 18 عامًا
desk-check-under-18-why = فقط لمن تدرّب على ذلك. لا يُطلب الرد إلا منهم حين يكتب مَن هو دون 18 عامًا.
desk-check-days = كم من الوقت
desk-check-yes = قارنتها معه: اعتماد
desk-check-differ = إن اختلفت، فلا اعتماد. ربما كان هناك مَن يتوسط بينكما. يُرجى إخبار الفريق وجهًا لوجه.
desk-renew = تجديد
desk-list = إضافة إلى القائمة
desk-suspend = إيقاف
desk-suspend-title = إيقاف { $name }؟
desk-suspend-why = ينتهي وصوله فورًا، حتى الصفحات المفتوحة. تُوقَّع قائمة جديدة من دونه، فترفضه هواتف الطلاب. وتعود الطلبات التي تولاها إلى الانتظار. وتعلق محادثاته المفتوحة إلى أن تُستعاد صلاحيته أو يكتب الطالب من جديد. ويمكن استعادته لاحقًا.
desk-suspend-yes = نعم، إيقاف
desk-restore = استعادة
desk-restore-title = استعادة { $name }؟
desk-restore-why = يعود وصوله، وتُوقَّع قائمة تضمه.
desk-restore-yes = نعم، استعادة
desk-invite = دعوة شخص
desk-invite-label = لمن هو؟
desk-invite-label-hint = لا يراه إلا الفريق، لمعرفة صاحب الرابط.
desk-invite-as = بأي صفة؟
desk-invite-why-consultant = لا يقرأ المستشار إلا ملاحظات الإشراف المدرجة في جدول أعمال الجلسة القادمة.
desk-invite-why-auditor = يرى المدقق قائمة مرات الوصول وسجلات الإفصاح التي تختمها له، ولا يرى أبدًا محادثة أو ملاحظة أو بلاغ سلامة، ولمدة شهر على الأكثر.
desk-invite-under-18 = متدرّب على مَن هم دون 18 عامًا
desk-invite-make = صنع الرابط
desk-invite-ready = يُعطى هذا الرابط إلى { $label } ولا أحد غيره. يعمل مرة واحدة، ولا يُعرض إلا الآن.
desk-invites-title = روابط لم تُستخدم بعد
desk-invite-until = صالح حتى { $date }
desk-invite-withdraw = سحب
desk-roster-title = القائمة
desk-roster-none = لم تُوقَّع بعد.
desk-roster-state = الإصدار { $version }، صالح حتى { $date }. تُوقَّع من جديد تلقائيًا حين يفتح أحد المسؤولين هذا المكتب بعد { $reminder }، وحين يتغيّر الفريق.
desk-roster-expired = انتهت مدة القائمة في { $date }. يتوقف استقبال الطلبات وتولّيها إلى أن تُوقَّع من جديد.
desk-backup-title = النسخ الاحتياطية
desk-backup-yes = نسخة احتياطية من مفتاح دورك مقسومة بين المسؤولَين الآخرَين.
desk-backup-no = تُصنع نسخة احتياطية من مفتاح دورك تلقائيًا بعد اعتماد المسؤولين الثلاثة.
desk-trouble-offline = لا يوجد اتصال. لم يتغيّر شيء.
desk-trouble-failed = لم ينجح ذلك. تعرض هذه الصفحة الحال الآن.
desk-trouble-roster = لم يقبل الخادم ما وقّعه هذا الجهاز. يُرجى التأكد من صحة ساعة الجهاز ثم إعادة المحاولة.

desk-poster = الملصق
desk-poster-title = الملصق
desk-poster-lead = يُعلَّق حيث يوجد الطلاب. يفتح رمزه الخدمة ويثبت على هاتف الطالب أنها هذه.
desk-poster-none = لا يوجد جذر بعد، فلا شيء للطباعة.
desk-poster-sheet = مَن تتحدث إليه على انفراد
desk-poster-sheet-how = بمسح الرمز بهاتفك. يُفتح في Telegram.
desk-poster-sheet-words = للتأكد من أننا نحن حقًا، يمكنك مقارنة هذه الكلمات في التطبيق:
desk-poster-done = الملصق معلّق
desk-poster-hangs = الملصق معلّق.

desk-queue = الطابور
desk-queue-title = مَن ينتظر
desk-queue-empty = لا أحد ينتظر الآن.
desk-queue-waiting = ينتظر منذ { $for }
desk-queue-name = يودّ أن يُنادى { $name }
desk-queue-topic = عن
desk-queue-help = ما قد يساعد
desk-queue-know = ما ينبغي معرفته أولًا
desk-queue-nothing = لم يُذكر شيء مسبقًا
desk-queue-under-18 = دون 18 عامًا
desk-queue-broken = لا تتطابق أجزاء هذا الطلب، فلا يُعرض منه شيء. ولا يمكن تولّيه هنا.
desk-queue-unlisted = لست في القائمة الآن، فلا يمكنك تولّي طلب. يرى مسؤول التنسيق ذلك.
desk-queue-roster = تعذّر التحقق من قائمة الفريق، فلا يمكنك تولّي طلب الآن.
desk-claim = قراءة ورد
desk-pass = تركه للآخرين
desk-pass-done = يبقى لدى الآخرين.
desk-recuse = ربما أعرف هذا الشخص
desk-recuse-title = التنحي عن هذا الطلب؟
desk-recuse-why = يُحذف مفتاحك لهذا الطلب ولا يُعرض عليك مرة أخرى. ليس عليك أن تقول لماذا، ولا يُخبَر أحد. ويمكن للآخرين الرد. لا يمكن التراجع عن هذا.
desk-recuse-yes = نعم، تنحٍّ
desk-taken = سبقك غيرك. الطالب في أيدٍ أمينة.
desk-gone = لم يعد هناك: سُحب أو أُجيب.
desk-reading = قيد قراءتك
desk-reading-open = متابعة

desk-claimed-title = { $name }
desk-claimed-left = { $minutes ->
        [0] بقي أقل من دقيقة لإرسال ردك الأول.
        [one] بقيت دقيقة واحدة لإرسال ردك الأول.
        [two] بقيت دقيقتان لإرسال ردك الأول.
        [few] بقيت { $minutes } دقائق لإرسال ردك الأول.
       *[other] بقيت { $minutes } دقيقة لإرسال ردك الأول.
    }
desk-claimed-letter = الرسالة
desk-claimed-reply = ردك الأول
desk-claimed-reply-hint = تبدأ المحادثة عند إرساله. وحتى ذلك الحين لا يظهر للطالب إلا أن هناك مَن يقرأ.
desk-claimed-send = إرسال وبدء
desk-claimed-sending = جارٍ القفل والإرسال
desk-claimed-release = إعادته
desk-claimed-release-title = إعادته؟
desk-claimed-release-why = يعود إلى كل مَن يمكنهم الرد. ولا يُرسَل ما كتبته.
desk-claimed-release-yes = نعم، إعادته
desk-claimed-broken = تعذّر فتح الرسالة أو التحقق منها، فلا تُعرض. يُرجى إعادة الطلب.
desk-claimed-too-long = هذا أطول من اللازم بمقدار { $over } حرفًا.
desk-lapsed-title = انتهى الوقت
desk-lapsed = عاد هذا الطلب إلى انتظار الجميع. ما كتبته محفوظ هنا: يمكنك تولّي الطلب مرة أخرى إن لم يتولّه غيرك، وإرساله.
desk-lapsed-again = تولّيه مرة أخرى
desk-lapsed-leave = تركه للآخرين
desk-trouble-lapsed = انتهى الوقت. لم يُرسَل شيء.
desk-trouble-roster-accept = تغيّرت قائمة الفريق للتو. يُرجى الإرسال مرة أخرى.
desk-trouble-unchecked = لم يتمكن هذا الجهاز من التحقق من الفريق الآن، فلم يُرسَل شيء.
desk-trouble-later = لا يوجد اتصال. لم يضِع شيء؛ يُرجى الإرسال مرة أخرى عند عودته.

desk-conversations = الغرف
desk-conversations-title = محادثاتي
desk-conversations-empty = لست في أي محادثة الآن.
desk-unread = { $count ->
        [one] رسالة جديدة واحدة
        [two] رسالتان جديدتان
        [few] { $count } رسائل جديدة
       *[other] { $count } رسالة جديدة
    }
desk-room-letter = الرسالة
desk-room-unchecked = تعذّر التحقق من هذه المحادثة على هذا الجهاز، فلا يُعرض منها شيء.
desk-room-refused = لا تعطي الخدمة هذه المحادثة الآن، أو لا تقبل ما تكتبه: فقد أُنهيت، أو يواصلها شخص آخر، أو أن الخدمة مخطئة. ما تكتبه محفوظ هنا ويُرسَل عند قبوله.
desk-room-side = بمن يمكنهم الاتصال
desk-room-side-lead = تستمع وتدلّ على مواضع المساعدة. وهذه الجهات على بُعد لمسة واحدة في شاشتهم أيضًا.
desk-room-menu = المزيد
desk-room-close = إنهاء هذه المحادثة
desk-room-close-title = إنهاء هذه المحادثة؟
desk-room-close-gone = لن يمكنك فتحها بعد ذلك، وتُزال من هذا الجهاز. يحتفظ بها الطالب مدة، ويمكنه الكتابة إلى الخدمة من جديد. ولا يمكن فتحها مرة أخرى.
desk-room-close-yes = نعم، إنهاء
desk-room-ended = انتهت المحادثة.

desk-now-unattended = { $count ->
        [one] محادثة واحدة بلا عامل
        [two] محادثتان بلا عامل
        [few] { $count } محادثات بلا عامل
       *[other] { $count } محادثة بلا عامل
    }: أُوقف العامل أو غادر أو لا يردّ. يُسأل الطلاب إن كان ينبغي لغيره المتابعة. لا شيء هنا يقول مَن هم.
desk-room-share = السؤال قبل نقل شيء
desk-room-not-counted = طلب الطالب عدم العدّ، فلا يدخل شيء من هذا في أرقامك.

desk-signed-in = أين سجّلت دخولك
