"""The store of one index: what the other packages see of the database, the lexical index and the vectors."""

from __future__ import annotations

from codegraph.store.asking import Asking
from codegraph.store.checking import Checking
from codegraph.store.dependencies import Depending
from codegraph.store.links import Linking
from codegraph.store.naming import Naming
from codegraph.store.units import Units


class Store(Units, Depending, Checking, Asking, Linking, Naming):
    """An open store; see `Session` for opening and closing, and the bases for what can be asked and written."""

    def stages(self) -> dict[str, bool]:
        """Tell for each stage whether it has done all that the present content asks for."""
        return {stage: self.is_finished(stage) for stage in ("lexical", "vectors", "edges", "scores", "hnsw")}

    def is_finished(self, stage: str) -> bool:
        """Tell whether a stage has done all that the present content asks for."""
        if stage == "lexical":
            return self.lexical.content == self.content
        if stage == "hnsw":
            return self.has_hnsw()
        return self.meta(f"stage.{stage}") == str(self.content)
