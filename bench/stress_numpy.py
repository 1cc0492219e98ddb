"""Histories as numpy would play them: many at once, one array element each.

The same model as tandem/stress/history.cc, month by month in the same order, with other random
numbers. Reads what bench_stress --export writes. What is rare is drawn sparsely: candidates for
crises, alarms and changes of government come from geometric gaps at the highest chance that they
can have, and are kept with the chance that they do have.

    python3 bench/stress_numpy.py FILE [HISTORIES]
"""

from __future__ import annotations

import json
import math
import sys
import time

import numpy as np

from stress_numpy_world import NEVER, World, or_nan

RUNNING, SUSPENDED, COLLAPSED = 0, 1, 2
STANDING, LEAVING, WITHDRAWN, RETURNING = 0, 1, 2, 3
LONG_AGO = np.int16(-20000)
CERTAIN = 60.0  # noises by which a choice can be better before it is as good as certain
TIE = 1e-5
BATCH = 4096

Rows = np.ndarray  # of histories


class Candidates:
    """Independent rare events of all months and histories of a batch, by month."""

    def __init__(self, rng: np.random.Generator, chances: np.ndarray, months: int,
                 histories: int) -> None:
        cells = months * histories
        places = [self.places(rng, chance, cells) for chance in chances]
        place = np.concatenate([np.zeros(0, np.int64), *places])
        which = np.repeat(np.arange(len(places)), [len(one) for one in places])
        month = place // histories
        order = np.argsort(month.astype(np.int16), kind="stable")
        self.history = (place % histories)[order]
        self.which = which[order]
        self.bounds = np.searchsorted(month[order], np.arange(months + 1))

    @staticmethod
    def places(rng: np.random.Generator, chance: float, cells: int) -> np.ndarray:
        """The cells in which an event of this chance comes: gaps between them are geometric."""
        if chance <= 0:
            return np.zeros(0, np.int64)
        if chance >= 1:
            return np.arange(cells)
        rate = -math.log1p(-chance)
        enough = int(cells * chance + 8 * math.sqrt(cells * chance) + 16)
        place = np.cumsum(np.floor(rng.standard_exponential(enough) / rate) + 1) - 1
        assert place[-1] >= cells
        return place[:np.searchsorted(place, cells)].astype(np.int64)

    def of(self, month: int) -> tuple[Rows, np.ndarray]:
        part = slice(self.bounds[month], self.bounds[month + 1])
        return self.history[part], self.which[part]


