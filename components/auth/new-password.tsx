"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "./password-input";

const MIN_LENGTH = 10;

export interface NewPasswordProps {
  readonly label: string;
  readonly error?: string | undefined;
}

/** The field for a password being chosen, with its rules ticking themselves while one types. */
export function NewPassword({ label, error }: NewPasswordProps) {
  const t = useTranslations("auth.rules");
  const [length, setLength] = useState(0);
  const met = length >= MIN_LENGTH;
  const Icon = met ? Check : Minus;
  return (
    <Field
      label={label}
      error={error}
      hint={
        <ul className="grid gap-0.5">
          <li className={cn("flex items-center gap-1.5", met && "text-good")}>
            <Icon aria-hidden className="size-3.5" />
            {t("length")} <span className="sr-only">({met ? t("met") : t("open")})</span>
          </li>
          <li className="flex items-center gap-1.5">
            <Minus aria-hidden className="size-3.5" />
            {t("common")}
          </li>
        </ul>
      }
    >
      <PasswordInput
        name="password"
        autoComplete="new-password"
        required
        maxLength={200}
        onChange={(event) => setLength(event.currentTarget.value.length)}
      />
    </Field>
  );
}
