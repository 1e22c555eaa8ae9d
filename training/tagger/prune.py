"""Smaller feed-forward layers: the inner units that matter least are left out.

A unit's weight is the mean magnitude of its activation times the length of its column in the
layer's output (magnitude pruning of whole units; compare McCarley, Chakravarti and Sil, 2019).
"""

import torch
import torch.nn.functional as F
from torch import nn


def unit_weights(model, batches):
    """For each layer float [inner]. batches: iterable of (hidden, mask, features), as the model takes them."""
    sums = [torch.zeros(layer.up.out_features) for layer in model.layers]
    hooks = []
    for total, layer in zip(sums, model.layers):

        def record(module, inputs, output, total=total):
            total += F.gelu(output[mask]).abs().sum(0)

        hooks.append(layer.up.register_forward_hook(record))
    model.eval()
    with torch.no_grad():
        for hidden, mask, features in batches:
            model(hidden, mask, features)
    for hook in hooks:
        hook.remove()
    return [total * layer.down.weight.detach().norm(dim=0) for total, layer in zip(sums, model.layers)]


def keep_units(model, weights, count):
    """Keep the `count` units of each layer with the largest weights, in place; returns their share of the weight."""
    shares = []
    for layer, weight in zip(model.layers, weights):
        kept = weight.topk(count).indices.sort().values
        shares.append(round(float(weight[kept].sum() / weight.sum()), 3))
        up, down = layer.up, layer.down
        layer.up, layer.down = nn.Linear(up.in_features, count), nn.Linear(count, down.out_features)
        with torch.no_grad():
            layer.up.weight.copy_(up.weight[kept])
            layer.up.bias.copy_(up.bias[kept])
            layer.down.weight.copy_(down.weight[:, kept])
            layer.down.bias.copy_(down.bias)
    return shares
