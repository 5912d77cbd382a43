import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  CallContext,
  Credentials,
  Instance,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PricesFace,
  ProviderAdapter,
  Volume,
  VolumesFace,
} from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { systemRate, toBalance, toSshKey, toVolumes } from "./account";
import { type VerdaClient, verdaClient } from "./client";
import { chooseImage, requireLaunchable, sleeping, toDeployBody, toInstance } from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { requireDone } from "./refusal";
import { instanceType, type VerdaInstance } from "./wire";

/** Verda: virtual machines on demand and spot, which sleep only while they are stopped. */
export function createVerda({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = verdaClient(baseUrl);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
    volumes: volumesFace(client),
  };
}

function pricesFace(client: VerdaClient): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const types = await client.types(credentials, context);
      const [locations, onDemand, spot] = await Promise.all([
        client.locations(credentials, context),
        client.freeOnDemand(credentials, context),
        client.freeSpot(credentials, context),
      ]);
      return readRows(types, instanceType, (type) => toOffers(type, { locations, onDemand, spot }));
    },
  };
}

function keysFace(client: VerdaClient): KeysFace {
  return {
    /** A token outlives the credentials it was given for, so it is no proof of them. */
    async verify(credentials, context) {
      client.dropToken(credentials);
      await client.balance(credentials, context);
      return { account: null, canLaunch: null };
    },
    async balance(credentials, context) {
      return toBalance(await client.balance(credentials, context));
    },
    async sshKeys(credentials, context) {
      return (await client.sshKeys(credentials, context)).map(toSshKey);
    },
  };
}

function instancesFace(client: VerdaClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const body = await beforeBuying(prepareLaunch(client, credentials, spec, context));
      return { id: await client.deploy(credentials, body, context) };
    },
    async get(credentials, id, context) {
      const found = await goneIs(null, client.instance(credentials, id, context));
      if (!found) return null;
      const [one = null] = await withSleepRates(client, { credentials, context }, [found]);
      return one;
    },
    async list(credentials, context) {
      const found = await client.instances(credentials, context);
      return withSleepRates(client, { credentials, context }, found);
    },
    async terminate(credentials, id, context) {
      await goneIs(undefined, client.act(credentials, id, "delete", context).then(requireDone));
    },
    async stop(credentials, id, context) {
      requireDone(await client.act(credentials, id, "shutdown", context));
    },
    async start(credentials, id, context) {
      const { status } = await client.instance(credentials, id, context);
      if (status === "starting_hibernation") throw notAsleepYet();
      const action = sleeping.has(status) ? "restore" : "start";
      requireDone(await client.act(credentials, id, action, context));
      return { id };
    },
    async hibernate(credentials, id, context) {
      requireDone(await client.act(credentials, id, "hibernate", context));
    },
  };
}

/**
 * A machine that sleeps costs what its system volume does, which the list of volumes tells. Where
 * that list fails the machines are told all the same, and what they cost is not known now.
 */
async function withSleepRates(
  client: VerdaClient,
  { credentials, context }: { readonly credentials: Credentials; readonly context: CallContext },
  found: readonly VerdaInstance[],
): Promise<Instance[]> {
  const isAnyAsleep = found.some(({ status }) => status === "hibernating");
  const volumes = isAnyAsleep ? await volumesIfTold(client, credentials, context) : [];
  return found.map((machine) => {
    const instance = toInstance(machine);
    if (machine.status !== "hibernating") return instance;
    return { ...instance, ratePerHourMicros: systemRate(volumes, machine.id) };
  });
}

async function volumesIfTold(
  client: VerdaClient,
  credentials: Credentials,
  context: CallContext,
): Promise<Volume[]> {
  try {
    return toVolumes(await client.volumes(credentials, context));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [];
  }
}

/** Everything a launch names must stand before it. */
async function prepareLaunch(
  client: VerdaClient,
  credentials: Credentials,
  spec: LaunchSpec,
  context: CallContext,
) {
  const { publicKeys, location } = requireLaunchable(spec);
  const image = chooseImage(await client.types(credentials, context), spec.instanceType);
  const sshKeys = await ensureAccountSshKeys(
    {
      list: async () => (await client.sshKeys(credentials, context)).map(toSshKey),
      async add(name, key) {
        const id = await client.addSshKey(credentials, { name, key }, context);
        return { id, name, publicKey: key };
      },
    },
    publicKeys,
  );
  return toDeployBody(spec, { location, image, sshKeyIds: sshKeys.map(({ id }) => id) });
}

/** Only a look was sent so far, so the start may simply be asked for again. */
const notAsleepYet = () =>
  new ProviderError("transient", { detail: "still being put to sleep", isUnsent: true });

function volumesFace(client: VerdaClient): VolumesFace {
  return {
    async list(credentials, context) {
      return toVolumes(await client.volumes(credentials, context));
    },
    async remove(credentials, id, context) {
      const removed = client.removeVolume(credentials, id, context).then(requireDone);
      await goneIs(undefined, removed);
    },
    async attach(credentials, pair, context) {
      requireDone(await client.attach(credentials, pair, context));
    },
    async detach(credentials, pair, context) {
      requireDone(await client.detach(credentials, pair, context));
    },
  };
}
