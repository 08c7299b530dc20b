using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.Applications;

/// <summary>Takes an application away with its secrets; access tokens it has stop counting.</summary>
public sealed class DeleteApplication(AdminWriter writer)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<Application>> RunAsync(
        AuditActor actor, EnvironmentId environment, AppId application, CancellationToken ct) =>
        writer.RunAsync<Application>(
            new AdminAct(actor, environment, "application.deleted", DirectoryKind.Application, application.Value),
            async (write, now) =>
            {
                if (await ApplicationStore.FindAsync(write.Transaction, environment, application, ct) is not { } before)
                {
                    return new Edit<Application>.Unknown();
                }

                await SecretStore.DeleteAllAsync(write.Transaction, environment, application.Value, ct);
                await ApplicationStore.DeleteAsync(write.Transaction, environment, application, ct);
                await Revocations.RecordAsync(write, environment, application.Value, now, ct);
                return new Edit<Application>.Done(before);
            },
            ct);
}
