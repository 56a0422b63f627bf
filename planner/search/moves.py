"""Swaps of two people within a round: what they cost, and every count that they change."""

from __future__ import annotations

from planner.search.balance import rebalance
from planner.search.compile import kernel, part
from planner.search.pairs import BREACH, IDLE, TROUBLE
from planner.search.pairs import OVER as MARK_OVER
from planner.search.pairs import VALUE as MARK_VALUE
from planner.search.state import (
    BEHIND,
    BROKEN,
    GAP,
    OVER,
    REST,
    UNIQUE,
    VALUE,
    Prices,
    State,
)


@kernel
def settle(s: State, p: Prices) -> None:
    """Fills every count of a new state from its seating."""
    rounds, people = s.table.shape
    for r in range(rounds):
        for i in range(people):
            t = s.table[r, i]
            if t >= 0:
                q = s.first[r, t]
                while s.order[r, q] >= 0:
                    if t < s.first.shape[1] - 2:
                        _meet(s, p, r, i, int(s.order[r, q]))
                    q += 1
                s.order[r, q] = i
    s.edges[:, 0] = s.hist.shape[1]
    for i in range(people):
        kind, d = s.kind[i], s.short[i]
        s.hist[kind, d] += 1
        s.edges[kind, 0] = min(s.edges[kind, 0], d)
        s.edges[kind, 1] = max(s.edges[kind, 1], d)
        change(s, p, i, 0, 0)
    for kind in range(s.edges.shape[0]):
        if s.edges[kind, 0] > s.edges[kind, 1]:
            s.edges[kind] = 0 if kind & 1 else s.hist.shape[1]
    for i in range(s.breaks.taken.size):
        s.breaks.hist[s.breaks.group[i], s.breaks.taken[i]] += 1
    measure(s)


@part
def _meet(s: State, p: Prices, r: int, i: int, j: int) -> None:
    m = s.met[i, j]
    person = i
    for _ in range(2):
        s.short[person] -= p.gain[m]
        s.repeats[person] += p.marks[m, TROUBLE]
        if p.idle and r >= s.played:
            s.breaks.taken[person] += p.marks[m, IDLE]
        person = j
    s.score[UNIQUE] += p.gain[m]
    s.score[VALUE] += p.marks[m, MARK_VALUE]
    s.score[OVER] += p.marks[m, MARK_OVER]
    s.score[BROKEN] += p.marks[m, BREACH]
    s.met[i, j] = s.met[j, i] = m + 1


@part
def measure(s: State) -> None:
    """The gaps: of equity inside the kinds, of VIPs behind the others of their side, of breaks."""
    gap, behind = 0, 0
    for kind in range(s.edges.shape[0]):
        low, high = s.edges[kind, 0], s.edges[kind, 1]
        while low < high and s.hist[kind, low] == 0:
            low += 1
        while high > low and s.hist[kind, high] == 0:
            high -= 1
        s.edges[kind, 0], s.edges[kind, 1] = low, high
        gap = max(gap, high - low)
        if kind & 1:
            behind = max(behind, high - s.edges[kind - 1, 0])
    s.score[GAP] = gap
    s.score[BEHIND] = behind
    if s.breaks.taken.size:
        s.score[REST] = _gap_of_breaks(s)


@part
def _gap_of_breaks(s: State) -> int:
    """Most breaks minus fewest, of the group where that is more."""
    gap = 0
    for group in range(2):
        least = -1
        for taken in range(s.breaks.hist.shape[1]):
            if s.breaks.hist[group, taken]:
                least = taken if least < 0 else least
                gap = max(gap, taken - least)
    return gap


@part
def swap_cost(s: State, p: Prices, r: int, i: int, j: int) -> int:
    """How much the energy rises when i and j, at two tables of round r, change places."""
    cost = 0
    gain_i = _spared(s, r, i, j)
    gain_j = _spared(s, r, j, i)
    old, new = i, j
    for _ in range(2):
        # at the first table i goes and j comes, at the second the other way round
        t = s.table[r, old]
        gained = 0
        lost = 0
        for q in range(s.first[r, t], s.first[r, t + 1] if t < s.first.shape[1] - 2 else 0):
            k = int(s.order[r, q])
            if k != old:
                m, n = s.met[old, k] - 1, s.met[new, k]
                cost += p.pair[n] - p.pair[m]
                gained += p.gain[n]
                lost += p.gain[m]
                gain = p.gain[n] - p.gain[m]
                if gain:
                    d = s.short[k]
                    cost += p.person[s.kind[k], d - gain] - p.person[s.kind[k], d]
        gain_i, gain_j = gain_j + gained, gain_i - lost
        old, new = j, i
    # two turns have put the gains back in their places
    d = s.short[i]
    cost += p.person[s.kind[i], d - gain_i] - p.person[s.kind[i], d]
    d = s.short[j]
    cost += p.person[s.kind[j], d - gain_j] - p.person[s.kind[j], d]
    if s.breaks.taken.size:
        cost += _rest(s, p, r, i, j, False)
    if s.balance.weight.size:
        a, t = s.table[r, i], s.table[r, j]
        cost += p.off * rebalance(s.balance, r, i, a, j, t, False)
    return int(cost)


