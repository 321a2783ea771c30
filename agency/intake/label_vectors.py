"""The embeddings of labels, kept in a file: reading all labels of ESCO takes half a minute."""

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake import minilm
from skillpath.ontology.files import write_atomically

Vectors = NDArray[np.float32]

Embed = Callable[[Sequence[str], Callable[[int, int], None]], Vectors]
"""Texts → one row of length 1 each. Told how many are done, and of how many."""


def kept_minilm(file: Path) -> Embed | None:
    """MiniLM's embeddings, kept in a file; ``None`` where its packages are not installed.

    Another version of :mod:`skillpath.agency.intake.minilm` makes the file anew.
    """
    if not minilm.installed():
        return None
    source = Path(minilm.__file__).read_bytes()
    # Loaded on first use: where all labels are in the file the model is not needed.
    return kept(lambda texts, progress: minilm.MiniLm.load().embed(texts, progress), file, made_by=source)


def kept(embed: Embed, file: Path, *, made_by: bytes) -> Embed:
    """The same embeddings, each label read once: by the hash of ``made_by`` and label they are in the file.

    A file that cannot be read is made anew.
    """

    def look_up(texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
        known = _load(file)
        keys = [_key(made_by, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, embed(list(missing.values()), progress), strict=True))
            known = {key: known[key] for key in keys if key in known} | fresh
            _save(file, known)
        return np.array([known[key] for key in keys], dtype=np.float32)

    return look_up


def _key(made_by: bytes, text: str) -> str:
    return hashlib.sha256(made_by + b"\0" + text.encode("utf-8")).hexdigest()


def _load(file: Path) -> dict[str, Vectors]:
    try:
        content = np.load(io.BytesIO(file.read_bytes()), allow_pickle=False)
        return dict(zip(content["keys"].tolist(), content["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _save(file: Path, known: Mapping[str, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    np.savez(content, keys=np.array(list(known)), vectors=np.array(list(known.values())))
    write_atomically(file, content.getvalue())
