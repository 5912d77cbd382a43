import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { houseKey } from "@/lib/prices/house-key";
import { findProviderMeta } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";
import { readCases } from "../contract/provider-cases";
import { runSandbox, type SandboxProcess } from "../integration/sandbox/sandbox-process";
import { twinDeviations } from "./price-twins-spec/deviations";
import { startRecordingProxy } from "./price-twins-spec/recording-proxy";
import { openSpec } from "./twins-spec/open-spec";
import { readDocument } from "./twins-spec/read-document";

const specs = join(process.env.SHARED_DIR ?? "../shared", "providers/specs");
let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const documented = (await readCases()).flatMap(([id, { document }]) =>
  document ? [{ id, document }] : [],
);

describe.each(documented)("the price list of the twin of $id", ({ id, document }) => {
  it("goes over the wire as the document says, but for the deviations listed", async () => {
    const exchanges = await exchangesOf(id);
    expect(exchanges.length).toBeGreaterThan(0);
    const spec = openSpec(
      readDocument(join(specs, document.file)),
      document.prefix,
      document.closed,
    );
    const found = exchanges.flatMap((exchange) => spec.check(exchange));
    const allowed = twinDeviations[id] ?? [];
    expect(found.filter((text) => !allowed.some(({ pattern }) => pattern.test(text)))).toEqual([]);
    const unused = allowed.filter(({ pattern }) => !found.some((text) => pattern.test(text)));
    expect(unused.map(({ reason }) => reason)).toEqual([]);
  });
});

/** Everything that is said while the adapter reads the twin's whole price list. */
async function exchangesOf(id: string) {
  const meta = findProviderMeta(id);
  if (!meta) throw new Error(`no meta for ${id}`);
  const path = new URL(meta.apiUrl).pathname.replace(/\/$/, "");
  const proxy = await startRecordingProxy(`${sandbox.url}/${id}${path}`);
  try {
    const adapter = adapterMakers[id]?.({ baseUrl: proxy.url, pace: 100 });
    const list = await adapter?.prices?.list({ credentials: houseKey(meta) ?? {} });
    expect(list?.offers.length).toBeGreaterThan(0);
    return proxy.exchanges;
  } finally {
    await proxy.close();
  }
}
