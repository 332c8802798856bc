"""Questions to the graph: who calls, what is called, what a change reaches, how one gets from here to there."""
