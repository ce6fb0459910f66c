"""One fault for each rule, as a function that plants it in Ketapang's own texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from planting import Garden

from masterplan_cli.checks.percent import is_share
from masterplan_cli.model.catalog import sum_budget

Act = Callable[[Garden], None]


class Plant(NamedTuple):
    """What to plant, and the source text at which the finding must stand.

    ``setting`` changes beforehand what the fault needs around it. ``at`` is None where something
    is lacking, so that there is no text of its own to point at.
    """

    act: Act
    at: str | None = None
    stage: int = 4
    setting: Act | None = None


MANIFEST = "masterplan.yaml"
PILLAR = "pillars/living/pillar.yaml"
OTHER = "pillars/economy/pillar.yaml"
FACTS = "region/facts.yaml"
OPDS = "region/opd.yaml"
PLANS = "region/plans.yaml"
GOVERNANCE = "region/governance.yaml"
SUPPORT = "region/supporting-plans.yaml"
AGENCY = "  - {id: mitra-uji, name: Perguruan tinggi lain, kind: academia, illustrative: true}\n"


REMARK = """\
document: buku-1
comments:
  - id: 3f9a1c2b4d5e
    author: Tenaga ahli
    text: Sejak kapan data ini dipakai?
"""


def ask_in_draft(garden: Garden) -> None:
    """Let a reviewer ask something about the draft of an earlier stage."""
    garden.write("reviews/bimtek-3/buku-1.yaml", REMARK)


def say(sentence: str) -> Act:
    """Plant a sentence in front of a dimension's condition."""
    return lambda garden: garden.sub(
        PILLAR, r"condition: \|-\n", f"condition: |-\n  {sentence}\n\n"
    )


def sub(file: str, pattern: str, new: str, count: int = 1) -> Act:
    return lambda garden: garden.sub(file, pattern, new, count)


def sub_all(pattern: str, new: str) -> Act:
    """Replace in the programmes of every OPD."""

    def act(garden: Garden) -> None:
        for file in garden.list_program_files():
            if garden.finds(file, pattern):
                garden.sub(file, pattern, new, 0)

    return act


def drop(key: str) -> Act:
    """Take a field out of the first programme that has it."""
    return lambda garden: garden.drop_in("program", _with(garden, key), key)


def change(key: str, pattern: str, new: str) -> Act:
    """Change the text of the first programme that has the field ``key``."""
    return lambda garden: garden.sub_in("program", _with(garden, key), pattern, new)


def _with(garden: Garden, key: str) -> str:
    return garden.choose(lambda one: getattr(one, key) and not one.quick_win).id


def change_quick_win(pattern: str, new: str) -> Act:
    def act(garden: Garden) -> None:
        name = garden.choose(lambda one: one.quick_win).id
        garden.sub_in("program", name, pattern, new)

    return act


def change_coded(pattern: str, new: str, count: int = 1) -> Act:
    """Change a programme that has a code, and an activity with one."""

    def act(garden: Garden) -> None:
        program = garden.choose(
            lambda one: one.nomenclature and any(step.nomenclature for step in one.activities)
        )
        garden.sub_in("program", program.id, pattern, new, count)

    return act


def overshoot_share(garden: Garden) -> None:
    """Let the last target of a share pass a hundred."""
    for program in garden.plan.workspace.programs:
        for indicator in program.indicators:
            if indicator.direction == "up" and is_share(indicator.name, indicator.unit):
                last = max(indicator.targets)
                old = rf"(name: {re.escape(indicator.name[:30])}(?:.*\n)*?.*\b{last}: )[\d.]+"
                garden.sub_in("program", program.id, old, r"\g<1>138")
                return
    raise AssertionError("no share that ought to rise")


def repeat_paragraph(garden: Garden) -> None:
    text = garden.read(OTHER)
    paragraph = text.partition("condition: |-\n")[2].partition("\n\n")[0].strip()
    say(paragraph)(garden)


