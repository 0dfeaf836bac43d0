"""Fitting the evidence model: its cases, the losses, the regimes, and what is measured on titles held out."""
