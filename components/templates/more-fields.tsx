"use client";

import { useTranslations } from "next-intl";
import type { Beginning } from "@/lib/templates/schema";
import { BeginningFields, type BeginningFieldsProps } from "./beginning-fields";

/** Variables, command and script of a launch, folded away unless a template brings some. */
export function MoreFields(props: BeginningFieldsProps) {
  const t = useTranslations("launch.form");
  const { environment, command, script } = props.takes;
  if (!environment && !command && !script) return null;
  return (
    <details open={bringsMore(props.start)}>
      <summary className="cursor-pointer text-sm font-medium">{t("more")}</summary>
      <div className="mt-4 grid gap-4">
        <BeginningFields {...props} />
      </div>
    </details>
  );
}

function bringsMore(start: Beginning | null): boolean {
  if (start === null) return false;
  const { environment, secretNames, command, startupScript } = start;
  const hasVariables = environment.length > 0 || secretNames.length > 0;
  return hasVariables || command !== null || startupScript !== null;
}
