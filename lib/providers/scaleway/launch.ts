import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import type { LaunchSpec } from "../contract";
import { ProviderError, paidCallVerdict } from "../errors";
import type { ScalewayCalls } from "./client";
import { endSwitchedOff } from "./end";
import type { MachineId } from "./machine-id";
import type { Server } from "./machine-wire";
import { requireLaunchable, toCreateBody, toSshKey } from "./machines";
import { requirePrice } from "./require-price";

/**
 * A launch takes several calls: a machine is made switched off, is given its startup script, and is
 * switched on, which is what costs money. Where the last is surely refused, what was made is ended
 * again, so that a refusal leaves nothing behind; whatever else goes wrong is `ambiguous`.
 */
export async function launch(calls: ScalewayCalls, spec: LaunchSpec): Promise<MachineId> {
  const zone = await beforeBuying(prepare(calls, spec));
  const { server } = await calls.create(zone, toCreateBody(spec));
  const id = { zone, native: server.id };
  try {
    await switchOn(calls, id, spec);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw isRefused(error) ? await withNothingLeft(calls, { id, server, error }) : unclear(error);
  }
  return id;
}

/**
 * Its price is the one agreed to. Every key of the project is put on every machine as it boots, so
 * ours must be among them.
 */
async function prepare(calls: ScalewayCalls, spec: LaunchSpec) {
  const { zone, publicKeys } = requireLaunchable(spec);
  await requirePrice(calls, zone, spec);
  await ensureAccountSshKeys(
    {
      list: async () => (await calls.sshKeys()).map(toSshKey),
      add: async (name, key) => toSshKey(await calls.addSshKey({ name, public_key: key })),
    },
    publicKeys,
  );
  return zone;
}

/** The script must be there before the first boot, which alone runs it. */
export async function switchOn(
  calls: ScalewayCalls,
  id: MachineId,
  spec: LaunchSpec,
): Promise<void> {
  if (spec.startupScript !== null) await calls.setStartupScript(id, spec.startupScript);
  await calls.act(id, "poweron", { launches: true });
}

function isRefused(error: ProviderError): boolean {
  const verdict = paidCallVerdict(error);
  return verdict === "refused" || verdict === "auth";
}

interface HalfMade {
  readonly id: MachineId;
  readonly server: Server;
  readonly error: ProviderError;
}

/** The refusal, once the machine it was about is gone; it stands there otherwise, for a look to find. */
async function withNothingLeft(calls: ScalewayCalls, { id, server, error }: HalfMade) {
  try {
    await endSwitchedOff(calls, id, server);
    return error;
  } catch (failure) {
    if (!(failure instanceof ProviderError)) throw failure;
    return unclear(error);
  }
}

function unclear({ status, detail, retryAfterMs }: ProviderError): ProviderError {
  return new ProviderError("ambiguous", { status, detail, retryAfterMs });
}
