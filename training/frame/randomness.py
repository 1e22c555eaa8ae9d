"""The random generators' state, so that a run that goes on draws what it would have drawn."""

import random

import numpy as np
import torch


def seed(number):
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def state():
    return {"python": random.getstate(), "numpy": np.random.get_state(), "torch": torch.get_rng_state()}


def restore(found):
    random.setstate(found["python"])
    np.random.set_state(found["numpy"])
    torch.set_rng_state(found["torch"])
