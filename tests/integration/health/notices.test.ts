import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import type { Finding, Probe } from "@/lib/health/probes/contract";
import { runRounds } from "@/lib/health/run-rounds";
import type { Notice } from "@/lib/health/types";
import {
  askFor,
  isRunning,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const { signal } = new AbortController();
const worn: Notice = { word: "memory-worn", figure: 63, fault: "gpu-worn" };
const code: Notice = { word: "unknown-xid", figure: 999, fault: null };

/** A look inside whose notices a test decides. */
function looking(notices: readonly Notice[]): Probe {
  return {
    kind: "gpu",
    asks: () => true,
    run: async (): Promise<Finding> => ({
      kind: "gpu",
      ok: true,
      ms: 9,
      word: "gpu-fine",
      notices,
    }),
  };
}

async function running(tenant: Tenant): Promise<string> {
  return (await workUntil(tenant, await askFor(tenant), isRunning)).id;
}

async function look(id: string, notices: readonly Notice[]): Promise<void> {
  await runRounds([], signal);
  const due = { dueAt: new Date(Date.now() - 1_000) };
  await asWorker((tx) => tx.probeState.updateMany({ where: { deploymentId: id }, data: due }));
  await runRounds([looking(notices)], signal);
}

it("tells once of what is worth knowing, and the machine stays well", async () => {
  const id = await running(await makeTenant(twins.sandbox));
  await look(id, []);
  await look(id, [worn]);
  await look(id, [worn, code]);
  await look(id, [worn, code]);
  const where = { deploymentId: id };
  const notices = await asWorker((tx) =>
    tx.healthConclusion.findMany({ where, orderBy: { at: "asc" } }),
  );
  expect(notices).toMatchObject([
    {
      kind: "notice",
      fault: "gpu-worn",
      firstAct: "reboot-in-window",
      seen: [{ kind: "gpu", word: "memory-worn", figure: 63 }],
      isTold: true,
    },
    { kind: "notice", fault: null, firstAct: null, seen: [{ word: "unknown-xid", figure: 999 }] },
  ]);
  const events = await asWorker((tx) =>
    tx.event.findMany({ where: { ...where, type: "deployment.noticed" }, orderBy: { at: "asc" } }),
  );
  expect(events.map(({ data }) => data)).toMatchObject([
    { notice: "memory-worn", figure: "63" },
    { notice: "unknown-xid", figure: "999" },
  ]);
  const health = await asWorker((tx) => tx.healthState.findUnique({ where }));
  expect(health?.verdict).toBe("healthy");
});
