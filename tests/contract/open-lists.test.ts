import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchList } from "@/lib/prices/fetch-list";
import { adapterMakers } from "@/lib/providers/registry";
import { fixture } from "./provider-cases";
import { type Recorded, type RecordedServer, startRecordedServer } from "./recorded-server";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const fetchWithoutKey = (id: string, how: Recorded) => {
  server.answer(() => how);
  const { baseUrl } = server;
  const adapter = adapterMakers[id]?.({ baseUrl, hosts: { open: `${baseUrl}/graphql` } });
  if (!adapter) throw new Error(`no adapter for ${id}`);
  return fetchList(adapter, { credentials: null });
};

describe("a price list that needs a key, where none is set", () => {
  it("is what RunPod tells anyone: no places, sold out where it says nothing of stock", async () => {
    const list = await fetchWithoutKey("runpod", { json: fixture("runpod/gpus-open") });
    if ("failure" in list) throw new Error(list.failure);
    const lines = list.offers.map(
      (one) =>
        `${one.key} ${one.nativePrice} ${one.isPartition ? "slice " : ""}${one.availability}`,
    );
    expect(lines).toEqual([
      "secure/NVIDIA GeForce RTX 4090/any 0.69 USD/GPU-hour available",
      "secure/NVIDIA H100 80GB HBM3/any 2.69 USD/GPU-hour unavailable",
      "secure/NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb/any 0.59 USD/GPU-hour slice available",
      "secure/NVIDIA A40/any 0.4 USD/GPU-hour unknown",
      "community/NVIDIA GeForce RTX 4090/any 0.34 USD/GPU-hour limited",
    ]);
    expect(list.skipped).toHaveLength(2);
  });

  it("is asked for without any key, and nothing else is", async () => {
    await fetchWithoutKey("runpod", { json: fixture("runpod/gpus-open") });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /graphql"]);
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  it("fails when RunPod refuses under status 200 or has ended the query", async () => {
    const errors = { json: { errors: [{ message: "Something went wrong" }], data: null } };
    expect(await fetchWithoutKey("runpod", errors)).toMatchObject({ failure: "transient" });
    const gone = { status: 410, json: { message: "Gone" } };
    expect(await fetchWithoutKey("runpod", gone)).toMatchObject({ failure: "invalid-request" });
  });

  it("needs the key where the provider tells nothing without one", async () => {
    expect(await fetchWithoutKey("lambda", {})).toMatchObject({ failure: "needs-key" });
    expect(server.asked).toEqual([]);
  });
});
