"""Write the weights of an area as plain arrays, as the package reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from policy_checks.prose import net
from policy_checks.prose.features import PHRASE

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from policy_checks.prose.model import Model


def net_arrays(each: net.Net, number: int) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of one net by name."""
    at = f"net{number}_"
    arrays = {at + name: getattr(each, name) for name in ("keys", "words", "symbols", "capitals", "own", "near")}
    for width, bank, bias in zip(net.WIDTHS, each.filters, each.biases, strict=True):
        arrays |= {f"{at}filters{width}": bank, f"{at}biases{width}": bias}
    return arrays


def save(folder: Path, area: str, model: Model) -> None:
    """Write an area's weights."""
    nets = [{"shift": each.shift, "bias": each.bias, "gain": each.gain} for each in model.nets]
    meta = {
        "area": area,
        "settings": model.settings,
        "bias": model.linear.bias,
        "steps": model.linear.steps,
        "nets": nets,
        "classes": model.lexicon.names,
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{area}.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    arrays: dict[str, npt.NDArray[Any]] = dict(model.linear.weights)
    for number, each in enumerate(model.nets):
        arrays |= net_arrays(each, number)
    np.savez_compressed(folder / f"{area}.npz", allow_pickle=False, **arrays)
    parts: dict[str, npt.NDArray[Any]] = {}
    for n in range(PHRASE):
        parts |= {
            f"keys{n}": model.lexicon.keys[n],
            f"masks{n}": model.lexicon.masks[n],
            f"symbols{n}": model.lexicon.symbols[n],
        }
    np.savez_compressed(folder / "senses.npz", allow_pickle=False, **parts)
