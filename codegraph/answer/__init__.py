"""From a packed prompt to a stream of answer events with checked citations."""
