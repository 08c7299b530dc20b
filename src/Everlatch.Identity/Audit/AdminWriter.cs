using Everlatch.Core;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Audit;

/// <summary>
/// Runs an administrator's act: the change, its audit event and the word to every server happen together or not at all.
/// </summary>
public sealed class AdminWriter(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The time, for ids and drafts made before the write.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Runs it. What is not done is neither audited nor announced.</summary>
    public Task<Edit<T>> RunAsync<T>(
        AdminAct act, Func<DirectoryWrite, DateTimeOffset, Task<Edit<T>>> run, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var edit = await run(write, clock.GetUtcNow());
                if (edit is Edit<T>.Done)
                {
                    await RecordAsync(write, act, ct);
                }

                return edit;
            },
            ct);

    private async Task RecordAsync(DirectoryWrite write, AdminAct act, CancellationToken ct)
    {
        await audit.RecordAsync(
            write.Transaction,
            new AuditEvent { Environment = act.Environment, Kind = act.Kind, Actor = act.Actor, Target = act.Target },
            ct);
        write.Changed(act.Environment, act.Entry, act.Target);
    }
}
