import { prepareExport } from "@/lib/account-export/prepare-export";
import { askConfirmCode } from "@/lib/accounts/ask-confirm-code";
import { askEmailChange } from "@/lib/accounts/ask-email-change";
import { askForPasskey } from "@/lib/accounts/ask-passkey";
import { askReset } from "@/lib/accounts/ask-reset";
import { askVerification } from "@/lib/accounts/ask-verification";
import { changeEmail } from "@/lib/accounts/change-email";
import { changeLocale } from "@/lib/accounts/change-locale";
import { changeName } from "@/lib/accounts/change-name";
import { changePassword } from "@/lib/accounts/change-password";
import { confirm } from "@/lib/accounts/confirm";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endSession } from "@/lib/accounts/end-session";
import { finishSignIn } from "@/lib/accounts/finish-sign-in";
import { resetPassword } from "@/lib/accounts/reset-password";
import { signIn } from "@/lib/accounts/sign-in";
import { signInWithPasskey } from "@/lib/accounts/sign-in-with-passkey";
import { signInWithProvider } from "@/lib/accounts/sign-in-with-provider";
import { signOut } from "@/lib/accounts/sign-out";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { findTeam } from "@/lib/admin/find-team";
import { forgetJob } from "@/lib/admin/forget-job";
import { readOverview } from "@/lib/admin/read-overview";
import { readTeam } from "@/lib/admin/read-team";
import { readWaitingList } from "@/lib/admin/read-waiting-list";
import { resendMail } from "@/lib/admin/resend-mail";
import { resolveAlarm } from "@/lib/admin/resolve-alarm";
import { retryEvent } from "@/lib/admin/retry-event";
import { wakeJob } from "@/lib/admin/wake-job";
import { createAlert } from "@/lib/alerts/create-alert";
import { removeAlert } from "@/lib/alerts/remove-alert";
import { switchAlert } from "@/lib/alerts/switch-alert";
import { switchAlertByMail } from "@/lib/alerts/switch-alert-by-mail";
import { removeBudget } from "@/lib/budgets/remove-budget";
import { setBudget } from "@/lib/budgets/set-budget";
import { batch } from "@/lib/deployments/batches/batch";
import { readBatch } from "@/lib/deployments/batches/read-batch";
import { setChecks } from "@/lib/deployments/checks/set-checks";
import { trustHostKey } from "@/lib/deployments/checks/trust-host-key";
import { extend } from "@/lib/deployments/extend";
import { hibernate } from "@/lib/deployments/hibernate";
import { setMachineRule } from "@/lib/deployments/idle/set-machine-rule";
import { setTeamRule } from "@/lib/deployments/idle/set-team-rule";
import { launch } from "@/lib/deployments/launch";
import { launchBest } from "@/lib/deployments/launch-best";
import { rename } from "@/lib/deployments/rename";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { deleteAccount } from "@/lib/erasure/delete-account";
import { addPasskey } from "@/lib/factors/add-passkey";
import { beginPasskey } from "@/lib/factors/begin-passkey";
import { beginTotp } from "@/lib/factors/begin-totp";
import { confirmTotp } from "@/lib/factors/confirm-totp";
import { removePasskey } from "@/lib/factors/remove-passkey";
import { removeTotp } from "@/lib/factors/remove-totp";
import { renamePasskey } from "@/lib/factors/rename-passkey";
import { renewRecoveryCodes } from "@/lib/factors/renew-recovery-codes";
import { readGrowth } from "@/lib/growth/read-growth";
import { acknowledgeIncident } from "@/lib/incidents/acknowledge";
import { addNote } from "@/lib/incidents/add-note";
import { acknowledge } from "@/lib/notifications/escalation/acknowledge";
import { setEscalation } from "@/lib/notifications/escalation/set-escalation";
import { addChannel } from "@/lib/notifications/kept/add-channel";
import { removeChannel } from "@/lib/notifications/kept/remove-channel";
import { retryDelivery } from "@/lib/notifications/kept/retry-delivery";
import { rotateSecret } from "@/lib/notifications/kept/rotate-secret";
import { switchChannel } from "@/lib/notifications/kept/switch-channel";
import { testChannel } from "@/lib/notifications/kept/test-channel";
import { resumeMail } from "@/lib/notifications/mail-feedback/resume-mail";
import { endNoticesByMail } from "@/lib/notifications/rules/end-notices-by-mail";
import { setPreference } from "@/lib/notifications/rules/set-preference";
import { setRule } from "@/lib/notifications/rules/set-rule";
import { askTelegramLink } from "@/lib/notifications/telegram-bot/ask-link";
import { confirmTelegram } from "@/lib/notifications/telegram-bot/confirm-link";
import { forgetSpelling } from "@/lib/prices/review/forget-spelling";
import { releasePrice } from "@/lib/prices/review/release-price";
import { resolveSpelling } from "@/lib/prices/review/resolve-spelling";
import { joinWaitingList } from "@/lib/pricing/join-waiting-list";
import { addKey } from "@/lib/provider-keys/add-key";
import { chooseKept } from "@/lib/provider-keys/choose-kept";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { renameKey } from "@/lib/provider-keys/rename-key";
import { rotateKey } from "@/lib/provider-keys/rotate-key";
import { pauseRepair, resumeRepair } from "@/lib/repair/pause";
import { setRepairPolicy } from "@/lib/repair/set-policy";
import { defaultView, removeView, renameView } from "@/lib/saved-views/change-view";
import { saveView } from "@/lib/saved-views/save-view";
import { addSshKey } from "@/lib/ssh-keys/add";
import { removeSshKey } from "@/lib/ssh-keys/remove";
import { adoptStray } from "@/lib/strays/adopt";
import { ignoreStray } from "@/lib/strays/ignore";
import { terminateStray } from "@/lib/strays/terminate";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { changeRole } from "@/lib/teams/change-role";
import { declineInvite } from "@/lib/teams/decline-invite";
import { handOver } from "@/lib/teams/hand-over";
import { inviteMember } from "@/lib/teams/invite";
import { leaveTeam } from "@/lib/teams/leave";
import { removeMember } from "@/lib/teams/remove-member";
import { renameTeam } from "@/lib/teams/rename";
import { requireSecondStep } from "@/lib/teams/require-second-step";
import { resendInvite } from "@/lib/teams/resend-invite";
import { revokeInvite } from "@/lib/teams/revoke-invite";
import { setTimeZone } from "@/lib/teams/set-time-zone";
import { switchTeam } from "@/lib/teams/switch";
import { createTemplate } from "@/lib/templates/create";
import { duplicateTemplate } from "@/lib/templates/duplicate";
import { editTemplate } from "@/lib/templates/edit";
import { removeTemplate } from "@/lib/templates/remove";
import { saveMachine } from "@/lib/templates/save-machine";
import type { Verb } from "@/lib/verbs/define-verb";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";

