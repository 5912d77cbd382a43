import { readAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import { watchTrouble } from "@/lib/beginning/misfits";
import { openEnvironment } from "@/lib/beginning/open-environment";
import { asWorker, type Tx } from "@/lib/db";
import type { Micros } from "@/lib/money";
import type { Work } from "@/lib/operations/work";
import { currencies, type LaunchSpec } from "@/lib/providers/contract";
import { convertMicros } from "@/lib/rates/convert";
import { latestRates } from "@/lib/rates/queries";
import type { Rates } from "@/lib/rates/types";
import { readWatchKey } from "@/lib/watch-key/ensure-watch-key";

export interface Launch {
  /** What the provider is asked for, under the name of a call. */
  readonly specUnder: (name: string) => LaunchSpec;
  /** Values that no error may show. */
  readonly secretValues: readonly string[];
}

/** Reads what the deployment's machine is asked for with: its settings, its environment and keys. */
export function readLaunch(work: Work): Promise<Launch> {
  return asWorker(async (tx) => {
    const { values, secretValues } = await openEnvironment(tx, work.deployment);
    const sshPublicKeys = await publicKeysOf(tx, work);
    const agreedIn = inOtherCurrencies(work.deployment.quotedPerHourMicros, await latestRates(tx));
    return {
      specUnder: (name) => ({
        ...specOf(work, { name, environment: values, sshPublicKeys }),
        pricePerHourIn: agreedIn,
      }),
      secretValues,
    };
  });
}

/** The team's own keys and, where it is looked into and there is room, the one that opens it for us. */
async function publicKeysOf(tx: Tx, { account, deployment }: Work): Promise<string[]> {
  const own = readAuthorizedKeys(deployment.authorizedKeys);
  const command = deployment.command ?? undefined;
  const isTaken = watchTrouble(account.capabilities, { command }) === null;
  const isWatched = deployment.watchInside && isTaken;
  const watch = isWatched ? await readWatchKey(tx, deployment.teamId) : null;
  return watch === null ? own : [...own, watch];
}

function specOf(
  { deployment }: Work,
  { name, environment, sshPublicKeys }: Pick<LaunchSpec, "name" | "environment" | "sshPublicKeys">,
): LaunchSpec {
  const { instanceType, gpuCount, region, tier, image, diskGb, ports, command } = deployment;
  const { startupScript, volumeId, quotedPerHourMicros: pricePerHourMicros } = deployment;
  const pricingModel = deployment.pricingModel === "spot" ? "spot" : "on-demand";
  return {
    name,
    instanceType,
    gpuCount,
    region,
    tier,
    image,
    diskGb,
    ports,
    sshPublicKeys,
    environment,
    startupScript,
    command,
    pricingModel,
    pricePerHourMicros,
    volumeId,
  };
}

/**
 * Dollars in every other currency whose rate is known. A hundredth is added: the offer was converted
 * at the rate of its own day, which moves by less than that from one day to the next.
 */
export function inOtherCurrencies(dollars: Micros, rates: Rates): LaunchSpec["pricePerHourIn"] {
  return Object.fromEntries(
    currencies.flatMap((currency) => {
      const amount = convertMicros(dollars, { from: "USD", to: currency, rates });
      return currency === "USD" || amount === null ? [] : [[currency, amount + amount / 100n]];
    }),
  );
}
