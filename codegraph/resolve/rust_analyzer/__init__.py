"""Runs rust-analyzer in batch, within limits, so that its answers can be had as a SCIP index."""
