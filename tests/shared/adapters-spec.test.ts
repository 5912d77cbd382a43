import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderAdapter } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";
import { callNames, callOf } from "../contract/calls";
import { type ProviderCase, readCases, recordedFor } from "../contract/provider-cases";
import { type RecordedServer, startRecordedServer } from "../contract/recorded-server";
import { adapterDeviations } from "./adapters-spec/deviations";
import { openSpec } from "./twins-spec/open-spec";
import { readDocument } from "./twins-spec/read-document";

const specs = join(process.env.SHARED_DIR ?? "../shared", "providers/specs");
let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const documented = (await readCases()).filter(([, known]) => known.document !== undefined);

describe.each(documented)("the adapter of %s", (id, known) => {
  it("sends what the document allows, and is tested on answers the document knows", async () => {
    const adapter = adapterMakers[id]?.({ baseUrl: server.baseUrl, pace: 100 });
    const place = known.document;
    if (!adapter || !place) throw new Error(`no adapter or document for ${id}`);
    const document = readDocument(join(specs, place.file));
    const spec = openSpec(document, place.prefix, place.closed);
    server.answer((asked) => recordedFor(known.recording, asked));
    await useEverything(adapter, known);

    expect(server.asked.length).toBeGreaterThan(0);
    const found = server.asked.flatMap((asked) => {
      const { status = 200, json, raw, headers } = recordedFor(known.recording, asked);
      return spec.check({
        method: asked.method,
        path: asked.path,
        request: asked.body,
        status: place.statuses?.[`${asked.method} ${asked.path}`] ?? statusOf(asked, status),
        answer: raw ?? json,
        type: headers?.["content-type"] ?? "application/json",
      });
    });
    const allowed = adapterDeviations[id] ?? [];
    expect(found.filter((text) => !allowed.some(({ pattern }) => pattern.test(text)))).toEqual([]);
    const unused = allowed.filter(({ pattern }) => !found.some((text) => pattern.test(text)));
    expect(unused.map(({ reason }) => reason)).toEqual([]);
  });
});

it.each(documented)(
  "the sources page says of %s whose copy of its document we have",
  (id, known) => {
    const list = readFileSync(join(specs, "SOURCES.md"), "utf8").split("\n");
    const line = list.find((one) => one.startsWith(`| ${known.document?.file} |`)) ?? "";
    const isForeign = /third[- ]party|mirror|unofficial/.test(line);
    const { evidence } = findProviderMeta(id)?.prices ?? {};
    expect(line).not.toBe("");
    expect(["copied-spec", "unofficial"].includes(evidence ?? "")).toBe(isForeign);
  },
);

/** Recordings answer 200 where the provider says 201 to a create. */
function statusOf(asked: { method: string; path: string }, status: number): number {
  return asked.method === "POST" && asked.path === "/pods" ? 201 : status;
}

/** Every call once, and launches of other kinds. */
async function useEverything(adapter: ProviderAdapter, known: ProviderCase): Promise<void> {
  const { credentials, machines } = known;
  const [volume] = (await adapter.volumes?.list(credentials, {})) ?? [];
  const subjects = { known, volumeId: volume?.id ?? "" };
  for (const name of callNames) await callOf(name, adapter, subjects)?.({});
  if (!machines) return;
  const { spec } = machines;
  const launch = (changes: object) =>
    adapter.instances?.launch(credentials, { ...spec, ...changes }, {});
  await launch({ ports: [], image: "my/image:1" });
  if (volume && adapter.meta.capabilities?.volumes === "at-launch")
    await launch({ volumeId: volume.id });
}
