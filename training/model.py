"""The encoder with its heads, in PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from inquit.tagger.labels import ENTITY_TAGS, ROLE_TAGS
from inquit.tagger.same import ALIKE
from inquit.tagger.same import DISTANCES as SAME_DISTANCES
from inquit.tagger.same import PARAGRAPHS_APART as SAME_PARAGRAPHS
from inquit.tagger.ties import CUES_BETWEEN, DISTANCES, PARAGRAPHS_APART, SPANS_BETWEEN
from inquit.tagger.words import GAPS, LOOKS, QUOTES, SHAPES

PAIR_WIDTH, TIE_WIDTH = 64, 96
SAME_WIDTH, SAME_HIDDEN, SAME_KEY = 64, 96, 48
NEVER = -1e4


class Heads(NamedTuple):
    """What the encoder gives for each piece; the last dimension is the label's."""

    roles: Tensor
    entities: Tensor
    ends: Tensor
    pairs: Tensor
    same: Tensor
    happened: Tensor


class SharedDropout(nn.Module):
    """Drops the same channels at every position of a window: as good a regulariser, and nearly free on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.p = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[-1]) >= self.p
        return x * (keep / (1 - self.p))


class Looks(nn.Module):
    """The sum of three small embeddings, which `table` folds into one."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.parts = nn.ModuleList(nn.Embedding(n, width) for n in (len(SHAPES), len(GAPS), len(QUOTES)))
        for part in self.parts:
            nn.init.normal_(part.weight, std=0.005)

    def table(self) -> Tensor:
        """One row a look, and a last row of zeros for the window's own two marks."""
        shape, gap, quote = (part.weight for part in self.parts)
        rows = shape[:, None, None] + gap[None, :, None] + quote[None, None, :]
        return torch.cat([rows.reshape(LOOKS, -1), rows.new_zeros(1, rows.shape[-1])])


