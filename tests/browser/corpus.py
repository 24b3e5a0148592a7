"""Texts that a page which shows them carelessly would run.

Each calls `ran()` if it ever runs. Sources: the OWASP cheat sheet on filter evasion; CSP's own
bypass lists. Here: texts only.
"""

from typing import Final

CORPUS: Final = (
    "<script>ran()</script>",
    '"><script>ran()</script>',
    "<img src=x onerror=ran()>",
    "<svg onload=ran()>",
    "<svg><script>ran()</script></svg>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    '<a href="javascript:ran()">press</a>',
    "javascript:ran()",
    "<details open ontoggle=ran()>",
    "<input autofocus onfocus=ran()>",
    "<style>@import 'javascript:ran()';</style>",
    "<math><mtext></mtext><mglyph><style><img src onerror=ran()>",
    '<noscript><p title="</noscript><img src=x onerror=ran()>">',
    "<template><script>ran()</script></template>",
    "{{constructor.constructor('ran()')()}}",
    "${ran()}",
    "</textarea><script>ran()</script>",
    "</li></ol><script>ran()</script>",
    "<object data='data:text/html,<script>ran()</script>'></object>",
    "&lt;script&gt;ran()&lt;/script&gt;",
    "&#60;img src=x onerror=ran()&#62;",
    "\u202e<script>ran()</script>",
    "<base href=//127.0.0.1:9/>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
)
SHORT: Final = "<img src=x onerror=ran()>"
"""Fits where a name or a topic is asked for."""
