import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { sweepHealth } from "@/lib/health/sweep";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { paced } from "@/lib/pace";
import { runVerb } from "@/lib/verbs/run-verb";
import { type Life, pass, rentable, settleAt } from "./any-provider";
import {
  askFor,
  billOf,
  callsOf,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  setFault,
  workUntil,
} from "./rented-world";

const HOUR_MS = 3_600_000;
/** What a shutdown may take at the twin's pace. */
const GIVEN_UP_MS = 3_500;
/** What two started seconds of the machine cost at most, in micro-dollars. */
const SECONDS_COST = 200;
/** Long enough to be met while it boots; some refuse an end until then. */
const BOOT_MS = 2_000;
const LIFE_MS = 60_000;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const twins = rentTwins();

const ask = ({ tenant, offer }: Life) =>
  askFor(tenant, {
    sshPublicKeys: [sshPublicKey],
    quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
  });

describe.each(rentable)("a machine at %s", (id) => {
  it(
    "is ended also while it is still being made",
    async () => {
      const life = await settleAt(twins.sandbox, id);
      const { tenant } = life;
      await tenant.wire.control("POST", "settings", { bootMs: BOOT_MS });
      const deploymentId = await ask(life);
      await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
    },
    LIFE_MS,
  );
});

it("at DigitalOcean stops by one wish although its system will not shut down", async () => {
  const life = await settleAt(twins.sandbox, "digitalocean");
  const { tenant } = life;
  const deploymentId = await ask(life);
  await workUntil(tenant, deploymentId, isRunning);
  await setFault(tenant, { method: "POST", path: "/actions$" }, { kind: "boot-stuck" });
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ operation }) => operation?.step === "await-stopped");
  await pass(twins.sandbox, GIVEN_UP_MS);
  const stopped = await workUntil(tenant, deploymentId, ({ operation }) => operation === null);
  expect(stopped).toMatchObject({ status: "stopped", statusReason: null });
  expect(await callsOf(tenant, "POST", /\/actions$/)).toBe(2);
});

it("at Hot Aisle is told as lost, and costs nothing more, once the money put in is used up", async () => {
  const life = await settleAt(twins.sandbox, "hotaisle");
  const { tenant } = life;
  const deploymentId = await ask(life);
  await workUntil(tenant, deploymentId, isRunning);
  await tenant.wire.control("POST", "settings", { balanceUsd: 1 });
  await pass(twins.sandbox, HOUR_MS);
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  // The first look that does not show it asks for a second at once.
  await sweepHealth();
  await sweepHealth();
  const lost = await getDeployment(tenant.scope, deploymentId);
  expect(lost).toMatchObject({ status: "lost", cost: { nowPerHour: "0" } });
  expect(lost.events[0]).toMatchObject({ type: "deployment.lost" });
});

it("at Vast.ai that waits for its GPU without end is given up with a reason, costs its disk, and can be ended", async () => {
  const life = await settleAt(twins.sandbox, "vastai");
  const { tenant, capabilities } = life;
  const deploymentId = await ask(life);
  await workUntil(tenant, deploymentId, isRunning);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ status }) => status === "stopped");
  await setFault(tenant, { method: "PUT", path: "/instances/" }, { kind: "boot-stuck" });
  await runVerb(start, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ operation }) => operation?.step === "await-running");
  await pass(twins.sandbox, paced(capabilities.startDeadlineMs));
  const waiting = await workUntil(tenant, deploymentId, ({ operation }) => operation === null);
  expect(waiting).toMatchObject({ statusReason: "start-timeout", can: { terminate: true } });
  await pass(twins.sandbox, HOUR_MS);
  const disk = microsFromDecimal(waiting.cost.stoppedPerHour) ?? 0n;
  expect(disk).toBeGreaterThan(0n);
  await runVerb(terminate, tenant.scope, { deploymentId });
  const ended = await workUntil(tenant, deploymentId, isTerminated);
  const bill = await billOf(tenant);
  expect(bill.machines).toMatchObject([{ listed: false }]);
  expect(ledgerOf(ended)).toBeGreaterThanOrEqual(disk);
  expect(Number(ledgerOf(ended) - BigInt(bill.totalMicros))).toBeGreaterThan(-SECONDS_COST);
  expect(Number(ledgerOf(ended) - BigInt(bill.totalMicros))).toBeLessThan(SECONDS_COST);
});
