"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { TeamView } from "@/lib/teams/types";
import type { TeamActs } from "./team-acts";

export interface TimeZoneCardProps {
  readonly view: TeamView;
  readonly setTimeZone: TeamActs["setTimeZone"];
}

/** The time zone of the team's days and months, changed as soon as another one is chosen. */
export function TimeZoneCard({ view, setTimeZone }: TimeZoneCardProps) {
  const t = useTranslations("team.timeZone");
  const refresh = useRefreshLive();
  const tellUndo = useUndo();
  const before = view.timeZone;
  const { pending, refusal, send } = useSubmit(setTimeZone, async (_data, { timeZone }) => {
    await refresh();
    const takeBack = () => setTimeZone({ timeZone: before });
    tellUndo({ done: t("changed", { timeZone }), takeBack });
  });
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      <CardBody>
        {view.mayManage ? (
          <Field
            label={t("label")}
            error={refusal ? (refusal.fields?.timeZone ?? refusal.message) : undefined}
          >
            <Select
              boxClassName="max-w-sm"
              value={view.timeZone}
              disabled={pending}
              onChange={({ target }) => void send({ timeZone: target.value })}
            >
              {zonesWith(view.timeZone).map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <p>{view.timeZone}</p>
        )}
      </CardBody>
    </Card>
  );
}

/** All zones that the browser knows, and the one that is set, by whichever of its names. */
function zonesWith(current: string): string[] {
  return [...new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")])].toSorted();
}