class Crf(nn.Module):
    """Linear-chain conditional random field over BIO tags (Lafferty et al. 2001); impossible steps stay impossible."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        n = len(tags)
        self.steps = nn.Parameter(torch.zeros(n, n))
        self.first = nn.Parameter(torch.zeros(n))
        inside = torch.tensor([t.startswith("I-") for t in tags])
        follows = torch.tensor([[a != "O" and a[2:] == b[2:] for b in tags] for a in tags])
        self.register_buffer("never_first", inside * NEVER)
        self.register_buffer("never_step", (inside[None, :] & ~follows) * NEVER)

    def scores(self) -> tuple[Tensor, Tensor]:
        """The scores of starting with a tag [n], and of going from one tag to another [n, n]."""
        return self.first + self.never_first, self.steps + self.never_step

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log likelihood of each sequence; emissions [S, L, n], tags [S, L], lengths [S] -> [S]."""
        first, steps = self.scores()
        mask = torch.arange(emissions.shape[1])[None, :] < lengths[:, None]
        gold = emissions.gather(2, tags[:, :, None])[:, :, 0]
        gold = (gold * mask).sum(1) + first[tags[:, 0]] + (steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = first + emissions[:, 0]
        done: list[Tensor] = []
        # Sequences come longest first, so that the ones that have ended drop off the end of the batch.
        counts = mask.sum(0).tolist()
        for t in range(1, emissions.shape[1]):
            n = counts[t]
            if n < alpha.shape[0]:
                done.append(alpha[n:].logsumexp(1))
                alpha = alpha[:n]
            alpha = (alpha[:, :, None] + steps[None]).logsumexp(1) + emissions[:n, t]
        done.append(alpha.logsumexp(1))
        return torch.cat(done[::-1]) - gold


class Ties(nn.Module):
    """Scores of pairs of a source or content with a cue, from the encoder's words at the spans' two ends."""

    def __init__(self) -> None:
        super().__init__()
        self.span = nn.ModuleList(nn.Linear(2 * PAIR_WIDTH, TIE_WIDTH) for _ in range(2))
        self.cue = nn.ModuleList(nn.Linear(2 * PAIR_WIDTH, TIE_WIDTH, bias=False) for _ in range(2))
        sizes = (DISTANCES, CUES_BETWEEN, SPANS_BETWEEN, PARAGRAPHS_APART)
        self.features = nn.ModuleList(nn.ModuleList(nn.Embedding(n, TIE_WIDTH) for n in sizes) for _ in range(2))
        self.out = nn.ModuleList(nn.Linear(TIE_WIDTH, 1) for _ in range(2))
        self.none = nn.ModuleList(nn.Linear(2 * PAIR_WIDTH, 1) for _ in range(2))

    def forward(self, kind: int, spans: Tensor, cues: Tensor, features: Tensor) -> Tensor:
        """Kind 0 source, 1 content; spans and cues [P, 2 * PAIR_WIDTH], features [P, 4] -> [P]."""
        hidden = self.span[kind](spans) + self.cue[kind](cues)
        for k, table in enumerate(self.features[kind]):
            hidden = hidden + table(features[:, k])
        return self.out[kind](torch.relu(hidden))[:, 0]


def mean(states: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of several checkpoints of one run (Izmailov et al. 2018)."""
    first = states[0]
    return {
        k: torch.stack([s[k] for s in states]).mean(0) if v.dtype.is_floating_point else v for k, v in first.items()
    }


class Same(nn.Module):
    """Scores of a mention and another that may mean the same; `inquit.tagger.same.scores` in PyTorch."""

    def __init__(self) -> None:
        super().__init__()
        width = 2 * SAME_WIDTH
        self.asker = nn.Linear(width, SAME_HIDDEN)
        self.offer = nn.Linear(width, SAME_HIDDEN, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, SAME_HIDDEN) for n in (SAME_DISTANCES, SAME_PARAGRAPHS, ALIKE))
        self.out = nn.Linear(SAME_HIDDEN, 1)
        self.query = nn.Linear(width, SAME_KEY, bias=False)
        self.key = nn.Linear(width, SAME_KEY, bias=False)
        self.none = nn.Linear(width, 1)

    def forward(self, vectors: Tensor, askers: Tensor, offers: Tensor, features: Tensor) -> Tensor:
        """Mentions' vectors [M, 2 * SAME_WIDTH]; askers, offers [P] count them, features [P, 3] -> [P]."""
        # index_select, since the gradient of plain indexing takes many times as long on a CPU.
        hidden = self.asker(vectors).index_select(0, askers) + self.offer(vectors).index_select(0, offers)
        for k, table in enumerate(self.features):
            hidden = hidden + table(features[:, k])
        query, key = self.query(vectors).index_select(0, askers), self.key(vectors).index_select(0, offers)
        match = (query * key).sum(1) / SAME_KEY**0.5
        return self.out(torch.relu(hidden))[:, 0] + match


class Reader(nn.Module):
    """The encoder and its heads."""

    def __init__(self, config: BertConfig, dropout: float = 0.1) -> None:
        super().__init__()
        config.attention_probs_dropout_prob = 0.0  # keeps to the fast attention kernel
        config.hidden_dropout_prob = dropout
        self.encoder = BertModel(config, add_pooling_layer=False)
        for module in self.encoder.modules():
            for name, child in list(module.named_children()):
                if isinstance(child, nn.Dropout):
                    setattr(module, name, SharedDropout(child.p))
        # 840 reports say nothing of most words: what the pretraining knows of them stays as it is.
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = config.hidden_size
        self.looks = Looks(width)
        self.roles = nn.Linear(width, len(ROLE_TAGS))
        self.entities = nn.Linear(width, len(ENTITY_TAGS))
        self.ends = nn.Linear(width, 1)
        self.pairs = nn.Linear(width, PAIR_WIDTH)
        self.same = nn.Linear(width, SAME_WIDTH)
        self.happened = nn.Linear(width, 2)
        self.crf = Crf(ROLE_TAGS)
        self.ties = Ties()
        self.sameness = Same()

    @classmethod
    def pretrained(cls, folder: Path, dropout: float = 0.1) -> Reader:
        """Starts from a folder with config.json and model.safetensors."""
        found = BertModel.from_pretrained(folder, add_pooling_layer=False)
        reader = cls(found.config, dropout)
        reader.encoder.load_state_dict(found.state_dict())
        return reader

    def load_trained(self, state: dict[str, Tensor]) -> None:
        """Takes over a trained state; heads that it has not keep what they have."""
        missing, unknown = self.load_state_dict(state, strict=False)
        new = {name for name in missing if not name.startswith(("same", "happened"))}
        if new or unknown:
            raise ValueError(f"Not the weights of this model: {sorted([*new, *unknown])[:5]}")

    def forward(self, ids: Tensor, looks: Tensor, mask: Tensor) -> Heads:
        """ids, looks, mask [B, T] of whole numbers -> heads [B, T, ...]."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.looks.table()[looks]
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        heads = (self.roles, self.entities, self.ends, self.pairs, self.same, self.happened)
        return Heads(*(head(hidden) for head in heads))
