# إزالة الأسماء من ملاحظة إشراف. مسودة.

pseudonym-person = الشخص { $letter }
pseudonym-worker = العامل { $letter }
pseudonym-place = المكان { $letter }
pseudonym-hall = السكن { $letter }
pseudonym-course = المقرر { $letter }
pseudonym-number = [رقم]
pseudonym-email = [بريد إلكتروني]
pseudonym-phone = [رقم هاتف]
pseudonym-postcode = [رمز بريدي]
pseudonym-birth = [تاريخ ميلاد]
pseudonym-handle = [اسم حساب]
pseudonym-link = [رابط]

pseudonym-kind-person = شخص
pseudonym-kind-worker = أحد العاملين لدينا
pseudonym-kind-place = مكان
pseudonym-kind-hall = سكن أو بيت
pseudonym-kind-course = مقرر أو وحدة دراسية
pseudonym-kind-number = رقم
pseudonym-kind-email = بريد إلكتروني
pseudonym-kind-phone = رقم هاتف
pseudonym-kind-postcode = رمز بريدي
pseudonym-kind-birth = تاريخ ميلاد
pseudonym-kind-handle = اسم حساب
pseudonym-kind-link = رابط

pseudonym-title = لا أحد باسمه
pseudonym-lead = الإشراف عن عملك، لذلك تبقى الأسماء هنا. يُستبدل ما عُلّم قبل أن تغادر الملاحظة هذا الجهاز. بلمس العلامة يمكن تغييرها.
pseudonym-loading = جارٍ البحث عن أسماء…
pseudonym-load-failed = تعذّر تحميل هذا. ملاحظتك محفوظة؛ لم يُرسَل شيء.
pseudonym-too-long = الملاحظة أطول من أن تُفحص. يُرجى تقصيرها.
pseudonym-note = ملاحظتك
pseudonym-list = ما عُثر عليه
pseudonym-none = لم يُعثر على أسماء أو أرقام. يُرجى قراءتها مرة أخرى بنفسك.
pseudonym-becomes = { $text } ← { $replacement }
pseudonym-kept = { $text }: يبقى
pseudonym-asks = { $text }: هل يدل هذا على شخص؟
pseudonym-times = { $count ->
        [one] مرة واحدة
        [two] مرتان
        [few] { $count } مرات
       *[other] { $count } مرة
    }
pseudonym-open = { $count ->
        [one] بقي واحد للبتّ فيه.
        [two] بقي اثنان للبتّ فيهما.
       *[other] بقي { $count } للبتّ فيها.
    }
pseudonym-replace-rest = استبدال الباقي
pseudonym-menu = { $text }
pseudonym-replace = استبدال بـ { $replacement }
pseudonym-keep = إبقاؤه هنا
pseudonym-keep-all = إبقاؤه في كل مكان
pseudonym-same = مثل { $replacement } ({ $text })
pseudonym-apart = شخص أو شيء آخر: حرف جديد
pseudonym-kind = هذا
pseudonym-mark = تعليم شيء آخر
pseudonym-mark-hint = بتحديد كلمات في ملاحظتك أو كتابتها هنا. تُستبدل حيثما وردت.
pseudonym-mark-words = كلمات للاستبدال
pseudonym-mark-do = تعليم
pseudonym-mark-missing = ليست هذه الكلمات في الملاحظة.
pseudonym-preview = ما سيقرؤه الإشراف
pseudonym-confirm = قرأتها: لا يمكن التعرف على أحد
pseudonym-confirm-hint = مع التفكير في التفاصيل النادرة أيضًا: وظيفة، أو مرض، أو حدث يعرفه الناس.
pseudonym-done = استخدام هذا النص
