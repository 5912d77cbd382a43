"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, type FieldProps } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { holdsKey, toggleKey } from "./key-lines";
import type { SshKeysChoice } from "./use-ssh-keys";

export interface SshKeysFieldProps extends Omit<FieldProps, "children"> {
  readonly choice: SshKeysChoice;
}

/** Public keys to type, one a line; kept ones are put in and taken out at one press. */
export function SshKeysField({ choice, ...field }: SshKeysFieldProps) {
  const t = useTranslations("sshKeys.choice");
  const { value, onChange, kept } = choice;
  return (
    <div className="grid gap-2">
      <Field {...field}>
        <Textarea
          name="sshPublicKeys"
          rows={3}
          maxLength={90_000}
          spellCheck={false}
          autoComplete="off"
          placeholder="ssh-ed25519 AAAA…"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          className="figures text-sm"
        />
      </Field>
      {kept.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t("label")}</legend>
          {kept.map(({ id, name, publicKey, isMine }) => (
            <Button
              key={id}
              size="sm"
              aria-pressed={holdsKey(value, publicKey)}
              onClick={() => onChange(toggleKey(value, publicKey))}
            >
              {t(isMine ? "use" : "useTeam", { name })}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
