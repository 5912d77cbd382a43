"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { ActionResult } from "@/lib/actions/types";
import type { WaitingList } from "@/lib/admin/schema";

export interface WaitingCardProps {
  readonly readWaiting: (input: Record<string, never>) => Promise<ActionResult<WaitingList>>;
}

/** Who wants to hear when a tier can be bought; read when somebody asks for it. */
export function WaitingCard({ readWaiting }: WaitingCardProps) {
  const t = useTranslations("admin.waiting");
  const [list, setList] = useState<WaitingList | null>(null);
  const { pending, refusal, send } = useSubmit(readWaiting, setList);
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={list ? t("count", { count: list.count }) : t("note")}
        actions={
          <Button size="sm" pending={pending} onClick={() => void send({})}>
            {t("read")}
          </Button>
        }
      />
      {refusal && (
        <CardBody>
          <Banner tone="bad">{refusal.message}</Banner>
        </CardBody>
      )}
      {list?.count === 0 && <EmptyState title={t("none")} />}
      {list && list.count > 0 && <WaitingTable list={list} />}
    </Card>
  );
}

function WaitingTable({ list }: { readonly list: WaitingList }) {
  const t = useTranslations("admin.waiting");
  const tiers = useTranslations("tiers.names");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("email")}</HeadCell>
          <HeadCell>{t("tier")}</HeadCell>
          <HeadCell>{t("language")}</HeadCell>
          <HeadCell>{t("since")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {list.entries.map(({ email, tier, locale, at }) => (
          <Row key={`${tier} ${email}`}>
            <Cell>{email}</Cell>
            <Cell>{tiers(tier)}</Cell>
            <Cell>{locale}</Cell>
            <Cell>
              <Age at={at} ago />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
