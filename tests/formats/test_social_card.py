"""Cards for link previews: one size, always the same, and no word ever leaves its place."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageDraw

from ka2results.domain.covers import Form, Shape, Tone, outline
from ka2results.formats.card_words import card_words
from ka2results.formats.cover_picture import LIGHT
from ka2results.formats.social_card import HEIGHT, WIDTH, SocialCards, _draw_shape
from tests.formats.builders import event, output, partnership

NAME = "KA2 Results"
COVER_LEFT = WIDTH - 472
GREEK = (
    "Οδηγός για την επαγγελματική εκπαίδευση και κατάρτιση στις δεξιότητες της πράσινης μετάβασης, "
    "με ασκήσεις για το εργαστήριο και την τάξη"
)
BULGARIAN = (
    "Наръчник за учители и наставници: зелени умения в професионалното образование и обучение, "
    "с упражнения за работилницата и класната стая"
)
FINNISH = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaskoulutusopas"
ALPHABETS = (
    "AÀÁÂÃÄÅĀĂĄÆBCÇĆĈČDĎĐEÈÉÊËĒĖĘĚFGĠĢĞHĦIÌÍÎÏĪĮİıJKĶLĹĻĽŁMNÑŃŅŇOÒÓÔÕÖŐØŒPQRŔŘSŚŞŠȘTŢŤȚ"
    "UÙÚÛÜŪŮŰŲVWXYÝŸZŹŻŽÐÞẞ"
    "aàáâãäåāăąæbcçćčdďđeèéêëēėęěfgġģğhħiìíîïīįjkķlĺļľłmnñńņňoòóôõöőøœpqrŕřsśşšștţťț"
    "uùúûüūůűųvwxyýÿzźżžðþß"
    "ΑΆΒΓΔΕΈΖΗΉΘΙΊΪΚΛΜΝΞΟΌΠΡΣΤΥΎΫΦΧΨΩΏαάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ"
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюяЈЉЊЋЂЏЅЌЃјљњћђџѕќѓ"
)
"""Letters of the languages of the 33 programme countries."""


@pytest.fixture(scope="module")
def cards() -> SocialCards:
    return SocialCards()


def picture(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body)).convert("RGB")


def test_a_card_has_the_size_of_link_previews(cards: SocialCards) -> None:
    body = cards.card(output(), NAME)

    assert body.startswith(b"\x89PNG")
    assert picture(body).size == (WIDTH, HEIGHT) == (1200, 630)


def test_the_same_record_gives_the_same_bytes(cards: SocialCards) -> None:
    assert SocialCards().card(output(), NAME) == cards.card(output(), NAME)


def test_a_card_is_painted_once_while_its_words_stay(cards: SocialCards) -> None:
    first = cards.card(output(), NAME)

    assert cards.card(output(), NAME) is first
    assert cards.card(output(titles={"en": "Another title"}), NAME) != first


def test_only_the_last_cards_are_kept() -> None:
    cards = SocialCards(most_kept=1)
    first = cards.card(output(), NAME)

    cards.card(event(), NAME)

    again = cards.card(output(), NAME)
    assert again == first
    assert again is not first


@pytest.mark.parametrize("title", [GREEK, BULGARIAN, FINNISH, "word " * 200, "W" * 400])
@pytest.mark.parametrize("demonstration", [False, True])
def test_a_long_title_stays_inside(cards: SocialCards, title: str, demonstration: bool) -> None:
    record = output(
        titles={"el": title},
        licence="CC-BY-NC-SA-4.0",
        partnership=partnership(titles={"en": title}, demonstration=demonstration),
    )

    card = picture(cards.card(record, title))

    for strip in (
        (0, 92, 50, HEIGHT),
        (COVER_LEFT - 34, 92, COVER_LEFT, HEIGHT),
        (0, 602, 700, 630),
    ):
        assert _is_white(card.crop(strip))
    assert not _is_white(card.crop((56, 130, 688, 330)))


def test_the_partnership_never_touches_the_licence(cards: SocialCards) -> None:
    long = partnership(titles={"en": "word " * 90}, demonstration=True)
    record = output(titles={"en": "word " * 90}, partnership=long)

    card = picture(cards.card(record, NAME))

    rows = [y for y in range(400, 600) if _is_white(card.crop((56, y, 688, y + 1)))]
    assert _longest_run(rows) >= 16


def test_every_letter_of_the_programme_countries_is_in_the_typeface(cards: SocialCards) -> None:
    written = cards._typeface.writable(ALPHABETS)

    assert written == ALPHABETS


def test_words_in_other_scripts_give_way_to_the_pid(cards: SocialCards) -> None:
    strange = output(titles={"en": "中文"})

    assert cards.card(strange, NAME) == cards.card(output(titles={"en": strange.pid}), NAME)


def test_a_demonstration_says_so(cards: SocialCards) -> None:
    made_up = output(partnership=partnership(demonstration=True))

    painted = [_holds(picture(cards.card(r, NAME)), "#fff6d6") for r in (made_up, output())]

    assert painted == [True, False]


def test_a_card_says_the_licence_in_words() -> None:
    words = card_words(output(licence="CC-BY-SA-4.0"), NAME)

    assert words.footing == "CC BY-SA 4.0"
    assert words.footing_detail == "Free to use and change, with credit, under the same licence"
    assert words.partnership == "GUIDE · Guidance on the way"


@pytest.mark.parametrize(
    ("licence", "written"),
    [
        ("CC0-1.0", "CC0 1.0"),
        ("CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"),
        ("EUPL-1.2", "EUPL-1.2"),
        (None, ""),
    ],
)
def test_licences_are_written_as_their_authors_do(licence: str | None, written: str) -> None:
    assert card_words(output(licence=licence), NAME).footing == written


def test_the_card_of_an_event_says_when_and_where() -> None:
    words = card_words(event(), NAME)

    assert words.heading == "Multiplier event"
    assert words.footing == "20–21 May 2021"
    assert words.footing_detail == "Online · Tampere, Finland"


def test_a_single_day_is_a_single_day() -> None:
    facts = event().event
    assert facts
    one_day = event(event=replace(facts, ends_on=None, online=False, city=""))

    words = card_words(one_day, NAME)

    assert (words.footing, words.footing_detail) == ("20 May 2021", "Finland")


def test_a_card_is_in_english_where_the_record_has_it() -> None:
    titled = {"fi": "Ohjauskortit", "en": "Guidance cards"}

    assert card_words(output(titles=titled), NAME).title == "Guidance cards"
    assert card_words(output(titles={"fi": "Ohjauskortit"}), NAME).title == "Ohjauskortit"


def test_a_cover_of_its_own_has_fixed_colours(cards: SocialCards) -> None:
    root = etree.fromstring(cards.cover(output()))

    fills = {element.get("fill") for element in root}
    assert root.get("viewBox") == "0 0 3 4"
    assert fills <= set(LIGHT.values())
    assert len(fills) >= 2


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("form", [Form.QUARTER, Form.HALF, Form.CORNER])
def test_the_card_turns_shapes_as_the_outline_does(form: Form, turn: int) -> None:
    shape = Shape(form, 1, 1, 2, turn, Tone.NAVY)
    image = Image.new("RGB", (400, 400), "white")
    _draw_shape(ImageDraw.Draw(image), shape, 100)

    for x, y in _inside(shape):
        assert image.getpixel((round(x * 100), round(y * 100))) != (255, 255, 255), outline(shape)


def _inside(shape: Shape) -> list[tuple[float, float]]:
    """A place that only this form with this turn covers, in cells."""
    near = {
        Form.QUARTER: [(1.15, 1.15), (2.85, 1.15), (2.85, 2.85), (1.15, 2.85)],
        Form.CORNER: [(1.15, 1.15), (2.85, 1.15), (2.85, 2.85), (1.15, 2.85)],
        Form.HALF: [(2, 1.2), (2.8, 2), (2, 2.8), (1.2, 2)],
    }
    return [near[shape.form][shape.turn]]


def _is_white(image: Image.Image) -> bool:
    blank = Image.new("RGB", image.size, "white")
    return ImageChops.difference(image, blank).getbbox() is None


def _holds(image: Image.Image, colour: str) -> bool:
    wanted = tuple(bytes.fromhex(colour[1:]))
    return any(found == wanted for _, found in image.getcolors(1_000_000) or [])


def _longest_run(rows: list[int]) -> int:
    longest = run = 0
    for before, row in zip([-9, *rows], rows, strict=False):
        run = run + 1 if row == before + 1 else 1
        longest = max(longest, run)
    return longest
