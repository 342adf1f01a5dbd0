"""Robust mode refuses a pass that was not earned, says which guard did, and touches no other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.check import Check
from assay.engine.job import Job, Settings, run_job
from assay.errors import BadParameter
from assay.guards import GUARDS
from assay.registry import parse
from assay.verdict import Verdict

PROMPT = "Describe a tide pool and its crabs. Your response should contain the word limpet."
PROSE = (
    "A tide pool holds what the sea leaves behind at low water. Crabs hide under its stones, "
    "a limpet clings to the rock and small fish wait for the flood."
)


def judge(check: Any, text: str, prompt: str = PROMPT, mode: Any = "robust") -> Verdict:
    (made,) = judge_row([check], text, prompt, mode)
    return made


def judge_row(checks: list[Any], text: Any, prompt: str = PROMPT, mode: Any = "robust"):
    parsed: list[Check] = [parse(check) for check in checks]
    return run_job(Job([text], parsed, prompt), Settings(mode))[0]


def refused(verdict: Verdict, guard: str) -> bool:
    if verdict.passed is not False or verdict.guard != guard:
        return False
    assert verdict.score is not None
    assert verdict.score < 1
    assert guard in verdict.why
    assert verdict.why.endswith(".")
    return True


NO_COMMAS = {"kind": "text.commas", "max": 0}
LIMPET = {"kind": "text.contains", "words": ["limpet"]}


@pytest.mark.parametrize(
    "text", ["Crypt", "?!.?!.", "...", "\u200b \u2060", "***", '""', "\U0001f600"]
)
def test_one_word_or_none_is_vacuous(text: str):
    assert judge(NO_COMMAS, text, mode="standard").passed is True
    assert refused(judge(NO_COMMAS, text), "vacuous")


def test_a_piece_of_writing_is_more_than_a_few_words():
    prompt = "Write a story about a crab. Do not use commas."
    assert refused(judge(NO_COMMAS, "THE END", prompt), "vacuous")
    assert judge(NO_COMMAS, "THE END", "What does it say at the end of the film?").passed is True


def test_an_explanation_is_more_than_three_words():
    prompt = "Explain why the tide falls, as a list."
    assert refused(judge(NO_COMMAS, "* one\n- two\n- three", prompt), "vacuous")
    assert judge(NO_COMMAS, "The moon lets go.", prompt).passed is True
    assert judge(NO_COMMAS, "At six", "How long until low water?").passed is True


@pytest.mark.parametrize(
    "prompt",
    ["What is the next number in this series: 1, 4, 7?", "Give one word for low water.",
     "What is another word for engravings?", "I AM DEEP AND WIDE. WHAT AM I?"],
)  # fmt: skip
def test_where_one_word_is_asked_for_one_word_will_do(prompt: str):
    assert judge(NO_COMMAS, "26", prompt).passed is True


def test_where_signs_are_asked_for_signs_will_do():
    assert judge(NO_COMMAS, "\u221e", "Answer with one letter or sign: the limit.").passed is True
    assert judge(NO_COMMAS, "\U0001f980 \U0001f30a", "Say it using only emojis.").passed is True
    assert refused(judge(NO_COMMAS, "?!.?!.", "Give one word for low water."), "vacuous")


def test_what_one_check_of_a_row_invites_holds_for_its_others():
    choice = {"kind": "text.choice", "options": ["yes", "no"]}
    assert [v.passed for v in judge_row([choice, NO_COMMAS], "yes")] == [True, True]
    assert refused(judge(NO_COMMAS, "yes"), "vacuous")


@pytest.mark.parametrize(
    "text",
    ["crab crab crab crab crab crab", "the crab hides " * 40, (PROSE + "\n") * 60, "潮だ。" * 300,
     "\n".join(["q"] * 900)],
)  # fmt: skip
def test_the_same_over_and_over_is_refused(text: str):
    assert judge(NO_COMMAS, text.replace(",", ""), mode="standard").passed is True
    assert refused(judge(NO_COMMAS, text.replace(",", "")), "repetition")


def test_a_refrain_is_no_loop():
    song = "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily."
    assert judge({"kind": "text.words", "min": 10}, song).passed is True


def test_vowel_signs_are_no_repetition():
    text = "मैं आपको बताता हूँ कि ज्वार कब आता है और केकड़े कहाँ छिपते हैं।"
    assert judge(NO_COMMAS, text).passed is True


def test_a_table_is_no_loop():
    rows = "\n".join(f"| crab {n} | {n * 7} | shore |" for n in range(40))
    table = f"| name | legs | place |\n|---|---|---|\n{rows}"
    assert judge({"kind": "text.words", "min": 50}, table).passed is True


def test_the_prompt_given_back_is_an_echo():
    assert judge(LIMPET, PROMPT, mode="standard").passed is True
    assert refused(judge(LIMPET, PROMPT), "echo")
    assert refused(judge(LIMPET, PROMPT.upper() + "\n\nSure!"), "echo")
    chat: Any = [{"role": "system", "content": PROMPT}, {"role": "user", "content": "Go on."}]
    (verdict,) = run_job(Job([PROMPT], [parse(LIMPET)], chat), Settings("robust"))[0]
    assert refused(verdict, "echo")


def test_a_text_to_work_on_may_be_given_back():
    text = "the tide falls and the crab hides under a stone until the flood comes back"
    prompt = f"Proofread this: {text}. Do not use commas."
    assert judge(NO_COMMAS, text.capitalize() + ".", prompt).passed is True
    assert refused(judge(NO_COMMAS, prompt, prompt), "echo")


def test_a_request_to_be_repeated_may_be_and_something_must_follow():
    prompt = "Describe a tide pool in a few words, if you can. Repeat this first."
    again = {"kind": "text.repeats", "text": "Describe a tide pool in a few words, if you can."}
    head = "Describe a tide pool in a few words, if you can. "
    assert judge(again, head + "Crabs hide there.", prompt).passed is True
    assert refused(judge(again, prompt, prompt), "echo")


def test_an_instruction_quoted_back_follows_nothing():
    text = f"Crabs hide and fish wait. Your response should contain the word limpet. {'So it is. '}"
    assert judge(LIMPET, text, mode="standard").passed is True
    assert refused(judge(LIMPET, text), "quoted")
    assert judge(LIMPET, text + "The limpet clings.").passed is True


def test_what_stands_in_the_reasoning_only_is_hidden():
    text = "<think>limpet limpet, what a word</think>A pool of crabs and fish."
    assert judge(LIMPET, text, mode="standard").passed is True
    verdict = judge(LIMPET, text)
    assert refused(verdict, "hidden")
    assert judge(LIMPET, "<think>hm</think>A limpet clings to it.").passed is True
    assert refused(judge(NO_COMMAS, "<think>I shall never stop thinking of it"), "vacuous")


def test_a_second_reasoning_part_is_hidden_too():
    text = "A pool of crabs. <think>limpet</think>"
    assert refused(judge(LIMPET, text), "hidden")
    assert judge(LIMPET, text.replace("crabs", "limpets and a limpet")).passed is True
    text = "<think>so</think>A pool of crabs. <think>limpet</think> That is all."
    assert refused(judge(LIMPET, text), "hidden")
    assert judge(LIMPET, "<think>so</think>A limpet clings. <think> is a tag.").passed is True


def test_a_fail_scores_what_the_guards_leave_of_it():
    many = {"kind": "text.words", "min": 16}
    text = "<think>one two three four five six</think>A crab is here."
    before, after = judge(many, text, mode="standard"), judge(many, text)
    assert before.passed is after.passed is False
    assert (before.score, after.score) == (0.75, 0.25)
    assert not isinstance(after.guard, str)
    assert judge(many, "Crypt").score == 0.0
    assert "guards:assay/1" in after.definitions


def test_the_turns_of_a_conversation_stay_apart():
    said = [
        {"role": "user", "content": "Name a crab."},
        {"role": "assistant", "content": "<think>so</think>A shore crab."},
        {"role": "user", "content": "And a snail?"},
        {"role": "assistant", "content": "<think>limpet</think>A dog whelk, p\u0435rhaps."},
    ]
    first = {"kind": "on", "part": "turn", "check": {"kind": "text.words", "max": 6}}
    assert judge_row([first], said)[0].passed is True
    last = {"kind": "on", "part": "turn", "index": 2, "check": LIMPET}
    assert refused(judge_row([last], said)[0], "hidden")
    both = {"kind": "dialogue", "rules": [{"kind": "text.words", "max": 7}]}
    assert judge_row([both], said)[0].passed is True
    perhaps = {"kind": "dialogue", "rules": [{"kind": "text.excludes", "words": ["perhaps"]}]}
    assert refused(judge_row([perhaps], said)[0], "lookalike")


def test_a_check_in_a_worker_knows_what_its_row_invites():
    row = [
        {"kind": "text.choice", "options": ["yes", "no"]},
        {"kind": "text.regex", "pattern": "e"},
    ]
    ((choice, regex),) = assay.verify_batch(["yes"], [parse(c) for c in row], mode="robust")
    assert (choice.passed, regex.passed) == (True, True)
    ((alone,),) = assay.verify_batch(["yes"], [parse(row[1])], mode="robust")
    assert refused(alone, "vacuous")


def test_two_tricks_do_not_stand_in_for_each_other():
    text = (
        "<think>limpet</think>Crabs hide and fish wait there. "
        "Your response should contain the word limpet."
    )
    assert refused(judge(LIMPET, text), "quoted")
    masked = "<think>limpet</think>Crabs and a l\u0456mpet."
    assert refused(judge({"kind": "not", "check": LIMPET}, masked[22:]), "lookalike")
    assert refused(judge(NO_COMMAS, "\u200b".join(PROMPT)), "echo")


def test_a_loop_that_counts_is_a_loop():
    text = " ".join(f"Then in step {n} the crab hides under the same stone." for n in range(90))
    assert refused(judge(NO_COMMAS, text), "repetition")


def test_a_comment_is_hidden_unless_it_is_code():
    text = "A pool of crabs and fish. <!-- limpet -->"
    assert refused(judge(LIMPET, text), "hidden")
    code = "A pool of crabs:\n```html\n<!-- limpet -->\n```\n"
    assert judge(LIMPET, code).passed is True


def test_a_check_of_the_reasoning_is_not_held_against_it():
    check = {"kind": "on", "part": "reasoning", "check": LIMPET}
    assert judge(check, "<think>the limpet then</think>A pool of crabs.").passed is True


def test_only_what_asks_of_the_reasoning_may_be_there():
    thought = {"kind": "on", "part": "reasoning", "check": {"kind": "text.words", "min": 2}}
    both = {"kind": "all", "checks": [thought, LIMPET]}
    assert refused(judge(both, "<think>the limpet then</think>A pool of crabs."), "hidden")
    assert judge(both, "<think>so then</think>A pool with a limpet.").passed is True


@pytest.mark.parametrize(
    "text",
    [
        "A p\u043e\u043el of crabs and fish.",  # Cyrillic o
        "A po\u200bol of crabs and fish.",
        "A p\u03bfol of crabs and fish.",  # Greek omicron
        "A \U0001d429\U0001d428\U0001d428\U0001d425 of crabs and fish.",
        "A \uff50\uff4f\uff4f\uff4c of crabs and fish.",
        "A po\u00adol of crabs and fish.",
        "A po\u202eol of crabs and fish.",
        "A po\U000e0061ol of crabs and fish.",
    ],
)
def test_a_forbidden_word_disguised_is_found(text: str):
    check = {"kind": "text.excludes", "words": ["pool"]}
    assert judge(check, text, mode="standard").passed is True
    assert refused(judge(check, text), "lookalike")


def test_blanks_that_are_no_white_space_are_seen():
    check = {"kind": "text.regex", "pattern": r"^\S*$"}
    text = "the\u2800crab\u2800hides\u2800there"
    assert judge(check, text, mode="standard").passed is True
    assert refused(judge(check, text), "lookalike")


@pytest.mark.parametrize(
    "text",
    [
        "\u041a\u0440\u0430\u0431 \u0441\u0438\u0434\u0438\u0442 \u0432 \u043c\u043e\u0440\u0435.",
        "\u03a4\u03bf \u03ba\u03b1\u03b2\u03bf\u03cd\u03c1\u03b9.",
        "\u0645\u06cc\u200c\u0631\u0648\u062f \u0648 \u0646\u0645\u06cc\u200c\u0622\u06cc\u062f.",
        "Crabs are fun \U0001f469\u200d\U0001f52c and \u2764\ufe0f too, 1\ufe0f\u20e3.",
        "\u6f6e\u6c60\u91cc\u6709\u4e00\u53ea\u5c0f\u8783\u87f9\uff0c\u5b83\u8eb2\u8d77\u6765\u4e86\u3002",
        "Stra\u00dfe, caf\u00e9, na\u00efve: 5\u2122 and \u00bd of it \u2014 \u201cquoted\u201d.",
    ],
)
def test_writing_of_the_world_is_no_disguise(text: str):
    from assay.guards.lookalikes import plain

    assert plain(text) == text


def test_a_guard_asks_nothing_of_answers_and_of_official_rules():
    number = {"kind": "answer.number", "gold": 7}
    assert judge(number, "7").passed is True
    official = {"kind": "text.commas", "max": 0, "mode": "official"}
    assert judge(official, "Crypt").passed is True


def test_one_check_may_ask_for_robust_mode():
    check = {"kind": "text.commas", "max": 0, "mode": "robust"}
    assert refused(judge(check, "Crypt", mode="standard"), "vacuous")
    assert [v.passed for v in judge_row([check, NO_COMMAS], "Crypt", mode="standard")] == [
        False,
        True,
    ]


def test_loose_evaluation_is_guarded_too():
    job = Job(["limpet\nCrypt"], [parse({"kind": "text.words", "max": 1})], "Name a crab.")
    (verdict,) = run_job(job, Settings("robust", loose=True))[0]
    assert verdict.mode.endswith("+loose")


def test_inside_combinators_the_outermost_check_is_guarded():
    check = {"kind": "all", "checks": [NO_COMMAS, {"kind": "not", "check": LIMPET}]}
    assert refused(judge(check, "Crypt"), "vacuous")
    assert judge(check, "A pool of crabs and fish.").passed is True


def test_a_short_line_is_no_leave_for_a_short_reply():
    choice = {"kind": "text.choice", "options": ["yes", "no"]}
    line = {"kind": "on", "part": "line", "check": choice}
    assert refused(judge(line, "yes"), "vacuous")
    assert judge({"kind": "on", "part": "answer", "check": choice}, "yes").passed is True
    word = {"kind": "on", "part": "word", "check": {"kind": "text.equals", "text": "limpet"}}
    assert refused(judge(word, "limpet"), "vacuous")


def test_what_a_check_cannot_tell_without_it_stays_open():
    check = {
        "kind": "if",
        "condition": LIMPET,
        "then": {"kind": "text.words", "min": 2},
        "else": {"kind": "on", "part": "code", "check": LIMPET, "missing": "undecided"},
    }
    verdict = judge(check, "<think>limpet</think>A pool of crabs.")
    assert verdict.passed is None
    assert verdict.guard == "hidden"
    assert verdict.kind == "if"


def test_the_names_of_guards_are_those_that_are_given():
    assert set(GUARDS) == {"vacuous", "repetition", "echo", "hidden", "lookalike", "quoted"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_guard_only_ever_takes_away(text: str, prompt: str):
    checks = [
        NO_COMMAS,
        {"kind": "text.words", "min": 1},
        {"kind": "text.excludes", "words": ["a"]},
    ]
    plainly = judge_row(checks, text, prompt, "standard")
    warily = judge_row(checks, text, prompt)
    for before, after in zip(plainly, warily, strict=True):
        assert after.passed is before.passed or before.passed is True
        assert isinstance(after.guard, str) == (after.passed is not before.passed)


@given(st.text(alphabet="ab<!-->/think \u0430\u200b\U0001d41a.\n\u2800", max_size=80))
def test_reduced_texts_are_as_they_are_reduced(text: str):
    from assay.guards.lookalikes import plain
    from assay.guards.reduced import shown
    from assay.response import Response

    assert plain(plain(text)) == plain(text)
    assert shown(Response(shown(Response(text)).text)).text.strip() is not None


@pytest.mark.parametrize(
    "text",
    ["\ud800 \udfff" * 50_000, "<!--" * 25_000, "\u0430a" * 50_000, "\u200b" * 100_000,
     "a " * 50_000, "<think>" * 14_000, PROMPT * 1200, "-->" * 33_000],
)  # fmt: skip
def test_hostile_texts_are_judged(text: str):
    assert judge(NO_COMMAS, text).status in ("pass", "fail")


def test_hostile_prompts_are_read():
    assert judge(NO_COMMAS, PROSE, "Use a word. " * 9000).status == "fail"
    assert judge({"kind": "text.words", "min": 2}, PROSE, "\ud800" * 9000).passed is True


def test_the_api_judges_warily_too():
    ((verdict,),) = assay.verify_batch(["Crypt"], [parse(NO_COMMAS)], mode="robust")
    assert refused(verdict, "vacuous")
    with pytest.raises(BadParameter):
        assay.verify_batch(["x"], [parse(NO_COMMAS)], mode="wary")  # pyright: ignore[reportArgumentType]
