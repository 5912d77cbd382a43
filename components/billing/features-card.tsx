"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardHead } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { FeatureView } from "@/lib/billing/types";

/** Each feature: whether the team has it, from which tier on, or that it is still planned. */
export function FeaturesCard({ features }: { readonly features: readonly FeatureView[] }) {
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  const names = useTranslations("tiers.features");
  return (
    <Card>
      <CardHead title={t("features.title")} note={t("features.note")} />
      <Table caption={t("features.title")}>
        <thead>
          <tr>
            <HeadCell>{t("features.feature")}</HeadCell>
            <HeadCell>{t("features.from")}</HeadCell>
            <HeadCell>{t("features.here")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {features.map((view) => (
            <Row key={view.feature}>
              <Cell>{names(view.feature)}</Cell>
              <Cell>{tiers(view.from)}</Cell>
              <Cell>
                <Here view={view} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Here({ view: { has, isAvailable, from } }: { readonly view: FeatureView }) {
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  if (!isAvailable) return <Badge>{t("features.planned")}</Badge>;
  if (has) return <Status tone="good" word={t("features.has")} />;
  return <Status tone="neutral" word={t("features.needs", { tier: tiers(from) })} />;
}
