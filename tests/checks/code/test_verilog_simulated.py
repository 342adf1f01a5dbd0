"""Designs simulated: right ones pass, wrong ones fail with the moment, cheats gain nothing."""

from __future__ import annotations

import shutil

import pytest

from assay.checks.code.hdl.found import design_in
from assay.checks.code.hdl.source import forbidden, modules, renamed, top_of
from assay.checks.code.hdl.stimuli import Port, drawn, roles
from assay.checks.code.verilog import Verilog
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Verdict

needs_icarus = pytest.mark.skipif(not shutil.which("iverilog"), reason="there is no iverilog")

XOR = "module RefModule(input a, input b, output y);\n  assign y = a ^ b;\nendmodule\n"
COUNTER = """
module RefModule(input clk, input reset, output reg [3:0] q);
  always @(posedge clk) if (reset || q == 9) q <= 0; else q <= q + 1;
endmodule
"""
BENCH = """
`timescale 1 ps/1 ps
module stimulus(input clk, output reg a, output reg b);
  initial begin
    {a, b} <= 0;
    repeat (40) @(posedge clk, negedge clk) {a, b} <= $random;
    #1 $finish;
  end
endmodule
module tb();
  int errors, clocks;
  reg clk = 0;
  initial forever #5 clk = ~clk;
  logic a, b, y_ref, y_dut;
  stimulus s1(.*);
  RefModule good1(.a, .b, .y(y_ref));
  TopModule top_module1(.a, .b, .y(y_dut));
  always @(posedge clk, negedge clk) begin
    clocks++;
    if (y_ref !== (y_ref ^ y_dut ^ y_ref)) errors++;
  end
  final $display("Mismatches: %1d in %1d samples", errors, clocks);
endmodule
"""


def judged(check: Verilog, source: str) -> Verdict:
    return check.verify(Response(f"```verilog\n{source}\n```"), Context())


def design(body: str, ports: str = "input a, input b, output y") -> str:
    return f"module TopModule({ports});\n{body}\nendmodule\n"


@needs_icarus
@pytest.mark.parametrize("bench", ["", BENCH])
def test_the_golden_design_passes_and_a_wrong_one_fails_with_the_moment(bench: str) -> None:
    check = Verilog(reference=XOR, testbench=bench)
    good = judged(check, design("  assign y = (a | b) & ~(a & b);"))
    wrong = judged(check, design("  assign y = a | b;"))
    assert (good.passed, good.score) == (True, 1.0)
    assert wrong.passed is False
    assert wrong.score is not None
    assert 0 < wrong.score < 1
    assert "a=1, b=1 the output y is 1; 0 is right" in wrong.why


HOSTILE = {
    "pass line": 'initial begin $display("Mismatches: 0 in 20 samples"); end assign y = a & b;',
    "finish": 'initial begin $display("Mismatches: 0 in 20 samples"); $finish; end',
    "reads": 'integer f; initial f = $fopen("/etc/passwd", "r");',
    "writes": 'integer f; initial begin f = $fopen("test_vectors.txt", "w"); end',
    "include": '`include "/etc/passwd"',
    "include by macro": '`define F `include "/etc/passwd"\n`F',
    "pasted": "`define S(x) $``x\n initial `S(finish);",
    "bench": "initial tb.errors = 0;",
    "root": "initial $root.tb.errors = 0;",
    "force": "initial force tb.y_dut = tb.y_ref;",
    "system": 'initial $system("id");',
    "plusargs": 'reg [8:0] v; initial if ($value$plusargs("x=%d", v)) ;',
    "memory from a file": 'reg [7:0] m [0:3]; initial $readmemh("/etc/passwd", m);',
    "golden": "RefModule r(.a(a), .b(b), .y(y));",
    "dpi": 'import "DPI-C" function int system(string s);',
    "stop": "initial $stop;",
    "says nothing": "",
    "constant": "assign y = 0;",
    "unknown": "assign y = 1'bx;",
    "floating": "assign y = 1'bz;",
    "two drivers": "assign y = a ^ b; assign y = 1;",
    "deposit": "initial $deposit(y, 1);",
}


@needs_icarus
@pytest.mark.parametrize("bench", ["", BENCH])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_design_does_not_pass(name: str, bench: str) -> None:
    verdict = judged(Verilog(reference=XOR, testbench=bench), design(HOSTILE[name]))
    assert verdict.passed is False, verdict.why


