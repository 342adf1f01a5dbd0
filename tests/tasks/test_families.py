"""The generated families keep their word: right solutions, wrong mistakes, and a wall of splits."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from random import Random

import pytest

import assay
from assay.errors import TaskError
from assay.sample import Sample
from assay.tasks import open_task
from assay.tasks.families.arithmetic import Arithmetic
from assay.tasks.families.countdown import Countdown
from assay.tasks.families.family import Family, split_of
from assay.tasks.families.forms import Forms
from assay.tasks.families.functions import Functions
from assay.tasks.families.letters import Letters
from assay.tasks.families.procedures import Procedures
from assay.tasks.families.topics import TOPICS, plurals

FAMILIES: list[type[Family]] = [
    Arithmetic, Countdown, Forms, Functions, Letters, Procedures,
]  # fmt: skip
cells = pytest.mark.parametrize(
    ("family", "level"), [(family, level) for family in FAMILIES for level in range(1, 6)],
    ids=lambda one: one.name if isinstance(one, type) else str(one),
)  # fmt: skip


def passes(response: str, sample: Sample) -> bool:
    """As a run judges: with the prompt, every check."""
    verdicts = assay.verify_batch([response], sample.checks, prompt=sample.prompt)[0]
    return all(verdict.passed is True for verdict in verdicts)


@cells
def test_solutions_pass_and_mistakes_do_not(family: type[Family], level: int) -> None:
    task = family(level=level, count=25)
    for sample in task.samples():
        for solution in task.solutions(sample):
            assert passes(solution, sample), (sample.prompt, solution)
        assert task.mistakes(sample)
        for mistake in task.mistakes(sample):
            assert not passes(mistake, sample), (sample.prompt, mistake)


@cells
def test_the_splits_share_no_problem_whatever_the_seed(family: type[Family], level: int) -> None:
    def keys(split: str) -> set[str]:
        tasks = [family.make({"level": level, "split": split, "seed": seed}) for seed in range(3)]
        drawn = [family.drawn(str(s.meta["source"]), level) for t in tasks for s in t.samples()]
        return {item.key for item in drawn}

    train, test = keys("train"), keys("test")
    assert train
    assert test
    assert not train & test
    assert {split_of(family.name, key) for key in train} == {"train"}


@cells
def test_a_seed_decides_all_of_it(family: type[Family], level: int) -> None:
    one, same, other = (
        list(family(level=level, seed=seed, count=12).samples()) for seed in (3, 3, 4)
    )
    assert one == same
    assert [sample.prompt for sample in one] != [sample.prompt for sample in other]
    assert len({sample.id for sample in one}) == len({sample.prompt for sample in one}) == 12


DIGESTS = {
    "arithmetic": "9ceea626b33992bd",
    "countdown": "2c5e7ca41b5df7eb",
    "forms": "9e05ef9b8a656469",
    "functions": "4f27093cec3025d2",
    "letters": "f7734143efd5d1e7",
    "procedures": "a0c0558cd2a1cc7e",
}
"""Of twenty problems a level, with their solutions: whoever changes one raises the version."""


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_problems_are_the_same_on_every_machine(family: type[Family]) -> None:
    tasks = [family(level=level, count=20) for level in range(1, 6)]
    texts = [f"{s.prompt}\n{task.solutions(s)[0]}" for task in tasks for s in task.samples()]
    assert family.version == "1"
    assert sha256("\n".join(texts).encode()).hexdigest()[:16] == DIGESTS[family.name]


@cells
def test_the_embedded_model_can_read_and_write_it(family: type[Family], level: int) -> None:
    rng = Random(level)
    for _ in range(60):
        item = family.draw(rng, level)
        text = item.prompt + item.solution
        assert all(character == "\n" or " " <= character <= "~" for character in text)
        assert len(text) < 480


def test_the_splits_are_about_one_to_four() -> None:
    shares = [split_of("arithmetic", f"{a}+{b}") == "test" for a in range(60) for b in range(60)]
    assert 0.17 < sum(shares) / len(shares) < 0.23


def test_items_feed_a_training_from_one_split_alone() -> None:
    for family in FAMILIES:
        items = family(level=2, split="train").items()
        assert {split_of(family.name, item.key) for item in islice(items, 40)} == {"train"}


def test_a_command_line_sets_level_split_seed_and_count() -> None:
    task = open_task("countdown", {"level": "3", "split": "train", "seed": "7", "count": "5"})
    assert len(task) == len(list(task.samples())) == 5
    assert {sample.meta["level"] for sample in task.samples()} == {3}


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"level": 6}, "level"), ({"level": 0}, "level"), ({"split": "dev"}, "dev"),
     ({"count": 0}, "count"), ({"seed": -1}, "seed")],
)  # fmt: skip
def test_settings_out_of_range_are_refused(settings: dict[str, object], said: str) -> None:
    with pytest.raises(TaskError, match=said):
        Arithmetic.make(settings)


def test_more_problems_than_there_are_is_an_error_not_a_hang() -> None:
    with pytest.raises(TaskError, match=r"about \d+ problems at level 1 in split 'test'"):
        list(Arithmetic(level=1, count=100_000).samples())


OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}  # fmt: skip


def value(text: str) -> Fraction:
    """What Python makes of a calculation."""

    def of(node: ast.expr) -> Fraction:
        if isinstance(node, ast.BinOp):
            return OPERATIONS[type(node.op)](of(node.left), of(node.right))
        assert isinstance(node, ast.Constant)
        assert isinstance(node.value, int)
        return Fraction(node.value)

    return of(ast.parse(text, mode="eval").body)


def equations(solution: str) -> list[str]:
    lines = solution.replace(" yes", "").replace(" no", "").split("\n")[:-1]
    return [equation for line in lines for equation in line.split(", ")]


@pytest.mark.parametrize("level", range(1, 6))
def test_every_step_of_arithmetic_is_true_and_python_agrees(level: int) -> None:
    rng = Random(f"arithmetic {level}")
    for _ in range(100):
        item = Arithmetic.draw(rng, level)
        assert value(item.key) == int(item.answer) >= 0
        assert item.prompt == f"Calculate {item.key}."
        for equation in equations(item.solution):
            left, right = equation.split("=")
            assert value(left) == int(right), (item.key, equation)


@pytest.mark.parametrize("level", range(1, 6))
def test_every_try_of_countdown_is_true_and_the_last_one_hits(level: int) -> None:
    rng = Random(f"countdown {level}")
    for _ in range(60):
        item = Countdown.draw(rng, level)
        target = int(item.key.split()[0])
        assert value(item.answer) == target
        for equation in equations(item.solution):
            left, right = equation.split("=")
            assert value(left) == int(right), (item.key, equation)
        tries = item.solution.split("\n")[:-1]
        ends = [(int(line.split("=")[-1].split()[0]), line.split()[-1]) for line in tries]
        assert all((made == target) == (said == "yes") for made, said in ends)


def test_countdown_takes_any_way_to_the_target() -> None:
    sample = Sample(prompt="", checks=(assay.parse({
        "kind": "answer.expression", "gold": 22, "numbers": [3, 5, 7], "operators": "+ - *",
    }),))  # fmt: skip
    assert passes("Answer: 7+5*3", sample)
    assert passes("We have 3*5=15 and 15+7=22.\n\nThe answer is \\boxed{3 \\times 5 + 7}.", sample)
    for wrong in ("Answer: 22", "Answer: 7*3+1", "Answer: 3*5+7+0", "Answer: 44/2"):
        assert not passes(wrong, sample)


def test_counting_letters_by_hand_agrees() -> None:
    rng = Random("letters")
    seen = set[str]()
    for _ in range(300):
        item = Letters.draw(rng, 3)
        words = item.prompt.strip(".?").replace(",", "").split()
        kind = item.meta["kind"]
        seen.add(kind)
        expected = {
            "count": lambda w: str(w[-1].count(w[4])),
            "reverse": lambda w: w[1][::-1],
            "place": lambda w: w[-1][int(w[3]) - 1],
            "remove": lambda w: w[4].replace(w[2], ""),
            "replace": lambda w: w[1].replace(w[4], w[6]),
        }[kind](words)
        assert item.answer == expected, item.prompt
    assert seen == {"count", "reverse", "place", "remove", "replace"}


def test_one_response_for_all_wins_nothing() -> None:
    for family in FAMILIES:
        samples = list(family(level=3, count=20).samples())
        constant = family(level=3).solutions(samples[0])[0]
        assert sum(passes(constant, sample) for sample in samples) <= 2


def test_the_question_repeated_is_no_answer_to_a_calculation() -> None:
    for sample in Arithmetic(level=3, count=10).samples():
        asked = str(sample.prompt).removeprefix("Calculate ").removesuffix(".")
        for echo in (asked, f"Answer: {asked}", f"\\boxed{{{asked}+0}}", f"Answer: ({asked})/1"):
            assert not passes(echo, sample), echo
        assert passes(f"Answer: {asked} = {sample.reference}", sample)


def form(wishes: str) -> Sample:
    """The first problem that asks for exactly this."""
    rng = Random("forms")
    for level in range(1, 6):
        for item in (Forms.draw(rng, level) for _ in range(3000)):
            if item.prompt == wishes:
                return Sample(prompt=item.prompt, checks=item.checks)
    raise AssertionError(wishes)


def told_apart(sample: Sample, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    for response in right:
        assert passes(response, sample), response
    for response in wrong:
        assert not passes(response, sample), response


@pytest.mark.parametrize(
    ("wishes", "right", "wrong"),
    [
        ("List 3 fruits, separated by commas.",
         ("fig, plum, pear", "Fig,plum,pear.", "figs, plums, pears"),
         ("fig plum pear,,", ",,fig plum pear", "fig, figs, plum", "fig, FIGS, pear",
          "fig plum, pear,", "fig, plum, pear, -")),
        ("List 3 fruits, one on each line.",
         ("fig\nplum\npear", "- fig\n- plum\n- pear"),
         ("-\n-\nfig plum pear", "fig plum\npear\n-", "fig plum pear")),
    ],
)  # fmt: skip
def test_marks_and_plurals_make_no_list(
    wishes: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    told_apart(form(wishes), right, wrong)


@pytest.mark.parametrize(
    ("wishes", "right", "wrong"),
    [
        ("List 3 vegetables, separated by commas.",
         ("Carrots, peas, spinach", "carrots, peas, broccoli", "potatoes, radishes, celery"),
         ("carrot, carrots, spinach", "potatos, peas, spinach", "carrots, peas",
          "carrots, peas, spinach, kale", "carrots, peas, cats")),
        ("List 3 clothes, separated by commas.", ("shirts, socks, trousers",),
         ("shirt, shirts, trousers", "shirts, shirts, trousers")),
        (
            ("List 3 fruits of at least 5 letters without the letter o in small letters,"
             " separated by commas."),
            ("plums, apple, cherries",),
            ("plum, apples, cherries", "figs, apples, cherries"),
        ),
    ],
)  # fmt: skip
def test_a_list_is_of_singulars_plurals_or_both(
    wishes: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    told_apart(form(wishes), right, wrong)


def test_no_word_of_a_topic_is_the_plural_of_another() -> None:
    for words in TOPICS.values():
        every = [form for word in words for form in (word, *plurals(word))]
        assert len(every) == len(set(every))


def test_the_last_word_may_stand_apart_from_the_list() -> None:
    for sample in Forms(level=5, count=20).samples():
        task = Forms(level=5)
        words = task.solutions(sample)[0]
        done = words[-4:]
        for end in (f", {done}", f"; {done}"):
            if words.endswith(end):
                bare = words.removesuffix(end)
                assert passes(f"{bare}. {done}", sample)
                assert passes(f"{bare}\n{done}.", sample)


def test_a_form_is_held_to_each_of_its_wishes() -> None:
    rng = Random("forms")
    while True:
        item = Forms.draw(rng, 2)
        if "in capitals, separated by commas" in item.prompt:
            break
    sample = Sample(prompt=item.prompt, checks=item.checks)
    assert passes(item.solution, sample)
    assert not passes(item.solution.lower(), sample)
    assert not passes(item.solution.replace(",", ""), sample)
    words = item.solution.split(", ")
    assert not passes(", ".join([words[0]] * len(words)), sample)
    assert not passes(", ".join(words[1:]), sample)
