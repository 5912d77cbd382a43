"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { MemberView } from "@/lib/teams/schema";
import { RemoveMemberDialog } from "./remove-member-dialog";
import { RoleSelect } from "./role-select";
import type { TeamActs } from "./team-acts";

export interface MemberListProps {
  readonly members: readonly MemberView[];
  readonly mayManage: boolean;
  /** The tier has no roles to give; people can still be removed. */
  readonly isLocked: boolean;
  readonly acts: Pick<TeamActs, "changeRole" | "remove">;
}

/** The members as a table; on phones it scrolls by itself. */
export function MemberList({ members, mayManage, isLocked, acts }: MemberListProps) {
  const t = useTranslations("team");
  const [removing, setRemoving] = useState<MemberView | null>(null);
  return (
    <>
      <Table caption={t("members")}>
        <thead>
          <tr>
            <HeadCell>{t("person")}</HeadCell>
            <HeadCell>{t("role")}</HeadCell>
            <HeadCell>{t("since")}</HeadCell>
            <HeadCell>
              <span className="sr-only">{t("remove.action")}</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Row key={member.id}>
              <Cell className="max-w-72 [overflow-wrap:anywhere]">
                <Person member={member} />
              </Cell>
              <Cell>
                {mayManage && !isLocked && !member.isOwner ? (
                  <RoleSelect member={member} changeRole={acts.changeRole} />
                ) : (
                  t(`roles.${member.role}`)
                )}
              </Cell>
              <Cell className="whitespace-nowrap">
                <Age at={member.since} ago />
              </Cell>
              <Cell className="text-right">
                {mayManage && !member.isOwner && !member.isYou && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t("remove.named", { name: member.name ?? member.email })}
                    onClick={() => setRemoving(member)}
                  >
                    {t("remove.action")}
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {removing && (
        <RemoveMemberDialog
          member={removing}
          remove={acts.remove}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function Person({ member }: { readonly member: MemberView }) {
  const t = useTranslations("team");
  return (
    <>
      <span className="font-medium">{member.name ?? member.email}</span>{" "}
      {member.isYou && <Badge>{t("you")}</Badge>}{" "}
      {member.lacksSeat && <Badge tone="warn">{t("lacksSeat")}</Badge>}
      {member.name && <span className="block text-sm text-muted">{member.email}</span>}
    </>
  );
}