@needs_icarus
def test_a_second_golden_module_or_bench_in_the_design_changes_nothing() -> None:
    check = Verilog(reference=XOR, testbench=BENCH)
    others = (
        "module RefModule(input a, input b, output y); assign y = 0; endmodule\n"
        'module tb; initial begin $display("Mismatches: 0 in 9 samples"); end endmodule\n'
    )
    assert judged(check, others + design("assign y = a ^ b;")).passed
    assert judged(check, others + design("assign y = 0;")).passed is False


HEAVY = {
    "never settles": "wire z; assign #0 z = (z === 1'b0); assign y = z & a;",
    "endless without time": "initial forever y_ = ~y_; reg y_ = 0; assign y = y_;",
    "floods": 'initial forever $display("Mismatches: 0 in 20 samples"); assign y = a ^ b;',
    "memory": "reg [31:0] m [0:2147483647]; reg [2147483647:0] w; assign y = w[0] ^ m[a];",
    "many instances": (
        "genvar i; generate for (i = 0; i < 100000000; i = i + 1) begin : g wire w; end endgenerate"
    ),
    "endless while it is compiled": (
        "function integer f(input integer n); begin f = 0; while (1) f = f + n; end endfunction\n"
        "localparam L = f(1); assign y = L;"
    ),
}


@needs_icarus
@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_design_that_takes_all_it_can_fails_at_its_limit(name: str) -> None:
    verdict = judged(Verilog(reference=XOR, cpu=1.0, memory=512), design(HEAVY[name]))
    assert verdict.passed is False, verdict.why


@needs_icarus
def test_a_clocked_design_is_compared_after_its_reset() -> None:
    check = Verilog(reference=COUNTER)
    ports = "input clk, input reset, output [3:0] q"
    body = (
        "  reg [3:0] n;\n  assign q = {4} - n;\n  always @({0} clk)\n"
        "    if ({1}) n <= {2}; else n <= (n == 0) ? {3} : n - 1;"
    )
    right = body.format("posedge", "reset", 9, 9, 9)
    assert judged(check, design(right, ports)).passed
    for wrong in (
        body.format("negedge", "reset", 9, 9, 9),
        body.format("posedge", "!reset", 9, 9, 9),
        body.format("posedge", "reset", 8, 9, 9),
        body.format("posedge", "reset", 9, 10, 9),
    ):
        verdict = judged(check, design(wrong, ports))
        assert verdict.passed is False
        assert "q is" in verdict.why


@needs_icarus
@pytest.mark.parametrize(
    ("ports", "said"),
    [
        ("input a, output y", "there is no port b"),
        ("input a, input b, output z", "there is no port y"),
        ("input a, input b, output [1:0] y", "the port y has 2 bits, it must have 1"),
        ("input a, input b, input y", "the port y is an input, it must be an output"),
    ],
)
def test_another_interface_fails_and_the_port_is_named(ports: str, said: str) -> None:
    verdict = judged(Verilog(reference=XOR), design("", ports))
    assert verdict.passed is False
    assert said in verdict.why


@needs_icarus
def test_a_golden_design_that_decides_nothing_judges_nobody() -> None:
    check = Verilog(reference="module R(input a, output y); assign y = 1'bx; endmodule")
    assert judged(check, design("assign y = a;", "input a, output y")).passed is None
    broken = Verilog(reference="module R(input a, output y) assign; endmodule")
    assert judged(broken, design("assign y = a;", "input a, output y")).passed is None
    endless = Verilog(reference=XOR, testbench=BENCH.replace("#1 $finish;", ""), cpu=0.5)
    assert judged(endless, design("assign y = a ^ b;")).passed is None


@needs_icarus
def test_what_the_golden_design_leaves_unknown_may_be_anything() -> None:
    golden = "module R(input [1:0] s, output [1:0] y);\n assign y = s[1] ? 2'b1x : s;\nendmodule"
    check = Verilog(reference=golden)
    ports = "input [1:0] s, output [1:0] y"
    assert judged(check, design("assign y = s;", ports)).passed
    assert judged(check, design("assign y = s | {1'b0, s[1]};", ports)).passed
    assert judged(check, design("assign y = {1'bx, s[0]};", ports)).passed is False


def test_a_design_with_another_name_or_none_fails_without_a_simulator() -> None:
    check = Verilog(reference=XOR)
    assert "only Xor" in judged(check, "module Xor(input a); endmodule").why
    assert check.verify(Response("I cannot do that."), Context()).passed is False
    assert check.verify(Response(""), Context()).passed is False


