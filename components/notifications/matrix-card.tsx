"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Card, CardHead } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { type Mode, modes, OWN_MAIL } from "@/lib/notifications/rules/types";
import type { NotificationsView, RowView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface MatrixCardProps {
  readonly view: NotificationsView;
  readonly acts: Pick<NotificationsActs, "setRule">;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly isTeams: boolean;
}

/** What is told where: a row for each kind of event, a column for each place. */
export function MatrixCard({ view, acts }: MatrixCardProps) {
  const t = useTranslations("notifications.matrix");
  const groups = useTranslations("notifications.groups");
  const mine = useTranslations("notifications");
  const places: Place[] = [
    { id: OWN_MAIL, name: mine("ownMail"), isTeams: false },
    ...view.channels
      .filter(({ state }) => state !== "pending")
      .map(({ id, name, owner }) => ({ id, name, isTeams: owner === "team" })),
  ];
  return (
    <Card>
      <CardHead title={t("title")} note={t("text", { email: view.email })} />
      <Table caption={t("title")}>
        <thead>
          <tr>
            <HeadCell>{t("what")}</HeadCell>
            {places.map(({ id, name, isTeams }) => (
              <HeadCell key={id}>
                {name}
                {isTeams && ` (${mine("team")})`}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={row.group}>
              <th scope="row" className="min-w-40 px-4 py-2 text-left font-normal">
                {groups(`${row.group}.title`)}
                <span className="block text-sm text-muted">{groups(`${row.group}.text`)}</span>
              </th>
              {places.map((place) => (
                <Cell key={place.id}>
                  <ModeChoice row={row} place={place} view={view} acts={acts} />
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface ModeChoiceProps extends MatrixCardProps {
  readonly row: RowView;
  readonly place: Place;
}

function ModeChoice({ row, place, view, acts }: ModeChoiceProps) {
  const t = useTranslations("notifications.matrix");
  const groups = useTranslations("notifications.groups");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(acts.setRule, refresh);
  const { group } = row;
  const chosen = row.modes[place.id] ?? "off";
  if (row.certain.includes(place.id)) {
    return <span className="text-sm text-muted">{t("certain")}</span>;
  }
  const offered = modes.filter((mode) => mode !== "digest" || !place.isTeams);
  return (
    <>
      <Select
        boxClassName="w-32"
        aria-label={t("choice", { what: groups(`${group}.title`), where: place.name })}
        value={chosen}
        disabled={pending || !view.hasFeature || (place.isTeams && !view.mayManage)}
        onChange={({ target }) =>
          void send({ group, channel: place.id, mode: toMode(target.value) })
        }
      >
        {offered.map((mode) => (
          <option key={mode} value={mode}>
            {t(mode)}
          </option>
        ))}
      </Select>
      {refusal && (
        <span role="alert" className="text-sm text-bad">
          {refusal.message}
        </span>
      )}
    </>
  );
}

function toMode(text: string): Mode {
  return modes.find((mode) => mode === text) ?? "off";
}
