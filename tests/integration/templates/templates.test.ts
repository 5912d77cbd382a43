import { expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { asWorker, inTeam } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { newId } from "@/lib/ids";
import { addSshKey } from "@/lib/ssh-keys/add";
import { listSshKeys } from "@/lib/ssh-keys/queries";
import { createTemplate } from "@/lib/templates/create";
import { duplicateTemplate } from "@/lib/templates/duplicate";
import { editTemplate } from "@/lib/templates/edit";
import { listTemplates } from "@/lib/templates/queries";
import { removeTemplate } from "@/lib/templates/remove";
import { saveMachine } from "@/lib/templates/save-machine";
import { starters } from "@/lib/templates/starters";
import { runVerb } from "@/lib/verbs/run-verb";
import { makePerson } from "@/tests/factories/people";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { joinTeam, makeTeam } from "@/tests/factories/teams";
import {
  isRunning,
  launchForm,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const SECRET = "hf_canary-never-shown-7291";

const fields = {
  name: "Train",
  visibility: "team",
  image: "pytorch/pytorch:latest",
  diskGb: 60,
  ports: [22, 8888],
  environment: [
    { name: "MODE", value: "fast" },
    { name: "HF_TOKEN", value: SECRET, secret: true },
  ],
};

async function podOf({ wire }: Tenant, id: string) {
  const { body } = await wire.call("GET", `/pods/${id}`);
  return body;
}

/** Every row of the team that anybody but the worker could read, as one text. */
async function everythingReadable(scope: TeamScope): Promise<string> {
  const teamId = scope.team.id;
  const rows = await inTeam(teamId, async (tx) => [
    await tx.template.findMany({ where: { teamId } }),
    await tx.deployment.findMany({ where: { teamId } }),
    await tx.auditEntry.findMany({ where: { teamId } }),
    await tx.event.findMany({ where: { teamId } }),
    await tx.operation.findMany({ where: { teamId } }),
  ]);
  const inner = await asWorker(async (tx) => [
    await tx.providerCall.findMany({ where: { teamId } }),
    await tx.sealedValue.findMany({ where: { teamId } }),
  ]);
  return JSON.stringify([rows, inner], (_key, value) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

it("launches with a template's secret, which reaches the machine and nothing else", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const template = await runVerb(createTemplate, tenant.scope, fields);
  expect(template).toMatchObject({
    environment: [{ name: "MODE", value: "fast" }],
    secretNames: ["HF_TOKEN"],
  });
  const form = launchForm(tenant, {
    templateId: template.id,
    image: fields.image,
    ports: fields.ports,
    environment: [
      { name: "MODE", value: "slow" },
      { name: "HF_TOKEN", secret: true },
    ],
  });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  const id = deployments[0]?.id ?? "";
  await workUntil(tenant, id, isRunning);
  const row = await asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id } }));
  expect(row.templateId).toBe(template.id);
  expect(await podOf(tenant, row.providerInstanceId ?? "")).toMatchObject({
    image: fields.image,
    env: { MODE: "slow", HF_TOKEN: SECRET },
  });
  const said = [template, deployments, await getDeployment(tenant.scope, id)];
  expect(JSON.stringify(said)).not.toContain(SECRET);
  expect(await everythingReadable(tenant.scope)).not.toContain(SECRET);
});

it("makes a template of a running machine without opening its secrets", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { image, ports, environment } = fields;
  const form = launchForm(tenant, { image, ports, environment });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  const deploymentId = deployments[0]?.id ?? "";
  const input = { deploymentId, name: "Again", visibility: "private" };
  const template = await runVerb(saveMachine, tenant.scope, input);
  expect(template).toMatchObject({
    image,
    ports,
    diskGb: 40,
    environment: [{ name: "MODE", value: "fast" }],
    secretNames: ["HF_TOKEN"],
    gpuCount: 1,
  });
  const again = launchForm(tenant, {
    templateId: template.id,
    environment: [{ name: "HF_TOKEN", secret: true }],
  });
  const second = (await runVerb(launch, tenant.scope, again)).deployments[0]?.id ?? "";
  await workUntil(tenant, second, isRunning);
  const row = await asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id: second } }));
  expect(await podOf(tenant, row.providerInstanceId ?? "")).toMatchObject({
    env: { HF_TOKEN: SECRET },
  });
});

