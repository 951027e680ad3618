"""Every rule: a rule is in the catalogue once the module that declares it is imported, and here all are."""

import importlib
import pkgutil

import lanpya
from lanpya.problems.catalogue import CATALOGUE

__all__ = ["CATALOGUE"]

for found in pkgutil.walk_packages(lanpya.__path__, "lanpya."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
