"""The elements by symbol, and those by English name that cannot be mistaken for a molecule.

`oxygen`, `hydrogen` and the like are left out: the word means the element or its molecule.
"""

from __future__ import annotations

__all__ = ["ELEMENTS", "ELEMENT_NAMES"]

ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se "
    "Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb "
    "Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm "
    "Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og D".split()
)

_NAMED = (
    "helium:He lithium:Li beryllium:Be boron:B carbon:C neon:Ne sodium:Na magnesium:Mg "
    "aluminium:Al aluminum:Al silicon:Si argon:Ar potassium:K calcium:Ca scandium:Sc "
    "titanium:Ti vanadium:V chromium:Cr manganese:Mn iron:Fe cobalt:Co nickel:Ni copper:Cu "
    "zinc:Zn gallium:Ga germanium:Ge arsenic:As selenium:Se krypton:Kr rubidium:Rb "
    "strontium:Sr yttrium:Y zirconium:Zr niobium:Nb molybdenum:Mo technetium:Tc ruthenium:Ru "
    "rhodium:Rh palladium:Pd silver:Ag cadmium:Cd indium:In tin:Sn antimony:Sb tellurium:Te "
    "xenon:Xe caesium:Cs cesium:Cs barium:Ba lanthanum:La cerium:Ce neodymium:Nd samarium:Sm "
    "europium:Eu gadolinium:Gd terbium:Tb erbium:Er ytterbium:Yb lutetium:Lu hafnium:Hf "
    "tantalum:Ta tungsten:W rhenium:Re osmium:Os iridium:Ir platinum:Pt gold:Au mercury:Hg "
    "thallium:Tl lead:Pb bismuth:Bi polonium:Po radon:Rn francium:Fr radium:Ra actinium:Ac "
    "thorium:Th protactinium:Pa uranium:U neptunium:Np plutonium:Pu americium:Am curium:Cm"
)

ELEMENT_NAMES: dict[str, str] = {}
for _pair in _NAMED.split():
    _name, _, _symbol = _pair.partition(":")
    ELEMENT_NAMES[_name] = _symbol
