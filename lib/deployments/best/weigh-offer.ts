import { misfits } from "@/lib/beginning/misfits";
import { stopTrouble } from "@/lib/deployments/lease";
import type { LaunchBestInput } from "@/lib/deployments/schema";
import { runningDiskPerHour } from "@/lib/deployments/usage-rate";
import type { Micros } from "@/lib/money";
import { pricePerHourFor } from "@/lib/prices/compare-quote";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities } from "@/lib/providers/contract";
import { type LeftOutReason, leftOutReasons } from "./types";

/** What is wanted of a machine, wherever it will stand. */
export type Need = Pick<
  LaunchBestInput,
  "count" | "image" | "ports" | "diskGb" | "sshPublicKeys" | "lease" | "pricing" | "areas"
> & {
  readonly environment?: LaunchBestInput["environment"] | undefined;
  readonly startupScript?: string | undefined;
  readonly command?: string | undefined;
  readonly httpCheck?: string | undefined;
  readonly watchInside?: boolean | undefined;
};

export interface UsableKey {
  readonly id: string;
  readonly name: string;
  readonly lastFour: string;
  readonly state: string;
}

/** An offer held against a need. */
export interface Weighed {
  readonly offer: OfferView;
  readonly key: UsableKey | null;
  readonly capabilities: Capabilities | null;
  /** `null` where that number of GPUs is not sold. */
  readonly perHourMicros: Micros | null;
  readonly diskPerHourMicros: Micros;
  /** `null`: it may be bought, if its price is under the ceiling. */
  readonly reason: LeftOutReason | null;
}

export interface Seller {
  /** `null`: no adapter makes machines there. */
  readonly capabilities: Capabilities | null;
  /** A key that works, else one that is refused, else none. */
  readonly key: UsableKey | null;
}

/** Whether an offer fits what is wanted, what it would cost, and if not, the first reason. Pure. */
export function weighOffer(offer: OfferView, need: Need, { capabilities, key }: Seller): Weighed {
  const perHourMicros = pricePerHourFor(offer, need.count);
  const diskGb = capabilities?.diskGb ? (need.diskGb ?? capabilities.diskGb.default) : null;
  const diskPerHourMicros = capabilities ? runningDiskPerHour(capabilities, diskGb) : 0n;
  const reason = reasonAgainst(offer, need, { capabilities, key });
  return { offer, key, capabilities, perHourMicros, diskPerHourMicros, reason };
}

function reasonAgainst(
  offer: OfferView,
  need: Need,
  { capabilities, key }: Seller,
): LeftOutReason | null {
  if (!capabilities) return "cannot-launch";
  if (offer.availability === "unavailable") return "sold-out";
  if (offer.freshness === "old" || offer.freshness === "hidden") return "price-too-old";
  const isSold = pricePerHourFor(offer, need.count) !== null;
  if (!isSold || need.count > capabilities.maxGpuCount) return "count-not-sold";
  const misfit = misfitOf(offer, need, capabilities);
  if (misfit) return misfit;
  if (need.lease?.act === "stop") {
    const trouble = stopTrouble(capabilities);
    if (trouble) return trouble;
  }
  if (!offer.isLaunchable) return "cannot-launch";
  if (!key) return "needs-key";
  if (key.state === "frozen") return "key-frozen";
  return key.state === "active" ? null : "key-refused";
}

/** A disk that comes with the machine is as good as one that was asked for, if it is large enough. */
function misfitOf(offer: OfferView, need: Need, capabilities: Capabilities): LeftOutReason | null {
  const isDiskThere =
    !capabilities.diskGb && offer.diskGb !== null && offer.diskGb >= (need.diskGb ?? 0);
  const asked = isDiskThere ? { ...need, diskGb: undefined } : need;
  const [word] = Object.values(misfits(asked, capabilities, offer));
  return leftOutReasons.find((reason) => reason === word) ?? null;
}
