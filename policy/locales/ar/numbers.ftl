# الأرقام. مسودة. أسماء الجداول 40 حرفًا على الأكثر والعناوين 80.

numbers-ask-why = إن أحببت، يمكنك ذكر كيف سارت. لا تُستخدم إلا للعدّ مع كل المحادثات الأخرى.
numbers-ask-outcome = كيف انتهت؟
numbers-ask-theme = عن ماذا كانت في الأغلب؟
numbers-ask-pointed = إلى أين دللته أولًا؟
numbers-ask-fewer = سحب الإجابة

numbers-over-title = لم تعد مدرجة ضمن محادثاتك
numbers-over = لم تعد هذه المحادثة مدرجة ضمن محادثاتك: { $name }
numbers-over-count = عدّها
numbers-over-skip = عدم عدّها

numbers-outcome-heard = كفى الاستماع إليه في الوقت الحالي
numbers-outcome-step = غادر بخطوة تالية من عنده
numbers-outcome-onward = يتابع مع خدمة أخرى
numbers-outcome-handed = يتابع مع عامل آخر لدينا
numbers-outcome-faded = توقف عن الكتابة
numbers-outcome-outside = لم يكن مما نحن هنا لأجله
numbers-outcome-unsaid = لم يُذكر

numbers-theme-study = الدراسة والامتحانات
numbers-theme-money = المال والعمل
numbers-theme-home = السكن والمساكن الجامعية
numbers-theme-people = الأصدقاء والعائلة والعلاقات
numbers-theme-alone = الوحدة والتأقلم
numbers-theme-mood = الضغط والقلق وتدني المزاج
numbers-theme-health = الصحة
numbers-theme-loss = الفقد والحزن
numbers-theme-unfair = التعرض لمعاملة غير عادلة
numbers-theme-other = شيء آخر
numbers-theme-unsaid = لم يُذكر

numbers-pointed-nowhere = لا مكان: أراد الحديث فقط
numbers-pointed-union = خدمة الاستشارات في الاتحاد
numbers-pointed-university = خدمة في الجامعة
numbers-pointed-health = طبيب أو خدمة صحية
numbers-pointed-helpline = خط مساعدة
numbers-pointed-elsewhere = مكان آخر
numbers-pointed-unsaid = لم يُذكر

numbers-wait_1h = أُجيب خلال ساعة
numbers-wait_4h = خلال 4 ساعات
numbers-wait_24h = خلال 24 ساعة
numbers-wait_longer = بعد ذلك
numbers-withdrawals = سُحب قبل الرد

numbers-table-waits = انتظار الرد الأول
numbers-table-themes = عن ماذا كانت في الأغلب
numbers-table-outcomes = كيف انتهت المحادثات
numbers-table-pointed = إلى أين دُلّ الطلاب
numbers-together = الكل معًا
numbers-total = المجموع
numbers-hidden = 1 إلى 7
numbers-row = ماذا
numbers-count = كم
numbers-period = الفترة
numbers-table = الجدول

numbers-term = { $number ->
        [1] يناير إلى أبريل { $year }
        [2] مايو إلى أغسطس { $year }
       *[3] سبتمبر إلى ديسمبر { $year }
    }

numbers-month = { $number ->
        [1] يناير { $year }
        [2] فبراير { $year }
        [3] مارس { $year }
        [4] أبريل { $year }
        [5] مايو { $year }
        [6] يونيو { $year }
        [7] يوليو { $year }
        [8] أغسطس { $year }
        [9] سبتمبر { $year }
        [10] أكتوبر { $year }
        [11] نوفمبر { $year }
       *[12] ديسمبر { $year }
    }
numbers-option = { $period }: { $state }

numbers-tab = الأرقام
numbers-title = الأرقام
numbers-lead = ما يمكن للخدمة أن تقوله للآخرين عن نفسها: أعداد الجميع معًا، لا عدد صغير أبدًا.
numbers-none = لا توجد أرقام منشورة بعد. ينشر مسؤول التنسيق أرقام الفترة بعد انتهائها.
numbers-how = كيف يُقرأ هذا
numbers-how-rules = يظهر 0 كما هو. وتظهر الأعداد من 1 إلى 7 بصيغة «1 إلى 7»، حتى لا يُعثر فيها على أحد. ويُقرَّب كل ما عداها إلى أقرب 5، والمجموع أيضًا: لا يلزم أن يساوي مجموع الصفوف. والجدول القليل جدًا صف واحد.
numbers-how-counted = تعدّ هواتف العاملين ما أجاب به كل منهم؛ وتعدّ الخدمة أوقات الانتظار. يفتح هاتف مسؤول التنسيق هذه الأعداد ويجمعها ولا يعرض إلا المجاميع. ولا تدخل فيها محادثات العاملين الذين لم يصل أسبوعهم.
numbers-uncertain = تعذّر التحقق من هذا الجدول: لم يوقّعه أحد يثق به هذا الجهاز.
numbers-uncertain-rows = يُستبعد مما تحفظه أو تنسخه.
numbers-broken = { $count ->
        [one] تعذّرت قراءة جدول واحد، فلا يُعرض.
        [two] تعذّرت قراءة جدولين، فلا يُعرضان.
        [few] تعذّرت قراءة { $count } جداول، فلا تُعرض.
       *[other] تعذّرت قراءة { $count } جدولًا، فلا تُعرض.
    }
