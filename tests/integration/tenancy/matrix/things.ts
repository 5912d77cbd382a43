import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker, inTeam } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { newId } from "@/lib/ids";
import { openIncident } from "@/lib/incidents/open";
import { runVerb } from "@/lib/verbs/run-verb";
import { newEmail } from "@/tests/factories/people";
import { inviteToken } from "@/tests/factories/teams";
import { addKey, keyOf } from "@/tests/integration/operations/rented-world";
import { freshKey, wireTo } from "@/tests/integration/sandbox/wire";

/** What stands around the matrix: the twins' address and an offer that can be launched. */
export interface World {
  readonly sandboxUrl: string;
  readonly offerId: string;
}

/** A machine of the team as after a launch that went well. */
export async function makeMachine(
  world: World,
  scope: TeamScope,
  now: { readonly status: "running" | "stopped"; readonly providerId?: string } = {
    status: "running",
  },
): Promise<{ readonly deploymentId: string; readonly keyId: string }> {
  const keyId = await keyOf(scope);
  const { offerId } = world;
  const input = { offerId, providerKeyId: keyId, quotedPerHour: "3.29" };
  const { deployments } = await runVerb(launch, scope, input);
  const deploymentId = deployments[0]?.id ?? "";
  await asWorker((tx) =>
    tx.deployment.updateMany({
      where: { id: deploymentId },
      data: {
        status: now.status,
        desired: now.status,
        settledGeneration: 1,
        providerInstanceId: newId("ins"),
        ...(now.providerId && { providerId: now.providerId }),
      },
    }),
  );
  return { deploymentId, keyId };
}

/** An open incident of the team. */
export async function makeIncident(teamId: string): Promise<string> {
  const at = clock.now();
  const trouble = { teamId, cause: "us", fault: "unreachable", at, badSince: at } as const;
  return (await asWorker((tx) => openIncident(tx, trouble))).id;
}

/** A template of one person in the team. */
export async function makeTemplate(teamId: string, createdBy: string): Promise<string> {
  const id = newId("tpl");
  const now = clock.now();
  await inTeam(teamId, (tx) =>
    tx.template.create({
      data: {
        id,
        teamId,
        createdBy,
        visibility: "team",
        name: "Template",
        gpuCount: 1,
        createdAt: now,
        updatedAt: now,
      },
    }),
  );
  return id;
}

/** A public key of one person in the team. */
export async function makeSshKey(teamId: string, userId: string): Promise<string> {
  const id = newId("ssh");
  const row = { id, teamId, userId, name: "Key", kind: "ED25519", createdAt: clock.now() };
  await inTeam(teamId, (tx) =>
    tx.sshKey.create({ data: { ...row, publicKey: "ssh-ed25519 AAAA", fingerprint: id } }),
  );
  return id;
}

/** A disk in an account of the team, on no machine. */
export async function makeVolume(
  scope: TeamScope,
  more: { readonly keyId?: string; readonly attachedTo?: string } = {},
): Promise<string> {
  const id = newId("vol");
  const at = clock.now();
  const providerKeyId = more.keyId ?? (await addKey(scope, "vultr", freshKey("vultr")));
  await asWorker((tx) =>
    tx.volume.createMany({
      data: [
        {
          id,
          teamId: scope.team.id,
          providerKeyId,
          providerId: "vultr",
          providerVolumeId: id,
          name: "disk",
          sizeGb: 100,
          attachedTo: more.attachedTo ? [more.attachedTo] : [],
          nativeStatus: "active",
          firstSeenAt: at,
          lastSeenAt: at,
        },
      ],
    }),
  );
  return id;
}

/** A machine at the provider that nobody owns. */
export async function makeStray({ sandboxUrl }: World, scope: TeamScope): Promise<string> {
  const apiKey = freshKey("runpod");
  const keyId = await addKey(scope, "runpod", apiKey);
  const name = "ch-testinst-restoredback-create-1";
  const { body } = await wireTo(sandboxUrl, "runpod", apiKey).call("POST", "/pods", {
    name,
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  });
  const providerInstanceId = String(Reflect.get(Object(body), "id"));
  const id = newId("str");
  const at = clock.now();
  await asWorker((tx) =>
    tx.strayMachine.createMany({
      data: [
        {
          id,
          teamId: scope.team.id,
          providerKeyId: keyId,
          providerInstanceId,
          name,
          firstSeenAt: at,
          lastSeenAt: at,
        },
      ],
    }),
  );
  return id;
}

/** An alert of a person in the team. */
export async function makeAlert(teamId: string, userId: string): Promise<string> {
  const id = newId("alr");
  await inTeam(teamId, (tx) =>
    tx.priceAlert.createMany({
      data: [
        {
          id,
          teamId,
          userId,
          gpuModel: "h100-sxm",
          pricingModel: "on-demand",
          maxMicros: 1n,
          state: "on",
          createdAt: clock.now(),
        },
      ],
    }),
  );
  return id;
}

interface OwnerOfThing {
  readonly teamId: string;
  readonly userId: string;
}

/** A saved view of a person in the team. */
export async function makeView({ teamId, userId }: OwnerOfThing): Promise<string> {
  const id = newId("viw");
  const view = { list: "deployments", name: id, query: "show=all", createdAt: clock.now() };
  await inTeam(teamId, (tx) => tx.savedView.create({ data: { id, teamId, userId, ...view } }));
  return id;
}

/** A budget of the team for something that is gone. */
export async function makeBudget(teamId: string): Promise<string> {
  const id = newId("bud");
  const budget = { covers: "deployment", coveredId: id, monthMicros: 1n, warnAt: [], holds: false };
  await inTeam(teamId, (tx) =>
    tx.budget.create({ data: { id, teamId, ...budget, createdAt: clock.now() } }),
  );
  return id;
}

/** A batch of a person in the team, with one machine. */
export async function makeBatch(
  { teamId, userId }: OwnerOfThing,
  deploymentId: string,
): Promise<string> {
  const id = newId("bat");
  await inTeam(teamId, async (tx) => {
    const batch = { id, teamId, userId, act: "stop", createdAt: clock.now() };
    await tx.deploymentBatch.create({ data: batch });
    const item = { batchId: id, deploymentId, teamId, position: 0, refusal: "not-running" };
    await tx.deploymentBatchItem.create({ data: item });
  });
  return id;
}

/** An open invitation of the team to an address. */
export async function makeInvite(
  teamId: string,
  invitedBy: string,
  email = newEmail(),
): Promise<{ readonly inviteId: string; readonly token: string }> {
  const inviteId = newId("inv");
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const facts = { teamId, email, role: "member", locale: "en", invitedBy };
  await asAccounts((tx) =>
    tx.teamInvite.createMany({ data: [{ id: inviteId, ...facts, createdAt, expiresAt }] }),
  );
  return { inviteId, token: inviteToken(inviteId) };
}

/** An offer whose price waits for an operator. */
export async function makeHeldOffer(): Promise<string> {
  const id = newId("off");
  await asWorker((tx) =>
    tx.offer.createMany({
      data: [
        {
          id,
          offerKey: id,
          providerId: "runpod",
          instanceType: "x",
          gpuSpelling: "x",
          gpuCount: 1,
          maxGpuCount: 1,
          isPartition: false,
          pricingModel: "on-demand",
          pricePerHourMicros: 3_500_000n,
          pricePerGpuHourMicros: 3_500_000n,
          nativePrice: "3.5",
          availability: "available",
          heldReason: "jump",
          observedAt: clock.now(),
        },
      ],
    }),
  );
  return id;
}
