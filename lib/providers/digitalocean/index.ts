import { ensureAccountSshKeys } from "../account-ssh-key";
import type { AdapterSettings, InstancesFace, KeysFace, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { type DigitaloceanCalls, digitaloceanClient } from "./client";
import {
  nextStop,
  requireBegun,
  requireLaunchable,
  toBalance,
  toInstance,
  toKeyFacts,
  toLaunchBody,
  toSshKey,
} from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { volumesFace } from "./volumes";
import { gpuSize, withoutGpu } from "./wire";

/** DigitalOcean: GPU Droplets, which cost their full price until they are destroyed. */
export function createDigitalocean({ baseUrl }: AdapterSettings): ProviderAdapter {
  const as = digitaloceanClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal, guard }) {
        const sizes = await as(credentials, { signal, guard }).sizes();
        const withGpu = sizes.filter((row) => !withoutGpu.safeParse(row).success);
        return readRows(withGpu, gpuSize, toOffers);
      },
    },
    keys: keysFace(as),
    instances: instancesFace(as),
    volumes: volumesFace(as),
  };
}

type As = ReturnType<typeof digitaloceanClient>;

function keysFace(as: As): KeysFace {
  return {
    /** A token of narrow scopes may not read the account; that it is a token the sizes prove. */
    async verify(credentials, context) {
      const calls = as(credentials, context);
      try {
        return toKeyFacts((await calls.account()).account);
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== "missing-right") throw error;
      }
      await calls.oneSize();
      return { account: null, canLaunch: null };
    },
    async balance(credentials, context) {
      return toBalance((await as(credentials, context).balance()).month_to_date_balance);
    },
    async sshKeys(credentials, context) {
      return (await as(credentials, context).sshKeys()).map(toSshKey);
    },
  };
}

function instancesFace(as: As): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const publicKeys = requireLaunchable(spec);
      const calls = as(credentials, context);
      const sshKeys = await ensureAccountSshKeys(shelfOf(calls), publicKeys);
      const { droplet } = await calls.launch(toLaunchBody(spec, sshKeys));
      return { id: String(droplet.id) };
    },
    async get(credentials, id, context) {
      const found = await goneIs(null, as(credentials, context).droplet(id));
      return found && toInstance(found.droplet);
    },
    async list(credentials, context) {
      return (await as(credentials, context).droplets()).map(toInstance);
    },
    async terminate(credentials, id, context) {
      await goneIs(undefined, as(credentials, context).terminate(id));
    },
    async stop(credentials, id, context) {
      const calls = as(credentials, context);
      const next = nextStop((await calls.recentActions(id)).actions);
      if (next) requireBegun((await calls.act(id, next)).action);
    },
    async start(credentials, id, context) {
      requireBegun((await as(credentials, context).act(id, "power_on")).action);
      return { id };
    },
    async restart(credentials, id, context) {
      requireBegun((await as(credentials, context).act(id, "reboot")).action);
    },
  };
}

function shelfOf(calls: DigitaloceanCalls) {
  return {
    list: async () => (await calls.sshKeys()).map(toSshKey),
    add: async (name: string, publicKey: string) =>
      toSshKey((await calls.addSshKey({ name, public_key: publicKey })).ssh_key),
  };
}
