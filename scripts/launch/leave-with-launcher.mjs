// Loaded ahead of every process the launcher starts: when the launcher is gone, however it went, the
// process ends as if it had been asked to, and is cut short if that takes long.
if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 25_000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
