# حقوق الطالب في سجلّه. مسودة.

rights-copy-lead = كل ما يخصك هنا، مفتوحًا على هذا الهاتف: رسائلك ومحادثاتك، وما وافقت عليه، ومَن اطّلع عليه، وهل كُشفت هويتك، وما قيل لك عمّا أبلغت عنه. هذا مجاني، ومفتاحك هو الإثبات الوحيد المطلوب.
rights-copy-careful = كل مَن لديه الملف يمكنه قراءته. يُرجى حفظه حيث لا يفتحه غيرك.
rights-copy-make = إعداد نسختي
rights-copy-making = جارٍ القراءة. تم { $done } من { $of }.
rights-copy-failed = تعذّر إعداد نسختك الآن. لم يتغيّر شيء.
rights-copy-ready = نسختك جاهزة. هي على هذا الهاتف فقط إلى أن تُحفظ.
rights-copy-part = تعذّر فتح جزء منها أو لم تتطابق أجزاؤه. تقول نسختك أين.
rights-copy-page = حفظ كصفحة
rights-copy-data = حفظ كبيانات
rights-copy-text = نسخ كنص
rights-copy-copied = تم النسخ.
rights-copy-not-copied = لم يسمح هذا التطبيق بالنسخ.
rights-copy-hint = إن لم يُحفظ شيء، فتطبيق Telegram لديك لا يسمح بذلك: يمكن استخدام «نسخ كنص» أو فتح هذا على جهاز آخر.

rights-copy-heading = نسخة من سجلّي
rights-copy-made = { $service }، { $time }
rights-copy-consents = ما وافقت عليه
rights-copy-none = لا شيء.
rights-copy-case = طلبي ومحادثتي. آخر تغيير { $time }
rights-copy-contact = محادثة بدأها أحد المسؤولين عن صندوق السلامة. آخر تغيير { $time }
rights-copy-not-whole = تعذّر فتح شيء من هذا، أو لا تتطابق أجزاؤه. ما أمكن التحقق منه هنا.
rights-copy-until = محفوظ حتى { $time }
rights-copy-accesses = مَن اطّلع على ما يخصني
rights-copy-reports = ما كتبته ليس في هذه النسخة: لا يستطيع فتحه إلا الشخصان اللذان أُرسل إليهما، ولم يحتفظ هاتفك بشيء منه.
rights-copy-reports-unread = بلاغات أخرى لا تفتح هذه المفاتيح إجاباتها: { $count }.

rights-consent-conversation-agree = الموافقة على التحدث هنا
rights-consent-conversation-withdraw = سحب ذلك
rights-consent-contact-agree = الموافقة على الإخبار عند وجود جديد
rights-consent-contact-withdraw = سحب ذلك
rights-consent-other = موافقة أخرى

rights-asked-name = بماذا أُنادى
rights-asked-topic = عن ماذا
rights-asked-help = ما قد يساعد
rights-asked-know = ما ينبغي معرفته
rights-asked-letter = رسالتي
rights-asked-ownName = اسمي، مختوم لفريق السلامة
rights-asked-phone = رقم هاتفي، مختوم لفريق السلامة
rights-asked-place = مكاني، مختوم لفريق السلامة
rights-asked-someoneToCall = شخص يمكن الاتصال به، مختوم لفريق السلامة
rights-asked-ways = كيف يمكن الوصول إليّ، مختوم لفريق السلامة
rights-by-you = أنا
rights-by-worker = الطالب العامل
rights-by-holder = المسؤول
rights-taken-back = (سُحبت)
rights-missing = (مفقودة)

rights-erase-lead = يمكنك إتلاف محادثة واحدة أو كل شيء، بما فيه حسابك. لا يمكن التراجع عن ذلك، ولا حتى من جهتنا.
rights-erase-one = محو هذه المحادثة
rights-erase-case = محادثتك، آخر تغيير { $time }
rights-erase-contact = محادثة بدأها أحد المسؤولين، آخر تغيير { $time }
rights-erase-none = لا توجد محادثة لمحوها.
rights-erase-loading = جارٍ النظر فيما هو موجود.
rights-erase-all = محو كل شيء
rights-erase-one-title = محو هذه المحادثة؟
rights-erase-all-title = محو كل شيء؟
rights-erase-one-gone = يزول نهائيًا: رسالتك، وكل ما قيل، والاسم أو الرقم الذي ختمته للطوارئ. وإن كانت مستمرة، تنتهي لدى الطرف الآخر أيضًا.
rights-erase-all-gone = يزول نهائيًا: كل محادثة، وما وافقت عليه، ومفاتيحك، وحسابك، وما يحفظه هذا الهاتف. وإن كنت تتحدث مع أحد، ينتهي ذلك. يمكنك العودة كشخص جديد.
rights-erase-kept = يُحفظ لأنه لا بد من ذلك: بلاغات السلامة التي قُدّمت، وسجل كل مرة كُشفت فيها هويتك، وما أبلغت عنه من أخطاء، دون أن يبقى فيه ما يقول إنه منك. وتبقى ملاحظات العاملين للإشراف أيضًا؛ وهي لا تذكر اسم أحد. لن يمكنك أن تقرأ هنا هل كُشفت هويتك: يُرجى حفظ نسخة أولًا إن أردت الاحتفاظ بذلك.
rights-erase-yes = نعم، محو
rights-erase-failed = لم يكتمل ذلك. يُرجى إعادة المحاولة.
rights-erase-done = تم المحو، { $time }. أُتلف ما كان هناك، ولا تعيده نسخة احتياطية قديمة.

