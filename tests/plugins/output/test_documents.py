"""A published drawing or PDF shows what it showed, says nothing else, and does nothing."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from audit.image_metadata import essence, is_silent
from plugins.gate.images import check_image
from plugins.shared.image_metadata import DamagedError, strip
from plugins.shared.pdf import UnreadableError, check_pdf
from tests.support.documents import DRAWING, REFUSED, annotated, document, drawing, signed

SECRET = "Mme Dupont"
DRAWINGS = {
    "comment": drawing(f"<!-- {SECRET} -->"),
    "comment before": drawing(before=f"<!-- {SECRET} -->"),
    "instruction": drawing(f"<?x {SECRET}?>"),
    "doctype": drawing(before=f'<!DOCTYPE svg PUBLIC "{SECRET}" "x">'),
    "title": drawing(f"<title>{SECRET}</title><desc>{SECRET}</desc>"),
    "metadata": drawing(f"<metadata><a>{SECRET}</a></metadata>"),
    "attributes": drawing(attributes=f'data-x="{SECRET}" aria-label="{SECRET}" class="{SECRET}"'),
    "name": drawing(f'<g id="{SECRET}"><path d="M0 0"/></g>'),
    "namespace": drawing(attributes='xmlns:i="http://mme-dupont.example"'),
    "program": drawing(f'<i:a xmlns:i="http://i" i:b="{SECRET}">{SECRET}</i:a>'),
    "switched off": drawing(f'<text display="none">{SECRET}</text>'),
    "hidden": drawing(f'<text visibility="hidden">{SECRET}</text>'),
    "transparent": drawing(f'<g opacity="0.0"><text>{SECRET}</text></g>'),
    "without size": drawing(f'<text font-size="0px">{SECRET}</text>'),
    "never used": drawing(f"<defs><text>{SECRET}</text></defs>"),
    "no text": drawing(f"<g>{SECRET}</g>{SECRET}"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_keeps_what_draws(name: str):
    """Words that no reader sees are gone, and the audit would have found them."""
    made = strip(".svg", DRAWINGS[name])

    assert SECRET.encode() not in made
    assert b"genou" in made
    assert strip(".svg", made) == made
    assert is_silent(".svg", made)
    assert essence(".svg", made) == essence(".svg", DRAWINGS[name])
    assert not is_silent(".svg", DRAWINGS[name])


def test_a_drawing_that_says_nothing_is_left_alone():
    """Byte for byte, with what is drawn with: gradients and their names."""
    used = drawing('<defs><linearGradient id="a"><stop/></linearGradient></defs>')
    used = used.replace(b'fill="#11594e"', b'fill="url(#a)"')

    assert strip(".svg", DRAWING) == DRAWING
    assert strip(".svg", used) == used
    assert list(check_image(".svg", used)) == []
    assert essence(".svg", used) != essence(".svg", DRAWING)


@pytest.mark.parametrize("packed", list(pikepdf.ObjectStreamMode.__members__.values()))
def test_a_pdf_keeps_its_pages(packed: pikepdf.ObjectStreamMode):
    """Who made it, what was deleted, private data of a program: gone; the page is the same."""
    given_ = document(signed(SECRET), object_stream_mode=packed) + f"%{SECRET}".encode()
    made = strip(".pdf", given_)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert SECRET not in repr([*pdf.objects, pdf.trailer])
        assert pdf.pages[0].Contents.read_bytes() == b"BT /F1 12 Tf 10 10 Td (genou) Tj ET"

    assert SECRET.encode() not in made
    assert strip(".pdf", made) == made
    assert is_silent(".pdf", made)
    assert not is_silent(".pdf", given_)
    assert essence(".pdf", made) == essence(".pdf", given_)
    assert list(check_pdf(given_)) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_does_nothing_by_itself(name: str):
    """What runs, is filled in, attached or hidden is refused, whatever else the file is."""
    data, _ = REFUSED[name]

    assert list(check_image(".pdf", data))


def test_a_pdf_may_lead_to_pages():
    """Links to addresses and to places of the document are what they are for."""
    for action in (
        Dictionary(S=Name.URI, URI="https://www.has-sante.fr"),
        Dictionary(S=Name.GoTo, D="x"),
    ):
        assert list(check_pdf(document(annotated(Subtype=Name.Link, A=action)))) == []


@given(st.binary(max_size=60), st.integers(0, 600))
def test_any_bytes_are_read_or_refused(data: bytes, place: int):
    """Whatever becomes of a file on its way, there is an answer in words."""
    whole = document(signed(SECRET))
    for kind, changed in (
        (".pdf", whole[:place] + data + whole[place + len(data) :]),
        (".pdf", whole[:place]),
        (".svg", DRAWING[: place % 200] + data + DRAWING[place % 200 :]),
    ):
        try:
            made = strip(kind, changed)
        except DamagedError:
            assert kind == ".svg" or list(check_image(kind, changed))
            continue
        assert kind == ".svg" or SECRET.encode() not in made
        list(check_image(kind, changed))
    with pytest.raises(UnreadableError):
        list(check_pdf(b"%PDF-1.4" + data))
