# سياسة city كاملة. مسودة.
policy-city-numbers =
    الأرقام
    تتلقى الجامعة وجهات خارجية أرقامًا، ولا شيء فيها يشير إلى شخص. { policy-part-numbers-own }

policy-city-complaints =
    إن حدث خطأ
    يمكنك تقديم شكوى بشأن الفريق، وإلى شخص من خارجه أيضًا. يُنظر فيها، وتُخبَر بما آلت إليه.

policy-city-changes =
    التغييرات
    يعتمد الأمناء كل تغيير في هذه السياسة، ويُسجَّل ذلك قبل قبول طلبات جديدة بموجبها. { policy-part-review }

policy-city =
    { policy-part-private }

    { policy-part-consent }

    { policy-part-workers }

    { policy-city-limits }

    { policy-part-two }

    { policy-city-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-city-complaints }

    { policy-city-changes }
