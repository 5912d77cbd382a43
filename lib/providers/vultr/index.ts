import { ensureAccountSshKeys } from "../account-ssh-key";
import type { AdapterSettings, InstancesFace, KeysFace, ProviderAdapter } from "../contract";
import { goneIs } from "../gone";
import { joinLists, readRows } from "../read-rows";
import { vultrClient } from "./client";
import { kindOfPlan, readMachineId, writeMachineId } from "./machine-id";
import {
  metalToInstance,
  requireLaunchable,
  toBalance,
  toKeyFacts,
  toLaunchBody,
  toSshKey,
  vmToInstance,
} from "./machines";
import { toMetalOffers, toPlanOffers } from "./map";
import { meta } from "./meta";
import { volumesFace } from "./volumes";
import { anyMetalPlan, anyPlan, gpuPlan, metalPlan } from "./wire";

type Client = ReturnType<typeof vultrClient>;

/** Vultr: virtual machines with cloud GPUs and bare metal; a stopped machine costs its full price. */
export function createVultr({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = vultrClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal, guard }) {
        const context = { signal, guard };
        const [plans, metal] = await Promise.all([
          client.plans(context),
          client.metalPlans(context),
        ]);
        return joinLists([
          readRows(plans.filter(mayHoldCloudGpu), gpuPlan, toPlanOffers),
          readRows(metal.filter(mayHoldMetalGpu), metalPlan, toMetalOffers),
        ]);
      },
    },
    keys: keysFace(client),
    instances: instancesFace(client),
    volumes: volumesFace(client),
  };
}

function keysFace(client: Client): KeysFace {
  return {
    async verify(credentials, context) {
      return toKeyFacts((await client.as(credentials, context).account()).account);
    },
    async balance(credentials, context) {
      return toBalance((await client.as(credentials, context).account()).account);
    },
    async sshKeys(credentials, context) {
      return (await client.as(credentials, context).sshKeys()).map(toSshKey);
    },
  };
}

function instancesFace(client: Client): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const publicKeys = requireLaunchable(spec);
      const calls = client.as(credentials, context);
      const sshKeys = await ensureAccountSshKeys(shelfOf(calls), publicKeys);
      const kind = kindOfPlan(spec.instanceType);
      const native = await calls.launch(kind, toLaunchBody(spec, sshKeys));
      return { id: writeMachineId({ kind, native }) };
    },
    async get(credentials, id, context) {
      const calls = client.as(credentials, context);
      const { kind, native } = readMachineId(id);
      if (kind === "metal") {
        const found = await goneIs(null, calls.metal(native));
        return found && metalToInstance(found.bare_metal);
      }
      const found = await goneIs(null, calls.vm(native));
      return found && vmToInstance(found.instance);
    },
    async list(credentials, context) {
      const calls = client.as(credentials, context);
      const [vms, metals] = await Promise.all([calls.vms(), calls.metals()]);
      return [...vms.map(vmToInstance), ...metals.map(metalToInstance)];
    },
    async terminate(credentials, id, context) {
      await goneIs(undefined, client.as(credentials, context).terminate(readMachineId(id)));
    },
    async stop(credentials, id, context) {
      await client.as(credentials, context).act(readMachineId(id), "halt");
    },
    async start(credentials, id, context) {
      await client.as(credentials, context).act(readMachineId(id), "start");
      return { id };
    },
    async restart(credentials, id, context) {
      await client.as(credentials, context).act(readMachineId(id), "reboot");
    },
  };
}

function shelfOf(calls: ReturnType<Client["as"]>) {
  return {
    list: async () => (await calls.sshKeys()).map(toSshKey),
    add: async (name: string, publicKey: string) =>
      toSshKey((await calls.addSshKey({ name, ssh_key: publicKey })).ssh_key),
  };
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function mayHoldCloudGpu(row: unknown): boolean {
  const plan = anyPlan.safeParse(row);
  return !plan.success || plan.data.type === "vcg";
}

function mayHoldMetalGpu(row: unknown): boolean {
  const plan = anyMetalPlan.safeParse(row);
  return !plan.success || plan.data.id.includes("gpu");
}
