"""One step of the reader's training: losses, gradients shared out among threads, the moving average.

Rates rise over the first steps and then stay, so that the averaged weights (Polyak and Juditsky, 1992)
of any checkpoint can be used and a run may be prolonged at will.
"""

import copy
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F

from .model import collate


def loss_of(model, pairs, settings):
    """Loss summed over the pairs: (of "answers", of spans), each weighted."""
    answers, ends = model(*collate(pairs))
    weight = torch.tensor([p.weight for p in pairs])
    target = torch.tensor([p.answers for p in pairs])
    answering = (F.binary_cross_entropy_with_logits(answers, target, reduction="none") * weight).sum()
    known = [i for i, p in enumerate(pairs) if p.span]
    if not known:
        return answering, torch.zeros(())
    gold = torch.tensor([pairs[i].span for i in known])
    spans = F.cross_entropy(ends[known].transpose(1, 2).reshape(-1, ends.shape[1]), gold.reshape(-1), reduction="none")
    return answering, (spans.view(-1, 2).mean(1) * weight[known]).sum()


class Fitting:
    """The model, its optimiser (AdamW: Loshchilov and Hutter, 2019) and the moving average of its weights."""

    def __init__(self, model, settings):
        self.model, self.settings, self.step = model, settings.training, 0
        self.parameters = [p for p in model.parameters()]
        self.average = [p.detach().clone() for p in self.parameters]
        new = {id(p) for part in (model.dense, model.answers, model.ends) for p in part.parameters()}
        groups = [
            {"params": [p for p in self.parameters if (id(p) in new) == head and (p.dim() > 1) == matrix],
             "rate": settings.training.head_rate if head else settings.training.rate,
             "lr": 0.0, "weight_decay": 0.01 if matrix else 0.0}
            for head in (False, True) for matrix in (False, True)
        ]  # fmt: skip
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        # Replicas share the weights and have gradients of their own.
        self.replicas = [self._replica() for _ in range(settings.training.threads)]
        self.pool = ThreadPoolExecutor(settings.training.threads)

    def _replica(self):
        twin = copy.deepcopy(self.model)
        for own, shared in zip(twin.parameters(), self.parameters):
            own.data = shared.data
        twin.words = self.model.words
        return twin.train()

    def take_step(self, pairs):
        """Learn from a step's pairs; returns the losses a pair: (of "answers", of spans).

        The pairs are cut into parts of like length; a thread takes the next part when it is free, and
        the gradients are summed in the parts' order, whoever took them.
        """
        pairs = sorted(pairs, key=len)
        size = -(-len(pairs) // self.settings.parts)
        parts = [pairs[i : i + size] for i in range(0, len(pairs), size)][::-1]
        free = list(self.replicas)

        def learn(part):
            replica = free.pop()
            answering, spans = loss_of(replica, part, self.settings)
            loss = (answering + self.settings.span_weight * spans) / len(pairs)
            gradients = torch.autograd.grad(loss, list(replica.parameters()), allow_unused=True)
            free.append(replica)
            return gradients, float(answering.detach()), float(spans.detach())

        found = list(self.pool.map(learn, parts))
        for p, *own in zip(self.parameters, *(gradients for gradients, _, _ in found)):
            own = [g for g in own if g is not None]
            p.grad = sum(own[1:], own[0]) if own else None
        self._update()
        return sum(a for _, a, _ in found) / len(pairs), sum(s for _, _, s in found) / len(pairs)

    def _update(self):
        self.step += 1
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * min(1.0, self.step / self.settings.warmup)
        torch.nn.utils.clip_grad_norm_(self.parameters, self.settings.clip)
        self.optimiser.step()
        keep = min(self.settings.decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - keep)

    def averaged(self):
        """A copy of the model with the averaged weights, for measuring."""
        twin = copy.deepcopy(self.model)
        with torch.no_grad():
            for own, average in zip(twin.parameters(), self.average):
                own.copy_(average)
        return twin.eval()

    def state(self):
        return {
            "step": self.step, "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(),
            "average": dict(zip((n for n, _ in self.model.named_parameters()), self.average)),
        }  # fmt: skip

    def restore(self, state):
        self.step = state["step"]
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        for group in self.optimiser.param_groups:
            group["fused"] = True
        with torch.no_grad():
            for (name, _), own in zip(self.model.named_parameters(), self.average):
                own.copy_(state["average"][name])
