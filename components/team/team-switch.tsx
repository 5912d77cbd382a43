"use client";

import { useLocale, useTranslations } from "next-intl";
import { toast } from "sonner";
import { HOME, openPage } from "@/components/auth/return-path";
import { useSubmit } from "@/components/console/use-submit";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/types";
import type { TeamChoice } from "@/lib/teams/types";

export interface TeamSwitchProps {
  readonly teams: readonly TeamChoice[];
  readonly teamId: string;
  readonly switchTeam: (input: { teamId: string }) => Promise<ActionResult<unknown>>;
}

/**
 * Chooses in which of one's teams to go on. The page is opened anew, so that nothing of the other
 * team stays on it.
 */
export function TeamSwitch({ teams, teamId, switchTeam }: TeamSwitchProps) {
  const t = useTranslations("team");
  const locale = useLocale();
  const act = async (input: { teamId: string }) => {
    const result = await switchTeam(input);
    if (!result.ok) toast.error(result.error.message);
    return result;
  };
  const { pending, send } = useSubmit(act, () => openPage(HOME, locale));
  return (
    <Select
      aria-label={t("switch")}
      boxClassName="max-w-64"
      value={teamId}
      disabled={pending}
      onChange={({ target }) => void send({ teamId: target.value })}
    >
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
