# السؤال قبل نقل أي شيء. مسودة.
sharing-wording-referral = أوافق على أن ينقل مَن أتحدث معه هنا هذا إلى { $recipient }، ولا أحد غيره: { $what } يمكنني سحب ذلك إلى أن يُنقل. ينتهي في { $until }، أو بانتهاء هذه المحادثة.
sharing-wording-contact = أوافق على أن يتواصل مَن أتحدث معه هنا مع { $recipient } نيابة عني بهذا الشأن، ولا أحد غيره: { $what } يمكنني سحب ذلك إلى أن يتم. ينتهي في { $until }، أو بانتهاء هذه المحادثة.
sharing-wording-supervision = تجوز مناقشة ما نتحدث عنه في الإشراف من دون اسمي، لدعم مَن يتحدث معي.
sharing-wording-statistics = يجوز أن تُحسب في أرقام الخدمة كيفية انتهاء هذه المحادثة وموضوعها الأغلب. لا يُذكر فيها اسم أحد.
sharing-ask-referral = هل يجوز نقل هذا؟
sharing-ask-contact = هل يجوز التواصل مع أحد؟
sharing-to = إلى مَن
sharing-what = ماذا
sharing-until = حتى
sharing-asked = كيف طُلب
sharing-wording = بهذه الكلمات
sharing-nature-room = هنا
sharing-nature-person = وجهًا لوجه، في { $when }
sharing-nature-phone = بالهاتف، في { $when }
sharing-nature-video = بالفيديو، في { $when }
sharing-nature-writing = كتابةً، في { $when }
sharing-unread = تعذّرت قراءة هذا على أنه ما يدّعيه. لا يُعتدّ به.
sharing-loading = شيء عن الموافقة
sharing-yours-open = الخيار لك. قول لا لا يغيّر شيئًا آخر.
sharing-yours-spoken = دُوّن أنك قلت نعم. لا يُعتدّ بذلك إلا إن أكّدته هنا.
sharing-yours-agree = وافقت.
sharing-yours-refuse = قلت لا. لا يُنقل شيء.
sharing-yours-withdraw = سحبته. لا يُنقل شيء.
sharing-yours-expired = انتهى وقت هذا. لا يُنقل شيء.
sharing-yours-done = نُقل.
sharing-answer = رد
sharing-answer-title = ردك
sharing-avoid = مع مَن ينبغي ألا نتواصل؟
sharing-avoid-why = الوالدان، أو المشرف الدراسي، أو رفيق السكن: كل مَن ينبغي ألا يسمع بهذا. يُسأل ذلك قبل فعل أي شيء من أجلك.
sharing-avoid-nobody = لا أحد بعينه
sharing-avoid-named = ليس هؤلاء:
sharing-avoid-whom = مع مَن لا يُتواصل
sharing-avoid-needed = يُرجى ذكر مَن لا يُتواصل معه، أو أنه لا أحد بعينه.
sharing-avoid-same = ذكرت للتو { $recipient } ضمن مَن لا يُتواصل معهم. إن كنت لا تريد هذا، فالجواب لا.
sharing-agree = أوافق
sharing-refuse = لا
sharing-later-on = ليس الآن
sharing-not-sent = تعذّر حفظ ذلك على هذا الهاتف الآن. لم يُرسَل شيء. يُرجى إعادة المحاولة.
sharing-withdraw = سحبه
sharing-withdraw-title = سحب هذا؟
sharing-withdraw-gone = منذ أن يعلم جهاز الطرف الآخر بذلك، لا يسمح له تطبيقه بنقل هذا. ما نُقل بالفعل لا يمكن استرجاعه.
sharing-withdraw-yes = نعم، سحبه
sharing-said-agree = { $mine ->
        [yes] وافقت على أن يصل إلى { $recipient }.
       *[no] وافق الطالب على أن يصل إلى { $recipient }.
    }
sharing-said-refuse = { $mine ->
        [yes] قلت لا.
       *[no] قال الطالب لا. لا يجوز نقل شيء.
    }
sharing-said-withdraw = { $mine ->
        [yes] سحبت موافقتك على أن يصل إلى { $recipient }.
       *[no] سحب الطالب موافقته على أن يصل إلى { $recipient }. لا يجوز نقل شيء.
    }
sharing-said-avoid = لا يُتواصل مع: { $whom }
sharing-said-avoid-nobody = لا أحد يُستبعد بعينه.
sharing-said-supervision-withdraw = { $mine ->
        [yes] طلبت ألا يُناقش هذا في الإشراف.
       *[no] لا يريد الطالب مناقشة هذا في الإشراف. لا تُعرض ملاحظة. وإن كان شخص قد يتعرض لأذى جسيم، يمكنك تقديم بلاغ.
    }
sharing-said-supervision-agree = { $mine ->
        [yes] وافقت على جواز مناقشة هذا في الإشراف من دون اسمك.
       *[no] وافق الطالب على جواز مناقشة هذا في الإشراف.
    }
sharing-said-statistics-withdraw = { $mine ->
        [yes] طلبت ألا تُحسب هذه المحادثة.
       *[no] لا يريد الطالب أن تُحسب هذه المحادثة. تُستبعد من أرقامك.
    }
sharing-said-statistics-agree = { $mine ->
        [yes] وافقت على جواز حساب هذه المحادثة.
       *[no] وافق الطالب على جواز حساب هذه المحادثة.
    }
