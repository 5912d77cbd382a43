import { describe, expect, it } from "vitest";
import { providerMetas } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";
import { describeDated } from "./describe-dated";
import { describeProvider } from "./describe-provider";
import { readCases } from "./provider-cases";

describe("the registry", () => {
  it("has an adapter for every provider people see", () => {
    const ids = providerMetas.map((meta) => meta.id).sort();
    expect(Object.keys(adapterMakers).sort()).toEqual(ids);
  });

  it.each(providerMetas)("gives $id exactly the faces its facts promise", (meta) => {
    const adapter = adapterMakers[meta.id]?.({ baseUrl: "http://127.0.0.1:1" });
    expect(adapter?.meta).toBe(meta);
    expect(adapter?.prices !== undefined).toBe(meta.prices !== null);
    expect(adapter?.prices?.table !== undefined).toBe(meta.prices?.access === "dated");
    expect(adapter?.instances !== undefined).toBe(meta.capabilities !== null);
    expect(adapter?.keys !== undefined).toBe(meta.capabilities !== null);
    expect(adapter?.instances?.stop !== undefined).toBe(meta.capabilities?.stop ?? false);
    expect(adapter?.instances?.start !== undefined).toBe(meta.capabilities?.stop ?? false);
    expect(adapter?.instances?.restart !== undefined).toBe(meta.capabilities?.restart ?? false);
  });
});

for (const [id, known] of await readCases()) describeProvider(id, known);

for (const { id, prices } of providerMetas) {
  if (prices?.access === "dated") describeDated(id);
}
