"""What the packer is given: hits with the text of their lines, and where each stands in the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from codegraph.model import Hit


class Candidate(NamedTuple):
    """A hit with all that is needed to show it at any level of detail.

    `text` holds the whole lines of the hit's span, cut from a file whose hash is the indexed one or read anew
    (then the span is the new one); without any text the candidate is shown by its signature at most. `stale`
    says that the text could not be brought up to date. `body` is the offset in `text`, in characters, at which
    the body starts; -1 where that is unknown, and then the end of the signature is looked for. `crate`, `module`
    and `container` (an impl header, a class) are the breadcrumbs, each empty where it does not apply. `related`
    marks a companion that the graph brought, not the search: it counts half.
    """

    hit: Hit
    text: str
    docs: str = ""
    crate: str = ""
    module: str = ""
    container: str = ""
    body: int = -1
    stale: bool = False
    related: bool = False
