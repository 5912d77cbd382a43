"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/types";
import type { VolumeView } from "@/lib/volumes/schema";
import { VolumeSummary } from "./volume-summary";

/** The server's side of each button. */
export interface VolumeDoings {
  readonly attach: (input: {
    volumeId: string;
    deploymentId: string;
  }) => Promise<ActionResult<unknown>>;
  readonly detach: (input: { volumeId: string }) => Promise<ActionResult<unknown>>;
  readonly remove: (input: {
    volumeId: string;
    confirmation: string;
  }) => Promise<ActionResult<unknown>>;
}

/** What is to be done with which volume, once it is confirmed. */
export interface Asked {
  readonly act: keyof VolumeDoings;
  readonly view: VolumeView;
}

export interface VolumeDialogProps extends Asked {
  readonly doings: VolumeDoings;
  readonly onClose: () => void;
}

/** Asks before a volume is moved or ended; what is on it is given up by typing its name. */
export function VolumeDialog({ act, view, doings, onClose }: VolumeDialogProps) {
  const t = useTranslations(`volumes.${act}`);
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const [chosen, setChosen] = useState(view.targets[0]?.deploymentId ?? "");
  const [typed, setTyped] = useState("");
  const { pending, refusal, send } = useSubmit(
    () => {
      const volumeId = view.id;
      if (act === "attach") return doings.attach({ volumeId, deploymentId: chosen });
      if (act === "detach") return doings.detach({ volumeId });
      return doings.remove({ volumeId, confirmation: typed });
    },
    async () => {
      await refresh();
      toast.success(t("asked"));
      onClose();
    },
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("title", { name: view.name })}</span>}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant={act === "remove" ? "danger" : "primary"}
            pending={pending}
            disabled={act === "remove" && typed.trim() !== view.name.trim()}
            onClick={() => void send(undefined)}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {refusal && <RefusalBanner refusal={refusal} />}
        <VolumeSummary view={view} />
        <p>{t("text")}</p>
        {act === "attach" && <TargetChoice view={view} value={chosen} onChange={setChosen} />}
        {act === "remove" && <NameField view={view} value={typed} onChange={setTyped} />}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly view: VolumeView;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TargetChoice({ view, value, onChange }: ChoiceProps) {
  const t = useTranslations("volumes.attach");
  return (
    <Field label={t("machine")}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {view.targets.map(({ deploymentId, name }) => (
          <option key={deploymentId} value={deploymentId}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function NameField({ view, value, onChange }: ChoiceProps) {
  const t = useTranslations("volumes.remove");
  return (
    <Field label={t("type", { name: view.name })}>
      <Input value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
