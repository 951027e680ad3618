"""Measurements, beside what people would use instead."""
