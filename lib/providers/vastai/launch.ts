import { microsToDecimal } from "@/lib/money";
import type { CallContext, Credentials, LaunchSpec } from "../contract";
import { ProviderError, paidCallVerdict } from "../errors";
import { goneIs } from "../gone";
import { diskOf, matchingAsks, openPorts, requireLaunchable, toAskSearch } from "./ask-search";
import type { VastaiClient } from "./client";
import { ensureSshKeys } from "./ensure-ssh-key";
import { machineOfVolume } from "./volumes";

/** Picks the tag that fits the host's driver, so that no host is too old for it. */
export const DEFAULT_IMAGE = "vastai/base-image:@vastai-automatic-tag";
const VOLUME_PATH = "/workspace";

/** Asks vanish between search and launch; more than this many in a row is an empty shelf. */
const TRIES = 3;

/**
 * Accepts the cheapest ask that is what the person chose. The SSH keys are in the account before, since
 * new instances get the account's keys. Asks that are gone by then are passed over; every one of
 * those is a clear refusal, so that no second machine can come of it.
 */
export async function launch(
  client: VastaiClient,
  credentials: Credentials,
  { spec, context }: { readonly spec: LaunchSpec; readonly context: CallContext },
): Promise<{ id: string }> {
  const publicKeys = requireLaunchable(spec);
  const asks = await unsent(findAsks(client, credentials, { spec, publicKeys, context }));
  const body = toLaunchBody(spec);
  let refused = new ProviderError("no-capacity", { detail: "nobody asks this price or less" });
  for (const { id } of asks.slice(0, TRIES)) {
    const end = await accept(client, credentials, { id, body, context });
    if (!(end instanceof ProviderError)) return end;
    refused = end;
    if (refused.kind !== "no-capacity") break;
  }
  throw refused;
}

interface Wanted {
  readonly spec: LaunchSpec;
  readonly publicKeys: readonly string[];
  readonly context: CallContext;
}

/** All that comes before the paid call. */
async function findAsks(client: VastaiClient, credentials: Credentials, wanted: Wanted) {
  const { spec, publicKeys, context } = wanted;
  await ensureSshKeys(client, credentials, { publicKeys, context });
  const machineId = await machineOfVolume(client, credentials, { id: spec.volumeId, context });
  const { offers } = await client.asks(credentials, toAskSearch(spec, machineId), context);
  return matchingAsks(offers, spec);
}

/** A failure of what comes before the paid call says for sure that nothing was bought. */
async function unsent<T>(steps: Promise<T>): Promise<T> {
  try {
    return await steps;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, status, detail, retryAfterMs } = error;
    throw new ProviderError(kind, { status, detail, retryAfterMs, isUnsent: true });
  }
}

/** The body of a launch; with `cancel_unavail` a lost ask is refused instead of waited for. */
export function toLaunchBody(spec: LaunchSpec) {
  const ports = openPorts(spec).map((port): [string, string] => [`-p ${port}:${port}`, "1"]);
  const bid = Number(microsToDecimal(spec.pricePerHourMicros));
  return {
    image: spec.image ?? DEFAULT_IMAGE,
    label: spec.name,
    disk: diskOf(spec),
    ...runOf(spec),
    target_state: "running",
    cancel_unavail: true,
    env: { ...spec.environment, ...Object.fromEntries(ports) },
    ...(spec.pricingModel === "spot" && { price: bid }),
    ...(spec.volumeId !== null && {
      volume_info: { create_new: false, volume_id: Number(spec.volumeId), mount_path: VOLUME_PATH },
    }),
  };
}

/** With SSH, Vast.ai's own entrypoint takes the place of the image's, which alone takes a command. */
function runOf({ command, startupScript }: LaunchSpec) {
  if (command !== null) return { runtype: "args", args_str: command };
  return { runtype: "ssh", ...(startupScript !== null && { onstart: startupScript }) };
}

interface Accepted {
  readonly id: number;
  readonly body: unknown;
  readonly context: CallContext;
}

/** The machine made, or a clear refusal that has left nothing behind; throws whatever is unclear. */
async function accept(client: VastaiClient, credentials: Credentials, offer: Accepted) {
  const { id, body, context } = offer;
  const left: string[] = [];
  const onLeftover = (instance: string) => left.push(instance);
  try {
    const made = await client.accept(credentials, { id, body, onLeftover }, context);
    return { id: String(made.new_contract) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (paidCallVerdict(error) === "ambiguous") throw error;
    const [instance] = left;
    if (instance === undefined) return asAnswerToAsk(error);
    await destroyLeftover(client, credentials, { instance, context });
    throw new ProviderError("no-capacity", { status: error.status, detail: error.detail });
  }
}

/** What is not found is the ask: it has gone. */
function asAnswerToAsk(error: ProviderError): ProviderError {
  const { kind, status, detail } = error;
  return kind === "not-found" ? new ProviderError("no-capacity", { status, detail }) : error;
}

/** An instance that a refused call made would wait, and cost its disk, for ever. */
async function destroyLeftover(
  client: VastaiClient,
  credentials: Credentials,
  { instance, context }: { readonly instance: string; readonly context: CallContext },
): Promise<void> {
  try {
    await goneIs(undefined, client.destroy(credentials, instance, context));
  } catch {
    const detail = `refused, but instance ${instance} was made and could not be destroyed`;
    throw new ProviderError("ambiguous", { detail });
  }
}