rights-erased-title = مُحي كل شيء
rights-erased = أُتلفت محادثاتك ومفاتيحك وحسابك { $time }. لا تعيدها نسخة احتياطية قديمة. تُحفظ بلاغات السلامة التي قُدّمت بالفعل وسجلات كشف الهوية، كما قيل لك. رسائل البوت في Telegram لك أن تحذفها.
rights-erased-save = حفظ هذا الإيصال
rights-said-ask = سؤال: هل يجوز أن يصل شيء إلى { $recipient }:
rights-said-agree = موافقة على أن يصل إلى { $recipient }
rights-said-refuse = رفض بشأن { $recipient }
rights-said-withdraw = سحب الموافقة على أن يصل إلى { $recipient }
rights-said-done = نُقل إلى { $recipient }:
rights-said-unread = شيء عن الموافقة تعذّرت قراءته على أنه ما يدّعيه
rights-said-agree-supervision = موافقة على جواز مناقشته في الإشراف
rights-said-withdraw-supervision = سحب الموافقة على جواز مناقشته في الإشراف
rights-said-agree-statistics = موافقة على جواز عدّه
rights-said-withdraw-statistics = سحب الموافقة على جواز عدّه
rights-said-avoid = لا يُتواصل مع: { $whom }
rights-said-nature-room = طُلب هنا. يسري حتى { $until }
rights-said-nature-person = دُوّن أنه قيل وجهًا لوجه، بانتظار التأكيد. يسري حتى { $until }
rights-said-nature-phone = دُوّن أنه قيل بالهاتف، بانتظار التأكيد. يسري حتى { $until }
rights-said-nature-video = دُوّن أنه قيل بالفيديو، بانتظار التأكيد. يسري حتى { $until }
rights-said-nature-writing = دُوّن أنه قيل كتابةً، بانتظار التأكيد. يسري حتى { $until }
rights-erase-held = يجب حفظ هذا في الوقت الحالي. حدث أمر خطير في تلك المدة، وقد يلزم ما حُفظ حينها لمعرفته. يبقى مقفلًا كما كان، ولا يقرؤه أحد بسبب ذلك، ويمكنك الطلب مجددًا لاحقًا. وللسؤال عن السبب يمكن الكتابة إلى الاتحاد.

rights-degree = متى تنتهي دراستك؟
rights-degree-why = بحسب سياسة هذا الاتحاد تُحفظ محادثاتك حتى سنة بعد ذلك. لا يُسأل إلا عن الشهر والسنة، ولا يتحقق منهما أحد. تستطيع الخدمة قراءتهما لتعرف متى يُتلَف ما تحفظه. القول اختياري: وإلا فتُحفظ المحادثات بعد نهايتها { $days ->
        [one] يومًا واحدًا
        [two] يومين
        [few] { $days } أيام
       *[other] { $days } يومًا
    }.
rights-degree-month = الشهر
rights-degree-year = السنة
rights-degree-save = حفظ
rights-degree-forget = التراجع عنه
rights-degree-saved = حُفظ. ويسري على المحادثات التي انتهت أيضًا.
rights-degree-free = اختياري
rights-degree-kept = محفوظ
rights-degree-skip = ليس الآن
rights-degree-later = لا يُسأل عنه إلا هنا. يمكن ذكره أو تغييره أو سحبه في «سجلّي» في أي وقت.
rights-said-dispute-dispute = قيل إن هذا يخص خلافًا مع خدمات الاتحاد نفسه.
rights-said-dispute-content = قبول المتابعة بشأنه هنا.
rights-said-dispute-stop = تفضيل عدم المتابعة بشأنه هنا.
