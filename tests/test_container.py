"""The image and compose.yaml; ``python -m tests.container`` runs the image's steps."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.engine.rules.install_line import IMAGE_MARK, REBUILD
from bot.setting_names import misspelled
from tests.support.dockerfile import DOCKERFILE, health_command, read

ROOT = Path(__file__).parent.parent
STAGES = read(DOCKERFILE.read_text(encoding="utf-8"))
COMPOSE = ROOT / "compose.yaml"


def compose(**dotenv: str) -> dict[str, Any]:
    """Return the services that ``docker compose up`` starts with ``dotenv``, filled in."""

    def value(match: re.Match[str]) -> str:
        name, kind, other = match[1], match[2], match[3]
        return (other if dotenv.get(name) else "") if kind == ":+" else dotenv.get(name) or other

    text = re.sub(r"\$\{(\w+)(:[-+])([^}]*)\}", value, COMPOSE.read_text(encoding="utf-8"))
    profiles = set(dotenv.get("COMPOSE_PROFILES", "").split(","))
    services = yaml.safe_load(text)["services"]
    return {
        name: each
        for name, each in services.items()
        if "profiles" not in each or profiles & set(each["profiles"])
    }


def test_the_base_is_slim_and_pinned_and_the_same_in_both_stages() -> None:
    (base,) = {stage.base for stage in STAGES}
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base)


def test_the_image_runs_as_no_root_and_leaves_signals_to_the_bot() -> None:
    *_, image = STAGES
    assert int(image.last("USER").value) > 0
    assert image.last("ENTRYPOINT").value.startswith("["), "the exec form"
    assert image.last("CMD").value.startswith("[")
    assert (image.last("VOLUME").value, image.last("WORKDIR").value) == ("/data", "/data")
    assert image.environment["DATABASE_URL"] == "sqlite:////data/warmup.db"
    assert "/readyz" in " ".join(health_command(image))


def test_nothing_is_installed_that_builds_or_has_no_hash() -> None:
    runs = [step.value for stage in STAGES for step in stage.all("RUN")]
    assert not [run for run in runs if "apt" in run]
    assert any('--require-hashes -r "$LOCK"' in run for run in runs)
    assert STAGES[0].last("ARG").value == "LOCK=requirements.txt"
    *_, image = STAGES
    assert not [run for run in image.all("RUN") if "pip" in run.value]


def test_the_image_says_that_it_is_one_so_messages_name_what_adds_a_part_to_it() -> None:
    runs = " ".join(step.value for step in STAGES[0].all("RUN"))
    assert f"touch /opt/warmup/{IMAGE_MARK}" in runs
    setting, lock = REBUILD.split()[1].split("=")
    assert compose()["bot"]["build"]["args"] == {"LOCK": "requirements.txt"}
    assert compose(**{setting: lock})["bot"]["build"]["args"] == {"LOCK": lock}
    assert (ROOT / lock).is_file()
    assert not list(misspelled({setting: lock}, {setting: lock}))


def test_only_what_the_image_is_made_of_is_sent_to_the_build() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {word for step in STAGES[0].all("COPY") for word in step.words[:-1]}
    assert kept == copied
    assert "*" in lines


def test_compose_starts_one_bot_on_sqlite() -> None:
    (bot,) = compose().values()
    assert bot["environment"]["DATABASE_URL"] in (None, ""), "empty: the default, in /data"
    assert bot["deploy"]["replicas"] == 1
    assert bot["read_only"]
    assert bot["cap_drop"] == ["ALL"]
    assert "data:/data" in bot["volumes"]


def test_the_lines_of_the_page_start_two_workers_on_postgresql() -> None:
    page = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    lines = dict(
        re.findall(r"^(COMPOSE_PROFILES|WARMUP_WORKERS|POSTGRES_PASSWORD)=(.*)$", page, re.M)
    )
    assert len(lines) == 3
    services = compose(**lines)
    assert set(services) == {"bot", "postgres"}
    bot = services["bot"]
    assert bot["environment"]["DATABASE_URL"] == "postgresql://warmup@postgres/warmup"
    assert bot["environment"]["PGPASSWORD"] == lines["POSTGRES_PASSWORD"]
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"] == lines["POSTGRES_PASSWORD"]
    assert bot["deploy"]["replicas"] == 2
    assert not list(misspelled(lines, lines)), "none of them looks like a setting of ours"
