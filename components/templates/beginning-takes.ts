import type { ProviderMeta } from "@/lib/providers/contract";
import { providerMetas } from "@/lib/providers/meta";

/** Which fields of a machine's beginning a form shows. */
export interface BeginningTakes {
  readonly environment: boolean;
  readonly command: boolean;
  readonly script: boolean;
  /** Names of the providers where a command takes the place of SSH and script; empty: nowhere. */
  readonly withoutSsh: string;
}

/** What one provider takes. Pure. */
export function takesOf({ name, capabilities }: ProviderMeta): BeginningTakes {
  return {
    environment: capabilities?.environment ?? false,
    command: capabilities?.command !== undefined,
    script: capabilities?.startupScript !== undefined,
    withoutSsh: capabilities?.command === "instead-of-ssh" ? name : "",
  };
}

/** What some provider takes, for a form that names none. */
export const takesEverything: BeginningTakes = {
  environment: true,
  command: true,
  script: true,
  withoutSsh: providerMetas
    .map((meta) => takesOf(meta).withoutSsh)
    .filter((name) => name !== "")
    .join(", "),
};
