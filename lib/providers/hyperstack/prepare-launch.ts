import { ensureAccountSshKeys } from "../account-ssh-key";
import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import type { HyperstackCalls } from "./client";
import {
  chooseEnvironment,
  chooseImage,
  requireLaunchable,
  requireOnSale,
  toLaunchBody,
} from "./launch-body";
import type { Environment } from "./machine-wire";
import { toSshKey } from "./machines";
import { readOffers } from "./map";
import { readPricebook } from "./prices";

/**
 * The body of a launch, once all it names stands: credit, stock at the price agreed to, an image, an
 * environment in the region and a key pair in that environment.
 */
export async function prepareLaunch(calls: HyperstackCalls, spec: LaunchSpec) {
  const { region, publicKeys } = requireLaunchable(spec);
  const [mayPay, flavors, pricebook, { images }] = await Promise.all([
    hasCredit(calls),
    calls.flavorsIn(region),
    calls.pricebook(),
    calls.imagesIn(region),
  ]);
  if (!mayPay) {
    throw new ProviderError("no-balance", { detail: "too little credit for a new machine" });
  }
  const market = { prices: readPricebook(pricebook), stocks: [] };
  requireOnSale(readOffers(flavors.data, market).offers, spec);
  const image = chooseImage(images);
  const environment = await ensureEnvironment(calls, region);
  const [keypair] = await ensureAccountSshKeys(shelfIn(calls, environment), publicKeys.slice(0, 1));
  return toLaunchBody(spec, { environment, image, keyName: keypair?.name ?? "" });
}

/** A key that may not see the account's money may make machines all the same. */
async function hasCredit(calls: HyperstackCalls): Promise<boolean> {
  try {
    return (await calls.credit()).data.can_create_instance;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "missing-right") return true;
    throw error;
  }
}

/** Two launches may make the same environment at once: the one that is refused finds the other's. */
async function ensureEnvironment(calls: HyperstackCalls, region: string): Promise<string> {
  const find = async () => chooseEnvironment(await calls.environments(), region);
  const known = await find();
  if (known) return known.name;
  return (await makeEnvironment(calls, region, find)).name;
}

async function makeEnvironment(
  calls: HyperstackCalls,
  region: string,
  find: () => Promise<Environment | undefined>,
): Promise<Environment> {
  try {
    return (await calls.addEnvironment({ name: `default-${region}`, region })).environment;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "conflict") throw error;
    const theirs = await find();
    if (!theirs) throw error;
    return theirs;
  }
}

/** The key pairs of one environment; those of others are of no use in it. */
function shelfIn(calls: HyperstackCalls, environment: string) {
  return {
    list: async () =>
      (await calls.keypairs())
        .filter((pair) => pair.environment?.name === environment)
        .map(toSshKey),
    add: async (name: string, publicKey: string) => {
      const body = { name, environment_name: environment, public_key: publicKey };
      return toSshKey((await calls.addKeypair(body)).keypair);
    },
  };
}
