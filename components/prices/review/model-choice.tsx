"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { allGpus } from "@/lib/gpus/catalog";

/** The choice of those that are no GPU; no model has this id. */
export const NOT_A_GPU = "";

export interface ModelChoiceProps {
  /** A model's id, `NOT_A_GPU`, or null while nothing is chosen. */
  readonly choice: string | null;
  readonly onChoose: (choice: string) => void;
}

/** All models, narrowed down by what is typed, and the way out below them. */
export function ModelChoice({ choice, onChoose }: ModelChoiceProps) {
  const t = useTranslations("review.resolve");
  const [typed, setTyped] = useState("");
  const name = useId();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const models = allGpus().filter((model) =>
    words.every((word) => `${model.vendor} ${model.name}`.toLowerCase().includes(word)),
  );
  return (
    <fieldset className="grid gap-3">
      <Field label={t("search")} hint={t("searchHint")}>
        <Input
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="max-h-60 overflow-y-auto rounded border border-line">
        {models.length === 0 && <p className="px-3 py-2 text-muted">{t("noMatch")}</p>}
        {models.map((model) => (
          <Choice
            key={model.id}
            name={name}
            isChosen={choice === model.id}
            onChoose={() => onChoose(model.id)}
            text={model.name}
            note={[model.vendor, model.memoryGb && `${model.memoryGb} GB`]
              .filter(Boolean)
              .join(", ")}
          />
        ))}
      </div>
      <Choice
        name={name}
        isChosen={choice === NOT_A_GPU}
        onChoose={() => onChoose(NOT_A_GPU)}
        text={t("notGpu")}
      />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly text: string;
  readonly note?: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, text, note, isChosen, onChoose }: ChoiceProps) {
  return (
    <label
      className={cn(
        "flex min-h-9 cursor-pointer items-center gap-3 rounded px-3 py-1.5 hover:bg-hover",
        isChosen && "bg-accent-soft",
      )}
    >
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span className="flex-1">{text}</span>
      {note && <span className="text-sm text-faint">{note}</span>}
    </label>
  );
}
