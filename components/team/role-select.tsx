"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Select } from "@/components/ui/select";
import type { GivenRole, MemberView } from "@/lib/teams/schema";
import { RoleDialog } from "./role-dialog";
import { roleChoices, roleOf, type TeamActs } from "./team-acts";

export interface RoleSelectProps {
  readonly member: MemberView;
  readonly changeRole: TeamActs["changeRole"];
}

/** A member's role; another one is asked about before it holds. */
export function RoleSelect({ member, changeRole }: RoleSelectProps) {
  const t = useTranslations("team");
  const [asked, setAsked] = useState<GivenRole | null>(null);
  const name = member.name ?? member.email;
  return (
    <>
      <Select
        aria-label={t("roleOf", { name })}
        boxClassName="w-36"
        value={asked ?? member.role}
        onChange={({ target }) => setAsked(roleOf(target.value))}
      >
        {roleChoices.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </Select>
      {asked && (
        <RoleDialog {...{ member, changeRole }} role={asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
