"""Which language a file is in, told by its name, or by what it holds where the name does not say enough."""

from __future__ import annotations

import re

from codegraph.discover.headers import header_language

TEXT = "text"
"""The language of files that are text and nothing else."""

_ENDINGS = {
    "rust": "rs rast",
    "python": "py pyi pyw",
    "javascript": "js mjs cjs jsx",
    "typescript": "ts mts cts",
    "tsx": "tsx",
    "go": "go",
    "java": "java",
    "c": "c h",
    "cpp": "cc cpp cxx c++ hh hpp hxx h++ inl ipp tpp cu cuh",
    "c-sharp": "cs csx",
    "objective-c": "m mm",
    "ruby": "rb rake gemspec",
    "php": "php phtml",
    "kotlin": "kt kts",
    "swift": "swift",
    "scala": "scala sc sbt",
    "lua": "lua",
    "bash": "sh bash zsh ksh bats",
    "fish": "fish",
    "powershell": "ps1 psm1 psd1",
    "elixir": "ex exs",
    "erlang": "erl hrl",
    "haskell": "hs lhs",
    "ocaml": "ml mli",
    "f-sharp": "fs fsi fsx",
    "clojure": "clj cljs cljc edn",
    "zig": "zig zon",
    "nim": "nim nims",
    "dart": "dart",
    "julia": "jl",
    "r": "r",
    "perl": "pl pm",
    "groovy": "groovy gradle",
    "sql": "sql",
    "protobuf": "proto",
    "graphql": "graphql gql",
    "markdown": "md markdown mdx",
    "toml": "toml",
    "yaml": "yaml yml",
    "json": "json jsonc json5",
    "xml": "xml xsd xsl xslt",
    "html": "html htm xhtml",
    "css": "css",
    "scss": "scss sass less",
    "vue": "vue",
    "svelte": "svelte",
    "nix": "nix",
    "cmake": "cmake",
    "make": "mk mak",
    "hcl": "tf hcl",
    "assembly": "s asm",
    "wat": "wat wast",
    "wgsl": "wgsl",
    "glsl": "glsl vert frag",
    "tex": "tex",
    "vim": "vim",
    "diff": "diff patch",
    "ini": "ini cfg conf properties",
    "rst": "rst",
    "jupyter": "ipynb",
    "text": "txt adoc asciidoc org",
}
_BINARY = (
    "png jpg jpeg gif bmp ico icns webp avif tif tiff psd pdf ps eps ttf otf woff woff2 eot mp3 mp4 m4a mov avi mkv "
    "webm ogg oga wav flac zip gz tgz bz2 xz zst lz4 br 7z rar tar jar war ear class pyc pyo so dylib dll exe a o obj "
    "lib rlib rmeta bin dat db sqlite sqlite3 wasm gguf safetensors onnx pt pth ckpt npy npz parquet arrow feather h5 "
    "hdf5 pickle pkl pack idx deb rpm apk dmg iso img doc docx xls xlsx ppt pptx odt ods odp swf node pdb profraw"
)
_DATA = "lock sum svg csv tsv jsonl ndjson geojson po pot log har"
_GENERATED = (".min.js", ".min.css", ".min.mjs", ".bundle.js", ".js.map", ".css.map", ".mjs.map", ".ts.map")
_NAMES = {
    "makefile": "make",
    "gnumakefile": "make",
    "justfile": "make",
    "dockerfile": "dockerfile",
    "containerfile": "dockerfile",
    "cmakelists.txt": "cmake",
    "rakefile": "ruby",
    "gemfile": "ruby",
    "vagrantfile": "ruby",
    "jenkinsfile": "groovy",
    "build.bazel": "python",
    "go.mod": TEXT,
    "readme": TEXT,
    "license": TEXT,
    "copying": TEXT,
    "authors": TEXT,
    "codeowners": TEXT,
    "notice": TEXT,
    "unlicense": TEXT,
    "changelog": TEXT,
    ".bashrc": "bash",
    ".zshrc": "bash",
    ".profile": "bash",
}
_DATA_NAMES = frozenset({"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml"})
_INTERPRETERS = {
    "sh": "bash",
    "bash": "bash",
    "zsh": "bash",
    "dash": "bash",
    "ksh": "bash",
    "bats": "bash",
    "fish": "fish",
    "python": "python",
    "pypy": "python",
    "node": "javascript",
    "nodejs": "javascript",
    "deno": "typescript",
    "bun": "typescript",
    "ts-node": "typescript",
    "ruby": "ruby",
    "perl": "perl",
    "php": "php",
    "lua": "lua",
    "luajit": "lua",
    "elixir": "elixir",
    "escript": "erlang",
    "runghc": "haskell",
    "rust-script": "rust",
    "scala": "scala",
    "kotlin": "kotlin",
    "groovy": "groovy",
    "rscript": "r",
    "julia": "julia",
    "pwsh": "powershell",
    "make": "make",
}
_BY_ENDING = {ending: language for language, endings in _ENDINGS.items() for ending in endings.split()}
_BINARY_ENDINGS = frozenset(_BINARY.split())
_DATA_ENDINGS = frozenset(_DATA.split())
_VERSION = re.compile(r"[\d.]+$")

LANGUAGES = frozenset(_BY_ENDING.values()) | frozenset(_NAMES.values())
"""Every name that `language_of` can give."""


def language_of(path: str) -> str | None:
    """Give the language that a file's name tells, None if it tells none; a header may be in another."""
    name = path.rpartition("/")[2].lower()
    known = _NAMES.get(name)
    if known:
        return known
    stem, dot, ending = name.rpartition(".")
    return _BY_ENDING.get(ending) if dot and stem else None


def language_of_head(head: bytes) -> str:
    """Give the language of a text file from its first line `#!...`, `text` without one."""
    if not head.startswith(b"#!"):
        return TEXT
    line = head[2:].partition(b"\n")[0].decode("utf-8", "replace").split()
    while line and (line[0].endswith("/env") or line[0].startswith("-") or "=" in line[0]):
        line.pop(0)
    program = line[0].rpartition("/")[2].lower() if line else ""
    return _INTERPRETERS.get(_VERSION.sub("", program), TEXT)


def language_in(path: str, source: bytes) -> str:
    """Give the language of a file of which the bytes are known, or the first of them (`HEADER_BYTES`)."""
    return header_language(source) if is_header(path) else language_of(path) or language_of_head(source)


def is_header(path: str) -> bool:
    """Tell by its name whether a file may be in any of C, C++ and Objective-C."""
    return path.endswith((".h", ".H"))


def has_binary_name(path: str) -> bool:
    """Tell whether a file's ending is that of a binary format."""
    return _ending(path) in _BINARY_ENDINGS


def has_data_name(path: str) -> bool:
    """Tell whether a file is data in text form by its name: lock files, pictures, tables, logs."""
    return _ending(path) in _DATA_ENDINGS or path.rpartition("/")[2].lower() in _DATA_NAMES


def has_generated_name(path: str) -> bool:
    """Tell whether a file is the output of a bundler by its name."""
    return path.lower().endswith(_GENERATED)


def _ending(path: str) -> str:
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return ending.lower() if dot and stem else ""
