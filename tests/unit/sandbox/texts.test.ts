import { describe, expect, test } from "vitest";
import { linksOf } from "@/sandbox/mail/mailbox";
import messages from "@/sandbox/messages.json";
import { html } from "@/sandbox/page/html";
import { languageOf, speak } from "@/sandbox/page/texts";

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the sandbox page's texts", () => {
  test("exist in both languages with the same places to fill", () => {
    expect(Object.keys(messages.zh)).toEqual(Object.keys(messages.en));
    for (const [key, text] of Object.entries(messages.en)) {
      const [, chinese = ""] = Object.entries(messages.zh).find(([name]) => name === key) ?? [];
      expect(places(chinese)).toEqual(places(text));
    }
  });

  test("the address wins over the browser's language", () => {
    expect(languageOf("en", "zh-CN")).toBe("en");
    expect(languageOf(null, "zh-CN,en")).toBe("zh");
    expect(languageOf("fr", undefined)).toBe("en");
    expect(speak("zh")("breakNamed", { name: "RunPod" })).toBe("中断 RunPod");
  });

  test("whatever is put into a page is escaped", () => {
    expect(html`<b title="${`"><i>`}">${["<a>", html`<u>`]}</b>`.html).toBe(
      '<b title="&quot;&gt;&lt;i&gt;">&lt;a&gt;<u></b>',
    );
  });
});

test("a mail's links are its http links, each once", () => {
  const found = linksOf(
    "see http://a.example/x. and mailto:x@y.example",
    `<a href="http://a.example/v?x=1&amp;y=2">v</a><a href='javascript:alert(1)'>no</a>`,
  );
  expect(found).toEqual(["http://a.example/v?x=1&y=2", "http://a.example/x"]);
});
