"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSince } from "@/components/console/since";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import type { ActionResult } from "@/lib/actions/types";
import type { LookView } from "@/lib/deployments/types";
import { findProviderMeta } from "@/lib/providers/meta";
import { Fact, Facts } from "../facts";
import type { LiveDeploymentDetail } from "../live-deployment";
import { ChecksDialog, type SetChecks } from "./checks-dialog";

export interface CheckActs {
  readonly set: SetChecks;
  readonly trustHostKey: (input: {
    deploymentId: string;
    fingerprint: string;
  }) => Promise<ActionResult<unknown>>;
}

export interface ChecksCardProps {
  readonly view: LiveDeploymentDetail;
  readonly acts: CheckActs;
}

/** How the machine is watched: its service over HTTP, inside over SSH, and what the last look found. */
export function ChecksCard({ view, acts }: ChecksCardProps) {
  const t = useTranslations("deployments.checks");
  const [isOpen, setOpen] = useState(false);
  const { httpCheck, watchInside, hostKeys, lastLook } = view;
  return (
    <Card>
      <CardHead
        title={t("title")}
        actions={
          view.endedAt === null && (
            <Button size="sm" onClick={() => setOpen(true)}>
              {t("change")}
            </Button>
          )
        }
      />
      <CardBody className="grid gap-4">
        {watchInside && hostKeys.shown !== null && <OtherKey view={view} acts={acts} />}
        <Facts>
          <Fact name={t("http")}>
            {httpCheck === null ? (
              <span className="text-muted">{t("httpNone")}</span>
            ) : (
              <span className="figures">{httpCheck}</span>
            )}
          </Fact>
          <Fact name={t("inside")}>{t(watchInside ? "on" : "off")}</Fact>
          {watchInside && (
            <Fact name={t("look")}>
              {lastLook && <Look look={lastLook} />}
              {!lastLook && (
                <span className="text-muted">
                  {isBehindGate(view)
                    ? t("lookGate", { provider: view.providerName })
                    : t("lookNone")}
                </span>
              )}
            </Fact>
          )}
          {watchInside && hostKeys.known !== null && (
            <Fact name={t("hostKey")}>
              <span className="figures">{hostKeys.known}</span>
            </Fact>
          )}
        </Facts>
      </CardBody>
      {isOpen && <ChecksDialog view={view} set={acts.set} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** It has no address of its own: what answers for it is its provider's gate, which lets in people alone. */
function isBehindGate({ ssh, providerId }: LiveDeploymentDetail): boolean {
  const gate = findProviderMeta(providerId)?.capabilities?.sshGate;
  return gate !== undefined && ssh?.host === gate;
}

function Look({ look: { at, ok, word, figure } }: { readonly look: LookView }) {
  const t = useTranslations("deployments.checks.looks");
  const ago = useTranslations("common")("ago", { length: useSince(at) });
  const tone = ok === false ? "text-bad" : ok === null ? "text-warn" : "";
  return (
    <>
      <span className={tone}>{t.has(word) ? t(word, { figure: figure ?? 0 }) : word}</span>
      <span className="text-faint"> · {ago}</span>
    </>
  );
}

function OtherKey({ view, acts }: ChecksCardProps) {
  const t = useTranslations("deployments.checks");
  const refresh = useRefreshLive();
  const { known, shown } = view.hostKeys;
  const { pending, refusal, send } = useSubmit(
    (fingerprint: string) => acts.trustHostKey({ deploymentId: view.id, fingerprint }),
    refresh,
  );
  return (
    <Banner tone="bad" title={t("changedTitle")}>
      <p className="[overflow-wrap:anywhere]">
        {t("changedText", { known: known ?? "", shown: shown ?? "" })}
      </p>
      {refusal && <p className="mt-2 text-bad">{refusal.message}</p>}
      <Button size="sm" className="mt-3" pending={pending} onClick={() => void send(shown ?? "")}>
        {t("trust")}
      </Button>
    </Banner>
  );
}
