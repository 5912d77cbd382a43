import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { sweepHealth } from "@/lib/health/sweep";
import { newId } from "@/lib/ids";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { reapAccounts } from "@/lib/operations/reap";
import { getProvider } from "@/lib/providers/registry";
import { listStrays } from "@/lib/strays/queries";
import { terminateStray } from "@/lib/strays/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import { addFallback, askRanked, triesOf } from "../../deployments/ranked-offers";
import { credentialsAt } from "../../sandbox/wire";
import { type Life, pass, settleAt } from "../any-provider";
import {
  askFor,
  billOf,
  callsOf,
  isDone,
  isRunning,
  isTerminated,
  rentTwins,
  setFault,
  workUntil,
} from "../rented-world";

const LIFE_MS = 60_000;
/** Longer than a launch follows its operation at the engine's pace. */
const TOLD_LATE_MS = 4_000;
const FORTY_MINUTES_MS = 40 * 60_000;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const twins = rentTwins();

const form = ({ offer }: Life) => ({
  sshPublicKeys: [sshPublicKey],
  quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
});

/** Somebody else takes the last one after the offer was listed. */
async function emptyShelves({ tenant, offer }: Life): Promise<void> {
  const { instanceType: id, region } = offer;
  const { status } = await tenant.wire.control("POST", "stock", { id, region, count: 0 });
  expect(status).toBe(200);
}

/** The names of the account's disks that still cost money. */
async function disksOf({ tenant }: Life): Promise<string[]> {
  const { volumes } = Object((await tenant.wire.control("GET", "bill")).body);
  const all: { name: string; listed: boolean }[] = volumes;
  return all.filter(({ listed }) => listed).map(({ name }) => name);
}

it(
  "empty shelves that only an operation tells of lead to the next offer, and no disk stays",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const runpod = await addFallback(life.tenant, twins.sandbox.url, "runpod");
    await emptyShelves(life);
    const id = await askRanked(life.tenant, [runpod], form(life));
    const running = await workUntil(life.tenant, id, isRunning);
    expect(running).toMatchObject({ providerId: "runpod" });
    expect(await triesOf(id)).toMatchObject([
      { state: "refused", reason: "no-capacity", detail: "out of stock in this location" },
      { state: "made" },
    ]);
    expect((await billOf(life.tenant)).machines).toEqual([]);
    expect(await disksOf(life)).toEqual([]);
    expect(await callsOf(life.tenant, "POST", /\/instances$/)).toBe(1);
  },
  LIFE_MS,
);

it(
  "empty shelves that are told of late lead to the next offer too, and the disk is found later",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const runpod = await addFallback(life.tenant, twins.sandbox.url, "runpod");
    await emptyShelves(life);
    await life.tenant.wire.control("POST", "settings", { bootMs: TOLD_LATE_MS });
    const id = await askRanked(life.tenant, [runpod], form(life));
    const waiting = await workUntil(life.tenant, id, ({ status }) => status === "provisioning");
    expect(waiting).toMatchObject({ providerId: "crusoe" });
    const running = await workUntil(life.tenant, id, isRunning);
    expect(running).toMatchObject({ providerId: "runpod" });
    expect(await triesOf(id)).toMatchObject([{ reason: "vanished" }, { state: "made" }]);
    await reapTwice(life);
    expect(await disksOf(life)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a launch that is refused after its disk was made takes the disk away again",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    await life.tenant.wire.control("POST", "settings", { quota: 0 });
    const id = await askFor(life.tenant, form(life));
    const failed = await workUntil(life.tenant, id, isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "quota" });
    expect(await callsOf(life.tenant, "POST", /\/disks$/)).toBe(1);
    expect(await disksOf(life)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a machine whose answer was lost while it was followed is found, and is the only one",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    await setFault(life.tenant, { path: "/instances/operations/" }, { kind: "connection-reset" });
    const id = await askFor(life.tenant, form(life));
    await workUntil(life.tenant, id, isRunning);
    expect((await billOf(life.tenant)).machines).toHaveLength(1);
    await runVerb(terminate, life.tenant.scope, { deploymentId: id });
    await workUntil(life.tenant, id, isTerminated);
    expect(await disksOf(life)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a stopped machine that finds no GPU any more stays stopped with that reason, and costs its disk",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const { scope } = life.tenant;
    const id = await askFor(life.tenant, form(life));
    await workUntil(life.tenant, id, isRunning);
    await runVerb(stop, scope, { deploymentId: id });
    const before = await workUntil(life.tenant, id, ({ status }) => status === "stopped");
    await emptyShelves(life);
    await runVerb(start, scope, { deploymentId: id });
    const late = await workUntil(life.tenant, id, isDone);
    expect(late).toMatchObject({ status: "stopped", statusReason: "no-capacity" });
    expect(microsFromDecimal(late.cost.nowPerHour)).toBeGreaterThan(0n);
    expect(late.cost.nowPerHour).toBe(before.cost.nowPerHour);
  },
  LIFE_MS,
);

it(
  "a disk that could not be ended with its machine is found later and ended",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const id = await askFor(life.tenant, form(life));
    await workUntil(life.tenant, id, isRunning);
    await setFault(life.tenant, { method: "DELETE", path: "/disks/" }, { kind: "server-error" });
    await runVerb(terminate, life.tenant.scope, { deploymentId: id });
    await workUntil(life.tenant, id, isTerminated);
    expect(await disksOf(life)).toHaveLength(1);
    await reapTwice(life);
    expect(await disksOf(life)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "the disk of a machine that somebody else ended stays until a person decides",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const { scope } = life.tenant;
    await runAndLose(life);
    await reapTwice(life);
    await reapTwice(life);
    expect(await disksOf(life)).toHaveLength(1);
    const [stray] = await listStrays(scope);
    if (!stray) throw new Error("nobody was asked");
    expect(stray).toMatchObject({ word: "DISK_LEFT", isEnding: false });
    const view = await runVerb(terminateStray, scope, { strayId: stray.id, name: stray.name });
    await workUntil(life.tenant, view.id, isTerminated);
    expect(await disksOf(life)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a delete of a machine that was lost before ends no disk of it unasked",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const { scope, keyId } = life.tenant;
    const instanceId = await runAndLose(life);
    const where = { providerInstanceId: instanceId };
    const { id } = await asWorker((tx) => tx.deployment.findFirstOrThrow({ where }));
    for (let look = 0; look < 2; look += 1) {
      await asWorker((tx) =>
        tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt: new Date(0) } }),
      );
      await sweepHealth();
    }
    expect((await getDeployment(scope, id)).status).toBe("lost");
    await runVerb(terminate, scope, { deploymentId: id });
    await workUntil(life.tenant, id, isTerminated);
    await reapTwice(life);
    expect(await disksOf(life)).toHaveLength(1);
    expect(await strayWords(life)).toEqual(["DISK_LEFT"]);
  },
  LIFE_MS,
);

