import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { SavedView } from "@/lib/generated/prisma/client";
import { toSavedView } from "@/lib/saved-views/queries";
import { defaultViewInput, renameViewInput, savedView, viewInput } from "@/lib/saved-views/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Gives one's own view another name. Refusal: `view-name-taken`. */
export const renameView = defineVerb({
  name: "views.rename",
  input: renameViewInput,
  output: savedView,
  permission: "deployments.read",
  feature: "deployments",
  audit: ({ viewId, name }) => ({ target: viewId, details: { name } }),
  async run({ tx, scope }, { viewId, name }) {
    const { teamId, userId, list } = await ownView(tx, scope, viewId);
    const others = { teamId, userId, list, name, id: { not: viewId } };
    if (await tx.savedView.findFirst({ where: others })) {
      throw new AppError("conflict", "view-name-taken");
    }
    return toSavedView(await tx.savedView.update({ where: { id: viewId }, data: { name } }));
  },
});

/** Makes one's own view the one its list opens with, or none. */
export const defaultView = defineVerb({
  name: "views.default",
  input: defaultViewInput,
  output: savedView,
  permission: "deployments.read",
  feature: "deployments",
  audit: ({ viewId, on }) => ({ target: viewId, details: { on } }),
  async run({ tx, scope }, { viewId, on }) {
    const { teamId, userId, list } = await ownView(tx, scope, viewId);
    const before = { teamId, userId, list, isDefault: true };
    await tx.savedView.updateMany({ where: before, data: { isDefault: false } });
    const data = { isDefault: on };
    return toSavedView(await tx.savedView.update({ where: { id: viewId }, data }));
  },
});

/** Forgets one's own view; the answer is what was forgotten, so that it can be saved again. */
export const removeView = defineVerb({
  name: "views.remove",
  input: viewInput,
  output: savedView,
  permission: "deployments.read",
  feature: "deployments",
  audit: ({ viewId }) => ({ target: viewId }),
  async run({ tx, scope }, { viewId }) {
    const row = await ownView(tx, scope, viewId);
    await tx.savedView.deleteMany({ where: { id: row.id } });
    return toSavedView(row);
  },
});

/** Throws `not-found` for everybody else's. Rows of one person are changed one after the other. */
async function ownView(tx: Tx, scope: TeamScope, id: string): Promise<SavedView> {
  const { userId } = personOfScope(scope);
  const teamId = scope.team.id;
  await tx.$executeRaw`SELECT 1 FROM saved_view
    WHERE team_id = ${teamId} AND user_id = ${userId} ORDER BY id FOR NO KEY UPDATE`;
  const row = await tx.savedView.findFirst({ where: { id, teamId, userId } });
  if (!row) throw new AppError("not-found", "view-unknown");
  return row;
}
