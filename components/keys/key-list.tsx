"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/console/use-may";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { ActionResult } from "@/lib/actions/types";
import type { KeyView } from "@/lib/provider-keys/schema";
import { findProviderMeta } from "@/lib/providers/meta";
import { KeepKey } from "./keep-key";
import { Checked, Credit, KeyMachines, KeyStatus, KeyWords, providerName } from "./key-facts";
import type { LiveKeys } from "./live-keys";
import type { ReadyKey } from "./ready-keys";
import { RemoveKeyDialog } from "./remove-key-dialog";
import { RenameKeyDialog, type RenameKeyDialogProps } from "./rename-key-dialog";
import { RotateKeyDialog, type RotateKeyDialogProps } from "./rotate-key-dialog";

export interface KeyListProps
  extends Omit<LiveKeys, "most">,
    Pick<RotateKeyDialogProps, "rotateKey">,
    Pick<RenameKeyDialogProps, "renameKey"> {
  readonly readyKeys: readonly ReadyKey[];
  readonly removeKey: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
  /** Makes a frozen key the one that stays active. */
  readonly chooseKept: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
}

const acts = ["rename", "rotate", "remove"] as const;
type Act = (typeof acts)[number];

interface Open {
  readonly act: Act;
  readonly view: KeyView;
}

/** The keys as a table; on phones each row is a small card. */
export function KeyList(props: KeyListProps) {
  const { keys, uses, chooseKept } = props;
  const t = useTranslations("keys");
  const mayChange = useMay("keys.write");
  const [open, setOpen] = useState<Open | null>(null);
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
              <HeadCell>{t("answered")}</HeadCell>
              <HeadCell numeric>{t("credit")}</HeadCell>
              <HeadCell>{t("machines")}</HeadCell>
              {mayChange && (
                <HeadCell>
                  <span className="sr-only">{t("acts")}</span>
                </HeadCell>
              )}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key.id}>
                <Cell className="font-medium">{providerName(key)}</Cell>
                <Cell className="max-w-56 [overflow-wrap:anywhere]">
                  <KeyWords view={key} />
                </Cell>
                <Cell className="figures">••••{key.lastFour}</Cell>
                <Cell>
                  <KeyStatus view={key} />
                  {mayChange && key.state === "frozen" && (
                    <KeepKey view={key} chooseKept={chooseKept} />
                  )}
                </Cell>
                <Cell>
                  <Checked view={key} />
                </Cell>
                <Cell>
                  <Age at={key.answeredAt} ago />
                </Cell>
                <Cell numeric>
                  <Credit view={key} />
                </Cell>
                <Cell>
                  <KeyMachines use={uses[key.id]} />
                </Cell>
                {mayChange && (
                  <Cell>
                    <KeyActs view={key} onAct={setOpen} />
                  </Cell>
                )}
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="divide-y divide-line md:hidden">
        {keys.map((key) => (
          <li key={key.id} className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 px-4 py-3">
            <div className="min-w-0 font-medium [overflow-wrap:anywhere]">
              {providerName(key)} · <KeyWords view={key} />
            </div>
            <span className="figures">••••{key.lastFour}</span>
            <span>
              <KeyStatus view={key} />
              {mayChange && key.state === "frozen" && (
                <KeepKey view={key} chooseKept={chooseKept} />
              )}
            </span>
            <div className="text-right text-sm">
              <KeyMachines use={uses[key.id]} />
            </div>
            <div className="text-sm text-muted">
              <Checked view={key} />
            </div>
            <span className="text-right text-sm text-muted">
              {key.balance && (
                <>
                  {t("creditOn")} <Credit view={key} />
                </>
              )}
            </span>
            {mayChange && (
              <div className="col-span-2">
                <KeyActs view={key} onAct={setOpen} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {open && <ActDialog {...props} open={open} onClose={() => setOpen(null)} />}
    </>
  );
}

interface KeyActsProps {
  readonly view: KeyView;
  readonly onAct: (open: Open) => void;
}

function KeyActs({ view, onAct }: KeyActsProps) {
  const t = useTranslations("keys");
  const name = `${providerName(view)} ••••${view.lastFour}`;
  return (
    <span className="flex justify-end max-md:-ml-2.5 max-md:justify-start">
      {acts.map((act) => (
        <Button
          key={act}
          size="sm"
          variant="ghost"
          aria-label={t(`${act}.named`, { name })}
          onClick={() => onAct({ act, view })}
        >
          {t(`${act}.action`)}
        </Button>
      ))}
    </span>
  );
}

interface ActDialogProps extends KeyListProps {
  readonly open: Open;
  readonly onClose: () => void;
}

function ActDialog({ open: { act, view }, uses, volumes, ...props }: ActDialogProps) {
  const use = uses[view.id];
  const meta = findProviderMeta(view.providerId);
  switch (act) {
    case "rename":
      return <RenameKeyDialog view={view} {...props} />;
    case "rotate":
      return meta ? (
        <RotateKeyDialog view={view} meta={meta} machines={use?.count ?? 0} {...props} />
      ) : null;
    case "remove":
      return <RemoveKeyDialog view={view} use={use} volumes={volumes[view.id]} {...props} />;
    default:
      return act satisfies never;
  }
}
