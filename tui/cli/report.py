"""Measures in words and columns, for people."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from planner.messages import N_
from tui.texts import _, number, percent, say, translate

if TYPE_CHECKING:
    from planner.bounds import Bound
    from planner.metrics import Metrics, Spread
    from planner.pipeline import Plan

Row = tuple[str, str]
"""A label and what there is to say."""

GRADES: Final = {
    "excellent": N_("excellent"),
    "good": N_("good"),
    "to-improve": N_("to be improved"),
}


def columns(rows: Iterable[Row]) -> str:
    """Labels in one column, the rest in another."""
    rows = list(rows)
    width = max((len(label) for label, _text in rows), default=0)
    return "\n".join(f"  {label.ljust(width)}  {text}" for label, text in rows)


def figures(metrics: Metrics, proved: Bound) -> list[Row]:
    """What matters about a plan."""
    rows = [
        (
            _("Unique meetings"),
            say(
                "{unique} of at most {bound} ({share})",
                unique=metrics.unique,
                bound=metrics.bound,
                share=_share(min(1.0, metrics.unique / metrics.bound) if metrics.bound else 1.0),
            ),
        ),
        (_("Proof"), proof(metrics)),
    ]
    if metrics.wished or metrics.worth_bound > metrics.bound:
        rows.append((_("Wishes"), say("pairs who wish to meet and do: {pairs}",
                                      pairs=metrics.wished)))  # fmt: skip
    rows += [
        (_("Repeats"), _repeats(metrics)),
        (_("Equity gap"), _gap(metrics, proved)),
    ]
    if metrics.vips is not None and metrics.others is not None:
        rows.append((_("VIPs"), _vips(metrics, metrics.vips, metrics.others)))
    rows += [(say("Side {side}", side=side), _side(spread))
             for side, spread in metrics.sides.items()]  # fmt: skip
    if metrics.breaks:
        rows.append((_("Breaks"), _breaks(metrics)))
    if metrics.unbalance or any(kept.unbalance is not None for kept in metrics.rules):
        rows.append((_("Mix of tables"), _mix(metrics.unbalance)))
    if metrics.broken.total:
        rows.append((_("Rules"), say("violations: {times}", times=metrics.broken.total)))
    elif metrics.rules:
        rows.append((_("Rules"), say("all {count} kept", count=len(metrics.rules))))
    if metrics.past_broken:
        rows.append((_("Played rounds"), say("violations that happened, and cannot be mended: "
                                             "{times}", times=metrics.past_broken)))  # fmt: skip
    quality = metrics.quality
    grade = _(GRADES[quality.grade])
    rows.append(
        (_("Quality"), say("{score} of 100, {grade}", score=math.floor(quality.score), grade=grade))
    )
    return rows


def more_figures(metrics: Metrics, proved: Bound) -> list[Row]:
    """What the curious want to know besides."""
    everybody = metrics.all
    rows = [
        (_("Limit"), say("{limit}: {reason}", limit=metrics.bound, reason=proved.explanation)),
        (
            _("Per person"),
            say(
                "meets {others}, mean {mean:.1f}, median {median:.1f}, "
                "deviation {deviation:.2f}, Gini {gini:.3f}",
                others=_others(everybody.min, everybody.max),
                mean=everybody.mean,
                median=everybody.median,
                deviation=everybody.deviation,
                gini=everybody.gini,
            ),
        ),
        (
            _("Repeats per person"),
            _range(everybody.repeats_min, everybody.repeats_max),
        ),
        (_("Table sizes"), _sizes(metrics.table_sizes)),
        (
            _("Score"),
            say(
                "equity {equity:.1f} of 40, coverage {coverage:.1f} of 30, "
                "repeats {repeats:.1f} of 30",
                equity=metrics.quality.equity,
                coverage=metrics.quality.coverage,
                repeats=metrics.quality.repeats,
            ),
        ),
    ]
    rows += [(_("To raise it"), translate(advice)) for advice in metrics.quality.advice]
    rows += [
        (_("Broken"), say("{rule} (violations: {times})", rule=kept.rule, times=kept.broken))
        for kept in metrics.rules
        if kept.broken
    ]
    rows += [
        (_("Mix"), say("{rule}: people too many or too few at a table, over all rounds: {count}",
                       rule=kept.rule, count=kept.unbalance))
        for kept in metrics.rules
        if kept.unbalance
    ]  # fmt: skip
    rows += [
        (_("It happened"), say("{rule} (violations in played rounds: {times})",
                               rule=kept.rule, times=kept.past))
        for kept in metrics.rules
        if kept.past
    ]  # fmt: skip
    return rows


def proof(metrics: Metrics) -> str:
    """How far a plan can be from the best there is."""
    bound, reached = metrics.worth_bound, metrics.worth
    if reached >= bound:
        if metrics.worth_bound > metrics.bound:
            return _("proved best: no plan has more meetings, wished ones counting two")
        return _("proved best: no plan has more different meetings")
    below = math.ceil(1000 * (bound - reached) / bound) / 1000
    return say("at most {share} below the best that can exist", share=percent(below))


def front(plans: Sequence[Plan]) -> str:
    """The trade-offs as a small table, the plan itself first."""
    heading = (_("meetings"), _("gap"), _("most of one pair"), _("pairs above twice"), _("score"))
    lines: list[tuple[str, ...]] = [heading]
    for plan in plans:
        metrics = plan.metrics
        values = (
            metrics.unique,
            metrics.gap,
            metrics.most_of_one_pair,
            metrics.over_twice,
            math.floor(metrics.quality.score),
        )
        lines.append(tuple(map(number, values)))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def _share(share: float) -> str:
    return percent(1, 0) if share >= 1 else percent(share)


def _repeats(metrics: Metrics) -> str:
    if not metrics.repeats:
        text = _("none: nobody meets anybody twice")
    else:
        text = say(
            "{pairs} (pairs that meet more than once; the most of one pair is {most} times)",
            pairs=metrics.repeats,
            most=metrics.most_of_one_pair,
        )
    if metrics.known_again:
        return say("{figures}; meetings of people who had met before: {times}",
                   figures=text, times=metrics.known_again)  # fmt: skip
    return text


def _side(spread: Spread) -> str:
    return say(
        "{count} people, meeting {others}, mean {mean:.1f}; gap {gap}",
        count=spread.people,
        others=_others(spread.min, spread.max),
        mean=spread.mean,
        gap=spread.gap,
    )


def _breaks(metrics: Metrics) -> str:
    text = say(
        "{breaks} in all, at most {most} for one person",
        breaks=metrics.breaks,
        most=metrics.most_breaks_of_one,
    )
    if metrics.break_gap > 1:
        return say("{figures}; {gap} more for one than for another", figures=text,
                   gap=metrics.break_gap)  # fmt: skip
    return text


def _mix(unbalance: int) -> str:
    if not unbalance:
        return _("every table has its fair part of all")
    return say("people too many or too few at their tables: {count}", count=unbalance)


def _gap(metrics: Metrics, proved: Bound) -> str:
    spread = metrics.all
    others = _others(spread.min, spread.max)
    text = say("{gap}: everybody meets {others}", gap=metrics.gap, others=others)
    if metrics.gap != spread.gap and metrics.sides:
        text = say("{figures}, each side by itself", figures=text)
    elif metrics.gap != spread.gap and metrics.vips is not None:
        text = say("{figures}, VIPs counted apart", figures=text)
    if proved.potential.min() != proved.potential.max():
        return say("{figures}, measured against what each could reach", figures=text)
    return text


def _others(low: int, high: int) -> str:
    return _("one other") if low == high == 1 else say("{range} others", range=_range(low, high))


def _range(low: int, high: int) -> str:
    return number(low) if low == high else say("{min} to {max}", min=low, max=high)


def _vips(metrics: Metrics, vips: Spread, others: Spread) -> str:
    return say(
        "{count}, meeting {others}, mean {mean:.1f} (everybody else {rest:.1f}); gap {gap}",
        count=vips.people,
        others=_others(vips.min, vips.max),
        mean=vips.mean,
        rest=others.mean,
        gap=vips.gap,
    )


def _sizes(rounds: Iterable[dict[int, int]]) -> str:
    """`20 x 5`, or the different kinds of rounds after one another."""
    kinds = dict.fromkeys(
        " + ".join(f"{tables} × {size}" for size, tables in sorted(sizes.items(), reverse=True))
        for sizes in rounds
    )
    return "; ".join(kinds)
