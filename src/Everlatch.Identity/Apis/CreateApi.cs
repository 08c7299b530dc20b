using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Apis;

/// <summary>Makes an API that accepts access tokens.</summary>
public sealed class CreateApi(AdminWriter writer)
{
    /// <summary>Makes it.</summary>
    public async Task<Edit<StoredApi>> RunAsync(
        AuditActor actor, EnvironmentId environment, string audience, ApiDraft draft, CancellationToken ct)
    {
        if ((ApiRules.CheckAudience(audience) ?? ApiRules.Check(draft)) is { } problem)
        {
            return new Edit<StoredApi>.Refused(problem);
        }

        var api = NewApi(audience, draft, writer.Clock);
        return await writer.RunAsync<StoredApi>(
            new AdminAct(actor, environment, "api.created", DirectoryKind.Api, api.Id.Value),
            async (write, _) => await ApiStore.AddAsync(write.Transaction, environment, api, ct)
                ? new Edit<StoredApi>.Done(api)
                : new Edit<StoredApi>.Refused(ApiErrors.AudienceTaken),
            ct);
    }

    /// <summary>Adds the management API to an environment that is being made.</summary>
    internal static async Task AddBuiltInAsync(
        DirectoryWrite write, EnvironmentId environment, TimeProvider clock, CancellationToken ct)
    {
        var draft = new ApiDraft("Everlatch management API", ManagementScopes.AsApiScopes, ManagementScopes.TokenSeconds);
        var api = NewApi(ManagementScopes.Audience, draft, clock);
        await ApiStore.AddAsync(write.Transaction, environment, api, ct);
        write.Changed(environment, DirectoryKind.Api, api.Id.Value);
    }

    private static StoredApi NewApi(string audience, ApiDraft draft, TimeProvider clock) => new()
    {
        Id = Id.New<ApiId>(clock),
        Audience = audience,
        Name = draft.Name,
        Scopes = draft.Scopes,
        TokenSeconds = draft.TokenSeconds,
        CreatedAt = clock.GetUtcNow(),
        UpdatedAt = clock.GetUtcNow(),
        Version = 1,
    };
}
