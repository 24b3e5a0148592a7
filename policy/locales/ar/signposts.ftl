# مَن يمكنه المساعدة أيضًا. مسودة.

signposts-lead = هذه الجهات ليست جزءًا من هذه الخدمة. ما تبحث عنه يبقى على هذا الهاتف.
signposts-lead-worker = دورك الدلالة على الطريق لا النصح. ما تختاره يدخل في رسالتك، حيث يمكنك تغييره.
signposts-search = بحث
signposts-search-hint = مثلًا: مال، ليل، طبيب
signposts-found = { $count ->
        [one] نتيجة واحدة
        [two] نتيجتان
        [few] { $count } نتائج
       *[other] { $count } نتيجة
    }
signposts-none = لا نتائج. يمكن تجربة كلمة أخرى أو إفراغ البحث لرؤية الكل.
signposts-failed = تعذّر تحميل القائمة.
signposts-hours = متى:
signposts-languages = ليست كل هذه بلغتك. لغة البقية: { $languages }.
signposts-country = في: { $country }
signposts-checked = آخر تحقق: { $date }
signposts-unchecked = لم يتحقق أحد هنا من هذا بعد: يُرجى النظر في صفحة الجهة نفسها أولًا.
signposts-outdated = قديم: آخر تحقق في { $date }. يُرجى النظر في صفحة الجهة نفسها أولًا.
signposts-page = فتح { $page }
signposts-insert = إدراج في الرسالة
signposts-insert-what = إدراج في الرسالة: { $name }

signposts-card-hours = متى: { $hours }
signposts-card-call = اتصال: { $number }
signposts-card-text = رسالة نصية: { $number }
signposts-card-text-word = إرسال { $word } إلى: { $number }
signposts-card-page = الصفحة: { $page }
signposts-card-old = لم أتحقق من هذه التفاصيل مؤخرًا: يُرجى النظر في صفحتهم أولًا.
signposts-card-ways = طرق الوصول إلى { $name }

signposts-category-listening = مَن يستمع
signposts-category-health = الصحة
signposts-category-university = في الجامعة
signposts-category-safety = السلامة
signposts-category-identity = أن تكون على طبيعتك
signposts-category-loss = الفقد
signposts-category-money = المال والحقوق
signposts-category-housing = السكن
signposts-category-abroad = من الخارج أو في الخارج
signposts-category-other = أخرى
