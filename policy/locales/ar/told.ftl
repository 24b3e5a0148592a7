# مَن يجوز إخباره بحسب السياسة، ومَن يتلقى الأرقام. مسودة.
told-services-concerned = الخدمات المعنية
told-security-on-premises = الأمن، إن كان الأمر يحدث في المبنى
told-director-of-student-support = مدير دعم الطلاب
told-health-services = الخدمات الصحية في الجامعة
told-learning-services = خدمات التعلّم في الجامعة

given-union = الاتحاد
given-university-division = قسم الجامعة الذي يدير هذا مع الاتحاد
given-university = الجامعة
given-agencies = جهات خارجية
given-reports = التقارير
given-campaigns = الحملات
given-funders = المموّلون
given-executive = الهيئة التنفيذية
given-mediation-partner = شريك وساطة، كل شهر
given-membership-bodies = الهيئات التي ينتمي إليها الاتحاد
