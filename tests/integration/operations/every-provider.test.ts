import { describe, expect, it } from "vitest";
import { z } from "zod";
import { settleBills } from "@/lib/costs/settle-bills";
import { getDeployment } from "@/lib/deployments/queries";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { Capabilities } from "@/lib/providers/contract";
import { runVerb } from "@/lib/verbs/run-verb";
import { pass, rentable, settleAt } from "./any-provider";
import {
  askFor,
  type Bill,
  billOf,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  type Tenant,
  workUntil,
} from "./rented-world";

const HOUR_MS = 3_600_000;
const LIFE_MS = 90_000;
/** An answer takes its time to reach us. */
const WAY_SECONDS = 2;
/** Providers that tell what they billed round it, some by the day and to a tenth of a cent. */
const TOLD_TO: Micros = 1_000n;
const sshPublicKeys = ["A", "B"].map((letter) => `ssh-ed25519 ${letter.repeat(68)}`);
const twins = rentTwins();

describe.each(rentable)("a machine at %s", (id) => {
  it(
    "goes from its launch to its end, and the ledger is the provider's bill",
    async () => {
      const { tenant, offer, capabilities, tellsBills } = await settleAt(twins.sandbox, id);
      const keys = capabilities.oneSshKey ? sshPublicKeys.slice(0, 1) : sshPublicKeys;
      const deploymentId = await askFor(tenant, {
        sshPublicKeys: keys,
        quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
      });
      const running = await workUntil(tenant, deploymentId, isRunning);
      expect(running.ssh).not.toBeNull();
      expect(running.region).toBe(offer.region ?? running.region);
      expect((await keysOn(tenant, id)).toSorted()).toEqual(keys);
      await pass(twins.sandbox, 3 * HOUR_MS);

      if (capabilities.stop) {
        await runVerb(stop, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isStopped);
        await pass(twins.sandbox, 2 * HOUR_MS);
        await runVerb(start, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isRunning);
      }
      if (capabilities.restart) {
        await runVerb(restart, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isDone);
      }
      await workUntil(tenant, deploymentId, isRunning);
      await pass(twins.sandbox, 1 * HOUR_MS);

      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      await pass(twins.sandbox, HOUR_MS);
      await settleBills();
      const ended = await getDeployment(tenant.scope, deploymentId);
      expect(ended.cost.isBilled).toBe(tellsBills);
      expectOutcome(ended, await billOf(tenant), capabilities);
    },
    LIFE_MS,
  );
});

/** The public keys that stand on the one machine of the account. */
async function keysOn(tenant: Tenant, provider: string): Promise<readonly string[]> {
  const answer = await fetch(`${twins.sandbox.url}/control/machines`);
  const machines = z
    .array(
      z.object({
        provider: z.string(),
        account: z.string(),
        authorizedKeys: z.array(z.string()),
      }),
    )
    .parse(await answer.json());
  const own = machines.filter(
    (one) => one.provider === provider && tenant.wire.key.includes(one.account),
  );
  expect(own).toHaveLength(1);
  return own[0]?.authorizedKeys ?? [];
}

const isStopped = ({ status }: DeploymentDetail) => status === "stopped";

/** One machine was made, none is left, each operation came to its end, and the money is right. */
function expectOutcome(ended: DeploymentDetail, bill: Bill, capabilities: Capabilities): void {
  expect(bill.machines).toMatchObject([{ id: ended.providerInstanceId, listed: false }]);
  expect(bill.maxConcurrent).toBe(1);
  expect(ended.operations.map(({ kind, state }) => `${kind} ${state}`).toReversed()).toEqual([
    "create succeeded",
    ...(capabilities.stop ? ["stop succeeded", "start succeeded"] : []),
    ...(capabilities.restart ? ["restart succeeded"] : []),
    "delete succeeded",
  ]);
  expect(ended.segments.every(({ toAt }) => toAt !== null)).toBe(true);
  const apart = ledgerOf(ended) - BigInt(bill.totalMicros);
  const allowed = ended.cost.isBilled ? TOLD_TO : slack(ended, capabilities);
  expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(allowed);
}

/** One started unit of the provider and the answers' ways, for each stretch of one rate. */
function slack({ cost, segments }: DeploymentDetail, capabilities: Capabilities): Micros {
  const perHour = microsFromDecimal(cost.runningPerHour) ?? 0n;
  const rates = new Set(segments.map((segment) => segment.perHour).filter((rate) => rate !== "0"));
  const seconds = capabilities.billingUnitSeconds + WAY_SECONDS;
  return (perHour * BigInt(seconds) * BigInt(rates.size)) / 3_600n;
}
