using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Keys;

namespace Everlatch.Identity.Applications;

/// <summary>Makes an application that people sign in to.</summary>
public sealed class CreateApplication(AdminWriter writer, IDirectory directory, ClientSecrets secrets, EnsureKeys keys)
{
    /// <summary>What was made.</summary>
    /// <param name="Application">The application.</param>
    /// <param name="Secret">Its first secret; null for a public client, and for one that brought its own keys.</param>
    public sealed record Made(Application Application, NewSecret? Secret);

    /// <summary>Makes it.</summary>
    public async Task<Edit<Made>> RunAsync(
        AuditActor actor, EnvironmentId environment, ApplicationKind kind, ApplicationDraft draft, CancellationToken ct)
    {
        if (!directory.Current.Environments.TryGetValue(environment, out var entry))
        {
            return new Edit<Made>.Unknown();
        }

        if (ApplicationRules.Check(draft, kind, entry) is { } problem)
        {
            return new Edit<Made>.Refused(problem);
        }

        var now = writer.Clock.GetUtcNow();
        var application = new Application
        {
            Id = Id.New<AppId>(writer.Clock),
            Kind = kind,
            Draft = draft,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        var act = new AdminAct(actor, environment, "application.created", DirectoryKind.Application, application.Id.Value);
        var key = keys.MakeMissing(environment, draft.SigningAlgorithm);
        return await writer.RunAsync(act, (write, _) => CreateAsync(write, environment, application, key, ct), ct);
    }

    private async Task<Edit<Made>> CreateAsync(
        DirectoryWrite write, EnvironmentId environment, Application application, NewKey? key, CancellationToken ct)
    {
        await ApplicationStore.AddAsync(write.Transaction, environment, application, ct);
        await keys.RunAsync(write, environment, application.Draft.SigningAlgorithm, key, ct);
        if (application.Kind != ApplicationKind.Web || application.Draft.Jwks is not null)
        {
            return new Edit<Made>.Done(new Made(application, null));
        }

        return await secrets.AddAsync(write.Transaction, environment, application.Id.Value, null, ct) switch
        {
            Edit<NewSecret>.Done { Value: var secret } => new Edit<Made>.Done(new Made(application, secret)),
            var other => throw new InvalidOperationException($"A new application's first secret came to {other}."),
        };
    }
}
