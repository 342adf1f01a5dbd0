"""Numbers in words: English and Chinese. None where anything else stands in the text.

English: `one hundred and five`, `two and a half`, `three quarters`, `1.5 million`, `a dozen`,
`minus three`. Chinese: `六百三十六`, `两千零五`, `三分之二`, `百分之五`, `负三`, `零点五`,
`3.5万`, the financial forms `壹贰叁`, full-width digits. Scales go up to 10^15.
"""

from __future__ import annotations

from assay.answers.measures.english import read_words
from assay.answers.measures.hanzi import read_chinese

__all__ = ["read_chinese", "read_words"]