it("takes over a colleague's secrets only where a template shows them to the team", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { userId } = await makePerson();
  const colleague = { ...tenant.scope, actor: { kind: "user", userId, sessionId: null } } as const;
  const save = async (templateId: string | undefined) => {
    const environment = templateId
      ? [{ name: "HF_TOKEN", secret: true }]
      : fields.environment.slice(1);
    const form = launchForm(tenant, { environment, ...(templateId && { templateId }) });
    const { deployments } = await runVerb(launch, tenant.scope, form);
    const input = { deploymentId: deployments[0]?.id ?? "", name: "Mine", visibility: "private" };
    return runVerb(saveMachine, colleague, input);
  };
  const make = async (visibility: string) =>
    (await runVerb(createTemplate, tenant.scope, { ...fields, visibility })).id;
  const nameAlone = { environment: [{ name: "HF_TOKEN", value: "" }], secretNames: [] };
  expect(await save(undefined)).toMatchObject(nameAlone);
  expect(await save(await make("private"))).toMatchObject(nameAlone);
  expect(await save(await make("team"))).toMatchObject({ secretNames: ["HF_TOKEN"] });
});

it("keeps a secret through a change, replaces it, and drops it", async () => {
  const { scope } = await makeTeam();
  const { id: templateId } = await runVerb(createTemplate, scope, fields);
  const secretsOf = async () => {
    const row = await inTeam(scope.team.id, (tx) =>
      tx.template.findUniqueOrThrow({ where: { id: templateId } }),
    );
    return row.secrets;
  };
  const first = await secretsOf();
  const edit = (environment: object[]) =>
    runVerb(editTemplate, scope, { ...fields, templateId, environment });
  await edit([{ name: "HF_TOKEN", secret: true }]);
  expect(await secretsOf()).toEqual(first);
  await edit([{ name: "HF_TOKEN", value: "other", secret: true }]);
  expect(await secretsOf()).not.toEqual(first);
  expect((await edit([])).secretNames).toEqual([]);
  await expect(edit([{ name: "HF_TOKEN", secret: true }])).rejects.toMatchObject({
    fields: { environment: "variable-without-value" },
  });
});

it("forgets a secret when nothing names it any more, and not before", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const teamId = tenant.scope.team.id;
  const kept = () => inTeam(teamId, (tx) => tx.sealedValue.count({ where: { teamId } }));
  const make = () => runVerb(createTemplate, tenant.scope, fields);
  const remove = (templateId: string) => runVerb(removeTemplate, tenant.scope, { templateId });
  const [used, unused] = [await make(), await make()];
  const copy = await runVerb(duplicateTemplate, tenant.scope, { templateId: unused.id });
  const form = launchForm(tenant, {
    templateId: used.id,
    environment: [{ name: "HF_TOKEN", secret: true }],
  });
  await runVerb(launch, tenant.scope, form);
  await remove(used.id);
  await remove(unused.id);
  expect(await kept()).toBe(2);
  await remove(copy.id);
  expect(await kept()).toBe(1);
});

it("shows a private template to its maker alone, and a team's to be copied and not changed", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  const make = (visibility: string) =>
    runVerb(createTemplate, owner.scope, { ...fields, visibility });
  const [own, shared] = [await make("private"), await make("team")];
  const seen = await listTemplates(member.scope);
  expect(seen.templates.map(({ id, mayChange }) => [id, mayChange])).toEqual([[shared.id, false]]);
  await expect(
    runVerb(duplicateTemplate, member.scope, { templateId: own.id }),
  ).rejects.toMatchObject({ reason: "template-unknown" });
  await expect(
    runVerb(removeTemplate, member.scope, { templateId: shared.id }),
  ).rejects.toMatchObject({ reason: "template-not-yours" });
  const copy = await runVerb(duplicateTemplate, member.scope, { templateId: shared.id });
  expect(copy).toMatchObject({ visibility: "private", mayChange: true, secretNames: ["HF_TOKEN"] });
  await runVerb(removeTemplate, member.scope, { templateId: copy.id });
  expect((await listTemplates(member.scope)).templates).toHaveLength(1);
});

