# الأسباب التي يجوز بها كسر السرية. مسودة.

ground-harm-unable = أذى جسيم، مع عدم القدرة أو الرغبة في التصرف
ground-harm-unable-detail = قد يتعرض شخص لأذى جسيم، والطالب لا يريد الحصول على المساعدة أو لا يقدر على ذلك.

ground-safeguarding = طفل أو بالغ معرّض للخطر
ground-safeguarding-detail = قد يكون طفل، أو بالغ يحتاج إلى الرعاية والحماية، غير آمن.

ground-law = القانون يلزم بذلك
ground-law-detail = يُلزم قانون أو محكمة الخدمةَ بنقل هذا.

ground-law-service = القانون يلزم بذلك (قاعدة خاصة بهذه الخدمة)
ground-law-service-detail = يُلزم قانون أو محكمة الخدمةَ بنقل هذا؛ السياسة نفسها لا تذكر هذا السبب، وتضيفه هذه الخدمة.

ground-wellbeing = التواصل من أجل الرفاه
ground-wellbeing-detail = تحتاج خدمات الصحة أو التعلّم في الجامعة إلى المعرفة لتتمكن من رعاية الطالب.

ground-security-times = مواعيد لقسم الأمن
ground-security-times-detail = أُبعد الطالب عن المبنى، ويجب أن يعرف قسم الأمن متى يأتي إلى موعد ولا شيء غير ذلك.

ground-imminent-risk = خطر جسيم وشيك
ground-imminent-risk-detail = قد يتعرض شخص لأذى جسيم قريبًا جدًا.

ground-terrorism-law = قانون الإرهاب
ground-terrorism-law-detail = يُلزم قانون الإرهاب الخدمةَ بنقل هذا؛ وقد يمنع أيضًا إخبار الطالب.

ground-immediate-danger = خطر جسيم ومباشر
ground-immediate-danger-detail = هناك شخص في خطر جسيم الآن.

ground-harm = أذى جسيم للنفس أو للغير
ground-harm-detail = يتعرض الطالب أو غيره لأذى جسيم، أو قد يتعرض له.

ground-conflict = تضارب المصالح
ground-conflict-detail = لا تستطيع الخدمة التصرف لصالح الطرفين، وعليها أن تقول إنها لا تستطيع التصرف.

ground-asked = الطالب يطلب مزيدًا من المساعدة
ground-asked-detail = طلب الطالب من الفريق مساعدة أكثر مما تقدمه المحادثة.
