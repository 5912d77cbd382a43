import { createTranslator, IntlErrorCode } from "next-intl";
import { expect, it } from "vitest";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

/** Every text by its full key. */
function textsOf(part: object, prefix = ""): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] =>
    typeof value === "string"
      ? [[`${prefix}${key}`, value]]
      : textsOf(value as object, `${prefix}${key}.`),
  );
}

/**
 * Names of what a text asks for: {name}, {count, plural, ...} and <tags>. A brace inside an
 * argument opens one of its branches, a brace inside a branch an argument again.
 */
function placeholdersOf(text: string): string[] {
  const names = [...text.matchAll(/<(\w+)>/g)].map((match) => match[0]);
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === "}") depth -= 1;
    else {
      const name = /^\{\s*(\w+)/.exec(text.slice(index))?.[1];
      if (depth % 2 === 0 && name) names.push(name);
      depth += 1;
    }
  }
  return [...new Set(names)].sort();
}

const english = new Map(textsOf(en));
const chinese = new Map(textsOf(zh));

it("has every text in both languages", () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

it("asks for the same facts in both languages", () => {
  const differing = [...english].filter(([key, text]) => {
    const other = chinese.get(key) ?? "";
    return placeholdersOf(text).join() !== placeholdersOf(other).join();
  });
  expect(differing.map(([key]) => key)).toEqual([]);
});

it("has no text that cannot be read", () => {
  const unreadable = [...english, ...chinese].filter(([, text]) => {
    let isBroken = false;
    const say = createTranslator({
      locale: "en",
      messages: { text },
      getMessageFallback: () => "",
      onError: ({ code }) => {
        isBroken ||= code === IntlErrorCode.INVALID_MESSAGE;
      },
    });
    say("text");
    return isBroken;
  });
  expect(unreadable.map(([key]) => key)).toEqual([]);
});

it("shouts nowhere", () => {
  const loud = [...english, ...chinese].filter(([, text]) => /[!！]/.test(text));
  expect(loud).toEqual([]);
});

it("puts a space between Chinese and Latin letters or figures", () => {
  const touching = /[\p{Script=Han}][A-Za-z0-9]|[A-Za-z0-9][\p{Script=Han}]/u;
  const wrong = [...chinese].filter(([, text]) => touching.test(text.replaceAll(/<\/?\w+>/g, "")));
  expect(wrong).toEqual([]);
});
