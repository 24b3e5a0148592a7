"""What texts are drawn from: every character there is, surrogates left out.

`st.text()` has the same, but asks of each of a million characters whether UTF-8 can write it: some
seconds in every process of tests.
"""

from typing import Final

from hypothesis import strategies as st

ANY: Final = st.characters(exclude_categories=["Cs"])
