"""Measurements, compared with what people would use instead."""
