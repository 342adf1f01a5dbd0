"""The benches that we write: one that drives a design, one that watches somebody's bench.

Every line that counts begins with a word drawn for this run, on a line of its own; what a design
prints has no such line.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.checks.code.hdl.stimuli import Port, Slot, Stimuli

__all__ = ["VECTORS", "driving", "record", "stimuli_of", "vectors", "watching"]

VECTORS = "vectors.txt"
_MOST_ALIKE = 4_000_000


def driving(top: str, ports: Sequence[Port], inputs: Stimuli, word: str) -> str:
    """A bench that applies inputs to a design and prints its outputs before each change."""
    ins = [port for port in ports if port.direction == "input"]
    outs = [port for port in ports if port.direction == "output"]
    width = 64 + sum(port.width for port in ins)
    count = len(inputs.slots)
    body: list[str] = ["`resetall", "`timescale 1ps/100fs", f"module bench_{word};"]
    body += [
        f"  reg [{p.width - 1}:0] i{n} = {p.width}'b{inputs.start[n]};" for n, p in enumerate(ins)
    ]
    body += [f"  wire [{p.width - 1}:0] o{n};" for n, p in enumerate(outs)]
    joined = [f".{_name(p.name)}(i{n})" for n, p in enumerate(ins)]
    joined += [f".{_name(p.name)}(o{n})" for n, p in enumerate(outs)]
    body.append(f"  {_name(top)} dut_{word}({', '.join(joined)});")
    outputs = ", ".join(f"o{n}" for n in range(len(outs)))
    bits = sum(port.width for port in outs)
    body.append("  integer j, k;")
    body.append(f"  reg [{bits - 1}:0] old;")
    # Where nothing changed nothing is printed: a long run stays within its bound on output.
    shown = (
        f"begin if (j == 0 || {{{outputs}}} !== old) "
        f'$display("\\n{word} %0d{" %b" * len(outs)}", j, {outputs}); '
        f"old = {{{outputs}}}; j = j + 1; end"
    )
    body.append("  initial begin\n    j = 0;")
    if count:
        body.insert(3, f"  reg [{width - 1}:0] m [0:{count - 1}];\n  reg [{width - 1}:0] v;")
        body.append(f'    $readmemb("{VECTORS}", m);')
        body.append(f"    for (k = 0; k < {count}; k = k + 1) begin")
        body.append("      v = m[k];")
        body.append(f"      if (v[{width - 1}:{width - 32}] != 0) begin")
        body.append(f"        #(v[{width - 1}:{width - 32}] - 0.5) {shown}")
        body.append("        #0.5;")
        body.append("      end")
        body.append(f"      case (v[{width - 33}:{width - 64}])")
        places = _places(ins, width - 65)
        for n, (high, low) in enumerate(places):
            body.append(f"        {n}: i{n} = v[{high}:{low}];")
        body.append("        default: ;")
        body.append("      endcase")
        body += [f"      i{n} <= v[{high}:{low}];" for n, (high, low) in enumerate(places)]
        body.append("    end")
        last = inputs.slots[-1].time
    else:
        last = 0
    body.append(f"    #({max(1, inputs.end - last)} - 0.5) {shown}")
    body += [
        f'    $display("\\n{word} end %0d", j);',
        "    $finish;",
        "  end",
        "endmodule",
        "`resetall",
        "",
    ]
    return "\n".join(body)


def vectors(inputs: Stimuli) -> str:
    """The inputs as the bench reads them: time since the last, what changes first, the values."""
    lines: list[str] = []
    before = 0
    for slot in inputs.slots:
        lines.append(f"{slot.time - before:032b}{slot.first:032b}{''.join(slot.values)}")
        before = slot.time
    return "\n".join((*lines, ""))


def record(output: bytes, word: str) -> tuple[list[str], bool]:
    """The outputs at each moment, as bits, and whether the bench came to its end."""
    lines: list[str] = []
    for line in output.decode("ascii", "replace").split("\n"):
        if not line.startswith(word):
            continue
        parts = line.split()
        ends = parts[1:2] == ["end"]
        number = parts[-1] if ends else parts[1] if len(parts) > 1 else ""
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            return lines, False
        if not len(lines) <= int(number) <= len(lines) + _MOST_ALIKE or (
            not lines and number != "0"
        ):
            return lines, False
        lines += [lines[-1]] * (int(number) - len(lines)) if lines else []
        if ends:
            return lines, True
        lines.append(" ".join(parts[2:]))
    return lines, False


def watching(top: str, golden: str, ports: Sequence[Port], word: str) -> str:
    """A module in the place of the design: the golden one inside, all changes of inputs printed."""
    ins = [(n, p) for n, p in enumerate(ports) if p.direction == "input"]
    heads = [
        f"  {p.direction} {f'[{p.width - 1}:0] ' * (p.width > 1)}{_name(p.name)}" for p in ports
    ]
    values = "".join(f", {_name(p.name)}" for _, p in ins)
    shape = " %b" * len(ins)
    body = ["`resetall", "`timescale 1ps/1ps", f"module {_name(top)}(", ",\n".join(heads), ");"]
    joined = ", ".join(f".{_name(p.name)}({_name(p.name)})" for p in ports)
    body.append(f"  {_name(golden)} golden_{word}({joined});")
    body.append(f'  initial $display("\\n{word} start 0 0{shape}"{values});')
    body.append(f'  initial $strobe("\\n{word} zero 0 0{shape}"{values});')
    for n, (_, port) in enumerate(ins):
        body.append(
            f'  always @({_name(port.name)}) $display("\\n{word} change %0d {n}{shape}", $time'
            f"{values});"
        )
    body.append(f'  final $display("\\n{word} end %0d 0", $time);')
    return "\n".join((*body, "endmodule", "`resetall", ""))


def stimuli_of(output: bytes, word: str) -> Stimuli | None:
    """The inputs that a watched bench applied; None where it did not come to its end."""
    start: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    slots: dict[int, Slot] = {}
    for line in output.decode("ascii", "replace").split("\n"):
        parts = line.split()
        if len(parts) < 4 or parts[0] != word:
            continue
        what, time, first, values = parts[1], int(parts[2]), int(parts[3]), tuple(parts[4:])
        if what == "start":
            start = values
        elif what == "zero":
            zero = values
        elif what == "change":
            known = slots.get(time)
            slots[time] = Slot(time, known.first if known else first, values)
        elif what == "end":
            if zero != start and 0 not in slots:
                slots[0] = Slot(0, _first_change(start, zero), zero)
            ordered = tuple(slots[time] for time in sorted(slots))
            return Stimuli(start, ordered, max(time, ordered[-1].time if ordered else 0))
    return None


def _first_change(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    pairs = zip(before, after, strict=True)
    return next(n for n, (old, new) in enumerate(pairs) if old != new)


def _places(ports: Sequence[Port], high: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for port in ports:
        found.append((high, high - port.width + 1))
        high -= port.width
    return found


def _name(name: str) -> str:
    """A name as Verilog takes it: one of other signs is escaped and ends in a space."""
    plain = name.removeprefix("\\")
    usual = plain[:1].isalpha() or plain[:1] == "_"
    if usual and all(c.isalnum() or c in "_$" for c in plain) and plain.isascii():
        return plain
    return f"\\{plain} "
