"""Nations by their adjectives: "French" has the key of "France".

Where an answer is a country, a nationality or an origin, the noun and the adjective say the same.
"""

from __future__ import annotations

__all__ = ["NATIONS"]

NATIONS = {
    word: country
    for country, words in {
        "france": "french frenchman frenchwoman", "germany": "german", "spain": "spanish spaniard",
        "england": "english englishman englishwoman", "scotland": "scottish scot scotch",
        "wale": "welsh welshman", "ireland": "irish irishman",
        "uk": "british britain briton britan",
        "usa": "american america", "denmark": "danish dane", "norway": "norwegian",
        "sweden": "swedish swede", "finland": "finnish finn", "iceland": "icelandic",
        "netherland": "dutch holland", "belgium": "belgian", "switzerland": "swis swiss",
        "austria": "austrian", "italy": "italian", "portugal": "portuguese", "greece": "greek",
        "turkey": "turkish turk", "poland": "polish pole", "russia": "russian",
        "hungary": "hungarian", "romania": "romanian", "bulgaria": "bulgarian",
        "serbia": "serbian serb", "croatia": "croatian croat", "ukraine": "ukrainian",
        "czechia": "czech", "china": "chinese", "japan": "japanese", "korea": "korean",
        "vietnam": "vietnamese", "thailand": "thai", "india": "indian", "pakistan": "pakistani",
        "israel": "israeli", "iran": "iranian persian persia", "iraq": "iraqi", "egypt": "egyptian",
        "morocco": "moroccan", "nigeria": "nigerian", "kenya": "kenyan", "canada": "canadian",
        "mexico": "mexican", "brazil": "brazilian", "argentina": "argentine argentinian",
        "chile": "chilean", "peru": "peruvian", "colombia": "colombian", "cuba": "cuban",
        "jamaica": "jamaican", "australia": "australian", "philippine": "filipino philippines",
        "europe": "european", "africa": "african", "asia": "asian", "rome": "roman",
        "norman": "normandy", "arabia": "arab arabian arabic", "siam": "siamese",
    }.items()
    for word in words.split()
}  # fmt: skip
"""From a folded word to the key of the country."""
