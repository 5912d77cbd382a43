import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  CallContext,
  Credentials,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PriceList,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { goneByList } from "../gone";
import { joinLists, readRows } from "../read-rows";
import { type ShadeformClient, shadeformClient } from "./client";
import {
  requireLaunchable,
  requireListed,
  systemOf,
  toInstance,
  toLaunchBody,
  toSshKey,
} from "./machines";
import { toOffer } from "./map";
import { meta } from "./meta";
import { type InstanceType, instanceType, place } from "./wire";

/** Shadeform: machines of about twenty clouds that it resells at their own prices. */
export function createShadeform({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = shadeformClient(baseUrl);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

function pricesFace(client: ShadeformClient): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const answer = await client.instanceTypes(credentials, context);
      return joinLists(answer.instance_types.map(readType));
    },
  };
}

function readType(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], instanceType, (type) => {
    if (type.configuration.num_gpus < 1) return [];
    if (type.availability.length === 0) return asList(toOffer(type, null));
    lists.push(readPlaces(type));
    return [];
  });
  return joinLists([outer, ...lists]);
}

function readPlaces(type: InstanceType): PriceList {
  return readRows(type.availability, place, (one) => asList(toOffer(type, one)));
}

function asList<T>(read: T | string): T[] | string {
  return typeof read === "string" ? read : [read];
}

function keysFace(client: ShadeformClient): KeysFace {
  return {
    /** Every key may do everything; none tells whose it is. */
    async verify(credentials, context) {
      await client.instances(credentials, context);
      return { account: null, canLaunch: true };
    },
    async sshKeys(credentials, context) {
      const { ssh_keys: keys } = await client.sshKeys(credentials, context);
      return keys.map(toSshKey);
    },
  };
}

function instancesFace(client: ShadeformClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const body = await beforeBuying(prepareLaunch(client, credentials, spec, context));
      return client.launch(credentials, body, context);
    },
    async get(credentials, id, context) {
      const read = client.instance(credentials, id, context);
      const found = await goneByList(read, () => isListed(client, credentials, id, context));
      return found && toInstance(found);
    },
    async list(credentials, context) {
      return (await client.instances(credentials, context)).instances.map(toInstance);
    },
    async terminate(credentials, id, context) {
      const end = client.act(credentials, id, "delete", context);
      await goneByList(end, () => isListed(client, credentials, id, context));
    },
    async restart(credentials, id, context) {
      await client.act(credentials, id, "restart", context);
    },
  };
}

async function isListed(
  client: ShadeformClient,
  credentials: Credentials,
  id: string,
  context: CallContext,
): Promise<boolean> {
  const { instances } = await client.instances(credentials, context);
  return instances.some((one) => one.id === id);
}

async function prepareLaunch(
  client: ShadeformClient,
  credentials: Credentials,
  spec: LaunchSpec,
  context: CallContext,
) {
  const wanted = requireLaunchable(spec);
  const only = { cloud: wanted.cloud, shade_instance_type: wanted.type };
  const { instance_types: rows } = await client.instanceTypes(credentials, context, only);
  const system = systemOf(requireListed(rows, wanted, spec.pricePerHourMicros));
  const shelf = {
    list: async () => (await client.sshKeys(credentials, context)).ssh_keys.map(toSshKey),
    async add(name: string, publicKey: string) {
      const { id } = await client.addSshKey(credentials, { name, public_key: publicKey }, context);
      return { id, name, publicKey };
    },
  };
  const [key] = await ensureAccountSshKeys(shelf, [wanted.publicKey]);
  return toLaunchBody(spec, wanted, { system, sshKeyId: key?.id ?? "" });
}
