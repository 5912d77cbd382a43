"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { ActionResult } from "@/lib/actions/types";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { KeyState } from "@/lib/provider-keys/states";
import { findProviderMeta } from "@/lib/providers/meta";
import { KeepKey } from "./keep-key";
import { RemoveKeyDialog } from "./remove-key-dialog";

/** The team's keys with the machines that hang on each. */
export interface LiveKeys {
  readonly keys: readonly KeyView[];
  readonly machines: Readonly<Record<string, number>>;
  /** How many may be active on the team's tier; null: as many as one likes. */
  readonly most: number | null;
}

export interface KeyListProps extends Omit<LiveKeys, "most"> {
  readonly removeKey: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
  /** Makes a frozen key the one that stays active. */
  readonly chooseKept: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
}

const tones: Readonly<Record<KeyState, Tone>> = {
  active: "good",
  refused: "bad",
  frozen: "warn",
  unreadable: "bad",
};

/** The keys as a table; on phones each row is a small card. */
export function KeyList({ keys, machines, removeKey, chooseKept }: KeyListProps) {
  const t = useTranslations("keys");
  const [removing, setRemoving] = useState<KeyView | null>(null);
  return (
    <>
      <div className="max-md:hidden">
        <Table caption={t("list")}>
          <thead>
            <tr>
              <HeadCell>{t("provider")}</HeadCell>
              <HeadCell>{t("name")}</HeadCell>
              <HeadCell>{t("key")}</HeadCell>
              <HeadCell>{t("state")}</HeadCell>
              <HeadCell>{t("verified")}</HeadCell>
              <HeadCell numeric>{t("credit")}</HeadCell>
              <HeadCell>{t("machines")}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t("remove.action")}</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key.id}>
                <Cell className="font-medium">{providerName(key)}</Cell>
                <Cell className="max-w-56 [overflow-wrap:anywhere]">
                  {key.name}
                  {key.account && <span className="block text-xs text-faint">{key.account}</span>}
                </Cell>
                <Cell className="figures">••••{key.lastFour}</Cell>
                <Cell>
                  <KeyStatus view={key} />
                  {key.state === "frozen" && <KeepKey view={key} chooseKept={chooseKept} />}
                </Cell>
                <Cell>
                  <Age at={key.verifiedAt} ago />
                </Cell>
                <Cell numeric>
                  <Credit view={key} />
                </Cell>
                <Cell>{t("machineCount", { count: machines[key.id] ?? 0 })}</Cell>
                <Cell className="text-right">
                  <RemoveButton view={key} onRemove={setRemoving} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="divide-y divide-line md:hidden">
        {keys.map((key) => (
          <li key={key.id} className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 px-4 py-3">
            <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
              {providerName(key)} · {key.name}
            </span>
            <span className="figures">••••{key.lastFour}</span>
            <span>
              <KeyStatus view={key} />
              {key.state === "frozen" && <KeepKey view={key} chooseKept={chooseKept} />}
            </span>
            <span className="text-right text-sm text-muted">
              {t("machineCount", { count: machines[key.id] ?? 0 })}
            </span>
            <span className="text-sm text-muted">
              <Age at={key.verifiedAt} ago />
              {key.balance && " · "}
              {key.balance && (
                <>
                  {t("creditOn")} <Credit view={key} />
                </>
              )}
            </span>
            <RemoveButton view={key} onRemove={setRemoving} />
          </li>
        ))}
      </ul>
      {removing && (
        <RemoveKeyDialog
          view={removing}
          machines={machines[removing.id] ?? 0}
          removeKey={removeKey}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function KeyStatus({ view }: { readonly view: KeyView }) {
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

/** What is left of the account's money, by the provider's word; nothing where it does not say. */
function Credit({ view: { balance } }: { readonly view: KeyView }) {
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

interface RemoveButtonProps {
  readonly view: KeyView;
  readonly onRemove: (view: KeyView) => void;
}

function RemoveButton({ view, onRemove }: RemoveButtonProps) {
  const t = useTranslations("keys.remove");
  return (
    <Button
      size="sm"
      variant="ghost"
      className="justify-self-end"
      aria-label={t("named", { name: `${providerName(view)} ••••${view.lastFour}` })}
      onClick={() => onRemove(view)}
    >
      {t("action")}
    </Button>
  );
}

function providerName({ providerId }: KeyView): string {
  return findProviderMeta(providerId)?.name ?? providerId;
}
