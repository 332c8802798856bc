"""codegraph: a local code-intelligence index, and cited prompts for local language models."""

__version__ = "0.1.0"
