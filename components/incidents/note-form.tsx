"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { MOST_OF_NOTE } from "@/lib/incidents/schema";
import type { IncidentActs } from "./incident-acts";

export interface NoteFormProps extends Pick<IncidentActs, "note"> {
  readonly incidentId: string;
}

/** Writes down what somebody found out; what was typed stays where it was refused. */
export function NoteForm({ incidentId, note }: NoteFormProps) {
  const t = useTranslations("incidents.notes");
  const refresh = useRefreshLive();
  const mayAct = useMay("deployments.write");
  const [text, setText] = useState("");
  const { pending, refusal, send } = useSubmit(note, async () => {
    setText("");
    await refresh();
    toast.success(t("added"));
  });
  if (!mayAct) return null;
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        <form
          className="grid justify-items-start gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send({ incidentId, text });
          }}
        >
          {refusal && !refusal.fields?.text && <RefusalBanner refusal={refusal} />}
          <Field
            label={t("label")}
            hint={t("hint")}
            error={refusal?.fields?.text}
            className="w-full"
          >
            <Textarea
              name="text"
              maxLength={MOST_OF_NOTE}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
          </Field>
          <SubmitButton size="sm" pending={pending} disabled={text.trim() === ""}>
            {t("add")}
          </SubmitButton>
        </form>
      </CardBody>
    </Card>
  );
}
