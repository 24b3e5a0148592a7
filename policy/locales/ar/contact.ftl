# مسؤول يكتب إلى طالب. مسودة.

contact-nav = محادثاتك
contact-main = العودة إلى صفحتك
contact-main-room = مع { $name }
contact-asked = رسالة من { $who }
contact-open = مع { $who }
contact-loading = كتب إليك أحد من الفريق
contact-unchecked-short = رسالة تعذّر التحقق منها
contact-unread = { $count ->
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
   *[other] { $count } رسالة جديدة
}

contact-who = { $name }، { $role }
contact-role-coordinator = التنسيق
contact-role-manager = الإدارة
contact-role-deputy = النيابة

contact-asked-title = رسالة من { $who }
contact-asked-why = هذا أحد المسؤولين عن هذه الخدمة. ليس مَن يتحدث معك عادة، ومَن يتحدث معك لا يرى ما يقال هنا. لا يفتحها إلا أنت و{ $name }.
contact-asked-checked = تحقق هذا الهاتف من أن { $name } في قائمة الفريق.
contact-asked-choice = ليس عليك الرد، ولن يسألك أحد عن السبب. تستمر محادثتك في كل الأحوال.
contact-asked-first = ما كتبه { $name }
contact-answer = رد
contact-not-now = ليس الآن
contact-decline = لا أريد هذه المحادثة
contact-decline-title = رفض هذه المحادثة؟
contact-decline-gone = سيرى { $name } أنها انتهت، لا سبب ذلك. لن يمكنه الكتابة إليك هنا بعد الآن، لكنه قد يطلب مجددًا في محادثة جديدة. لن يُعرض ما كتبه هنا بعد ذلك.
contact-decline-yes = نعم، رفض

contact-unchecked-title = تعذّر علينا التحقق ممن كتب هذا
contact-unchecked = كتب إليك أحدهم باسم الفريق، لكن هذا الهاتف لم يتمكن من التحقق منه. لا يُعرض شيء من ذلك ولم يُرسَل إليه شيء. يُرجى المحاولة لاحقًا أو إخبار مَن يتحدث معك.

contact-room-title = { $who }
contact-room-not-worker = هذا ليس مَن يتحدث معك عادة. لا يقرأ ما يقال هنا إلا أنت و{ $name }.
contact-gone = لم يعد { $name } في قائمة الفريق، لذلك لا يُرسَل إليه شيء بعد الآن. يمكنك قراءة ما قيل.

contact-closed-title = انتهت هذه المحادثة
contact-closed-by-holder = أنهاها { $name} ولم يعد بإمكانه فتحها هنا، لكنه قد يتذكر ما قرأه. تبقى لك حتى { $date }.
contact-closed-by-student = أنهيتها بنفسك. لم يعد بإمكان { $name } فتحها هنا، لكنه قد يتذكر ما قرأه. تبقى لك حتى { $date }.
contact-closed-unproven = يقول خادمنا إنها انتهت، لكن لم يوقّع على ذلك أحد ممن فيها. لا يمكن إرسال المزيد هنا. ما يمكنك قراءته حتى الآن تم التحقق منه وهو لك.
contact-closed-back = رجوع

contact-record = محادثات مع الفريق
contact-record-state-loading = جارٍ الفتح
contact-record-state-unchecked = تعذّر التحقق منها
contact-record-state-asked = لم يُردّ عليها
contact-record-state-open = مستمرة
contact-record-state-closed = انتهت

contact-desk-write = الكتابة إلى الطالب
contact-desk-why = محادثة بينك وبين الطالب وحدكما. لا يراها مَن يتحدث معه ولا أحد غيركما في الفريق. للطالب أن يرفض، ولا يُسأل عن السبب.
contact-desk-form-title = الكتابة إلى الطالب
contact-desk-form-who = سيرى اسمك ودورك وهذه الرسالة الأولى.
contact-desk-form-mind = قد لا يعلم أن بلاغًا قد قُدّم. يُرجى ذكر سبب الكتابة بكلمات واضحة، وما سيحدث بعد ذلك. هذا ليس للطوارئ: إن كان أحد في خطر الآن، فيُرجى الاتصال.
contact-desk-form-label = رسالتك الأولى
contact-desk-form-too-long = هذا أطول مما تتّسع له رسالة واحدة، بمقدار { $over } حرفًا.
contact-desk-send = إرسال
contact-desk-cancel = ليس الآن

contact-desk-list = محادثات مع الطلاب
contact-desk-list-why = هي لك وحدك: لا يراها المسؤولون الآخرون.
contact-desk-about = عن «{ $name }»
contact-desk-state-waiting = بانتظار الرد
contact-desk-state-open = مفتوحة
contact-desk-state-declined = رُفضت، أو انتهت قبل الرد
contact-desk-state-ended = لم تعد مدرجة ضمن محادثاتك
contact-desk-state-unchecked = تعذّر التحقق منها
contact-desk-written = كُتبت { $when }
contact-desk-again = الكتابة من جديد
contact-desk-go = فتح المحادثة
contact-desk-forget = إزالة من هذه القائمة
contact-desk-unread = { $count ->
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
   *[other] { $count } رسالة جديدة
}

contact-desk-room-title = مع طالب «{ $name }»
contact-desk-room-waiting = لم يأتِ ردّ بعد. يمكنك متابعة الكتابة؛ سيرى الطالب ذلك عند فتحها.
contact-desk-room-unchecked = تعذّر التحقق من شيء في هذه المحادثة، لذلك لا يُرسَل شيء.
contact-desk-room-close = إنهاء هذه المحادثة
contact-desk-room-close-title = إنهاء هذه المحادثة؟
contact-desk-room-close-gone = لن يمكنك فتحها بعد ذلك على أي جهاز. يمكن للطالب قراءتها حتى انتهاء مدة حفظها.
contact-desk-room-close-yes = نعم، إنهاء

contact-desk-trouble-offline = لا يوجد اتصال. ما كتبته محفوظ هنا؛ يُرجى إعادة المحاولة.
contact-desk-trouble-failed = لم ينجح ذلك. ما كتبته محفوظ هنا؛ يُرجى إعادة المحاولة.
contact-desk-trouble-roster = تغيّرت قائمة الفريق في الأثناء، أو لست فيها. يُرجى إعادة المحاولة.
contact-desk-trouble-exists = لديك محادثة مع هذا الطالب ما زالت مستمرة.
contact-desk-trouble-full = بدأت محادثات كثيرة عن هذه الحالة ولا يمكن بدء المزيد.
contact-desk-trouble-gone = لم يعد بالإمكان الكتابة إلى هذا الطالب: مُحيت الحالة أو تُركت.
contact-desk-trouble-stale = غيّر الطالب مفاتيحه منذ تقديم البلاغ، لذلك لا تصل إليه رسالة تُكتب منه.
contact-desk-trouble-unchecked = لم يتمكن هذا الجهاز من التحقق من الفريق، لذلك لم يُرسَل شيء.
