"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { FoundTeams, TeamDetails } from "@/lib/admin/schema";
import type { AlarmListProps } from "./alarm-list";
import { TeamCard } from "./team-card";

export interface TeamSearchProps extends Pick<AlarmListProps, "resolve"> {
  readonly find: (input: { words: string }) => Promise<ActionResult<FoundTeams>>;
  readonly readTeam: (input: { teamId: string }) => Promise<ActionResult<TeamDetails>>;
  /** Something was done to a team that other lists show too. */
  readonly onDone: () => void;
}

/** Finds teams and opens one of them. */
export function TeamSearch({ find, readTeam, resolve, onDone }: TeamSearchProps) {
  const t = useTranslations("admin.search");
  const [words, setWords] = useState("");
  const [found, setFound] = useState<FoundTeams | null>(null);
  const [opened, setOpened] = useState<TeamDetails | null>(null);
  const search = useSubmit(find, (teams) => {
    setFound(teams);
    setOpened(null);
  });
  const reading = useSubmit(readTeam, setOpened);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void search.send({ words });
  };
  const refusal = reading.refusal ?? search.refusal;
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      <CardBody>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <Field
            label={t("words")}
            error={refusal?.fields?.words ?? refusal?.message}
            className="min-w-0 flex-1 basis-64"
          >
            <Input
              type="search"
              autoComplete="off"
              required
              minLength={2}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </Field>
          <Button type="submit" variant="primary" pending={search.pending}>
            {t("find")}
          </Button>
        </form>
      </CardBody>
      {found?.teams.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      {found && found.teams.length > 0 && (
        <FoundList
          teams={found.teams}
          pending={reading.pending}
          open={(teamId) => void reading.send({ teamId })}
        />
      )}
      {opened && (
        <TeamCard
          team={opened}
          resolve={resolve}
          onDone={() => {
            onDone();
            void reading.send({ teamId: opened.id });
          }}
        />
      )}
    </Card>
  );
}

interface FoundListProps extends FoundTeams {
  readonly pending: boolean;
  readonly open: (teamId: string) => void;
}

function FoundList({ teams, pending, open }: FoundListProps) {
  const t = useTranslations("admin.search");
  return (
    <ul className="divide-y divide-line border-t border-line">
      {teams.map(({ id, name, owner, members, customerId, createdAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
            <p className="font-medium">{name}</p>
            <p className="text-sm text-muted">
              {[owner ?? t("noOwner"), t("members", { count: members }), id, customerId]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
          <Age at={createdAt} ago />
          <Button
            size="sm"
            disabled={pending}
            aria-label={t("openNamed", { name })}
            onClick={() => open(id)}
          >
            {t("open")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
