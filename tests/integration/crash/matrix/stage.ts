import { readAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { inOtherCurrencies } from "@/lib/deployments/steps/read-launch";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { transition } from "@/lib/deployments/transition";
import { bringForward } from "@/lib/engine/bring-forward";
import { runRounds } from "@/lib/health/run-rounds";
import { newId } from "@/lib/ids";
import type { LaunchSpec } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";
import { latestRates } from "@/lib/rates/queries";
import { proposedPolicy } from "@/lib/repair-policy/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  addKey,
  addOffer,
  eventually,
  isRunning,
  isTerminated,
  makeScope,
  setFault,
  type Tenant,
  workUntil,
} from "../../operations/rented-world";
import { credentialsAt, freshKey, nativeId, wireTo } from "../../sandbox/wire";
import { offerFacts, type RentedProvider } from "./providers";
import { repairTurn } from "./repair-turn";
import { later, type Scenario } from "./scenarios";
import type { CrashWorld } from "./world";

const wishes = { stop, start, restart, terminate };

/** A scenario on an account of its own, brought to where its work begins. */
export interface Scene {
  readonly scenario: Scenario;
  readonly provider: RentedProvider;
  readonly tenant: Tenant;
  readonly deploymentId: string;
}

/** Plays a scenario up to where the worker that is to die takes over. */
export async function setTheScene(
  world: CrashWorld,
  provider: RentedProvider,
  scenario: Scenario,
): Promise<Scene> {
  const tenant = await rent(world, provider);
  const form = { ...provider.form, quotedPerHour: provider.offer.perHour };
  const ask = async () => {
    const input = { offerId: tenant.offerId, providerKeyId: tenant.keyId, ...form };
    return (await runVerb(launch, tenant.scope, input)).deployments[0]?.id ?? "";
  };
  const before = scenario.from === "nothing" ? null : await ask();
  if (before) await bringTo(tenant, before, scenario.from);
  const settings = settingsFor(provider, scenario);
  if (settings) await tenant.wire.control("POST", "settings", settings);
  for (const { call, fault, times } of scenario.faults ?? []) {
    const accepted = { kind: "answer", ...provider.accepted[call] };
    const what = fault === "accepted" ? accepted : fault;
    const some = hasNoRoom(fault) ? (provider.launchTries ?? 1) : 1;
    await setFault(tenant, provider.calls[call] ?? {}, what, times === "always" ? null : some);
  }
  const deploymentId = before ?? (await ask());
  if (scenario.hasFallback) await offerAgain(deploymentId);
  const scene = { scenario, provider, tenant, deploymentId };
  const { wish, waits, doubled, wishNext, unwell } = scenario;
  if (unwell) await fallIll(scene, unwell);
  if (wish && wish !== "launch") await wishFor(scene, wish);
  if (waits) await (unwell ? untilItWaits(scene) : bringForward(deploymentId));
  if (doubled) await makeAgain(scene);
  if (wishNext && wishNext !== "launch") await wishFor(scene, wishNext);
  return scene;
}

const hasNoRoom = (fault: NonNullable<Scenario["faults"]>[number]["fault"]) =>
  fault !== "accepted" && fault.kind === "no-capacity";

/** What would never come up cannot be ended where an end has to wait for that. */
function settingsFor(provider: RentedProvider, { settings, wishNext }: Scenario) {
  return settings && provider.endsOnceMade && wishNext ? later : settings;
}

/** Makes the machine unwell, there and by what is concluded of it, and lets it be repaired. */
async function fallIll(
  { tenant, provider, deploymentId: id }: Scene,
  { fault, firstAct, ails, there, policy }: NonNullable<Scenario["unwell"]>,
): Promise<void> {
  const { providerInstanceId } = await asWorker((tx) =>
    tx.deployment.findUniqueOrThrow({ where: { id } }),
  );
  const machineId = providerInstanceId ?? "";
  const { instances } = getProvider(provider.id);
  const credentials = credentialsAt(provider.id, tenant.wire.key);
  if (ails) {
    const native = await nativeId(tenant.wire, machineId);
    await tenant.wire.control("POST", `machines/${native}/condition`, ails);
  }
  if (there === "stopped") {
    await instances?.stop?.(credentials, machineId, {});
    await eventually(
      async () => instances?.get(credentials, machineId, {}),
      (seen) => seen?.status === "stopped",
    );
  }
  if (there === "terminated") {
    // Some providers end a machine by several calls, with waits between them.
    await eventually(
      async () => {
        await instances?.terminate(credentials, machineId, {}).catch(() => undefined);
        return instances?.get(credentials, machineId, {});
      },
      (seen) => !seen || seen.status === "terminating" || seen.status === "terminated",
    );
  }
  const at = clock.now();
  await runRounds([], new AbortController().signal);
  await asWorker(async (tx) => {
    await tx.deployment.update({
      where: { id },
      data: { repairPolicy: { ...proposedPolicy, data: "ephemeral", ...policy } },
    });
    const probed = { says: "unhealthy", recent: "bbbb", fault, firstAct, badSince: at };
    if (ails) await tx.probeState.updateMany({ where: { deploymentId: id }, data: probed });
    if (there) {
      const to = there === "stopped" ? "stopped" : "lost";
      await transition(tx, id, { to, reason: "preempted", cause: "provider", at });
    }
    const health = { verdict: "unhealthy", fault, firstAct, scope: "machine", since: at };
    const providerSays = there ? "unhealthy" : "healthy";
    await tx.healthState.upsert({
      where: { deploymentId: id },
      create: {
        ...{ deploymentId: id, teamId: tenant.scope.team.id, checkedAt: at },
        ...{ ...health, providerSays },
      },
      update: { ...health, providerSays },
    });
  });
}

