import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderAdapter } from "@/lib/providers/contract";
import { adapterMakers } from "@/lib/providers/registry";
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
      const { status = 200, json } = recordedFor(known.recording, asked);
      return spec.check({
        method: asked.method,
        path: asked.path,
        request: asked.body,
        status: place.statuses?.[`${asked.method} ${asked.path}`] ?? statusOf(asked, status),
        answer: json,
        type: "application/json",
      });
    });
    const allowed = adapterDeviations[id] ?? [];
    expect(found.filter((text) => !allowed.some(({ pattern }) => pattern.test(text)))).toEqual([]);
    const unused = allowed.filter(({ pattern }) => !found.some((text) => pattern.test(text)));
    expect(unused.map(({ reason }) => reason)).toEqual([]);
  });
});

/** Recordings answer 200 where the provider says 201 to a create. */
function statusOf(asked: { method: string; path: string }, status: number): number {
  return asked.method === "POST" && asked.path === "/pods" ? 201 : status;
}

async function useEverything(adapter: ProviderAdapter, known: ProviderCase): Promise<void> {
  const { credentials, machines } = known;
  await adapter.prices?.list({ credentials });
  await adapter.keys?.verify(credentials, {});
  await adapter.keys?.balance?.(credentials, {});
  await adapter.keys?.sshKeys?.(credentials, {});
  await useVolumes(adapter, known);
  const { instances } = adapter;
  if (!instances || !machines) return;
  await instances.launch(credentials, machines.spec, {});
  await instances.launch(credentials, { ...machines.spec, ports: [], image: "my/image:1" }, {});
  await instances.list(credentials, {});
  await instances.get(credentials, machines.id, {});
  await instances.stop?.(credentials, machines.id, {});
  await instances.start?.(credentials, machines.id, {});
  await instances.restart?.(credentials, machines.id, {});
  await instances.terminate(credentials, machines.id, {});
}

async function useVolumes({ volumes }: ProviderAdapter, known: ProviderCase): Promise<void> {
  const { credentials, machines } = known;
  const [volume] = (await volumes?.list(credentials, {})) ?? [];
  if (!volumes || !volume || !machines) return;
  const pair = { volumeId: volume.id, instanceId: machines.id };
  await volumes.attach?.(credentials, pair, {});
  await volumes.detach?.(credentials, pair, {});
  await volumes.remove(credentials, volume.id, {});
}
