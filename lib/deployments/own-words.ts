import { z } from "zod";

const MOST_CHARS = 500;
const text = z.string().trim().min(1);

/** Where providers put a sentence for people in an answer that is JSON, the most telling first. */
const sentence = z.union([
  z.looseObject({ detail: text }).transform(({ detail }) => detail),
  z
    .looseObject({ error: z.looseObject({ message: text }) })
    .transform(({ error }) => error.message),
  z.looseObject({ message: text }).transform(({ message }) => message),
  z.looseObject({ error: text }).transform(({ error }) => error),
]);

/** The sentence in a provider's own answer; the answer itself where it holds none. Pure. */
export function ownWords(answer: string): string {
  const found = sentence.safeParse(parseJson(answer));
  const words = found.success ? found.data : answer.trim();
  return words.length > MOST_CHARS ? `${words.slice(0, MOST_CHARS)}…` : words;
}

function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}
