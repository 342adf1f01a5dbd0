"""Mutants of hardware: one change each, the same by seed, the interface untouched."""

from __future__ import annotations

from assay.audit.verilog_mutants import OPERATORS, verilog_mutants

SOURCE = """
module TopModule(input clk, input reset, input [3:0] d, output reg [3:0] q, output w);
  assign w = q == 4'd9 ? d[0] : ~d[1];
  always @(posedge clk) begin
    if (reset) q <= 0;
    else if (d <= 3 && q != 7) q <= q + 1;
    else q <= d << 1;
  end
endmodule
"""


def test_each_mutant_changes_one_thing_and_leaves_the_interface() -> None:
    made = verilog_mutants(SOURCE)
    head = SOURCE.split(";")[0]
    assert len(made) == len({m.source for m in made})
    for mutant in made:
        assert mutant.source.startswith(head)
        assert mutant.source != SOURCE
        assert mutant.operator in OPERATORS
    changes = {(m.operator, m.change) for m in made}
    for expected in (
        ("edge", "`posedge` became `negedge`"), ("relation", "`<=` became `<`"),
        ("constant", "`4'd9` became `4'd10`"), ("condition", "`reset` became `!(reset)`"),
        ("index", "`0` became `1`"), ("assignment", "`<=` became `=`"),
        ("shift", "`<<` became `>>`"), ("logic", "`&&` became `||`"),
    ):  # fmt: skip
        assert expected in changes


def test_a_sample_is_the_same_by_seed_and_takes_operators_in_turn() -> None:
    few = verilog_mutants(SOURCE, most=8, seed=3)
    assert few == verilog_mutants(SOURCE, most=8, seed=3)
    assert few != verilog_mutants(SOURCE, most=8, seed=4)
    assert len({m.operator for m in few}) == 8


def test_nothing_comes_of_nothing() -> None:
    assert verilog_mutants("") == []
    assert verilog_mutants("module m(input a); endmodule") == []