sharing-done = نُقل إلى { $recipient }
sharing-done-uncovered = لم تكن هناك موافقة مسجّلة تشمل هذا. يمكنك تقديم شكوى: تقول السياسة إلى مَن.
sharing-open = السؤال قبل نقل شيء
sharing-form-title = السؤال قبل نقل شيء
sharing-form-lead = لا يخرج شيء من الفريق من دون موافقة. يردّ الطالب هنا، ويمكنه سحبها.
sharing-form-purpose = ماذا ستفعل؟
sharing-form-referral = نقل شيء إلى خدمة أخرى أو شخص آخر
sharing-form-contact = التواصل مع أحد نيابة عنه
sharing-form-recipient = إلى مَن؟ شخص واحد أو خدمة واحدة
sharing-form-what = ما الذي سيُقال أو يُنقل بالضبط؟
sharing-form-what-hint = ما يلزم فقط. يقرؤه الطالب.
sharing-form-days = كم تدوم الموافقة؟
sharing-form-day = { $days } يومًا
sharing-form-nature = كيف تسأل؟
sharing-form-room = أسأل هنا
sharing-form-person = وافق وجهًا لوجه
sharing-form-phone = وافق بالهاتف
sharing-form-video = وافق بالفيديو
sharing-form-writing = وافق كتابةً
sharing-form-when = متى وافق؟
sharing-form-spoken = لا يُعتدّ بالموافقة الشفوية إلا بعد تأكيدها هنا.
sharing-form-preview = سيُطلب منه الموافقة على هذا
sharing-form-send = سؤال
sharing-form-lacking = يُرجى ذكر إلى مَن، وماذا.
sharing-form-lacking-when = يُرجى ذكر متى وافق. لا يمكن أن يكون بعد الآن.
sharing-form-failed = تعذّر حفظ ذلك على هذا الجهاز الآن. لم يُرسَل شيء.
sharing-may-may = وافق. يمكنك نقله.
sharing-may-unspoken = الحديث أولًا. يمكنك السؤال بعد أن تكتبا كلاكما هنا.
sharing-may-unanswered = لم يُردّ بعد. لا يجوز نقل شيء.
sharing-may-refused = قال لا. لا يجوز نقل شيء.
sharing-may-withdrawn = سحب موافقته. لا يجوز نقل شيء.
sharing-may-expired = انتهى وقت هذا. يُسأل مجددًا.
sharing-may-avoided = ذكر هذا الشخص أو هذه الخدمة ضمن مَن لا يُتواصل معهم. لا يجوز نقل شيء.
sharing-may-offline = لا يوجد اتصال، فلا يعرف هذا الجهاز إن كانت الموافقة قد سُحبت. لا يجوز نقل شيء الآن.
sharing-may-unsure = هناك ما لا يستقيم في هذه المحادثة، فلا يعرف هذا الجهاز إن كانت الموافقة قد سُحبت. لا يجوز نقل شيء الآن.
sharing-may-done = نُقل.
sharing-pass = نقلته
sharing-pass-title = تسجيل ما نقلته
sharing-pass-avoid = قال ألا يُتواصل مع
sharing-pass-avoid-nobody = لم يذكر أحدًا يُستبعد.
sharing-pass-read = قرأت مع مَن لا يُتواصل
sharing-pass-done = ماذا نقلت، وكيف؟
sharing-pass-done-hint = يراه الطالب هنا.
sharing-pass-send = تسجيله
sharing-pass-lacking = يُرجى ذكر ما نقلته، وأنك قرأت مع مَن لا يُتواصل.
sharing-purpose-conversation = أن يُكتب إليك هنا
sharing-purpose-contact = «لديك تحديث» في Telegram
sharing-purpose-supervision = في الإشراف
sharing-purpose-statistics = في الأرقام
sharing-purpose-referral = نقل إلى { $recipient }
sharing-purpose-someone = التواصل مع { $recipient }
sharing-state-agree = وافقت
sharing-state-withdraw = سُحبت
sharing-state-refuse = قلت لا
sharing-state-none = لم يُسأل
sharing-state-notice = تمت الموافقة
sharing-state-asked = بانتظار ردك
sharing-state-ended = انتهت
sharing-state-done = تم
sharing-since = منذ
sharing-version = الصياغة
sharing-version-is = الإصدار { $version }
sharing-history = السجل
sharing-history-agree = موافقة
sharing-history-withdraw = سحب
sharing-history-refuse = رفض
sharing-in-room = تردّ على هذا في غرفتك.
sharing-again = الموافقة من جديد
sharing-meaning-conversation = تكتب هنا ويُردّ عليك، مع معرفة ما هو خاص وما هي الحدود.
sharing-gone-supervision-title = عدم المناقشة في الإشراف؟
sharing-gone-supervision = لا يعرض تطبيق مَن يتحدث معك كتابة ملاحظة عن هذه المحادثة بعد ذلك، ولا عن التالية. تبقى الملاحظات التي كُتبت من قبل؛ ولا تذكر اسمك. وإن كان شخص قد يتعرض لأذى جسيم، يمكن مع ذلك تقديم بلاغ سلامة.
sharing-gone-statistics-title = عدم العدّ؟
sharing-gone-statistics = يستبعد جهاز مَن يتحدث معك هذه المحادثة من الأرقام التي يرسلها، والتالية أيضًا. ما عُدّ في أسبوع أُرسل لا يمكن العثور عليه مجددًا، إذ لا يُذكر فيه اسم أحد. وتحصل على المساعدة كما هي.
sharing-gone-yes = نعم، سحبه
sharing-later = محفوظ على هذا الهاتف، ويُقال لمن يتحدث معك فور فتح غرفتك.
sharing-yours-ended = انتهى هذا بانتهاء المحادثة. لا يُنقل شيء.
