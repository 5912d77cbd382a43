import { allGpus } from "./catalog";

const marks = [
  "rtx",
  "gtx",
  "geforce",
  "quadro",
  "pro",
  "ti",
  "super",
  "sff",
  "server",
  "workstation",
  "max-q",
  "modded",
  "mig",
  "s",
] as const;

/** Words that are part of a model's name beside its number; "s" is Super or Server by the number. */
export type Mark = (typeof marks)[number];

/** The board a chip sits on. */
export type Form = "sxm" | "pcie" | "nvl" | "oam";

/** What one word of a spelling says. */
export type Meaning =
  | { says: "nothing" }
  | { says: "vendor"; vendor: string }
  | { says: "architecture"; architecture: string }
  | { says: "form"; form: Form }
  | { says: "memory-type"; type: string }
  | { says: "mark"; mark: Mark }
  | { says: "chip"; chip: string };

const fillers = `
  gpu gpus vgpu card cards graphics tensor core cores accelerator accelerators generation gen edition
  memory vram ram of me each per single grace superchip nvlink nvswitch nv link mega vws cc ac lc
  gdr rdma ib infiniband roce high freq frequency founders fe compute mode passthrough secure community spot demand ondemand on dedicated bare metal baremetal vm cloud
  instance`;
const architectures = "turing volta pascal maxwell kepler ampere hopper ada blackwell cdna".split(
  " ",
);
const vendors: Readonly<Record<string, string>> = {
  nvidia: "NVIDIA",
  tesla: "NVIDIA",
  grid: "NVIDIA",
  amd: "AMD",
  instinct: "AMD",
  radeon: "AMD",
  aws: "AWS",
  amazon: "AWS",
  qualcomm: "Qualcomm",
};
const forms: Readonly<Record<Form, string>> = {
  sxm: "sxm sxm2 sxm3 sxm4 sxm5 sxm6 hgx dgx",
  pcie: "pcie pci",
  nvl: "nvl nvl2 nvl4 nvl36 nvl72",
  oam: "oam",
};
const otherSpellings: Readonly<Record<string, Mark>> = {
  q: "quadro",
  mod: "modded",
  maxq: "max-q",
  se: "server",
  we: "workstation",
  ws: "workstation",
  wk: "workstation",
};
/** Chips whose word is not the last word of their family's name. */
const oddChips: Readonly<Record<string, string>> = {
  v100s: "v100s",
  ai100: "cloud-ai-100",
  trainium1: "trainium",
  /** The one list that glues NVL on like this means every H200 by it. */
  h200nvl: "h200",
};

const meanings = new Map<string, Meaning>([
  ...words(fillers).map((word) => [word, { says: "nothing" }] as const),
  ...Object.entries(vendors).map(([word, vendor]) => [word, { says: "vendor", vendor }] as const),
  ...architectures.map((name) => [name, { says: "architecture", architecture: name }] as const),
  ["lovelace", { says: "architecture", architecture: "ada" }],
  ...marks.map((mark) => [mark, { says: "mark", mark }] as const),
  ...Object.entries(otherSpellings).map(([word, mark]) => [word, { says: "mark", mark }] as const),
  ...formNames().flatMap((form) =>
    words(forms[form]).map((word) => [word, { says: "form", form }] as const),
  ),
  ...chips().map(([word, chip]) => [word, { says: "chip", chip }] as const),
]);

/** What a word says, or null when it is no word of this field. */
export function meaningOf(word: string): Meaning | null {
  if (/^(?:hbm\d?e?|gddr\d?x?)$/.test(word)) return { says: "memory-type", type: word };
  return meanings.get(word) ?? null;
}

/** Families with a number of four digits (RTX 4090) have a grammar of their own; the rest are chips. */
function chips(): (readonly [string, string])[] {
  const families = allGpus()
    .map((model) => model.family.toLowerCase())
    .filter((family) => !/(?:^| )\d/.test(family));
  const pairs = families.map((family) => {
    return [family.split(" ").at(-1) ?? family, family.replaceAll(" ", "-")] as const;
  });
  return [...pairs, ...Object.entries(oddChips)];
}

function formNames(): Form[] {
  return ["sxm", "pcie", "nvl", "oam"];
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