it(
  "a delete that failed long ago ends no disk of the machine that went on running",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const instanceId = await runAndLose(life);
    await asWorker(async (tx) => {
      const { id: _id, ...launch } = await tx.providerCall.findFirstOrThrow({
        where: { instanceId, verb: "launch" },
      });
      const facts = { verb: "terminate", status: "FAILED", step: "delete" };
      await tx.providerCall.create({
        data: { ...launch, ...facts, id: newId("cal"), key: `${launch.key}-delete` },
      });
    });
    await reapTwice(life);
    expect(await disksOf(life)).toHaveLength(1);
    expect(await strayWords(life)).toEqual(["DISK_LEFT"]);
  },
  LIFE_MS,
);

it.each<[string, string | null, string[]]>([
  ["is ended by itself", null, []],
  ["stays where a machine of its name was adopted", "adopted", ["DISK_LEFT"]],
])(
  "the disk of a launch that made nothing %s",
  async (_name, decision, words) => {
    const life = await settleAt(twins.sandbox, "crusoe");
    await life.tenant.wire.control("POST", "settings", { quota: 0 });
    await setFault(life.tenant, { method: "DELETE", path: "/disks/" }, { kind: "server-error" });
    const id = await askFor(life.tenant, form(life));
    const { operations } = await workUntil(life.tenant, id, isDone);
    expect(await disksOf(life)).toHaveLength(1);
    if (decision) await decideOnce(life, { name: operations[0]?.calls[0]?.name ?? "", decision });
    await reapTwice(life);
    expect(await disksOf(life)).toHaveLength(words.length);
    expect(await strayWords(life)).toEqual(words);
  },
  LIFE_MS,
);

/** A machine runs until somebody ends it at the provider; answers its id. */
async function runAndLose({ tenant, ...life }: Life): Promise<string> {
  const id = await askFor(tenant, form({ tenant, ...life }));
  const { providerInstanceId } = await workUntil(tenant, id, isRunning);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "gone" });
  return providerInstanceId ?? "";
}

/** What the provider says of each that a person is asked about. */
async function strayWords({ tenant }: Life) {
  return (await listStrays(tenant.scope))
    .filter(({ isEnding }) => !isEnding)
    .map((one) => one.word);
}

/** A person decided on a machine of that name that has gone since. */
async function decideOnce(
  { tenant }: Life,
  facts: { readonly name: string; readonly decision: string },
): Promise<void> {
  const at = new Date();
  await asWorker((tx) =>
    tx.strayMachine.create({
      data: {
        ...facts,
        id: newId("str"),
        teamId: tenant.scope.team.id,
        providerKeyId: tenant.keyId,
        providerInstanceId: "gone",
        firstSeenAt: at,
        lastSeenAt: at,
        goneAt: at,
      },
    }),
  );
}

/** The reaper looks once the disk has lain for half an hour, and ten minutes later. */
async function reapTwice({ tenant }: Life): Promise<void> {
  for (let look = 0; look < 2; look += 1) {
    await pass(twins.sandbox, FORTY_MINUTES_MS);
    await asWorker((tx) =>
      tx.providerKey.update({
        where: { id: tenant.keyId },
        data: { nextReapAt: new Date(0), reapedAt: new Date(Date.now() + 30 * 24 * 3_600_000) },
      }),
    );
    await reapAccounts();
  }
}

it("what is left of a machine is listed only once nothing waits for it any more", async () => {
  const life = await settleAt(twins.sandbox, "crusoe");
  const id = await askFor(life.tenant, form(life));
  const { providerInstanceId } = await workUntil(life.tenant, id, isRunning);
  await life.tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "gone" });
  const { instances } = getProvider("crusoe");
  const list = () => instances?.list(credentialsAt("crusoe", life.tenant.wire.key), {});
  expect(await list()).toEqual([]);
  await pass(twins.sandbox, FORTY_MINUTES_MS);
  expect(await list()).toMatchObject([{ status: "failed", nativeStatus: "DISK_LEFT" }]);
});
