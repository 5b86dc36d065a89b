import sys
from pathlib import Path

# The scripts under benchmarks/ are no package: run as a script, one finds the others beside it.
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
