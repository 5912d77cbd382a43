import fc from "fast-check";
import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { bringForward } from "@/lib/deployments/bring-forward";
import { getDeployment } from "@/lib/deployments/queries";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { AppError } from "@/lib/errors";
import { sweepHealth } from "@/lib/health/sweep";
import { runVerb } from "@/lib/verbs/run-verb";
import { asOwner } from "./as-owner";
import {
  askFor,
  billOf,
  eventually,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
} from "./rented-world";

const twins = rentTwins();
const verbs = { stop, start, restart, terminate };

const fault = fc.constantFrom<Record<string, unknown>>(
  { kind: "answer-lost" },
  { kind: "connection-reset" },
  { kind: "server-error", status: 500, applied: true },
  { kind: "server-error", status: 503 },
  { kind: "rate-limited" },
  { kind: "half-json" },
  { kind: "html" },
);
const call = fc.constantFrom(
  { method: "POST", path: "/pods$" },
  { method: "GET", path: "/pods$" },
  { method: "GET", path: "/pods/." },
  { method: "POST", path: "/action$" },
  { method: "DELETE" },
);

const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("work" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      verb: fc.constantFrom("stop", "start", "restart", "terminate" as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("break" as const), call, fault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take-lease" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("look" as const) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

async function doIt(tenant: Tenant, deploymentId: string, what: Deed): Promise<void> {
  switch (what.do) {
    case "work":
      await Promise.all([bringForward(deploymentId), bringForward(deploymentId)]);
      return;
    case "ask":
      await runVerb(verbs[what.verb], tenant.scope, { deploymentId }).catch(expectRefusal);
      return;
    case "break":
      await setFault(tenant, what.call, what.fault);
      return;
    case "take-lease":
      await asOwner((owner) =>
        owner.query(
          "UPDATE operation SET lease_until = clock_timestamp() WHERE state = 'open' AND deployment_id = $1",
          [deploymentId],
        ),
      );
      return;
    case "look":
      await asWorker((tx) =>
        tx.providerKey.update({
          where: { id: tenant.keyId },
          data: { nextSweepAt: new Date(0) },
        }),
      );
      await sweepHealth();
      return;
    default:
      return what satisfies never;
  }
}

function expectRefusal(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== "conflict") throw error;
}

it("never has two machines at once and leaves none behind, whatever goes wrong", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const tenant = await makeTenant(twins.sandbox);
      const id = await askFor(tenant);
      const busy = bringForward(id);
      for (const what of deeds) await doIt(tenant, id, what);
      await busy;
      expect((await billOf(tenant)).maxConcurrent).toBeLessThanOrEqual(1);

      await runVerb(terminate, tenant.scope, { deploymentId: id }).catch(expectRefusal);
      await tenant.wire.control("DELETE", "faults");
      const over = await eventually(
        async () => {
          await bringForward(id);
          return getDeployment(tenant.scope, id);
        },
        ({ endedAt, operation }) => endedAt !== null && operation === null,
      );
      const bill = await billOf(tenant);
      expect(bill.machines.filter(({ listed }) => listed)).toEqual([]);
      expect(bill.maxConcurrent).toBeLessThanOrEqual(1);
      expect(over.segments.every(({ toAt }) => toAt !== null)).toBe(true);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 180_000);
