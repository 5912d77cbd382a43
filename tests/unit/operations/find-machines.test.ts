import { expect, it } from "vitest";
import { chooseKept } from "@/lib/operations/find-machines";
import type { Instance } from "@/lib/providers/contract";

function machine(id: string, facts: Partial<Instance> = {}): Instance {
  return {
    id,
    name: id,
    status: "running",
    nativeStatus: "RUNNING",
    ratePerHourMicros: null,
    ssh: null,
    hasOwnAddress: false,
    ports: [],
    region: null,
    createdAt: new Date("2026-11-01T00:00:00Z"),
    ...facts,
  };
}

it("keeps the oldest of several machines made for one", () => {
  const younger = machine("b", { createdAt: new Date("2026-11-02T00:00:00Z") });
  const { kept, extra } = chooseKept([younger, machine("a")]);
  expect(kept.id).toBe("a");
  expect(extra.map(({ id }) => id)).toEqual(["b"]);
});

it("keeps a healthy one even where it is younger", () => {
  const failed = machine("a", { status: "failed", createdAt: new Date("2026-10-01T00:00:00Z") });
  expect(chooseKept([failed, machine("b")]).kept.id).toBe("b");
});

it("chooses alike whatever the order of the list, also where no times are told", () => {
  const one = machine("ch-1", { createdAt: null });
  const two = machine("ch-2", { createdAt: null });
  expect(chooseKept([one, two]).kept.id).toBe("ch-1");
  expect(chooseKept([two, one]).kept.id).toBe("ch-1");
});
