"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/lib/i18n/navigation";
import type { IncidentDetail, PartView } from "@/lib/incidents/types";

const SHOWN = 10;

/** The machines that an incident touches or touched, each from when until when. */
export function PartsCard({ incident }: { readonly incident: IncidentDetail }) {
  const t = useTranslations("incidents.parts");
  const [isWhole, setWhole] = useState(false);
  const { parts, machines: count, touched } = incident;
  const shown = isWhole ? parts : parts.slice(0, SHOWN);
  return (
    <Card>
      <CardHead title={t("title")} note={count > 0 ? t("note", { touched, count }) : t("empty")} />
      {count > 0 && (
        <ul className="divide-y divide-line">
          {shown.map((part) => (
            <PartRow key={part.id} part={part} />
          ))}
        </ul>
      )}
      {shown.length < parts.length && (
        <div className="border-t border-line px-4 py-3">
          <Button size="sm" onClick={() => setWhole(true)}>
            {t("more", { count: parts.length - shown.length })}
          </Button>
        </div>
      )}
    </Card>
  );
}

function PartRow({ part: { id, name, since, until } }: { readonly part: PartView }) {
  const t = useTranslations("incidents.parts");
  return (
    <li className="px-4 py-2.5">
      <Link
        href={`/dashboard/deployments/${id}`}
        className="block truncate text-accent hover:underline"
      >
        {name}
      </Link>
      <p className="flex flex-wrap gap-x-2 text-sm text-muted">
        <span>
          {t("from")} <Instant at={since} style="exact" />
        </span>
        <span>
          {until === null ? (
            t("stillTouched")
          ) : (
            <>
              {t("until")} <Instant at={until} style="exact" />
            </>
          )}
        </span>
      </p>
    </li>
  );
}
