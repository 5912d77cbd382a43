"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface TypedConfirmProps {
  /** What is to be typed. */
  readonly phrase: string;
  readonly label: string;
  /** Told whenever what is typed becomes the phrase or stops being it. */
  readonly onChange: (isTyped: boolean) => void;
}

/** Shows a phrase and wants it typed: for what cannot be brought back. */
export function TypedConfirm({ phrase, label, onChange }: TypedConfirmProps) {
  const [typed, setTyped] = useState("");
  return (
    <>
      <p className="figures rounded bg-sunken px-3 py-1 [overflow-wrap:anywhere]">{phrase}</p>
      <Field label={label}>
        <Input
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="figures"
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            onChange(value.trim() === phrase.trim());
          }}
        />
      </Field>
    </>
  );
}
