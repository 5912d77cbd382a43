import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { type PrimeIntellectCalls, primeIntellectClient } from "./client";
import { findBill } from "./find-bill";
import { listGpus, listLike } from "./list-gpus";
import {
  requireLaunchable,
  toBalance,
  toInstance,
  toKeyFacts,
  toLaunchBody,
  toSshKey,
} from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { rowToBuy } from "./row-to-buy";
import { volumesFace } from "./volumes";
import { availabilityItem } from "./wire";

/** Prime Intellect: pods on about twenty clouds that it resells, and on its own machines. */
export function createPrimeIntellect({ baseUrl }: AdapterSettings): ProviderAdapter {
  const as = primeIntellectClient(baseUrl);
  return {
    meta,
    prices: pricesFace(as),
    keys: keysFace(as),
    instances: instancesFace(as),
    volumes: volumesFace(as),
  };
}

type As = ReturnType<typeof primeIntellectClient>;

function pricesFace(as: As): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const rows = await listGpus(as(credentials, context));
      return readRows(rows, availabilityItem, toOffers);
    },
  };
}

function keysFace(as: As): KeysFace {
  return {
    /** A key of narrow scopes may not read whose it is; that it may see pods is proof enough. */
    async verify(credentials, context) {
      const calls = as(credentials, context);
      try {
        return toKeyFacts((await calls.whoami()).data);
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== "missing-right") throw error;
      }
      await calls.countPods();
      return { account: null, canLaunch: null };
    },
    async balance(credentials, context) {
      return toBalance(await as(credentials, context).wallet());
    },
    async sshKeys(credentials, context) {
      return (await as(credentials, context).sshKeys()).map(toSshKey);
    },
  };
}

function instancesFace(as: As): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const calls = as(credentials, context);
      const { id } = await calls.launch(await beforeBuying(prepareLaunch(calls, spec)));
      return { id };
    },
    async get(credentials, id, context) {
      const found = await goneIs(null, as(credentials, context).pod(id));
      return found && toInstance(found);
    },
    async list(credentials, context) {
      return (await as(credentials, context).pods()).map(toInstance);
    },
    async terminate(credentials, id, context) {
      await goneIs(undefined, as(credentials, context).end(id));
    },
    async billed(credentials, machine, context) {
      return findBill(as(credentials, context), machine);
    },
  };
}

/** The offer is read once more, since a launch must name the very row that is listed now. */
async function prepareLaunch(calls: PrimeIntellectCalls, spec: LaunchSpec) {
  const publicKey = requireLaunchable(spec);
  const row = rowToBuy(await listLike(calls, spec), spec);
  const [sshKey] = await ensureAccountSshKeys(
    {
      list: async () => (await calls.sshKeys()).map(toSshKey),
      add: async (name, key) => toSshKey(await calls.addSshKey({ name, publicKey: key })),
    },
    [publicKey],
  );
  return toLaunchBody(spec, row, sshKey?.id ?? "");
}
