"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Select } from "@/components/ui/select";
import type { MemberView } from "@/lib/teams/schema";
import { roleChoices, roleOf, type TeamActs } from "./team-acts";

export interface RoleSelectProps {
  readonly member: MemberView;
  readonly changeRole: TeamActs["changeRole"];
}

/** A member's role, changed as soon as another one is chosen. */
export function RoleSelect({ member, changeRole }: RoleSelectProps) {
  const t = useTranslations("team");
  const refresh = useRefreshLive();
  const name = member.name ?? member.email;
  const { pending, refusal, send } = useSubmit(changeRole, async (_data, { role }) => {
    await refresh();
    toast.success(t("roleChanged", { name, role: t(`roles.${role}`) }));
  });
  return (
    <>
      <Select
        aria-label={t("roleOf", { name })}
        boxClassName="w-36"
        value={member.role}
        disabled={pending}
        onChange={({ target }) => void send({ memberId: member.id, role: roleOf(target.value) })}
      >
        {roleChoices.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </Select>
      {refusal && (
        <p role="alert" className="mt-1 text-sm text-bad">
          {refusal.message}
        </p>
      )}
    </>
  );
}
