import { describe, expect, it } from "vitest";
import { rankOffers, toBestView } from "@/lib/deployments/best/rank-offers";
import { type Need, type Seller, weighOffer } from "@/lib/deployments/best/weigh-offer";
import type { OfferView } from "@/lib/prices/types";
import { findProviderMeta } from "@/lib/providers/meta";

const runpod = findProviderMeta("runpod")?.capabilities ?? null;
const lambda = findProviderMeta("lambda")?.capabilities ?? null;
const key = { id: "key_1", name: "Key", lastFour: "abcd", state: "active" };
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

const need = (more: Partial<Need> = {}): Need => ({
  count: 1,
  ports: [],
  pricing: "on-demand",
  areas: [],
  sshPublicKeys: [sshPublicKey],
  ...more,
});

function offer(id: string, pricePerHour: string, more: Partial<OfferView> = {}): OfferView {
  return {
    kind: "live",
    id,
    providerId: "runpod",
    providerName: "RunPod",
    modelId: "h100-sxm",
    modelName: "H100 SXM",
    instanceType: "H100",
    gpuSpelling: "H100",
    gpuCount: 1,
    maxGpuCount: 8,
    isPartition: false,
    gpuMemoryGb: 80,
    vcpu: null,
    ramGb: null,
    diskGb: null,
    region: "EU-RO-1",
    area: "europe",
    pricingModel: "on-demand",
    tier: null,
    pricePerHour,
    pricePerGpuHour: pricePerHour,
    nativePrice: "as told",
    currency: "USD",
    availability: "available",
    observedAt: "2026-11-25T12:00:00.000Z",
    freshness: "fresh",
    vanished: false,
    isLaunchable: true,
    leastMinutes: 0,
    sharesAddress: false,
    brokeredFrom: null,
    brokeredName: null,
    ...more,
  };
}

const atRunpod: Seller = { capabilities: runpod, key };
const reasonFor = (one: OfferView, more: Partial<Need> = {}, seller: Seller = atRunpod) =>
  weighOffer(one, need(more), seller).reason;

describe("an offer held against a need", () => {
  it("counts the disk in what it costs", () => {
    const weighed = weighOffer(offer("a", "2"), need({ diskGb: 100 }), atRunpod);
    expect(weighed.perHourMicros).toBe(2_000_000n);
    expect(weighed.diskPerHourMicros).toBeGreaterThan(0n);
  });

  it.each<[string, string | null, OfferView, Partial<Need>, Seller]>([
    ["fits", null, offer("a", "2"), {}, atRunpod],
    ["has no key", "needs-key", offer("a", "2"), {}, { capabilities: runpod, key: null }],
    [
      "has a refused key",
      "key-refused",
      offer("a", "2"),
      {},
      { capabilities: runpod, key: { ...key, state: "refused" } },
    ],
    ["is sold out", "sold-out", offer("a", "2", { availability: "unavailable" }), {}, atRunpod],
    ["is too old", "price-too-old", offer("a", "2", { freshness: "old" }), {}, atRunpod],
    ["has no adapter", "cannot-launch", offer("a", "2"), {}, { capabilities: null, key }],
    [
      "does not sell so many",
      "count-not-sold",
      offer("a", "2", { maxGpuCount: 1 }),
      { count: 2 },
      atRunpod,
    ],
    [
      "takes no image",
      "image-not-offered",
      offer("a", "2", { diskGb: 500 }),
      { image: "x" },
      { capabilities: lambda, key },
    ],
    [
      "opens no ports",
      "ports-not-offered",
      offer("a", "2", { diskGb: 500 }),
      { ports: [80] },
      { capabilities: lambda, key },
    ],
    [
      "shares its address",
      "http-check-address",
      offer("a", "2", { sharesAddress: true, diskGb: 500 }),
      { httpCheck: "8000/health" },
      { capabilities: lambda, key },
    ],
    [
      "has too small a disk",
      "disk-not-offered",
      offer("a", "2", { diskGb: 50 }),
      { diskGb: 100 },
      { capabilities: lambda, key },
    ],
    [
      "brings a disk large enough",
      null,
      offer("a", "2", { diskGb: 500 }),
      { diskGb: 100 },
      { capabilities: lambda, key },
    ],
    ["sells no such disk", "disk-range", offer("a", "2"), { diskGb: 5 }, atRunpod],
    [
      "cannot stop at the end of a lease",
      "lease-cannot-stop",
      offer("a", "2", { diskGb: 500 }),
      { lease: { afterHours: 1, act: "stop" } },
      { capabilities: lambda, key },
    ],
  ])("%s", (_what, reason, one, more, seller) => {
    expect(reasonFor(one, more, seller)).toBe(reason);
  });

  it("needs an SSH key where the provider does", () => {
    const bare = weighOffer(
      offer("a", "2", { diskGb: 500 }),
      { ...need(), sshPublicKeys: [] },
      {
        capabilities: lambda,
        key,
      },
    );
    expect(bare.reason).toBe("ssh-key-required");
  });
});

describe("the ranking", () => {
  const weighAll = (all: readonly OfferView[]) =>
    all.map((one) => weighOffer(one, need({ diskGb: 10 }), atRunpod));

  it("puts the cheapest first and of equals the one surely there", () => {
    const all = [
      offer("dear", "3"),
      offer("perhaps", "2", { availability: "unknown" }),
      offer("sure", "2"),
    ];
    const { candidates } = toBestView(rankOffers(weighAll(all), 9_000_000n));
    expect(candidates.map(({ offer: { id } }) => id)).toEqual(["sure", "perhaps", "dear"]);
  });

  it("tries a cloud's own machine before a broker that asks the same for it, and after a cheaper one", () => {
    const broker = (id: string, price: string) =>
      offer(id, price, { brokeredFrom: "lambda", brokeredName: "Lambda" });
    const own = offer("own", "2", { providerId: "lambda", availability: "limited" });
    const all = [broker("broker", "2"), own, broker("cheaper", "1.9"), broker("dearer", "2.1")];
    const { candidates } = toBestView(rankOffers(weighAll(all), 9_000_000n));
    expect(candidates.map(({ offer: { id } }) => id)).toEqual([
      "cheaper",
      "own",
      "broker",
      "dearer",
    ]);
  });

  it("holds the ceiling against the whole machine, disk counted, and says what it left out", () => {
    const view = toBestView(rankOffers(weighAll([offer("a", "2")]), 2_000_000n));
    expect(view.candidates).toEqual([]);
    expect(view.leftOut).toMatchObject([
      { providerId: "runpod", reason: "above-ceiling", offers: 1 },
    ]);
    expect(Number(view.leftOut[0]?.fromPerHour)).toBeGreaterThan(2);
  });

  it("lists eight at most and counts the rest", () => {
    const many = Array.from({ length: 11 }, (_, index) => offer(`o${index}`, "2"));
    const view = toBestView(rankOffers(weighAll(many), 9_000_000n));
    expect([view.candidates.length, view.more]).toEqual([8, 3]);
  });

  it("proposes a ceiling a quarter above the cheapest, in whole cents", () => {
    const view = toBestView(rankOffers(weighAll([offer("a", "2"), offer("b", "2.9")]), null));
    expect(view.candidates).toHaveLength(1);
    expect(view.ceiling).toMatch(/^2\.\d{1,2}$/);
    expect(toBestView(rankOffers([], null)).ceiling).toBeNull();
  });
});
