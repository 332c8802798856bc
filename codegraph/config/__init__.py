"""Settings: what they are, where each value came from, and how one is changed.

A value comes from, strongest first: the command line, the environment (`CODEGRAPH_SECTION_KEY`), the user's file
for this repository, `.codegraph/local/config.toml`, `.codegraph/config.toml`, the user's file, the default.

Files inside a repository come with the repository and may be hostile. Settings that run something, trust
something or say where code is sent are refused there; see `docs/decisions/0005-trusted-settings.md`.
"""

from __future__ import annotations

from codegraph.config.edit import set_value
from codegraph.config.load import load_settings
from codegraph.config.places import repository_file, user_file
from codegraph.config.sections import Value
from codegraph.config.settings import (
    OPTIONS,
    DiscoverSettings,
    EmbedSettings,
    LlmSettings,
    ModelsSettings,
    ObserveSettings,
    Option,
    Origin,
    PackSettings,
    ParseSettings,
    ResolveSettings,
    RetrieveSettings,
    RustSettings,
    Settings,
    Source,
    StoreSettings,
)
from codegraph.config.view import Shown, get, show, template

__all__ = [
    "OPTIONS",
    "DiscoverSettings",
    "EmbedSettings",
    "LlmSettings",
    "ModelsSettings",
    "ObserveSettings",
    "Option",
    "Origin",
    "PackSettings",
    "ParseSettings",
    "ResolveSettings",
    "RetrieveSettings",
    "RustSettings",
    "Settings",
    "Shown",
    "Source",
    "StoreSettings",
    "Value",
    "get",
    "load_settings",
    "repository_file",
    "set_value",
    "show",
    "template",
    "user_file",
]
