"""The language model: what its makers publish of it, and what must not matter to it."""

from importlib import util

import numpy as np
import pytest

from skillpath.agency.intake import minilm
from skillpath.agency.intake.minilm import LONGEST, MiniLm, Vectors, installed


@pytest.fixture(scope="module")
def model() -> MiniLm:
    return MiniLm.load()


def embed(model: MiniLm, *texts: str) -> Vectors:
    return model.embed(texts, lambda _done, _total: None)


def test_the_similarities_that_its_makers_publish(model: MiniLm) -> None:
    """Quickstart of the Sentence Transformers' documentation, to the digits given there."""
    vectors = embed(
        model, "The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."
    )
    expected = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
    assert np.allclose(vectors @ vectors.T, expected, atol=6e-5)


def test_a_paraphrase_is_nearer_than_another_subject(model: MiniLm) -> None:
    said, paraphrase, other = embed(
        model, "prepare invoices", "write out bills to customers", "weld steel pipes"
    )
    assert said @ paraphrase > said @ other + 0.2


def test_vectors_have_length_one(model: MiniLm) -> None:
    vectors = embed(model, "book keeping", "", "x" * 500)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert embed(model).shape == (0, vectors.shape[1])


def test_neither_order_nor_company_matters(model: MiniLm) -> None:
    texts = [
        f"{verb} {thing}"
        for verb in ("sort", "check", "send")
        for thing in ("mail", "pay slips", "tax returns")
    ]
    alone = np.concatenate([embed(model, text) for text in texts])
    assert np.allclose(embed(model, *texts), alone, atol=1e-6)
    assert np.allclose(embed(model, *texts[::-1]), alone[::-1], atol=1e-6)


def test_padding_does_not_matter(model: MiniLm) -> None:
    (alone,) = embed(model, "payroll")
    padded = embed(model, "payroll", "payroll and everything else that an office has to do " * 10)[0]
    assert np.allclose(padded, alone, atol=1e-6)


def test_batches_do_not_matter(model: MiniLm, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"skill number {n}" for n in range(7)]
    whole = embed(model, *texts)
    monkeypatch.setattr(minilm, "BATCH", 2)
    calls: list[tuple[int, int]] = []
    parts = model.embed(texts, lambda done, total: calls.append((done, total)))
    assert np.allclose(parts, whole, atol=1e-6)
    assert calls == [(2, 7), (4, 7), (6, 7), (7, 7)]


def test_what_is_too_long_is_cut_off(model: MiniLm) -> None:
    long, longer = "office " * LONGEST, "office " * LONGEST + "volcano"
    first, second, other = embed(model, long, longer, "volcano " + long)
    assert np.allclose(first, second, atol=1e-6)
    assert not np.allclose(first, other, atol=1e-3)


def test_case_and_accents_do_not_matter(model: MiniLm) -> None:
    first, second = embed(model, "Café Manager", "cafe manager")
    assert np.allclose(first, second, atol=1e-6)


def test_without_its_packages_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "safetensors" else find(name))
    assert not installed()
