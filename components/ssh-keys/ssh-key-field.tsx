"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, type FieldProps } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SshKeyChoice } from "./use-ssh-key";

export interface SshKeyFieldProps extends Omit<FieldProps, "children"> {
  readonly choice: SshKeyChoice;
}

/** A public key to type, with the person's kept ones at one press. */
export function SshKeyField({ choice, ...field }: SshKeyFieldProps) {
  const t = useTranslations("sshKeys.choice");
  const { value, onChange, keys } = choice;
  return (
    <div className="grid gap-2">
      <Field {...field}>
        <Textarea
          name="sshPublicKey"
          rows={3}
          maxLength={9_000}
          spellCheck={false}
          autoComplete="off"
          placeholder="ssh-ed25519 AAAA…"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          className="figures text-sm"
        />
      </Field>
      {keys.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t("label")}</legend>
          {keys.map((key) => (
            <Button
              key={key.id}
              size="sm"
              aria-pressed={value === key.publicKey}
              onClick={() => onChange(key.publicKey)}
            >
              {t("use", { name: key.name })}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
