"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { misfits } from "@/lib/beginning/misfits";
import type { Capabilities } from "@/lib/providers/contract";
import type { Beginning } from "@/lib/templates/schema";

const parts = [
  "image",
  "ports",
  "environment",
  "startupScript",
  "command",
  "diskGb",
  "sshPublicKeys",
] as const;
export type Part = (typeof parts)[number];

/** What of a template a provider's create cannot take. Pure. */
export function notTaken(start: Beginning | null, capabilities: Capabilities): Part[] {
  if (start === null) return [];
  const { image, ports, startupScript, command, sshPublicKeys } = start;
  const secrets = start.secretNames.map((name) => ({ name, secret: true }));
  const plain = start.environment.map((one) => ({ ...one, secret: false }));
  const found = misfits(
    {
      image: image ?? undefined,
      ports,
      // Whoever launches brings a key where the template has none.
      sshPublicKeys: sshPublicKeys.length > 0 ? sshPublicKeys : ["any"],
      diskGb: capabilities.diskGb ? (start.diskGb ?? undefined) : undefined,
      environment: [...plain, ...secrets],
      startupScript: startupScript ?? undefined,
      command: command ?? undefined,
    },
    // A VM opens every port by itself, so there are none to ask for.
    { ...capabilities, ports: capabilities.ports || capabilities.runtime === "vm" },
  );
  return parts.filter((part) => found[part] !== undefined);
}

export interface CannotTakeProps {
  readonly provider: string;
  readonly parts: readonly Part[];
}

/** Says before the launch what the provider would not get from the template. */
export function CannotTake({ provider, parts: missing }: CannotTakeProps) {
  const t = useTranslations("templates.cannotTake");
  if (missing.length === 0) return null;
  return (
    <Banner tone="warn" title={t("title", { provider })}>
      {t("text", { parts: missing.map((part) => t(`parts.${part}`)).join(t("and")) })}
    </Banner>
  );
}
