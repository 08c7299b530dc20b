using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.Applications;

/// <summary>Takes a secret of an application away; it stops counting on every server within a second.</summary>
public sealed class RemoveApplicationSecret(AdminWriter writer)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<SecretId>> RunAsync(
        AuditActor actor, EnvironmentId environment, AppId application, SecretId secret, CancellationToken ct) =>
        writer.RunAsync<SecretId>(
            new AdminAct(actor, environment, "application.secret_removed", DirectoryKind.Application, application.Value),
            async (write, _) => await SecretStore.DeleteAsync(write.Transaction, environment, application.Value, secret, ct)
                ? new Edit<SecretId>.Done(secret)
                : new Edit<SecretId>.Unknown(),
            ct);
}