def copy_name(garden: Garden) -> None:
    """Give a programme the name of one of another dimension."""
    one, *_, other = [item for item in garden.plan.workspace.programs if not item.quick_win]
    garden.sub_in(
        "program", other.id, r"^( +)name: (?:.*\n(?:\1  +.*\n)*)", rf"\1name: {one.name}\n"
    )


def copy_indicator(unit: str, value: str) -> Act:
    """Add the first indicator again to a later programme, with another unit or number."""

    def act(garden: Garden) -> None:
        first, *_, last = [item for item in garden.plan.workspace.programs if not item.quick_win]
        known = first.indicators[0]
        assert known.baseline is not None
        assert last.start is not None
        assert last.end is not None
        start = known.baseline.value
        targets = ", ".join(
            f"{year}: {start + step + 1}"
            for step, year in enumerate(range(last.start, last.end + 1))
        )
        row = (
            f'{{id: ind-uji, name: "{known.name}", unit: {unit or known.unit}, direction: up, '
            f"baseline: {{year: {known.baseline.year}, value: {value or start}}}, "
            f"targets: {{{targets}}}}}"
        )
        garden.sub_in("program", last.id, r"^( +)indicators:\n", rf"\1indicators:\n\1  - {row}\n")

    return act


def shift_zeros(garden: Garden) -> None:
    """Write one amount of many in thousands."""
    program = garden.choose(lambda one: sum(row.source == "apbd" for row in one.budget) > 3)
    garden.sub_in("program", program.id, r"(source: apbd, amount: \d+)000\b", r"\1")


