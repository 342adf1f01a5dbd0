"""Names of common compounds and ions with their formulae, condensed where that shows structure."""

from __future__ import annotations

__all__ = ["ANIONS", "CATIONS", "COMPOUNDS"]


def _ions(text: str) -> dict[str, tuple[str, int]]:
    """`name:formula:charge` separated by semicolons."""
    table: dict[str, tuple[str, int]] = {}
    for entry in text.split(";"):
        name, formula, charge = entry.strip().split(":")
        table[name] = (formula, int(charge))
    return table


CATIONS = _ions(
    "lithium:Li:1; sodium:Na:1; potassium:K:1; rubidium:Rb:1; cesium:Cs:1; silver:Ag:1; "
    "ammonium:NH4:1; hydrogen:H:1; magnesium:Mg:2; calcium:Ca:2; strontium:Sr:2; barium:Ba:2; "
    "beryllium:Be:2; zinc:Zn:2; cadmium:Cd:2; aluminum:Al:3; gallium:Ga:3; scandium:Sc:3; "
    "hydronium:H3O:1; ferrous:Fe:2; ferric:Fe:3; cuprous:Cu:1; cupric:Cu:2; stannous:Sn:2; "
    "stannic:Sn:4; plumbous:Pb:2; mercuric:Hg:2; nickel:Ni:2; radium:Ra:2; lanthanum:La:3"
)

ANIONS = _ions(
    "fluoride:F:1; chloride:Cl:1; bromide:Br:1; iodide:I:1; oxide:O:2; sulfide:S:2; selenide:Se:2; "
    "nitride:N:3; phosphide:P:3; carbide:C:4; hydride:H:1; hydroxide:OH:1; cyanide:CN:1; "
    "peroxide:O2:2; superoxide:O2:1; sulfate:SO4:2; sulfite:SO3:2; thiosulfate:S2O3:2; "
    "nitrate:NO3:1; nitrite:NO2:1; azide:N3:1; phosphate:PO4:3; phosphite:PO3:3; carbonate:CO3:2; "
    "hydrogen carbonate:HCO3:1; bicarbonate:HCO3:1; hydrogencarbonate:HCO3:1; "
    "hydrogen sulfate:HSO4:1; bisulfate:HSO4:1; hydrogen sulfite:HSO3:1; bisulfite:HSO3:1; "
    "hydrogen phosphate:HPO4:2; dihydrogen phosphate:H2PO4:1; permanganate:MnO4:1; "
    "manganate:MnO4:2; chromate:CrO4:2; dichromate:Cr2O7:2; chlorate:ClO3:1; chlorite:ClO2:1; "
    "perchlorate:ClO4:1; hypochlorite:ClO:1; bromate:BrO3:1; iodate:IO3:1; periodate:IO4:1; "
    "acetate:CH3COO:1; ethanoate:CH3COO:1; formate:HCOO:1; oxalate:C2O4:2; thiocyanate:SCN:1; "
    "cyanate:OCN:1; silicate:SiO3:2; borate:BO3:3; tetraborate:B4O7:2; arsenate:AsO4:3; "
    "molybdate:MoO4:2; tungstate:WO4:2; amide:NH2:1; hydrogen sulfide:HS:1; citrate:C6H5O7:3; "
    "tartrate:C4H4O6:2; benzoate:C6H5COO:1; aluminate:AlO2:1; telluride:Te:2; arsenide:As:3"
)

