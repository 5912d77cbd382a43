"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Beginning } from "@/lib/templates/schema";
import type { BeginningTakes } from "./beginning-takes";
import { KEEP, variableLines } from "./beginning-values";

export interface BeginningFieldsProps {
  readonly start: Beginning | null;
  readonly takes: BeginningTakes;
  readonly errors: Readonly<Record<string, string>>;
}

/** Variables, secret ones apart, the start command and the startup script. Kept secrets are named and never shown. */
export function BeginningFields({ start, takes, errors }: BeginningFieldsProps) {
  const t = useTranslations("templates.fields");
  const common = useTranslations("common");
  const kept = start?.secretNames ?? [];
  return (
    <>
      {takes.environment && (
        <>
          <Field
            label={t("variables")}
            optional={common("optional")}
            hint={t("variablesHint")}
            error={errors.variables ?? errors.environment}
          >
            <Textarea
              name="variables"
              rows={3}
              spellCheck={false}
              autoComplete="off"
              defaultValue={variableLines(start?.environment ?? [])}
              className="figures text-sm"
            />
          </Field>
          <Field
            label={t("secrets")}
            optional={common("optional")}
            hint={t("secretsHint")}
            error={errors.secretVariables}
          >
            <Textarea
              name="secretVariables"
              rows={2}
              spellCheck={false}
              autoComplete="off"
              className="figures text-sm"
            />
          </Field>
          {kept.length > 0 && (
            <fieldset className="grid gap-1">
              <legend className="mb-1 text-sm font-medium">{t("kept")}</legend>
              {kept.map((name) => (
                <Checkbox key={name} name={`${KEEP}${name}`} defaultChecked label={name} />
              ))}
            </fieldset>
          )}
        </>
      )}
      {takes.command && (
        <Field
          label={t("command")}
          optional={common("optional")}
          hint={
            <>
              <p>{t("commandHint")}</p>
              {takes.withoutSsh !== "" && (
                <p>{t("commandWithoutSsh", { providers: takes.withoutSsh })}</p>
              )}
            </>
          }
          error={errors.command}
        >
          <Input
            name="command"
            maxLength={4_000}
            spellCheck={false}
            autoComplete="off"
            defaultValue={start?.command ?? ""}
            className="figures"
          />
        </Field>
      )}
      {takes.script && (
        <Field
          label={t("script")}
          optional={common("optional")}
          hint={t("scriptHint")}
          error={errors.startupScript}
        >
          <Textarea
            name="startupScript"
            rows={5}
            spellCheck={false}
            autoComplete="off"
            placeholder="#!/bin/bash"
            defaultValue={start?.startupScript ?? ""}
            className="figures text-sm"
          />
        </Field>
      )}
    </>
  );
}
