using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.Applications;

/// <summary>Gives a web application another secret; two may be alive at once.</summary>
public sealed class AddApplicationSecret(AdminWriter writer, ClientSecrets secrets)
{
    /// <summary>Adds it.</summary>
    public Task<Edit<NewSecret>> RunAsync(
        AuditActor actor, EnvironmentId environment, AppId application, DateTimeOffset? expiresAt, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "application.secret_added", DirectoryKind.Application, application.Value),
            async (write, _) => await ApplicationStore.HoldAsync(write.Transaction, environment, application, ct) switch
            {
                null => new Edit<NewSecret>.Unknown(),
                { Kind: not ApplicationKind.Web } => new Edit<NewSecret>.Refused(SecretErrors.PublicClient),
                _ => await secrets.AddAsync(write.Transaction, environment, application.Value, expiresAt, ct),
            },
            ct);
}