/** A repair has several things to do before it waits for something that takes its time. */
async function untilItWaits({ deploymentId }: Scene): Promise<void> {
  const launched = { verb: "launch", operation: { deploymentId, kind: "repair" } } as const;
  for (;;) {
    await repairTurn(deploymentId);
    if ((await asWorker((tx) => tx.providerCall.count({ where: launched }))) > 0) return;
  }
}

async function rent({ sandbox, run }: CrashWorld, provider: RentedProvider): Promise<Tenant> {
  const scope = await makeScope();
  const apiKey = freshKey(provider.id);
  const keyId = await addKey(scope, provider.id, credentialsAt(provider.id, apiKey));
  await run("UPDATE provider_key SET next_reap_at = 'infinity' WHERE id = $1", [keyId]);
  // A repair that must choose once more finds another of the kind.
  await addOffer(offerFacts(provider));
  return {
    scope,
    keyId,
    offerId: await addOffer(offerFacts(provider)),
    wire: wireTo(sandbox.url, provider.id, apiKey),
  };
}

async function offerAgain(deploymentId: string): Promise<void> {
  await asWorker(async (tx) => {
    const first = await tx.launchCandidate.findFirstOrThrow({ where: { deploymentId } });
    await tx.launchCandidate.create({ data: { ...first, id: newId("off"), rank: 2 } });
  });
}

async function bringTo(tenant: Tenant, id: string, from: Scenario["from"]): Promise<void> {
  await workUntil(tenant, id, isRunning);
  if (from === "running") return;
  await runVerb(wishes[from === "stopped" ? "stop" : "terminate"], tenant.scope, {
    deploymentId: id,
  });
  const isStopped = ({ status }: { status: string }) => status === "stopped";
  await workUntil(tenant, id, from === "stopped" ? isStopped : isTerminated);
}

async function wishFor({ tenant, deploymentId }: Scene, wish: keyof typeof wishes): Promise<void> {
  await runVerb(wishes[wish], tenant.scope, { deploymentId });
}

/** A second machine under the name of the last create: a call of ours that came through twice. */
async function makeAgain({ tenant, provider, deploymentId }: Scene): Promise<void> {
  const { deployment, ...call } = await asWorker(async (tx) => {
    const { key } = await tx.providerCall.findFirstOrThrow({
      where: { operation: { deploymentId }, verb: "launch" },
      orderBy: { createdAt: "desc" },
    });
    const row = await tx.deployment.findUniqueOrThrow({ where: { id: deploymentId } });
    return { name: key, deployment: row };
  });
  const { instanceType, gpuCount, region, tier, image, diskGb, ports } = deployment;
  const spec: LaunchSpec = {
    ...call,
    ...{ instanceType, gpuCount, region, tier, image, diskGb, ports },
    ...{ environment: {}, startupScript: null, command: null },
    sshPublicKeys: readAuthorizedKeys(deployment.authorizedKeys),
    pricingModel: "on-demand",
    pricePerHourMicros: deployment.quotedPerHourMicros,
    pricePerHourIn: inOtherCurrencies(deployment.quotedPerHourMicros, await latestRates()),
    volumeId: null,
  };
  const credentials = credentialsAt(provider.id, tenant.wire.key);
  await getProvider(provider.id).instances?.launch(credentials, spec, {});
}

/** What the provider does only now of what it had said yes to. */
export async function doLate({ scenario, tenant, provider, deploymentId }: Scene): Promise<void> {
  if (!scenario.late) return;
  const { providerInstanceId } = await asWorker((tx) =>
    tx.deployment.findUniqueOrThrow({ where: { id: deploymentId } }),
  );
  const act = getProvider(provider.id).instances?.[scenario.late];
  await act?.(credentialsAt(provider.id, tenant.wire.key), providerInstanceId ?? "", {});
}

/** Lets the time pass that the reaper waits, where it is what works. */
export async function passTime({ run }: CrashWorld, { scenario, tenant }: Scene): Promise<void> {
  if (scenario.kind !== "reap") return;
  await run("UPDATE provider_key SET next_reap_at = '-infinity' WHERE id = $1", [tenant.keyId]);
  await run("UPDATE stray_machine SET first_seen_at = '2000-01-01' WHERE provider_key_id = $1", [
    tenant.keyId,
  ]);
}
