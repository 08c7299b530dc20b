using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Apis;

/// <summary>Changes an API. A scope that a client holds stays; the audience stays in any case.</summary>
public sealed class UpdateApi(AdminWriter writer, IDirectory directory)
{
    /// <summary>Changes it, if it still has the version.</summary>
    public Task<Edit<StoredApi>> RunAsync(
        AuditActor actor, EnvironmentId environment, ApiId api, long version, ApiDraft draft, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "api.updated", DirectoryKind.Api, api.Value),
            (write, now) => UpdateAsync(write, environment, api, version, draft, now, ct),
            ct);

    private async Task<Edit<StoredApi>> UpdateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        ApiId id,
        long version,
        ApiDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        if (await ApiStore.FindAsync(write.Transaction, environment, id, ct) is not { } api)
        {
            return new Edit<StoredApi>.Unknown();
        }

        if (Check(environment, api, draft) is { } problem)
        {
            return new Edit<StoredApi>.Refused(problem);
        }

        return await ApiStore.UpdateAsync(write.Transaction, environment, id, version, draft, now, ct) is { } updated
            ? new Edit<StoredApi>.Done(updated)
            : new Edit<StoredApi>.Stale();
    }

    private Problem? Check(EnvironmentId environment, StoredApi api, ApiDraft draft)
    {
        if (api.IsBuiltIn)
        {
            return ApiErrors.BuiltIn;
        }

        if (ApiRules.Check(draft) is { } problem)
        {
            return problem;
        }

        var entry = directory.Current.Environments.GetValueOrDefault(environment);
        foreach (var scope in api.Scopes.Select(scope => scope.Name).Except(draft.Scopes.Select(scope => scope.Name)))
        {
            if (entry is not null && ApiUse.HolderOf(entry, api.Id, scope) is { } client)
            {
                return ApiErrors.InUse($"The scope '{scope}'", client);
            }
        }

        return null;
    }
}
