"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { LiveDeployment } from "./live-deployment";

/** How to get into the machine: its SSH command and the addresses of its ports. */
export function ConnectCard({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.detail");
  const ports = view.publicPorts.filter(({ internal }) => internal !== 22);
  return (
    <Card>
      <CardHead title={t("connect")} />
      <CardBody className="grid gap-3">
        {view.ssh ? (
          <div>
            <p className="text-sm text-muted">{t("ssh")}</p>
            <CopyLine text={view.ssh.command} what={t("ssh")} />
          </div>
        ) : (
          <p className="text-muted">{view.status === "running" ? t("sshNone") : t("sshWait")}</p>
        )}
        {view.status === "running" &&
          ports.map(({ internal, external }) => (
            <div key={internal}>
              <p className="text-sm text-muted">{t("open", { port: String(internal) })}</p>
              <CopyLine text={external} what={t("open", { port: String(internal) })} />
            </div>
          ))}
      </CardBody>
    </Card>
  );
}

function CopyLine({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <p className="mt-1 flex items-center gap-2 rounded bg-sunken py-1 pl-3 pr-1">
      <code className="figures min-w-0 flex-1 [overflow-wrap:anywhere]">{text}</code>
      <CopyButton text={text} what={what} />
    </p>
  );
}