/**
 * Every write of the product, once. Server actions, the permission matrix and later other
 * doorways are derived from this list; a verb that is not here does not exist.
 */
export const verbs: readonly Verb[] = [
  signUp,
  askVerification,
  verifyEmail,
  signIn,
  signInWithProvider,
  signOut,
  signOutEverywhere,
  endSession,
  endOtherSessions,
  askReset,
  resetPassword,
  changePassword,
  changeLocale,
  changeName,
  askEmailChange,
  changeEmail,
  prepareExport,
  deleteAccount,
  confirm,
  askConfirmCode,
  finishSignIn,
  askForPasskey,
  signInWithPasskey,
  beginTotp,
  confirmTotp,
  removeTotp,
  renewRecoveryCodes,
  beginPasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
  addKey,
  renameKey,
  rotateKey,
  removeKey,
  chooseKept,
  launch,
  launchBest,
  stop,
  hibernate,
  start,
  restart,
  terminate,
  extend,
  rename,
  setChecks,
  trustHostKey,
  setMachineRule,
  setTeamRule,
  batch,
  readBatch,
  saveView,
  renameView,
  defaultView,
  removeView,
  attachVolume,
  detachVolume,
  deleteVolume,
  adoptStray,
  ignoreStray,
  terminateStray,
  createTemplate,
  editTemplate,
  duplicateTemplate,
  removeTemplate,
  saveMachine,
  addSshKey,
  removeSshKey,
  setRepairPolicy,
  pauseRepair,
  resumeRepair,
  setBudget,
  removeBudget,
  createAlert,
  switchAlert,
  removeAlert,
  switchAlertByMail,
  addChannel,
  rotateSecret,
  removeChannel,
  switchChannel,
  testChannel,
  retryDelivery,
  setRule,
  setPreference,
  setEscalation,
  acknowledgeIncident,
  addNote,
  acknowledge,
  askTelegramLink,
  confirmTelegram,
  endNoticesByMail,
  resumeMail,
  inviteMember,
  resendInvite,
  revokeInvite,
  acceptInvite,
  declineInvite,
  changeRole,
  removeMember,
  leaveTeam,
  handOver,
  renameTeam,
  requireSecondStep,
  setTimeZone,
  switchTeam,
  openCheckout,
  dropCheckout,
  openPortal,
  previewChange,
  changePlan,
  undoChange,
  cancelSubscription,
  resumeSubscription,
  joinWaitingList,
  releasePrice,
  resolveSpelling,
  forgetSpelling,
  readGrowth,
  findTeam,
  forgetJob,
  readOverview,
  readTeam,
  readWaitingList,
  resendMail,
  resolveAlarm,
  retryEvent,
  wakeJob,
];
