import { beforeAll, describe, expect, it, vi } from "vitest";

// Waits are as long as in the live world; the clock is moved over those in which nothing happens.
vi.hoisted(() => {
  process.env.PACE = "1";
});

import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { bringForward } from "@/lib/engine/bring-forward";
import { probes } from "@/lib/health/probes/registry";
import { runRounds } from "@/lib/health/run-rounds";
import { sweepHealth } from "@/lib/health/sweep";
import { pass } from "../operations/any-provider";
import { asOwner } from "../operations/as-owner";
import { askFor, makeTenant, rentTwins, setFault, type Tenant } from "../operations/rented-world";

const SECOND_MS = 1_000;
const BEAT_MS = 5 * SECOND_MS;
const LONGEST_MS = 480 * SECOND_MS;
/** Two intervals of sixty seconds, and what a look at the provider takes. */
const TWO_INTERVALS = 120;
/** A look inside is made every five minutes, give or take a round; what it finds is looked at again. */
const A_LOOK_INSIDE = 300 + 66;

const twins = rentTwins();
const { signal } = new AbortController();

interface Row {
  readonly seen: string;
  readonly condition?: Record<string, unknown>;
  readonly befall?: (machine: Machine) => Promise<unknown>;
  /** Conclusions in their order: kind, fault, first act, and whether people were told. */
  readonly concluded: readonly string[];
  readonly told: readonly string[];
  readonly withinS: number;
}

const ill = (fault: string, act: string) => [`unhealthy ${fault} ${act} told`];
const soft = { told: ["deployment.unhealthy"], withinS: TWO_INTERVALS };
const hardInside = { told: ["deployment.unhealthy"], withinS: A_LOOK_INSIDE + 25 };
const softInside = { told: ["deployment.unhealthy"], withinS: A_LOOK_INSIDE + 60 };
const notice = { told: ["deployment.noticed"], withinS: A_LOOK_INSIDE };

function xid(code: number, fault: string, act: string): Row {
  const how = fault === "gpu-lost" ? hardInside : softInside;
  return { seen: `Xid ${code}`, condition: { xids: [code] }, concluded: ill(fault, act), ...how };
}

const rows: readonly Row[] = [
  {
    seen: "the provider shows it no more",
    befall: ({ tenant, nativeId }) => tenant.wire.control("POST", `machines/${nativeId}/kill`, {}),
    concluded: ["unhealthy gone recreate by-status"],
    told: ["deployment.lost"],
    withinS: TWO_INTERVALS,
  },
  {
    seen: "fewer GPUs than are paid for",
    condition: { gpusLost: 1 },
    concluded: ill("gpu-lost", "reboot"),
    ...hardInside,
  },
  {
    seen: "nvidia-smi hangs",
    condition: { nvidiaSmi: "hangs" },
    concluded: ill("gpu-lost", "reboot"),
    ...hardInside,
  },
  xid(79, "gpu-lost", "reboot"),
  xid(48, "gpu-fault", "reboot"),
  xid(95, "gpu-fault", "reboot"),
  xid(64, "gpu-fault", "recreate"),
  xid(74, "gpu-fault", "reboot"),
  xid(119, "gpu-fault", "reboot"),
  xid(13, "app-fault", "restart-workload"),
  xid(94, "app-fault", "restart-workload"),
  {
    seen: "uncorrected memory errors grow",
    condition: { eccUncorrected: 2, eccGrowing: true },
    concluded: ill("gpu-fault", "reboot"),
    ...softInside,
    withinS: 2 * A_LOOK_INSIDE,
  },
  {
    seen: "the driver asks for a reset",
    condition: { recoveryAction: "Reset" },
    concluded: ill("gpu-fault", "reboot"),
    ...softInside,
  },
  {
    seen: "memory waits for a remap",
    condition: { remapPending: true },
    concluded: ["notice gpu-worn reboot-in-window told"],
    ...notice,
  },
  {
    seen: "SSH up, the service down",
    condition: { service: "down" },
    concluded: ill("app-down", "restart-workload"),
    ...soft,
  },
  {
    seen: "nothing answers, and the provider says that it runs",
    condition: { power: "cut" },
    concluded: ill("unreachable", "reboot"),
    ...soft,
  },
  {
    seen: "the disk is full",
    condition: { diskPercent: 99 },
    concluded: ["notice resource notice told"],
    ...notice,
  },
  {
    seen: "the provider's API is down",
    befall: ({ tenant }) => setFault(tenant, {}, { kind: "server-error" }, null),
    concluded: [],
    told: [],
    withinS: 0,
  },
  {
    seen: "the provider refuses the key",
    befall: ({ tenant }) => tenant.wire.control("POST", "keys/revoke", { key: tenant.wire.key }),
    concluded: [],
    told: ["key.refused"],
    withinS: 0,
  },
];

