"""Every text of the viewer is there in every language, and holds what is put into it."""

import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog

import translations
from skillpath.reasoner.texts.languages import Language

PUT_IN = re.compile(r"%\(\w+\)s|%%|\{\w*\}|</?\w+[^>]*>")
"""Placeholders and tags."""


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return translations.texts()


@pytest.mark.parametrize("language", translations.FOREIGN)
def test_the_file_is_up_to_date_and_whole(language: Language, wanted: Catalog) -> None:
    path = translations.CATALOGUES / f"{language}.po"
    assert path.read_bytes() == translations.updated(language, wanted), "run `make translations`"
    assert list(translations.open_texts(language, wanted)) == []


@pytest.mark.parametrize("language", translations.FOREIGN)
def test_a_translation_holds_what_its_text_holds(language: Language) -> None:
    wrong = []
    for message in translations.translation(language):
        assert message.string is not None
        texts = (message.id,) if isinstance(message.id, str) else message.id
        said = (message.string,) if isinstance(message.string, str) else message.string
        allowed = [Counter(PUT_IN.findall(text)) for text in texts]
        wrong += [one for one in said if message.id and Counter(PUT_IN.findall(one)) not in allowed]
    assert wrong == []
