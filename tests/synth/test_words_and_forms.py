"""The task `words-and-forms`: instructions that can be met, with texts that show it."""

from __future__ import annotations

import pytest

from assay.errors import TaskError
from assay.sample import encode_json
from assay.tasks import open_task
from assay.tasks.validation import validate_task


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_every_set_is_met_by_its_solution_and_missed_by_its_mistakes(level: int) -> None:
    found = validate_task(open_task("words-and-forms", {"level": level}), limit=4)
    assert found.faults == []
    assert (found.solutions, found.unproven) == (4, 0)
    assert found.mistakes >= 4 * level - 2


def test_more_is_asked_at_higher_levels() -> None:
    for level in (1, 4):
        sample = next(open_task("words-and-forms", {"level": level}).samples())
        assert len(sample.checks) == level
    assert len(next(open_task("words-and-forms", {"size": 3}).samples()).checks) == 3


def test_train_and_test_share_no_set_of_instructions() -> None:
    sets = [
        {
            encode_json(sorted(encode_json(check) for check in sample.checks))
            for sample in open_task("words-and-forms", {"split": split, "count": 20}).samples()
        }
        for split in ("train", "test")
    ]
    assert [len(found) for found in sets] == [20, 20]
    assert not sets[0] & sets[1]


def test_seeds_draw_others_and_the_same_seed_the_same() -> None:
    first, again, other = (
        [s.prompt for s in open_task("words-and-forms", {"seed": seed, "count": 5}).samples()]
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize("language", ["es", "fr", "ja", "zh"])
def test_other_languages_are_asked_and_answered_in(language: str) -> None:
    task = open_task("words-and-forms", {"language": language, "level": 2, "count": 2})
    assert validate_task(task).faults == []
    assert all("text.language" in sample.meta["kinds"] for sample in task.samples())


def test_settings_that_cannot_be_met_are_said() -> None:
    with pytest.raises(TaskError, match="did you mean"):
        open_task("words-and-forms", {"kinds": "text.wordz"})
    with pytest.raises(TaskError, match="finds about"):
        list(open_task("words-and-forms", {"kinds": "text.commas"}).samples())
    with pytest.raises(TaskError, match="no 5 checks"):
        list(open_task("words-and-forms", {"kinds": "text.commas", "level": 5}).samples())
