"""Whatever the audit lets a style sheet say of a box, a reader still sees every box.

The list of what is allowed (``audit/style_values.py``) against a browser: declarations are drawn
for what touches a box, those that the audit accepts are added to the theme's, all at once.
"""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from audit.style_values import BESIDE_A_BOX
from audit.styles import audit_styles
from tests.support.sites import Built
from tests.support.stylesheet import theme_sheet
from tests.support.visibility import SIGHTS, hidden, open_in

# Each example is a page that is opened: five before a change lands, a hundred every week.
PAGES = max(5, settings().max_examples // 20)

PARTS = (
    "disclaimer disclaimer__title disclaimer__text disclaimer__call sources sources__title "
    "sources__list sources__entry sources__text sources__facts sources__fact sources__links "
    "sources__link sources__back-link sources__up sources__status communities communities__title "
    "communities__intro communities__list community community__head community__name "
    "community__about community__facts community__by community__own community__sentence review "
    "review__title review__list review__row review__name review__value review__by caution "
    "caution__overdue care care__title care__body warning__title fictional layout article "
    "article__body page caps dquo sources-call key-points"
).split()
OTHERS = (
    "site-header site-header__bar site-header__list site-footer site-footer__list byline x "
    "article__header article-footer article-footer__tags share__address skip-link mark"
).split()
TYPES = "* html body main article section aside div p li ul ol a strong span time h2 header".split()
SELECTORS = st.builds(
    str.__add__,
    st.sampled_from([*(f".{name}" for name in (*PARTS, *OTHERS)), *TYPES, ".disclaimer > *"]),
    st.sampled_from(["", "", "", "", "::before", "::after", "::first-line", ":not(:hover)"]),
)
PROPERTIES = st.sampled_from(
    [
        *BESIDE_A_BOX,
        *"font zoom order float transform inset top z-index inline-size height overflow".split(),
        *"content opacity visibility clip-path animation all --size-text".split(),
    ]
)
NUMBERS = ["0", "0.1", "0.25", "0.5", "1", "1.2", "1.9", "2", "3", "4.5", "9", "12", "600", "999"]
UNITS = ["rem", "px", "em", "pt", "mm", "%", "vw", ""]
POOL = [
    *(f"{number}{unit}" for number in NUMBERS for unit in UNITS),
    *(
        "none block flex grid inline inline-block list-item flow-root relative fixed hidden "
        "visible transparent inherit currentcolor justify center start end right nowrap solid "
        "double avoid auto manual wrap balance pretty italic bold underline uppercase decimal "
        "disc anywhere break-word tabular-nums lining-nums normal space-between top sub all "
        "var(--space-2xl) var(--space-xl) var(--space-m) var(--gutter) var(--panel-padding) "
        "var(--size-heading-1) var(--size-small) var(--line-heading) var(--line-text) "
        "var(--color-caution) var(--color-paper) var(--color-text-quiet) var(--font-display) "
        "var(--target)"
    ).split(),
]
ANY_VALUE = st.lists(st.sampled_from(POOL), min_size=1, max_size=3).map(" ".join)
# So that more than one draw in twenty is accepted: what alone is in range for a box or beside it.
IN_RANGE = {name: [value for value in POOL if check(value)] for name, check in BESIDE_A_BOX.items()}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw a rule of one declaration, mostly of a value that the property may have."""
    name = draw(PROPERTIES)
    values = st.sampled_from(IN_RANGE[name]) if IN_RANGE.get(name) else ANY_VALUE
    return f"{draw(SELECTORS)}{{{name}:{draw(values | values | ANY_VALUE)}}}"


@given(st.lists(rules(), min_size=40, max_size=100), st.sampled_from(sorted(SIGHTS)))
@settings(
    max_examples=PAGES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_what_the_audit_accepts_a_reader_sees(
    browser: Browser, demo: Built, drawn: list[str], name: str
):
    """A hundred random rules, those that pass taken together: nothing of a box is lost."""
    accepted = [rule for rule in drawn if not list(audit_styles(rule))]
    assume(accepted)
    page = open_in(browser, demo.output, SIGHTS[name], "\n".join([theme_sheet(), *accepted]))
    found = hidden(page, "embolie-pulmonaire", SIGHTS[name])
    page.close()

    assert found == [], accepted
