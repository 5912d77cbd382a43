import { afterAll, describe, expect, it } from "vitest";
import type { Capabilities } from "@/lib/providers/contract";
import { providerMetas } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";
import { type CallName, callOf } from "./calls";
import { describeDated } from "./describe-dated";
import { describeProvider } from "./describe-provider";
import { proofTable } from "./proof-table";
import { readCases } from "./provider-cases";

const cases = await readCases();

/** The optional calls of the contract, and which capability promises each. */
const optionalCalls: readonly [call: CallName, isPromised: (able: Capabilities) => boolean][] = [
  ["stop", (able) => able.stop],
  ["start", (able) => able.stop || able.hibernate !== "no"],
  ["restart", (able) => able.restart],
  ["hibernate", (able) => able.hibernate !== "no"],
  ["logs", (able) => able.logs],
  ["volumes", (able) => able.volumes !== "no"],
  ["end volume", (able) => able.volumes !== "no"],
  ["attach", (able) => able.volumes === "any-time"],
  ["detach", (able) => able.volumes === "any-time"],
];

const adapterOf = (id: string) => adapterMakers[id]?.({ baseUrl: "http://127.0.0.1:1" });

function hasCall(id: string, call: CallName): boolean {
  const adapter = adapterOf(id);
  const known = cases.find(([one]) => one === id)?.[1];
  if (call === "offers") return adapter?.prices !== undefined;
  if (!adapter || !known) return false;
  return callOf(call, adapter, { known, volumeId: "" }) !== null;
}

afterAll(() => console.log(`\n${proofTable(providerMetas, hasCall)}\n`));

describe("the registry", () => {
  it("has an adapter for every provider people see", () => {
    const ids = providerMetas.map((meta) => meta.id).sort();
    expect(Object.keys(adapterMakers).sort()).toEqual(ids);
  });

  it.each(providerMetas)("gives $id exactly the faces its facts promise", (meta) => {
    const adapter = adapterOf(meta.id);
    expect(adapter?.meta).toBe(meta);
    expect(adapter?.prices !== undefined).toBe(meta.prices !== null);
    expect(adapter?.prices?.table !== undefined).toBe(meta.prices?.access === "dated");
    expect(adapter?.instances !== undefined).toBe(meta.capabilities !== null);
    expect(adapter?.keys !== undefined).toBe(meta.capabilities !== null);
  });

  it.each(optionalCalls)(
    "gives every adapter the call %s exactly where it is promised",
    (call, isPromised) => {
      for (const meta of providerMetas) {
        const wanted = meta.capabilities !== null && isPromised(meta.capabilities);
        expect([meta.id, hasCall(meta.id, call)]).toEqual([meta.id, wanted]);
      }
    },
  );

  it("has recorded answers for every provider with machines", () => {
    const unproved = cases.filter(([id, { machines }]) => adapterOf(id)?.instances && !machines);
    expect(unproved.map(([id]) => id)).toEqual([]);
  });

  it("gives no adapter disks where its provider has none", () => {
    const promised = providerMetas.filter((meta) => (meta.capabilities?.volumes ?? "no") !== "no");
    const given = providerMetas.filter(({ id }) => adapterOf(id)?.volumes !== undefined);
    expect(given).toEqual(promised);
  });
});

for (const [id, known] of cases) await describeProvider(id, known);

for (const { id, prices } of providerMetas) {
  if (prices?.access === "dated") describeDated(id);
}