_TABLE = """
water H2O; heavy water D2O; ammonia NH3; methane CH4; ethane CH3CH3; propane CH3CH2CH3
butane CH3(CH2)2CH3; n-butane CH3(CH2)2CH3; isobutane CH(CH3)3; 2-methylpropane CH(CH3)3
methylpropane CH(CH3)3; pentane CH3(CH2)3CH3; n-pentane CH3(CH2)3CH3; neopentane C(CH3)4
isopentane (CH3)2CHCH2CH3; 2-methylbutane (CH3)2CHCH2CH3; 2,2-dimethylpropane C(CH3)4
hexane CH3(CH2)4CH3; n-hexane CH3(CH2)4CH3; heptane CH3(CH2)5CH3; octane CH3(CH2)6CH3
nonane CH3(CH2)7CH3; decane CH3(CH2)8CH3; ethene CH2=CH2; ethylene CH2=CH2; ethyne CH≡CH
acetylene CH≡CH; propene CH3CH=CH2; propylene CH3CH=CH2; propyne CH3C≡CH; 1-butene CH2=CHCH2CH3
but-1-ene CH2=CHCH2CH3; 2-butene CH3CH=CHCH3; but-2-ene CH3CH=CHCH3; 1,3-butadiene CH2=CHCH=CH2
butadiene CH2=CHCH=CH2; isoprene CH2=C(CH3)CH=CH2; benzene C6H6; toluene C6H5CH3
methylbenzene C6H5CH3; ethylbenzene C6H5CH2CH3; styrene C6H5CH=CH2; phenol C6H5OH
aniline C6H5NH2; nitrobenzene C6H5NO2; chlorobenzene C6H5Cl; bromobenzene C6H5Br
benzoic acid C6H5COOH; benzaldehyde C6H5CHO; cyclohexane C6H12; cyclopentane C5H10
cyclopropane C3H6; cyclobutane C4H8; cyclohexene C6H10; naphthalene C10H8; anthracene C14H10
methanol CH3OH; methyl alcohol CH3OH; ethanol CH3CH2OH; ethyl alcohol CH3CH2OH; alcohol CH3CH2OH
1-propanol CH3CH2CH2OH; propan-1-ol CH3CH2CH2OH; n-propanol CH3CH2CH2OH; propanol CH3CH2CH2OH
2-propanol CH3CH(OH)CH3; propan-2-ol CH3CH(OH)CH3; isopropanol CH3CH(OH)CH3
isopropyl alcohol CH3CH(OH)CH3; 1-butanol CH3(CH2)3OH; butan-1-ol CH3(CH2)3OH
2-butanol CH3CH(OH)CH2CH3; butan-2-ol CH3CH(OH)CH2CH3; tert-butanol (CH3)3COH
tert-butyl alcohol (CH3)3COH; 2-methyl-2-propanol (CH3)3COH; 2-methylpropan-2-ol (CH3)3COH
1-pentanol CH3(CH2)4OH; ethylene glycol HOCH2CH2OH; ethane-1,2-diol HOCH2CH2OH
glycerol HOCH2CH(OH)CH2OH; glycerin HOCH2CH(OH)CH2OH; dimethyl ether CH3OCH3
methoxymethane CH3OCH3; diethyl ether CH3CH2OCH2CH3; ethoxyethane CH3CH2OCH2CH3
methoxyethane CH3OCH2CH3; formaldehyde HCHO; methanal HCHO; acetaldehyde CH3CHO; ethanal CH3CHO
propanal CH3CH2CHO; propionaldehyde CH3CH2CHO; butanal CH3CH2CH2CHO; acetone CH3COCH3
propanone CH3COCH3; 2-propanone CH3COCH3; propan-2-one CH3COCH3; butanone CH3COCH2CH3
2-butanone CH3COCH2CH3; butan-2-one CH3COCH2CH3; formic acid HCOOH; methanoic acid HCOOH
acetic acid CH3COOH; ethanoic acid CH3COOH; propanoic acid CH3CH2COOH; propionic acid CH3CH2COOH
butanoic acid CH3CH2CH2COOH; butyric acid CH3CH2CH2COOH; oxalic acid HOOCCOOH
lactic acid CH3CH(OH)COOH; stearic acid CH3(CH2)16COOH; palmitic acid CH3(CH2)14COOH
citric acid C6H8O7; tartaric acid HOOCCH(OH)CH(OH)COOH; malonic acid HOOCCH2COOH
succinic acid HOOCCH2CH2COOH; methyl formate HCOOCH3; ethyl formate HCOOCH2CH3
methyl acetate CH3COOCH3; methyl ethanoate CH3COOCH3; ethyl acetate CH3COOCH2CH3
ethyl ethanoate CH3COOCH2CH3; methyl propanoate CH3CH2COOCH3; acetyl chloride CH3COCl
acetamide CH3CONH2; acetic anhydride (CH3CO)2O; methylamine CH3NH2; ethylamine CH3CH2NH2
dimethylamine CH3NHCH3; trimethylamine N(CH3)3; triethylamine N(CH2CH3)3; acetonitrile CH3CN
nitromethane CH3NO2; urea CO(NH2)2; glycine NH2CH2COOH; alanine CH3CH(NH2)COOH
chloromethane CH3Cl; methyl chloride CH3Cl; dichloromethane CH2Cl2; methylene chloride CH2Cl2
chloroform CHCl3; trichloromethane CHCl3; carbon tetrachloride CCl4; tetrachloromethane CCl4
bromomethane CH3Br; methyl bromide CH3Br; iodomethane CH3I; methyl iodide CH3I
fluoromethane CH3F; chloroethane CH3CH2Cl; ethyl chloride CH3CH2Cl; bromoethane CH3CH2Br
ethyl bromide CH3CH2Br; 1,2-dichloroethane ClCH2CH2Cl; 1,1-dichloroethane CH3CHCl2
1,2-dibromoethane BrCH2CH2Br; vinyl chloride CH2=CHCl; chloroethene CH2=CHCl
1-chloropropane CH3CH2CH2Cl; 2-chloropropane CH3CHClCH3; 1-bromopropane CH3CH2CH2Br
2-bromopropane CH3CHBrCH3; 2-bromobutane CH3CHBrCH2CH3; 1-bromobutane CH3(CH2)3Br
tert-butyl chloride (CH3)3CCl; 2-chloro-2-methylpropane (CH3)3CCl; glucose C6H12O6
fructose C6H12O6; galactose C6H12O6; sucrose C12H22O11; lactose C12H22O11; maltose C12H22O11
caffeine C8H10N4O2; aspirin C9H8O4; acetylsalicylic acid C9H8O4; salicylic acid C7H6O3
hydrogen chloride HCl; hydrochloric acid HCl; hydrogen bromide HBr; hydrobromic acid HBr
hydrogen iodide HI; hydroiodic acid HI; hydrogen fluoride HF; hydrofluoric acid HF
hydrogen sulfide H2S; hydrogen cyanide HCN; hydrocyanic acid HCN; hydrogen peroxide H2O2
sulfuric acid H2SO4; sulfurous acid H2SO3; nitric acid HNO3; nitrous acid HNO2
phosphoric acid H3PO4; phosphorous acid H3PO3; carbonic acid H2CO3; perchloric acid HClO4
chloric acid HClO3; chlorous acid HClO2; hypochlorous acid HClO; boric acid H3BO3
silicic acid H2SiO3; chromic acid H2CrO4; hydrazine N2H4; hydroxylamine NH2OH; ozone O3
phosphine PH3; silane SiH4; diborane B2H6; arsine AsH3; nitric oxide NO; nitrous oxide N2O
laughing gas N2O; silica SiO2; quartz SiO2; alumina Al2O3; rust Fe2O3; hematite Fe2O3
magnetite Fe3O4; pyrite FeS2; lime CaO; quicklime CaO; slaked lime Ca(OH)2; limestone CaCO3
calcite CaCO3; marble CaCO3; chalk CaCO3; gypsum CaSO4·2H2O; table salt NaCl; rock salt NaCl
halite NaCl; baking soda NaHCO3; washing soda Na2CO3·10H2O; soda ash Na2CO3; caustic soda NaOH
lye NaOH; caustic potash KOH; potash K2CO3; saltpeter KNO3; bleach NaClO; borax Na2B4O7·10H2O
epsom salt MgSO4·7H2O; dry ice CO2; galena PbS; cinnabar HgS; fluorite CaF2; oxygen gas O2
hydrogen gas H2; nitrogen gas N2; chlorine gas Cl2; fluorine gas F2; bromine liquid Br2
dioxygen O2; dihydrogen H2; dinitrogen N2; white phosphorus P4; carbon disulfide CS2
phosphorus pentoxide P2O5;
 phosgene COCl2
proton H^+; electron e^-; hydroxyl OH; hydroxide OH^-; buckminsterfullerene C60
mercury(i) chloride Hg2Cl2; calomel Hg2Cl2; mercurous chloride Hg2Cl2; calcium carbide CaC2
"""

COMPOUNDS: dict[str, str] = {}
for _entry in _TABLE.replace("\n", ";").split(";"):
    _name, _, _formula = _entry.strip().rpartition(" ")
    if _name:
        COMPOUNDS[_name] = _formula
