"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import type { FactorsView, PasskeyView } from "@/lib/factors/types";
import { AddPasskeyForm } from "./add-passkey-form";
import { CodesDialog } from "./codes-dialog";
import { RemoveFactorDialog } from "./remove-factor-dialog";
import { RenamePasskeyDialog } from "./rename-passkey-dialog";
import type { SecurityActs } from "./security-acts";

type PasskeyActs = Pick<
  SecurityActs,
  "beginPasskey" | "addPasskey" | "renamePasskey" | "removePasskey"
>;

export interface PasskeysCardProps {
  readonly factors: FactorsView;
  readonly acts: PasskeyActs;
}

/** The person's passkeys by name, and the form for one more. */
export function PasskeysCard({ factors: { totpSince, passkeys }, acts }: PasskeysCardProps) {
  const t = useTranslations("console.security.passkeys");
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [removing, setRemoving] = useState<PasskeyView | null>(null);
  const [renaming, setRenaming] = useState<PasskeyView | null>(null);
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      {passkeys.length > 0 && (
        <ul className="divide-y divide-line border-b border-line">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium [overflow-wrap:anywhere]">{passkey.name}</p>
                <p className="text-sm text-muted">
                  {t("added")} <Age at={passkey.createdAt} ago />
                  {" · "}
                  {passkey.lastUsedAt ? t("lastUsed") : t("neverUsed")}{" "}
                  {passkey.lastUsedAt && <Age at={passkey.lastUsedAt} ago />}
                </p>
              </div>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("renameNamed", { name: passkey.name })}
                onClick={() => setRenaming(passkey)}
              >
                {t("rename")}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("removeNamed", { name: passkey.name })}
                onClick={() => setRemoving(passkey)}
              >
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <CardBody>
        <AddPasskeyForm acts={acts} onAdded={setCodes} />
      </CardBody>
      {codes.length > 0 && <CodesDialog codes={codes} onClose={() => setCodes([])} />}
      {renaming && (
        <RenamePasskeyDialog
          passkey={renaming}
          renamePasskey={acts.renamePasskey}
          onClose={() => setRenaming(null)}
        />
      )}
      {removing && (
        <RemoveFactorDialog
          title={t("removeTitle", { name: removing.name })}
          isLast={passkeys.length === 1 && totpSince === null}
          remove={() => acts.removePasskey({ passkeyId: removing.id })}
          onClose={() => setRemoving(null)}
        />
      )}
    </Card>
  );
}
