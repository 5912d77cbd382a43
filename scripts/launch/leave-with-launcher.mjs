// Loaded ahead of every process the launcher starts: when the launcher is gone, however it went, the
// process ends as if it had been asked to, and is cut short if that takes long. Processes that such
// a process forks load this too, but have a channel and an end of their own.
if (process.channel && process.ppid === Number(process.env.LAUNCHER_PID)) {
  process.once("disconnect", () => {
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 25_000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // The launcher's channel alone is no reason to stay.
  process.channel.unref();
}
