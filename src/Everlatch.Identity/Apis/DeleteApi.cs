using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Apis;

/// <summary>Takes an API away that no client may ask for.</summary>
public sealed class DeleteApi(AdminWriter writer, IDirectory directory)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<StoredApi>> RunAsync(AuditActor actor, EnvironmentId environment, ApiId api, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "api.deleted", DirectoryKind.Api, api.Value),
            (write, _) => DeleteAsync(write, environment, api, ct),
            ct);

    private async Task<Edit<StoredApi>> DeleteAsync(
        DirectoryWrite write, EnvironmentId environment, ApiId id, CancellationToken ct)
    {
        if (await ApiStore.FindAsync(write.Transaction, environment, id, ct) is not { } api)
        {
            return new Edit<StoredApi>.Unknown();
        }

        if (api.IsBuiltIn)
        {
            return new Edit<StoredApi>.Refused(ApiErrors.BuiltIn);
        }

        var entry = directory.Current.Environments.GetValueOrDefault(environment);
        if (entry is not null && ApiUse.HolderOf(entry, id) is { } client)
        {
            return new Edit<StoredApi>.Refused(ApiErrors.InUse("The API", client));
        }

        await ApiStore.DeleteAsync(write.Transaction, environment, id, ct);
        return new Edit<StoredApi>.Done(api);
    }
}
