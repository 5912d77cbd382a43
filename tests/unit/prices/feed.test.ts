import { describe, expect, it } from "vitest";
import { speak } from "@/lib/i18n/translator";
import { type FeedFacts, feedPath, toAtom, toJsonFeed } from "@/lib/prices/feed";

const facts: FeedFacts = {
  changes: [
    {
      providerId: "runpod",
      gpuModel: "h100-sxm",
      pricingModel: "on-demand",
      at: new Date("2026-11-20T10:00:00Z"),
      beforeMicros: 2_690_000n,
      afterMicros: 2_390_000n,
    },
    {
      providerId: "<clouds & co>",
      gpuModel: "l4",
      pricingModel: "spot",
      at: new Date("2026-11-19T10:00:00Z"),
      beforeMicros: 200_000n,
      afterMicros: 300_000n,
    },
  ],
  locale: "en",
  site: "https://hub.example",
  now: new Date("2026-11-21T00:00:00Z"),
  say: speak("en", "feed"),
};

describe("the feed of price moves", () => {
  it("says in Atom what moved where, newest first", () => {
    const atom = toAtom(facts);
    expect(atom).toContain(
      "<title>H100 SXM at RunPod: $2.69 down to $2.39 (−11.1 %), on demand</title>",
    );
    expect(atom).toContain('<link href="https://hub.example/gpus/h100-sxm"/>');
    expect(atom).toContain("<updated>2026-11-20T10:00:00.000Z</updated>");
    expect(atom.match(/<entry>/g)).toHaveLength(2);
  });

  it("puts a provider's odd name in as text, never as markup", () => {
    expect(toAtom(facts)).toContain("&lt;clouds &amp; co&gt;");
    expect(toAtom(facts)).not.toContain("<clouds");
  });

  it("says the same as JSON, and in Chinese leads to Chinese pages", () => {
    const feed = toJsonFeed({ ...facts, locale: "zh", say: speak("zh", "feed") });
    expect(feed).toMatchObject({
      language: "zh-CN",
      feed_url: "https://hub.example/feeds/prices.zh.json",
      items: [
        {
          url: "https://hub.example/zh/gpus/h100-sxm",
          title: "RunPod 的 H100 SXM：$2.69 降到 $2.39（−11.1%），按需",
        },
        { url: "https://hub.example/zh/gpus/l4" },
      ],
    });
  });

  it("gives every move an id of its own that stays the same", () => {
    const ids = (atom: string) => atom.match(/<entry><id>[^<]+/g) ?? [];
    expect(new Set(ids(toAtom(facts))).size).toBe(2);
    expect(ids(toAtom(facts))).toEqual(ids(toAtom({ ...facts, now: new Date() })));
  });

  it("has one address for each language and format", () => {
    expect(feedPath("en", "xml")).toBe("/feeds/prices.xml");
    expect(feedPath("zh", "json")).toBe("/feeds/prices.zh.json");
  });
});
