import { describe, expect, it } from "vitest";
import { inTeam } from "@/lib/db";
import type { Probe } from "@/lib/health/probes/contract";
import { gpuProbe } from "@/lib/health/probes/gpu/probe";
import { makeTenant, rentTwins, type Tenant } from "../operations/rented-world";
import { knownOf, launchLooked, lookInside, round } from "./look";

const twins = rentTwins();

it("puts the team's watch key beside the person's own and reads what the GPU tells", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await launchLooked(tenant, { sshPublicKeys: [OWN_KEY] });
  await lookInside([id]);
  const { health, samples, row } = await knownOf(id);
  expect(health?.verdict).toBe("healthy");
  expect(samples[0]).toMatchObject({
    outcome: "good",
    gpuUse: 87,
    gpuMemory: 61,
    gpuTemperature: 64,
    gpuWatts: 412,
    findings: [{ kind: "gpu", ok: true, word: "gpu-fine" }],
  });
  expect(row.hostKey).toMatch(/^ssh-ed25519 AAAA/);
  expect(row.hostKeyShown).toBeNull();
  expect(row.authorizedKeys).toBe(OWN_KEY);
});

it("makes one pair for a team and another for the next, and no screen can read the private half", async () => {
  const [one, other] = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox)];
  await launchLooked(one);
  await launchLooked(one);
  await launchLooked(other);
  const keyOfTeam = ({ scope }: Tenant) =>
    inTeam(scope.team.id, (tx) => tx.watchKey.findMany({ select: { publicKey: true } }));
  const [mine, theirs] = [await keyOfTeam(one), await keyOfTeam(other)];
  expect(mine).toHaveLength(1);
  expect(theirs).toHaveLength(1);
  expect(mine[0]?.publicKey).toMatch(/^ssh-ed25519 \S+ computehub-watch$/);
  expect(mine[0]?.publicKey).not.toBe(theirs[0]?.publicKey);
  await expect(inTeam(one.scope.team.id, (tx) => tx.watchKey.findMany())).rejects.toThrow(
    /permission denied/,
  );
});

it("leaves a machine alone that nobody asked to look into", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await launchLooked(tenant, { watchInside: false });
  await lookInside([id]);
  expect((await knownOf(id)).samples[0]).toMatchObject({ outcome: "none", findings: [] });
});