def test_parameters_are_refused_by_name() -> None:
    with pytest.raises(BadParameter, match="reference"):
        Verilog(reference=" ")
    with pytest.raises(BadParameter, match="vectors"):
        Verilog(reference=XOR, vectors=0)


def test_comments_strings_and_own_names_are_no_cheats() -> None:
    source = (
        "// $finish, tb.x\n/* `include */\nmodule TopModule(input a, output y);\n"
        '  initial $display("$finish %d tb.y", a);\n  sub s(.i(a), .o(y));\n'
        "  wire w = s.o; (* keep *) wire v;\nendmodule\n"
        "module sub(input i, output o); assign o = i; endmodule\n"
    )
    assert forbidden(source) is None
    assert modules(source) == ["TopModule", "sub"]
    assert top_of(source.replace("TopModule", "Mine")) == "Mine"
    assert renamed("a ab a_ \\a // a", "a", "b") == "b ab a_ \\a // a"


def test_reading_tokens_of_hostile_text_ends() -> None:
    for piece in ("/*", "(*", '"', "`", "\\", "$", "//\n", "a.", "'h", "((", "module "):
        text = piece * (20_000 // len(piece))
        forbidden(text)
        modules(text)
        top_of(text)


def test_drawn_inputs_are_the_same_by_seed_and_complete_where_few() -> None:
    few = (Port("a", "input", 2), Port("b", "input", 1))
    found = drawn(few, roles("", few), 100, 0)
    assert len({slot.values for slot in found.slots}) == 8
    source = "always @(posedge clk or negedge rst_n)"
    ports = (Port("clk", "input", 1), Port("rst_n", "input", 1), Port("d", "input", 40))
    known = roles(source, ports)
    assert (known.clocks, known.resets) == ((0,), ((1, "0"),))
    assert drawn(ports, known, 50, 1) == drawn(ports, known, 50, 1)
    assert drawn(ports, known, 50, 1) != drawn(ports, known, 50, 2)


GOOD = "module TopModule(input a, output y);\n  assign y = ~a;\nendmodule"
USES = "module TopModule(input a, output y);\n  inv i(.a(a), .y(y));\nendmodule"
INV = "module inv(input a, output y);\n  assign y = ~a;\nendmodule"
TB = "module tb;\n  reg a; wire y; TopModule t(.a(a), .y(y));\n  initial $finish;\nendmodule"
SAID = {
    "a bench behind the design": f"```verilog\n{GOOD}\n```\nTo test it:\n```verilog\n{TB}\n```",
    "a bench in the same block": f"```verilog\n{GOOD}\n\n{TB}\n```",
    "a bench and a helper in the same block": f"```verilog\n{TB}\n{INV}\n{USES}\n```",
    "a helper in a block before": f"```verilog\n{INV}\n```\n\n```verilog\n{USES}\n```",
    "a helper in a block behind": f"```verilog\n{USES}\n```\n\n```sv\n{INV}\n```",
    "a draft before": f"```verilog\n{GOOD.replace('~', '')}\n```\nNo:\n```verilog\n{GOOD}\n```",
    "no fence": f"Here is the module you want:\n\n{GOOD}\n\nIt inverts a.",
    "tags": f"[BEGIN]\n{GOOD}\n[DONE]",
    "answer": f"<think>module x;</think><answer>\n```verilog\n{GOOD}\n```\n</answer>",
    "a directive before": f"`timescale 1ns/1ps\n{GOOD}",
    "Windows": f"```verilog\n{GOOD}\n```".replace("\n", "\r\n"),
    "no language": f"```\n{GOOD}\n```",
    "named end": f"{GOOD}: TopModule\n",
}


@needs_icarus
@pytest.mark.parametrize("name", SAID)
def test_the_design_is_found_where_models_write_it(name: str) -> None:
    check = Verilog(reference="module RefModule(input a, output y); assign y = !a; endmodule")
    verdict = check.verify(Response(SAID[name]), Context())
    assert verdict.passed, verdict.why


def test_a_cheat_in_a_module_that_is_used_is_seen() -> None:
    cheat = INV.replace("assign", "initial $finish; assign")
    verdict = judged(Verilog(reference=GOOD), f"{USES}\n{cheat}")
    assert verdict.passed is False
    assert "$finish" in verdict.why


def test_finding_a_design_in_hostile_text_ends() -> None:
    for piece in (
        "module ",
        "```verilog\n",
        "endmodule\n",
        "`x\n",
        "(* *)\n",
        "module a;endmodule\n",
    ):
        design_in(Response(piece * (20_000 // len(piece))), "TopModule")
