"""The tree of settings, and the one table that describes them.

A setting is a field of a section here and nowhere else: its default, its description, its limits and whether a
file inside a repository may set it. `OPTIONS` is derived from the fields; documentation and `config show` read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from codegraph.config.sections import Guard, Limits, Section, setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.config.sections import Value


class Source(StrEnum):
    """Where a value came from, weakest first."""

    DEFAULT = "default"
    USER = "user"
    REPOSITORY = "repository"
    LOCAL = "local"
    USER_FOR_REPOSITORY = "user-for-repository"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command-line"


class Origin(NamedTuple):
    """Where a value came from: the kind of source, its name (a file, a variable, an option) and line, 0 for none."""

    source: Source
    where: str = ""
    line: int = 0


class Option(NamedTuple):
    """One setting as documentation and `config show` present it; `key` is `section.name`."""

    key: str
    default: Value
    description: str
    limits: Limits

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "CODEGRAPH_" + self.key.replace(".", "_").upper()


_USER_ONLY = Limits(guard=Guard.USER_ONLY)
_OWN_PATH = Limits(guard=Guard.USER_ONLY, form="path")
_DEADLINE = Limits(low=1, high=600_000)
_WEIGHT = Limits(low=0.0, high=100.0)
_SECONDS = Limits(low=0.1, high=86_400.0)


class DiscoverSettings(Section):
    """Which files are indexed."""

    max_file_bytes: int = setting(1 << 20, "Larger files are skipped, in bytes", Limits(low=1, high=1 << 28))
    include: tuple[str, ...] = setting((), "Only files under these patterns (as in .gitignore); empty takes all")
    exclude: tuple[str, ...] = setting((), "Leave out what these patterns match (as in .gitignore)")
    languages: tuple[str, ...] = setting((), "Only these languages; empty takes all")
    hidden: bool = setting(default=False, description="Index files and folders whose name starts with a dot")


class ParseSettings(Section):
    """How files are parsed."""

    workers: int = setting(0, "Parser processes; 0 takes one per core, 8 at most", Limits(low=0, high=256))


class EmbedSettings(Section):
    """How text becomes vectors."""

    kind: str = setting(
        "static",
        "The embedder",
        Limits(choices=("static", "onnx", "sentence-transformers"), guard=Guard.USER_ONLY),
    )
    model: str = setting("", "A name from `models list`, or a folder; empty takes the model shipped inside", _USER_ONLY)
    dimensions: int = setting(0, "Bring vectors to this many dimensions; 0 keeps the model's", Limits(low=0, high=8192))
    reduce: str = setting(
        "cut",
        "How: cut keeps the first dimensions, pca the main directions of this repository's vectors, learnt by `index`",
        Limits(choices=("cut", "pca")),
    )
    # no option: the file of what pca learnt, which stands beside the index
    projection: str = ""


class StoreSettings(Section):
    """How the index is kept."""

    hnsw: str = setting(
        "auto",
        "Build the approximate vector index; auto does up to store.hnsw_limit vectors",
        Limits(choices=("auto", "on", "off")),
    )
    hnsw_limit: int = setting(300_000, "Most vectors for which auto builds it", Limits(low=0, high=1 << 31))
    share: bool = setting(
        default=True,
        description="Take over what the indexes of other worktrees of the same git repository know of the same bytes",
    )


class RetrieveSettings(Section):
    """How a question is answered with hits."""

    limit: int = setting(10, "Hits shown", Limits(low=1, high=1000))
    refresh: bool = setting(default=True, description="Bring changed files up to date before a search answers")
    refresh_limit: int = setting(
        100,
        "Most changed files that a search brings up to date; where more changed it answers from the index as it is",
        Limits(low=0, high=1_000_000),
    )
    refresh_pause_s: float = setting(
        1.0,
        "Seconds between two looks at the files, in a program that asks many questions",
        Limits(low=0.0, high=86_400.0),
    )
    candidates: int = setting(70, "Hits taken from each leg before they are fused", Limits(low=1, high=10_000))
    symbol_weight: float = setting(0.4, "Weight of the symbol leg in the fusion", _WEIGHT)
    lexical_weight: float = setting(1.0, "Weight of the lexical leg in the fusion", _WEIGHT)
    dense_weight: float = setting(0.5, "Weight of the dense leg in the fusion", _WEIGHT)
    graph_weight: float = setting(0.3, "Weight of the graph leg in the fusion", _WEIGHT)
    symbol_deadline_ms: int = setting(1000, "Milliseconds after which the symbol leg is left out", _DEADLINE)
    lexical_deadline_ms: int = setting(1000, "Milliseconds after which the lexical leg is left out", _DEADLINE)
    dense_deadline_ms: int = setting(2000, "Milliseconds after which the dense leg is left out", _DEADLINE)
    graph_deadline_ms: int = setting(1000, "Milliseconds after which the graph leg is left out", _DEADLINE)


class PackSettings(Section):
    """How hits become a prompt."""

    budget: int = setting(6000, "Tokens of a packed prompt", Limits(low=1, high=10_000_000))
    reserve_answer: int = setting(
        0,
        "Tokens of the model's context kept for the answer; 0 takes llm.max_answer_tokens",
        Limits(low=0, high=1_000_000),
    )


class LlmSettings(Section):
    """Which language model answers, and how."""

    model: str = setting("", "A GGUF file, a name from `models list`, or the endpoint's name for a model", _USER_ONLY)
    base_url: tuple[str, ...] = setting(
        (),
        "OpenAI-compatible endpoints, tried in order; empty runs the model in this process",
        Limits(guard=Guard.USER_ONLY, form="url"),
    )
    api_key: str = setting("", "Key sent to the endpoint", Limits(guard=Guard.ENVIRONMENT_ONLY))
    context: int = setting(0, "Tokens of context; 0 chooses by model and memory", Limits(low=0, high=10_000_000))
    max_answer_tokens: int = setting(512, "Longest answer, in tokens", Limits(low=1, high=1_000_000))
    temperature: float = setting(0.2, "0 answers alike each time, higher varies", Limits(low=0.0, high=2.0))
    connect_timeout_s: float = setting(5.0, "Seconds to reach an endpoint", _SECONDS)
    first_token_timeout_s: float = setting(300.0, "Seconds to the first token", _SECONDS)
    total_timeout_s: float = setting(1800.0, "Seconds for a whole answer", _SECONDS)
    gpu_layers: int = setting(-1, "Layers on the graphics card; -1 chooses by free memory", Limits(low=-1, high=1000))
    threads: int = setting(0, "Threads of the model; 0 takes the physical cores", Limits(low=0, high=1024))


class ResolveSettings(Section):
    """How references are resolved."""

    tier: str = setting(
        "resolved",
        "What `index` does: syntax leaves references open, resolved resolves them, full also runs rust-analyzer",
        Limits(choices=("syntax", "resolved", "full"), guard=Guard.USER_ONLY),
    )


class RustSettings(Section):
    """What may be run to understand Rust better."""

    cargo: bool = setting(
        default=False,
        description="Ask `cargo metadata --offline` for packages and targets",
        limits=_USER_ONLY,
    )
    analyzer: str = setting("", "The rust-analyzer program; empty looks on the PATH and in ~/.cargo/bin", _OWN_PATH)
    analyzer_timeout_s: float = setting(
        1800.0,
        "Seconds after which rust-analyzer is stopped",
        Limits(low=1.0, high=86_400.0, guard=Guard.USER_ONLY),
    )
    analyzer_memory_mb: int = setting(
        8192,
        "Megabytes of memory above which rust-analyzer is stopped",
        Limits(low=64, high=1 << 24, guard=Guard.USER_ONLY),
    )
    cfg: tuple[str, ...] = setting((), "Conditions to set in every crate for rust-analyzer, such as tokio_unstable")
    sysroot_src: str = setting("", "The library folder of the Rust sources; empty looks for it", _OWN_PATH)
    trust_build_scripts: bool = setting(
        default=False,
        description="Let rust-analyzer run this repository's build scripts and procedural macros",
        limits=Limits(guard=Guard.PER_REPOSITORY),
    )


class ModelsSettings(Section):
    """Where language models are kept and fetched from."""

    dir: str = setting(
        "",
        "Folder of the models; empty takes the user's data folder",
        _OWN_PATH,
    )
    base_url: str = setting(
        "",
        "Where `models pull` fetches from; empty takes the catalogue's",
        Limits(guard=Guard.USER_ONLY, form="url"),
    )


class ObserveSettings(Section):
    """What the program says about itself."""

    log_level: str = setting(
        "warning",
        "Least severe message written to stderr; debug tells what each stage took",
        Limits(choices=("debug", "info", "warning", "error")),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `origins` tells for each key that is not at its default where the value came from."""

    discover: DiscoverSettings = field(default_factory=DiscoverSettings)
    parse: ParseSettings = field(default_factory=ParseSettings)
    embed: EmbedSettings = field(default_factory=EmbedSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    retrieve: RetrieveSettings = field(default_factory=RetrieveSettings)
    pack: PackSettings = field(default_factory=PackSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    resolve: ResolveSettings = field(default_factory=ResolveSettings)
    rust: RustSettings = field(default_factory=RustSettings)
    models: ModelsSettings = field(default_factory=ModelsSettings)
    observe: ObserveSettings = field(default_factory=ObserveSettings)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)


SECTIONS: tuple[str, ...] = tuple(entry.name for entry in fields(Settings) if entry.name != "origins")
_DEFAULTS = Settings()
OPTIONS: Mapping[str, Option] = {
    f"{section}.{name}": Option(f"{section}.{name}", *one)
    for section in SECTIONS
    for name, one in getattr(_DEFAULTS, section).settings.items()
}
