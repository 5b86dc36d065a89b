import sys
from pathlib import Path

# The training code is not installed with the package; without this, `training` would be the folder of these tests.
sys.path.insert(0, str(Path(__file__).parents[2]))
