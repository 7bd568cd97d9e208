"""Where the work runs. A stage never asks."""
