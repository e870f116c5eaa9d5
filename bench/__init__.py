"""Benchmarks of the workbench on a synthetic market, each against the plain tools a competent user would reach for."""
