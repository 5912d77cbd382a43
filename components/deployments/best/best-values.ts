import type { LaunchBestInput } from "@/lib/deployments/schema";

/** What is chosen on the page; everything else is read from the form when it is sent. */
export interface BestChoice {
  readonly models: readonly string[];
  readonly count: number;
  readonly pricing: LaunchBestInput["pricing"];
  readonly area: string;
  /** What was typed; empty: the proposed one. */
  readonly ceiling: string;
  readonly diskGb: string;
  readonly hasImage: boolean;
  readonly hasPorts: boolean;
  readonly hasVariables: boolean;
  readonly hasCommand: boolean;
  readonly hasScript: boolean;
  readonly watchInside: boolean;
  /** The lease ends in a stop, which not every provider can do. */
  readonly stops: boolean;
  /** Offers that fit and were taken out by hand. */
  readonly except: readonly string[];
}

const dollars = /^\d{1,6}(\.\d{1,6})?$/;

/** The typed ceiling, where it is one. */
export function ceilingOf({ ceiling }: Pick<BestChoice, "ceiling">): string | null {
  const text = ceiling.trim().replace(/^\$/, "");
  return dollars.test(text) && Number(text) > 0 ? text : null;
}

/** The address that answers which offers fit. */
export function bestPath(choice: BestChoice & { readonly keys: number }): string {
  const diskGb = Number(choice.diskGb);
  const params = new URLSearchParams({
    models: choice.models.join(","),
    count: String(choice.count),
    pricing: choice.pricing,
  });
  const ceiling = ceilingOf(choice);
  if (choice.area !== "") params.set("areas", choice.area);
  if (ceiling !== null) params.set("ceiling", ceiling);
  if (Number.isInteger(diskGb) && diskGb > 0) params.set("diskGb", String(diskGb));
  if (choice.hasImage) params.set("image", "1");
  if (choice.hasPorts) params.set("ports", "1");
  if (choice.keys > 0) params.set("sshPublicKeys", choice.keys > 1 ? "2" : "1");
  if (choice.hasVariables) params.set("environment", "1");
  if (choice.hasCommand) params.set("command", "1");
  if (choice.hasScript) params.set("startupScript", "1");
  if (choice.watchInside) params.set("watchInside", "1");
  if (choice.stops) params.set("stops", "1");
  if (choice.except.length > 0) params.set("except", choice.except.join(","));
  return `launch/best?${params}`;
}
