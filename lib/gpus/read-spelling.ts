import { splitWord } from "./split-word";
import { type Form, type Mark, meaningOf } from "./vocabulary";

/** Everything a spelling says about a GPU, before it is decided which model that is. */
export interface Reading {
  chips: Set<string>;
  /** The four digits of names like RTX 4090. */
  numbers: Set<string>;
  marks: Set<Mark>;
  forms: Set<Form>;
  vendors: Set<string>;
  architectures: Set<string>;
  memoryTypes: Set<string>;
  memoriesGb: number[];
  /** Numbers without a unit; the model decides whether they are its memory. */
  bareNumbers: number[];
  /** How many GPUs, where the spelling says so. */
  count: number;
  /** A slice: its memory, or its share of the card. */
  migGb: number | null;
  vgpuGb: number | null;
  share: number | null;
  /** Written as one of Lambda's instance types, gpu_8x_h100_sxm5. */
  isLambdaType: boolean;
}

const longestSpelling = 160;
const lambdaType = /^gpu_\d+x_/;
const sizes = "(?:gib|gb|gig|g|mib|mb)(?![a-z0-9])";
/** A number before a memory ("SXM-8-80G") or before everything ("8 H100") says how many. */
const bareCount = String.raw`(?<!(?:\b[a-z]{1,2}|inferentia|trainium)[ _-])(?:[1-8]|10|16)(?=[ _-]\d+${sizes})|^(?:[1-8]|10|16)(?=[ _-][a-z])`;
const token = new RegExp(
  [
    String.raw`(?<mig>[1-7]g[.-]\d+gb?(?![a-z0-9]))`,
    String.raw`(?<memory>\d+(?:\.\d+)?[ _-]?${sizes})`,
    String.raw`(?<count>\d{1,2}(?:\.\d+)? ?x(?![a-z0-9])|x ?\d{1,2}(?![a-z0-9])|${bareCount})`,
    String.raw`(?<share>\d+\/\d+)`,
    String.raw`(?<vgpu>\d+q(?![a-z0-9]))`,
    "(?<maxq>max[ _-]?q)(?![a-z0-9])",
    "(?<word>[a-z][a-z0-9]*)",
    String.raw`(?<number>\d+(?:\.\d+)?[a-z0-9]*)`,
  ].join("|"),
  "g",
);

/** Reads a spelling word by word; null as soon as it says something we do not understand. */
export function readSpelling(spelling: string): Reading | null {
  if (spelling.length > longestSpelling) return null;
  const text = plain(spelling);
  if (/[^\x20-\x7e]/.test(text)) return null;
  const reading = emptyReading(lambdaType.test(text));
  for (const word of joinWords(tokens(text, reading))) {
    if (!readWord(word, reading)) return null;
  }
  return reading;
}

/** Lower case ASCII without trade marks; what follows "with" is the rest of the machine. */
function plain(spelling: string): string {
  const ascii = spelling
    .replaceAll(/[®™©]|\((?:r|tm|c)\)/gi, " ")
    .normalize("NFKC")
    .replaceAll(/[\s\u200b\ufeff]/g, " ")
    .replaceAll("×", "x")
    .replaceAll(/[‐-―]/g, "-");
  const machine = ascii.toLowerCase().trim().split(" with ")[0] ?? "";
  return machine.replace(/virtual[ _-]workstation/, "vws");
}

/** Takes sizes, counts and shares out of the text and returns the words that are left. */
function tokens(text: string, reading: Reading): string[] {
  const words: string[] = [];
  for (const { groups = {} } of text.matchAll(token)) {
    const { mig, memory, count, share, vgpu, maxq, word, number } = groups;
    if (mig) reading.migGb = Number(/\d+(?=gb?$)/.exec(mig)?.[0]);
    else if (memory) reading.memoriesGb.push(toGb(memory));
    else if (count) readCount(count, reading);
    else if (share) readShare(share, reading);
    else if (vgpu) reading.vgpuGb = Number.parseInt(vgpu, 10);
    else words.push(maxq ? "maxq" : (word ?? number ?? ""));
  }
  return words.flatMap(splitWord);
}

/** "A 100", "MI 300X" and "L40 S" are one word each. */
function joinWords(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const isOneWord = before !== undefined && belongTogether(before, word);
    if (isOneWord) joined.pop();
    joined.push(isOneWord ? before + word : word);
  }
  return joined;
}

function belongTogether(before: string, word: string): boolean {
  const mayJoin = !/\d/.test(before) || /^[a-z]$/.test(word);
  return mayJoin && meaningOf(before + word)?.says === "chip";
}

function readWord(word: string, reading: Reading): boolean {
  if (/^\d+(?:\.\d+)?$/.test(word)) return readNumber(word, reading);
  if (/^(?:\d{1,2}x|x\d{1,2})$/.test(word)) return readCount(word, reading);
  if (/^\d{2,3}gb?$/.test(word)) return reading.memoriesGb.push(Number.parseInt(word, 10)) > 0;
  const meaning = meaningOf(word);
  if (!meaning) return reading.isLambdaType && word === "n";
  switch (meaning.says) {
    case "chip":
      reading.chips.add(meaning.chip);
      return true;
    case "form":
      reading.forms.add(meaning.form);
      return true;
    case "mark":
      reading.marks.add(meaning.mark);
      return true;
    case "vendor":
      reading.vendors.add(meaning.vendor);
      return true;
    case "architecture":
      reading.architectures.add(meaning.architecture);
      return true;
    case "memory-type":
      reading.memoryTypes.add(meaning.type);
      return true;
    case "nothing":
      return true;
  }
}

function readNumber(word: string, reading: Reading): boolean {
  if (/^\d{4}$/.test(word)) reading.numbers.add(word);
  else if (Number(word) > 0 && Number(word) < 1) reading.share = Number(word);
  else reading.bareNumbers.push(Number(word));
  return true;
}

function readCount(text: string, reading: Reading): boolean {
  const times = Number(text.replace(/ ?x ?/, ""));
  if (times > 0 && times < 1) reading.share = times;
  else if (Number.isInteger(times) && times > 0) reading.count = times;
  else reading.bareNumbers.push(times);
  return true;
}

function readShare(text: string, reading: Reading): void {
  const [part = 0, whole = 0] = text.split("/").map(Number);
  if (part > 0 && part < whole) reading.share = part / whole;
  else reading.bareNumbers.push(Number.NaN);
}

function toGb(memory: string): number {
  const size = Number.parseFloat(memory);
  return /mi?b$/.test(memory) ? size / 1024 : size;
}

function emptyReading(isLambdaType: boolean): Reading {
  return {
    chips: new Set(),
    numbers: new Set(),
    marks: new Set(),
    forms: new Set(),
    vendors: new Set(),
    architectures: new Set(),
    memoryTypes: new Set(),
    memoriesGb: [],
    bareNumbers: [],
    count: 1,
    migGb: null,
    vgpuGb: null,
    share: null,
    isLambdaType,
  };
}
