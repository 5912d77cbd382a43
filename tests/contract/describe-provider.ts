import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { microsToDecimal } from "@/lib/money";
import type { ProviderAdapter, ProviderOffer } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";
import { describeCalls } from "./describe-calls";
import { describeMachines } from "./describe-machines";
import { countsFor } from "./proof-table";
import { type ProviderCase, recordedFor } from "./provider-cases";
import { type Recorded, type RecordedServer, startRecordedServer } from "./recorded-server";
import { rehearse } from "./rehearsal";
import { caught, type Stage } from "./stage";

/** The one suite every provider adapter passes, on recorded answers over the real wire. */
export async function describeProvider(id: string, known: ProviderCase): Promise<void> {
  const make = (baseUrl: string) => {
    const made = adapterMakers[id]?.({ baseUrl, hosts: hostsUnder(baseUrl, id), pace: 100 });
    if (!made) throw new Error(`no adapter for ${id}`);
    return made;
  };
  const rehearsal = known.machines ? await rehearse(make, known) : null;
  describe(`${id} adapter`, () => {
    let server: RecordedServer;
    let other: RecordedServer;
    let adapter: ProviderAdapter;
    beforeAll(async () => {
      server = await startRecordedServer();
      other = await startRecordedServer();
      adapter = stage.at(server.baseUrl);
    });
    afterAll(() => Promise.all([server.close(), other.close()]));
    const stage: Stage = {
      server: () => server,
      adapter: () => adapter,
      at: make,
      elsewhere: () => other.baseUrl,
      strangers: () => other.asked,
      breakCall: (call, how) =>
        server.answer((asked) =>
          `${asked.method} ${asked.path}`.startsWith(call)
            ? how
            : recordedFor(known.recording, asked),
        ),
    };
    if (findProviderMeta(id)?.prices?.access !== "dated") {
      describe("prices", () => {
        countsFor(id, "offers");
        describePrices(stage, known);
      });
    }
    if (known.machines) describeMachines(stage, known, known.machines);
    if (rehearsal) describeCalls(id, stage, { known, rehearsal });
  });
}

/** Every further host of a provider is below the one recorded server, by its name. */
function hostsUnder(baseUrl: string, id: string): Record<string, string> {
  const names = Object.keys(findProviderMeta(id)?.hosts ?? {});
  return Object.fromEntries(names.map((name) => [name, `${baseUrl}/${name}`]));
}

function describePrices(stage: Stage, known: ProviderCase): void {
  const list = (signal?: AbortSignal) =>
    stage.adapter().prices?.list({ credentials: known.credentials, signal }) ??
    Promise.reject(new Error("no prices face"));
  const breakAll = (how: Recorded) => stage.breakCall("", how);
  const failure = async (how: Recorded, signal?: AbortSignal) => {
    breakAll(how);
    return caught(list(signal));
  };

  it("reads the recorded price list", async () => {
    stage.server().answer((asked) => recordedFor(known.recording, asked));
    const { offers, skipped } = await list();
    expect(offers.map(describeOffer)).toEqual(known.offers);
    expect(skipped).toHaveLength(known.skipped);
    expect(new Set(offers.map((offer) => offer.key)).size).toBe(offers.length);
  });

  it("reads a list with fields it has never seen", async () => {
    stage.server().answer((asked) => {
      const recorded = recordedFor(known.recording, asked);
      return { ...recorded, json: withNewFields(recorded.json, known) };
    });
    expect((await list()).offers.map(describeOffer)).toEqual(known.offers);
  });

  it("never guesses a price that is missing", async () => {
    stage.server().answer((asked) => {
      const recorded = recordedFor(known.recording, asked);
      return { ...recorded, json: withoutPrices(recorded.json, known) };
    });
    const { offers, skipped } = await list();
    expect(offers).toEqual([]);
    expect(skipped.length).toBeGreaterThan(0);
  });

  it.each([
    ["a page of HTML", { raw: "<html>hello</html>", headers: { "content-type": "text/html" } }],
    ["half an answer", { raw: '{"gpus": [', fate: "half" }],
    ["JSON that breaks off", { raw: '{"data": {"plans": [' }],
    ["an empty answer", { raw: "" }],
    ["another shape", { json: { surprise: true } }],
    ["an error under status 200", { json: { error: { code: "global/internal-error" } } }],
    ["a redirect", { status: 302, headers: { location: "https://example.com/" } }],
    ["a broken server", { status: 500, json: {} }],
    ["a busy gateway", { status: 503, raw: "<html>busy</html>" }],
    ["a firewall's page", { status: 403, raw: "<html>blocked</html>" }],
    ["a dropped connection", { fate: "drop" }],
  ] satisfies [string, Recorded][])("calls %s transient", async (_name, how) => {
    expect((await failure(how)).kind).toBe("transient");
  });

  it("gives up on a provider that never answers when told to", async () => {
    const error = await failure({ fate: "hang" }, AbortSignal.timeout(80));
    expect(error.kind).toBe("transient");
  });

  it.each(known.refusals)("reads the refusal $status as $kind", async ({ kind, status, json }) => {
    const error = await failure({ status, json, headers: { "retry-after": "12" } });
    expect(error.kind).toBe(kind);
    expect(error.retryAfterMs).toBe(12_000);
  });
}

function describeOffer(offer: ProviderOffer): string {
  const slice = offer.isPartition ? "*" : "";
  const price = microsToDecimal(offer.pricePerHourMicros);
  return `${offer.key} ${price} x${offer.gpuCount}${slice} ${offer.availability}`;
}

function mapObjects(value: unknown, change: (fields: [string, unknown][]) => [string, unknown][]) {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== "object" || one === null) return one;
    const fields = Object.entries(one).map(([name, field]): [string, unknown] => [
      name,
      walk(field),
    ]);
    return Object.fromEntries(change(fields));
  };
  return walk(value);
}

/** Adds a field to every object but the maps whose keys are names. */
function withNewFields(json: unknown, known: ProviderCase): unknown {
  return mapObjects(json, (fields) => {
    const names = fields.map(([name]) => name);
    const isMap = known.isMap?.(names) ?? names.every((name) => /-|_x|\dx_/.test(name));
    return isMap ? fields : [...fields, ["somethingNew", { deep: true }]];
  });
}

function withoutPrices(json: unknown, { priceFields }: ProviderCase): unknown {
  return mapObjects(json, (fields) => fields.filter(([name]) => !priceFields.includes(name)));
}