@part
def swap(s: State, p: Prices, r: int, i: int, j: int) -> int:
    """i and j, at two tables of round r, change places; how much the energy rises."""
    cost, value, over, broken = 0, 0, 0, 0
    gain_i, gain_j, trouble_i, trouble_j = _spared(s, r, i, j), _spared(s, r, j, i), 0, 0
    if s.breaks.taken.size:
        cost += _rest(s, p, r, i, j, True)
    if s.balance.weight.size:
        off = rebalance(s.balance, r, i, s.table[r, i], j, s.table[r, j], True)
        s.score[VALUE] -= p.worth * off
        cost += p.off * off
    old, new = i, j
    for _ in range(2):
        # as in `swap_cost`; nobody's shortfall is changed twice, or it might be below 0 in between
        t = s.table[r, old]
        gained, lost, trouble, rid = 0, 0, 0, 0
        for q in range(s.first[r, t], s.first[r, t + 1]):
            k = int(s.order[r, q])
            if k == old:
                s.order[r, q] = new
            elif t < s.first.shape[1] - 2:
                m, n = s.met[old, k] - 1, s.met[new, k]
                s.met[old, k] = s.met[k, old] = m
                s.met[new, k] = s.met[k, new] = n + 1
                gained += p.gain[n]
                lost += p.gain[m]
                trouble += p.marks[n, TROUBLE]
                rid += p.marks[m, TROUBLE]
                value += p.marks[n, MARK_VALUE] - p.marks[m, MARK_VALUE]
                over += p.marks[n, MARK_OVER] - p.marks[m, MARK_OVER]
                broken += p.marks[n, BREACH] - p.marks[m, BREACH]
                cost += p.pair[n] - p.pair[m]
                gain = int(p.gain[n] - p.gain[m])
                more = int(p.marks[n, TROUBLE] - p.marks[m, TROUBLE])
                if gain or more:
                    cost += change(s, p, k, gain, more)
        s.score[UNIQUE] += gained - lost
        gain_i, gain_j = gain_j + gained, gain_i - lost
        trouble_i, trouble_j = trouble_j + trouble, trouble_i - rid
        old, new = j, i
    cost += change(s, p, i, gain_i, trouble_i)
    cost += change(s, p, j, gain_j, trouble_j)
    s.table[r, i], s.table[r, j] = s.table[r, j], s.table[r, i]
    s.score[VALUE] += value
    s.score[OVER] += over
    s.score[BROKEN] += broken
    return int(cost)


@part
def change(s: State, p: Prices, i: int, gain: int, trouble: int) -> int:
    """Person i meets `gain` more people, with so much more trouble; how much the energy rises."""
    kind, d = s.kind[i], s.short[i]
    s.hist[kind, d] -= 1
    d -= gain
    s.hist[kind, d] += 1
    s.short[i] = d
    s.edges[kind, 0] = min(s.edges[kind, 0], d)
    s.edges[kind, 1] = max(s.edges[kind, 1], d)
    s.repeats[i] += trouble
    place, last = s.place[i], s.troubled.size - 1
    if s.repeats[i] > 0 and place < 0:
        s.place[i] = s.troubled[last]
        s.troubled[s.troubled[last]] = i
        s.troubled[last] += 1
    elif s.repeats[i] <= 0 and place >= 0:
        s.troubled[last] -= 1
        other = s.troubled[s.troubled[last]]
        s.troubled[place] = other
        s.place[other] = place
        s.place[i] = -1
    return int(p.person[kind, d] - p.person[kind, d + gain])


@part
def _spared(s: State, r: int, i: int, j: int) -> int:
    """As many people as i meets are taken from the potential when i gets the place of j."""
    bench = s.first.shape[1] - 2
    more = int(s.table[r, j] == bench) - int(s.table[r, i] == bench)
    if more == 0 or s.breaks.taken.size == 0:
        return 0
    taken = s.breaks.taken[i]
    return int(s.breaks.spared[i, taken + more] - s.breaks.spared[i, taken])


@part
def _rest(s: State, p: Prices, r: int, i: int, j: int, make: bool) -> int:
    """What the breaks cost more when i and j, at two tables, change places; taken if asked to."""
    cost, rests_i, rests_j = 0, 0, 0
    old, new = i, j
    for _ in range(2):
        t = s.table[r, old]
        more, less = 0, 0
        if t == s.first.shape[1] - 2:
            more, less = 1, 1
        elif p.idle:
            for q in range(s.first[r, t], s.first[r, t + 1]):
                k = int(s.order[r, q])
                if k != old:
                    m = int(p.marks[s.met[old, k] - 1, IDLE])
                    n = int(p.marks[s.met[new, k], IDLE])
                    more, less = more + n, less + m
                    cost += _rest_more(s, p, k, n - m, make)
        rests_i, rests_j = rests_j + more, rests_i - less
        old, new = j, i
    for person in range(2):
        k, more = (j, rests_j) if person else (i, rests_i)
        cost += _rest_more(s, p, k, more, make)
    return cost


@part
def _rest_more(s: State, p: Prices, k: int, more: int, make: bool) -> int:
    """The price of so many more breaks of one person; taken if asked to."""
    taken, group = s.breaks.taken[k], s.breaks.group[k]
    if make:
        s.breaks.hist[group, taken] -= 1
        s.breaks.hist[group, taken + more] += 1
        s.breaks.taken[k] += more
    return int(p.rest[taken + more] - p.rest[taken])