describe("tells what ails a machine from inside:", () => {
  const hard = [
    ["a GPU that is gone", { gpusLost: 1 }, "gpu-lost", "gpus-missing"],
    ["a GPU off the bus", { xids: [79] }, "gpu-lost", "xid"],
  ] as const;
  it.each(hard)("%s at once", async (_, condition, fault, word) => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail(condition);
    await lookInside([machine.id]);
    const { health, samples } = await knownOf(machine.id);
    expect(health).toMatchObject({ verdict: "unhealthy", fault, firstAct: "reboot" });
    expect(samples[0]).toMatchObject({ outcome: "bad", findings: [{ ok: false, word }] });
  });

  it("and does not take a machine that lost a GPU for well because its network answers", async () => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail({ gpusLost: 1 });
    await lookInside([machine.id]);
    for (let looks = 0; looks < 3; looks += 1) await round([machine.id], [tcp, gpuProbe]);
    expect((await knownOf(machine.id)).health).toMatchObject({ verdict: "unhealthy" });
    await machine.ail({ ssh: "down" });
    for (let looks = 0; looks < 3; looks += 1) await round([machine.id], [tcp, gpuProbe]);
    expect((await knownOf(machine.id)).health).toMatchObject({
      verdict: "unhealthy",
      fault: "gpu-lost",
    });
    await machine.ail({ ssh: "up", gpusLost: 0 });
    await round([machine.id], [tcp, gpuProbe]);
    await round([machine.id], [tcp, gpuProbe]);
    expect((await knownOf(machine.id)).health).toMatchObject({ verdict: "healthy", fault: null });
  });

  it("a driver that hangs, within the time of one look", async () => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail({ nvidiaSmi: "hangs" });
    await lookInside([machine.id]);
    const { health, samples } = await knownOf(machine.id);
    expect(health).toMatchObject({ verdict: "unhealthy", fault: "gpu-lost" });
    expect(samples[0]).toMatchObject({ findings: [{ ok: false, word: "smi-hangs" }] });
  });

  const soft = [
    ["a double bit error", { xids: [48] }, "gpu-fault", "reboot"],
    ["memory that cannot be remapped", { remapFailed: true }, "gpu-fault", "recreate"],
    ["a driver that asks for a reset", { recoveryAction: "Reset" }, "gpu-fault", "reboot"],
    ["a program that failed", { xids: [13] }, "app-fault", "restart-workload"],
  ] as const;
  it.each(soft)("%s after three looks", async (_, condition, fault, firstAct) => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail(condition);
    await lookInside([machine.id]);
    expect((await knownOf(machine.id)).health).toMatchObject({ verdict: "suspect", fault });
    await lookInside([machine.id]);
    await lookInside([machine.id]);
    expect((await knownOf(machine.id)).health).toMatchObject({
      verdict: "unhealthy",
      fault,
      firstAct,
    });
  });

  it("memory errors only once they grow", async () => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail({ eccUncorrected: 4 });
    await lookInside([machine.id]);
    await lookInside([machine.id]);
    expect((await knownOf(machine.id)).health).toMatchObject({ verdict: "healthy", fault: null });
    await machine.ail({ eccGrowing: true });
    for (let looks = 0; looks < 3; looks += 1) await lookInside([machine.id]);
    const { health, samples } = await knownOf(machine.id);
    expect(health).toMatchObject({ verdict: "unhealthy", fault: "gpu-fault" });
    expect(samples[0]).toMatchObject({ findings: [{ word: "memory-errors-grow" }] });
  });

  const harmless = [
    ["memory that waits for a remap", { remapPending: true }],
    ["a row that was remapped", { xids: [63] }],
    ["a full disk", { diskPercent: 98 }],
    ["a program ended for want of memory", { outOfMemory: true }],
    ["an old error", { xids: [79], logAgeS: 3_600 }],
    ["a kernel's log that may not be read", { kernelLog: "closed", xids: [79] }],
  ] as const;
  it.each(harmless)("%s makes no machine unwell", async (_, condition) => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail(condition);
    await lookInside([machine.id]);
    const { health, samples } = await knownOf(machine.id);
    expect(health).toMatchObject({ verdict: "healthy", fault: null });
    expect(samples[0]).toMatchObject({ outcome: "good", gpuUse: 87 });
  });

  const unseen = [
    ["no driver", { nvidiaSmi: "missing" }, "gpu-unseen"],
    ["a driver that does not answer", { nvidiaSmi: "fails" }, "gpu-unseen"],
    ["SSH that is down", { ssh: "down" }, "no-entry"],
  ] as const;
  it.each(unseen)("%s is no opinion", async (_, condition, word) => {
    const machine = await launchLooked(await makeTenant(twins.sandbox));
    await machine.ail(condition);
    await lookInside([machine.id]);
    const { samples } = await knownOf(machine.id);
    expect(samples[0]).toMatchObject({ outcome: "none", findings: [{ ok: null, word }] });
  });
});

it("notes a host key that changed, tells that machine nothing, and keeps the one it knew", async () => {
  const machine = await launchLooked(await makeTenant(twins.sandbox));
  await lookInside([machine.id]);
  const { row: before } = await knownOf(machine.id);
  await machine.ail({ hostKey: 1 });
  await lookInside([machine.id]);
  const { row, samples } = await knownOf(machine.id);
  expect(row.hostKey).toBe(before.hostKey);
  expect(row.hostKeyShown).toMatch(/^ssh-ed25519 AAAA/);
  expect(row.hostKeyShown).not.toBe(before.hostKey);
  expect(samples[0]).toMatchObject({
    outcome: "none",
    findings: [{ ok: null, word: "host-key-changed" }],
  });
});

const tcp: Probe = {
  kind: "tcp",
  asks: () => true,
  run: async () => ({ kind: "tcp", ok: true, ms: 3, word: "connected" }),
};

const OWN_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJl0XlbKp2ZEvKpLmBgH1oqTzZyU0mLKT0h1vYkqXbXg me@home";
