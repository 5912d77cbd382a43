import { meaningOf } from "./vocabulary";

const prefix =
  /^(?:geforce|nvidia|amd|quadro|tesla|radeon|instinct|rtx|gtx|pro|\d{1,2}x)(?=[a-z0-9])/;
const suffix =
  /(?:super|nvlink|nvl\d{0,2}|pcie|pci|sxm\d?|oam|gdr|ada|turing|blackwell|server|bse|maxq|mod|ti|se|we|ws|wk|(?<=00)b|(?<=\d{4}(?:ti)?)s|(?<=[a-z])\d{2,3}gb?|(?<=[a-z0-9])x\d{1,2})$/;
/** Endings that are short for more than one word. */
const short: Readonly<Record<string, readonly string[]>> = {
  bse: ["blackwell", "server"],
  b: ["blackwell"],
};

/** Splits words written as one ("rtx4070tisuper", "h100nvl") into those that have a meaning. */
export function splitWord(word: string): string[] {
  const before: string[] = [];
  const after: string[] = [];
  let core = word;
  while (!isWhole(core)) {
    const start = prefix.exec(core)?.[0];
    const end = start ? undefined : suffix.exec(core)?.[0];
    const found = start ?? end;
    if (found === undefined || found === core) break;
    if (start) before.push(start);
    else after.unshift(...(short[found] ?? [found]));
    core = start ? core.slice(found.length) : core.slice(0, -found.length);
  }
  return [...before, core, ...after];
}

function isWhole(word: string): boolean {
  return /^\d+$/.test(word) || meaningOf(word) !== null;
}
