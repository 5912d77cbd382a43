"use client";

import { useTranslations } from "next-intl";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Age } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import { Link } from "@/lib/i18n/navigation";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { KeyState } from "@/lib/provider-keys/states";
import { findProviderMeta } from "@/lib/providers/meta";
import type { LiveKeyUse } from "./live-keys";

const tones: Readonly<Record<KeyState, Tone>> = {
  active: "good",
  refused: "bad",
  frozen: "warn",
  unreadable: "bad",
};

/** How a key stands, and what that means where it does not work. */
export function KeyStatus({ view }: { readonly view: KeyView }) {
  const t = useTranslations("keys");
  return (
    <span>
      <Status tone={tones[view.state]} word={t(`states.${view.state}`)} />
      {view.state !== "active" && (
        <span className="block max-w-72 text-sm text-muted">
          {t(`stateHint.${view.state}`, { provider: providerName(view) })}
        </span>
      )}
    </span>
  );
}

/** Name, account and rights of a key, as far as the provider tells them. */
export function KeyWords({ view }: { readonly view: KeyView }) {
  const t = useTranslations("keys");
  const { name, account, scopes } = view;
  return (
    <>
      {name}
      {account && <span className="block text-xs text-faint">{account}</span>}
      <span className="block text-xs text-faint">
        {scopes.length > 0 ? t("scopes", { scopes: scopes.join(", ") }) : t("scopesUntold")}
      </span>
    </>
  );
}

/** What is left of the account's money, by the provider's word; nothing where it does not say. */
export function Credit({ view: { balance } }: { readonly view: KeyView }) {
  const t = useTranslations("keys");
  const locale = useReaderLocale();
  if (!balance) return <span className="text-faint">{t("creditUnknown")}</span>;
  const { amount, currency } = balance;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  const owed = Number(amount) < 0;
  const text = format.format(Math.abs(Number(amount)));
  return (
    <span className={cn("figures", owed && "text-warn")}>
      {owed ? t("owed", { amount: text }) : text}
    </span>
  );
}

/** When the provider was asked about the key, and when it was replaced. */
export function Checked({ view: { verifiedAt, rotatedAt } }: { readonly view: KeyView }) {
  const t = useTranslations("keys");
  return (
    <>
      <Age at={verifiedAt} ago />
      {rotatedAt && (
        <span className="block text-xs text-faint">
          {t.rich("rotatedAt", { age: () => <Age at={rotatedAt} ago className="text-xs" /> })}
        </span>
      )}
    </>
  );
}

/** The machines that hang on a key, each a way to its page. */
export function KeyMachines({ use }: { readonly use: LiveKeyUse | undefined }) {
  const t = useTranslations("keys");
  if (!use) return <span className="text-faint">{t("machineCount", { count: 0 })}</span>;
  const { count, machines } = use;
  return (
    <ul className="grid justify-items-start gap-0.5">
      {machines.map(({ id, name }) => (
        <li key={id} className="max-w-48 truncate">
          <Link href={`/dashboard/deployments/${id}`} title={name} className="hover:underline">
            {name}
          </Link>
        </li>
      ))}
      {count > machines.length && (
        <li className="text-sm text-muted">
          {t("moreMachines", { count: count - machines.length })}
        </li>
      )}
    </ul>
  );
}

/** The provider's name, as people know it. */
export function providerName({ providerId }: KeyView): string {
  return findProviderMeta(providerId)?.name ?? providerId;
}
