"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { KeyFields, type KeyFieldsProps } from "@/components/keys/key-fields";
import { KeyGuide } from "@/components/keys/key-guide";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { KeyView } from "@/lib/provider-keys/schema";

export interface KeyChoiceProps extends Pick<KeyFieldsProps, "addKey" | "readyKeys" | "meta"> {
  /** All keys at this provider, those that do not work as well. */
  readonly keys: readonly KeyView[];
  /** The one chosen, or that would be taken. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}

/** Under which key to launch. One can be added right here, so that the form keeps what was typed. */
export function KeyChoice(props: KeyChoiceProps) {
  const { keys, value, onChange, meta, error } = props;
  const t = useTranslations("launch.form");
  const working = workingKeys(keys);
  const frozen = keys.filter(({ state }) => state === "frozen");
  const provider = meta.name;
  return (
    <div className="grid gap-2">
      <Field label={t("key")} error={error} hint={hintOf({ working, frozen }, t, provider)}>
        <Select
          name="providerKeyId"
          value={value}
          disabled={working.length === 0}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {working.length === 0 && <option value="">{t("keyNoneOption")}</option>}
          {working.map(({ id, name, lastFour }) => (
            <option key={id} value={id}>
              {t("keyOption", { name, lastFour })}
            </option>
          ))}
          {frozen.map(({ id, name, lastFour }) => (
            <option key={id} value={id} disabled>
              {t("keyFrozenOption", { name, lastFour })}
            </option>
          ))}
        </Select>
      </Field>
      {useMay("keys.write") ? (
        <AddKeyHere {...props} isFirst={working.length === 0} />
      ) : (
        <p className="text-sm text-muted">{t("keyAsk", { provider })}</p>
      )}
    </div>
  );
}

interface AddKeyHereProps
  extends Pick<KeyChoiceProps, "addKey" | "readyKeys" | "meta" | "onChange"> {
  readonly isFirst: boolean;
}

function AddKeyHere({ addKey, readyKeys, meta, onChange, isFirst }: AddKeyHereProps) {
  const t = useTranslations("launch.form");
  const refresh = useRefreshLive();
  const [isAdding, setAdding] = useState(false);
  const provider = meta.name;
  return (
    <>
      <Button
        size="sm"
        variant={isFirst ? "primary" : "ghost"}
        className="justify-self-start"
        onClick={() => setAdding(true)}
      >
        <Plus aria-hidden className="size-4" />
        {t("addKey", { provider })}
      </Button>
      <Dialog
        open={isAdding}
        onOpenChange={setAdding}
        title={t("addKey", { provider })}
        description={t("addKeyHere")}
      >
        <div className="grid gap-6">
          <KeyFields
            meta={meta}
            addKey={addKey}
            readyKeys={readyKeys}
            onAdded={async ({ id }) => {
              await refresh();
              onChange(id);
              setAdding(false);
            }}
          />
          <KeyGuide meta={meta} />
        </div>
      </Dialog>
    </>
  );
}

type Say = ReturnType<typeof useTranslations<"launch.form">>;
type Split = Readonly<Record<"working" | "frozen", readonly KeyView[]>>;

function hintOf({ working, frozen }: Split, t: Say, provider: string): string | undefined {
  if (frozen.length > 0) return t("keyFrozen", { count: frozen.length });
  return working.length === 0 ? t("keyNone", { provider }) : undefined;
}

/** The keys under which something can be launched, the one that is taken unasked first. */
export function workingKeys(keys: readonly KeyView[]): KeyView[] {
  return keys.filter(({ state }) => state === "active");
}