def shift_all_zeros(garden: Garden) -> None:
    """Write a whole programme of the usual size in thousands."""
    folder = garden.plan.workspace.pillars[0]
    sizes = {program.id: sum_budget([program]) for program in folder.programs}
    usual = sorted(sizes, key=lambda name: sizes[name])[len(sizes) // 2]
    garden.sub_in("program", usual, r"(amount: \d+)000\b", r"\1", 0)


def add_reversed_step(garden: Garden) -> None:
    program = garden.choose(lambda one: one.start and one.end and one.end > one.start)
    step = f"{{id: keg-uji, name: Uji akhir, output: 1 uji, start: {program.end}, end: {program.start}}}"
    garden.sub_in("program", program.id, r"^( +)activities:\n", rf"\1activities:\n\1  - {step}\n")


def move_baseline(garden: Garden) -> None:
    program = garden.choose(lambda one: one.indicators and one.indicators[0].targets)
    first = min(program.indicators[0].targets)
    garden.sub_in("program", program.id, r"(baseline: \{year: )\d+", rf"\g<1>{first + 1}")


def spoil_target(garden: Garden) -> None:
    """Let the last target of an indicator that ought to rise fall to nothing."""
    program = garden.choose(
        lambda one: (
            one.indicators
            and one.indicators[0].direction == "up"
            and len(one.indicators[0].targets) > 1
        )
    )
    last = max(program.indicators[0].targets)
    garden.sub_in("program", program.id, rf"\b{last}: [\d.]+\}}", f"{last}: 0}}")


def drop_target(garden: Garden) -> None:
    program = garden.choose(lambda one: one.indicators and len(one.indicators[0].targets) > 1)
    last = max(program.indicators[0].targets)
    garden.sub_in("program", program.id, rf", {last}: [\d.]+\}}", "}")


def end_after_horizon(garden: Garden) -> None:
    last = garden.plan.workspace.manifest.horizon.end
    program = garden.choose(lambda one: one.budget)
    garden.sub_in("program", program.id, r"(targets: \{)", rf"\g<1>{last + 1}: 999999, ")


def spend_outside_program(garden: Garden) -> None:
    program = garden.choose(
        lambda one: one.start and one.start > garden.plan.workspace.manifest.horizon.start
    )
    assert program.start is not None
    row = f"{{year: {program.start - 1}, source: apbd, amount: 500000000}}"
    garden.sub_in("program", program.id, r"^( +)budget:\n", rf"\1budget:\n\1  - {row}\n")


def share_owner(garden: Garden) -> None:
    program = garden.choose(lambda one: one.owner and one.partners)
    garden.sub_in("program", program.id, r"partners: \[", f"partners: [{program.owner}, ")


def leave_issue(garden: Garden) -> None:
    garden.sub(
        PILLAR, r"^issues:\n", "issues:\n  - {id: uji-i, text: Air pasang naik tiap tahun}\n"
    )


def leave_swot(garden: Garden) -> None:
    garden.sub(PILLAR, r"^  threats:\n", "  threats:\n    - {id: uji-t, text: Harga semen naik}\n")


def borrow_swot(garden: Garden) -> None:
    """Let a strategy cite what another dimension found."""
    strategy = garden.find_strategy(PILLAR)
    foreign = garden.plan.find_pillar("economy")
    assert foreign is not None
    name = foreign.pillar.swot.strengths[0].id
    garden.sub_in("strategy", strategy, r"swot: \[", f"swot: [{name}, ")


def add_idle_strategy(garden: Garden) -> None:
    """Add a strategy that no programme answers."""
    pillar = garden.plan.find_pillar("living")
    assert pillar is not None
    pairs = pillar.pillar.swot
    cited = f"[{pairs.strengths[0].id}, {pairs.opportunities[0].id}]"
    row = f"{{id: uji-str, illustrative: true, text: Menata dermaga kayu, swot: {cited}}}"
    garden.sub(PILLAR, r"^( +)strategies:\n", rf"\1strategies:\n\1  - {row}\n")


def drop_swot(garden: Garden) -> None:
    """Take the SWOT entries of the strategy whose entries others cite too."""
    garden.sub_in("strategy", garden.find_covered_strategy(), r"^ +swot: \[.*\]\n", "")


def cite_one_side(garden: Garden) -> None:
    name = garden.find_covered_strategy()
    pillar = garden.find_file("strategy", name).split("/")[1]
    folder = garden.plan.find_pillar(pillar)
    assert folder is not None
    first, second, *_ = folder.pillar.swot.strengths
    garden.sub_in("strategy", name, r"swot: \[.*\]", f"swot: [{first.id}, {second.id}]")


def merge_sub_dimensions(garden: Garden) -> None:
    """Give the strategies of one sub-dimension to the one before it."""
    pattern = r"^  - id: mobility\n(?:    (?!strategies:).*\n|\n)*    strategies:\n"
    garden.sub(PILLAR, pattern, "")


def drop_alignment(garden: Garden) -> None:
    drop("rpjmd_missions")(garden)
    drop("rpjmd_goals")(garden)


def add_application(garden: Garden) -> None:
    name = garden.plan.workspace.supporting_plans.applications[0].name
    row = f"  - {{id: uji-app, name: {name} daring, function: Uji, illustrative: true}}\n"
    garden.sub(SUPPORT, r"^applications:\n", f"applications:\n{row}")


def lose_quick_wins(garden: Garden) -> None:
    """Take the quick wins of one dimension away."""
    for program in garden.plan.workspace.programs:
        if program.quick_win and garden.find_file("program", program.id).startswith(
            "pillars/living/"
        ):
            garden.drop_in("program", program.id, "quick_win")


def use_one_group(garden: Garden) -> None:
    groups = [group.id for group in garden.plan.profile.action_groups]
    sub_all(rf"group: {groups[0]}$", f"group: {groups[1]}")(garden)


def use_own_funds(garden: Garden) -> None:
    for file in garden.list_program_files():
        if file.startswith("pillars/living/"):
            garden.sub_funds(file)


def work_alone(garden: Garden) -> None:
    """Let one dimension name no partner from outside, and somebody else every partner."""
    outside = {"business", "academia", "community"}
    names = [opd.id for opd in garden.plan.workspace.opds if opd.kind in outside]
    for file in garden.list_program_files():
        if file.startswith("pillars/living/"):
            for name in names:
                garden.replace(file, f"partner: {name}}}", "partner: dinkes}")
                garden.replace(file, f", {name}", "")
                garden.replace(file, f"[{name}, ", "[")
                garden.replace(file, f"[{name}]", "[dinas-pmd]")


def name_all_partners(garden: Garden) -> None:
    """Let a body name every partner, so that none is unused afterwards."""
    outside = {"business", "academia", "community"}
    rows = "".join(
        f"      - {{id: uji-{opd.id}, office: Wakil mitra, role: Anggota, opd: {opd.id}}}\n"
        for opd in garden.plan.workspace.opds
        if opd.kind in outside
    )
    garden.sub(GOVERNANCE, r"^    members:\n", f"    members:\n{rows}")


def serve_fewer_goals(garden: Garden) -> None:
    """Add a goal to a mission of the RPJMD that no programme serves."""
    row = "{id: uji-goal, illustrative: true, text: Meningkatnya kerapian arsip daerah}"
    garden.sub(PLANS, r"^( +)goals:\n", rf"\1goals:\n\1  - {row}\n")


def late(garden: Garden) -> None:
    """Move the as-of date so that baselines may be of the first years."""
    garden.sub(MANIFEST, r"as_of: .*", "as_of: 2026-12-31")


PLANTS: dict[str, Plant] = {
    "action-group-empty": Plant(use_one_group),
    "baseline-after-target": Plant(move_baseline, "2025", setting=late),
    "budget-outlier": Plant(shift_all_zeros, "budget"),
    "budget-thousandfold": Plant(shift_zeros),
    "budget-without-source": Plant(change("budget", r", source: apbd(?=, amount)", "")),
    "comment-unanswered": Plant(ask_in_draft),
    "dangling-reference": Plant(change("owner", r"owner: (\S+)", r"owner: \1x")),
    "doubled-word": Plant(say("Warga yang yang menunggu."), "yang"),
    "english-word": Plant(say("Usul para stakeholder dicatat."), "stakeholder"),
    "fact-conflict": Plant(
        sub(FACTS, r"^facts:\n", "facts:\n  - {id: uji, label: Jumlah penduduk, unit: jiwa, "
            "values: [{year: 2021, value: 500000, source: s67}]}\n"),
        "579927",
    ),
    "fact-contradicted": Plant(
        say("Jumlah penduduk pada tahun 2021 sebanyak 597.927 jiwa."), "597.927 jiwa"
    ),
    "fact-sum-wrong": Plant(sub(FACTS, r"value: 302644\b", "value: 302446"), "583541"),
    "fact-without-source": Plant(sub(FACTS, r", source: s\d+\}", "}")),
    "foreign-region": Plant(say("Warga Kabupaten Sleman menunggu."), "Kabupaten Sleman"),
    "horizon-past-plan": Plant(sub(PLANS, r"^    review: .*\n", "")),
    "indicator-unit-conflict": Plant(copy_indicator("kilogram", "")),
    "indicator-value-conflict": Plant(copy_indicator("", "0")),
    "indicator-without-baseline": Plant(change("indicators", r"^ +baseline: .*\n", "")),
    "indicator-without-target": Plant(drop_target),
    "issue-without-strategy": Plant(leave_issue),
    "legal-basis-missing": Plant(sub(GOVERNANCE, r"^    scheduled: .*\n", "")),
    "long-sentence": Plant(say(f"Warga {'dan kader menunggu ' * 21}lagi."), "Warga"),
    "missing-content": Plant(drop("description")),
    "mostly-applications": Plant(sub_all(r"kind: .*", "kind: aplikasi")),
    "newer-than-stage": Plant(
        change("indicators", r"(baseline: \{year: )\d+", r"\g<1>2024"), "2024"
    ),
    "nomenclature-chain-broken": Plant(
        change_coded(r'code: "2\.16\.03\.2', 'code: "2.16.02.2'), '"2.16.02.2.02"'
    ),
    "nomenclature-malformed": Plant(
        change_coded(r'code: "2\.16\.03\.2\.02"', 'code: "2.16.03.2.2"'), '"2.16.03.2.2"'
    ),
    "nomenclature-outside-field": Plant(change_coded(r"2\.16\.03", "2.18.03", 0), '"2.18.03"'),
    "nonstandard-spelling": Plant(say("Setiap resiko dicatat."), "resiko"),
    "owner-among-partners": Plant(share_owner),
    "participation-not-shown": Plant(
        sub(GOVERNANCE, r"^(    start: 2023-10-09\n(?:    .*\n)*?)    attendance:\n(?:      .*\n)*", r"\1")
    ),
    "percent-above-hundred": Plant(overshoot_share, "138"),
    "period-reversed": Plant(add_reversed_step),
    "pillar-missing": Plant(lambda garden: garden.remove("pillars/living")),
    "pillar-without-outside-fund": Plant(use_own_funds, "living"),
    "pillar-without-partner": Plant(work_alone, "id", setting=name_all_partners),
    "pillar-without-quick-win": Plant(lose_quick_wins, "living"),
    "placeholder-text": Plant(say("Luasnya … hektare."), "…"),
    "plan-mission-unmatched": Plant(serve_fewer_goals, "Meningkatnya kerapian arsip daerah"),
    "program-without-budget": Plant(drop("budget")),
    "program-without-indicator": Plant(drop("indicators")),
    "program-without-owner": Plant(drop("owner")),
    "program-without-plan-mission": Plant(drop_alignment),
    "program-without-strategy": Plant(drop("strategy")),
    "quick-win-incomplete": Plant(change_quick_win(r"^      uniqueness: .*\n(?:        .*\n)*", "")),
    "quick-win-progress-falls": Plant(change_quick_win(r"(stage: 4\n +percent: )\d+", r"\g<1>1"), "1"),
    "quick-win-too-long": Plant(change_quick_win(r"^      end: 20\d\d", "      end: 2026")),
    "regulation-title-conflict": Plant(
        say("Undang-Undang Nomor 23 Tahun 2014 tentang Administrasi mengaturnya."), "Administrasi"
    ),
    "regulation-unregistered": Plant(
        say("Hal itu diatur Undang-Undang Nomor 23 Tahun 2004."),
        "Undang-Undang Nomor 23 Tahun 2004",
    ),
    "region-code-wrong": Plant(sub(MANIFEST, r'code: "61\.04"', 'code: "6104"'), '"6104"'),
    "region-unknown": Plant(sub(MANIFEST, "name: Ketapang$", "name: Ketapan"), "Ketapan"),
    "repeated-application": Plant(add_application),
    "repeated-paragraph": Plant(repeat_paragraph),
    "risk-outside-scale": Plant(change("risks", r"likelihood: \d", "likelihood: 7"), "7"),
    "risk-without-mitigation": Plant(change("risks", r"^ +mitigation: .*\n(?:          .*\n)*", "")),
    "rule-setting-void": Plant(sub(MANIFEST, r"^stage: 4\n", "stage: 4\nrules: {uji-coba: warning}\n")),
    "similar-programs": Plant(copy_name),
    "stage-not-in-profile": Plant(sub(GOVERNANCE, r"^  - stage: 1$", "  - stage: 7"), "7"),
    "strategy-without-program": Plant(add_idle_strategy),
    "strategy-without-swot": Plant(drop_swot),
    "sub-dimension-without-strategy": Plant(merge_sub_dimensions),
    "swallowed-key": Plant(change("description", r"^    owner: ", "      owner: "), "owner:"),
    "swot-one-sided": Plant(cite_one_side),
    "swot-unused": Plant(leave_swot),
    "target-against-direction": Plant(spoil_target),
    "unit-capital": Plant(sub(FACTS, r"unit: persen$", "unit: Persen"), "Persen"),
    "unused-partner": Plant(sub(OPDS, r"^opds:\n", f"opds:\n{AGENCY}")),
    "wrong-preposition": Plant(say("Data itu di gunakan warga."), "di gunakan"),
    "wrong-region-type": Plant(say("Wali Kota menunggu laporan."), "Wali Kota"),
    "wrong-spacing": Plant(say("Warga , petugas, dan kader."), ","),
    "year-outside-horizon": Plant(end_after_horizon),
    "year-outside-term": Plant(spend_outside_program),
}  # fmt: skip