numbers-nothing = لم يُعدّ شيء.
numbers-chart = رسم بياني: { $name }، { $period }. الأرقام نفسها في الجدول أدناه.
numbers-csv = حفظ بصيغة CSV
numbers-copy = نسخ كنص
numbers-copied = تم النسخ
numbers-copy-not = لم ينجح النسخ. يُرجى تحديد النص أدناه ونسخه.
numbers-text = الأرقام كنص
numbers-png = حفظ الصورة
numbers-png-copy = نسخ الصورة
numbers-png-not = لم ينجح ذلك هنا. الأرقام نفسها في الجدول.
numbers-save-else = إن لم يُحفظ شيء، فإن Telegram لا يسمح لهذه الصفحة بحفظ الملفات: يمكن نسخ النص أو فتح المكتب في Telegram على حاسوب.

numbers-make = تثبيت فترة
numbers-make-lead = بعد انتهاء الفترة تصبح أعدادها جداول ثابتة، مرة واحدة ونهائيًا. ثم تنشرها.
numbers-which = أي فترة؟
numbers-look = النظر فيها
numbers-looking = جارٍ فتح الأعداد الأسبوعية
numbers-state-open = لم تنتهِ
numbers-state-due = يمكن تثبيتها
numbers-state-frozen = ثُبّتت ولم تُنشر
numbers-state-released = نُشرت
numbers-until = لم تنتهِ هذه الفترة: ينتهي أسبوعها الأخير في { $date }. وحتى ذلك الحين لا يمكن تثبيت شيء.
numbers-came = { $count ->
        [0] لم يصل أي عدّ أسبوعي من العاملين.
        [one] وصل عدّ أسبوعي واحد من أحد العاملين وأمكن التحقق منه.
        [two] وصل عدّان أسبوعيان من العاملين وأمكن التحقق منهما.
        [few] وصلت { $count } أعداد أسبوعية من العاملين وأمكن التحقق منها.
       *[other] وصل { $count } عدًّا أسبوعيًا من العاملين وأمكن التحقق منها.
    }
numbers-left-out = { $count ->
        [one] استُبعد عدّ أسبوعي واحد: تعذّر فتحه، أو لم يوقّعه أحد ممن هم في القائمة الآن.
        [two] استُبعد عدّان أسبوعيان: تعذّر فتحهما، أو لم يوقّعهما أحد ممن هم في القائمة الآن.
        [few] استُبعدت { $count } أعداد أسبوعية: تعذّر فتحها، أو لم يوقّعها أحد ممن هم في القائمة الآن.
       *[other] استُبعد { $count } عدًّا أسبوعيًا: تعذّر فتحها، أو لم يوقّعها أحد ممن هم في القائمة الآن.
    }
numbers-missing = يرسل هاتف العامل أسابيعه حين يفتح مكتبه في المرة القادمة. إن كنت تتوقع المزيد، فيُطلب منهم فتحه ثم يُنظر مجددًا: ما يصل بعد التثبيت لا يُحسب في أي مكان.
numbers-preview = هذا ما سيُثبَّت
numbers-preview-alone = { $count ->
        [one] يظهر جدول واحد بمجموعه فقط: عدده قليل جدًا، أو تكشف صفوفه عددًا صغيرًا.
        [two] يظهر جدولان بمجموعيهما فقط: عددهما قليل جدًا، أو تكشف صفوفهما عددًا صغيرًا.
        [few] تظهر { $count } جداول بمجاميعها فقط: عددها قليل جدًا، أو تكشف صفوفها عددًا صغيرًا.
       *[other] يظهر { $count } جدولًا بمجاميعها فقط: عددها قليل جدًا، أو تكشف صفوفها عددًا صغيرًا.
    }
numbers-freeze = تثبيت هذه الجداول
numbers-freeze-title = تثبيت { $period }؟
numbers-freeze-why = تبقى الجداول كما هي الآن نهائيًا. وتُتلف الأعداد الأسبوعية التي صُنعت منها، فلا يمكن عدّ شيء أو تصحيحه أو إضافته مجددًا. ولا يرى الجداول غيرك إلى أن تُنشر.
numbers-freeze-yes = نعم، تثبيت
numbers-frozen = ثُبّتت. لا تتغيّر هذه الجداول أبدًا.
numbers-frozen-before = ثُبّتت هذه الفترة من قبل. لم يُصنع شيء مجددًا: هذه هي الجداول الموجودة.
numbers-frozen-together = أخذت الخدمة هذه الجداول بمجاميعها فقط: كانت صفوفها ستكشف عددًا صغيرًا.
numbers-fixed = هذه الفترة مثبّتة. جداولها أدناه؛ ولا تُصنع مجددًا أبدًا.
numbers-fixed-released = هذه الفترة مثبّتة ومنشورة. جداولها أدناه؛ ولا تُصنع مجددًا أبدًا.
numbers-release = نشرها
numbers-release-title = نشر { $period }؟
numbers-release-why = يمكن لمسؤول الإدارة والنائب عندئذ قراءة هذه الجداول وحفظها ونقلها. لا يمكن التراجع عن ذلك.
numbers-release-yes = نعم، نشر
numbers-released = نُشرت.
numbers-not-released = لا يرى هذه الجداول غيرك حتى الآن.
numbers-trouble-offline = لا يوجد اتصال. لم يتغيّر شيء؛ يُرجى إعادة المحاولة.
numbers-trouble-failed = لم ينجح ذلك. لم يتغيّر شيء.
numbers-trouble-period = تقول الخدمة إن هذه الفترة لا يمكن تثبيتها الآن: لم ينتهِ أسبوعها الأخير، أو أن الخدمة تعدّ بفترات أخرى.
numbers-trouble-key = ليس لدى هذا الجهاز مفتاح دور لفتح الأعداد الأسبوعية.
numbers-trouble-unchecked = تعذّر التحقق من الفريق، فلم يُفتح شيء ولم يُوقَّع.
