"""Equivalence: proven, refuted with inputs that a simulation confirms, or left open."""

from __future__ import annotations

import shutil

import pytest

from assay.checks.code.verilog_equivalence import VerilogEquivalence
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict

pytestmark = pytest.mark.skipif(
    not (shutil.which("yosys") and shutil.which("iverilog")), reason="there is no yosys or iverilog"
)
PORTS = "input clk, input reset, output [3:0] q"
GOLDEN = """
module RefModule(input clk, input reset, output reg [3:0] q);
  always @(posedge clk) if (reset || q == 10) q <= 1; else q <= q + 1;
endmodule
"""
OTHER = """
  reg [3:0] n;
  assign q = n + 1;
  always @({edge} clk) if (reset || n == {last}) n <= 0; else n <= n + 1;
"""
AND = "module RefModule(input a, input b, output y); assign y = a & b; endmodule"
WIRES = "input a, input b, output y"


def judged(golden: str, body: str, ports: str) -> Verdict:
    check = VerilogEquivalence(reference=golden, cpu=5.0)
    return check.verify(Response(f"module TopModule({ports});\n{body}\nendmodule\n"), Context())


def test_another_encoding_of_the_state_is_proven_equal() -> None:
    verdict = judged(GOLDEN, OTHER.format(edge="posedge", last=9), PORTS)
    assert (verdict.passed, verdict.score) == (True, 1.0)


@pytest.mark.parametrize(("edge", "last"), [("posedge", 8), ("negedge", 9)])
def test_a_difference_many_cycles_away_is_found_and_confirmed(edge: str, last: int) -> None:
    verdict = judged(GOLDEN, OTHER.format(edge=edge, last=last), PORTS)
    assert verdict.passed is False
    assert "the output q is" in verdict.why


def test_an_asynchronous_reset_is_not_a_synchronous_one() -> None:
    golden = (
        "module R(input clk, input areset, input d, output reg q);\n"
        "always @(posedge clk, posedge areset) if (areset) q <= 0; else q <= d;\nendmodule"
    )
    ports = "input clk, input areset, input d, output reg q"
    body = "always @({}) if (areset) q <= 0; else q <= d;"
    assert judged(golden, body.format("posedge clk, posedge areset"), ports).passed
    assert judged(golden, body.format("posedge clk"), ports).passed is False


def test_the_initial_state_counts() -> None:
    golden = (
        "module R(input clk, output reg y); initial y = 0; always @(posedge clk) y <= ~y; endmodule"
    )
    body = "reg z; initial z = {}; always @(posedge clk) z <= ~z; assign y = ~z;"
    assert judged(golden, body.format(1), "input clk, output y").passed
    assert judged(golden, body.format(0), "input clk, output y").passed is False


@pytest.mark.parametrize(
    "body",
    [
        "assign y = a; assign y = b;",
        "assign y = a & b; assign y = 1'b1;",
        "wire z = ~z; assign y = (a & b) ^ (z & ~z);",
        "assign y = ~y;",
        "wire w; assign w = w; assign y = a & b & w;",
        "reg y_; always @(a) y_ = a & b; assign y = y_;",
        "assign y = 1'bx;",
        "",
        "always @* assume(a == b); assign y = a;",
        "(* anyconst *) reg f; assign y = f;",
        "tri0 t; bufif1 (t, a, b); assign y = t;",
    ],
)
def test_a_circuit_that_contradicts_itself_is_never_proven(body: str) -> None:
    assert judged(AND, body, WIRES).passed is not True


@pytest.mark.parametrize(
    ("ports", "said"),
    [("input a, output y", "no port b"), ("input [1:0] a, input b, output y", "has 2 bits"),
     ("input a, input b, output y, output z", "port z is not asked for")],
)  # fmt: skip
def test_another_interface_fails_and_the_port_is_named(ports: str, said: str) -> None:
    verdict = judged(AND, "assign y = 0;", ports)
    assert verdict.passed is False
    assert said in verdict.why


def test_what_cannot_be_proven_within_the_limits_is_undecided() -> None:
    golden = "module R(input [31:0] a, b, output [31:0] y); assign y = a * b; endmodule"
    ports = "input [31:0] a, b, output [31:0] y"
    body = "integer i; reg [31:0] s; always @* begin s = 0;\n"
    body += "for (i = 0; i < 32; i = i + 1) if (a[i]) s = s + (b << i); end assign y = s;"
    check = VerilogEquivalence(reference=golden, cpu=1.0)
    verdict = check.verify(Response(f"module TopModule({ports});\n{body}\nendmodule\n"), Context())
    assert verdict.passed is None
    assert "neither proven nor refuted" in verdict.why


def test_what_the_golden_design_leaves_unknown_may_be_anything() -> None:
    golden = "module R(input [1:0] s, output [1:0] y); assign y = s[1] ? 2'b1x : s; endmodule"
    ports = "input [1:0] s, output [1:0] y"
    assert judged(golden, "assign y = s;", ports).passed
    assert judged(golden, "assign y = s ^ 2'b10;", ports).passed is False


def test_what_does_not_compile_fails_and_a_golden_design_that_does_not_judges_nobody() -> None:
    assert judged(AND, "assign y = a &;", WIRES).passed is False
    assert judged("module R(input a) oops; endmodule", "", WIRES).passed is None