class Batch:
    """Some histories, from the first month to the last.

    Shapes: H histories; others as in World. Months of work and of moving are counted by history,
    since they stand still while a process does.
    """

    def __init__(self, world: World, rng: np.random.Generator, histories: int) -> None:
        self.w, self.rng, self.histories = world, rng, histories
        n, steps, measures = histories, len(world.start), len(world.restore)
        parties, administrations = len(world.names), len(world.ruled)
        self.steps, self.measures = steps, measures
        self.changes = Candidates(rng, world.changes, world.months, n)
        self.crisis = Candidates(rng, world.ever, world.months, n)
        self.alarm = Candidates(rng, world.alarm, world.months, n)
        self.mode = np.full(n, RUNNING if steps else COLLAPSED, np.int8)
        self.clock = np.zeros(n, np.int16)
        self.waits = np.zeros(n, bool)
        self.round = np.zeros(n, np.intp)
        first = world.round_month[0] if len(world.round_month) else NEVER
        self.target = np.full(n, first, np.int16)  # clock at which all choose next
        self.pending = np.full(n, -1, np.int16)
        self.pending_end = np.zeros(n, np.int16)
        self.broken_round = np.zeros(n, np.intp)
        self.defector = np.zeros(n, np.intp)
        self.deviates = np.zeros(n, np.int64)  # bits of parties
        self.cheats = np.full((n, parties), -1, np.int16)
        self.cheating = False  # anybody
        # Of steps: clock of the start while it is due; worked months at which its work is done.
        self.start_at = np.tile(world.start, (n, 1))
        self.done_at = np.full((n, steps), NEVER)
        self.in_force = np.zeros((n, steps), bool)
        self.forced = np.zeros(n, np.int16)  # steps
        self.worked = np.zeros(n, np.int16)
        self.begun = np.zeros((n, steps) if world.of["starts_over"] else (0, 0), bool)
        self.ended = self.begun.copy()
        # Of measures.
        self.flow = np.zeros((n, measures), np.int8)
        self.moved_at = np.full((n, measures), NEVER)
        self.ticks = np.zeros(n, np.int16)
        self.share = np.zeros((n, measures), np.float32)  # in force, withdrawn or not
        self.under = np.zeros((n, measures), np.float32)  # under way
        self.left = np.ones((n, measures), np.float32)    # of its flow
        self.office = np.zeros((n, administrations + 1), np.intp)
        self.office[:, :administrations] = world.in_office
        self.changed = np.full((n, administrations), LONG_AGO)  # month of it
        self.for_it = np.zeros((n, parties))  # cases for and against each party
        self.against = np.zeros((n, parties))
        self.touched = np.zeros(n, bool)  # something that flows
        self.stale = np.ones(n, bool)     # the pace of indicators
        self.rate = np.zeros((n, parties))
        self.value = np.zeros((n, parties))
        self.level = np.repeat(world.level, n, axis=1)  # [I, H]
        self.pace = np.zeros_like(self.level)
        self.collapsed, self.completed = np.zeros(n, bool), np.zeros(n, bool)
        self.ran, self.paused, self.breakdowns, self.crises, self.disputes, self.settled = (
            np.zeros(n, np.int32) for _ in range(6))
        self.runs = np.zeros(n)
        self.seen = np.zeros((n, 2))  # security and goals, summed over marks
        self.undone: list[tuple[Rows, np.ndarray, np.ndarray]] = []

    def play(self) -> dict[str, np.ndarray]:
        """By name, one number of each history."""
        marks = set(self.w.of["marks"])
        for month in range(self.w.months):
            self.month = month
            self.undone.clear()
            self.govern()
            met = self.meet_crises()
            running, suspended = self.mode == RUNNING, self.mode == SUSPENDED
            over = self.mode == COLLAPSED
            self.ran += running
            self.paused += suspended
            going = self.run(running, met) if running.any() else running
            if suspended.any():
                self.wait(np.flatnonzero(suspended))
            self.tick(going | (suspended & (self.mode == SUSPENDED)) | over)
            self.advance(going)
            self.completed |= running & (self.forced == self.steps)
            self.account(month + 1)
            self.accrue()
            if month + 1 in marks:
                self.read_mark()
        return self.outcome(len(marks))

    def outcome(self, marks: int) -> dict[str, np.ndarray]:
        made = {"broken down": self.breakdowns > 0, "collapsed": self.collapsed,
                "completed": self.completed, "months running": self.ran,
                "months suspended": self.paused, "breakdowns": self.breakdowns,
                "crises": self.crises, "disputes": self.disputes, "settled": self.settled,
                "runs at marks": self.runs / marks, "security at marks": self.seen[:, 0] / marks,
                "goals at marks": self.seen[:, 1] / marks}
        for p, name in enumerate(self.w.names):
            made[f"value of {name}"] = self.value[:, p]
        for i, k in enumerate(self.w.order):
            made[f"{self.w.indicators[k]} at the end"] = self.level[i]
        return made

    def run(self, running: np.ndarray, met: tuple[Rows, np.ndarray]) -> np.ndarray:
        """@return histories whose process still runs after the disputes of the month"""
        choosing = np.flatnonzero(running & (self.pending < 0) & (self.clock >= self.target))
        if len(choosing):
            self.choose(choosing)
        self.start_due(running)
        found, alarms = self.inspect()
        self.account(self.month)
        broken = self.settle(met, found, alarms)
        going = running
        if len(broken):
            self.suspend(broken)
            going = running & (self.mode == RUNNING)
        self.work(going)
        return going

    # ---- 1. governments

    def govern(self) -> None:
        w = self.w
        history, which = self.changes.of(self.month)
        for a, party in enumerate(w.ruled):
            if w.calendar[a][self.month]:
                rows = np.arange(self.histories)
            elif len(history):
                rows = history[which == a]
            else:
                continue
            now = self.office[rows, a]
            to = (self.rng.random(len(rows))[:, None] >= w.next[a][now]).sum(axis=1)
            new = to != now
            rows, to = rows[new], to[new]
            self.office[rows, a] = to
            self.changed[rows, a] = self.month
            runs = self.mode[rows] == RUNNING
            self.undo(party, rows[runs], w.repudiates[a][to[runs]])

    def undo(self, party: int, rows: Rows, repudiates: np.ndarray) -> None:
        w = self.w
        measures = w.of_party[party]
        if not len(rows) or not len(measures):
            return
        chance = repudiates[:, None] * w.undone[measures]
        row, column = np.nonzero(self.rng.random(chance.shape) < chance)
        h, m = rows[row], measures[column]
        stands = (self.flow[h, m] == STANDING) & (self.share[h, m] > 0)
        h, m = h[stands], m[stands]
        if not len(h):
            return
        self.withdraw(h, m)
        self.against[:, party] += w.of["broken"] * np.bincount(h, minlength=self.histories)
        self.undone.append((h, np.full(len(h), party), m))

    # ---- 2. crises

    def meet_crises(self) -> tuple[Rows, np.ndarray]:
        """@return history and crisis of those that open a dispute"""
        w = self.w
        h, c = self.crisis.of(self.month)
        if not len(h):
            return h, c
        reached = self.rng.random(len(h)) * w.ever[c]
        stands_still = (self.mode[h] != RUNNING).astype(np.intp)
        may = np.flatnonzero(reached < w.highest[c, stands_still])
        h, c, reached, stands_still = h[may], c[may], reached[may], stands_still[may]
        chance = w.hazard[c, stands_still]
        opens = np.zeros(len(h), bool)
        for a in range(len(w.ruled)):
            chance *= w.rule[c, a, self.office[h, a]]
            opens |= self.month - self.changed[h, a] < w.within[c, a]
        chance *= np.where(opens, w.opening[c], 1)
        factors = 1 - self.standing(h, w.soothes[:, c]) * w.soothes_by[:, c]
        chance *= factors.prod(axis=0)
        here = reached < chance
        h, c = h[here], c[here]
        self.crises += np.bincount(h, minlength=self.histories)
        runs = self.mode[h] == RUNNING
        return h[runs], c[runs]

    def standing(self, h: Rows, m: np.ndarray) -> np.ndarray:
        """Share of measure `m` that is in force and not withdrawn."""
        at = h * self.measures + m
        return self.share.ravel()[at] * (self.flow.ravel()[at] <= LEAVING)

    # ---- 3. compliance

    def choose(self, h: Rows) -> None:
        w = self.w
        rounds = len(w.round_month)
        r = np.minimum(self.round[h], rounds - 1)
        acceded = self.clock[h, None] >= w.accession
        defects, cheats, covertly = self.chosen(h, r)
        defects &= acceded
        cheats &= acceded
        row, p = np.nonzero(cheats)
        if len(row):
            self.cheats[h[row], p] = covertly[row, p]
            self.touched[h[row]] = True
            self.cheating = True
        breaks = defects.any(axis=1)
        if breaks.any():
            self.break_off(h[breaks], r[breaks], defects[breaks])
        agreed = ~breaks
        h, r, acceded = h[agreed], r[agreed], acceded[agreed]
        fresh = self.round[h] < rounds
        self.for_it[h] += w.kept[r] * (acceded & fresh[:, None])
        self.round[h] += fresh
        after = np.minimum(r + 1, rounds - 1)
        again = self.clock[h] + np.int16(w.of["months_per_phase"])
        self.target[h] = np.where(self.round[h] < rounds, w.round_month[after], again)

    def break_off(self, h: Rows, r: np.ndarray, defects: np.ndarray) -> None:
        w = self.w
        self.defector[h] = defects.argmax(axis=1)
        self.deviates[h] = defects @ (1 << np.arange(len(w.names)))
        self.broken_round[h] = r
        self.pending[h] = max(w.of["response_months"], 1)  # the month itself passes
        self.pending_end[h] = w.round_end[r]
        self.against[h] += w.of["broken"] * defects
        if w.of["withdraws"]:
            own = (w.actors & self.deviates[h][:, None]) != 0
            row, m = np.nonzero(own & (self.flow[h] == STANDING) & (self.share[h] > 0))
            self.leave(h[row], m)

    def chosen(self, h: Rows, r: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Who breaks off, who cheats, and on what; shape [choosing, P]."""
        w = self.w
        parties = np.arange(len(w.names))
        place = (r[:, None] * len(parties) + parties) * w.governments
        place += self.office.take(h, axis=0).take(w.administration, axis=1)
        seen = w.weighed.take(place, axis=0)
        belief = self.least_belief(h)
        comply = seen[..., 1] + belief * (seen[..., 0] - seen[..., 1])
        defect = seen[..., 3] + belief * (seen[..., 2] - seen[..., 3])
        cheating = seen[..., 4]
        covertly = w.covertly[place]
        at = h[:, None] * self.measures + np.maximum(covertly, 0)
        may = (covertly >= 0) & (self.cheats[h] < 0) & (self.flow.ravel()[at] <= LEAVING)
        may &= self.share.ravel()[at] > w.whole[covertly]
        noise = np.where(w.noise > 0, w.noise, 1)
        of_defect = np.exp(np.minimum((defect - comply) / noise, CERTAIN))
        of_cheat = np.where(may, np.exp(np.minimum(cheating / noise, CERTAIN)), 0)
        reached = self.rng.random(may.shape) * (1 + of_defect + of_cheat)
        defects = reached < of_defect
        cheats = ~defects & (reached < of_defect + of_cheat)
        best = w.noise == 0
        if best.any():
            pays = may & (cheating > TIE) & (comply + cheating > defect)
            cheats = np.where(best, pays, cheats)
            defects = np.where(best, ~pays & (comply < defect - TIE), defects)
        return defects, cheats, covertly

    def known(self, h: Rows, j: int) -> np.ndarray:
        """Cases, for and against, on which what all believe of party `j` rests."""
        return self.w.of["belief_weight"] + self.for_it[h, j] + self.against[h, j]

    def least_belief(self, h: Rows) -> np.ndarray:
        """Of each party in the principal that it trusts least; shape [len(h), P]."""
        least = np.ones((len(h), len(self.w.names)))
        if self.w.believes:
            for j in self.w.principals:
                own = least[:, j].copy()
                belief = (self.w.prior + self.for_it[h, j][:, None]) / self.known(h, j)[:, None]
                np.minimum(least, belief, out=least)
                least[:, j] = own
        return least

    def trust(self, h: Rows) -> np.ndarray:
        """Mean belief between principals."""
        w, others = self.w, len(self.w.principals) - 1
        if not w.believes or others < 1:
            return np.ones(len(h))
        total = np.zeros(len(h))
        for j in w.principals:
            prior = w.prior[w.principals].sum() - w.prior[j]
            total += (prior + others * self.for_it[h, j]) / self.known(h, j)
        return total / (others * (others + 1))

    def start_due(self, running: np.ndarray) -> None:
        """Starts what is due and may start; one may allow the next at once."""
        w = self.w
        clock = np.where(running, self.clock, np.int16(-1))
        columns = int(np.searchsorted(w.start, clock.max(), side="right"))
        self.waits[:] = False
        if not columns:
            return
        due = np.flatnonzero(self.start_at[:, :columns] <= clock[:, None])
        h, k = np.divmod(due, columns)
        m = w.measure[k]
        may = (self.clock[h] >= w.joined[m]) & ((self.deviates[h] & w.actors[m]) == 0)
        h, k = h[may], k[may]
        more = True
        while more and len(h):
            ready = self.ready(h, k)
            more = self.start(h[ready], k[ready])
            h, k = h[~ready], k[~ready]
        self.waits[h] = True

    def ready(self, h: Rows, k: np.ndarray) -> np.ndarray:
        w = self.w
        ready = np.ones(len(h), bool)
        for j in range(w.waits_for.shape[1]):
            needs = w.waits_for[k, j]
            stands = self.flow[h, w.measure[needs]] <= LEAVING
            ready &= (needs < 0) | (self.in_force[h, needs] & stands)
        return ready

    def start(self, h: Rows, k: np.ndarray) -> bool:
        """@return whether something enters into force at once"""
        w = self.w
        if not len(h):
            return False
        m = w.measure[k]
        self.start_at[h, k] = NEVER
        months = w.duration[k] + self.months_late(m)
        self.done_at[h, k] = self.worked[h] + months
        self.add(self.under, h, k, 1)
        self.touched[h] = True
        self.pay_once(h, k, w.once_burden, self.begun, self.month)
        at_once = months == 0
        self.enter_force(h[at_once], k[at_once], self.month)
        return bool(at_once.any())

    def months_late(self, m: np.ndarray) -> np.ndarray:
        """Geometric: one more with the same chance each time."""
        late = self.w.late[m]
        never = late >= 1
        drawn = self.rng.geometric(np.where(never, 1, 1 - late)) - 1
        return np.where(never, self.w.months, np.minimum(drawn, self.w.months)).astype(np.int16)

    def add(self, to: np.ndarray, h: Rows, k: np.ndarray, sign: int) -> None:
        """The shares of steps, to their measures; one tranche at a time, so that all count."""
        w = self.w
        for tranche in range(w.tranche.max() + 1):
            these = slice(None) if not w.divided else w.tranche[k] == tranche
            to[h[these], w.measure[k[these]]] += sign * w.share[k[these]]

    # ---- 4. verification

    def inspect(self) -> tuple[tuple, tuple]:
        """@return history, party and measure of what is found; history and measure of alarms"""
        w = self.w
        h, m = self.alarm.of(self.month)
        sound = (self.mode[h] == RUNNING) & (self.flow[h, m] == STANDING) & (self.share[h, m] > 0)
        h, m = h[sound], m[sound]
        none = np.zeros(0, np.intp)
        if not self.cheating:
            return (none, none, none), (h, m)
        cheated = (self.cheats[h] == m[:, None]).any(axis=1)
        h, m = h[~cheated], m[~cheated]
        at = np.flatnonzero(self.cheats >= 0)
        self.cheating = len(at) > 0
        cheat = self.cheats.ravel()[at].astype(np.intp)
        found = self.same_for_one(at // len(w.names), cheat) < w.found[cheat]
        at, cheat = at[found], cheat[found]
        cheater, p = np.divmod(at, len(w.names))
        self.cheats.ravel()[at] = -1
        self.touched[cheater] = True
        self.against[cheater, p] += w.of["broken"]
        return (cheater, p, cheat), (h, m)

    def same_for_one(self, h: Rows, m: np.ndarray) -> np.ndarray:
        """Random numbers, the same for the same measure of the same history."""
        _, first, same = np.unique(h * self.measures + m, return_index=True, return_inverse=True)
        return self.rng.random(len(first))[same]

    # ---- 5. disputes

    def settle(self, met: tuple, found: tuple, alarms: tuple) -> Rows:
        """@return histories in which something is not settled"""
        w = self.w
        broken = [self.settle_undone()] if self.undone else []
        crises, violations = len(met[0]), len(found[0])
        h = np.concatenate([met[0], found[0], alarms[0]])
        if not len(h):
            return broken[0] if broken else h
        own = np.concatenate([w.settled[met[1]], np.full(violations, or_nan(w.of["violations"])),
                              np.full(len(alarms[0]), w.of["alarms"])])
        reached = self.rng.random(len(h))
        if violations:
            reached[crises:crises + violations] = self.same_for_one(found[0], found[2])
        # The first that is not settled ends the month: those after it are none.
        first = np.full(self.histories, len(h))
        if broken:
            first[broken[0]] = -1
        at = np.arange(len(h))
        fails = np.flatnonzero((reached >= self.settlement(h, own)) & (first[h] >= 0))
        first[h[fails[::-1]]] = fails[::-1]
        self.disputes += np.bincount(h[at <= first[h]], minlength=self.histories)
        self.settled += np.bincount(h[at < first[h]], minlength=self.histories)
        fails = fails[first[h[fails]] == fails]
        by_crisis = fails[fails < crises]
        by = w.by[met[1][by_crisis]]
        self.against[h[by_crisis][by >= 0], by[by >= 0]] += w.of["broken"]
        by_violation = fails[(fails >= crises) & (fails < crises + violations)]
        self.at_fault(h[by_violation], found[1][by_violation - crises])
        return np.concatenate([*broken, h[fails]])

    def settle_undone(self) -> Rows:
        """One after another in each history, since what is restored may be a forum."""
        h, p, m = (np.concatenate(parts) for parts in zip(*self.undone))
        broken = []
        while len(h):
            turn = np.unique(h, return_index=True)[1]
            now = h[turn]
            own = np.full(len(now), or_nan(self.w.of["violations"]))
            settled = self.rng.random(len(now)) < self.settlement(now, own)
            self.disputes[now] += 1
            self.settled[now] += settled
            self.restore(now[settled], m[turn[settled]])
            fails = turn[~settled]
            self.at_fault(h[fails], p[fails])
            broken.append(h[fails])
            ended = np.zeros(self.histories, bool)
            ended[h[fails]] = True
            later = ~ended[h]
            later[turn] = False
            h, p, m = h[later], p[later], m[later]
        return np.concatenate(broken)

    def settlement(self, h: Rows, own: np.ndarray) -> np.ndarray:
        """Chance that a dispute is settled; `own` is what trust has no part in, where there is."""
        w, of = self.w, self.w.of
        by_trust = np.flatnonzero(np.isnan(own))
        trusting = (of["trusting"] - of["distrustful"]) * self.trust(h[by_trust])
        own[by_trust] = of["distrustful"] + trusting
        fails = 1 - own
        if len(w.forums):
            fails *= (1 - self.standing(h, w.forums) * w.forum_settles).prod(axis=0)
        for party, chance in of["guarantors"]:
            fails *= np.where(self.clock[h] >= w.accession[party], 1 - chance, 1)
        return 1 - fails

    # ---- 6. suspension

    def at_fault(self, h: Rows, p: np.ndarray) -> None:
        self.value[h, p] += self.w.fault[self.month + 1, p]

    def suspend(self, h: Rows) -> None:
        w = self.w
        self.breakdowns[h] += 1
        self.mode[h] = SUSPENDED
        back = h[self.pending[h] >= 0]
        self.round[back] = np.minimum(self.round[back], self.broken_round[back])
        self.clock[back] = self.target[back] = w.round_month[self.round[back]]
        self.pending[h] = -1
        self.deviates[h] = 0
        self.cheats[h] = -1
        self.touched[h] = True
        flow, left = self.flow.take(h, axis=0), self.left.take(h, axis=0)
        active = self.share.take(h, axis=0) > 0
        leaves, returns = (flow == STANDING) & active, (flow == RETURNING) & active
        at_once = leaves & (w.restore == 0)
        flow[leaves] = LEAVING
        flow[at_once | returns] = WITHDRAWN
        self.flow[h] = flow
        self.left[h] = np.where(at_once, w.left_away, left)
        until = self.ticks[h][:, None] + w.restore
        until = np.where(leaves, until, self.moved_at.take(h, axis=0))
        until[at_once | returns] = NEVER
        self.moved_at[h] = until

    def leave(self, h: Rows, m: np.ndarray) -> None:
        """What stands is withdrawn over its months."""
        slow = self.w.restore[m] > 0
        self.withdraw(h[~slow], m[~slow])
        h, m = h[slow], m[slow]
        self.flow[h, m] = LEAVING
        self.moved_at[h, m] = self.ticks[h] + self.w.restore[m]

    def withdraw(self, h: Rows, m: np.ndarray) -> None:
        self.flow[h, m] = WITHDRAWN
        self.left[h, m] = self.w.left_away[m]
        self.touched[h] = True

    def restore(self, h: Rows, m: np.ndarray) -> None:
        """What was withdrawn comes back over its months."""
        slow = self.w.restore[m] > 0
        self.flow[h, m] = np.where(slow, RETURNING, STANDING)
        self.left[h, m] = np.where(slow, self.w.left_away[m], 1)
        self.moved_at[h, m] = np.where(slow, self.ticks[h] + self.w.restore[m], NEVER)
        self.touched[h] = True

    def wait(self, h: Rows) -> None:
        w = self.w
        resume = np.full(len(h), w.of["resume"])
        for a, factors in enumerate(w.resumes):
            resume *= factors[self.office[h, a]]
        collapse = w.of["collapse"]
        reached = self.rng.random(len(h))
        over = h[reached < collapse]
        self.collapsed[over] = True
        self.mode[over] = COLLAPSED
        self.touched[over] = True
        resume = np.minimum(resume, 1 - collapse)
        self.resume(h[(reached >= collapse) & (reached < collapse + resume)])

    def resume(self, h: Rows) -> None:
        if not len(h):
            return
        self.mode[h] = RUNNING
        self.touched[h] = True
        flow = self.flow.take(h, axis=0)
        row, m = np.nonzero(flow == LEAVING)
        self.flow[h[row], m] = STANDING
        self.moved_at[h[row], m] = NEVER
        row, m = np.nonzero(flow == WITHDRAWN)
        self.restore(h[row], m)
        if self.w.of["starts_over"]:
            self.start_over(h)

    def start_over(self, h: Rows) -> None:
        self.start_at[h] = self.w.start
        self.done_at[h] = self.moved_at[h] = NEVER
        self.in_force[h] = False
        self.forced[h] = 0
        self.flow[h] = STANDING
        self.share[h] = self.under[h] = 0
        self.left[h] = 1
        self.clock[h] = self.round[h] = 0
        self.target[h] = self.w.round_month[0]

    def tick(self, ticking: np.ndarray) -> None:
        """Withdrawing and restoring take their months."""
        self.ticks += ticking
        ticks = np.where(ticking, self.ticks, np.int16(-1))
        at = np.flatnonzero(self.moved_at <= ticks[:, None])
        if not len(at):
            return
        leaves = self.flow.ravel()[at] == LEAVING
        h, m = np.divmod(at, self.measures)
        self.flow.ravel()[at] = np.where(leaves, WITHDRAWN, STANDING)
        self.left.ravel()[at] = np.where(leaves, self.w.left_away[m], 1)
        self.moved_at.ravel()[at] = NEVER
        self.touched[h] = True

    def advance(self, going: np.ndarray) -> None:
        pends = self.pending > 0
        self.clock += going & ~(self.waits | (pends & (self.clock + 1 >= self.pending_end)))
        pends &= going
        self.pending -= pends
        broken = np.flatnonzero(pends & (self.pending == 0))
        if len(broken):
            self.at_fault(broken, self.defector[broken])
            self.suspend(broken)

    # ---- 8. work and accrual

    def work(self, going: np.ndarray) -> None:
        self.worked += going
        worked = np.where(going, self.worked, np.int16(-1))
        columns = int(np.searchsorted(self.w.start, self.clock.max(), side="right"))
        if not columns:
            return
        h, k = np.divmod(np.flatnonzero(self.done_at[:, :columns] <= worked[:, None]), columns)
        self.enter_force(h, k, self.month + 1)

    def enter_force(self, h: Rows, k: np.ndarray, month: int) -> None:
        w = self.w
        if not len(h):
            return
        self.done_at[h, k] = NEVER
        self.in_force[h, k] = True
        self.add(self.under, h, k, -1)
        self.add(self.share, h, k, 1)
        self.forced += np.bincount(h, minlength=self.histories).astype(np.int16)
        self.touched[h] = True
        h, k = self.pay_once(h, k, w.once_benefit, self.ended, month)
        removes = w.removes[w.measure[k]] * w.share[k][:, None]
        for i in range(w.stocks):
            some = removes[:, i] != 0
            if some.any():
                level = self.level[i]
                level -= np.bincount(h[some], removes[some, i], self.histories)
                level[h[some]] = np.maximum(level[h[some]], w.least[i])

    def pay_once(self, h: Rows, k: np.ndarray, once: np.ndarray, paid: np.ndarray,
                 month: int) -> tuple[Rows, np.ndarray]:
        """What comes at once, the first time. @return what comes for the first time"""
        w = self.w
        if len(paid):
            new = ~paid[h, k]
            h, k = h[new], k[new]
            paid[h, k] = True
        some = np.flatnonzero(once.any(axis=1)[w.measure[k]])
        if len(some):
            amount = once[w.measure[k[some]]] * w.share[k[some]][:, None] * w.weight[month]
            row, first = np.unique(h[some], return_index=True)  # they ascend
            self.value[row] += np.add.reduceat(amount, first, axis=0)
        return h, k

    def account(self, month: int) -> None:
        """Values are paid up to the horizon when a flow begins, and taken back when it ends."""
        w = self.w
        h = np.flatnonzero(self.touched)
        if not len(h):
            return
        self.touched[h] = False
        self.stale[h] = True
        share, left = self.share.take(h, axis=0), self.left.take(h, axis=0)
        runs = self.mode[h] == RUNNING
        under = self.under.take(h, axis=0) * runs[:, None]
        rate = (share * left) @ w.flow32 + (under * left) @ w.burden32
        if self.cheating:
            self.spare_cheats(h, rate, under)
        if not runs.all():
            over = ~runs
            rate[over] += share[over] @ w.shift + w.breakdown_rate
        self.value[h] += (rate - self.rate[h]) * w.annuity[month]
        self.rate[h] = rate

    def spare_cheats(self, h: Rows, rate: np.ndarray, under: np.ndarray) -> None:
        w = self.w
        row, p = np.nonzero(self.cheats[h] >= 0)
        m = self.cheats[h[row], p]
        flows = self.share[h[row], m] * w.flow[m, p] + under[row, m] * w.burden[m, p]
        rate[row, p] -= flows * self.left[h[row], m]

    def accrue(self) -> None:
        w = self.w
        h = np.flatnonzero(self.stale)
        if len(h) and len(w.order):
            pace = w.pace[self.mode[h]].T
            factors = 1 - self.standing(h, w.quickens) * w.quickens_by
            for i, factor in zip(w.quickened, factors):
                pace[i] *= factor
            self.pace[:, h] = pace
        self.stale[:] = False
        stocks, spread = self.level[:w.stocks], self.level[w.stocks:]
        if len(stocks):
            stocks += self.pace[:w.stocks]
            np.clip(stocks, w.least, w.most, out=stocks)
        if len(spread):
            spread += (self.pace[w.stocks:] * (w.market - spread)
                       * (w.innovation + w.imitation * spread))
            np.clip(spread, 0, w.market, out=spread)

    def read_mark(self) -> None:
        self.runs += self.mode == RUNNING
        self.seen += (self.share * self.left) @ self.w.reads


def play(world: World, histories: int, batch: int = BATCH, seed: int = 1) -> dict[str, np.ndarray]:
    """By name, one number of each history."""
    sizes = [min(batch, histories - k) for k in range(0, histories, batch)]
    streams = np.random.SeedSequence(seed).spawn(len(sizes))
    parts = [Batch(world, np.random.Generator(np.random.PCG64(stream)), size).play()
             for stream, size in zip(streams, sizes)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        world = World(json.load(file)["world"])
    histories = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    begin = time.process_time()
    played = play(world, histories)
    print(f"{1e6 * (time.process_time() - begin) / histories:.1f} µs a history")
    for name, values in played.items():
        print(f"{name:<28} {values.mean():>12.4f} ± {values.std() / math.sqrt(histories - 1):.4f}")


if __name__ == "__main__":
    main()