interface Machine {
  readonly id: string;
  readonly tenant: Tenant;
  readonly nativeId: string;
}

const machines = new Map<Row, Machine>();
const held: { beganAt: Date } = { beganAt: new Date(0) };

beforeAll(async () => {
  for (const row of rows) machines.set(row, await ask());
  await untilAllRun();
  await asOwner((owner) => owner.query("UPDATE deployment SET http_check = '8888/health'"));
  // Everything was looked at once, inside too, and each machine has its own place in the minute.
  await rounds(70 * SECOND_MS);
  held.beganAt = clock.now();
  for (const [row, machine] of machines) await befall(row, machine);
  await rounds(LONGEST_MS);
});

async function ask(): Promise<Machine> {
  const tenant = await makeTenant(twins.sandbox);
  const form = { watchInside: true, ports: [8888] };
  return { id: await askFor(tenant, form), tenant, nativeId: "" };
}

async function untilAllRun(): Promise<void> {
  for (const [row, { id, tenant }] of machines) {
    for (let tries = 0; tries < 20; tries += 1) {
      await bringForward(id);
      const { status, providerInstanceId } = await getDeployment(tenant.scope, id);
      if (status === "running")
        machines.set(row, { id, tenant, nativeId: providerInstanceId ?? "" });
      if (status === "running") break;
      await pass(twins.sandbox, 20 * SECOND_MS);
    }
  }
}

async function befall({ condition, befall: happens }: Row, machine: Machine): Promise<void> {
  const path = `machines/${machine.nativeId}/condition`;
  if (condition) await machine.tenant.wire.control("POST", path, condition);
  await happens?.(machine);
}

/** Works as the worker does for so long; a machine on which something was concluded is let be. */
async function rounds(ms: number): Promise<void> {
  const untilMs = clock.now().getTime() + ms;
  while (clock.now().getTime() < untilMs) {
    await sweepHealth();
    await runRounds(probes, signal);
    await letBe();
    await pass(twins.sandbox, BEAT_MS);
  }
}

async function letBe(): Promise<void> {
  const dueAt = new Date("2100-01-01T00:00:00Z");
  await asWorker((tx) =>
    tx.probeState.updateMany({
      where: { deployment: { conclusions: { some: {} } } },
      data: { dueAt },
    }),
  );
}

async function storyOf(row: Row) {
  const machine = machines.get(row);
  const deploymentId = machine?.id ?? "";
  const teamId = machine?.tenant.scope.team.id ?? "";
  const of = { where: { deploymentId }, orderBy: { at: "asc" } } as const;
  const [conclusions, events, health] = await asWorker(async (tx) => [
    await tx.healthConclusion.findMany(of),
    await tx.event.findMany({
      where: { teamId, at: { gte: held.beganAt } },
      orderBy: { at: "asc" },
    }),
    await tx.healthState.findUnique({ where: { deploymentId } }),
  ]);
  const [first] = conclusions;
  return {
    concluded: conclusions.map(({ kind, fault, firstAct, isTold, untoldReason }) =>
      [kind, fault, firstAct, isTold ? "told" : untoldReason].join(" "),
    ),
    told: events.map(({ type }) => type),
    tookS: first ? (first.at.getTime() - held.beganAt.getTime()) / SECOND_MS : 0,
    verdict: health?.verdict,
  };
}

describe("what is concluded, in what time, and told, when", () => {
  it.each(rows)("$seen", async (row) => {
    const { concluded, told, tookS } = await storyOf(row);
    expect(concluded).toEqual(row.concluded);
    expect(told).toEqual(row.told);
    expect(tookS).toBeLessThanOrEqual(row.withinS);
    if (process.env.SHOW) console.log(`${row.seen}: ${concluded} ${told} ${tookS.toFixed(0)} s`);
  });
});
