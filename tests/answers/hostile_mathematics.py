"""The mathematical half of the catalogue of hostile answers: each function makes one group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import comb, prod

from hostile_attack import Line

__all__ = ["GROUPS"]


def towers() -> Iterator[Line]:
    """Powers that no machine can hold."""
    yield "tower of nines", "9^{9^{9^9}}", "9^{9^{9^9}}", "fail"
    yield "tower, one top lower", "9^{9^{9^9}}", "9^{9^{9^8}}", "pass"
    yield "ten to the ten to the ten", "10^{10^{10}}", "10^{10^{10}}+1", "pass"
    yield "same power, other base", "4^{10^{10}}", "2^{2\\cdot 10^{10}}", "fail"
    yield "tower of twos", "2^{2^{2^{2^{2^{2^2}}}}}", "2^{2^{2^{2^{2^{2^3}}}}}", "pass"
    yield "carets without braces", "5", "^".join("2" * 500), "pass"
    yield "symbolic tower", "x", "x^{" * 300 + "x" + "}" * 300, "pass"
    yield "zero to the huge", "0", "0^{9^{9^9}}", "fail"
    yield "one to the huge", "1", "1^{9^{9^9}}", "fail"
    yield "minus one to the huge", "-1", "(-1)^{9^{9^9}}", "fail"
    yield "huge quotient", "10", "\\frac{10^{10^{10}+1}}{10^{10^{10}}}", "fail"
    yield "vanishing power", "0", "10^{-10^{10}}", "pass"
    yield "fractional exponent", "1", "2^{1/10^{10^{10}}}", "pass"
    yield "complex tower", "1", "i^{i^{i^{i^{10^{10}}}}}", "pass"
    yield "root of a tower", "3^{10^{9}}", "\\sqrt[10]{3^{10^{10}}}", "fail"


def products() -> Iterator[Line]:
    """Factorials, binomials, sums, products, divisors: small to write, endless to compute."""
    huge = "\\binom{10^9}{5\\cdot 10^8}"
    yield "factorial", "(10^9)!", "(10^9)!+1", "pass"
    yield "factorial quotient", "10^9", "\\frac{(10^9)!}{(10^9-1)!}", "fail"
    yield "factorial of factorials", "((10!)!)!", "((10!)!)!", "fail"
    yield "many exclamation marks", "5", "5" + "!" * 500, "pass"
    yield "half factorial", "1", "(10^8+\\frac12)!", "pass"
    yield "negative factorial", "1", "(-5)!", "pass"
    yield "tiny inverses", "\\frac{1}{2004!}", "\\frac{1}{2006!}", "pass"
    yield "central binomial", huge, huge, "fail"
    yield "binomial, one further", huge, "\\binom{10^9}{5\\cdot 10^8+1}", "pass"
    yield "mirrored binomial", "\\binom{10^6}{3}", "\\binom{10^6}{999997}", "fail"
    yield "gcd of huge powers", "1", "\\gcd(3^{10^8},2^{10^8})", "fail"
    yield "lcm of many", "1", f"\\operatorname{{lcm}}({','.join(map(str, range(1, 250)))})", "pass"
    yield "last digit", "6", "2^{10^8} \\bmod 10", "fail"
    yield "modulus of a tower", "1", "7^{7^{7^7}} \\bmod 7", "pass"
    yield "sum to a billion", "500000000500000000", "\\sum_{k=1}^{10^9} k", "fail"
    yield "sum to a tower", "0", "\\sum_{k=1}^{10^{10^{10}}} 0", "fail"
    yield "harmonic sum", "5", "\\sum_{k=1}^{10^{12}} \\frac1k", "pass"
    yield (
        "nested sums",
        "10^{12}",
        "".join(f"\\sum_{{{v}=1}}^{{1000}}" for v in "abcd") + "1",
        "fail",
    )
    yield "basel", "\\frac{\\pi^2}{6}", "\\sum_{n=1}^{\\infty}\\frac{1}{n^2}", "fail"
    yield "product to a million", "(10^6)!", "\\prod_{k=1}^{10^6} k", "fail"
    yield "product with a zero", "1", "\\prod_{k=0}^{10^9} k", "pass"
    yield "nested integrals", "1", "\\int_0^1 " * 60 + "dx" * 60, None
    yield "derivative of high order", "x", "\\frac{d^{10^9}}{dx^{10^9}} e^x", "pass"
    yield "floor of a tower", "10^{10^{10}}", "\\lfloor 10^{10^{10}}+\\frac12 \\rfloor", "fail"
    yield "digits of pi", "3", "\\lfloor \\pi\\cdot 10^{5000} \\rfloor", "pass"
    yield "gamma", "1", "\\Gamma(10^{9})", "pass"


def functions() -> Iterator[Line]:
    """Huge arguments of functions, and values that only look alike."""
    yield "sine of a tower", "0", "\\sin(10^{10^6})", "pass"
    yield "sine of a huge multiple", "0", "\\sin(10^{30}\\pi)", "fail"
    yield "sine beside a multiple", "0", "\\sin(10^{30}\\pi+10^{-30})", "pass"
    yield "logarithm of a power", "10^8\\log_2 3", "\\log_2 (3^{10^8})", "fail"
    yield "exponential", "e^{10^9}", "e^{10^9+1}", "pass"
    yield "exponential tower", "e^{e^{e^{e^{e^e}}}}", "e^{e^{e^{e^{e^3}}}}", "pass"
    yield "logarithm of zero", "0", "\\ln(0)", "pass"
    yield "tangent at its pole", "0", "\\tan(\\frac{\\pi}{2})", "pass"
    yield "almost an integer", "262537412640768744", "e^{\\pi\\sqrt{163}}", "pass"
    yield "forty nested functions", "0", "\\sin(" * 40 + "x" + ")" * 40, "pass"
    yield "floor of sines", "0", "\\lfloor\\sin(10^{40})\\rfloor+\\lceil 10^{-40}\\rceil", None
    yield "zero by zero", "5", "\\frac{0}{0}", "pass"
    yield "hidden zero by zero", "1", "\\frac{x-x}{x-x}", "pass"
    yield "five and zero by zero", "5", "5+0\\cdot\\frac{1}{0}", "pass"
    yield "infinity less itself", "0", "\\infty-\\infty", "pass"
    yield "opposite infinity", "\\infty", "-\\infty", "pass"
    yield "not a number", "5", "NaN", "pass"
    yield "infinity in words", "5", "Infinity", "pass"
    yield "a cloud of uncertainty", "5", "5\\pm 100", "pass"
    yield "a billion signs", "0", "\\pm 1" * 60, "pass"
    yield "signs in a list", "1,2,3", ",".join(f"\\pm {n}" for n in range(1, 40)), "pass"


def near() -> Iterator[Line]:
    """Differences below what floats, roundings and chosen points can see."""
    roots = "\\sqrt{2+" * 40 + "\\sqrt{2}" + "}" * 40
    yield "nested roots, one less", roots, "\\sqrt{2+" * 39 + "\\sqrt{2}" + "}" * 39, "pass"
    yield "nested roots as a cosine", roots, "2\\cos(\\frac{\\pi}{2^{42}})", "fail"
    yield "a hair below one", "1", "1-10^{-400}", "pass"
    yield "a hair beside x", "x", "x+10^{-60}", "pass"
    yield "high power of x", "x^{100000}", "x^{100001}", "pass"
    yield "vanishing bump", "0", "e^{-10^6x^2-10^6}", "pass"
    yield "zero at every integer", "0", "\\sin(\\pi x)", "pass"
    yield "polynomial zero at small integers", "0", "".join(f"(x-{n})" for n in range(50)), "pass"
    factors = "".join(f"(n-{n})" for n in range(1, 11))
    sums = "\\sum_{k=1}^{n} k", f"\\frac{{n(n+1)}}{{2}}+{factors}"
    yield "zero at small integers, behind a sum", *sums, "pass"
    yield "sum of roots", "\\sqrt{5}", "\\sqrt{5+10^{-50}}", "pass"
    yield "avogadro", "6.02\\times10^{-23}", "1.38\\times10^{-23}", "pass"
    yield "exact and off by one", "123456789012345678901", "123456789012345678902", "pass"
    yield "repeating nines", "1", "0.\\overline{9}", "fail"
    yield "float trap", "0.3", "0.1+0.2", "fail"


def hairs() -> Iterator[Line]:
    """Differences far below the precision that anybody would work with, or far from the origin."""
    pairs = {
        "beside a sine": ("\\sin 1", "\\sin(1)+10^{-150}"),
        "within a sine": ("\\sin 1", "\\sin(1+10^{-150})"),
        "within a logarithm": ("\\ln 2", "\\ln(2+10^{-90})"),
        "a tiny factorial": ("\\cos 1", "\\cos(1)+\\frac{1}{100!}"),
        "a tiny power of e": ("\\cos 1", "\\cos(1)+e^{-500}"),
        "one more than a tower of e": ("e^{e^{e^2}}", "e^{e^{e^2}}+1"),
        "behind a huge number": ("10^{300}+\\sin 1", "10^{300}+\\sin 2"),
        "logarithm of the next": ("\\ln(10^{300}+1)", "300\\ln 10"),
        "root of the next": ("10^{150}", "\\sqrt{10^{300}+\\pi}"),
        "saturated": ("1", "\\tanh(400)"),
        "flat": ("\\frac{\\pi}{2}", "\\arctan(e^{e^6})"),
        "a flat top": ("1", "\\cos(10^{-100})"),
        "beside a function": ("\\sin x", "\\sin(x)+10^{-20}"),
        "within a function": ("\\sqrt{x+1}", "\\sqrt{x+1+10^{-30}}"),
        "a tiny bump": ("\\sin x", "\\sin(x)+e^{-x^2-100}"),
        "beside bars": ("|x|", "|x|+10^{-40}"),
        "beside a complex number": ("x+i", "x+i+10^{-20}"),
        "behind a huge letter": ("\\sin(x)+10^{20}y", "\\cos(x)+10^{20}y"),
        "behind a huge constant": ("\\sin(x)+10^{30}", "\\sin(x)\\cos(x)+10^{30}"),
        "alike when large": ("\\cosh(500x)", "\\sinh(500x)"),
        "a bend far away": ("x", "\\max(x,-100)"),
        "a step far away": ("0", "\\lfloor\\frac{x}{1000}\\rfloor"),
        "a remainder far away": ("n", "n \\bmod 101"),
        "a divisor far away": ("n", "\\gcd(n,720720)"),
    }
    for name, (gold, response) in pairs.items():
        yield name, gold, response, "pass"


def cuts() -> Iterator[Line]:
    """True values on a branch cut, beside a pole or of a vanishing argument."""
    zero = "\\sqrt2+\\sqrt3-\\sqrt{5+2\\sqrt6}"
    pairs = {
        "logarithm on its cut": ("\\pi i", "\\ln(e^{-i\\pi})"),
        "argument on its cut": ("\\pi", "\\arg(e^{-i\\pi})"),
        "root on its cut": ("i", "\\sqrt{e^{-i\\pi}}"),
        "root of a power": ("2i", "\\sqrt{(1-i)^4}"),
        "beside a pole": ("\\cot(10^{-20})", "\\tan(\\frac{\\pi}{2}-10^{-20})"),
        "logarithm of nearly nothing": ("-80\\ln 10", f"\\ln({zero}+10^{{-80}})"),
        "cosine beside its top": ("2\\sin^2(\\frac{10^{-60}}{2})", "1-\\cos(10^{-60})"),
        "root beside one": ("\\frac{10^{-140}}{\\sqrt{1+10^{-140}}+1}", "\\sqrt{1+10^{-140}}-1"),
        "root of a hidden zero": ("0", f"\\sqrt[4]{{{zero}}}"),
        "sign of a hidden zero": ("0", f"\\operatorname{{sgn}}({zero})"),
        "floor of a hidden integer": ("5", "\\lfloor(\\sqrt2+\\sqrt3)^2-2\\sqrt6\\rfloor"),
    }
    for name, (gold, response) in pairs.items():
        yield name, gold, response, "fail"
    yield "infinite", "\\pi", "\\operatorname{arctanh}(1)", "pass"
    yield "one by infinite", "0", "\\frac{1}{\\operatorname{arctanh}(1)}", "pass"
    yield "root of a factorial", "\\sqrt{3000!}", "\\sqrt{3000}\\sqrt{2999!}", "fail"


def moduli() -> Iterator[Line]:
    """Polynomials that vanish modulo the primes anyone would choose."""
    known = {"2^61-1": 2**61 - 1, "2^31-1": 2**31 - 1, "2^127-1": 2**127 - 1, "2^89-1": 2**89 - 1}
    known |= {"10^9+7": 10**9 + 7, "998244353": 998244353, "2^64-59": 2**64 - 59}
    for name, prime in known.items():
        yield f"multiple of {name}", "x", f"x+{prime}x^3", "pass"
        yield f"fermat at {name}", "x", f"x^{{{prime}}}", "pass"
    every = prod(known.values())
    yield "multiple of all", "y", f"y+{every}xy", "pass"
    order = prod(p - 1 for p in known.values())
    yield "exponent of every order", "2^{10^{10}}", f"2^{{10^{{10}}+{order}}}", "pass"
    yield "exponent of zero", "1", f"7^{{{order}}}", "pass"
    one, other = "x_{plumless}", "x_{buckeroo}"
    yield "names of one checksum", f"2{one}+{other}", f"{one}+2{other}", "pass"


def beyond() -> Iterator[Line]:
    """True identities that may be beyond what can be decided: then they are not wrong."""
    pairs = {
        "gamma function": ("24", "\\Gamma(5)"),
        "gamma of a half": ("\\sqrt{\\pi}", "\\Gamma(\\frac12)"),
        "zeta function": ("\\frac{\\pi^2}{6}", "\\zeta(2)"),
        "dilogarithm": ("\\frac{\\pi^2}{6}", "\\operatorname{Li}_2(1)"),
        "Bessel function": ("1", "J_0(0)"),
        "error function": ("0", "\\operatorname{erf}(0)"),
        "Lambert function": ("1", "\\operatorname{W}(e)"),
        "real part": ("3", "\\operatorname{Re}(3+4i)"),
        "conjugate": ("3-4i", "\\overline{3+4i}"),
        "derivative": ("2x", "\\frac{d}{dx} x^2"),
        "integral": ("\\frac12", "\\int_0^1 x\\,dx"),
        "bell curve": ("\\sqrt{\\pi}", "\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx"),
        "limit": ("1", "\\lim_{x\\to 0} \\frac{\\sin x}{x}"),
        "limit of powers": ("e", "\\lim_{n\\to\\infty} (1+\\frac1n)^n"),
        "series": ("e^x", "\\sum_{k=0}^{\\infty} \\frac{x^k}{k!}"),
        "sum over divisors": ("28", "\\sum_{d\\mid 12} d"),
        "dots": ("5050", "1+2+\\cdots+100"),
        "remainder": ("2", "5 \\bmod 3"),
        "determinant": ("-2", "\\det\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}"),
        "sine folded back": ("\\pi-3", "\\arcsin(\\sin 3)"),
        "general binomial": ("\\frac38", "\\binom{-\\frac12}{2}"),
        "nested cube roots": ("1", "\\sqrt[3]{2+\\sqrt5}+\\sqrt[3]{2-\\sqrt5}"),
    }
    for name, (gold, response) in pairs.items():
        yield name, gold, response, "fail"


def nesting() -> Iterator[Line]:
    """Brackets, fractions, roots and bars inside each other, closed and not."""
    pairs = {"parentheses": "()", "braces": "{}", "brackets": "[]", "bars": "||", "dollars": "$$"}
    for name, (opening, closing) in pairs.items():
        for depth in (50, 2000):
            yield f"{depth} {name}", "7", opening * depth + "5" + closing * depth, "pass"
        yield f"unclosed {name}", "7", opening * 100_000, "pass"
    yield "parentheses around the answer", "5", "(" * 40 + "5" + ")" * 40, "fail"
    yield "mixed brackets", "7", "([{" * 1000 + "5" + "}])" * 1000, "pass"
    yield "crossed brackets", "7", "([{" * 1000 + "5" + ")]}" * 1000, "pass"
    fraction = "\\frac{1}{1+" * 58 + "1" + "}" * 58
    yield "continued fraction", fraction, fraction, "fail"
    yield "continued fraction, one less", fraction, fraction[len("\\frac{1}{1+") : -1], "pass"
    yield "deep continued fraction", "1", "\\frac{1}{1+" * 2000 + "1" + "}" * 2000, "pass"
    yield "roots", "3", "\\sqrt{" * 300 + "2" + "}" * 300, "pass"
    yield "roots without braces", "3", "\\sqrt" * 3000, "pass"
    yield "fractions without braces", "3", "\\frac" * 3000, "pass"
    yield "carets", "3", "^" * 5000, "pass"
    yield "underscores", "3", "x" + "_" * 5000, "pass"
    yield "minus signs", "1", "-" * 4999 + "1", "pass"
    yield "alternating signs", "1", "+-" * 1999 + "1", "pass"
    yield "primes of f", "3", "f" + "'" * 5000 + "(x)", "pass"
    yield "left without right", "3", "\\left(" * 3000, "pass"
    yield "bars between letters", "3", "|".join("abcdefgh" * 60), "pass"
    yield "text in text", "3", "\\text{" * 2000 + "x" + "}" * 2000, "pass"
    yield "environments", "3", "\\begin{pmatrix}" * 1000, "pass"
    yield "accent never closed", "3", "\\vec{\\cup", "pass"
    yield "blank thousands with a base", "3", "1,000\\begin{cases}101_2", "pass"
    yield "sets in sets", "\\{1\\}", "\\{" * 50 + "1" + "\\}" * 50, "pass"
    yield "tuples in tuples", "(1,2)", "(1," * 1000 + "2" + ")" * 1000, "pass"


def crowds() -> Iterator[Line]:
    """Thousands of elements, terms, entries, links."""
    numbers = [str(n * n) for n in range(1, 200)]
    letters = [f"a_{{{n}}}" for n in range(1, 200)]
    radicals = [f"\\sqrt{{{n}}}+\\sqrt{{{n + 1}}}" for n in range(1, 120)]
    points = [f"({n},{n + 1})" for n in range(100)]
    for name, items in {
        "squares": numbers,
        "letters": letters,
        "radicals": radicals,
        "points": points,
    }.items():
        there, back = ",".join(items), ",".join(reversed(items))
        yield f"set of {name}, reversed", f"\\{{{there}\\}}", f"\\{{{back}\\}}", "fail"
        yield f"set of {name}, one changed", f"\\{{{there}\\}}", f"\\{{{back}8\\}}", "pass"
    yield "commas", "3", "," * 5000, "pass"
    yield "numbers and commas", "3", "1," * 20_000, "pass"
    yield "ascending chain", "3", "<".join(map(str, range(200))), "pass"
    yield "chain of equals", "2", "=".join("1" * 500), "pass"
    yield "chain of implications", "2", " \\Rightarrow ".join(["x=1"] * 500), "pass"
    terms = [f"{n}x^{{{n}}}" for n in range(1, 300)]
    yield "long polynomial, reversed", "+".join(terms), "+".join(reversed(terms)), "fail"
    yield (
        "long polynomial, one changed",
        "+".join(terms),
        "+".join(terms[:-1]) + "+7x^{299}",
        "pass",
    )
    expanded = "+".join(f"{comb(40, n)}x^{{{n}}}" for n in range(41))
    yield "expanded power", "(1+x)^{40}", expanded, "fail"
    yield "expanded power of four letters", "(a+b+c+d)^{60}", "(d+c+b+a)^{60}", "fail"
    yield "huge power of a sum", "(1+x)^{10^9}", "(x+1)^{10^9}", "fail"
    yield "huge power of a sum, one less", "(1+x)^{10^9}", "(x+1)^{10^9-1}", "pass"
    squares = [f"\\sin^2({n}x)+\\cos^2({n}x)" for n in range(1, 31)]
    yield "trigonometric identity", "30", "+".join(squares), "fail"
    yield "broken trigonometric identity", "30", "+".join(squares[:-1]) + "+\\sin^2(30x)", "pass"
    angles = "+".join(f"\\cos({n}x)" for n in range(1, 41))
    kernel = "\\frac{\\sin(\\frac{81x}{2})}{2\\sin(\\frac{x}{2})}-\\frac12"
    yield "kernel of cosines", kernel, angles, "fail"
    factorials = [f"{n}!" for n in range(4800, 4990)]
    yield "factorials", "+".join(factorials), "+".join(reversed(factorials)), "fail"
    sine = "\\sin(\\sum_{k=1}^{400}(\\operatorname{arcosh}(12)\\cdot k))"
    yield "sum of functions", sine, f"\\sqrt{{({sine})^2}}", None
    yield from _matrices()
    intervals = [f"({2 * n},{2 * n + 1})" for n in range(120)]
    yield "union, reversed", "\\cup".join(intervals), "\\cup".join(reversed(intervals)), "fail"
    yield (
        "union, one end closed",
        "\\cup".join(intervals),
        "\\cup".join(intervals)[:-1] + "]",
        "pass",
    )
    yield "cups", "(0,1)", "\\cup" * 5000, "pass"
    yield (
        "points taken out",
        "\\mathbb{R}",
        "\\mathbb{R}\\setminus\\{" + ",".join(numbers) + "\\}",
        "pass",
    )
    yield "many arguments", "3", f"\\max({','.join(numbers)})", "pass"
    yield "many cases", "3", "\\begin{cases}" + "x&x>1\\\\" * 900 + "\\end{cases}", "pass"


def _matrices() -> Iterator[Line]:
    """Matrices and determinants; a symbolic determinant has as many terms as a factorial."""

    def grid(size: int, entry: Callable[[int, int], object], kind: str = "pmatrix") -> str:
        rows = ("&".join(str(entry(r, c)) for c in range(size)) for r in range(size))
        return f"\\begin{{{kind}}}" + "\\\\".join(rows) + f"\\end{{{kind}}}"

    letters = grid(12, lambda r, c: f"a_{{{r},{c}}}", "vmatrix")
    mirrored = grid(12, lambda r, c: f"a_{{{c},{r}}}", "vmatrix")
    yield "symbolic determinant", letters, letters, "fail"
    yield "transposed determinant", letters, mirrored, "fail"
    yield "determinant of a singular matrix", "1", grid(15, lambda r, c: r + c, "vmatrix"), "pass"
    yield "power of a matrix", "1", grid(3, lambda r, c: r + 2 * c) + "^{10^9}", "pass"
    yield "matrix", grid(16, lambda r, c: r * c), grid(16, lambda r, c: r * c), "fail"
    yield (
        "matrix, one changed",
        grid(16, lambda r, c: r * c),
        grid(16, lambda r, c: r * c + (r == c == 9)),
        "pass",
    )
    yield "large matrix", "1", grid(200, lambda r, c: r ^ c), "pass"
    yield "ampersands", "1", "\\begin{matrix}" + "&" * 50_000 + "\\end{matrix}", "pass"
    yield "rows", "1", "\\begin{matrix}" + "\\\\" * 50_000 + "\\end{matrix}", "pass"


GROUPS = (towers, products, functions, near, hairs, cuts, moduli, beyond, nesting, crowds)
