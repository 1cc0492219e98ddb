"""What bench_stress --export writes, as arrays for bench/stress_numpy.py."""

from __future__ import annotations

import math

import numpy as np

NEVER = np.int16(32767)


def padded(lists: list[list], fill: float, dtype: type) -> np.ndarray:
    """Lists of different lengths as one array, at least one column wide."""
    made = np.full((len(lists), max([1, *map(len, lists)])), fill, dtype)
    for k, one in enumerate(lists):
        made[k, :len(one)] = one
    return made


def or_never(month: int | None) -> int:
    return int(NEVER) if month is None else month


def or_nan(chance: float | None) -> float:
    return math.nan if chance is None else chance


class World:
    """The exported world as arrays, of the measures that have steps alone.

    Shapes: S steps, M measures, P parties, R rounds, A administrations, G governments, C crises,
    I indicators, T months.
    """

    def __init__(self, of: dict) -> None:
        self.of = of
        self.months: int = of["months"]
        used = sorted({step["measure"] for step in of["steps"]})
        self.position = {m: k for k, m in enumerate(used)}
        self.read_parties(of["parties"])
        self.read_measures([of["measures"][m] for m in used])
        self.read_steps(of["steps"])
        self.read_rounds(of["rounds"])
        self.read_governments(of["administrations"])
        self.read_crises(of["crises"])
        self.read_indicators(of["indicators"])
        forums = [pair for pair in of["forums"] if pair[0] in self.position]
        self.forums = np.array([self.position[m] for m, _ in forums], np.intp)[:, None]
        self.forum_settles = np.array([chance for _, chance in forums])[:, None]

    def read_parties(self, parties: list[dict]) -> None:
        self.names = [one["id"] for one in parties]
        self.accession = np.array([or_never(one["accession"]) for one in parties], np.int16)
        self.principals = [p for p, one in enumerate(parties) if one["principal"]]
        self.noise = np.array([one["noise"] for one in parties])
        self.believes = parties[0]["belief"] is not None
        if self.believes:
            self.prior = np.array([one["belief"] for one in parties]) * self.of["belief_weight"]
        self.breakdown_rate = np.array([one["breakdown_rate"] for one in parties])
        self.weight = np.array([one["weight"] for one in parties]).T  # [T + 1, P]
        self.annuity = np.array([one["annuity"] for one in parties]).T
        self.fault = np.array([one["fault"] for one in parties]).T

    def read_measures(self, measures: list[dict]) -> None:
        def column(key: str) -> np.ndarray:
            return np.array([one[key] for one in measures], np.float64)

        parties = len(self.names)
        self.restore = column("restore").astype(np.int16)
        self.left_away = (1 - column("reversibility")).astype(np.float32)
        self.late, self.found, self.alarm = column("late"), column("found"), column("alarm")
        self.undone = column("undone")
        self.actors = np.array([sum(1 << p for p in one["actors"]) for one in measures], np.int64)
        self.joined = np.array([max([self.accession[p] for p in one["actors"]], default=0)
                                for one in measures], np.int16)
        shape = (len(measures), parties)
        self.once_benefit = column("once_benefit").reshape(shape)
        self.once_burden = column("once_burden").reshape(shape)
        self.burden = column("burden").reshape(shape)
        self.flow = column("benefit").reshape(shape) + self.burden
        self.shift = column("shift").reshape(shape)
        self.flow32, self.burden32 = self.flow.astype(np.float32), self.burden.astype(np.float32)
        self.reads = np.stack([column("risk_reduction") / (self.of["risk"] or 1),
                               column("final_goal") / (self.of["final_goals"] or 1)], axis=1)
        self.of_party = [np.flatnonzero((self.actors >> p & 1) & (self.undone > 0))
                         for p in range(parties)]

    def read_steps(self, steps: list[dict]) -> None:
        self.measure = np.array([self.position[one["measure"]] for one in steps], np.intp)
        self.start = np.array([one["start"] for one in steps], np.int16)
        self.duration = np.array([one["months"] for one in steps], np.int16)
        self.share = np.array([one["share"] for one in steps])
        self.waits_for = padded([one["waits_for"] for one in steps], -1, np.intp)
        measures = len(self.restore)
        self.whole = np.bincount(self.measure, self.share, measures) - 1e-5
        before = [int((self.measure[:k] == m).sum()) for k, m in enumerate(self.measure)]
        self.tranche = np.array(before, np.intp)  # of its measure
        self.divided = len(steps) > measures

    def read_rounds(self, rounds: list[dict]) -> None:
        keys = ("comply", "alone", "defect", "neither", "cheating")
        governments = max([len(row) for one in rounds for row in one["weighed"]], default=1)
        shape = (len(rounds), len(self.names), governments)
        self.weighed = np.zeros((*shape, len(keys)))
        self.covertly = np.full(shape, -1, np.intp)
        for r, one in enumerate(rounds):
            for p, row in enumerate(one["weighed"]):
                for g, seen in enumerate(row):
                    self.weighed[r, p, g] = [seen[key] for key in keys]
                    if seen["covertly"] is not None:
                        self.covertly[r, p, g] = self.position[seen["covertly"]]
        self.weighed = self.weighed.reshape(-1, len(keys))
        self.covertly = self.covertly.ravel()
        self.governments = governments
        self.round_month = np.array([one["month"] for one in rounds], np.int16)
        self.round_end = np.array([one["end"] for one in rounds], np.int16)
        self.kept = np.array([one["kept"] for one in rounds]) * self.of["kept"]

    def read_governments(self, administrations: list[dict]) -> None:
        self.in_office = [one["in_office"] for one in administrations]
        self.ruled = [one["party"] for one in administrations]
        self.changes = [one["hazard"] for one in administrations]
        self.calendar = [one["calendar"] for one in administrations]
        self.next = [np.array([g["next"] for g in one["governments"]]) for one in administrations]
        self.resumes = [np.array([g["resumes"] for g in one["governments"]])
                        for one in administrations]
        self.repudiates = [np.array([g["repudiates"] for g in one["governments"]])
                           for one in administrations]
        self.administration = np.full(len(self.names), len(administrations), np.intp)
        for a, p in enumerate(self.ruled):
            self.administration[p] = a

    def read_crises(self, crises: list[dict]) -> None:
        administrations = len(self.ruled)
        self.by = np.array([-1 if one["by"] is None else one["by"] for one in crises], np.intp)
        self.settled = np.array([or_nan(one["settled"]) for one in crises])
        self.hazard = np.array([[one["hazard"], one["hazard"] * one["while_suspended"]]
                                for one in crises]).reshape(-1, 2)
        self.rule = np.ones((len(crises), administrations, self.governments))
        self.within = np.zeros((len(crises), administrations), np.int16)
        self.opening = np.ones(len(crises))
        for c, one in enumerate(crises):
            for factor in one["governments"]:
                self.rule[c, factor["administration"], factor["government"]] *= factor["factor"]
            if one["opening"]:
                self.within[c, one["opening"]["administrations"]] = one["opening"]["within"]
                self.opening[c] = one["opening"]["factor"]
        self.soothes, self.soothes_by = self.factors_of(crises)
        # Highest chances: of each crisis, while the process runs and while it does not.
        highest = self.rule.max(axis=2).prod(axis=1) * np.maximum(self.opening, 1)
        highest *= np.maximum(1 - self.soothes_by, 1).prod(axis=0)
        self.highest = np.minimum(self.hazard * highest[:, None], 1)
        self.ever = self.highest.max(axis=1, initial=0)

    def factors_of(self, things: list[dict]) -> tuple[np.ndarray, np.ndarray]:
        """Measures of each thing and 1 less their factors: [pairs, things]; padding is 0."""
        pairs = [[pair for pair in one["measures"] if pair[0] in self.position] for one in things]
        return (padded([[self.position[m] for m, _ in one] for one in pairs], 0, np.intp).T,
                padded([[1 - factor for _, factor in one] for one in pairs], 0, np.float64).T)

    def read_indicators(self, indicators: list[dict]) -> None:
        """Stocks come first here."""
        self.order = sorted(range(len(indicators)), key=lambda i: not indicators[i]["stock"])
        ordered = [indicators[i] for i in self.order]
        stocks = [one["stock"] for one in ordered if one["stock"]]
        diffusions = [one["diffusion"] for one in ordered if one["diffusion"]]
        self.stocks = len(stocks)
        self.indicators = [one["id"] for one in indicators]
        self.level = np.array([one["start"] for one in ordered]).reshape(-1, 1)
        grows = [one["grows"] / 12 for one in stocks] + [1 / 12] * len(diffusions)
        goals = np.array([1 - self.of["promised"] * (1 - one["final_goals"]) for one in ordered])
        paused = np.array([one["while_suspended"] for one in ordered]) * goals
        over = np.array([one["while_collapsed"] for one in ordered])
        self.pace = np.array(grows) * np.stack([goals, paused, over])  # [modes, I]
        quickens, quickens_by = self.factors_of(ordered)
        self.quickened = np.nonzero(quickens_by.T)[0]  # indicator of each pair
        self.quickens = quickens.T[quickens_by.T != 0][:, None]
        self.quickens_by = quickens_by.T[quickens_by.T != 0][:, None]
        self.least = np.array([-math.inf if one["least"] is None else one["least"]
                               for one in stocks]).reshape(-1, 1)
        self.most = np.array([math.inf if one["most"] is None else one["most"]
                              for one in stocks]).reshape(-1, 1)
        self.market, self.innovation, self.imitation = (
            np.array([one[key] for one in diffusions]).reshape(-1, 1)
            for key in ("market", "innovation", "imitation"))
        self.imitation = self.imitation / self.market
        self.removes = np.zeros((len(self.restore), len(stocks)))
        for i, one in enumerate(stocks):
            for m, amount in one["removes"]:
                if m in self.position:
                    self.removes[self.position[m], i] = amount
