"""The dashboard and the alerts ask for nothing that /metrics does not show."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.adapters.metrics.observatory import Observatory
from bot.ports.meter import Arrival
from bot.ports.records import Action, DeliveryState
from bot.ports.vitals import Vitals
from tests.metrics.page import read

FOLDER = Path(__file__).parents[2] / "config" / "monitoring"
METRIC = re.compile(r"\b(?:studybot|process)_\w+")
MATCHED = re.compile(r"\b((?:studybot|process)_\w+)\{([^}]*)\}")
MATCHER = re.compile(r'(\w+)=~?"([^"]*)"')
GROUPED = re.compile(r"\bby \(([^)]*)\)")

DOCUMENTED = FOLDER.parents[1] / "docs" / "monitoring.md"

Shown = dict[str, list[dict[str, str]]]


def dashboard() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / "grafana-dashboard.json").read_text())
    return loaded


def rules() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((FOLDER / "alerts.yaml").read_text())
    return [rule for group in loaded["groups"] for rule in group["rules"]]


def expressions() -> list[str]:
    asked = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    return [*asked, *(rule["expr"] for rule in rules())]


@pytest.fixture
async def shown() -> Shown:
    """The labels of every sample of a bot that has done a little of everything."""
    watch = Observatory()
    watch.meter.delivered("slack", Action.POST, Arrival.POSTED)
    watch.meter.answered("right")
    watch.meter.acknowledged("discord", 0.1)
    watch.requests.watched("discord")
    watch.errors.handle(logging.LogRecord("asyncio", logging.ERROR, "", 0, "broke", (), None))
    vitals = Vitals(version="1", connections={"discord": "ready"})
    text = await read(watch, {DeliveryState.CLAIMED: 1}, vitals)
    samples: Shown = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            samples.setdefault(sample.name, []).append(sample.labels)
    return samples


@pytest.mark.parametrize("expression", expressions())
async def test_every_metric_exists(expression: str, shown: Shown) -> None:
    names = METRIC.findall(expression)
    assert names
    assert set(names) <= set(shown)


@pytest.mark.parametrize("expression", [one for one in expressions() if MATCHED.search(one)])
async def test_every_label_that_is_asked_for_exists_with_its_value(expression: str, shown: Shown) -> None:
    for metric, matchers in MATCHED.findall(expression):
        for label, values in MATCHER.findall(matchers):
            known = {labels[label] for labels in shown[metric]}
            assert set(values.split("|")) <= known, metric


@pytest.mark.parametrize("expression", [one for one in expressions() if GROUPED.search(one)])
async def test_every_label_that_is_grouped_by_exists(expression: str, shown: Shown) -> None:
    [grouped] = set(GROUPED.findall(expression))
    for metric in METRIC.findall(expression):
        for label in grouped.split(", "):
            assert all(label in labels for labels in shown[metric]), metric


@pytest.mark.parametrize("expression", [one for one in expressions() if "process_" in one])
def test_other_processes_that_the_same_prometheus_watches_are_left_out(expression: str) -> None:
    assert re.search(r"on\(job, instance\) (?:group_left\(version\) )?studybot_info", expression)


async def test_the_documentation_names_what_is_there(shown: Shown) -> None:
    told = set(re.findall(r"`(studybot_\w+)`", DOCUMENTED.read_text()))
    bare = {re.sub(r"_(sum|count|bucket)$", "", name) for name in shown if name.startswith("studybot_")}
    assert told == bare


async def test_everything_of_ours_is_on_the_dashboard(shown: Shown) -> None:
    asked = set(METRIC.findall(" ".join(expressions())))
    ours = {name.removesuffix("_sum").removesuffix("_count").removesuffix("_bucket") for name in shown}
    missing = {
        name for name in ours if name.startswith("studybot_") and not any(a.startswith(name) for a in asked)
    }
    assert missing == set()


def test_every_panel_has_a_place_of_its_own_and_says_what_it_shows() -> None:
    panels = dashboard()["panels"]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels]
    assert len(set(places)) == len(panels) == len({panel["id"] for panel in panels})
    assert all(panel["description"] and panel["title"] for panel in panels)


def test_every_alert_says_what_to_do() -> None:
    assert all({"alert", "expr", "labels", "annotations"} <= set(rule) for rule in rules())
    assert all({"summary", "description"} == set(rule["annotations"]) for rule in rules())
    assert len({rule["alert"] for rule in rules()}) == len(rules())


@pytest.mark.parametrize("expression", expressions())
def test_the_first_error_of_a_boundary_is_seen(expression: str) -> None:
    """It begins a series, in which Prometheus sees no rise."""
    assert not re.search(r"(increase|rate)\(studybot_errors_total", expression)
