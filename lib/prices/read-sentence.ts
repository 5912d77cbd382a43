import type { OfferQuery } from "./schema";
import type { Area } from "./types";

/** What a sentence asks for; `q` holds the words that are no filter, such as a GPU's name. */
export type SentenceQuery = Pick<OfferQuery, "q"> &
  Partial<Pick<OfferQuery, "vram" | "max" | "count" | "area" | "pricing" | "tier">>;

const amount = String.raw`(\d+(?:\.\d+)?)`;
const dollars = String.raw`\s*(?:us\$|\$|usd|dollars?|美元|美金|刀)?`;
const perHour = String.raw`(?:\s*(?:\/|per|an|a|每)\s*(?:gpu[- ]?)?(?:hours?|hr|h|小时)(?![a-z]))?`;
const foreign =
  /(?:€|£|¥|￥|\b(?:eur|euros?|gbp|pounds?|cny|rmb|yuan|yen|inr|rupees?)\b|欧元|英镑|人民币|日元|(?<!美)元)/iu;
const atMost =
  "under|below|less than|cheaper than|at most|no more than|up to|max(?:imum)?(?=\\s*(?:us\\$|\\$)|\\s+(?:price|of))|<=?|≤|低于|不超过|不高于|最多|小于|少于";

const ceilings = [
  new RegExp(`(?:${atMost})${dollars}\\s*${amount}${dollars}${perHour}`, "iu"),
  new RegExp(`${amount}${dollars}${perHour}\\s*(?:以下|以内|之内|or less|or cheaper)`, "iu"),
  new RegExp(`(?:us\\$|\\$)\\s*${amount}${perHour}`, "iu"),
];
const memory =
  /(?:at least|至少)?\s*(\d{1,4})\s*(?:gib|gb|g)(?![a-z])\s*(?:of\s+)?(?:vram|memory|显存|\+|or more|以上)?/iu;
const counts = [
  /(?<![\w.])(\d{1,2})\s*[x×]\s*(?=\p{L})/iu,
  /(\d{1,2})\s*(?:gpus|cards|卡|张|块)/iu,
];

/** Words for each choice; a Latin word counts only whole. */
const pricing: readonly Choice<OfferQuery["pricing"][number]>[] = [
  ["spot", /\b(?:spot|preemptible|interruptible)\b|竞价|抢占式?/iu],
  ["on-demand", /\bon[- ]?demand\b|按需/iu],
  ["reserved", /\breserved\b|预留/iu],
];
const tier: readonly Choice<OfferQuery["tier"][number]>[] = [
  ["secure", /\bsecure\b|安全云?/iu],
  ["community", /\b(?:community|marketplace)\b|社区云?/iu],
];
const area: readonly Choice<Area>[] = [
  [
    "south-america",
    /\b(?:in\s+)?(?:south america|latin america|brazil)\b|(?:在)?(?:南美洲?|巴西)/iu,
  ],
  [
    "us",
    /\b(?:in\s+)?(?:the\s+)?(?:us|usa|u\.s\.|united states|america|north america)(?![\w$])|(?:在)?(?:美国|北美)/iu,
  ],
  ["canada", /\b(?:in\s+)?canada\b|(?:在)?加拿大/iu],
  ["europe", /\b(?:in\s+)?(?:the\s+)?(?:europe|european|eu)\b|(?:在)?(?:欧洲|欧盟)/iu],
  ["middle-east", /\b(?:in\s+)?(?:the\s+)?middle east\b|(?:在)?中东/iu],
  ["africa", /\b(?:in\s+)?africa\b|(?:在)?非洲/iu],
  ["asia", /\b(?:in\s+)?asia\b|(?:在)?亚洲/iu],
  ["oceania", /\b(?:in\s+)?(?:oceania|australia)\b|(?:在)?(?:大洋洲|澳洲|澳大利亚)/iu],
];
type Choice<T> = readonly [value: T, words: RegExp];

const fillers =
  /\b(?:gpus?|cards?|with|and|or|the|a|an|for|of|in|at|per|hour|price|prices|cheap|cheapest|rent|me|find|show)\b|[,;，；、。的]|显卡|价格|最便宜|便宜|租用?|找|每小时/giu;

/**
 * Reads a sentence such as "H100 80 GB under $2 in Europe" or "欧洲 4 卡 A100 低于 2 美元" as a query.
 * What is no filter stays in `q`, in its order.
 */
export function readSentence(sentence: string): SentenceQuery {
  const text = { left: sentence.normalize("NFKC").slice(0, 200) };
  // Filters are in dollars: a ceiling in other money is left to be seen as not understood.
  const max = foreign.test(text.left) ? null : takeNumber(text, ceilings);
  const count = takeNumber(text, counts);
  const vram = takeNumber(text, [memory]);
  const found = {
    pricing: takeChoices(text, pricing),
    tier: takeChoices(text, tier),
    area: takeChoices(text, area),
  };
  return {
    q: text.left.replace(fillers, " ").replace(/\s+/g, " ").trim(),
    ...(max !== null && max > 0 && { max }),
    ...(count !== null && count > 0 && { count: [count] }),
    ...(vram !== null && { vram }),
    ...(found.pricing.length > 0 && { pricing: found.pricing }),
    ...(found.tier.length > 0 && { tier: found.tier }),
    ...(found.area.length > 0 && { area: found.area }),
  };
}

/** Takes the first number that one of the patterns finds out of the text. */
function takeNumber(text: { left: string }, patterns: readonly RegExp[]): number | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text.left);
    if (match?.[1] === undefined) continue;
    text.left = text.left.replace(match[0], " ");
    return Number(match[1]);
  }
  return null;
}

function takeChoices<T>(text: { left: string }, choices: readonly Choice<T>[]): T[] {
  return choices.flatMap(([value, words]) => {
    if (!words.test(text.left)) return [];
    text.left = text.left.replace(words, " ");
    return [value];
  });
}
