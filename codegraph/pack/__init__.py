"""Hits in, one cited prompt within a token budget out. Pure: texts and the token counter are handed in."""

from codegraph.pack.assemble import pack
from codegraph.pack.candidates import Candidate
from codegraph.pack.formats import Format, to_json
from codegraph.pack.prompts import Mode

__all__ = ["Candidate", "Format", "Mode", "pack", "to_json"]