it("lets who runs the team change and remove what a member shared, and nothing private", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  const make = (visibility: string) =>
    runVerb(createTemplate, member.scope, { ...fields, visibility });
  const [own, shared] = [await make("private"), await make("team")];
  const edit = (changes: Record<string, unknown>) =>
    runVerb(editTemplate, owner.scope, { ...fields, templateId: shared.id, ...changes });
  expect(await edit({ name: "Ours" })).toMatchObject({ name: "Ours", mayChange: true });
  await expect(edit({ visibility: "private" })).rejects.toMatchObject({
    reason: "template-not-yours",
  });
  await expect(runVerb(removeTemplate, owner.scope, { templateId: own.id })).rejects.toMatchObject({
    reason: "template-unknown",
  });
  await runVerb(removeTemplate, owner.scope, { templateId: shared.id });
  expect((await listTemplates(owner.scope)).templates).toEqual([]);
});

it("is locked on Basic, where what there is can still be looked at", async () => {
  const { scope } = await makePerson();
  await expect(runVerb(createTemplate, scope, fields)).rejects.toMatchObject({
    code: "feature-locked",
    values: { tier: "pro" },
  });
  expect(await listTemplates(scope)).toEqual({ templates: [], isLocked: true });
});

it("refuses what the provider's create cannot take", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  const form = launchForm(tenant, {
    sshPublicKeys: [newPublicKey()],
    quotedPerHour: "9",
    environment: [{ name: "A", value: "b" }],
    image: "a/b:1",
  });
  await expect(runVerb(launch, tenant.scope, form)).rejects.toMatchObject({
    fields: { environment: "environment-not-offered", image: "image-not-offered" },
  });
  const runpod = await makeTenant(twins.sandbox);
  const script = launchForm(runpod, { startupScript: "#!/bin/bash\n" });
  await expect(runVerb(launch, runpod.scope, script)).rejects.toMatchObject({
    fields: { startupScript: "script-not-offered" },
  });
});

it("tells a container what to run: the starter really begins to serve", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const vllm = starters.find(({ word }) => word === "vllm");
  const command = vllm?.command ?? "";
  expect(command).toMatch(/^--model /);
  const form = launchForm(tenant, { templateId: vllm?.id, image: vllm?.image, command });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  const deploymentId = deployments[0]?.id ?? "";
  await workUntil(tenant, deploymentId, isRunning);
  expect((await tenant.wire.call("GET", "/pods")).body).toMatchObject({
    pods: [{ image: vllm?.image, args: command }],
  });
  const kept = { deploymentId, name: "Kept", visibility: "private" };
  expect(await runVerb(saveMachine, tenant.scope, kept)).toMatchObject({ command });
});

it("notes when a launch took one of the person's keys", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const sshPublicKey = newPublicKey();
  await runVerb(addSshKey, tenant.scope, { publicKey: sshPublicKey });
  await runVerb(launch, tenant.scope, launchForm(tenant, { sshPublicKeys: [sshPublicKey] }));
  const [key] = await listSshKeys(tenant.scope);
  expect(key?.lastUsedAt).not.toBeNull();
});

it("keeps as many templates and SSH keys as a list can hold, and says so", async () => {
  const { scope, userId } = await makeTeam();
  const teamId = scope.team.id;
  const at = new Date();
  await inTeam(teamId, async (tx) => {
    await tx.template.createMany({
      data: Array.from({ length: 200 }, () => ({
        id: newId("tpl"),
        teamId,
        createdBy: userId,
        name: "Many",
        visibility: "team",
        gpuCount: 1,
        createdAt: at,
        updatedAt: at,
      })),
    });
    await tx.sshKey.createMany({
      data: Array.from({ length: 100 }, () => {
        const id = newId("ssh");
        return {
          id,
          teamId,
          userId,
          name: "Key",
          kind: "x",
          publicKey: id,
          fingerprint: id,
          createdAt: at,
        };
      }),
    });
  });
  const full = { reason: "templates-full", values: { limit: 200 } };
  await expect(runVerb(createTemplate, scope, fields)).rejects.toMatchObject(full);
  const { templates } = await listTemplates(scope);
  const copied = runVerb(duplicateTemplate, scope, { templateId: templates[0]?.id });
  await expect(copied).rejects.toMatchObject(full);
  await expect(
    runVerb(addSshKey, scope, { publicKey: newPublicKey(), visibility: "private" }),
  ).rejects.toMatchObject({ reason: "ssh-keys-full", values: { limit: 100 } });
});
