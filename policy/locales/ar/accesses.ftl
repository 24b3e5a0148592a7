# مَن اطّلع على ما يخص طالبًا. مسودة.

accesses-lead = كل مرة وصل فيها أحد من الفريق إلى ما يخصك، وما فعلته به الخدمة.
accesses-hour = { $date }، من { $from } إلى { $to }
accesses-none = لم يصل أحد إلى شيء يخصك بعد.
accesses-all = عرض الكل ({ $count })
accesses-failed = تعذّرت قراءة هذا الآن.
accesses-not-listed = لا تُدرج بلاغات السلامة هنا: يجب ألا يعلم بها مَن ينظر من فوق كتفك، ولا مَن تتعلق به. قيل لك ذلك قبل أن تكتب. وإن كُشفت هويتك، نخبرك هنا متى كان ذلك آمنًا ومسموحًا.

accesses-what-request-claimed = تولّى طلبك وفتح رسالتك
accesses-what-request-released = أعاد طلبك إلى الآخرين
accesses-what-request-lapsed = عاد طلبك إلى الآخرين: انتهى وقت الرد
accesses-what-request-wraps-dropped = أُتلفت مفاتيح العاملين الآخرين لرسالتك
accesses-what-conversation-opened = ردّ عليك: بدأت المحادثة
accesses-what-conversation-handed-over = انتقلت المحادثة إلى شخص آخر من العاملين
accesses-what-conversation-renewed = جُدّدت مفاتيح المحادثة
accesses-what-case-closed = أنهى المحادثة
accesses-what-contact-written = كتب إليك في محادثة مستقلة
accesses-what-contact-closed = أنهى المحادثة التي بدأها
accesses-what-other = استُخدم شيء يخصك

accesses-role-worker = أحد العاملين
accesses-role-coordinator = مسؤول التنسيق
accesses-role-manager = مسؤول الإدارة
accesses-role-deputy = النائب
accesses-role-consultant = أحد المستشارين
accesses-role-auditor = أحد المدققين
accesses-role-service = الخدمة نفسها
accesses-role-other = أحد أعضاء الفريق

accesses-opened = كُشفت هويتك
accesses-opened-unread = ما كُتب إليك عن ذلك لا يمكن فتحه على هذا الهاتف. يُرجى سؤال الفريق.
accesses-ground = السبب
accesses-why = ما قالوه عن ذلك
accesses-told = مَن أُخبر
accesses-fields = ما الذي نُقل
accesses-by = مَن فعل ذلك
accesses-by-unsure = لم يتمكن هذا الهاتف من التحقق ممن كتب هذا إليك.
accesses-field-telegram-id = حسابك في Telegram
accesses-field-telegram-name = اسمك في Telegram
accesses-field-name = اسمك
accesses-field-phone = رقم هاتفك
accesses-field-place = مكان سكنك
accesses-field-someone = شخص يمكن الاتصال به
accesses-what-conversation-unattended = لاحظ أن مَن يتحدث معك لا يردّ
accesses-what-conversation-attended = لاحظ أن مَن يتحدث معك عاد
accesses-what-handover-willing = قرأ بطاقتك وأبدى استعداده للمتابعة معك
accesses-what-case-not-acted = أفاد بأن الخدمة لا تستطيع التصرف في طلبك
accesses-what-record-written = كتب في سجل محادثتك
accesses-what-record-read = قرأ سجل محادثتك
accesses-what-record-sampled = سمح لمدقق بقراءة سجل محادثتك
accesses-what-record-audited = قرأ سجل محادثتك ليرى هل تُحفظ السجلات جيدًا
accesses-what-record-judged = ذكر ما وجده في ذلك السجل
accesses-what-record-audit-ended = انتهى وقت المدقق: لم يعد يستطيع قراءة ذلك السجل
