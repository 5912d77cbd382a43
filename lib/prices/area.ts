import type { Area } from "./types";

const words: Readonly<Record<string, Area>> = {
  us: "us",
  usa: "us",
  "united states": "us",
  virginia: "us",
  oregon: "us",
  texas: "us",
  iowa: "us",
  illinois: "us",
  arizona: "us",
  wyoming: "us",
  northamerica: "us",
  "north america": "us",
  usgov: "us",
  ca: "canada",
  can: "canada",
  canada: "canada",
  brazil: "south-america",
  chile: "south-america",
  mexico: "south-america",
  southamerica: "south-america",
  "south america": "south-america",
  br: "south-america",
  eu: "europe",
  eur: "europe",
  europe: "europe",
  uk: "europe",
  "united kingdom": "europe",
  gb: "europe",
  de: "europe",
  fr: "europe",
  nl: "europe",
  se: "europe",
  no: "europe",
  fi: "europe",
  es: "europe",
  it: "europe",
  pl: "europe",
  ro: "europe",
  cz: "europe",
  is: "europe",
  at: "europe",
  be: "europe",
  hr: "europe",
  hu: "europe",
  ie: "europe",
  si: "europe",
  ch: "europe",
  dk: "europe",
  ee: "europe",
  bg: "europe",
  pt: "europe",
  germany: "europe",
  france: "europe",
  netherlands: "europe",
  sweden: "europe",
  norway: "europe",
  finland: "europe",
  iceland: "europe",
  luxembourg: "europe",
  poland: "europe",
  italy: "europe",
  spain: "europe",
  switzerland: "europe",
  ireland: "europe",
  ae: "middle-east",
  il: "middle-east",
  me: "middle-east",
  "middle east": "middle-east",
  israel: "middle-east",
  uae: "middle-east",
  qatar: "middle-east",
  sa: "middle-east",
  af: "africa",
  africa: "africa",
  ap: "asia",
  asia: "asia",
  jp: "asia",
  in: "asia",
  sg: "asia",
  kr: "asia",
  tw: "asia",
  hk: "asia",
  cn: "asia",
  japan: "asia",
  india: "asia",
  korea: "asia",
  singapore: "asia",
  taiwan: "asia",
  mumbai: "asia",
  my: "asia",
  th: "asia",
  vn: "asia",
  au: "oceania",
  oc: "oceania",
  nz: "oceania",
  australia: "oceania",
};

/** Longest first: `ap-southeast-2` is Sydney and `us-gov` is still the US. */
const starts: readonly (readonly [string, Area])[] = [
  ["ap-southeast-2", "oceania"],
  ["ap-southeast-4", "oceania"],
  ["ap-southeast-6", "oceania"],
  ["asia-pacific-2", "oceania"],
  ["northamerica-northeast", "canada"],
  ["northamerica-south", "south-america"],
  ["sa-br", "south-america"],
  ["sa-east", "south-america"],
  ["southamerica", "south-america"],
  ["australia", "oceania"],
  ["brazil", "south-america"],
  ["canada", "canada"],
  ["chile", "south-america"],
  ["mexico", "south-america"],
  ["southafrica", "africa"],
  ["southeastasia", "asia"],
  ["eastasia", "asia"],
  ["japan", "asia"],
  ["korea", "asia"],
  ["malaysia", "asia"],
  ["indonesia", "asia"],
  ["newzealand", "oceania"],
  ["centralindia", "asia"],
  ["southindia", "asia"],
  ["westindia", "asia"],
  ["jioindia", "asia"],
  ["israel", "middle-east"],
  ["qatar", "middle-east"],
  ["uae", "middle-east"],
  ["centralus", "us"],
  ["eastus", "us"],
  ["westus", "us"],
  ["northcentralus", "us"],
  ["southcentralus", "us"],
  ["westcentralus", "us"],
  ["france", "europe"],
  ["germany", "europe"],
  ["italy", "europe"],
  ["northeurope", "europe"],
  ["norway", "europe"],
  ["poland", "europe"],
  ["spain", "europe"],
  ["sweden", "europe"],
  ["switzerland", "europe"],
  ["uksouth", "europe"],
  ["ukwest", "europe"],
  ["westeurope", "europe"],
];

/** Airport codes, city codes and further country codes used as region names: whole words only. */
const codes: Readonly<Record<string, Area>> = {
  ...areaOf(
    "us",
    "atl atl1 dfw ewr hnl lax mia ord sea sjc nyc nyc1 nyc2 nyc3 sfo sfo2 sfo3 las phx",
  ),
  ...areaOf("canada", "yto tor tor1 yyz yul"),
  ...areaOf("south-america", "gru sao mex scl mx ar cl co pe uy"),
  ...areaOf(
    "europe",
    "ams ams2 ams3 cdg fra fra1 lhr lon lon1 mad man par sto waw mil osl hel gra11",
  ),
  ...areaOf("europe", "lt lv lu sk rs gr ua md mt cy by al ba mk mc ru"),
  ...areaOf("middle-east", "tlv dxb qa kw bh om jo"),
  ...areaOf("africa", "jnb za ke ng eg ma"),
  ...areaOf("asia", "blr blr1 bom del icn itm nrt sgp sgp1 tyo hkg tpe osa ph id kz pk bd lk uz"),
  ...areaOf("oceania", "mel syd syd1"),
};

function areaOf(area: Area, list: string): Record<string, Area> {
  return Object.fromEntries(list.split(" ").map((code) => [code, area]));
}

/**
 * The part of the world a provider's region word lies in; null where the word does not tell or
 * names several places ("EU / US").
 */
export function regionArea(region: string | null): Area | null {
  if (region === null) return null;
  const word = region.trim().toLowerCase().replaceAll("_", " ");
  if (word.includes(" / ")) return null;
  const known = codes[word] ?? words[word];
  if (known) return known;
  const start = starts.find(([prefix]) => word.startsWith(prefix));
  if (start) return start[1];
  const place = word.split(", ").findLast((piece) => piece in words);
  if (place) return words[place] ?? null;
  const parts = word.split(/[^a-z]+/).filter((part) => part !== "");
  const first = words[parts[0] ?? ""];
  if (first) return first;
  return parts.map((part) => words[part]).find((area) => area !== undefined) ?? null;
}
